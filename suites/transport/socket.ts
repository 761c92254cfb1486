import {defineCheck, onUnixSocket} from '../../src/authoring.ts';

export const isSocket = defineCheck({
  id: 'transport.socket.no-symlink',
  title: 'The path is a socket, not a symbolic link to one',
  level: 'SHOULD',
  requirement: 'transport/2',
  problem: 'The path of the socket is a symbolic link.',
  consequence:
    "dockerd's scan passes over it: `docker volume ls` does not list the plugin's volumes until one was used by name",
  fix: 'Bind the socket itself in the plugin folder.',
  needs: [onUnixSocket],
  async run(t) {
    t.expect.ok(!t.facts.socketIsSymlink, {expected: 'a socket', actual: 'a symbolic link'});
  },
});
