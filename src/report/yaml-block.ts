import {cut} from '../util/cut.ts';
import {visible} from '../util/visible.ts';

type YamlValue = string | number | readonly string[];

/**
 * A TAP diagnostics block. Every string is double-quoted on one line and already free of control
 * characters, which both YAML and the smaller YAMLish of Perl's TAP::Parser read. Empty values are left out.
 */
export function yamlBlock(values: Readonly<Record<string, YamlValue>>): string {
  const lines = Object.entries(values)
    .filter(([, value]) => typeof value === 'number' || value.length > 0)
    .flatMap(([key, value]) => entry(key, value));
  return ['  ---', ...lines.map(line => `  ${line}`), '  ...', ''].join('\n');
}

function entry(key: string, value: YamlValue): string[] {
  if (typeof value === 'number') return [`${key}: ${value}`];
  if (typeof value === 'string') return [`${key}: ${quoted(value)}`];
  return [`${key}:`, ...value.map(item => `  - ${quoted(item)}`)];
}

function quoted(text: string): string {
  return JSON.stringify(cut(visible(text), 4000));
}
