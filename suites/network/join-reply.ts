import {defineRule, parseIp} from '../../src/authoring.ts';
import {judging} from './_join.ts';
import {objectIn, stringIn} from './_reading.ts';

const on = 'NetworkDriver.Join';

export const srcName = defineRule({
  id: 'network.join-reply.src-name',
  title:
    'SrcName is a name that an interface can have: at most 15 characters, without space, slash and colon',
  level: 'MUST',
  requirement: 'network/43',
  problem: 'Join named an interface that can not exist.',
  consequence: '`docker run` fails with `failed to add interface … to sandbox: failed to get link by name …`',
  fix: 'Make names of at most 15 characters, for instance a prefix and 11 letters of a hash of the endpoint id.',
  on,
  judge: judging(reply => {
    const name = stringIn(objectIn(reply, 'InterfaceName') ?? {}, 'SrcName');
    if (new TextEncoder().encode(name).length <= 15 && !/[\s/:]/.test(name) && name !== '.' && name !== '..')
      return undefined;
    return {
      message: '',
      expected: 'at most 15 characters',
      actual: `SrcName "${name}" (${name.length} characters)`,
    };
  }),
});

export const dstPrefix = defineRule({
  id: 'network.join-reply.dst-prefix',
  title: 'With SrcName comes a DstPrefix that leaves room for a number',
  level: 'MUST',
  requirement: ['network/44', 'network/45'],
  problem: 'The interface got no usable name in the container.',
  consequence:
    'without DstPrefix it is called `0`: what looks for eth0 in the container finds nothing; with one that makes no name `docker run` fails when dockerd renames the interface',
  fix: 'Answer Join with `"DstPrefix": "eth"`; dockerd ignores DstName.',
  on,
  judge: judging(reply => {
    const name = objectIn(reply, 'InterfaceName') ?? {};
    const prefix = stringIn(name, 'DstPrefix');
    if (stringIn(name, 'SrcName') === '' || /^[^\s/:]{1,14}$/.test(prefix)) return undefined;
    if (prefix !== '')
      return {
        message: '',
        expected: 'at most 14 characters, without space, slash and colon',
        actual: JSON.stringify(prefix),
      };
    const dst = stringIn(name, 'DstName');
    return {
      message: '',
      expected: 'a DstPrefix such as "eth"',
      actual: dst === '' ? 'none' : `none, but DstName "${dst}", which dockerd ignores`,
    };
  }),
});

export const gateway = defineRule({
  id: 'network.join-reply.gateway',
  title: 'Gateway is a bare IPv4 address and GatewayIPv6 a bare IPv6 address, or empty',
  level: 'MUST',
  requirement: ['network/47', 'network/21'],
  problem: 'Join answered with a gateway that dockerd can not set.',
  consequence:
    '`docker run` fails with `unable to parse Gateway "…"`; an address of the other family fails in the kernel: `failed to set gateway`',
  fix: 'Cut the prefix length off the Gateway that came with CreateNetwork; put IPv6 into GatewayIPv6.',
  on,
  judge: judging(reply => {
    const families = [
      ['Gateway', 4],
      ['GatewayIPv6', 6],
    ] as const;
    for (const [key, family] of families) {
      const text = stringIn(reply, key);
      if (text !== '' && parseIp(text)?.family !== family)
        return {
          message: '',
          expected: `${key} is a bare IPv${family} address, or empty`,
          actual: `${key} is "${text}"`,
        };
    }
    return undefined;
  }),
});
