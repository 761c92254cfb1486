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
    const file = t.scratchFile();
    return {text: shape(file), file};
  });
}

/** Fails with the words of the check when one of the files is there. */
export async function expectNoCanary(t: CheckContext, planted: readonly Canary[]): Promise<void> {
  for (const {text, file} of planted) {
    const kind = await t.host.kind(file);
    if (kind !== 'file') continue;
    t.expect.fail({
      expected: `no file ${file}`,
      actual: `it is there: ${JSON.stringify(text)} went through a shell`,
    });
  }
}
