import {judgeArea} from './judge.ts';

await judgeArea('metrics');
