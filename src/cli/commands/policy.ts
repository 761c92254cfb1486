import {stringify} from 'yaml';
import {type PresentVerdict, presentVerdicts} from '../../run/policy-verdicts.ts';
import {UsageError} from '../../util/errors.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {onlyPluginDir} from '../plugin-dir.ts';
import {print} from '../terminal.ts';

const head = `# What plugtest expects of the authorization plugin (docs/authz.md):
#   plugtest TARGET --policy policy.yaml
# Written from the plugin's present verdicts: read them, change what is wrong, keep the file beside the rules.
`;

/** `plugtest policy init TARGET`: the present verdicts over the catalogue, as a policy file. */
export const policyCommand: CommandAction = async ({positionals, options, rest}) => {
  const [action = '', target = ''] = positionals;
  if (action !== 'init') {
    throw new UsageError(`"${action}" is no action: expected plugtest policy init <target>`);
  }
  const pluginDir = onlyPluginDir(options);
  const verdicts = await presentVerdicts({
    target,
    engine: options.text('engine') ?? '29',
    callTimeoutMs: options.number('call-timeout') ?? 10_000,
    ...(rest === undefined ? {} : {command: rest}),
    ...(pluginDir === undefined ? {} : {pluginDir}),
  });
  print(`${head}${stringify({expect: verdicts.map(expectation)}, {lineWidth: 0})}`);
  return exitCodes.conformant;
};

/** The plugin's words are escaped, so that they are found as they are. */
function expectation({command, verdict, reason}: PresentVerdict): object {
  const words = /authorization denied by plugin [^:]+: (.*)$/s.exec(reason)?.[1] ?? '';
  const message = words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return {command, verdict, ...(message === '' ? {} : {message})};
}
