import {
  type Call,
  type CheckContext,
  defineCheck,
  hexId,
  isActivated,
  isAnswered,
} from '../../src/authoring.ts';
import {headerOf} from './_answers.ts';
import {call, expectAlive, type HarmlessCall, harmlessCall, outcomeOf, tellingCall} from './_calls.ts';
import {pause} from './_pause.ts';

const dependsOn = ['transport.connection.opened-and-closed'];
const needs = [isActivated];

/** Calls on one connection, one after the other. */
const SEQUENCE = 20;

/** Connections without a request. */
const TOUCHES = 15;

/** How long a connection is left idle to see whether the plugin closes it. */
const IDLE_MS = 500;

export const sequential = defineCheck({
  id: 'transport.connection.many-requests',
  title: 'Many requests are served one after the other on one connection',
  level: 'MUST',
  requirement: 'transport/33',
  problem: 'A later request on the same connection was not answered.',
  consequence:
    'dockerd keeps connections: the second call hangs, or fails with `EOF` and is repeated with an empty body',
  fix: 'Go on reading requests after an answer, or say `Connection: close` in it.',
  needs,
  dependsOn,
  async run(t) {
    let before: Call | undefined;
    for (let turn = 1; turn <= SEQUENCE; turn++) {
      const answer = await call(t, harmlessCall(t));
      t.expect.ok(
        isAnswered(answer),
        {expected: `request ${turn} of ${SEQUENCE} on a kept connection is answered`, actual: answer.error},
        answer,
      );
      if (before !== undefined) expectKept(t, [before, answer], 'at once');
      before = answer;
    }
  },
});

export const kept = defineCheck({
  id: 'transport.connection.kept',
  title:
    'A connection is not closed soon after an answer that did not say so, and nothing follows the answer',
  level: 'SHOULD',
  requirement: ['transport/24', 'transport/34'],
  problem: 'The plugin closed an idle connection without having said so, or sent more than it had announced.',
  consequence:
    'a call that is sent at that moment fails with `EOF`, and is repeated with an empty body: now and then a command fails',
  fix: 'Keep idle connections open for minutes, or send `Connection: close` with the answer; count the line feed at the end in Content-Length.',
  needs,
  dependsOn: ['transport.connection.many-requests'],
  async run(t) {
    const before = await call(t, harmlessCall(t));
    expectNothingMore(t, before);
    await pause(IDLE_MS);
    expectKept(t, [before, await call(t, harmlessCall(t))], `${IDLE_MS} ms later`);
  },
});

export const afterRefusal = defineCheck({
  id: 'transport.connection.after-refusal',
  title: 'A connection goes on after a call that was refused',
  level: 'MUST',
  requirement: ['transport/33', 'transport/27'],
  problem: 'After a refused call the next request on its connection went wrong.',
  consequence:
    'dockerd sends the next call on the same connection: it fails with `EOF` or `400 Bad Request`, though nothing is wrong with it',
  fix: 'Read the body of every request to its end, also of one that you refuse; then go on with the connection, or send `Connection: close`.',
  needs,
  dependsOn: ['transport.connection.many-requests', 'transport.call.after-error'],
  async run(t) {
    const next = await tellingCall(t);
    const usual = await call(t, next);
    for (const refused of refusedCalls(t)) {
      const before = await call(t, refused);
      t.expect(before).toAnswer();
      const after = await call(t, next);
      t.expect.ok(
        outcomeOf(after) === outcomeOf(usual),
        {
          expected: `${next.method} ends as before ${refused.method}: ${outcomeOf(usual)}`,
          actual: after.error || outcomeOf(after),
        },
        before,
        after,
      );
      expectKept(t, [before, after], 'at once');
    }
  },
});

/** Calls that dockerd makes and that a plugin may refuse, with a body: of an unknown volume, and of an optional method. */
function refusedCalls(t: CheckContext): readonly HarmlessCall[] {
  if (!t.facts.implements.includes('VolumeDriver')) return [harmlessCall(t)];
  const mount = {Name: t.unique('absent'), ID: hexId(t.random)};
  return [
    {method: 'VolumeDriver.Mount', body: mount},
    {method: 'VolumeDriver.Capabilities', body: {}},
    {method: 'VolumeDriver.Remove', body: {Name: mount.Name}},
  ];
}

function expectKept(t: CheckContext, [before, after]: readonly [Call, Call], when: string): void {
  if (after.exchange.connection.reused || !couldBeKept(before)) return;
  t.expect.fail(
    {
      expected: `the connection still serves a call that is made ${when}`,
      actual: 'the plugin had closed it',
    },
    before,
    after,
  );
}

/** dockerd hangs up where more comes than was announced; a call that it makes at that moment gets the rest for an answer. */
function expectNothingMore(t: CheckContext, before: Call): void {
  const {response, connection} = before.exchange;
  if (connection.closedBy !== 'daemon' || response?.complete !== true || !allowsMore(before)) return;
  t.expect.fail(
    {expected: 'nothing after the body until the next request', actual: 'more bytes came with the answer'},
    before,
  );
}

/** The answer did not announce the end, and the daemon did not hang up itself. */
function couldBeKept(before: Call): boolean {
  return before.exchange.connection.closedBy !== 'daemon' && allowsMore(before);
}

/** Another request may follow on the connection, as far as the answer says. */
function allowsMore({exchange: {response, error}}: Call): boolean {
  if (response === null || error !== null) return false;
  if (!response.httpVersion.endsWith('1.1')) return false;
  const announced = headerOf(response, 'connection');
  const hasLength =
    headerOf(response, 'content-length') !== undefined ||
    headerOf(response, 'transfer-encoding') !== undefined;
  return hasLength && !/close/i.test(announced ?? '');
}

export const several = defineCheck({
  id: 'transport.connection.several',
  title: 'While one connection is open others are served',
  level: 'MUST',
  requirement: 'transport/31',
  problem: 'While one connection was open another one was not served.',
  consequence:
    'dockerd keeps up to two idle connections and opens more when it needs them: the second call waits for ever',
  fix: 'Serve every connection in a thread or task of its own (in Python: ThreadingHTTPServer).',
  needs,
  dependsOn: ['transport.call.after-error'],
  exclusive: true,
  async run(t) {
    // this connection stays open and idle, as dockerd's would
    const kept = await call(t, harmlessCall(t));
    const calls = await Promise.all([1, 2, 3].map(() => call(t, harmlessCall(t), {freshConnection: true})));
    for (const answer of calls) {
      t.expect.ok(
        isAnswered(answer),
        {expected: 'a call on a second connection is answered', actual: answer.error},
        kept,
        answer,
      );
    }
  },
});

export const touched = defineCheck({
  id: 'transport.connection.opened-and-closed',
  title: 'A connection that is opened and closed without a byte does no harm',
  level: 'MUST',
  requirement: 'transport/35',
  problem: 'After a connection without a request the plugin served nothing any more.',
  consequence:
    'dockerd opens one such connection to a managed plugin that has started: it is dead right after `docker plugin enable`',
  fix: 'Expect that a client leaves before it has sent anything, and go on accepting.',
  needs,
  dependsOn: ['transport.connection.several'],
  exclusive: true,
  async run(t) {
    for (let turn = 0; turn < TOUCHES; turn++) await t.plugin.touch();
    await expectAlive(t, 'connections without a request');
  },
});
