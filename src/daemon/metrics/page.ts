import {cpus, totalmem} from 'node:os';
import type {Engine} from '../engines/engine.ts';
import {type Family, writeFamily} from './families.ts';

/** What of the daemon's present shows in its metrics. */
export interface DaemonState {
  readonly running: number;
  readonly stopped: number;
}

/** Label values that dockerd registers before there is anything to count. */
const CONTAINER_ACTIONS = ['changes', 'commit', 'create', 'delete', 'start'];
const NETWORK_ACTIONS = ['allocate', 'connect', 'create', 'delete', 'release'];
const HOST_FUNCTIONS = ['platform_version', 'system_info', 'system_version'];
const BUILD_FAILURES = [
  'build_canceled',
  'build_target_not_reachable_error',
  'command_not_supported_error',
  'dockerfile_empty_error',
  'dockerfile_syntax_error',
  'error_processing_commands_error',
  'missing_onbuild_arguments_error',
  'unknown_instruction_error',
];
const SWARM_TIMERS = ['swarm_raft_transaction_latency_seconds', 'swarm_store_read_tx_latency_seconds'];

/** The page that dockerd gives out at `/metrics`; what is in it is no contract (moby v28.5.2 internal/metrics/metrics.go). */
export function metricsPage(engine: Engine, state: DaemonState): string {
  return [...builder(), ...daemon(engine, state), ...runtime(engine), ...loggers(), ...swarm()]
    .map(writeFamily)
    .join('');
}

function builder(): Family[] {
  return [
    {
      name: 'builder_builds_failed_total',
      help: 'Number of failed image builds',
      type: 'counter',
      samples: BUILD_FAILURES.map(reason => ({labels: {reason}, value: 0})),
    },
    counter('builder_builds_triggered_total', 'Number of triggered image builds'),
  ];
}

function daemon(engine: Engine, {running, stopped}: DaemonState): Family[] {
  const states = {paused: 0, running, stopped};
  const info = {
    architecture: 'x86_64',
    commit: '0000000',
    daemon_id: '00000000-0000-4000-8000-000000000000',
    graphdriver: 'overlay2',
    kernel: '6.1.0',
    os: 'Debian GNU/Linux 12 (bookworm)',
    os_type: 'linux',
    os_version: '12',
    version: engine.version,
  };
  return [
    timer('engine_daemon_container_actions_seconds', 'container action', {action: CONTAINER_ACTIONS}),
    {
      name: 'engine_daemon_container_states_containers',
      help: 'The count of containers in various states',
      type: 'gauge',
      samples: Object.entries(states).map(([label, value]) => ({labels: {state: label}, value})),
    },
    gauge('engine_daemon_engine_cpus_cpus', 'The number of cpus of the host', cpus().length),
    {
      name: 'engine_daemon_engine_info',
      help: 'The information related to the engine and the OS it is running on',
      type: 'gauge',
      samples: [{labels: info, value: 1}],
    },
    gauge('engine_daemon_engine_memory_bytes', 'The number of bytes of memory of the host', totalmem()),
    gauge('engine_daemon_events_subscribers_total', 'The number of current subscribers to events', 0),
    counter('engine_daemon_events_total', 'The number of events logged'),
    counter('engine_daemon_health_checks_failed_total', 'The total number of failed health checks'),
    counter('engine_daemon_health_checks_total', 'The total number of health checks'),
    timer('engine_daemon_host_info_functions_seconds', 'call of a host info function', {
      function: HOST_FUNCTIONS,
    }),
    timer('engine_daemon_network_actions_seconds', 'network action', {action: NETWORK_ACTIONS}),
  ];
}

function runtime(engine: Engine): Family[] {
  return [
    gauge('go_goroutines', 'Number of goroutines that currently exist.', 45),
    {
      name: 'go_info',
      help: 'Information about the Go environment.',
      type: 'gauge',
      samples: [{labels: {version: `go1.${engine.wire.go}`}, value: 1}],
    },
    gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', 94_371_840),
  ];
}

function loggers(): Family[] {
  return [
    counter(
      'logger_log_entries_size_greater_than_buffer_total',
      'Number of log entries larger than the buffer',
    ),
    counter('logger_log_read_operations_failed_total', 'Number of failed reads of a log'),
    counter('logger_log_write_operations_failed_total', 'Number of failed writes to a log'),
  ];
}

function swarm(): Family[] {
  return SWARM_TIMERS.map(name => timer(name, 'operation', {}));
}

function counter(name: string, help: string): Family {
  return {name, help, type: 'counter', samples: [{value: 0}]};
}

function gauge(name: string, help: string, value: number): Family {
  return {name, help, type: 'gauge', samples: [{value}]};
}

/** A histogram of seconds, one for each value of its label. */
function timer(name: string, what: string, label: Readonly<Record<string, readonly string[]>>): Family {
  const help = `The number of seconds it takes for each ${what}`;
  const [key, values] = Object.entries(label)[0] ?? [];
  const samples =
    key === undefined || values === undefined
      ? [{value: 0}]
      : values.map(value => ({labels: {[key]: value}, value: 1}));
  return {name, help, type: 'histogram', samples};
}
