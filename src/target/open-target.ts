import {randomUUID} from 'node:crypto';
import {rmSync} from 'node:fs';
import process from 'node:process';
import {type DiscoveryFolders, defaultFolders, singleFolder} from '../daemon/discovery/folders.ts';
import {statOrNull} from '../daemon/discovery/lookup.ts';
import {UnreachableError, UsageError} from '../util/errors.ts';
import {redactUrls} from '../util/redact-url.ts';
import type {Address} from '../wire/address.ts';
import {probe} from '../wire/probe.ts';
import {targetForm} from './form.ts';
import {unreachable} from './messages.ts';
import {isSymlink} from './namespace.ts';
import type {Attempt} from './process/ready.ts';
import {serviceControl} from './process/service.ts';
import {spawnedControl} from './process/spawned.ts';
import {type Resolved, resolveTarget} from './resolve.ts';
import type {ProcessControl, Target} from './target.ts';

export interface OpenTargetOptions {
  /** Decides the folders of a rootless daemon; newest when absent. */
  readonly engine?: string;
  /** `--plugin-dir`: replaces dockerd's folders. */
  readonly pluginDir?: string | undefined;
  /** Words after `--`: plugtest starts the plugin itself. */
  readonly command?: readonly string[] | undefined;
  /** Tells a started plugin and all that it starts from everybody else (a new one). */
  readonly mark?: string | undefined;
  /** `--restart-command`, given to `sh -c`. */
  readonly restartCommand?: string | undefined;
  /** How long a started plugin may take until it accepts, milliseconds (10 000). */
  readonly readyTimeoutMs?: number;
  /** The command is started in the network namespace of this process. */
  readonly namespacePid?: number | undefined;
  /** Removes what is left of the socket before a restart, as the engine does with that of a managed plugin. */
  readonly clearsSocket?: boolean;
  /** Interrupts the wait for readiness. */
  readonly signal?: AbortSignal;
}

const READY_TIMEOUT_MS = 10_000;

/**
 * Finds the plugin under test, starts it where a command is given, and makes sure that something accepts
 * connections. Throws UsageError (exit code 2) or UnreachableError (3); the caller disposes of `control`.
 */
export async function openTarget(text: string, options: OpenTargetOptions = {}): Promise<Target> {
  const control = controlOptions(options);
  const form = targetForm(text);
  const folders = discoveryFolders(options);
  const resolve = () => resolveTarget(form, text, folders);
  const printable = redactUrls(text);
  const attempt = attemptAt(resolve);
  const finish = ({name, address}: Resolved, owner: ProcessControl | null): Target => ({
    name,
    address: pinned(address),
    form,
    printable,
    control: owner,
  });

  const about = {attempt, place: printable, readyTimeoutMs: options.readyTimeoutMs ?? READY_TIMEOUT_MS};
  if (control.command !== null) {
    const {signal, namespacePid = null, mark = randomUUID()} = options;
    const beforeRestart = options.clearsSocket ? () => clearSocket(resolve()) : undefined;
    const start = {...about, mark, command: control.command, namespacePid, beforeRestart};
    const spawned = spawnedControl(signal ? {...start, signal} : start);
    try {
      await spawned.start();
      return finish(resolve(), spawned);
    } catch (error) {
      await spawned.dispose();
      throw error;
    }
  }
  const resolved = resolve();
  await assertReachable(resolved.address);
  const {restartCommand} = control;
  return finish(resolved, restartCommand === null ? null : serviceControl({...about, restartCommand}));
}

/** The engine empties the folder of a managed plugin's socket (moby v28.5.2 plugin/manager.go HandleExitEvent). */
function clearSocket({address}: Resolved): void {
  if (address.kind === 'unix') rmSync(address.path, {force: true});
}

/** Where a socket is now, no link may lead elsewhere later. */
function pinned(address: Address): Address {
  return address.kind === 'unix' && !isSymlink({address}) ? {...address, isNoLink: true} : address;
}

function controlOptions({command, restartCommand}: OpenTargetOptions) {
  if (command !== undefined && restartCommand !== undefined) {
    const message = 'a command after -- and --restart-command exclude each other: give one of them';
    throw new UsageError(message, {code: 'COMMAND_CONFLICT'});
  }
  if (command?.length === 0 || command?.[0] === '') {
    throw new UsageError('nothing stands after --: give the command that starts the plugin', {
      code: 'COMMAND_MISSING',
    });
  }
  if (restartCommand?.trim() === '') {
    throw new UsageError('--restart-command is empty: give the command that restarts the plugin', {
      code: 'COMMAND_MISSING',
    });
  }
  return {command: command ?? null, restartCommand: restartCommand ?? null};
}

/** The folders in which a plugin name is looked up on this host. Also for `plugtest discover`. */
export function discoveryFolders(options: Pick<OpenTargetOptions, 'engine' | 'pluginDir'>): DiscoveryFolders {
  if (options.pluginDir !== undefined) return existingFolder(options.pluginDir);
  const {ROOTLESSKIT_STATE_DIR, HOME, XDG_CONFIG_HOME} = process.env;
  return defaultFolders(options.engine ?? '', {
    rootless: Boolean(ROOTLESSKIT_STATE_DIR),
    home: HOME,
    xdgConfigHome: XDG_CONFIG_HOME,
  });
}

function existingFolder(path: string): DiscoveryFolders {
  if (statOrNull(path)?.isDirectory()) return singleFolder(path);
  throw new UsageError(`--plugin-dir ${path} is not a folder: give one that holds sockets or spec files`, {
    code: 'PLUGIN_DIR',
  });
}

function attemptAt(resolve: () => Resolved): Attempt {
  return async timeoutMs => {
    try {
      const {address} = resolve();
      const result = await probe(address, {timeoutMs});
      return result.ok ? null : result.text;
    } catch (error) {
      if (error instanceof UsageError || error instanceof UnreachableError) return error.message;
      throw error;
    }
  };
}

async function assertReachable(address: Address): Promise<void> {
  const result = await probe(address);
  if (result.ok) return;
  const stat = address.kind === 'unix' ? statOrNull(address.path) : null;
  if (address.kind === 'unix' && stat !== null && !stat.isSocket()) {
    const kind = stat.isDirectory() ? 'a folder' : 'a file';
    const message = `${address.path} is ${kind}, expected a socket: give the path the plugin listens on`;
    throw new UsageError(message, {code: 'TARGET_NOT_SOCKET'});
  }
  throw new UnreachableError(unreachable(address, result), {code: codeOf(result.code)});
}

function codeOf(systemCode: string): string {
  const codes: Readonly<Record<string, string>> = {
    ENOENT: 'TARGET_ABSENT',
    EACCES: 'TARGET_FORBIDDEN',
    EPERM: 'TARGET_FORBIDDEN',
    ECONNREFUSED: 'TARGET_REFUSES',
  };
  return codes[systemCode] ?? 'TARGET_UNREACHABLE';
}
