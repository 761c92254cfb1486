import type {Requirements} from '../../../src/authoring.ts';

/** Capabilities and ReadLogs: obligations 26 to 40. */
export const reading: Requirements = {
  26: {
    text: 'Capabilities is answered with 200 and Cap, or with 404.',
    source: ['moby v28.5.2 daemon/logger/plugin.go makePluginCreator'],
  },
  27: {
    text: 'ReadLogs is announced as `{"Cap": {"ReadLogs": true}}`.',
    source: ['moby v28.5.2 daemon/logger/proxy.go Capabilities'],
  },
  28: {
    text: 'An announced ReadLogs answers 200 and a body of messages only.',
    source: ['moby v28.5.2 daemon/logger/proxy.go ReadLogs'],
  },
  29: {
    text: 'A whole line of ReadLogs ends with a line feed.',
    source: ['moby v28.5.2 api/server/httputils/write_log_stream.go WriteLogStream'],
  },
  30: {
    text: 'The source of an entry is stdout or stderr.',
    source: ['moby v28.5.2 api/server/httputils/write_log_stream.go WriteLogStream'],
  },
  31: {
    text: 'Tail is honoured.',
    source: ['recording 26.1.5/logging-logs-tail-ignored'],
  },
  32: {
    text: 'Since and Until are read in any zone; the year 1 is none.',
    source: ['moby v28.5.2 daemon/logger/adapter.go ReadLogs'],
  },
  33: {
    text: 'Entries come in the order of their times.',
    source: ['moby v28.5.2 daemon/logger/adapter.go ReadLogs'],
  },
  34: {
    text: 'Without Follow the body ends when all was sent.',
    source: ['moby v28.5.2 daemon/logger/adapter.go ReadLogs'],
  },
  35: {
    text: 'With Follow new entries are sent at once, and Tail counts old ones only.',
    source: ['moby v28.5.2 daemon/logger/adapter.go ReadLogs'],
  },
  36: {
    text: 'A follow ends when the container logs no more.',
    source: ['recording 26.1.5/logging-logs-follow-container-stops'],
  },
  37: {
    text: 'A follow ends when the connection is closed.',
    source: ['recording 26.1.5/logging-logs-follow-client-gone'],
  },
  38: {
    text: 'Errors of ReadLogs have another status than 200.',
    source: ['recording 26.1.5/logging-readlogs-json-err-200'],
  },
  39: {
    text: 'Several ReadLogs, and further calls, are served at once.',
    source: ['moby v28.5.2 daemon/logs.go getLogger'],
  },
  40: {
    text: 'ReadLogs answers for containers that stopped, and for those from before a restart of the plugin.',
    source: ['moby v28.5.2 daemon/logs.go getLogger'],
  },
};
