import type {Difference} from './compare/difference.ts';
import type {Judgement} from './judge.ts';

/** The differences of one scenario, for a reader. */
export function describe({engine, name, differences}: Judgement): string {
  return [`✗ ${engine}/${name}`, ...differences.flatMap(describeDifference)].join('\n');
}

function describeDifference({phase, what, expected, got}: Difference): string[] {
  return [
    `  ${phase}`,
    `    ${what}`,
    `      expected  ${indent(expected)}`,
    `      got       ${indent(got)}`,
  ];
}

/** Control characters shown, further lines below the first. */
function indent(text: string): string {
  const shown = text.replace(/[^\n\P{Cc}]/gu, c => JSON.stringify(c).slice(1, -1));
  return shown === '' ? '(empty)' : shown.replace(/\n(?=.)/g, '\n                ').replace(/\n$/, '⏎');
}

/** Figures per engine and area, what was left out and why, and the last line. */
export function summary(judgements: readonly Judgement[]): string {
  const groups = groupBy(judgements, ({engine, area}) => `${engine} ${area}`);
  const figures = [...groups].map(([key, list]) => `${key}: matched ${matched(list)} of ${list.length}`);
  const excused = judgements.filter(({excuse}) => excuse !== null);
  const reasons = groupBy(excused, ({excuse}) => excuse ?? '');
  const left = [...reasons].map(([reason, list]) => `out of scope: ${reason}: ${namesOf(list)}`);
  const total = `matched ${matched(judgements)} of ${judgements.length} scenarios`;
  return [...left, ...figures, total].join('\n');
}

/** One by one where they were played; a whole area as one. */
function namesOf(judgements: readonly Judgement[]): string {
  const areas = groupBy(
    judgements.filter(({wasPlayed}) => !wasPlayed),
    ({engine, area}) => `${engine}/${area}-*`,
  );
  const whole = [...areas].map(([name, list]) => `${name} (${list.length})`);
  const single = judgements.filter(({wasPlayed}) => wasPlayed).map(({engine, name}) => `${engine}/${name}`);
  return [...whole, ...single].join(', ');
}

function matched(judgements: readonly Judgement[]): number {
  return judgements.filter(isMatch).length;
}

/** It was played, and nothing differs. */
export function isMatch({differences, wasPlayed}: Judgement): boolean {
  return wasPlayed && differences.length === 0;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
