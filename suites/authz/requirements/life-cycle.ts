import type {Requirements} from '../../../src/authoring.ts';

/** Order, restart and time: obligations 30 to 45. */
export const lifeCycle: Requirements = {
  30: {
    text: 'Fifty calls at once keep their own verdicts.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go getAuthzPlugins',
      'recording 26.1.5/authz-parallel',
    ],
  },
  31: {
    text: 'AuthZRes may come late, in any order, or never.',
    source: ['moby v28.5.2 pkg/authorization/middleware.go WrapHandler', 'recording 26.1.5/authz-events'],
  },
  32: {
    text: 'AuthZRes of an unseen AuthZReq is answered.',
    source: ['moby v28.5.2 pkg/authorization/middleware.go WrapHandler', 'recording 26.1.5/authz-reload'],
  },
  33: {
    text: 'After its own restart the plugin serves without another Plugin.Activate.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate', 'recording 26.1.5/authz-plugin-down'],
  },
  34: {
    text: 'A second Plugin.Activate gets the same answer.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate', 'recording 26.1.5/authz-daemon-restart'],
  },
  35: {
    text: 'The socket is back within 15 s after a restart, in the same place.',
    source: ['moby v28.5.2 pkg/plugins/client.go abort', 'recording 26.1.5/authz-plugin-down'],
    untested: 'judged for every plugin by the transport suite',
  },
  36: {
    text: "The plugin listens at the latest 15 s after dockerd's start.",
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go loadWithRetry',
      'recording 26.1.5/authz-plugin-late-at-start',
    ],
  },
  37: {
    text: 'The plugin does not wait for the Docker API in a call that the API waits for.',
    source: ['moby v28.5.2 pkg/authorization/middleware.go WrapHandler'],
  },
  38: {
    text: 'Verdicts come within a second.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activateWithLock', 'recording 26.1.5/authz-hang-request'],
  },
  39: {
    text: 'Connections are kept open, or closed between calls only.',
    source: ['moby v28.5.2 pkg/plugins/client.go newTransport'],
    untested: 'judged for every plugin by the transport suite',
  },
  40: {
    text: 'Unknown methods are answered with 404.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
    untested: 'judged for every plugin by the transport suite',
  },
  41: {
    text: 'AuthZRes is not what prevents an action.',
    source: [
      'moby v28.5.2 pkg/authorization/middleware.go WrapHandler',
      'recording 26.1.5/authz-response-deny',
      'field-failures row 111 (opa-docker-authz#58)',
    ],
  },
  42: {
    text: 'No call is redirected.',
    source: ['go1.24.4 net/http/client.go redirectBehavior'],
    untested: 'judged for every plugin by the transport suite',
  },
  43: {
    text: 'The same document gets the same verdict.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  44: {
    text: 'A managed plugin declares docker.authz/1.0 and is ready when the engine dials.',
    source: ['moby v28.5.2 plugin/manager_linux.go pluginPostStart', 'recording 26.1.5/managed-authz'],
    untested: 'managed plugins are not started by plugtest yet',
  },
  45: {
    text: 'Plugtest itself sends what dockerd sends.',
    source: ['moby v28.5.2 pkg/authorization/authz.go'],
    untested: 'an obligation of plugtest: test/fidelity holds it to the recordings',
  },
};
