import {decodeFirst, type GoRelease} from '../../gojson/decode.ts';
import type {GoStruct} from '../../gojson/types.ts';
import type {TlsConfig} from './tls.ts';

/** What dockerd keeps of a `.json` spec file; `Name` and everything else is ignored. */
export interface JsonSpec {
  readonly addr: string;
  readonly tls: TlsConfig | null;
  /** `Name` as written, only to tell its author that it has no effect. */
  readonly ignoredName: string | null;
}

/** Decoded file, or the text of dockerd's error. */
export type JsonSpecResult = {readonly spec: JsonSpec} | {readonly error: string};

/** go-connections tlsconfig/config.go Options. Client code reads neither ClientAuth nor what follows it but MinVersion. */
const OPTIONS: GoStruct = {
  kind: 'struct',
  package: 'tlsconfig',
  name: 'Options',
  fields: [
    {name: 'CAFile', type: {kind: 'string'}},
    {name: 'CertFile', type: {kind: 'string'}},
    {name: 'KeyFile', type: {kind: 'string'}},
    {name: 'InsecureSkipVerify', type: {kind: 'bool'}},
    {name: 'ClientAuth', type: {kind: 'int', int: 'int', named: 'tls.ClientAuthType'}},
    {name: 'ExclusiveRootPools', type: {kind: 'bool'}},
    {name: 'MinVersion', type: {kind: 'int', int: 'uint16'}},
    {name: 'Passphrase', type: {kind: 'string'}},
  ],
};

/** moby v28.5.2 pkg/plugins/plugins.go Plugin. `Name` is ours: of type any, it can't cause an error. */
const PLUGIN: GoStruct = {
  kind: 'struct',
  package: 'plugins',
  name: 'Plugin',
  fields: [
    {name: 'Addr', type: {kind: 'string'}},
    {name: 'TLSConfig', type: {kind: 'pointer', element: OPTIONS}},
    {name: 'Name', type: {kind: 'any'}},
  ],
};

interface DecodedPlugin {
  readonly Addr: string;
  readonly TLSConfig: {
    readonly CAFile: string;
    readonly CertFile: string;
    readonly KeyFile: string;
    readonly InsecureSkipVerify: boolean;
    readonly ExclusiveRootPools: boolean;
  } | null;
  readonly Name: unknown;
}

/** Decodes as one pass of Go's streaming decoder (moby v28.5.2 pkg/plugins/discovery.go readPluginJSONInfo). */
export function decodeJsonSpec(content: Uint8Array, release: GoRelease): JsonSpecResult {
  const decoded = decodeFirst(content, PLUGIN, release);
  if (!decoded.ok) return {error: decoded.error};
  // The decoder has built the value from PLUGIN, field by field.
  const {Addr, TLSConfig, Name} = decoded.value as DecodedPlugin;
  const tls = TLSConfig && {
    caFile: TLSConfig.CAFile,
    certFile: TLSConfig.CertFile,
    keyFile: TLSConfig.KeyFile,
    // Without a CA file dockerd forces skip-verify, whatever the file says.
    insecureSkipVerify: TLSConfig.InsecureSkipVerify || TLSConfig.CAFile === '',
    exclusiveRootPools: TLSConfig.ExclusiveRootPools,
  };
  return {spec: {addr: Addr, tls, ignoredName: typeof Name === 'string' ? Name : null}};
}
