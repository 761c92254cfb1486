import {type CommandTable, shown} from './command.ts';
import {flagTable, lastOf, parseFlags} from './flags.ts';

const initFlags = flagTable('advertise-addr=');
const serviceFlags = flagTable('no-resolve-image', 'd,detach', 'name=', 'network=');

/** `docker swarm …`, and services, of which the recordings hold only those that the client or the manager refuses. */
export const swarmCommands: CommandTable = {
  'swarm init': words => {
    const address = lastOf(parseFlags(words, initFlags), 'advertise-addr');
    return async ({docker}) => shown(await docker.swarm.init(address));
  },
  'swarm leave':
    () =>
    async ({docker}) =>
      shown(await docker.swarm.leave()),
  'service create': words => {
    const network = lastOf(parseFlags(words, serviceFlags, true), 'network') ?? '';
    return refused(`Error response from daemon: network ${network} not found`);
  },
  'service ps': words => refused(`no such service: ${words.at(-1)}`),
  'service rm': words => refused(`Error response from daemon: service ${words.at(-1)} not found`),
};

/** No service comes to be in the recordings: their network is none of the swarm's. */
function refused(stderr: string) {
  return async () => ({exit: 1, stdout: '', stderr: `${stderr}\n`});
}
