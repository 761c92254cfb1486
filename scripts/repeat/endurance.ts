import {readdirSync} from 'node:fs';
import process from 'node:process';
import {collectGarbage} from '../../test/helpers/garbage.ts';

/** What the process holds after a run. */
interface Sample {
  readonly run: number;
  readonly heapKb: number;
  readonly residentKb: number;
  /** Open descriptors; 0 where there is no /proc. */
  readonly files: number;
}

/** Watches what a process holds from run to run: what grows will end a long one. */
export class Endurance {
  readonly #samples: Sample[] = [];

  /** To be called between runs, when nothing of the last one should be left. */
  sample(run: number): void {
    collectGarbage();
    const {heapUsed, rss} = process.memoryUsage();
    this.#samples.push({run, heapKb: heapUsed / 1024, residentKb: rss / 1024, files: openFiles()});
  }

  /** Growth per run over the second half, when caches and compiled code are there. */
  summary(): string {
    const late = this.#samples.slice(Math.floor(this.#samples.length / 2));
    const [first, last] = [late[0], late.at(-1)];
    if (first === undefined || last === undefined || late.length < 3) return 'too few runs to tell growth';
    const slope = (key: 'heapKb' | 'residentKb' | 'files') => slopeOf(late, key).toFixed(1);
    return [
      `per run in the second half: heap ${slope('heapKb')} KB, memory ${slope('residentKb')} KB, descriptors ${slope('files')}`,
      `at the end: heap ${Math.round(last.heapKb / 1024)} MB, memory ${Math.round(last.residentKb / 1024)} MB, ${last.files} descriptors`,
    ].join('; ');
  }
}

function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

/** Least squares. */
function slopeOf(samples: readonly Sample[], key: 'heapKb' | 'residentKb' | 'files'): number {
  const meanRun = mean(samples.map(({run}) => run));
  const meanValue = mean(samples.map(sample => sample[key]));
  const above = samples.reduce((sum, sample) => sum + (sample.run - meanRun) * (sample[key] - meanValue), 0);
  return above / samples.reduce((sum, {run}) => sum + (run - meanRun) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
