import assert from 'node:assert/strict';
import test from 'node:test';
import type {Program} from '../../src/daemon/containers/api.ts';
import type {Docker} from '../../src/daemon/docker.ts';
import type {Outcome} from '../../src/daemon/outcome.ts';
import {type Answer, scriptedPlugin, startDocker} from './_plugin.ts';

/** The same numbers for the same seed. */
function createDice(seed: number) {
  let state = seed;
  return <T>(items: readonly [T, ...T[]]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return items[state % items.length] ?? items[0];
  };
}

const ANSWERS = ['drop', 'hang', {Err: 'x'}, {status: 500, text: 'y'}, null, {Volumes: [null]}] as const;
const METHODS = ['Get', 'Mount', 'Unmount', 'Create', 'Remove', 'List', 'Capabilities'] as const;
const PROGRAMS: readonly [Program, ...Program[]] = [
  {kind: 'runs'},
  {kind: 'exits', code: 1},
  {kind: 'not-found', path: '/no'},
];

function someCommand(docker: Docker, roll: ReturnType<typeof createDice>): Promise<Outcome> {
  const name = roll(['a', 'b', 'c']);
  const some = docker.containers.list().map(({id}) => id);
  const command = roll<() => Promise<Outcome>>([
    () => docker.volumes.create({name, driver: 'rec'}),
    () => docker.volumes.rm(name, {force: roll([true, false])}),
    () => docker.volumes.ls(),
    () => docker.run({volumes: [`${name}:/x`, '/y'], volumeDriver: 'rec', program: roll(PROGRAMS)}),
    () =>
      docker.run({
        volumes: [`${name}:/x`],
        restart: 'always',
        program: roll(PROGRAMS),
        remove: roll([true, false]),
      }),
    () => docker.containers.stop(some.slice(0, 2), {timeout: 1}),
    () => docker.containers.restart(some.slice(-2), {timeout: 1}),
    () => docker.containers.rm(some.slice(0, 2), {force: true, volumes: true}),
    () => docker.containers.cp('file', `${some[0] ?? 'none'}:/x/f`),
  ]);
  return command();
}

for (const engine of ['20.10', '26.1', '29']) {
  test(`Whatever is done at once to ${engine} and its plugin, every command is answered`, {
    timeout: 30_000,
  }, async t => {
    const plugin = await scriptedPlugin(t);
    const docker = await startDocker(t, plugin, {engine, callTimeoutMs: 5_000});
    const roll = createDice(Number.parseInt(engine, 10));
    const outcomes: Promise<Outcome>[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let step = 0; step < 30; step += 1) {
        outcomes.push(someCommand(docker, roll));
        if (step % 3 === 0) plugin.next.set(roll(METHODS), [roll<Answer>(ANSWERS)]);
        if (step % 5 === 0) await new Promise(setImmediate);
      }
      await docker.restartDaemon({how: roll(['stop', 'kill']), liveRestore: roll([true, false])});
    }
    const codes = (await Promise.all(outcomes)).map(outcome => outcome.exitCode);
    assert.equal(codes.length, 90);
    assert.ok(codes.includes(0));
  });
}
