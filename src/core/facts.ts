/** What came of the run's own Plugin.Activate. */
export interface HandshakeFacts {
  /** Empty when the plugin was activated; else the error as dockerd forms it. */
  readonly error: string;
  /** Words of the first answer that dockerd takes for a success and would remember; null: there was none. */
  readonly firstWords: readonly string[] | null;
}

/** Whether containers can get real network namespaces, into which the plugin's interfaces are moved. */
export type SandboxFacts =
  /** `asked`: by the user, who says with it that the driver makes interfaces here. */
  {readonly ready: true; readonly asked: boolean} | {readonly ready: false; readonly reason: string};

/** What is known of the target after the handshake; needs are questions to this. */
export interface Facts {
  /** Words of Plugin.Activate, exact spelling; empty when the handshake failed. */
  readonly implements: readonly string[];
  readonly handshake: HandshakeFacts;
  /**
   * It is tested as what only a managed plugin can be: dockerd takes its interface from config.json and never sends
   * Plugin.Activate.
   */
  readonly isManaged: boolean;
  readonly engine: string;
  readonly targetForm: string;
  readonly addressKind: 'unix' | 'tcp' | 'tls';
  /** The path given is a symbolic link to the socket. */
  readonly socketIsSymlink: boolean;
  /** Plugtest can stop, kill and start the plugin. */
  readonly canRestart: boolean;
  /** Plugtest started the plugin itself and so sees its process. */
  readonly ownsProcess: boolean;
  readonly isRoot: boolean;
  readonly sandbox: SandboxFacts;
  /** Whether paths that the plugin names mean the same here; `unknown` where its process can't be found. */
  readonly mountNamespace: 'same' | 'other' | 'unknown';
}
