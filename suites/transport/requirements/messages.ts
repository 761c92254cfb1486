import type {Requirements} from '../../../src/authoring.ts';

const CLIENT_CALL = 'moby v28.5.2 pkg/plugins/client.go Client.CallWithOptions';
const CLIENT_RETRY = 'moby v28.5.2 pkg/plugins/client.go Client.callWithRetry';
const CONNECTIONS =
  'moby v28.5.2 vendor/github.com/docker/go-connections/sockets/sockets.go ConfigureTransport';

/** Requests and answers: obligations 12 to 30, 48 and 50. */
export const messages: Requirements = {
  12: {
    text: 'Requests without Content-Type are accepted.',
    source: [
      'moby v28.5.2 pkg/plugins/transport/http.go HTTPTransport.NewRequest',
      'ClusterHQ/flocker#1848',
      'devplayer0/docker-net-dhcp#6',
    ],
  },
  13: {
    text: 'The Accept value application/vnd.docker.plugins.v1.2+json is not refused.',
    source: ['moby v28.5.2 pkg/plugins/transport/mimetype.go VersionMimetype'],
  },
  14: {
    text: 'An empty Host and an unknown host name are accepted.',
    source: [
      'moby v20.10.24 pkg/plugins/client.go newTransport',
      'moby v28.5.2 pkg/plugins/client.go newTransport',
      'moby#19938',
    ],
  },
  15: {text: 'Success is status 200.', source: [CLIENT_RETRY]},
  16: {
    text: 'A 200 carries a JSON object, never an empty body, where dockerd decodes it.',
    source: [CLIENT_CALL],
  },
  17: {text: 'Nothing stands before the JSON: no byte order mark, no text.', source: [CLIENT_CALL]},
  18: {text: 'Err is a string, null or absent.', source: [CLIENT_CALL]},
  19: {text: 'Errors are `{"Err": "text"}`, at 200 or another status.', source: [CLIENT_RETRY]},
  20: {text: 'An error status comes with a text.', source: [CLIENT_RETRY, 'projectcalico/calicoctl#963']},
  21: {text: 'Nothing follows the JSON object of an error status.', source: [CLIENT_RETRY]},
  22: {
    text: 'Calls are not redirected.',
    source: [
      'go1.24.4 net/http/client.go redirectBehavior',
      'recording 26.1.5/volume-create-redirect-302',
      'recording 26.1.5/volume-create-redirect-loop',
    ],
  },
  23: {text: 'Every answer has a complete, well-formed HTTP head.', source: [CLIENT_RETRY]},
  24: {text: 'The body is as long as announced and comes to its end.', source: [CLIENT_RETRY]},
  25: {
    text: 'On a unix socket nothing is compressed.',
    source: [CONNECTIONS, 'recording 26.1.5/volume-create-reply-gzip'],
  },
  26: {
    text: 'A request with an empty body is refused by every method that needs a name, and changes nothing.',
    source: [
      CLIENT_RETRY,
      'recording 26.1.5/volume-plugin-back-during-retry',
      'vmware/vsphere-storage-for-docker#840',
    ],
  },
  27: {
    text: 'A body that is not JSON, or has wrong types, is answered with an error.',
    source: [CLIENT_RETRY],
  },
  28: {
    text: 'Unknown request fields are ignored, and requests are read however their bytes arrive.',
    source: ['what later engines add; no engine in use sends unknown fields'],
  },
  29: {
    text: 'An unknown method is answered, best with 404.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.getCapabilities',
      'moby/libnetwork#1094',
    ],
  },
  30: {
    text: 'Other HTTP methods than POST perform nothing.',
    source: ['go1.24.4 net/http/client.go redirectBehavior'],
  },
  48: {
    text: 'On TCP a compressed answer says so in Content-Encoding.',
    source: [CONNECTIONS],
  },
  50: {
    text: 'A request of several MiB is answered, with an error if it is refused.',
    source: [CLIENT_RETRY],
  },
};
