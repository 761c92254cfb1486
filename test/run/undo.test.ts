import assert from 'node:assert/strict';
import test from 'node:test';
import {isPaired, madeBy, madeByAnswer, undoneBy} from '../../src/run/undo.ts';

test('A pool and an address of an IPAM driver are put away by the names that the driver gave them', () => {
  const pool = madeByAnswer(
    'IpamDriver.RequestPool',
    {AddressSpace: 'l'},
    {PoolID: 'p1', Pool: '10.1.0.0/24'},
  );
  assert.deepEqual(pool, {key: 'pool p1', method: 'IpamDriver.ReleasePool', body: {PoolID: 'p1'}});
  assert.equal(undoneBy('IpamDriver.ReleasePool', {PoolID: 'p1'}), pool?.key);
  const address = madeByAnswer(
    'IpamDriver.RequestAddress',
    {PoolID: 'p1', Address: ''},
    {Address: '10.1.0.2/24'},
  );
  assert.deepEqual(address?.body, {PoolID: 'p1', Address: '10.1.0.2'});
  assert.equal(undoneBy('IpamDriver.ReleaseAddress', {PoolID: 'p1', Address: '10.1.0.2'}), address?.key);
});

test('An answer without a name makes nothing that could be put away, nor does a call that makes nothing', () => {
  assert.equal(madeByAnswer('IpamDriver.RequestPool', {}, {PoolID: ''}), null);
  assert.equal(madeByAnswer('IpamDriver.RequestPool', {}, 'text'), null);
  assert.equal(madeByAnswer('IpamDriver.GetCapabilities', {}, {PoolID: 'p1'}), null);
  assert.equal(isPaired('IpamDriver.RequestPool'), true);
  assert.equal(isPaired('IpamDriver.GetCapabilities'), false);
});

test('A volume that plugtest did not name is never put away', () => {
  assert.equal(madeBy('VolumeDriver.Create', {Name: 'mine'}), null);
  assert.equal(madeBy('VolumeDriver.Create', {Name: 'plugtest-1-a'})?.method, 'VolumeDriver.Remove');
});
