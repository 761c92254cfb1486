/** Replaces credentials in every URL of a text: `tcp://me:secret@h:1` → `tcp://me:***@h:1`. Fit for errors and reports. */
export function redactUrls(text: string): string {
  const strict = text.replace(/(\/\/)([^/?#\s"]*)@/g, (_, slashes, user) => `${slashes}${mask(user)}@`);
  if (strict !== text) return strict;
  // A password with an unescaped slash or hash: what looks like its user's host has a port that is no number.
  return text.replace(/(\/\/)([^/?#\s"@:]+):(?!\d*(?:[/?#"\s]|$))[^\s"]*@/g, '$1$2:***@');
}

/** A lone user name may be a token, so it goes too. */
function mask(user: string): string {
  const colon = user.indexOf(':');
  return colon < 0 ? '***' : `${user.slice(0, colon)}:***`;
}
