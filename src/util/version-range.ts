/**
 * Whether an engine such as `26.1` lies in a range such as `>=25.0` or `>=20.10 <28` (all parts must hold).
 *
 * @throws TypeError for a part that is no comparison: the range stands in our own source.
 */
export function inVersionRange(version: string, range: string): boolean {
  return range.split(/\s+/).every(part => {
    const match = /^(>=|<=|>|<|=)(\d+(?:\.\d+)*)$/.exec(part);
    if (match === null) throw new TypeError(`not a version comparison: "${part}" in "${range}"`);
    const [, operator = '', bound = ''] = match;
    const difference = compareVersions(version, bound);
    if (operator === '=') return difference === 0;
    if (operator.endsWith('=') && difference === 0) return true;
    return operator.startsWith('>') ? difference > 0 : difference < 0;
  });
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
