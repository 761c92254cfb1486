import type {TlsSettings} from '../../wire/address.ts';

/** `TLSConfig` of a JSON spec file as dockerd decodes it (go-connections tlsconfig.Options). */
export interface TlsConfig {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly insecureSkipVerify: boolean;
  readonly exclusiveRootPools: boolean;
}

/** What a socket or `.spec` file gets: any certificate is trusted (moby v28.5.2 pkg/plugins/plugins.go NewLocalPlugin). */
export const TRUST_ANYTHING: TlsConfig = {
  caFile: '',
  certFile: '',
  keyFile: '',
  insecureSkipVerify: true,
  exclusiveRootPools: false,
};

/** Null stands for a spec without `TLSConfig`: Go's defaults, verified by the system's CAs. */
export function tlsSettings(config: TlsConfig | null): TlsSettings {
  if (config === null) return {verify: true};
  const verify = !config.insecureSkipVerify;
  return {
    verify,
    ...(verify && config.caFile
      ? {caFile: config.caFile, exclusiveRootPools: config.exclusiveRootPools}
      : {}),
    ...(config.certFile || config.keyFile ? {certFile: config.certFile, keyFile: config.keyFile} : {}),
  };
}
