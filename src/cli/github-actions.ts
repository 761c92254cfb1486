import {appendFileSync} from 'node:fs';
import type {Output} from '../report/reporter.ts';
import {printError} from './terminal.ts';

/** What a step on GitHub gets without being asked: annotations, and the page of its summary. */
export interface ExtraReport {
  readonly name: 'github' | 'markdown';
  readonly out: Output;
}

/** The extra reports for where plugtest runs; none that the user asked for. */
export function githubReports(asked: readonly string[], env: NodeJS.ProcessEnv): readonly ExtraReport[] {
  if (env['GITHUB_ACTIONS'] !== 'true') return [];
  const summary = env['GITHUB_STEP_SUMMARY'];
  return [
    // commands are read from both streams; stdout may be a report
    ...(asked.includes('github') ? [] : [{name: 'github' as const, out: plainOutput(printError)}]),
    ...(asked.includes('markdown') || !summary
      ? []
      : [{name: 'markdown' as const, out: plainOutput(text => appendFileSync(summary, text))}]),
  ];
}

function plainOutput(write: (text: string) => void): Output {
  return {write, isTerminal: false, colour: false, columns: 100};
}
