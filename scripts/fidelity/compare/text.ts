import {createHash} from 'node:crypto';
import {fillerUnit} from '../translate/authz-bodies.ts';

/** Ids, MAC addresses that the daemon made up, and instants in a text: alike in form, different in each run. */
const varying =
  /\b[0-9a-f]{64}\b|\b02:42(?::[0-9a-f]{2}){4}\b|\b[0-9a-f]{12}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;

/** `3 seconds ago`, `Up About a minute`. */
const relativeTime = /\b(Up )?(?:Less than a second|About an? \w+|\d+ \w+|AGO)( ago)?(?=\s|$)/g;

/** What the client says of a daemon that died under a request depends on where the bytes were at that instant. */
const daemonGone =
  /^(?:Cannot connect to the Docker daemon at .*|error during connect: .*(?:: EOF|connection reset by peer))$/gm;

/** Names that the daemon gives to containers: two words. */
const givenName = /(?<=\bendpoint )[a-z]+_[0-9a-z]+(?= on network )/g;
/** The daemon's name for a container that got none from its user. */
const madeUpName = /"ContainerName":"\/(?:[a-z]+_[a-z]+\d?|plugtest_[0-9a-f]{12})"/g;

const cut = /^([\s\S]*)…\[trimmed: (\d+) chars, sha256 ([0-9a-f]{64})\]$/;

/** Which id of the recording is which id of the replay; one to one, for the whole scenario. */
export class Bindings {
  readonly #toGot = new Map<string, string>();
  readonly #toRecorded = new Map<string, string>();

  /** True when the texts are the same but for ids and instants, and each id stands for one and the same. */
  same(recorded: string, got: string): boolean {
    const trimmed = cut.exec(recorded);
    if (trimmed) return recorded === got || isWhole(got, trimmed);
    const expected = relaxed(recorded);
    const actual = relaxed(got);
    if (expected.replace(varying, '\0') !== actual.replace(varying, '\0')) return false;
    const ids = expected.match(varying) ?? [];
    const others = actual.match(varying) ?? [];
    return ids.every((id, at) => this.#bind(id, others[at] ?? ''));
  }

  /** What an id of the recording is known by; null: it has not appeared yet. */
  ofRecorded(id: string): string | null {
    return this.#toGot.has(id) ? id : null;
  }

  /** The recording's id that one of the replay stands for; null: none yet. */
  ofGot(id: string): string | null {
    return this.#toRecorded.get(id) ?? null;
  }

  #bind(recorded: string, got: string): boolean {
    if (recorded.length !== got.length && !recorded.includes('T')) return false;
    if (recorded.includes('T')) return sameInstant(recorded, got);
    if (recorded.length === 12) return this.#bindShort(recorded, got);
    const known = this.#toGot.get(recorded);
    if (known !== undefined) return known === got;
    if (this.#toRecorded.has(got)) return false;
    this.#toGot.set(recorded, got);
    this.#toRecorded.set(got, recorded);
    return true;
  }

  /** The first twelve characters of an id. */
  #bindShort(recorded: string, got: string): boolean {
    const known = [...this.#toGot].find(([id]) => id.startsWith(recorded));
    return known === undefined || known[1].startsWith(got);
  }
}

/** Instants of the run itself differ; those that a plugin made up, or that are none, do not. */
function sameInstant(recorded: string, got: string): boolean {
  return recorded === got || (isRecent(recorded) && isRecent(got));
}

function isRecent(instant: string): boolean {
  return Number(instant.slice(0, 4)) >= 2025;
}

function relaxed(text: string): string {
  return text
    .replace(madeUpName, '"ContainerName":"/NAME"')
    .replace(daemonGone, 'DAEMON GONE')
    .replace(givenName, 'NAME')
    .replace(relativeTime, (_, up) => `${up ?? ''}AGO`);
}

/** The same by its hash; what stands in for an answer of the daemon that is lost, by beginning and length. */
function isWhole(got: string, [, kept = '', length = '', sha256 = '']: readonly string[]): boolean {
  if (got.length !== Number(length)) return false;
  const isStandIn = got.startsWith(kept) && got.includes(fillerUnit.repeat(100));
  return isStandIn || createHash('sha256').update(got).digest('hex') === sha256;
}

/** Bytes of a text as it was before the recorder cut it. */
export function lengthOf(text: string): string {
  return cut.exec(text)?.[2] ?? String(Buffer.byteLength(text));
}
