import {defineRule, readError} from '../../src/authoring.ts';
import {replyOf, stringIn} from './_reading.ts';
import {decodes, successIs200} from './_reply-rules.ts';

/** Methods whose 404 dockerd, or nobody, minds. */
const optional =
  /^NetworkDriver\.(ProgramExternalConnectivity|RevokeExternalConnectivity|DiscoverNew|DiscoverDelete|AllocateNetwork|FreeNetwork|GwAllocCheck)$/;

export const status = defineRule({
  ...successIs200,
  id: 'network.reply.status-200',
  title: 'Success of a network call is status 200',
  requirement: 'network/9',
  on: 'NetworkDriver.*',
});

export const body = defineRule({
  ...decodes,
  id: 'network.reply.body',
  title: 'The body of a 200 is JSON of the documented types',
  requirement: ['network/10', 'network/13'],
  fix: 'Send at least `{}`, addresses as strings, RouteType as a number, flags as booleans.',
  on: 'NetworkDriver.*',
});

export const errorText = defineRule({
  id: 'network.reply.error-text',
  title: 'An error of a network call carries a text',
  level: 'SHOULD',
  requirement: 'network/12',
  problem: 'An error came without a text that its user can read.',
  consequence: 'the user reads raw JSON, HTML or nothing after `NetworkDriver.<method>: `',
  fix: 'Answer errors with `{"Err": "what went wrong"}`.',
  on: 'NetworkDriver.*',
  judge({method, response}) {
    if (response === null || response.status < 300) return 'skip';
    if (response.status === 404 && optional.test(method)) return 'skip';
    const {fromErr, text} = readError(response.body);
    // plain text is shown as it is
    if (text.trim() !== '' && (fromErr || !/^\s*[[{<]/.test(text))) return undefined;
    return {
      message: '',
      expected: 'a body with a non-empty Err, or plain text',
      actual: response.body.text.trim().slice(0, 300) || 'an empty body',
    };
  },
});

export const scope = defineRule({
  id: 'network.get-capabilities.scope',
  title: 'Scope is local or global, in lower case',
  level: 'MUST',
  requirement: 'network/3',
  problem: 'The driver announced a scope that dockerd does not know.',
  consequence:
    'dockerd logs it; every use fails with `could not resolve driver <name> in registry` until it is restarted',
  fix: 'Answer GetCapabilities with `"Scope": "local"` or `"global"`.',
  on: 'NetworkDriver.GetCapabilities',
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === null) return 'skip';
    const text = stringIn(reply, 'Scope');
    return text === 'local' || text === 'global'
      ? undefined
      : {message: '', expected: 'Scope "local" or "global"', actual: `Scope ${JSON.stringify(text)}`};
  },
});

export const connectivityScope = defineRule({
  id: 'network.get-capabilities.connectivity-scope',
  title: 'ConnectivityScope is absent, empty, local or global',
  level: 'MUST',
  requirement: 'network/4',
  problem: 'The driver announced a connectivity scope that dockerd does not know.',
  consequence:
    'every use fails with `could not resolve driver <name> in registry`; the log quotes Scope instead',
  fix: 'Leave ConnectivityScope out, or give it as `local` or `global`.',
  on: 'NetworkDriver.GetCapabilities',
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === null) return 'skip';
    const text = stringIn(reply, 'ConnectivityScope');
    return ['', 'local', 'global'].includes(text)
      ? undefined
      : {
          message: '',
          expected: 'absent, "local" or "global"',
          actual: `ConnectivityScope ${JSON.stringify(text)}`,
        };
  },
});
