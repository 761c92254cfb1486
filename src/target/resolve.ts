import {basename} from 'node:path';
import {resolveAddress} from '../daemon/discovery/address.ts';
import {type DiscoveryFolders, goStem} from '../daemon/discovery/folders.ts';
import {lookupByName, statOrNull} from '../daemon/discovery/lookup.ts';
import {scan} from '../daemon/discovery/scan.ts';
import {type Definition, readSpec} from '../daemon/discovery/spec-file.ts';
import {TRUST_ANYTHING} from '../daemon/discovery/tls.ts';
import {tlsFileError} from '../daemon/discovery/tls-files.ts';
import {UnreachableError, UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import {redactUrls} from '../util/redact-url.ts';
import type {Address} from '../wire/address.ts';
import type {TargetForm} from './form.ts';
import {badAddress, badSpec, nameNotFound} from './messages.ts';

/** Where a target is right now. Throws UsageError or UnreachableError where it is nowhere. */
export interface Resolved {
  readonly name: string;
  readonly address: Address;
}

/** Finds the address of a target; called again and again while a started plugin writes its spec file or socket. */
export function resolveTarget(form: TargetForm, text: string, folders: DiscoveryFolders): Resolved {
  switch (form) {
    case 'socket':
      return {name: goStem(basename(text)), address: {kind: 'unix', path: text}};
    case 'spec':
    case 'json':
      return fromSpecFile(text);
    case 'name':
      return fromName(text, folders);
    default:
      return fromUrl(text);
  }
}

function fromUrl(text: string): Resolved {
  const result = resolveAddress(text, TRUST_ANYTHING);
  if ('error' in result) throw new UsageError(badAddress(text, result.error), {code: 'TARGET_BAD_ADDRESS'});
  const {address, url} = result;
  if (address.kind === 'unix') {
    if (address.path === '') {
      throw new UsageError(badAddress(text, 'it has no path'), {code: 'TARGET_BAD_ADDRESS'});
    }
    return {name: goStem(basename(address.path)), address};
  }
  if (url.host === '') throw new UsageError(badAddress(text, 'it has no host'), {code: 'TARGET_BAD_ADDRESS'});
  return {name: url.host, address};
}

function fromSpecFile(path: string): Resolved {
  if (statOrNull(path) === null) {
    throw new UnreachableError(
      `there is no spec file at ${path}: check the path, or write one address into it`,
      {
        code: 'TARGET_ABSENT',
      },
    );
  }
  const result = readSpec(goStem(basename(path)), path);
  if ('error' in result) throw new UnreachableError(badSpec(path, result.error), {code: 'TARGET_BAD_SPEC'});
  return fromDefinition(result.definition);
}

function fromName(name: string, folders: DiscoveryFolders): Resolved {
  const lookup = lookupByName(folders, name);
  switch (lookup.kind) {
    case 'found':
      return fromDefinition(lookup.definition);
    case 'error':
      throw new UnreachableError(badSpec(lookup.entry, lookup.text), {code: 'TARGET_BAD_SPEC'});
    case 'not-found': {
      const names = scan(folders).listed.map(listed => listed.name);
      throw new UnreachableError(nameNotFound({name, folders, near: nearest(name, names)}), {
        code: 'TARGET_NOT_FOUND',
      });
    }
  }
}

function fromDefinition(definition: Definition): Resolved {
  const {name, addr, tls, entry} = definition;
  const result = resolveAddress(addr, tls);
  if ('error' in result) {
    throw new UnreachableError(badSpec(entry, redactUrls(result.error)), {code: 'TARGET_BAD_SPEC'});
  }
  const {address, url} = result;
  if (address.kind === 'unix' ? address.path === '' : url.host === '') {
    const missing = addr === '' ? 'it has no Addr' : `its address ${redactUrls(addr)} has no host or path`;
    throw new UnreachableError(badSpec(entry, missing), {code: 'TARGET_BAD_SPEC'});
  }
  const unusable = address.kind === 'tls' ? tlsFileError(address.tls) : null;
  if (unusable !== null) {
    throw new UnreachableError(`${entry}: ${unusable}; correct the files that TLSConfig names`, {
      code: 'TARGET_BAD_TLS',
    });
  }
  return {name, address};
}
