import {
  type ApiOutcome,
  type CheckContext,
  type Docker,
  defineCheck,
  implementsDriver,
} from '../../src/authoring.ts';
import {ask, authorizedDocker, documentOf, requestIn} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import type {Command} from './catalogue/_step.ts';
import {everyday} from './catalogue/everyday.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict', 'authz.response.gives-verdict'];

export const judged = defineCheck({
  id: 'authz.commands.judged',
  title: 'Every request of everyday commands gets a verdict',
  level: 'MUST',
  requirement: ['authz/2', 'authz/11'],
  problem: 'A request of an everyday command got no verdict.',
  consequence: 'the command ends with `plugin NAME failed with error: …`',
  fix: 'Expect requests without a body (login, build, cp, pull), and answers of which nothing is shown (logs, events).',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    const docker = await authorizedDocker(t);
    const commands = everyday.filter(({name}) => name !== 'login');
    await inParallel(t, commands, command => expectJudged(t, docker, command));
    expectAllAsked(t);
  },
});

export const login = defineCheck({
  id: 'authz.commands.login',
  title: '`docker login` gets a verdict, though its body is never shown',
  level: 'MUST',
  requirement: 'authz/23',
  problem: 'A login got no verdict.',
  consequence: '`docker login` ends with `plugin NAME failed with error: …`',
  fix: 'Do not read the body of paths that begin with `/auth`: dockerd withholds it, there is a password in it.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    const docker = await authorizedDocker(t);
    for (const command of everyday.filter(({name}) => name === 'login'))
      await expectJudged(t, docker, command);
  },
});

export const wholeSequence = defineCheck({
  id: 'authz.commands.whole-sequence',
  title: 'A command whose first requests are allowed is allowed to its end',
  level: 'MAY',
  requirement: 'authz/41',
  problem: 'A command is stopped in the midst.',
  consequence: 'what its first requests made stays: containers that were created and never start',
  fix: 'Decide at the first request that changes something: `containers/create`, `containers/NAME/exec`.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    const docker = await authorizedDocker(t);
    await inParallel(t, everyday, async command => {
      const outcomes = await playedOut(docker, command);
      const changed = outcomes.findIndex(({method, executed}) => method === 'POST' && executed);
      const denied = outcomes.findIndex(({verdict}, at) => at > changed && verdict === 'deny');
      t.expect.ok(changed < 0 || denied < 0, {
        expected: `${command.line} is allowed as a whole, or denied before it changes something`,
        actual: outcomes.map(({method, target, verdict}) => `${verdict} ${method} ${target}`).join(', '),
      });
    });
    expectAllAsked(t);
  },
});

async function expectJudged(t: CheckContext, docker: Docker, command: Command): Promise<void> {
  for (const outcome of await playedOut(docker, command)) {
    const isJudged = outcome.verdict !== 'error' || (await deniesByError(t, outcome));
    t.expect.ok(isJudged, {
      expected: `a verdict on ${outcome.method} ${outcome.target} of \`${command.line}\``,
      actual: outcome.message,
    });
  }
}

/** Some deny with an Err: then it is the path that they refuse, in whatever form the request comes. */
async function deniesByError(t: CheckContext, {method, target}: Played): Promise<boolean> {
  for (const body of [undefined, '{}', '{"HostConfig":{}}']) {
    const {failure, exchange} = await ask(t, documentOf(method, target, body));
    const saysWhy = /"Err"\s*:\s*"[^"]/.test(exchange.response?.body.text ?? '');
    if (failure !== 'status' || !saysWhy) return false;
  }
  return true;
}

type Played = ApiOutcome & {readonly method: string; readonly target: string};

/** All requests of a command, the later ones also when an earlier one is denied. */
async function playedOut(docker: Docker, command: Command): Promise<readonly Played[]> {
  const outcomes: Played[] = [];
  for (const step of command.steps) {
    const request = requestIn(docker, step);
    outcomes.push({...(await docker.api(request)), method: request.method, target: request.target});
  }
  return outcomes;
}
