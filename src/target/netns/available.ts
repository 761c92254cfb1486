import {isRoot} from '../namespace.ts';
import {makeNamespace} from './namespace.ts';
import {runProgram} from './programs.ts';

/** Why no network namespace can be made here, and what to do; null: it can. */
export async function whyNoNamespaces(): Promise<string | null> {
  if (!isRoot()) return 'network namespaces need root: run plugtest as root';
  const programs = [
    ['ip', '-V', 'iproute2'],
    ['unshare', '--version', 'util-linux'],
    ['nsenter', '--version', 'util-linux'],
  ] as const;
  for (const [program, flag, owner] of programs)
    if ((await runProgram([program, flag])).code === 127)
      return `network namespaces need the program ${program}: install ${owner}`;
  return makeNamespace().then(
    async namespace => {
      await namespace.close();
      return null;
    },
    error =>
      `no network namespace can be made here (${error instanceof Error ? error.message : String(error)}): ` +
      'run plugtest outside of a container, or in one with --privileged',
  );
}
