import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {type Bypass, expectNone, tryDresses, whereSeen} from './_hunt.ts';
import {oldEngines as oldEngineDresses} from './dresses/old-engines.ts';
import {sizes} from './dresses/sizes.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const consequence =
  'dockerd executes the request: whoever reaches the API gets past the policy, in most cases to root on the host';

export const padded = defineCheck({
  id: 'authz.bodies.padded',
  title: 'What is denied is denied with a body of any length that the plugin gets to see',
  level: 'MUST',
  requirement: ['authz/16', 'authz/24'],
  problem: 'A denied request is allowed when its body is padded.',
  consequence,
  fix: 'Read the whole body, up to the 4 MiB that dockerd sends.',
  needs,
  dependsOn,
  // documents of megabytes would make the checks beside them wait
  exclusive: true,
  timeoutMs: 60_000,
  run: async t =>
    expectNone(t, whereSeen(await tryDresses(t, sizes, {onePerEndpoint: true, riskyOnly: true}))),
});

/** Engines that let a request go on without its body, each in its own way; the newest do not. */
const WITHHOLDING = ['24.0', '28.5'];

export const withheld = defineCheck({
  id: 'authz.bodies.withheld',
  title: 'What is denied is denied when dockerd withholds its body',
  level: 'MUST',
  requirement: 'authz/14',
  problem: 'A denied request is allowed when dockerd does not show its body.',
  consequence:
    'engines before 23.0.15, 25.0.6, 26.1.5 and 27.1.1 withhold chunked bodies (CVE-2024-41110), all up to 25.0.15, 28.5.2 and 29.3.0 those of 1 MiB and more (CVE-2026-34040): they execute the request unseen',
  fix: 'Deny requests to `containers/create`, `exec`, `services/create` and the like when `RequestBody` is absent.',
  needs,
  dependsOn,
  // documents of megabytes would make the checks beside them wait
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const found: Bypass[] = [];
    const dresses = [...sizes, ...oldEngineDresses];
    for (const engine of WITHHOLDING)
      found.push(...(await tryDresses(t, dresses, {engine, onePerEndpoint: true, riskyOnly: true})));
    await expectNone(
      t,
      found.filter(({outcome}) => outcome.bodySeen === 'withheld'),
    );
  },
});
