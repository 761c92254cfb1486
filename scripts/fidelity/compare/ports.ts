/** The two lists of ports, whose order dockerd leaves to chance: it sorts a map by a comparison that is no order. */
const portLists = /("com\.docker\.network\.(?:endpoint\.exposedports|portmap)":)\[([^\]]+)\]/g;

/** A request's body with its ports in one order. */
export function sortedPorts(body: string): string {
  return body.replace(portLists, (_, key: string, list: string) => {
    const ports = list.match(/\{[^}]*\}/g) ?? [];
    return `${key}[${ports.sort().join(',')}]`;
  });
}
