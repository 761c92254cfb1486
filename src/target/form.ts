import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {statOrNull} from '../daemon/discovery/lookup.ts';
import {UsageError} from '../util/errors.ts';
import {redactUrls} from '../util/redact-url.ts';

/** How the user named the plugin. */
export type TargetForm = 'unix' | 'tcp' | 'http' | 'https' | 'spec' | 'json' | 'socket' | 'name';

/** Reads the form off the text; first match wins. Throws UsageError for what no target can be. */
export function targetForm(text: string): TargetForm {
  if (text === '') {
    throw new UsageError(`no target given: expected ${EXPECTED}`, {code: 'TARGET_MISSING'});
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return urlForm(scheme, text);
  if (text.endsWith('.spec')) return 'spec';
  if (text.endsWith('.json')) return 'json';
  return pathForm(text);
}

const EXPECTED = 'a socket path, unix://, tcp://, http(s)://, a .spec or .json file, or a plugin name';

function urlForm(scheme: string, text: string): TargetForm {
  if (scheme === 'unix' || scheme === 'tcp' || scheme === 'http' || scheme === 'https') return scheme;
  const message = `${redactUrls(text)} has the scheme ${scheme}: expected unix, tcp, http or https`;
  throw new UsageError(message, {code: 'TARGET_BAD_ADDRESS'});
}

function pathForm(text: string): TargetForm {
  const stat = statOrNull(text);
  if (stat?.isSocket()) return 'socket';
  if (isManaged(text, stat?.isDirectory() === true)) {
    const message = `${text} is a managed plugin, and managed plugins are not supported yet: start the plugin and give the path of its socket`;
    throw new UsageError(message, {code: 'TARGET_MANAGED'});
  }
  if (text.includes('/') || text.endsWith('.sock')) return assertNotFile(text);
  if (/^(?:[^:]*[.a-z][^:]*|\[.*\]):\d+$/i.test(text) || /^\d+(?:\.\d+){3}(?::\d+)?$/.test(text)) {
    throw new UsageError(`${text} has no scheme: write tcp://${text} or https://${text}`, {
      code: 'TARGET_BAD_ADDRESS',
    });
  }
  return 'name';
}

function isManaged(path: string, isFolder: boolean): boolean {
  if (isFolder) return statOrNull(join(path, 'config.json')) !== null;
  return /\.(?:tar|tar\.\w+|tgz)$/.test(path);
}

function assertNotFile(path: string): 'socket' {
  const stat = statOrNull(path);
  if (stat?.isDirectory()) {
    const inside = readdirSync(path).find(name => statOrNull(join(path, name))?.isSocket());
    const advice = inside ? `did you mean ${join(path, inside)}?` : 'give the path the plugin listens on';
    throw new UsageError(`${path} is a folder, expected a socket: ${advice}`, {code: 'TARGET_NOT_SOCKET'});
  }
  if (stat !== null) {
    const message = `${path} is a file, expected a socket: give the path the plugin listens on`;
    throw new UsageError(message, {code: 'TARGET_NOT_SOCKET'});
  }
  return 'socket';
}
