import type {Swarm} from '../networks/swarm.ts';
import type {SwarmCommands} from '../networks/swarm-api.ts';
import type {Outcome} from '../outcome.ts';
import {type Session, single} from './session.ts';

const ADDRESS = '127.0.0.1';

/** `docker swarm …`. */
export function createSwarmCommands(session: Session): SwarmCommands {
  const change = async (path: string, act: (swarm: Swarm) => Promise<void>): Promise<Outcome> => {
    const answer = await session.request({verb: 'Post', path}, ({networks}) => act(networks.swarm));
    return single('value' in answer ? {value: ''} : answer);
  };
  return {
    init: (address = ADDRESS) => change('/swarm/init', swarm => swarm.init(address)),
    leave: async () => {
      const outcome = await change('/swarm/leave?force=1', async swarm => swarm.leave());
      return outcome.ok ? {...outcome, stdout: 'Node left the swarm.\n'} : outcome;
    },
    nodeJoins: address => change('/swarm/update', swarm => swarm.nodeChanged(address, 'discoverNew')),
    nodeLeaves: address => change('/swarm/update', swarm => swarm.nodeChanged(address, 'discoverDelete')),
  };
}
