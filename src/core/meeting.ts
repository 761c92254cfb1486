/** A call that never gets its connection must not hold up the others. */
const PATIENCE_MS = 3000;

/**
 * Lets so many calls leave at one moment: each gets it as `sendWhen` and waits until all have their connections. What is
 * sent within one turn of the event loop meets in the plugin, however slow the machine is.
 */
export function meetingOf(size: number): () => Promise<void> {
  let missing = size;
  const gate = openGate();
  return () => {
    missing -= 1;
    if (missing <= 0) gate.open();
    return gate.opened;
  };
}

function openGate(): {readonly opened: Promise<void>; open(): void} {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    open = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return {opened, open};
}
