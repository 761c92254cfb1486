import {type CheckContext, defineCheck, hexId, isActivated} from '../../src/authoring.ts';
import {createArguments, removeAfterwards, unmountAfterwards} from '../volume/_given.ts';
import {call, expectAlive, harmlessCall} from './_calls.ts';

export const answered = defineCheck({
  id: 'transport.call.answered',
  title: 'A call that changes nothing is answered',
  level: 'MUST',
  requirement: 'transport/23',
  problem: 'The plugin does not answer calls.',
  consequence: 'every docker command that needs the plugin hangs or fails',
  fix: 'Serve POST on `/<Interface>.<Method>` for each interface in Implements.',
  needs: [isActivated],
  async run(t) {
    t.expect(await call(t, harmlessCall(t))).toAnswer();
  },
});

export const afterError = defineCheck({
  id: 'transport.call.after-error',
  title: 'After an error the next call is served',
  level: 'MUST',
  requirement: 'transport/27',
  problem: 'After its first error the plugin served nothing any more.',
  consequence: 'one failing command takes all volumes or networks of the plugin away',
  fix: 'Release locks where the error leaves the handler (`defer`, `finally`), and return a reply together with every error.',
  needs: [isActivated],
  dependsOn: ['transport.call.answered'],
  exclusive: true,
  async run(t) {
    const refused = await provokeError(t);
    t.expect(refused).toAnswer();
    await expectAlive(t, 'an error', refused);
  },
});

/**
 * A call that any plugin refuses: of something that does not exist, or of no interface. What becomes of its connection is
 * another question (transport.connection.many-requests), so that it has one of its own.
 */
function provokeError(t: CheckContext) {
  const absent = {Name: t.unique('absent'), ID: hexId(t.random)};
  if (t.facts.implements.includes('VolumeDriver'))
    return t.plugin.call('VolumeDriver.Mount', absent, {freshConnection: true});
  const {method} = harmlessCall(t);
  return t.plugin.call(`${method}Unknown`, {}, {probe: true, freshConnection: true});
}

export const everyMethod = defineCheck({
  id: 'transport.call.every-method',
  title: 'Every call in the life of a volume is answered in time',
  level: 'MUST',
  requirement: 'transport/23',
  problem: 'A call was not answered.',
  consequence: 'dockerd waits for its time-out, or tries five times in 15 seconds and fails with `EOF`',
  fix: 'Answer every call, with `Err` where it can not be carried out.',
  needs: [isActivated],
  dependsOn: ['transport.connection.many-requests'],
  async run(t) {
    if (!t.facts.implements.includes('VolumeDriver')) t.notApplicable('only for volume drivers');
    const name = t.unique('life');
    const mount = {Name: name, ID: hexId(t.random)};
    removeAfterwards(t, name);
    unmountAfterwards(t, name, mount.ID);
    const steps = [
      ['Create', createArguments(t, name)],
      ['Get', {Name: name}],
      ['List', {}],
      ['Mount', mount],
      ['Path', {Name: name}],
      ['Unmount', mount],
      ['Remove', {Name: name}],
      ['Capabilities', {}],
    ] as const;
    const calls = [];
    for (const [method, body] of steps)
      calls.push(await t.plugin.call(`VolumeDriver.${method}`, body, {freshConnection: true}));
    for (const each of calls) t.expect(each).toAnswer();
  },
});
