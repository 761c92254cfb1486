import {drySandboxes, type Sandboxes} from '../../../src/daemon/networks/sandboxes.ts';
import {eventsOf, type Recording} from '../recording/events.ts';

/** Interfaces that dockerd did not find, by its own words, in commands' outputs. */
const notFound = /failed to get link by name \\?"(\w+)\\?": Link not found/g;

/** Namespaces in which all interfaces are there but those that the recorded daemon missed. */
export function recordedLinks(recording: Recording): Sandboxes {
  const outputs = eventsOf(recording, 'action').map(({stderr}) => stderr);
  const missing = new Set(outputs.flatMap(text => [...text.matchAll(notFound)].map(match => match[1])));
  return {
    ...drySandboxes,
    async onJoin({srcName}) {
      if (!missing.has(srcName)) return null;
      return `failed to add interface ${srcName} to sandbox: failed to get link by name "${srcName}": Link not found`;
    },
  };
}
