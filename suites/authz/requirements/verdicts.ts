import type {Requirements} from '../../../src/authoring.ts';

/** Answers and what is in the documents: obligations 1 to 17. */
export const verdicts: Requirements = {
  1: {
    text: 'Plugin.Activate names `authz`, in lower case.',
    source: [
      'moby v28.5.2 cmd/dockerd/daemon.go validateAuthzPlugins',
      'recording 26.1.5/authz-wrong-implements',
    ],
    untested: 'judged for every plugin by handshake.implements and handshake.activate',
  },
  2: {
    text: 'A verdict, allow or deny, comes with status 200.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry', 'recording 26.1.5/authz-http-statuses'],
  },
  3: {
    text: 'Allow is a boolean.',
    source: ['moby v28.5.2 pkg/authorization/api.go Response', 'recording 26.1.5/authz-request-allow-string'],
  },
  4: {
    text: 'A 200 is never empty.',
    source: ['moby v28.5.2 pkg/plugins/client.go CallWithOptions', 'recording 26.1.5/authz-reply-empty'],
  },
  5: {
    text: 'Allow true is stated; absence is a denial.',
    source: [
      'moby v28.5.2 pkg/authorization/authz.go AuthZRequest',
      'recording 26.1.5/authz-request-empty-object',
    ],
  },
  6: {
    text: 'A denial is a 200, not a 403.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  7: {
    text: 'A denial has a reason in Msg.',
    source: [
      'moby v28.5.2 pkg/authorization/authz.go newAuthorizationError',
      'recording 26.1.5/authz-request-deny-no-msg',
    ],
  },
  8: {
    text: 'Failure to judge is another status with Err; Err in a 200 is not read.',
    source: ['moby v28.5.2 pkg/authorization/authz.go AuthZRequest', 'recording 26.1.5/authz-request-err'],
  },
  9: {
    text: 'Allow true never comes together with Err.',
    source: [
      'moby v28.5.2 pkg/authorization/authz.go AuthZRequest',
      'recording 26.1.5/authz-request-allow-and-err',
    ],
  },
  10: {
    text: 'AuthZRes is implemented.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go WrapHandler',
      'recording 26.1.5/authz-http-statuses',
      'field-failures row 114 (moby#19575, moby#20002)',
    ],
  },
  11: {
    text: 'AuthZRes is accepted without status, headers and body, in any combination.',
    source: [
      'moby v28.5.2 pkg/authorization/response.go FlushAll',
      'recording 26.1.5/authz-events',
      'field-failures row 114 (moby#19575)',
    ],
  },
  12: {
    text: 'AuthZReq is accepted with nothing but method and URI.',
    source: ['moby v28.5.2 pkg/authorization/api.go Request'],
  },
  13: {
    text: "A call with an empty body, dockerd's retry after a lost connection, is never allowed.",
    source: [
      'moby v28.5.2 pkg/plugins/client.go callWithRetry',
      'recording 26.1.5/authz-plugin-drops-request',
    ],
  },
  14: {
    text: 'Endpoints that take a body are denied when it is not shown.',
    source: [
      'moby v28.5.2 pkg/authorization/authz.go drainBody',
      'CVE-2024-41110 (GHSA-v23v-6jw2-98fq)',
      'CVE-2026-34040',
      'recording 20.10.24/authz-json-body-sizes',
      'field-failures rows 105, 106 and 107 (flatcar#1546, flatcar#2142, moby#36317)',
    ],
  },
  15: {
    text: 'POST without Content-Type is accepted, whatever Accept says.',
    source: ['moby v28.5.2 pkg/plugins/transport/http.go NewRequest'],
  },
  16: {
    text: 'Documents of 6 MB are accepted.',
    source: ['moby v29.7.2 pkg/authorization/authz.go maxBodySize', 'recording 26.1.5/authz-json-body-sizes'],
  },
  17: {
    text: 'Base64 with padding and JSON escapes are decoded.',
    source: ['moby v28.5.2 pkg/plugins/client.go CallWithOptions', 'recording 26.1.5/authz-run'],
  },
};
