import type {ApiRequest, Header} from '../../../src/authoring.ts';

/** What an engine takes, as far as dresses care. */
export interface Wearer {
  /** Oldest and newest API version. */
  readonly min: string;
  readonly max: string;
}

/** Another way to write a request, which dockerd executes all the same. */
export interface Dress {
  /** What is done to the request, as a report says it: `no version in the path`. */
  readonly name: string;
  /** The request in this dress; null: it cannot wear it. */
  wear(request: ApiRequest, wearer: Wearer): ApiRequest | null;
  /** Engines that execute it alike, as semver (`<28.0`); absent: all. */
  readonly engines?: string;
}

/** A dress that changes the request line only. */
export function target(name: string, change: (target: string, wearer: Wearer) => string | null): Dress {
  return {
    name,
    wear: (request, wearer) => {
      const changed = change(request.target, wearer);
      return changed === null || changed === request.target ? null : {...request, target: changed};
    },
  };
}

/** A dress that changes the text of a JSON body. */
export function body(name: string, change: (text: string) => string | null): Dress {
  return {
    name,
    wear: request => {
      if (typeof request.body !== 'string' || !request.body.startsWith('{')) return null;
      const changed = change(request.body);
      return changed === null || changed === request.body ? null : {...request, body: changed};
    },
  };
}

/** A dress that changes the headers of a request with a JSON body. */
export function headers(name: string, change: (headers: readonly Header[]) => readonly Header[]): Dress {
  return {
    name,
    wear: request =>
      request.body === undefined ? null : {...request, headers: change(request.headers ?? [])},
  };
}
