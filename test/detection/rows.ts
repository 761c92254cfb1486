/** What a fault brought to light. */
export interface FaultRow {
  readonly name: string;
  readonly describe: string;
  readonly catches: readonly string[];
  /** What it may show or not, by chance. */
  readonly sometimes: readonly string[];
  readonly violated: readonly string[];
}

/** What an odd variant brought to light. */
export interface VariantRow {
  readonly name: string;
  readonly describe: string;
  readonly mayWarn: readonly string[];
  readonly violated: readonly string[];
  readonly exitCode: number;
}

/** Checks that are stories of several calls: a fault in Mount or StopLogging rightly shows in several of them. */
const STORIES = /^(volume|logging|network\.(daemon|process))\./;

/** A fault is caught by the checks of its area that it names, and by no others of them but stories. */
export function isAsNamed(area: string, row: FaultRow): boolean {
  return missedBy(row).length === 0 && surplusOf(area, row).length === 0;
}

/** Checks that a fault names and that did not catch it. */
export function missedBy({violated, catches}: FaultRow): readonly string[] {
  return catches.filter(id => !violated.includes(id));
}

/** Checks of the area that objected to a fault although it does not name them. */
export function surplusOf(area: string, {violated, catches, sometimes}: FaultRow): readonly string[] {
  return violated.filter(
    id => isNear(area, id) && !STORIES.test(id) && !catches.includes(id) && !sometimes.includes(id),
  );
}

/** Handshake and transport are one: every plugin has both. What other areas make of a fault is theirs to say. */
function isNear(area: string, id: string): boolean {
  const areas = area === 'handshake' || area === 'transport' ? ['handshake', 'transport'] : [area];
  return areas.some(near => id.startsWith(`${near}.`));
}

/** A variant fails nothing and warns of nothing but what it names. */
export function isHarmless({violated, mayWarn, exitCode}: VariantRow): boolean {
  return exitCode === 0 && violated.every(id => mayWarn.includes(id));
}
