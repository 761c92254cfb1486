import {defineCheck} from '../../src/authoring.ts';
import {givenEnabled, needs} from './_given.ts';

export const leftAlone = defineCheck({
  id: 'metrics.socket.left-alone',
  title: "The daemon's metrics socket is neither removed nor replaced",
  level: 'MUST',
  requirement: 'metrics/11',
  problem: "The plugin put something else in place of the daemon's metrics socket.",
  consequence:
    'in a managed plugin the mount is read-only and that fails; where it does not, there are no metrics for anybody',
  fix: 'Connect to /run/docker/metrics.sock; do not listen there.',
  needs,
  dependsOn: ['metrics.start-metrics.after-stop'],
  exclusive: true,
  async run(t) {
    const docker = await givenEnabled(t, 'needed');
    await docker.metrics.nextRequests(1, 1000);
    t.expect.ok(docker.metrics.hasSocket(), {
      expected: 'the socket that the daemon made',
      actual: 'it is gone, or another file is there',
    });
  },
});
