import type {Ask} from './ask.ts';

/** A call that is made again and again, each time about one object. */
export interface Step {
  readonly method: string;
  /** Arguments for the object of that number, from 1; undefined: none. */
  body(object: number): unknown;
  /** Learns what later calls about the object need. */
  answered?(object: number, reply: Readonly<Record<string, unknown>>): void;
}

/** What is done to one kind of thing that a plugin keeps. */
export interface Workload {
  /** Name on the command line: `volume`. */
  readonly interface: string;
  /** Word of Plugin.Activate. */
  readonly word: string;
  /** What the objects are, in the plural; they are numbered from 1. */
  readonly objects: string;
  /** Most objects that there may be at once. */
  readonly most: number;
  /** Null: the interface keeps nothing. */
  readonly make: Step | null;
  readonly unmake: Step | null;
  /** Calls in the life of an object; after the last it is as before the first. */
  readonly life: readonly Step[];
  /** Calls that change nothing. */
  readonly reads: readonly Step[];
  /** Made before the first and after the last call; the reason when nothing can be measured. */
  prepare?(ask: Ask): Promise<string | undefined>;
  finish?(ask: Ask): Promise<void>;
  /** What an object is called in a report of what is left, and how it is removed. */
  leak?(object: number): {readonly name: string; readonly command: string};
}

/** What the user gave for real backends. */
export interface WorkloadSettings {
  readonly prefix: string;
  readonly random: () => number;
  readonly volumeOpts: Readonly<Record<string, string>>;
  readonly networkOpts: Readonly<Record<string, string>>;
  readonly ipamOpts: Readonly<Record<string, string>>;
}
