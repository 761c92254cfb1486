import type {AuthzFacts} from './engine.ts';

type Bodies = Pick<AuthzFacts, 'bodies' | 'authEndpoint'>;

/** Before CVE-2024-41110 was mended: Content-Length decides. */
const DECLARED: Bodies = {
  bodies: {limit: 1_048_576, over: 'withhold', chunked: false},
  authEndpoint: 'suffix',
};
/** Since then: the body is looked at, chunked or not, up to 1 MiB. */
const PEEKED: Bodies = {bodies: {limit: 1_048_576, over: 'withhold', chunked: true}, authEndpoint: 'path'};
/** Since CVE-2026-34040 was mended: up to 4 MiB, and no request goes on without its body. */
const REFUSED: Bodies = {bodies: {limit: 4_194_304, over: 'refuse', chunked: true}, authEndpoint: 'path'};

const SERIES: Readonly<
  Record<string, {readonly min: string; readonly max: string; readonly bodies: Bodies}>
> = {
  '20.10': {min: '1.12', max: '1.41', bodies: DECLARED},
  '23.0': {min: '1.12', max: '1.42', bodies: DECLARED},
  '24.0': {min: '1.12', max: '1.43', bodies: DECLARED},
  '25.0': {min: '1.24', max: '1.44', bodies: DECLARED},
  '26.1': {min: '1.24', max: '1.45', bodies: PEEKED},
  '27.5': {min: '1.24', max: '1.47', bodies: PEEKED},
  '28.5': {min: '1.24', max: '1.51', bodies: PEEKED},
  '29': {min: '1.40', max: '1.55', bodies: REFUSED},
};

/** The facts of a release; distributions carry fixes that upstream's tags of the same number lack. */
export function authzFacts(version: string, series: keyof typeof SERIES): AuthzFacts {
  const {min, max, bodies} = SERIES[series] ?? {min: '1.24', max: '1.55', bodies: REFUSED};
  return {
    ...bodies,
    api: {min, max},
    server: `Docker/${version} (linux)`,
    pingNamesBuilder: series !== '20.10',
  };
}
