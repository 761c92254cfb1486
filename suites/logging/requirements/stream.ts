import type {Requirements} from '../../../src/authoring.ts';

/** What comes through the FIFO: obligations 4 to 13, 25, 51 and 52. */
export const stream: Requirements = {
  4: {
    text: 'The FIFO is drained whatever the backend does.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Log', 'recording 26.1.5/logging-plugin-not-reading'],
  },
  5: {
    text: 'Messages are cut by their 4-byte big-endian length, however the bytes come.',
    source: ['moby v28.5.2 api/types/plugins/logdriver/io.go'],
  },
  6: {
    text: 'Messages of 20 KiB are taken; of 1 MiB they should be.',
    source: ['moby v28.5.2 daemon/logger/copier.go defaultBufSize'],
  },
  7: {
    text: 'An entry without a line is an empty line.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Log'],
  },
  8: {
    text: 'The bytes of a line are kept as they are.',
    source: ['recording 26.1.5/logging-binary'],
  },
  9: {
    text: 'Unknown fields of an entry are passed over.',
    source: ['moby master daemon/logger/internal/logdriver/entry.proto'],
  },
  10: {
    text: 'Source and time of every entry are kept.',
    source: ['moby v28.5.2 daemon/logger/adapter.go ReadLogs'],
  },
  11: {
    text: 'The pieces of a line become one line again.',
    source: ['moby v28.5.2 daemon/logger/copier.go copySrc'],
  },
  12: {
    text: 'A piece whose last one never comes is kept.',
    source: ['recording 26.1.5/logging-slow-partial'],
  },
  13: {
    text: 'Pieces of stdout and stderr are kept apart.',
    source: ['recording 26.1.5/logging-long-line-interleaved'],
  },
  25: {
    text: 'A FIFO that is blocked or broken does not delay other containers.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Log'],
  },
  51: {
    text: 'A damaged stream costs that stream or entry, not the process.',
    source: ['moby v28.5.2 api/types/plugins/logdriver/io.go'],
  },
  52: {
    text: 'Memory is not taken by the length prefix alone.',
    source: ['moby v28.5.2 api/types/plugins/logdriver/io.go'],
  },
};
