/** What an author expects of an authorization plugin (schemas/policy.schema.json). */
export interface Policy {
  readonly expect: readonly PolicyExpectation[];
}

/** One request, or one docker command, and the verdict on it. */
export interface PolicyExpectation {
  /** Its own words; absent: the command, or method and URI. */
  readonly name?: string;
  /** Name of a command of the catalogue: `run --privileged`. */
  readonly command?: string;
  readonly request?: PolicyRequest;
  /** CommonName of a client certificate; absent: the local socket, where nobody is named. */
  readonly user?: string;
  readonly verdict: 'allow' | 'deny';
  /** Regular expression that the reason of a denial has to match. */
  readonly message?: string;
}

/** A request as a client writes it. */
export interface PolicyRequest {
  readonly method: string;
  /** With or without a version; without one the newest is put before it. */
  readonly uri: string;
  /** JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
