import {dirname} from 'node:path';
import {type DiscoveryFolders, goExtension} from './folders.ts';

/** Something odd about an entry, and what a docker user notices of it. */
export interface Problem {
  readonly text: string;
  readonly consequence: string;
}

/** A spec file among sockets or a socket among spec files: dockerd looks for neither there. */
export function socketFolderProblem(place: {
  readonly entry: string;
  readonly folder: 'sockets' | 'specs';
  readonly folders: DiscoveryFolders;
}): Problem | null {
  const {entry, folder, folders} = place;
  const isSpec = ['.spec', '.json'].includes(goExtension(entry));
  if (folders.specs.includes(folders.sockets)) return null;
  if (isSpec && folder === 'sockets') {
    return {
      text: 'a spec file in the folder for sockets',
      consequence: `ignored; move it to ${folders.specs[0]}`,
    };
  }
  if (!isSpec && folder === 'specs') {
    return {
      text: 'a socket in the folder for spec files',
      consequence: `ignored; move it to ${folders.sockets}`,
    };
  }
  return null;
}

/** Where lookup by name and listing disagree, or another file takes the name. */
export function lookupProblems(state: {
  readonly entry: string;
  readonly name: string;
  readonly winner: string | null;
  readonly wouldBeListed: boolean;
}): Problem[] {
  const {entry, name, winner, wouldBeListed} = state;
  if (winner !== null && winner !== entry) {
    return [{text: `${winner} has the same name and comes first`, consequence: 'this file is never used'}];
  }
  if (winner === null && wouldBeListed) {
    return [
      {
        text: `the extension is ${goExtension(entry) || 'missing'}, but dockerd wants ${name}.sock`,
        consequence: `listed by a scan, then "plugin \\"${name}\\" not found" when it is used`,
      },
    ];
  }
  if (winner === entry && !wouldBeListed) {
    return [
      {
        text: hiddenBecause(entry, name),
        consequence: 'works by name, but `docker volume ls` does not show its volumes until it was used once',
      },
    ];
  }
  return [];
}

function hiddenBecause(entry: string, name: string): string {
  return dirname(entry).endsWith(`/${name}`)
    ? 'a scan does not list it: its folder is a symlink, or another file of that name in the folder hides it'
    : 'a scan does not list it: it is a symlink, and the scan does not follow symlinks';
}

/** moby v28.5.2 plugin/store.go Store.resolvePluginID: the raw name is also tried as prefix of managed plugin ids. */
export function nameProblems(name: string): Problem[] {
  if (name === '') {
    return [
      {text: 'the name is empty', consequence: 'nobody can ask for it, yet every scan tries to activate it'},
    ];
  }
  if (!/^[0-9a-f]{1,64}$/.test(name)) return [];
  return [
    {
      text: `the name ${name} could be the start of a managed plugin's id`,
      consequence:
        'any managed plugin whose id starts so silently takes its place; choose a name with another letter',
    },
  ];
}
