import {nearest} from '../util/nearest.ts';
import {version} from '../version.ts';
import {commands} from './commands/index.ts';
import {exitCodes} from './exit-codes.ts';
import {helpFor} from './help.ts';
import {reportError} from './report-error.ts';
import {leaveStuckReaders, print, printError, watchStreams} from './terminal.ts';

/**
 * Runs the command line. Sets the exit code instead of exiting, so that what was written is flushed
 * (process.exit cuts off pipes). Version and help are answered without loading the parser.
 */
export async function main(argv: readonly string[]): Promise<void> {
  watchStreams();
  let exitCode: number;
  try {
    exitCode = await dispatch(argv);
  } catch (error) {
    exitCode = reportError(error);
  }
  if (exitCode === exitCodes.usage || exitCode === exitCodes.unreachable) hintAtCommand(argv[0] ?? '');
  process.exitCode = exitCode;
  // after a whole run the reader may be one who scrolls (`| less`); then a signal ends plugtest as it ends any program
  if (exitCode === exitCodes.interrupted || exitCode === exitCodes.terminated) leaveStuckReaders();
}

/** `plugtest lsit` looks for a plugin named lsit; say what was probably meant. */
function hintAtCommand(word: string): void {
  const names = commands.map(command => command.name);
  const near = /^[a-z]+$/.test(word) && !names.includes(word) ? nearest(word, names) : undefined;
  if (near !== undefined) printError(`Did you mean the command \`plugtest ${near}\`?\n`);
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const beforeCommand = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (beforeCommand.includes('--version') || beforeCommand.includes('-V')) {
    print(`${version}\n`);
    return 0;
  }
  const help = helpFor(beforeCommand, process.stdout.columns ?? 100);
  if (help !== null) {
    print(help);
    return 0;
  }
  const {parse} = await import('./parse.ts');
  const {command, invocation, effective} = await parse(argv);
  if (invocation.options.flag('print-config')) {
    print(effective);
    return 0;
  }
  const suites = invocation.options.list('suite');
  if (suites.length > 0) {
    const {loadSuites} = await import('./own-modules/suites.ts');
    await loadSuites(suites);
  }
  const action = await command.load();
  return action(invocation);
}
