import type {CheckContext} from '../../src/authoring.ts';

/** Text that makes a file where a shell gets hold of it. */
export interface Canary {
  readonly text: string;
  readonly file: string;
}

/** Texts around `start` that break out of the usual quotings. */
export function canaries(t: CheckContext, start: string): readonly Canary[] {
  const shapes: readonly ((file: string) => string)[] = [
    file => `${start}; touch ${file} #`,
    file => `${start}$(touch ${file})`,
    file => `${start}'; touch ${file}; '`,
    file => `${start}"; touch ${file}; "`,
  ];
  return shapes.map(shape => {
    // not of the run's seed: a file that an earlier run with that seed left behind must not count
    const file = `/tmp/${t.unique('canary')}-${Math.random().toString(16).slice(2, 10)}`;
    return {text: shape(file), file};
  });
}

/** Fails with the words of the check when one of the files is there. */
export async function expectNoCanary(t: CheckContext, planted: readonly Canary[]): Promise<void> {
  for (const {text, file} of planted) {
    const kind = await t.host.kind(file);
    if (kind !== 'file') continue;
    t.leaked({what: 'file', name: file, command: `rm ${file}`});
    t.expect.fail({
      expected: `no file ${file}`,
      actual: `it is there: ${JSON.stringify(text)} went through a shell`,
    });
  }
}
