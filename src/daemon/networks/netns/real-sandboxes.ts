import type {Engine} from '../../engines/engine.ts';
import {type Attachment, drySandboxes, type Sandboxes} from '../sandboxes.ts';
import {addInterface, takeBack} from './add-interface.ts';
import {addStaticRoutes, updateGateway} from './gateway.ts';
import {lookInto} from './look.ts';
import type {NamespaceHost, OwnNamespace} from './namespace.ts';
import type {NamespaceView} from './view.ts';

/** A container's namespace and what was moved into it. */
interface Container {
  readonly namespace: OwnNamespace;
  /** Names in it by endpoint id. */
  readonly names: Map<string, string>;
  /** Default routes in it by family. */
  readonly defaults: Map<4 | 6, string>;
}

/** Containers with network namespaces of their own, which get the interfaces that Join names (moby v28.5.2 libnetwork/osl). */
export class RealSandboxes implements Sandboxes {
  readonly key = drySandboxes.key;
  readonly #host: NamespaceHost;
  readonly #networks: Engine['networks'];
  readonly #containers = new Map<string, Container>();

  constructor(host: NamespaceHost, {networks}: Engine) {
    this.#host = host;
    this.#networks = networks;
  }

  async onCreate({id}: {readonly id: string}): Promise<void> {
    const namespace = await this.#host.create();
    this.#containers.set(id, {namespace, names: new Map(), defaults: new Map()});
  }

  async onJoin(attachment: Attachment): Promise<string | null> {
    const container = this.#containers.get(attachment.sandboxId);
    if (container === undefined || attachment.isBuiltIn) return null;
    const {namespace, names} = container;
    if (attachment.srcName !== '') {
      const dstName = freeName(attachment.dstPrefix, [...names.values()]);
      const moving = {from: this.#host.daemon, into: namespace, attachment, dstName};
      const defaultRoutesLater = this.#networks.gateways !== 'one';
      const failure = await addInterface({...moving, defaultRoutesLater});
      if (failure !== null) return failure;
      names.set(attachment.endpointId, dstName);
    }
    const failure = await addStaticRoutes(namespace, attachment);
    if (failure !== null) return failure;
    const refusal = await this.onGateway(attachment);
    return refusal === null || this.#networks.gateways === 'one'
      ? refusal
      : `updating gateway endpoint: ${refusal}`;
  }

  async onGateway(attachment: Attachment): Promise<string | null> {
    const container = this.#containers.get(attachment.sandboxId);
    if (container === undefined || attachment.isBuiltIn) return null;
    return updateGateway({
      namespace: container.namespace,
      defaults: container.defaults,
      attachment,
      dstName: container.names.get(attachment.endpointId) ?? '',
      perFamily: this.#networks.gateways !== 'one',
    });
  }

  async onLeave(attachment: Attachment): Promise<void> {
    const container = this.#containers.get(attachment.sandboxId);
    const dstName = container?.names.get(attachment.endpointId);
    if (container === undefined || dstName === undefined) return;
    container.names.delete(attachment.endpointId);
    await takeBack({from: this.#host.daemon, into: container.namespace, attachment, dstName});
  }

  async onRemove({id}: {readonly id: string}): Promise<void> {
    await this.#containers.get(id)?.namespace.close();
    this.#containers.delete(id);
  }

  inside(id: string): NamespaceView | null {
    const container = this.#containers.get(id);
    return container === undefined ? null : lookInto(container.namespace);
  }

  /** Ends every namespace, with what is in it. */
  async close(): Promise<void> {
    await Promise.all([...this.#containers.values()].map(({namespace}) => namespace.close()));
    this.#containers.clear();
  }
}

/** The prefix and the smallest number that is free (the same, generateIfaceName). */
function freeName(prefix: string, taken: readonly string[]): string {
  let number = 0;
  while (taken.includes(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
