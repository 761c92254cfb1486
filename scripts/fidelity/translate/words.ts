/**
 * Splits a command line as a shell does: quotes, backslashes. Operators (`|`, `>`, `>/dev/null`) come out as words; `piped`
 * says that the output went elsewhere.
 */
export function shellWords(line: string): {readonly words: string[]; readonly piped: boolean} {
  const words: string[] = [];
  let word: string | null = null;
  let piped = false;
  const tokens = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|(\s+)|([|;<>])|([^\s'"\\|;<>]+)/gsu;
  for (const [, single, double, escaped, space, operator, plain] of line.matchAll(tokens)) {
    if (operator !== undefined) piped = true;
    if (space !== undefined || operator !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      if (operator !== undefined) words.push(operator);
      continue;
    }
    const text = single ?? (double === undefined ? (escaped ?? plain) : unescapeDouble(double));
    word = (word ?? '') + (text ?? '');
  }
  if (word !== null) words.push(word);
  return {words, piped};
}

/** Within double quotes a backslash counts only before these characters. */
function unescapeDouble(text: string): string {
  return text.replace(/\\(["\\$`])/g, '$1');
}
