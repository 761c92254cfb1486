import {defineRule, formatCidr, networkOf, parseCidr, readReply} from '../../src/authoring.ts';
import {replyOf, requestOf, stringIn} from '../network/_reading.ts';
import {decodes, successIs200} from '../network/_reply-rules.ts';

export const status = defineRule({
  ...successIs200,
  id: 'ipam.reply.status-200',
  title: 'Success of an IPAM call is status 200',
  requirement: 'ipam/8',
  on: 'IpamDriver.*',
});

export const body = defineRule({
  ...decodes,
  id: 'ipam.reply.body',
  title: 'The body of a 200 to an IPAM call is JSON of the documented types',
  requirement: ['ipam/8', 'ipam/15'],
  fix: 'Send at least `{}`, with names, pools and addresses as strings.',
  on: ['IpamDriver.GetDefaultAddressSpaces', 'IpamDriver.Re*'],
});

export const errorKey = defineRule({
  id: 'ipam.reply.error-key',
  title: 'An error with status 200 is in Error, not in Err',
  level: 'MUST',
  requirement: 'ipam/7',
  problem: 'An error was sent in a key that dockerd does not read.',
  consequence:
    'it counts as a success with empty members: the user reads `invalid CIDR address: ` or `no address returned` in place of the reason',
  fix: 'Send `{"Error": "…"}` with 200, or `{"Err": "…"}` with 500.',
  on: 'IpamDriver.*',
  judge(exchange) {
    if (exchange.response?.status !== 200) return 'skip';
    const text = /"err"\s*:\s*"((?:[^"\\]|\\.)+)"/i.exec(exchange.response.body.text)?.[1];
    if (text === undefined || /"error"\s*:\s*"[^"]/i.test(exchange.response.body.text)) return undefined;
    return {message: '', expected: `"Error": "${text}"`, actual: `"Err": "${text}" with status 200`};
  },
});

export const capabilities = defineRule({
  id: 'ipam.get-capabilities.types',
  title: 'GetCapabilities gives two booleans, or is not served',
  level: 'SHOULD',
  requirement: 'ipam/2',
  problem: 'The capabilities could not be read.',
  consequence: 'dockerd takes both for false: no MAC addresses come, nothing is replayed',
  fix: 'Answer with `{"RequiresMACAddress": false, "RequiresRequestReplay": false}`.',
  on: 'IpamDriver.GetCapabilities',
  judge({method, response}) {
    if (response?.status !== 200) return 'skip';
    const reading = readReply(method, response.body);
    if (reading.kind !== 'undecodable') return undefined;
    return {
      message: '',
      expected: 'two booleans',
      actual: `${response.body.text.trim().slice(0, 200)}: ${reading.error}`,
    };
  },
});

export const spaces = defineRule({
  id: 'ipam.get-default-address-spaces.differ',
  title: 'Local and global address space have different names',
  level: 'SHOULD',
  requirement: 'ipam/5',
  problem: 'Both address spaces have the same name.',
  consequence:
    "from 27 on dockerd does not compare pools with the host's routes: containers may not reach parts of the network",
  fix: 'Give them two names.',
  on: 'IpamDriver.GetDefaultAddressSpaces',
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === null) return 'skip';
    const [local, global] = [
      stringIn(reply, 'LocalDefaultAddressSpace'),
      stringIn(reply, 'GlobalDefaultAddressSpace'),
    ];
    // without names there are no spaces that the driver could tell apart
    if (local !== global || local === '') return undefined;
    return {message: '', expected: 'two different names', actual: `"${local}" for both`};
  },
});

export const pool = defineRule({
  id: 'ipam.request-pool.format',
  title: 'Pool is a subnet with prefix length and without host bits',
  level: 'MUST',
  requirement: 'ipam/15',
  problem: 'RequestPool answered with something that is no subnet.',
  consequence:
    '`docker network create` fails with `invalid CIDR address: …` (from 27: `netip.ParsePrefix`), and the pool is not released',
  fix: 'Write Pool as `10.5.0.0/24`.',
  on: 'IpamDriver.RequestPool',
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === null || stringIn(reply, 'Error') !== '') return 'skip';
    const text = stringIn(reply, 'Pool');
    const prefix = parseCidr(text);
    if (prefix !== null && networkOf(prefix).value === prefix.value) return undefined;
    return {message: '', expected: 'a subnet such as 10.5.0.0/24', actual: `Pool "${text}"`};
  },
});

export const exactPool = defineRule({
  id: 'ipam.request-pool.exact',
  title: 'The pool asked for is the pool given',
  level: 'MUST',
  requirement: 'ipam/11',
  problem: 'Another pool was given than the one asked for.',
  consequence:
    'dockerd does not notice: `docker network inspect` shows one subnet, containers are in another, `--ip` fails',
  fix: 'Give the pool in Pool, or refuse it.',
  on: 'IpamDriver.RequestPool',
  judge(exchange) {
    const reply = replyOf(exchange);
    const wanted = parseCidr(stringIn(requestOf(exchange), 'Pool'));
    if (reply === null || wanted === null || wanted.value === 0n || stringIn(reply, 'Error') !== '')
      return 'skip';
    const given = parseCidr(stringIn(reply, 'Pool'));
    if (given === null) return 'skip';
    const [asked, got] = [formatCidr(networkOf(wanted)), formatCidr(networkOf(given))];
    return asked === got ? undefined : {message: '', expected: asked, actual: got};
  },
});

export const address = defineRule({
  id: 'ipam.request-address.format',
  title: 'Address is there and has a prefix length',
  level: 'MUST',
  requirement: ['ipam/27', 'ipam/31'],
  problem: 'RequestAddress succeeded without an address that dockerd can read.',
  consequence:
    'the user reads `no address returned` or `invalid CIDR address: …`; the address is not released',
  fix: 'Write Address as `10.5.0.2/24`; answer with an error when there is none.',
  on: 'IpamDriver.RequestAddress',
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === null || stringIn(reply, 'Error') !== '') return 'skip';
    const text = stringIn(reply, 'Address');
    return parseCidr(text) !== null
      ? undefined
      : {
          message: '',
          expected: 'an address such as 10.5.0.2/24',
          actual: text === '' ? 'no address' : `"${text}"`,
        };
  },
});
