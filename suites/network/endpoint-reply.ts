import {defineRule, type Exchange, type Finding, parseCidr, type Rule} from '../../src/authoring.ts';
import {objectIn, replyOf, requestOf, stringIn} from './_reading.ts';

const on = 'NetworkDriver.CreateEndpoint';

/** Judges Interface of the answer beside Interface of the request. */
function judging(judge: (given: object, answered: object) => Finding | undefined): Rule['judge'] {
  return (exchange: Exchange) => {
    const reply = replyOf(exchange);
    if (reply === null) return 'skip';
    const answered = objectIn(reply, 'Interface');
    const given = objectIn(requestOf(exchange), 'Interface') ?? {};
    return answered === null ? undefined : judge(given, answered);
  };
}

export const noAddressEcho = defineRule({
  id: 'network.endpoint-reply.address-not-echoed',
  title: 'CreateEndpoint returns no address of a family that the daemon gave, not even the same',
  level: 'MUST',
  requirement: 'network/30',
  problem: 'The driver answered with an address though the daemon had given one.',
  consequence:
    '`docker run` fails with `driver modified interface address: endpoint interface IP present (…). Cannot be modified with (…).; rolled back`',
  fix: 'Leave Address and AddressIPv6 empty in the answer where the request has them; `{}` is enough.',
  on,
  judge: judging((given, answered) => {
    const taken = ['Address', 'AddressIPv6'].map(key => familyOf(stringIn(given, key)));
    for (const key of ['Address', 'AddressIPv6']) {
      const address = stringIn(answered, key);
      const family = familyOf(address);
      if (family !== undefined && taken.includes(family)) {
        const asked = [stringIn(given, 'Address'), stringIn(given, 'AddressIPv6')].find(
          one => familyOf(one) === family,
        );
        return {
          message: '',
          expected: `no IPv${family} address in the answer, since the daemon gave ${asked}`,
          actual: `Interface.${key} is "${address}"`,
        };
      }
    }
    return undefined;
  }),
});

export const noMacEcho = defineRule({
  id: 'network.endpoint-reply.mac-not-echoed',
  title: 'CreateEndpoint returns no MAC address where the daemon gave one',
  level: 'MUST',
  requirement: 'network/31',
  problem: 'The driver answered with a MAC address though the daemon had given one.',
  consequence:
    '`docker run --mac-address …` fails with `driver modified interface MAC address: …; rolled back`',
  fix: 'Leave MacAddress empty in the answer where the request has one.',
  on,
  judge: judging((given, answered) => {
    const [asked, mac] = [stringIn(given, 'MacAddress'), stringIn(answered, 'MacAddress')];
    if (asked === '' || mac === '') return undefined;
    return {
      message: '',
      expected: `no MacAddress in the answer, since the daemon gave ${asked}`,
      actual: `MacAddress is "${mac}"`,
    };
  }),
});

export const formats = defineRule({
  id: 'network.endpoint-reply.formats',
  title: 'Addresses in the answer to CreateEndpoint carry a prefix length, a MAC address has colons',
  level: 'MUST',
  requirement: 'network/33',
  problem: 'The driver answered with an address that the daemon can not read.',
  consequence: '`docker run` fails with `invalid CIDR address: …` or `address …: invalid MAC address`',
  fix: 'Write addresses as `10.5.0.2/24` and MAC addresses as `02:42:0a:05:00:02`.',
  on,
  judge: judging((_given, answered) => {
    for (const key of ['Address', 'AddressIPv6']) {
      const address = stringIn(answered, key);
      if (address !== '' && parseCidr(address) === null)
        return {message: '', expected: `${key} as address/length`, actual: `"${address}"`};
    }
    const mac = stringIn(answered, 'MacAddress');
    if (mac === '' || isMac(mac)) return undefined;
    return {message: '', expected: 'MacAddress as six bytes with colons', actual: `"${mac}"`};
  }),
});

export const macUsable = defineRule({
  id: 'network.endpoint-reply.mac-usable',
  title: 'A MAC address in the answer to CreateEndpoint is one that an interface can have',
  level: 'MUST',
  requirement: 'network/33',
  problem: 'The driver gave a MAC address that no interface can have.',
  consequence: '`docker run` fails with `cannot assign requested address` when dockerd sets it',
  fix: 'Clear the lowest bit of the first byte (02:… is a good beginning); do not answer with zeros.',
  on,
  judge: judging((_given, answered) => {
    const mac = stringIn(answered, 'MacAddress');
    const bytes = mac.match(/[0-9a-f]{2}/gi)?.map(byte => Number.parseInt(byte, 16)) ?? [];
    const isUsable = ((bytes[0] ?? 0) & 1) === 0 && bytes.some(byte => byte !== 0);
    if (mac === '' || !isMac(mac) || isUsable) return undefined;
    return {message: '', expected: 'a unicast MAC address', actual: `"${mac}"`};
  }),
});

function familyOf(cidr: string): 4 | 6 | undefined {
  return parseCidr(cidr)?.family;
}

/** The forms that Go's net.ParseMAC takes for six bytes. */
function isMac(text: string): boolean {
  return /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text) || /^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text);
}
