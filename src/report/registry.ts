import type {Reporter} from './reporter.ts';

/** A reporter by name. A new format is one file and one row here. */
export interface ReporterEntry {
  readonly name: string;
  readonly description: string;
  load(): Promise<Reporter>;
}

/** All report formats, in the order of the help page. */
export const reporters: readonly ReporterEntry[] = [
  {
    name: 'pretty',
    description: 'for people: failures with cause, calls and mend (default on a terminal)',
    load: async () => (await import('./pretty/pretty.ts')).pretty,
  },
  {
    name: 'tap',
    description: 'TAP 13, for prove and other harnesses (default when piped)',
    load: async () => (await import('./tap.ts')).tap,
  },
  {
    name: 'json',
    description: 'one report file, validated by schemas/report.schema.json',
    load: async () => (await import('./json.ts')).json,
  },
  {
    name: 'jsonl',
    description: 'the event stream itself, one JSON object per line',
    load: async () => (await import('./jsonl.ts')).jsonl,
  },
  {
    name: 'junit',
    description: 'JUnit XML, for CI servers',
    load: async () => (await import('./junit.ts')).junit,
  },
  {
    name: 'html',
    description: 'one page with search, calls and waterfall; works offline',
    load: async () => (await import('./html/html.ts')).html,
  },
  {
    name: 'markdown',
    description: 'for job summaries and comments',
    load: async () => (await import('./markdown.ts')).markdown,
  },
  {
    name: 'github',
    description: 'annotations of GitHub workflows',
    load: async () => (await import('./github.ts')).github,
  },
];

/** Finds a reporter by its exact name. */
export function findReporter(name: string): ReporterEntry | undefined {
  return reporters.find(entry => entry.name === name);
}
