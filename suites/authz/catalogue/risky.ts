import {createBody} from './_bodies.ts';
import {runs, single} from './_lines.ts';
import {answer, type Command} from './_step.ts';
import {effects} from './effects.ts';

/** What gives root on the host or in a container, each once, and what a policy may deny besides. */
export const risky: readonly Command[] = [
  ...new Map(
    effects.flatMap(({alike, ways}) => [...alike, ...ways]).map(command => [command.name, command]),
  ).values(),
  single('create --privileged', {
    method: 'POST',
    path: '/containers/create',
    body: createBody({Privileged: true}),
    reply: answer({Id: 'c', Warnings: []}, 201),
  }),
  runs('run --ipc host', {IpcMode: 'host'}),
  runs('run --uts host', {UTSMode: 'host'}),
  runs('run --userns host', {UsernsMode: 'host'}),
  runs('run --cgroupns host', {CgroupnsMode: 'host'}),
  single('plugin enable', {method: 'POST', path: '/plugins/vol/enable?timeout=0', reply: {status: 200}}),
  single('stop other', {method: 'POST', path: '/containers/other/stop', reply: {status: 204}}),
  single('system prune', {
    method: 'POST',
    path: '/containers/prune',
    reply: answer({ContainersDeleted: null}),
  }),
];
