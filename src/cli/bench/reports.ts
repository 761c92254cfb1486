import type {BenchReport} from '../../bench/report.ts';
import {htmlBench} from '../../report/bench/html.ts';
import {prettyBench} from '../../report/bench/pretty.ts';
import type {Output} from '../../report/reporter.ts';
import {UsageError} from '../../util/errors.ts';
import {readWishes} from '../destinations.ts';
import {openFileOutput} from '../file-output.ts';
import {redactStrings} from '../redacted.ts';
import {stdoutOutput} from '../terminal.ts';

const formats: Readonly<Record<string, (report: BenchReport, out: Output) => void>> = {
  pretty: prettyBench,
  json: (report, out) => out.write(`${JSON.stringify(report, null, 2)}\n`),
  html: (report, out) => out.write(htmlBench(report)),
};

const eraseLine = '\r\x1b[2K';

/** The reports of a benchmark, opened before it begins, so that a bad path is known at once. */
export interface BenchReports {
  /** Shows what is measured now, where a line can be redrawn. */
  progress(what: string): void;
  clear(): void;
  write(report: BenchReport): void;
}

/** Opens what `--reporter` asks for; on its own the tables go to stdout. */
export function openBenchReports(words: readonly string[]): BenchReports {
  const wishes = readWishes(words.length > 0 ? words : ['pretty']);
  const opened = wishes.map(({name, file}) => {
    const format = formats[name];
    if (!format || !Object.hasOwn(formats, name)) throw new UsageError(unknown(name));
    return {name, format, out: file === null ? stdoutOutput() : openFileOutput(file)};
  });
  const screen = opened.find(({name, out}) => name === 'pretty' && out.isTerminal)?.out;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) screen?.write(eraseLine);
    isDrawn = false;
  };
  return {
    progress: what => {
      screen?.write(`${eraseLine}  ${what.slice(0, screen.columns - 3)}`);
      isDrawn = screen !== undefined;
    },
    clear,
    write: report => {
      clear();
      const shown = redactStrings(report);
      for (const {format, out} of opened) format(shown, out);
    },
  };
}

function unknown(name: string): string {
  return `a benchmark has no report "${name}": expected ${Object.keys(formats).join(', ')}`;
}
