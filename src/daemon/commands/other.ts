import type {Outcome} from '../outcome.ts';
import {type Session, single} from './session.ts';

/** Commands for which the daemon looks through its volume drivers, and so activates plugins it has not met. */
const SCANNING = ['system df', 'volume prune', 'system prune'];

/** A command of which a known plugin notices nothing. */
export async function otherCommand(session: Session, command: string): Promise<Outcome> {
  const answer = await session.request({verb: 'Get', path: '/info'}, async daemon => {
    if (SCANNING.some(words => command.startsWith(words))) await daemon.volumes.list({driver: 'local'});
    return '';
  });
  return single(answer);
}
