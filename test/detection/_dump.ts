import {writeFileSync} from 'node:fs';
import {tableOf} from './table.ts';
const area = process.argv[2] ?? '';
const t = await tableOf(area);
writeFileSync(`/tmp/table-${area}.json`, JSON.stringify({good: t.good.violated, faults: t.faults, variants: t.variants}, null, 1));
