import type {GoStruct, GoType} from '../../gojson/types.ts';

const STRING: GoType = {kind: 'string'};
const ERR = {name: 'Err', type: STRING} as const;

const VOLUME: GoStruct = {
  kind: 'struct',
  package: 'drivers',
  name: 'proxyVolume',
  fields: [
    {name: 'Name', type: STRING},
    {name: 'Mountpoint', type: STRING},
    {name: 'CreatedAt', type: {kind: 'time'}},
    {name: 'Status', type: {kind: 'map', element: {kind: 'any'}}},
  ],
};

const CAPABILITY: GoStruct = {
  kind: 'struct',
  package: 'volume',
  name: 'Capability',
  fields: [{name: 'Scope', type: STRING}],
};

const ANSWERS: Readonly<Record<string, GoStruct>> = {
  'Plugin.Activate': {
    kind: 'struct',
    package: 'plugins',
    name: 'Manifest',
    fields: [{name: 'Implements', type: {kind: 'slice', element: STRING}}],
  },
  'VolumeDriver.Create': volumeAnswer('Create', []),
  'VolumeDriver.Remove': volumeAnswer('Remove', []),
  'VolumeDriver.Mount': volumeAnswer('Mount', [{name: 'Mountpoint', type: STRING}]),
  'VolumeDriver.Unmount': volumeAnswer('Unmount', []),
  'VolumeDriver.Path': volumeAnswer('Path', [{name: 'Mountpoint', type: STRING}]),
  'VolumeDriver.Get': volumeAnswer('Get', [{name: 'Volume', type: {kind: 'pointer', element: VOLUME}}]),
  'VolumeDriver.List': volumeAnswer('List', [
    {name: 'Volumes', type: {kind: 'slice', element: {kind: 'pointer', element: VOLUME}}},
  ]),
  'VolumeDriver.Capabilities': volumeAnswer('Capabilities', [{name: 'Capabilities', type: CAPABILITY}]),
};

/** What dockerd reads of an answer that is not 200 (moby v28.5.2 pkg/plugins/client.go callWithRetry). */
export const ERROR_ANSWER: GoStruct = {
  kind: 'struct',
  package: 'plugins',
  name: 'responseErr',
  fields: [ERR],
};

/** The Go type into which dockerd decodes a method's answer. */
export function answerType(method: string): GoType {
  return ANSWERS[method] ?? {kind: 'any'};
}

function volumeAnswer(method: string, fields: GoStruct['fields']): GoStruct {
  return {
    kind: 'struct',
    package: 'drivers',
    name: `volumeDriverProxy${method}Response`,
    fields: [...fields, ERR],
  };
}
