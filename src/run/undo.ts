/** How something that a call makes is put away again. */
export interface Undo {
  /** Names what is made: `volume plugtest-4f2a-data-1`. */
  readonly key: string;
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Body = Readonly<Record<string, unknown>>;

interface Pair {
  readonly makes: string;
  readonly undoes: string;
  readonly what: string;
  /** Fields that name it. */
  readonly fields: readonly string[];
}

/** What the plugin itself names, so that it is known only from the answer. */
const answered: readonly Pair[] = [
  {makes: 'IpamDriver.RequestPool', undoes: 'IpamDriver.ReleasePool', what: 'pool', fields: ['PoolID']},
  {
    makes: 'IpamDriver.RequestAddress',
    undoes: 'IpamDriver.ReleaseAddress',
    what: 'address',
    fields: ['PoolID', 'Address'],
  },
];

const pairs: readonly Pair[] = [
  {makes: 'VolumeDriver.Create', undoes: 'VolumeDriver.Remove', what: 'volume', fields: ['Name']},
  {makes: 'VolumeDriver.Mount', undoes: 'VolumeDriver.Unmount', what: 'mount', fields: ['Name', 'ID']},
  {
    makes: 'NetworkDriver.CreateNetwork',
    undoes: 'NetworkDriver.DeleteNetwork',
    what: 'network',
    fields: ['NetworkID'],
  },
  {
    makes: 'NetworkDriver.CreateEndpoint',
    undoes: 'NetworkDriver.DeleteEndpoint',
    what: 'endpoint',
    fields: ['NetworkID', 'EndpointID'],
  },
  {
    makes: 'NetworkDriver.Join',
    undoes: 'NetworkDriver.Leave',
    what: 'sandbox',
    fields: ['NetworkID', 'EndpointID'],
  },
];

/** Whether a call of that method makes or puts away anything; the bodies of others, megabytes maybe, need not be read. */
export function isPaired(method: string): boolean {
  return [...pairs, ...answered].some(({makes, undoes}) => makes === method || undoes === method);
}

/** What a call is about to make; null when it makes nothing that is ours to remove. */
export function madeBy(method: string, body: unknown): Undo | null {
  const pair = pairs.find(({makes}) => makes === method);
  const key = pair && keyOf(pair, body);
  if (!pair || !key) return null;
  // a name that plugtest did not make up is never touched
  if (method.startsWith('VolumeDriver.') && !key.includes('plugtest-')) return null;
  return {key, method: pair.undoes, body: fieldsOf(pair, body as Body)}; // keyOf looked at it
}

/** What a call that succeeded has made under a name of the plugin's own; null when nothing. */
export function madeByAnswer(method: string, body: unknown, reply: unknown): Undo | null {
  const pair = answered.find(({makes}) => makes === method);
  if (pair === undefined || !isObject(body) || !isObject(reply)) return null;
  const {Address} = reply;
  // asked for with its prefix, given back without
  const own = typeof Address === 'string' ? {Address: Address.split('/')[0]} : {};
  const named = {...body, ...reply, ...own};
  const key = keyOf(pair, named);
  return key === null ? null : {key, method: pair.undoes, body: fieldsOf(pair, named)};
}

/** What a call has put away, if it succeeded. */
export function undoneBy(method: string, body: unknown): string | null {
  const pair = [...pairs, ...answered].find(({undoes}) => undoes === method);
  return pair ? keyOf(pair, body) : null;
}

function keyOf(pair: Pair, body: unknown): string | null {
  if (!isObject(body)) return null;
  const values = Object.values(fieldsOf(pair, body));
  if (values.some(value => typeof value !== 'string' || value === '')) return null;
  return [pair.what, ...values].join(' ');
}

function fieldsOf({fields}: Pair, body: Body): Body {
  return Object.fromEntries(fields.map(field => [field, body[field]]));
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null;
}
