import assert from 'node:assert/strict';
import test from 'node:test';
import {parse} from '../../src/cli/parse.ts';
import {repeatFlags, runOptions} from '../../src/cli/run-options.ts';
import {UsageError} from '../../src/util/errors.ts';

const optionsOf = async (...flags: string[]) => (await parse(['run', './sock', ...flags])).invocation.options;

test('subnets of the user are kept in their order, and stand in the command that repeats a check', async () => {
  const options = await optionsOf('--subnet', '10.5.0.0/24', '--subnet', '10.6.0.0/30');
  assert.deepEqual((await runOptions(options)).subnets, ['10.5.0.0/24', '10.6.0.0/30']);
  assert.deepEqual(repeatFlags(options), ['--subnet', '10.5.0.0/24', '--subnet', '10.6.0.0/30']);
});

for (const subnet of ['10.5.0.1/24', '10.5.0.0', '10.5.0.0/31', 'fd00::/64', 'eth0'])
  test(`--subnet ${subnet} is refused with an example of one`, async () => {
    const options = await optionsOf('--subnet', subnet);
    await assert.rejects(runOptions(options), error => {
      assert.ok(error instanceof UsageError, String(error));
      assert.match(error.message, /expects an IPv4 subnet such as 10\.5\.0\.0\/24/);
      return true;
    });
  });

test('the IPAM driver of networks is left to the network driver, unless the user names one', async () => {
  assert.equal((await runOptions(await optionsOf())).ipamDriver, 'auto');
  assert.equal((await runOptions(await optionsOf('--ipam-driver', 'null'))).ipamDriver, 'null');
});
