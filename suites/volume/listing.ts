import {defineRule, type Finding, firstValue, memberOf} from '../../src/authoring.ts';
import {replyOf} from './replies.ts';

const on = 'VolumeDriver.List';

export const succeeds = defineRule({
  id: 'volume.listing.succeeds',
  title: 'List always succeeds, whatever the state of single volumes and also when there are none',
  level: 'MUST',
  requirement: ['volume/12', 'volume/11', 'volume/10', 'volume/56'],
  problem: 'The volumes of the plugin could not be listed.',
  consequence:
    "`docker volume ls` shows none of the driver's volumes but those the daemon happens to remember; the API answer carries a warning that the command does not print",
  fix: 'Answer List with 200 and `{"Volumes": […]}`; leave out what cannot be told of a broken volume, not the whole list.',
  on,
  judge(exchange) {
    const {response, error} = exchange;
    if (response === null) {
      return error?.kind === 'timeout' ? finding('no answer within the time-out of a call') : 'skip';
    }
    const body = response.body.text.trimEnd().slice(0, 200);
    // dockerd follows redirections; their end is judged
    if (response.status >= 300 && response.status < 400) return 'skip';
    if (response.status !== 200) return finding(`status ${response.status} with ${body || 'an empty body'}`);
    const err = memberOf(firstValue(response.body.text), 'Err');
    return typeof err === 'string' && err !== '' ? finding(`Err is "${err.slice(0, 200)}"`) : undefined;
  },
});

export const nullEntry = defineRule({
  id: 'volume.listing.null-entry',
  title: 'List has no null among its volumes',
  level: 'MUST',
  requirement: 'volume/8',
  problem: 'Listing the volumes crashed dockerd.',
  consequence:
    'dockerd ends with `panic: runtime error: invalid memory address or nil pointer dereference` at the next `docker volume ls`; without live-restore all containers stop with it',
  fix: 'Leave removed or broken volumes out of Volumes instead of sending null; allocate the list with length 0.',
  on,
  judge(exchange) {
    const volumes = memberOf(replyOf(exchange), 'Volumes');
    if (!Array.isArray(volumes)) return 'skip';
    const at = volumes.indexOf(null);
    return at < 0 ? undefined : finding(`entry ${at} of ${volumes.length} is null`, 'no entry is null');
  },
});

export const blankName = defineRule({
  id: 'volume.listing.blank-name',
  title: 'Every volume in List has a name',
  level: 'MUST',
  requirement: 'volume/9',
  problem: '`docker volume ls` shows a volume without a name.',
  consequence: 'a blank line in `docker volume ls`, for a volume that no command can name',
  fix: 'Set Name in every entry of Volumes.',
  on,
  judge(exchange) {
    const names = namesIn(replyOf(exchange));
    if (names === undefined) return 'skip';
    const at = names.findIndex(name => name === '' || name === undefined || name === null);
    return at < 0 ? undefined : finding(`entry ${at} of ${names.length} has none`, 'every entry has a Name');
  },
});

export const once = defineRule({
  id: 'volume.listing.once',
  title: 'List has each volume once',
  level: 'MUST',
  requirement: 'volume/9',
  problem: '`docker volume ls` shows one volume several times.',
  consequence:
    'the same line twice or more in `docker volume ls`: scripts that walk through it do everything twice',
  fix: 'List volumes, not their mounts, options or hosts.',
  on,
  judge(exchange) {
    const names = namesIn(replyOf(exchange));
    if (names === undefined) return 'skip';
    const twice = names.find(
      (name, at) => typeof name === 'string' && name !== '' && names.indexOf(name) < at,
    );
    const times = names.filter(name => name === twice).length;
    return twice === undefined ? undefined : finding(`"${twice}" is there ${times} times`, 'each name once');
  },
});

function namesIn(reply: unknown): readonly unknown[] | undefined {
  const volumes = memberOf(reply, 'Volumes');
  if (!Array.isArray(volumes)) return undefined;
  return volumes.filter(volume => volume !== null).map(volume => memberOf(volume, 'Name'));
}

function finding(actual: string, expected = 'List succeeds (200, no Err)'): Finding {
  return {message: '', expected, actual};
}
