import type {Engine} from '../../../src/daemon/engines/engine.ts';
import {engineNamed, engines} from '../../../src/daemon/engines/engines.ts';

/** Builds whose Go release is another than upstream's: the recordings' README names it. */
const builtWithGo: Readonly<Record<string, number>> = {'20.10.24': 19, '26.1.5': 24};

/** The model's engine for the release of a recording: of the same series, else of the same major version. */
export function engineOf(version: string): Engine {
  const [major = '', minor = ''] = version.split('.');
  const series = engines.find(({name}) => name === `${major}.${minor}`);
  const engine = series ?? engines.find(({name}) => name.split('.')[0] === major) ?? engineNamed(version);
  const go = builtWithGo[version];
  return go === undefined ? engine : {...engine, wire: {...engine.wire, go}};
}
