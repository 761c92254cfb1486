import {engines} from '../../daemon/engines/engines.ts';
import type {OptionSpec} from '../option-spec.ts';

const group = 'Plugin';

/** Which plugin is tested, and as what. */
export const pluginOptions: readonly OptionSpec[] = [
  {
    name: 'interface',
    alias: 'i',
    kind: 'list',
    placeholder: 'NAME',
    group,
    description: 'test this interface only (default: all that Plugin.Activate names)',
  },
  {
    name: 'managed',
    kind: 'boolean',
    group,
    description:
      'the plugin is only ever installed with `docker plugin install`: its interface is what --interface says, and Plugin.Activate is not sent',
  },
  {
    name: 'engine',
    kind: 'text',
    placeholder: 'VERSION',
    default: '29',
    choices: [...engines.map(({name}) => name), 'all'],
    severalChoices: true,
    synonyms: Object.fromEntries(engines.map(({name, version}) => [version, name])),
    group,
    description: 'daemon version to act as, or several with commas',
  },
  {
    name: 'plugin-dir',
    kind: 'list',
    placeholder: 'DIR',
    group,
    description: "look up plugin names here instead of in dockerd's folders",
  },
  {
    name: 'restart-command',
    kind: 'text',
    placeholder: 'CMD',
    group,
    description: 'shell command that restarts the plugin, for a plugin that runs as a service',
  },
  {
    name: 'volume-opt',
    kind: 'pairs',
    placeholder: 'K=V',
    group,
    description: 'driver option for every volume that is created; {name} in it stands for its name',
  },
  {
    name: 'network-opt',
    kind: 'pairs',
    placeholder: 'K=V',
    group,
    description: 'driver option for every network that is created',
  },
  {
    name: 'ipam-driver',
    kind: 'text',
    placeholder: 'DRIVER',
    default: 'auto',
    choices: ['auto', 'default', 'null', 'own'],
    group,
    description:
      "who gives the addresses of a network driver's networks; own: the plugin itself; auto: dockerd, or whom the driver asks for",
  },
  {
    name: 'ipam-opt',
    kind: 'pairs',
    placeholder: 'K=V',
    group,
    description: 'IPAM option for every pool that is requested',
  },
  {
    name: 'subnet',
    kind: 'list',
    placeholder: 'CIDR',
    group,
    description:
      'IPv4 subnet for the networks and pools that are made, for a driver that does not take any; repeatable',
  },
  {
    name: 'log-opt',
    kind: 'pairs',
    placeholder: 'K=V',
    group,
    description: 'log option for every container that is run',
  },
  {
    name: 'sandbox',
    kind: 'text',
    placeholder: 'MODE',
    default: 'auto',
    choices: ['auto', 'netns', 'none'],
    group,
    description:
      'network drivers in real network namespaces; auto: as root, for a driver that plugtest starts',
  },
  {
    name: 'log-probe',
    kind: 'text',
    placeholder: 'CMD',
    group,
    description:
      "shell command that prints what a log driver's backend got of $PLUGTEST_CONTAINER_ID (docs/logging.md)",
  },
  {
    name: 'hook',
    kind: 'pairs',
    placeholder: 'NAME=CMD',
    group,
    description:
      "shell commands for sink-down and sink-up: take a log driver's backend away, and bring it back",
  },
  {
    name: 'metrics-socket',
    kind: 'text',
    placeholder: 'PATH',
    group,
    description: "where a metrics plugin finds the daemon's metrics (default: /run/docker/metrics.sock)",
  },
  {
    name: 'policy',
    kind: 'text',
    placeholder: 'FILE',
    group,
    description: 'verdicts expected of an authorization plugin, in YAML or JSON (docs/authz.md)',
  },
  {
    name: 'broken-policy',
    kind: 'pairs',
    placeholder: 'NAME=VALUE',
    group,
    description: 'environment in which an authorization plugin finds a policy that it cannot read',
  },
];
