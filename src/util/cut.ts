/** Cuts a string to `limit` UTF-16 units and says how many more there were. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end--; // not through a surrogate pair
  return `${text.slice(0, end)}…(+${text.length - end})`;
}
