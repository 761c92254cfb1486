import {setImmediate as nextTurn} from 'node:timers/promises';

/** So many turns of the event loop without anything to do count as quiet. */
const calmTurns = 12;

/** Names of pending work in `process.getActiveResourcesInfo()`; open sockets, servers and timers are not among them. */
const pendingWork = /FSReq|ConnectWrap|WriteWrap|ShutdownWrap|GetAddrInfo|GetNameInfo/;

let activity = 0;

/** To be called whenever something arrived: a byte, a connection, its end. */
export function noteActivity(): void {
  activity += 1;
}

/** Resolves when all that is under way has come to rest: no file operation, no connect, nothing readable on a socket. */
export async function untilQuiet(): Promise<void> {
  let calm = 0;
  let seen = activity;
  while (calm < calmTurns) {
    await nextTurn();
    const busy = activity !== seen || process.getActiveResourcesInfo().some(name => pendingWork.test(name));
    seen = activity;
    calm = busy ? 0 : calm + 1;
  }
}
