import type {ApiRequest} from '../../../src/authoring.ts';
import {body, type Dress, target} from './_dress.ts';

/** What only some engines execute. */
export const oldEngines: readonly Dress[] = [
  {
    ...body('the members of HostConfig outside of it', text => {
      const {HostConfig, ...rest} = JSON.parse(text);
      return HostConfig === undefined ? null : JSON.stringify({...HostConfig, ...rest});
    }),
    engines: '<28.0',
  },
  {...body('another document behind the body', text => `${text}{"HostConfig":{}}`), engines: '<23.0'},
  {name: 'HostConfig with the start', wear: withStart, engines: '<25.0'},
  {
    ...target('a target that ends in /auth', text => `${text}${text.includes('?') ? '&' : '?'}x=/auth`),
    engines: '<26.1',
  },
];

/** API versions before 1.24 take a HostConfig with the start of a container that is there already. */
function withStart(request: ApiRequest): ApiRequest | null {
  if (typeof request.body !== 'string' || !/\/containers\/create/.test(request.target)) return null;
  const {HostConfig} = JSON.parse(request.body);
  if (HostConfig === undefined) return null;
  return {
    ...request,
    target: '/v1.23/containers/c1/start',
    body: JSON.stringify(HostConfig),
    reply: {status: 204},
  };
}
