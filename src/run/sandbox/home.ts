import {existsSync, rmSync} from 'node:fs';
import type {SandboxFacts} from '../../core/facts.ts';
import type {NamespaceHost, OwnNamespace} from '../../daemon/networks/netns/namespace.ts';
import {namespaceHolderOf} from '../../target/namespace.ts';
import {makeHostLike} from '../../target/netns/host-like.ts';
import {keepNamespaceOf, makeNamespace} from '../../target/netns/namespace.ts';
import {type OpenTargetOptions, openTarget} from '../../target/open-target.ts';
import type {ProcessControl, Target} from '../../target/target.ts';
import {UnreachableError} from '../../util/errors.ts';
import type {PreparedRun} from '../prepare.ts';
import {type HomePlan, planHome, TCP} from './plan.ts';

/** The network namespace in which the plugin under test lives, if it is to have one that containers can be made beside. */
export class NetworkHome {
  readonly #plan: HomePlan;
  #namespace: OwnNamespace | null = null;
  #reason = '';

  private constructor(plan: HomePlan) {
    this.#plan = plan;
    if (plan.kind === 'never') this.#reason = plan.reason;
  }

  /** Throws a UsageError where the user wants what can't be had. */
  static async open(prepared: PreparedRun): Promise<NetworkHome> {
    return new NetworkHome(await planHome(prepared));
  }

  get facts(): SandboxFacts {
    if (this.#namespace === null) return {ready: false, reason: this.#reason};
    const {kind} = this.#plan;
    return {ready: true, asked: kind === 'where-it-is' || (kind === 'at-once' && this.#plan.asked)};
  }

  /** Null where containers stay without namespaces. */
  get host(): NamespaceHost | null {
    return this.#namespace && {daemon: this.#namespace, create: makeNamespace};
  }

  /** Plugtest has made it, with nothing in it that is anybody else's. */
  get isIsolated(): boolean {
    return this.#namespace !== null && this.#plan.kind !== 'where-it-is';
  }

  /** Opens the target, in a namespace where that is planned; a plugin that does not come up in there is tested without one. */
  async openTarget(text: string, options: OpenTargetOptions): Promise<Target> {
    const plan = this.#plan;
    if (plan.kind === 'at-once') {
      this.#namespace = await makeHostLike();
      try {
        return await openTarget(text, {...options, namespacePid: this.#namespace.pid});
      } catch (error) {
        await this.close();
        if (!(error instanceof UnreachableError) || plan.asked) throw error;
        this.#reason = notThere(error);
      }
    }
    const target = await openTarget(text, options);
    if (plan.kind === 'where-it-is') await this.#find(target);
    return target;
  }

  /** The plugin has said what it is; true when it was started anew in a namespace and has to be asked again. */
  async settle({control, address}: Target, words: readonly string[]): Promise<boolean> {
    if (this.#plan.kind !== 'if-network' || this.#reason !== '' || this.#namespace !== null) return false;
    if (!words.includes('NetworkDriver')) this.#reason = 'Plugin.Activate does not name NetworkDriver';
    else if (address.kind !== 'unix') this.#reason = TCP;
    if (control === null || this.#reason !== '' || address.kind !== 'unix') return false;
    const namespace = await makeHostLike();
    control.enter(namespace.pid);
    try {
      await startAnew(control, address.path);
      this.#namespace = namespace;
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      this.#reason = notThere(error);
      control.enter(null);
      await startAnew(control, address.path);
      await namespace.close();
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#namespace?.close();
    this.#namespace = null;
  }

  async #find(target: Target): Promise<void> {
    const pid = namespaceHolderOf(target);
    if (pid === null)
      this.#reason =
        "the plugin's process was not found, nor the network namespace it lives in: run plugtest on the plugin's host, or give its command after `--`";
    else this.#namespace = await keepNamespaceOf(pid);
  }
}

/** As if it had never run: a socket that it forgot is not its first difficulty. */
async function startAnew(control: ProcessControl, socket: string): Promise<void> {
  if ((await control.stop({timeoutMs: 3000})) === null) await control.kill();
  if (existsSync(socket)) rmSync(socket);
  await control.start();
}

function notThere({message}: Error): string {
  return `the plugin does not start in a network namespace of its own: ${message.split('\n')[0]}`;
}
