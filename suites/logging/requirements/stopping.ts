import type {Requirements} from '../../../src/authoring.ts';

/** StopLogging: obligations 14 to 19. */
export const stopping: Requirements = {
  14: {
    text: 'What is in the FIFO when StopLogging comes is taken before it is answered.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Close'],
  },
  15: {
    text: 'StopLogging is answered without waiting for the end of the FIFO.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Close', 'recording 26.1.5/logging-stoplogging-hangs'],
  },
  16: {
    text: 'StopLogging is answered within a second, also when the backend is slow.',
    source: ['moby v28.5.2 container/monitor.go Reset'],
  },
  17: {
    text: 'StopLogging of an unknown File succeeds.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Close'],
  },
  18: {
    text: 'StopLogging of the same File twice succeeds.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  19: {
    text: 'The FIFO is neither removed nor renamed.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Close'],
  },
};
