import type {RunEvent, RunEventBody} from '../../core/events.ts';
import {tally} from '../../report/tally.ts';
import {gravestExit, Rows} from './weigh.ts';

type RunEnd = Extract<RunEvent, {type: 'run:end'}>;

/**
 * Runs as often as wanted and tells it as one run: of each check the weightiest row, with what every repetition said.
 * A repetition that was broken off is the last one.
 */
export async function* repeated(
  times: number,
  runOnce: (repetition: number) => AsyncIterable<RunEvent>,
): AsyncGenerator<RunEvent> {
  const rows = new Rows();
  const ends: RunEnd[] = [];
  let seq = 0;
  const elapsed = () => ends.reduce((sum, end) => sum + end.durationMs, 0);
  const numbered = (body: RunEventBody, at: number): RunEvent => {
    seq += 1;
    return {v: 1, seq, at, ...body};
  };
  for (let repetition = 0; repetition < times && !ends.at(-1)?.aborted; repetition++) {
    for await (const event of runOnce(repetition)) {
      if (event.type === 'check:end') rows.add(event.result);
      else if (event.type === 'run:end') ends.push(event);
      else if (event.type !== 'run:start' || repetition === 0) yield numbered(event, elapsed() + event.at);
    }
  }
  const results = rows.results({withVerdicts: true});
  for (const result of results) yield numbered({type: 'check:end', result}, elapsed());
  yield numbered(endOf(ends, results), elapsed());
}

function endOf(ends: readonly RunEnd[], results: ReturnType<Rows['results']>): RunEventBody {
  const aborted = ends.at(-1)?.aborted;
  return {
    type: 'run:end',
    summary: tally(results),
    exitCode: gravestExit(ends.map(end => end.exitCode)),
    durationMs: ends.reduce((sum, end) => sum + end.durationMs, 0),
    leaks: ends.flatMap(end => end.leaks),
    ...(aborted === undefined ? {} : {aborted}),
  };
}
