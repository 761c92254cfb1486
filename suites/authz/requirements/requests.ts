import type {Requirements} from '../../../src/authoring.ts';

/** How requests are read: obligations 18 to 29. */
export const requests: Requirements = {
  18: {
    text: 'The verdict is the same for every version in the path, for none, and for a whole URL.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go WrapHandler',
      'moby v28.5.2 api/server/server.go CreateMux',
      'recording 26.1.5/authz-raw-requests',
    ],
  },
  19: {
    text: 'Percent-encoded and plain paths are judged alike, and the query is no part of the path.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go WrapHandler',
      'field-failures row 104 (twistlock/authz#50)',
    ],
  },
  20: {
    text: 'HEAD is judged like GET.',
    source: ['recording 26.1.5/authz-copy'],
  },
  21: {
    text: 'The ping is allowed.',
    source: ['recording 26.1.5/authz-deny-ping'],
  },
  22: {
    text: 'Headers are looked up by canonical names, and none is needed.',
    source: ['moby v28.5.2 pkg/authorization/authz.go headers', 'recording 26.1.5/authz-registry-headers'],
  },
  23: {
    text: 'Paths that begin with /auth need no body.',
    source: [
      'moby v28.5.2 pkg/authorization/authz.go isAuthEndpoint',
      'recording 26.1.5/authz-registry-headers',
      'field-failures row 109 (opa-docker-authz#12)',
    ],
  },
  24: {
    text: 'The body is read as Go reads it: keys without case, duplicates merged, unknown members ignored.',
    source: [
      'moby v28.5.2 api/server/httputils/httputils.go ReadJSON',
      'go1.24.4 encoding/json decode.go object',
    ],
  },
  25: {
    text: 'Bodies that are no JSON, broken, of other types or deep do not end the plugin.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry', 'field-failures row 110 (kassisol/hbm#29)'],
  },
  26: {
    text: 'A malformed document is answered with an error or a denial.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  27: {
    text: 'Unknown members of the document are ignored.',
    source: ['moby v28.5.2 pkg/authorization/api.go Request'],
  },
  28: {
    text: 'User, method and certificates of mutual TLS are accepted.',
    source: ['moby v28.5.2 pkg/authorization/api.go MarshalJSON', 'recording 26.1.5/authz-tls-client'],
  },
  29: {
    text: 'An absent user is anonymous.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go WrapHandler',
      'field-failures row 115 (twistlock/authz#40)',
    ],
  },
};
