/** `c1:/x` as container and path; null for a path of the user's. */
export function inContainer(place: string): {readonly name: string; readonly path: string} | null {
  const colon = place.indexOf(':');
  return colon <= 0 || place.startsWith('/')
    ? null
    : {name: place.slice(0, colon), path: place.slice(colon + 1)};
}
