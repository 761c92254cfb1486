const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** True when Go's mime.ParseMediaType takes the header and finds application/json, in any case, with any parameters. */
export function isJson(header: string | undefined): boolean {
  if (header === undefined) return false;
  const [type = '', ...parameters] = header.split(';');
  if (type.trim().toLowerCase() !== 'application/json') return false;
  const names = new Set<string>();
  return parameters.every((parameter, at) => {
    const text = parameter.trim();
    // a semicolon at the end is forgiven
    if (text === '') return at === parameters.length - 1;
    const [name = '', ...value] = text.split('=');
    const key = name.trim().toLowerCase();
    if (names.has(key) || !TOKEN.test(key)) return false;
    names.add(key);
    const given = value.join('=').trim();
    return TOKEN.test(given) || /^"(?:[^"\\]|\\.)*"$/.test(given);
  });
}
