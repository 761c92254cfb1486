import type {Reporter} from './reporter.ts';

/** The event stream itself, one JSON object per line. */
export const jsonl: Reporter = async (events, out) => {
  for await (const event of events) out.write(`${JSON.stringify(event)}\n`);
};
