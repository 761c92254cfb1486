// Measures plugtest itself (docs/benchmarks.md): npm run bench -- [--brief] [room…]
// Rooms: startup, wire, run, growth, logs, docker, docker-logs. --brief: small sizes, to see that it works.
import './lean-node.ts';
import {parseArgs} from 'node:util';
import {docker} from './bench/docker.ts';
import {growth} from './bench/growth.ts';
import {logs} from './bench/logs.ts';
import {dockerLogs} from './bench/logs-docker.ts';
import type {Room, Row} from './bench/row.ts';
import {fullRun} from './bench/run.ts';
import {sizesOf} from './bench/sizes.ts';
import {startup} from './bench/startup.ts';
import {wire} from './bench/wire.ts';

const rooms: Readonly<Record<string, Room>> = {
  startup,
  wire,
  run: fullRun,
  growth,
  logs,
  docker,
  'docker-logs': dockerLogs,
};

process.exitCode = await main();

async function main(): Promise<number> {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {brief: {type: 'boolean', default: false}},
  });
  const unknown = positionals.find(name => !Object.hasOwn(rooms, name));
  if (unknown !== undefined) {
    console.error(`there is no room ${unknown}: expected ${Object.keys(rooms).join(', ')}`);
    return 2;
  }
  const sizes = sizesOf(values.brief);
  console.log('| what | measured | against | goal |\n|---|---|---|---|');
  for (const [name, room] of Object.entries(rooms)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for await (const row of room(sizes)) console.log(lineOf(row));
  }
  return 0;
}

function lineOf({what, measured, against = '', goal}: Row): string {
  const held = goal === undefined ? '' : `${goal.text}: ${goal.isHeld ? 'yes' : 'NO'}`;
  return `| ${[what, measured, against, held].join(' | ')} |`;
}
