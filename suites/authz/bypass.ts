import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {expectNone, tryDresses, whereSeen} from './_hunt.ts';
import {contentTypes as contentTypeDresses} from './dresses/content-types.ts';
import {jsonDuplicates as jsonDuplicateDresses} from './dresses/json-duplicates.ts';
import {jsonKeys as jsonKeyDresses} from './dresses/json-keys.ts';
import {jsonValues as jsonValueDresses} from './dresses/json-values.ts';
import {oldEngines as oldEngineDresses} from './dresses/old-engines.ts';
import {targets as targetDresses} from './dresses/targets.ts';
import {versions as versionDresses} from './dresses/versions.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const consequence =
  'dockerd executes the request: whoever reaches the API gets past the policy, in most cases to root on the host';

export const versions = defineCheck({
  id: 'authz.bypass.versions',
  title: 'What is denied is denied in every API version that dockerd takes, and without one',
  level: 'MUST',
  requirement: 'authz/18',
  problem: 'A denied request is allowed with another version in its path.',
  consequence,
  fix: 'Drop an optional `/v` with digits and dots from the path before you compare it.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, versionDresses, {onePerEndpoint: true})),
});

export const targets = defineCheck({
  id: 'authz.bypass.targets',
  title: 'What is denied is denied however the request target is written',
  level: 'MUST',
  requirement: ['authz/18', 'authz/19'],
  problem: 'A denied request is allowed when its target is written in another way.',
  consequence,
  fix: 'Cut off scheme and host and the query, decode the path once, and compare the whole path.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, targetDresses, {onePerEndpoint: true})),
});

export const contentTypes = defineCheck({
  id: 'authz.bypass.content-types',
  title: 'What is denied is denied with any Content-Type and headers with which dockerd executes it',
  level: 'MUST',
  requirement: ['authz/14', 'authz/22'],
  problem: 'A denied request is allowed when its headers are written in another way.',
  consequence,
  fix: 'Judge `RequestBody` whenever it is there; the headers say nothing about what dockerd does.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, contentTypeDresses, {onePerEndpoint: true})),
});

export const jsonKeys = defineCheck({
  id: 'authz.bypass.json-keys',
  title: 'What is denied is denied in every spelling of its JSON that Go reads alike',
  level: 'MUST',
  requirement: 'authz/24',
  problem: 'A denied request is allowed when its JSON is spelt in another way.',
  consequence,
  fix: 'Read the body as JSON, escapes included, and compare keys without case, as Go does.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, jsonKeyDresses)),
});

export const jsonDuplicates = defineCheck({
  id: 'authz.bypass.json-duplicates',
  title: 'What is denied is denied when members of its JSON come twice',
  level: 'MUST',
  requirement: 'authz/24',
  problem: 'A denied request is allowed when a member of its JSON comes twice.',
  consequence,
  fix: 'Look at every occurrence of a key, or deny bodies in which one comes twice.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, jsonDuplicateDresses)),
});

export const jsonValues = defineCheck({
  id: 'authz.bypass.json-values',
  title: 'What is denied is denied with values in its JSON that Go reads and other readers refuse',
  level: 'MUST',
  requirement: 'authz/24',
  problem: 'A denied request is allowed when something in its JSON cannot be read.',
  consequence,
  fix: 'Deny, or answer with an error status, whenever the body cannot be read: dockerd may be able to.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, await tryDresses(t, jsonValueDresses, {onePerEndpoint: true})),
});

export const oldEngines = defineCheck({
  id: 'authz.bypass.old-engines',
  title: 'What is denied is denied in the forms that only older engines execute',
  level: 'MUST',
  requirement: ['authz/18', 'authz/24'],
  engines: '<28.0',
  problem: 'A denied request is allowed in a form that this engine executes and newer ones do not.',
  consequence,
  fix: 'Look for the members of HostConfig at the top of the body too, and deny API versions before 1.24.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t => expectNone(t, whereSeen(await tryDresses(t, oldEngineDresses))),
});
