import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'undici';
import type {RunEvent} from '../../src/core/events.ts';
import type {Exchange} from '../../src/wire/exchange.ts';
import {measured, plugtest, referenceCommand, type Usage, whileRunning, withFolder} from './program.ts';
import {median, ms, type Room, times} from './row.ts';

/** A full run takes long, and CPU time varies less than that on the clock. */
const MOST_ROUNDS = 3;

/** A full run per interface, against the same requests in a bare loop: what judging, restarts and reports cost. */
export const fullRun: Room = async function* ({rounds, interfaces}) {
  for (const name of interfaces) {
    const usages: Usage[] = [];
    const loops: Usage[] = [];
    const requests = await requestsOf(name);
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round++) {
      await withFolder(async folder => {
        const command = referenceCommand(folder, name);
        const socket = join(folder, 'sock');
        usages.push(await measured([plugtest, socket, '--reporter', 'tap', '--', ...command]));
        loops.push(await whileRunning(command, () => replay(socket, requests)));
      });
    }
    const of = (list: readonly Usage[], key: keyof Usage) => median(list.map(usage => usage[key]));
    const [cpuMs, wallMs, rssMb] = [of(usages, 'cpuMs'), of(usages, 'wallMs'), of(usages, 'rssMb')];
    const bare = of(loops, 'cpuMs');
    yield {
      what: `full ${name} run`,
      measured: `${ms(cpuMs)} of own CPU, ${ms(wallMs)} in all`,
      against: `${requests.length} requests by bare undici: ${ms(bare)} CPU, ${ms(of(loops, 'wallMs'))}; ${times(cpuMs / bare)}`,
      goal: {text: '≤ 1 s of own CPU', isHeld: cpuMs <= 1000},
    };
    yield {
      what: `memory of a full ${name} run`,
      measured: `${rssMb.toFixed(0)} MB at most`,
      goal: {text: '≤ 120 MB', isHeld: rssMb <= 120},
    };
  }
};

/** The requests of a full run. */
function requestsOf(interfaceName: string): Promise<readonly Exchange[]> {
  return withFolder(async folder => {
    const events = join(folder, 'run.jsonl');
    const command = referenceCommand(folder, interfaceName);
    await measured([plugtest, join(folder, 'sock'), '--reporter', `jsonl=${events}`, '--', ...command]);
    return answeredIn(events);
  });
}

/** What was asked and answered in full; half requests and cut records cannot be repeated. */
function answeredIn(file: string): readonly Exchange[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.flatMap(line => {
    const event = JSON.parse(line) as RunEvent; // plugtest wrote it
    if (event.type !== 'exchange' || event.exchange.error !== null || event.exchange.probe) return [];
    return event.exchange.request.body.truncated ? [] : [event.exchange];
  });
}

async function replay(socketPath: string, exchanges: readonly Exchange[]): Promise<Usage> {
  const client = new Client('http://plugin.moby.localhost', {socketPath});
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  for (const {request} of exchanges) {
    const answer = await client.request({method: 'POST', path: request.path, body: request.body.text});
    await answer.body.text();
  }
  const {user, system} = process.cpuUsage(before);
  const wallMs = performance.now() - startedAt;
  await client.close();
  return {wallMs, cpuMs: (user + system) / 1000, rssMb: 0};
}
