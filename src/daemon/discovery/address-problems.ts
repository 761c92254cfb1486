import {isAbsolute} from 'node:path';
import {redactUrls} from '../../util/redact-url.ts';
import {type AddressResult, PLACEHOLDER_HOST} from './address.ts';
import type {Problem} from './problems.ts';
import type {Definition} from './spec-file.ts';
import {tlsFileError} from './tls-files.ts';

const KNOWN_SCHEMES = ['unix', 'tcp', 'http', 'https'];

/** What is odd about the address and TLS settings of a definition. */
export function addressProblems(definition: Definition, dialled: AddressResult): Problem[] {
  if ('error' in dialled)
    return [problem(redactUrls(`bad address: ${dialled.error}`), 'every use fails with that error')];
  return [
    ...urlProblems(definition, dialled),
    ...tlsProblems(definition, dialled),
    ...(definition.ignoredName !== null && definition.ignoredName !== definition.name
      ? [
          problem(
            `Name "${definition.ignoredName}" differs from the file's name`,
            `ignored: users type ${definition.name}`,
          ),
        ]
      : []),
  ];
}

function problem(text: string, consequence: string): Problem {
  return {text, consequence};
}

function urlProblems(
  definition: Definition,
  {url, address}: Exclude<AddressResult, {error: string}>,
): Problem[] {
  const problems: Problem[] = [];
  if (address.kind !== 'unix' && address.host === PLACEHOLDER_HOST) {
    const text =
      definition.addr === '' ? 'Addr is missing' : 'the address has no host: write scheme://host:port';
    return [
      problem(text, `dockerd asks ${PLACEHOLDER_HOST}, which does not exist: every use fails after 15 s`),
    ];
  }
  if (!KNOWN_SCHEMES.includes(url.scheme)) {
    problems.push(problem(`unknown scheme ${url.scheme}`, 'dockerd speaks plain HTTP over TCP'));
  }
  if (url.hasCredentials) {
    problems.push(
      problem('the address holds credentials', 'dockerd drops them: the plugin sees no Authorization'),
    );
  }
  if (url.scheme === 'unix' && url.host !== '') {
    const consequence = `dockerd dials "${url.host}" relative to its own working directory; write unix:///path`;
    problems.push(problem('the socket path has only two slashes before it', consequence));
  } else if (address.kind === 'unix' && address.path === '') {
    problems.push(problem('the address has no path', 'every use fails after 15 s; write unix:///path'));
  } else if (address.kind !== 'unix' && url.path !== '' && url.path !== '/') {
    problems.push(problem('the address has a path', 'dockerd drops it and posts to /Plugin.Activate'));
  }
  return problems;
}

function tlsProblems(definition: Definition, {address}: Exclude<AddressResult, {error: string}>): Problem[] {
  const {tls, entry} = definition;
  const fromJson = entry.endsWith('.json');
  if (address.kind !== 'tls') {
    return fromJson && tls !== null
      ? [problem('TLSConfig without an https address', 'ignored: the traffic is not encrypted')]
      : [];
  }
  const error = tlsFileError(address.tls);
  const problems = [
    ...(error === null ? [] : [problem(error, 'activation fails with that error')]),
    ...[address.tls.caFile, address.tls.certFile, address.tls.keyFile].flatMap(relativeFile),
  ];
  if (address.tls.verify) return problems;
  const text = fromJson
    ? 'TLSConfig does not verify the certificate'
    : 'a .spec file never verifies the certificate';
  const consequence = 'anyone on the way can pose as the plugin; use a .json file with TLSConfig.CAFile';
  return [...problems, problem(text, consequence)];
}

function relativeFile(file: string | undefined): Problem[] {
  if (!file || isAbsolute(file)) return [];
  return [problem(`${file} is a relative path`, 'dockerd looks for it from its own working directory')];
}
