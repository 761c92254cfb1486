import {discover, type Finding} from '../../daemon/discovery/findings.ts';
import {discoveryFolders} from '../../target/open-target.ts';
import {visible} from '../../util/visible.ts';
import {probe} from '../../wire/probe.ts';
import type {CommandAction} from '../command.ts';
import {onlyPluginDir} from '../plugin-dir.ts';
import {print} from '../terminal.ts';

/** `plugtest discover`: what dockerd would find on this host and what it would make of each. */
export const discoverCommand: CommandAction = async ({options}) => {
  const pluginDir = onlyPluginDir(options);
  const folders = discoveryFolders({engine: options.text('engine') ?? '29', pluginDir});
  const {findings, error} = await discover(folders, async address => {
    const result = await probe(address, {timeoutMs: 2000});
    return result.ok ? null : result.text;
  });
  if (options.flag('json')) {
    print(`${JSON.stringify({folders, error, findings}, null, 2)}\n`);
    return 0;
  }
  const looked = [...new Set([folders.sockets, ...folders.specs])].join(', ');
  if (error !== null) print(`! the scan fails as a whole, so dockerd lists no plugin: ${visible(error)}\n`);
  print(findings.map(describe).join('\n'));
  print(`${findings.length === 0 ? 'nothing' : `\n${findings.length}`} found in ${looked}\n`);
  return 0;
};

function describe({name, entry, address, wouldBeFoundByName, wouldBeListed, problems}: Finding): string {
  const use = wouldBeFoundByName ? 'found by name' : 'not found by name';
  const mark = problems.length === 0 ? '✓' : '!';
  const where = address === null ? '' : ` → ${visible(addressText(address))}`;
  return [
    `${mark} ${visible(name)}   ${visible(entry)}${where}\n`,
    `    ${use}, ${wouldBeListed ? 'listed' : 'not listed'}\n`,
    ...problems.map(({text, consequence}) => `    ${visible(text)}: ${visible(consequence)}\n`),
  ].join('');
}

function addressText(address: NonNullable<Finding['address']>): string {
  if (address.kind === 'unix') return `unix://${address.path}`;
  return `${address.kind === 'tls' ? 'https' : 'tcp'}://${address.host}:${address.port}`;
}
