import {join} from 'node:path';
import {redactUrls} from '../../util/redact-url.ts';
import type {Address} from '../../wire/address.ts';
import {resolveAddress} from './address.ts';
import {addressProblems} from './address-problems.ts';
import {type DiscoveryFolders, goExtension, goStem} from './folders.ts';
import {lookupByName, statOrNull} from './lookup.ts';
import {lookupProblems, nameProblems, type Problem, socketFolderProblem} from './problems.ts';
import {readFolder, scan} from './scan.ts';
import {type Definition, readSpec} from './spec-file.ts';
import {TRUST_ANYTHING} from './tls.ts';

/** What dockerd would make of one file or folder. */
export interface Finding {
  /** Path of the socket or spec file. */
  readonly entry: string;
  /** What users would type. */
  readonly name: string;
  /** What dockerd would dial; null when the entry gives no address. */
  readonly address: Address | null;
  /** A lookup of `name` ends at this entry. */
  readonly wouldBeFoundByName: boolean;
  /** `docker volume ls` and the like would list it. */
  readonly wouldBeListed: boolean;
  readonly problems: readonly Problem[];
}

/** All findings; `error` when an unreadable folder makes dockerd's scan fail as a whole. */
export interface Discovery {
  readonly findings: readonly Finding[];
  readonly error: string | null;
}

/** Connects to an address and says why that fails, or null. Sockets are opened by the wire only, hence a parameter. */
export type Connects = (address: Address) => Promise<string | null>;

/** Looks at everything in dockerd's folders: what it would find, list and overlook, and why. */
export async function discover(folders: DiscoveryFolders, connects?: Connects): Promise<Discovery> {
  const listing = scan(folders);
  const listed = new Set(listing.listed.map(({entry}) => entry));
  const findings = entriesOf(folders).map(entry => inspect(folders, entry, listed));
  const probed = connects ? await Promise.all(findings.map(found => withProbe(found, connects))) : findings;
  return {findings: probed, error: listing.error};
}

type Place = {readonly entry: string; readonly name: string; readonly folder: 'sockets' | 'specs'};

function entriesOf(folders: DiscoveryFolders): Place[] {
  const places = new Map<string, Place>();
  const visit = (path: string, folder: Place['folder']) => {
    const list = readFolder(path);
    for (const entry of 'error' in list ? [] : list.entries) {
      const full = join(path, entry.name);
      const files = statOrNull(full)?.isDirectory() ? innerFiles(full, entry.name) : [full];
      for (const file of files) {
        if (!isCandidate(file, folder) || places.has(file)) continue;
        places.set(file, {entry: file, name: goStem(file.slice(file.lastIndexOf('/') + 1)), folder});
      }
    }
  };
  visit(folders.sockets, 'sockets');
  for (const spec of folders.specs) visit(spec, 'specs');
  return [...places.values()];
}

/** Files of a sub-folder that bear its name; else the folder itself. Folders of managed plugins have none. */
function innerFiles(path: string, name: string): string[] {
  const inner = readFolder(path);
  const files = 'error' in inner ? [] : inner.entries.filter(entry => goStem(entry.name) === name);
  return files.length > 0 ? files.map(file => join(path, file.name)) : [path];
}

function isCandidate(path: string, folder: Place['folder']): boolean {
  const extension = goExtension(path.slice(path.lastIndexOf('/') + 1));
  if (['.sock', '.spec', '.json'].includes(extension)) return true;
  return folder === 'sockets' && statOrNull(path)?.isSocket() === true;
}

function inspect(folders: DiscoveryFolders, place: Place, listed: ReadonlySet<string>): Finding {
  const {entry, name} = place;
  const lookup = lookupByName(folders, name);
  const winner =
    lookup.kind === 'found' ? lookup.definition.entry : lookup.kind === 'error' ? lookup.entry : null;
  const own = describe(place);
  const dialled = 'definition' in own ? resolveAddress(own.definition.addr, own.definition.tls) : own;
  const wouldBeFoundByName = winner === entry && lookup.kind === 'found';
  const wouldBeListed = listed.has(entry);
  const misplaced = socketFolderProblem({...place, folders});
  const problems = misplaced
    ? [misplaced]
    : [
        ...('error' in own ? [own.problem] : addressProblems(own.definition, dialled)),
        ...lookupProblems({entry, name, winner, wouldBeListed}),
        ...nameProblems(name),
      ];
  return {
    entry,
    name,
    address: 'address' in dialled ? dialled.address : null,
    wouldBeFoundByName,
    wouldBeListed,
    problems,
  };
}

type Description = {readonly definition: Definition} | {readonly error: string; readonly problem: Problem};

function describe({entry, name}: Place): Description {
  const extension = goExtension(entry);
  if (extension === '.spec' || extension === '.json') {
    const read = readSpec(name, entry);
    return 'definition' in read ? read : {error: read.error, problem: specProblem(read.error)};
  }
  const stat = statOrNull(entry);
  if (stat?.isSocket()) {
    const definition = {name, entry, addr: `unix://${entry}`, tls: TRUST_ANYTHING, ignoredName: null};
    return {definition};
  }
  const kind =
    stat === null ? 'a symlink that leads nowhere' : stat.isDirectory() ? 'a folder' : 'not a socket';
  const text = `${entry} is ${kind}`;
  return {error: text, problem: {text, consequence: 'dockerd skips it and goes on with the next candidate'}};
}

function specProblem(error: string): Problem {
  return {
    text: redactUrls(`dockerd can't read it: ${error}`),
    consequence: `every use fails after 15 s with "legacy plugin: ${redactUrls(error)}"; later candidates of the same name are not tried`,
  };
}

async function withProbe(finding: Finding, connects: Connects): Promise<Finding> {
  if (finding.address === null) return finding;
  const failure = await connects(finding.address);
  if (failure === null) return finding;
  const consequence =
    finding.address.kind === 'unix'
      ? 'a stale socket file: every `docker volume ls` and every use by name waits 15 s; remove the file when the plugin stops'
      : 'every `docker volume ls` and every use by name waits 15 s while nothing answers there';
  return {
    ...finding,
    problems: [...finding.problems, {text: `does not accept a connection: ${failure}`, consequence}],
  };
}
