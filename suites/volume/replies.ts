import {
  defineRule,
  type Exchange,
  type Finding,
  firstValue,
  memberOf,
  type Rule,
} from '../../src/authoring.ts';

const on = ['VolumeDriver.Get', 'VolumeDriver.List'];

/** What dockerd makes of an answer to Get or List that it cannot decode. */
const lost =
  'an undecodable Get means `no such volume`: the daemon forgets labels, options and users of the volume; an undecodable List hides all volumes of the driver from `docker volume ls`';

export const createdAt = defineRule({
  id: 'volume.replies.created-at',
  title: 'CreatedAt is RFC 3339, null or absent',
  level: 'MUST',
  requirement: 'volume/5',
  problem: 'A volume vanished because its creation time could not be read.',
  consequence: `the log says \`parsing time … cannot parse\`; ${lost}`,
  fix: 'Write CreatedAt as `2024-05-01T10:20:30Z`, or leave it out when the time is not known.',
  on,
  judge: judgeVolumes('CreatedAt', value => value === null || (typeof value === 'string' && isTime(value)), {
    expected: 'CreatedAt as in 2024-05-01T10:20:30Z, null or absent',
  }),
});

export const statusObject = defineRule({
  id: 'volume.replies.status',
  title: 'Status is an object, null or absent',
  level: 'MUST',
  requirement: 'volume/6',
  problem: 'A volume vanished because its Status is no object.',
  consequence: lost,
  fix: 'Make Status a JSON object such as `{"backend": "nfs"}`, or leave it out.',
  on,
  judge: judgeVolumes('Status', value => value === null || isObject(value), {
    expected: 'Status is an object, null or absent',
  }),
});

export const nameString = defineRule({
  id: 'volume.replies.name',
  title: 'Name is a string',
  level: 'MUST',
  requirement: 'volume/7',
  problem: 'A volume vanished because its Name is no string.',
  consequence: lost,
  fix: 'Answer Name as a JSON string, also when it looks like a number.',
  on,
  judge: judgeVolumes('Name', value => value === null || typeof value === 'string', {
    expected: 'Name is a string',
  }),
});

export const shape = defineRule({
  id: 'volume.replies.shape',
  title: 'Get answers an object in Volume and List a list of objects in Volumes',
  level: 'MUST',
  requirement: ['volume/7', 'volume/9'],
  problem: 'The plugin answered with something that is no volume.',
  consequence: lost,
  fix: 'Answer Get with `{"Volume": {"Name": …}}` and List with `{"Volumes": [{"Name": …}]}`; Mountpoint is a string.',
  on,
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === undefined) return 'skip';
    const [key, wanted, fits] = exchange.method.endsWith('.Get')
      ? (['Volume', 'an object', isObject] as const)
      : (['Volumes', 'a list', Array.isArray] as const);
    const value = memberOf(reply, key) ?? null;
    if (value !== null && !fits(value)) return finding(`${key} is ${wanted}`, `${key} is ${show(value)}`);
    for (const volume of volumesIn(exchange)) {
      if (!isObject(volume)) return finding('each volume is an object', `a volume is ${show(volume)}`);
      const path = memberOf(volume, 'Mountpoint') ?? null;
      if (path !== null && typeof path !== 'string')
        return finding('Mountpoint is a string', `Mountpoint is ${show(path)}`);
    }
    return undefined;
  },
});

export const largeNumbers = defineRule({
  id: 'volume.replies.large-numbers',
  title: 'Status holds no number that loses digits in floating point',
  level: 'MAY',
  requirement: 'volume/62',
  problem: '`docker volume inspect` shows another number than the plugin sent.',
  consequence:
    'dockerd reads the numbers of Status as 64 bit floating point: beyond 2^53 the last digits change',
  fix: 'Send large numbers in Status as strings.',
  on: 'VolumeDriver.Get',
  judge(exchange) {
    if (replyOf(exchange) === undefined) return 'skip';
    const text = exchange.response?.body.text.replace(/"(?:[^"\\]|\\.)*"/g, '""') ?? '';
    const changed = (text.match(/-?\d{16,}(?![\d.eE])/g) ?? []).find(
      digits => BigInt(Number(digits)) !== BigInt(digits),
    );
    return changed === undefined
      ? undefined
      : finding(`a string in place of the number ${changed}`, `dockerd shows ${Number(changed)}`);
  },
});

/** The rule that says what is wrong with an answer that dockerd cannot decode, if one does. */
export function ruleAgainst(exchange: Exchange): Rule | undefined {
  if (!on.includes(exchange.method)) return undefined;
  return [createdAt, statusObject, nameString, shape].find(rule => {
    const judged = rule.judge(exchange);
    return judged !== undefined && judged !== 'skip';
  });
}

function judgeVolumes(
  key: string,
  fits: (value: unknown) => boolean,
  {expected}: {readonly expected: string},
): Rule['judge'] {
  return exchange => {
    const volumes = volumesIn(exchange).filter(isObject);
    if (volumes.length === 0) return 'skip';
    const wrong = volumes
      .map(volume => memberOf(volume, key))
      .find(value => value !== undefined && !fits(value));
    return wrong === undefined ? undefined : finding(expected, `${key} is ${show(wrong)}`);
  };
}

/** The reply of a 200 as plain JSON; undefined where there is none or the record holds only part of it. */
export function replyOf({response}: Exchange): unknown {
  if (response?.status !== 200 || !response.complete || response.body.truncated) return undefined;
  return response.body.encoding === 'utf8' ? firstValue(response.body.text) : undefined;
}

/** The volumes of an answer to Get or List, as plain JSON. */
export function volumesIn(exchange: Exchange): readonly unknown[] {
  const reply = replyOf(exchange);
  const one = memberOf(reply, 'Volume') ?? null;
  const many = memberOf(reply, 'Volumes');
  if (exchange.method.endsWith('.Get')) return one === null ? [] : [one];
  return Array.isArray(many) ? many.filter(volume => volume !== null) : [];
}

/** Go's time.Parse with RFC3339: an hour of one digit, fractions of any length, an offset or Z. */
function isTime(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function finding(expected: string, actual: string): Finding {
  return {message: '', expected, actual};
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
