import type {Call, CheckContext} from '../../src/authoring.ts';
import {ipamDriverOf} from './_ipam-driver.ts';

/** Ends a check that chooses subnets by itself where the user said that the driver needs another IPAM driver. */
export async function needsDefaultAddresses(t: CheckContext): Promise<void> {
  const ipamDriver = await ipamDriverOf(t);
  if (ipamDriver === 'default') return;
  t.notApplicable(
    `chooses subnets itself; this driver is tested with ${ipamDriver === 'own' ? 'its own' : 'the null'} IPAM driver`,
  );
}

/** Success, or a refusal with a text: not silence, not a broken answer. */
export function expectTold(t: CheckContext, call: Call): void {
  if (call.ok) return;
  t.expect(call).toFail();
  t.expect.ok(call.error.trim() !== '', {expected: 'a reason in Err', actual: 'an error without text'}, call);
}
