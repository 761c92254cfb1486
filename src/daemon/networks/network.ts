import type {Environment} from '../environment.ts';
import type {Endpoint} from './endpoint.ts';
import type {NetworkRecord} from './record.ts';

/** Drivers without addresses and plumbing. */
const SPECIAL = ['host', 'null'];

/** A network in the daemon's memory. */
export class Network {
  /** What lies in the store, by id. */
  readonly endpoints = new Map<string, Endpoint>();
  record: NetworkRecord;

  constructor(record: NetworkRecord) {
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  get driver(): string {
    return this.record.driver;
  }

  get isSpecial(): boolean {
    return SPECIAL.includes(this.driver);
  }

  update(change: Partial<NetworkRecord>): void {
    this.record = {...this.record, ...change};
  }

  /** Writes it to disk. */
  save({disk, life}: Environment): void {
    life.check();
    disk.network.networks.set(this.id, this.record);
  }

  endpointNamed(name: string): Endpoint | null {
    return [...this.endpoints.values()].find(endpoint => endpoint.name === name) ?? null;
  }
}
