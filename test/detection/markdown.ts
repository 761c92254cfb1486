import type {AreaTable} from './table.ts';

/** The area's part of docs/detection.md: which fault each check catches, and what the variants showed. */
export function markdownOf({area, good, faults, variants}: AreaTable): string {
  const ids = good.results.map(({id}) => id).filter(id => id.startsWith(`${area}.`));
  const rows = ids.sort().map(id => {
    const caught = faults.filter(fault => fault.violated.includes(id)).map(fault => `\`${fault.name}\``);
    return `| \`${id}\` | ${caught.join(', ') || '—'} |`;
  });
  const faultRows = faults.map(
    fault => `| \`${fault.name}\` | ${fault.describe} | ${list(fault.violated)} |`,
  );
  const variantRows = variants.map(
    variant => `| \`${variant.name}\` | ${variant.describe} | ${list(variant.violated)} |`,
  );
  return [
    `## ${area}`,
    '',
    `${ids.length} checks and rules, ${faults.length} faults, ${variants.length} odd but correct variants.`,
    '',
    '| check | caught failing by |\n| --- | --- |',
    ...rows,
    '',
    '| fault | what is wrong | what objects |\n| --- | --- | --- |',
    ...faultRows,
    '',
    '| variant | what is odd | warnings |\n| --- | --- | --- |',
    ...variantRows,
    '',
  ].join('\n');
}

function list(ids: readonly string[]): string {
  return ids.map(id => `\`${id}\``).join(', ') || '—';
}
