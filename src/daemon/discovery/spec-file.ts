import type {GoRelease} from '../../gojson/decode.ts';
import {parseGoUrl} from '../../util/go-url.ts';
import {decodeJsonSpec} from './json-spec.ts';
import {readBounded} from './read-bounded.ts';
import {type TlsConfig, TRUST_ANYTHING} from './tls.ts';

/** A plugin as dockerd's registry holds it before it is activated. */
export interface Definition {
  /** File name without extension: what users type. */
  readonly name: string;
  /** The file it came from. */
  readonly entry: string;
  /** As written; not yet fit to print, it may hold a password. */
  readonly addr: string;
  readonly tls: TlsConfig | null;
  /** `Name` of a JSON file that dockerd ignores. */
  readonly ignoredName: string | null;
}

/** A definition, or the text of the error with which dockerd's lookup ends. */
export type DefinitionResult =
  | {readonly definition: Definition}
  | {readonly error: string; readonly entry: string};

/** Reads `.spec` or `.json`, by extension (moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Plugin). */
export function readSpec(name: string, entry: string, release: GoRelease = NEWEST_GO): DefinitionResult {
  const content = readBounded(entry);
  if ('error' in content) return {...content, entry};
  if (!entry.endsWith('.json')) return fromText(name, entry, Buffer.from(content.bytes).toString('utf8'));
  const decoded = decodeJsonSpec(content.bytes, release);
  return 'error' in decoded ? {entry, error: decoded.error} : {definition: {name, entry, ...decoded.spec}};
}

/** Go of the newest engine: it decides the words of JSON errors only. */
const NEWEST_GO: GoRelease = {go: 25};

/** moby v28.5.2 pkg/plugins/discovery.go readPluginInfo */
function fromText(name: string, entry: string, content: string): DefinitionResult {
  const addr = trimGoSpace(content);
  const parsed = parseGoUrl(addr);
  if ('error' in parsed) return {entry, error: `parse ${JSON.stringify(addr)}: ${parsed.error}`};
  if (parsed.url.scheme === '') return {entry, error: 'Unknown protocol'};
  return {definition: {name, entry, addr, tls: TRUST_ANYTHING, ignoredName: null}};
}

/** `strings.TrimSpace`: as JavaScript's trim, plus NEL, minus the byte order mark. */
function trimGoSpace(text: string): string {
  return text.replace(/^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/g, '');
}
