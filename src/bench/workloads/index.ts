import type {Workload, WorkloadSettings} from '../workload.ts';
import {authzWorkload} from './authz.ts';
import {addressWorkload, poolWorkload} from './ipam.ts';
import {networkWorkload} from './network.ts';
import {volumeWorkload} from './volume.ts';

/** Interfaces that can be measured. */
export const measured = ['volume', 'network', 'ipam', 'authz'] as const;

/** All workloads, in the order in which they are run and shown. */
export function workloads(settings: WorkloadSettings): readonly Workload[] {
  return [
    volumeWorkload(settings),
    networkWorkload(settings),
    poolWorkload(settings),
    addressWorkload(settings),
    authzWorkload(),
  ];
}
