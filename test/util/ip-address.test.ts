import assert from 'node:assert/strict';
import test from 'node:test';
import {
  contains,
  formatCidr,
  formatIp,
  networkOf,
  overlap,
  parseCidr,
  parseIp,
} from '../../src/util/ip-address.ts';

function cidr(text: string) {
  const parsed = parseCidr(text);
  assert.ok(parsed, text);
  return parsed;
}

test('Addresses are read in every spelling and printed as Go prints them', () => {
  const spellings = {
    '10.5.0.2': '10.5.0.2',
    '255.255.255.255': '255.255.255.255',
    'FD00:5:0:0:0:0:0:77': 'fd00:5::77',
    '::': '::',
    '::1': '::1',
    '1::': '1::',
    '1:0:0:2:0:0:0:3': '1:0:0:2::3',
    '::ffff:10.0.0.1': '::ffff:a00:1',
    '1:2:3:4:5:6:7:8': '1:2:3:4:5:6:7:8',
  };
  for (const [text, printed] of Object.entries(spellings)) {
    const parsed = parseIp(text);
    assert.ok(parsed, text);
    assert.equal(formatIp(parsed), printed);
  }
});

test('What is no address is refused', () => {
  for (const text of ['', '10.5.0', '10.5.0.256', '10.05.0.1', '1:2', ':::', '1::2::3', 'g::', '10.0.0.1/24'])
    assert.equal(parseIp(text), null, text);
  for (const text of ['10.5.0.0', '10.5.0.0/33', '10.5.0.0/', '/24', 'fd00::/129', '10.5.0.0/024'])
    assert.equal(parseCidr(text), null, text);
});

test('Prefixes know what lies in them', () => {
  assert.equal(formatCidr(networkOf(cidr('10.5.0.77/24'))), '10.5.0.0/24');
  assert.ok(contains(cidr('10.5.0.0/24'), cidr('10.5.0.255/32')));
  assert.ok(!contains(cidr('10.5.0.0/24'), cidr('10.5.1.0/32')));
  assert.ok(!contains(cidr('0.0.0.0/0'), cidr('::1/128')));
  assert.ok(contains(cidr('::/0'), cidr('fd00::1/128')));
  assert.ok(overlap(cidr('10.5.0.0/16'), cidr('10.5.3.0/24')));
  assert.ok(!overlap(cidr('10.5.0.0/24'), cidr('10.5.1.0/24')));
});
