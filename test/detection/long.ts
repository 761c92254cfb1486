/**
 * Checks that take long, by what they wait for or by the number of their calls. Faults that do not name them do not meet
 * them: all of them with all faults of their areas take a quarter of an hour. The good plugin and the variants do.
 */
const LONG: readonly string[] = [
  'authz.bodies.padded',
  'authz.bodies.withheld',
  'authz.documents.large-body',
  'authz.memory.after-restart',
  'authz.process.own-requests',
  'authz.response.large',
  'authz.start.beside-silent-docker',
  'ipam.process.asks-no-docker',
  'ipam.process.calls-beside-silent-docker',
  'ipam.process.starts-beside-silent-docker',
  'ipam.restart.chosen-pools-differ',
  'ipam.restart.releases-kept',
  'logging.read-logs.follow-no-gap',
  'logging.stop-logging.full-fifo',
  'logging.stop-logging.next-run',
  'logging.stream.half-message',
  'logging.stream.times',
  'logging.stream.wild-length',
  'network.delete-endpoint.takes-back',
  'network.process.asks-no-docker',
  'network.process.calls-beside-silent-docker',
  'network.process.starts-beside-silent-docker',
  'network.process.stops-beside-silent-docker',
  'network.restart.deletions-kept',
  'network.restart.same-way-out',
  'network.restart.src-names-differ',
];

/** `DETECTION=whole`: every fault meets every check of its area, which takes far longer. */
export const isWhole = process.env['DETECTION'] === 'whole';

/** Those of its area that a fault is spared. */
export function longBeside({
  interface: area,
  catches,
  sometimes = [],
}: {
  readonly interface: string;
  readonly catches: readonly string[];
  readonly sometimes?: readonly string[];
}): readonly string[] {
  if (isWhole) return [];
  return LONG.filter(id => id.startsWith(`${area}.`) && !catches.includes(id) && !sometimes.includes(id));
}
