import {redact} from '../../wire/redact.ts';
import type {OptionValue} from '../option-values.ts';
import type {Origin} from './layers.ts';

/** What `--print-config` prints: every option with its value and where it comes from. */
export function effectiveConfiguration(
  values: ReadonlyMap<string, OptionValue>,
  origins: ReadonlyMap<string, Origin>,
  {
    file,
    target,
    command,
  }: {readonly file: string | null; readonly target: string; readonly command?: readonly string[]},
): string {
  const options = Object.fromEntries(
    [...origins].map(([name, from]) => [name, {value: hidden(values.get(name)), from}]),
  );
  const words = command === undefined ? {} : {command: command.map(redact)};
  return `${JSON.stringify({file, target: redact(target), ...words, options}, null, 2)}\n`;
}

function hidden(value: OptionValue | undefined): unknown {
  if (typeof value === 'string') return redact(value);
  return Array.isArray(value) ? value.map(redact) : (value ?? null);
}
