import {defineSuite} from '../../src/authoring.ts';
import * as alike from './alike.ts';
import * as capabilities from './capabilities.ts';
import * as cleanliness from './cleanliness.ts';
import * as concurrency from './concurrency.ts';
import * as create from './create.ts';
import * as createAgain from './create-again.ts';
import * as created from './created.ts';
import * as daemon from './daemon.ts';
import * as daemonKnows from './daemon-knows.ts';
import * as daemonLiveRestore from './daemon-live-restore.ts';
import * as data from './data.ts';
import * as dataKinds from './data-kinds.ts';
import * as empty from './empty.ts';
import * as errors from './errors.ts';
import * as get from './get.ts';
import * as history from './history.ts';
import * as late from './late.ts';
import * as lifecycle from './lifecycle.ts';
import * as list from './list.ts';
import * as listing from './listing.ts';
import * as load from './load.ts';
import * as loadListed from './load-listed.ts';
import * as lookups from './lookups.ts';
import * as mount from './mount.ts';
import * as mountpoint from './mountpoint.ts';
import * as names from './names.ts';
import * as options from './options.ts';
import * as path from './path.ts';
import * as patience from './patience.ts';
import * as processChecks from './process.ts';
import * as remove from './remove.ts';
import * as replies from './replies.ts';
import {requirements} from './requirements.ts';
import * as restart from './restart.ts';
import * as restartNext from './restart-next.ts';
import * as secrets from './secrets.ts';
import * as surplus from './surplus.ts';
import * as unmount from './unmount.ts';

/** VolumeDriver. */
export const volume = defineSuite({
  area: 'volume',
  word: 'VolumeDriver',
  requirements,
  modules: [
    create,
    createAgain,
    created,
    get,
    list,
    listing,
    mount,
    mountpoint,
    unmount,
    surplus,
    data,
    dataKinds,
    late,
    remove,
    names,
    alike,
    lookups,
    empty,
    options,
    secrets,
    concurrency,
    load,
    loadListed,
    patience,
    history,
    daemon,
    daemonKnows,
    daemonLiveRestore,
    restart,
    restartNext,
    lifecycle,
    processChecks,
    cleanliness,
    path,
    capabilities,
    errors,
    replies,
  ],
});
