const LETTERS: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  39: "\\'",
  92: '\\\\',
};

/** A syntax error of encoding/json: `invalid character '<' looking for beginning of value`. */
export function complaint(byte: number, where: string): string {
  return `invalid character '${quoteByte(byte)}' ${where}`;
}

/** A byte as Go's quoteChar shows it: taken as Latin-1, so that 0xEF reads `ï` (scanner.go quoteChar). */
function quoteByte(byte: number): string {
  const letter = LETTERS[byte];
  if (letter !== undefined) return letter;
  if (byte < 0x20 || byte === 0x7f) return `\\x${hex(byte, 2)}`;
  // Not printable for Go: C1 controls, no-break space, soft hyphen.
  if ((byte > 0x7f && byte <= 0xa0) || byte === 0xad) return `\\u${hex(byte, 4)}`;
  return String.fromCharCode(byte);
}

/** Text as package time quotes it in its errors: each byte outside printable ASCII as `\xNN` (format.go quote). */
export function quoteTimeText(bytes: Uint8Array): string {
  let text = '"';
  for (const byte of bytes) {
    if (byte < 0x20 || byte >= 0x80) text += `\\x${hex(byte, 2)}`;
    else if (byte === 0x22 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else text += String.fromCharCode(byte);
  }
  return `${text}"`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
