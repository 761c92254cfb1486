import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {rm} from 'node:fs/promises';
import {UsageError} from '../../util/errors.ts';
import {makeTemporaryFolder} from '../../util/temporary-folder.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {checkFixtureNames, loadFixtures, referenceProgram} from '../fixtures.ts';
import type {OptionValues} from '../option-values.ts';
import {table} from '../table.ts';
import {print} from '../terminal.ts';

/** `plugtest reference`: runs the embedded plugin until it is interrupted. */
export const referenceCommand: CommandAction = async ({options}) => {
  if (options.flag('list-faults')) return listFaults();
  const socket = options.text('socket');
  if (socket === undefined) {
    throw new UsageError(
      '--socket is missing: expected plugtest reference --socket PATH, where the plugin shall listen',
    );
  }
  await checkFixtureNames('faulty', options.list('fault'));
  await checkFixtureNames('odd', options.list('odd'));
  const state = options.text('state');
  const folder = state ?? (await makeTemporaryFolder('reference'));
  try {
    return await runPlugin(['--socket', socket, '--state', folder, ...variants(options)]);
  } finally {
    if (state === undefined) await rm(folder, {recursive: true, force: true});
  }
};

async function listFaults(): Promise<number> {
  const fixtures = await loadFixtures();
  const [faults, oddities] = await Promise.all([fixtures.loadFaults(), fixtures.loadVariants()]);
  const rows = (kind: string, list: typeof faults) => list.map(each => [kind, each.name, each.describe]);
  print(table([...rows('fault', faults), ...rows('odd', oddities)]));
  print(
    `${faults.length} faults (--fault NAME), ${oddities.length} oddities that are correct (--odd NAME)\n`,
  );
  return 0;
}

function variants(options: OptionValues): string[] {
  return ['interface', 'fault', 'odd'].flatMap(name =>
    options.list(name).flatMap(value => [`--${name}`, value]),
  );
}

/** Ends with the plugin's own exit code; signals to us are passed on, so that it can tidy up. */
async function runPlugin(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [referenceProgram(), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  try {
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : exitCodes.interrupted;
  } finally {
    process.off('SIGINT', passOn).off('SIGTERM', passOn);
  }
}
