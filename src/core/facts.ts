/** What is known of the target after the handshake; needs are questions to this. */
export interface Facts {
  /** Words of Plugin.Activate, exact spelling; empty when the handshake failed. */
  readonly implements: readonly string[];
  readonly engine: string;
  readonly targetForm: string;
  readonly addressKind: 'unix' | 'tcp' | 'tls';
  /** Plugtest can stop, kill and start the plugin. */
  readonly canRestart: boolean;
  /** Plugtest started the plugin itself and so sees its process. */
  readonly ownsProcess: boolean;
  readonly isRoot: boolean;
  /** Whether paths that the plugin names mean the same here; `unknown` where its process can't be found. */
  readonly mountNamespace: 'same' | 'other' | 'unknown';
}
