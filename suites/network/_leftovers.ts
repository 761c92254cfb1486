import type {CheckContext, NamespaceView} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';

/** Who removes something may take a moment. */
const PATIENCE_MS = 5000;
const POLL_MS = 250;
/** Rounds that are counted; one goes before them: what is made once for all is no leak. */
const ROUNDS = 2;

/** Goes round, counting from 1, and fails the check when each round leaves something more beside the plugin. */
export async function expectNothingLeft(
  t: CheckContext,
  round: (number: number) => Promise<void>,
  what: string,
): Promise<void> {
  const namespace = t.pluginNamespace();
  await round(1);
  const before = await settled(namespace, await namespace.inventory());
  for (let number = 2; number <= 1 + ROUNDS; number += 1) await round(number);
  const until = performance.now() + PATIENCE_MS;
  let left = grown(before, await namespace.inventory());
  while (left.length > 0 && performance.now() < until) {
    await pause(POLL_MS);
    left = grown(before, await namespace.inventory());
  }
  if (left.length === 0) return;
  t.expect.fail({
    expected: `nothing more beside the plugin than before, once ${what}`,
    actual: `after ${ROUNDS} times more there are in addition: ${shown(left)}`,
  });
}

/** What is still being removed after the first round is not counted as known. */
async function settled(namespace: NamespaceView, first: readonly string[]): Promise<readonly string[]> {
  await pause(POLL_MS);
  const second = await namespace.inventory();
  return first.filter(line => second.includes(line));
}

/** New things of a kind of which each round has left at least one. Names may differ from round to round. */
function grown(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = (lines: readonly string[], kind: string) =>
    lines.filter(line => kindOf(line) === kind).length;
  const fresh = after.filter(line => !before.includes(line));
  return fresh.filter(line => {
    const kind = kindOf(line);
    return count(after, kind) - count(before, kind) >= ROUNDS;
  });
}

/** `interface`, `address`, `route`, `neighbour`, `routing rule`, `iptables nat rule` … */
function kindOf(line: string): string {
  return /^(?:\w+ \w+ (?:rule|chain)|routing rule|\w+)/.exec(line)?.[0] ?? line;
}

const MOST_SHOWN = 6;

function shown(lines: readonly string[]): string {
  const more = lines.length > MOST_SHOWN ? ` and ${lines.length - MOST_SHOWN} more` : '';
  return `${lines.slice(0, MOST_SHOWN).join(', ')}${more}`;
}
