import type {RunInfo} from '../../core/events.ts';

/** Parts of a run that no file brought, one sentence each. */
export function missingShards(
  parts: readonly {readonly info: RunInfo; readonly plugin: string}[],
): readonly string[] {
  const groups = new Map<
    string,
    {readonly plugin: string; readonly seen: Set<number>; readonly count: number}
  >();
  for (const {info, plugin} of parts) {
    if (info.shard === undefined) continue;
    const [index = 0, count = 0] = info.shard.split('/').map(Number);
    const key = JSON.stringify([plugin, info.engine, count]);
    const group = groups.get(key) ?? {plugin, seen: new Set(), count};
    group.seen.add(index);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({plugin, seen, count}) => {
    const missing = Array.from({length: count}, (_, index) => index + 1).filter(index => !seen.has(index));
    return missing.length === 0
      ? []
      : [`${plugin}: the file of shard ${missing.map(index => `${index}/${count}`).join(', ')} is missing`];
  });
}
