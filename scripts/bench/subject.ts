// What is measured of the sources.
export {createDocker} from '../../src/daemon/daemon.ts';
export type {Docker} from '../../src/daemon/docker.ts';
export {newestEngine} from '../../src/daemon/engines/engines.ts';
export {onePlugin} from '../../src/daemon/plugins/folders.ts';
export {createClient} from '../../src/wire/client.ts';
