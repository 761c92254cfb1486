import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {engineNamed} from '../../daemon/engines/engines.ts';
import {readAnswer} from '../../daemon/plugins/answer.ts';
import {encode} from '../../gojson/encode.ts';
import type {Undo} from '../../run/undo.ts';
import {replyTypeOf} from '../../schema/messages.ts';
import {makeHostLike} from '../../target/netns/host-like.ts';
import {openTarget} from '../../target/open-target.ts';
import {groupEnds, signalGroup} from '../../target/process/group.ts';
import {endStragglers} from '../../target/process/stragglers.ts';
import type {Target} from '../../target/target.ts';
import {processStart} from '../../util/process-start.ts';
import {temporaryFoldersOf} from '../../util/temporary-folder.ts';
import {visible} from '../../util/visible.ts';
import {type Client, createClient} from '../../wire/client.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {removeFifos} from '../leftovers/fifos.ts';
import {type DeadRun, deadRuns} from '../leftovers/read.ts';
import {stateFolder} from '../state-folder.ts';
import {print} from '../terminal.ts';

const engine = engineNamed('29');

/** `plugtest clean`: removes what runs left that were killed before they could. */
export const cleanCommand: CommandAction = async () => {
  const runs = deadRuns(join(stateFolder(), 'journals'));
  let left = 0;
  for (const run of runs) {
    left += await cleanUp(run);
    const fifos = removeFifos(run.fifos);
    if (fifos > 0) print(`removed ${fifos} ${fifos === 1 ? 'FIFO' : 'FIFOs'} to a log driver\n`);
    removeTemporaryFolders(run);
  }
  print(
    `${runs.length} killed ${runs.length === 1 ? 'run' : 'runs'} found, ${left === 0 ? 'nothing is left' : `${left} things are left`}\n`,
  );
  return left === 0 ? exitCodes.conformant : exitCodes.notConformant;
};

/** Puts away what one run left; gives how much could not be. */
async function cleanUp(run: DeadRun): Promise<number> {
  if (run.orphan !== null) await endOrphan(run.orphan);
  const found = run.head.mark === undefined ? 0 : await endStragglers(run.head.mark);
  if (found > 0)
    print(`ended ${found} ${found === 1 ? 'process' : 'processes'} that carried the mark of the run\n`);
  if (run.made.length === 0) return forget(run);
  const {target, command, pluginDir, workingFolder} = run.head;
  process.chdir(workingFolder);
  let namespace: Awaited<ReturnType<typeof makeHostLike>> | undefined;
  try {
    if (run.isIsolated) namespace = await makeHostLike();
    const place = {target, command, pluginDir, namespacePid: namespace?.pid};
    const opened = await reach(place, run.orphan === null ? 1 : 20);
    const client = createClient({address: opened.address, profile: engine.wire});
    let left = 0;
    for (const undo of run.made) left += (await isGone(client, undo)) ? 0 : 1;
    client.close();
    await opened.control?.dispose();
    return left === 0 ? forget(run) : left;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    print(`the plugin ${visible(target)} can't be reached (${visible(why)}), so these stay:\n`);
    for (const {key} of run.made) print(`  ${visible(key)}\n`);
    return run.made.length;
  } finally {
    await namespace?.close();
  }
}

/** Unless somebody has the number again, whose they may be. */
function removeTemporaryFolders({ownerPid}: DeadRun): void {
  if (processStart(ownerPid) !== null) return;
  for (const folder of temporaryFoldersOf(ownerPid)) rmSync(folder, {recursive: true, force: true});
}

type Place = Pick<DeadRun['head'], 'target'> & {
  readonly command: readonly string[] | undefined;
  readonly pluginDir: string | undefined;
  readonly namespacePid: number | undefined;
};

/** A process that was killed may hold its socket a moment longer, while its threads end. */
async function reach({target, ...how}: Place, tries: number): Promise<Target> {
  try {
    return await openTarget(target, {engine: engine.name, ...how});
  } catch (error) {
    if (tries <= 1) throw error;
    await new Promise(resolve => setTimeout(resolve, 100));
    return reach({target, ...how}, tries - 1);
  }
}

function forget({file}: DeadRun): number {
  rmSync(file, {force: true});
  return 0;
}

/** The group that the killed run had started; its leader is still the same process. */
async function endOrphan(pid: number): Promise<void> {
  if (!signalGroup(pid, 'SIGKILL')) return;
  await groupEnds(pid, 5000);
  print(`ended the plugin that the run had started (process ${pid})\n`);
}

async function isGone(client: Client, {key, method, body}: Undo): Promise<boolean> {
  const first = await ask(client, method, body);
  if (first.ok) {
    print(`removed ${visible(key)}\n`);
    return true;
  }
  // it may never have been made: the journal is written before the call
  if (method === 'VolumeDriver.Unmount') return true;
  if (method === 'VolumeDriver.Remove' && !(await ask(client, 'VolumeDriver.Get', body)).ok) return true;
  print(`can't remove ${visible(key)}: ${visible(first.error)}\n`);
  return false;
}

async function ask(client: Client, method: string, body: Undo['body']) {
  const {go} = engine.wire;
  const sent = await client.post({method, body: encode(body, {go}), timeoutMs: 10_000, until: 'end'});
  return readAnswer({method, ...sent, into: replyTypeOf(method), go});
}
