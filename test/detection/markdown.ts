import type {Fault, Variant} from '../../fixtures/good/faults.js';

/** What the page says of one area. */
export interface AreaPage {
  readonly area: string;
  readonly ids: readonly string[];
  readonly faults: readonly Fault[];
  readonly variants: readonly Variant[];
}

/** The area's part of docs/detection.md, from what the faults and variants say of themselves; the trials hold them to it. */
export function markdownOf({area, ids, faults, variants}: AreaPage): string {
  const rows = [...ids].sort().map(id => {
    const caught = faults.filter(fault => fault.catches.includes(id)).map(fault => `\`${fault.name}\``);
    return `| \`${id}\` | ${caught.join(', ') || '—'} |`;
  });
  const faultRows = faults.map(fault => `| \`${fault.name}\` | ${fault.describe} | ${list(fault.catches)} |`);
  const variantRows = variants.map(
    variant => `| \`${variant.name}\` | ${variant.describe} | ${list(variant.mayWarn)} |`,
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
    '| variant | what is odd | may warn |\n| --- | --- | --- |',
    ...variantRows,
    '',
  ].join('\n');
}

function list(ids: readonly string[]): string {
  return ids.map(id => `\`${id}\``).join(', ') || '—';
}
