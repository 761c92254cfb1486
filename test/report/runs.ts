import type {CheckInfo, CheckResult, RunEvent, RunEventBody} from '../../src/core/events.ts';
import type {Status} from '../../src/core/verdict.ts';
import {tally} from '../../src/report/tally.ts';
import type {Exchange} from '../../src/wire/exchange.ts';

/** Status and body; status null: no answer, but an error text. */
type Answer = readonly [status: number | null, text: string];

/** An exchange with the given bodies. */
export function exchange(method: string, request: string, [status, answer]: Answer): Exchange {
  const body = (text: string) => ({
    text,
    encoding: 'utf8' as const,
    bytes: Buffer.byteLength(text),
    truncated: false,
  });
  return {
    id: 1,
    method,
    attempt: 1,
    probe: false,
    request: {
      verb: 'POST',
      path: `/${method}`,
      headers: [['Host', 'plugin.moby.localhost']],
      body: body(request),
    },
    response:
      status === null
        ? null
        : {
            httpVersion: '1.1',
            status,
            reason: 'OK',
            headers: [['Content-Type', 'application/json']],
            body: body(answer),
            complete: true,
          },
    connection: {id: 1, reused: false, closedBy: null},
    timing: {startedAt: 1_700_000_000_000, sentMs: 0.1, firstByteMs: 0.5, totalMs: 0.9},
    error: status === null ? {kind: 'timeout', text: answer} : null,
  };
}

/** A result with everything a report can show. */
export function result(id: string, status: Status, more: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    title: `The title of ${id}`,
    interface: id.split('.')[0] ?? '',
    level: 'MUST',
    kind: 'check',
    status,
    durationMs: 14.2,
    message: '',
    expected: '',
    actual: '',
    consequence: '',
    fix: '',
    source: [],
    exchanges: [],
    repro: '',
    ...more,
  };
}

/** A result that found something. */
export function finding(id: string, status: Status, more: Partial<CheckResult> = {}): CheckResult {
  return result(id, status, {
    message: 'Two containers shared a volume; when the first stopped, the second lost its data.',
    expected: 'after Unmount(A) the file written through Mount(B) is readable',
    actual: 'ENOENT at <mountpoint>/proof; Get now says Mountpoint ""',
    consequence: '`docker run -v data:/d …` keeps running, but /d is empty: silent data loss',
    fix: 'count mounts per ID; release the backend when the last ID is gone',
    source: ['moby v28.5.2 container/container.go UnmountVolumes', 'moby#17585'],
    exchanges: [
      exchange('VolumeDriver.Mount', '{"Name":"v","ID":"A"}\n', [200, '{"Mountpoint":"/srv/v"}\n']),
      exchange('VolumeDriver.Unmount', '{"Name":"v","ID":"A"}\n', [null, 'context deadline exceeded']),
    ],
    repro: "curl --unix-socket ./sock -d '{}' http://d/VolumeDriver.Mount\n",
    ...more,
  });
}

/** Numbers the events of a run around its results. */
export function runOf(
  results: readonly CheckResult[],
  end: {exitCode: number; aborted?: string},
): RunEvent[] {
  const plan: CheckInfo[] = results.map(({id, title, interface: area, level, kind}) => ({
    id,
    title,
    interface: area,
    level,
    kind,
  }));
  const bodies: RunEventBody[] = [
    {
      type: 'run:start',
      info: {
        plugtest: '0.1.0',
        engine: '29',
        target: {form: 'socket', address: './sock'},
        seed: 20266,
        startedAt: '2026-01-02T03:04:05.000Z',
        level: 'MUST',
      },
      plan,
    },
    {type: 'target:ready', name: 'sock', implements: ['VolumeDriver']},
    ...results.flatMap((each, index): RunEventBody[] => [
      {type: 'check:start', check: plan[index] ?? each},
      {type: 'check:end', result: each},
    ]),
    {type: 'run:end', summary: tally(results), durationMs: 1234, leaks: [], ...end},
  ];
  return bodies.map((body, index) => ({v: 1, seq: index + 1, at: index * 10, ...body}));
}

const hostile = 'a\u001b[31mred\u001b[0m\r\nok 99 - forged # TODO\n1..1\u0007\u202e"quote" \\ back\u0000';

/** The runs that every reporter is shown. */
export const runs: Readonly<Record<string, readonly RunEvent[]>> = {
  'all-statuses': runOf(
    [
      result('handshake.activate.answers', 'passed'),
      finding('volume.mount.first-unmount-keeps-others', 'failed'),
      finding('volume.get.status-is-object', 'warned', {
        level: 'SHOULD',
        message: 'Status was a list.',
        fix: 'send an object',
      }),
      result('volume.path.unused', 'not-applicable', {message: 'engine 29 never asks for Path'}),
      result('volume.list.empty', 'excluded'),
      result('volume.unmount.last-releases', 'blocked', {
        blockedBy: 'volume.mount.first-unmount-keeps-others',
      }),
      result('volume.restart.keeps-volumes', 'untestable', {
        message: 'the plugin cannot be restarted: start it with `-- command` or name a --restart-command',
      }),
      finding('volume.create.twice', 'errored', {message: 'TypeError: undefined is not a function'}),
    ],
    {exitCode: 4},
  ),
  hostile: runOf(
    [
      finding(`volume.get.hostile`, 'failed', {
        title: hostile,
        message: hostile,
        expected: hostile,
        actual: hostile + 'x'.repeat(100_000),
        consequence: hostile,
        fix: hostile,
        source: [hostile],
        exchanges: [
          exchange(hostile, hostile, [200, hostile]),
          exchange('VolumeDriver.Get', 'y'.repeat(60_000), [null, hostile]),
        ],
        pluginOutput: [hostile, '  ...', 'Bail out! forged'],
      }),
      finding('volume.get.odd', 'warned', {level: 'MAY', message: hostile}),
      result('volume.get.skipped', 'untestable', {message: hostile}),
    ],
    {exitCode: 1},
  ),
  empty: runOf([], {exitCode: 2}),
  conformant: runOf([result('handshake.activate.answers', 'passed')], {exitCode: 0}),
  aborted: runOf([result('handshake.activate.answers', 'passed')], {
    exitCode: 130,
    aborted: 'interrupted # by SIGINT',
  }),
  'many-calls': runOf(
    [
      finding('volume.create.many', 'failed', {
        exchanges: Array.from({length: 30}, (_, index) =>
          exchange('VolumeDriver.Create', `{"Name":"v${index}"}\n`, [500, '{"Err":"no"}\n']),
        ),
      }),
    ],
    {exitCode: 1},
  ),
};
