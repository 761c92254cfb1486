import {defineCheck, ownsProcess} from '../../src/authoring.ts';
import {STOP_MS} from './_restart.ts';

const needs = [ownsProcess];

export const inTime = defineCheck({
  id: 'transport.stop.in-time',
  title: 'The plugin ends within ten seconds of SIGTERM, though dockerd keeps a connection',
  level: 'SHOULD',
  requirement: 'transport/43',
  problem: 'SIGTERM did not end the plugin.',
  consequence:
    'dockerd kills a managed plugin after ten seconds, and a service manager does so too: what it had mounted stays behind',
  fix: 'Handle SIGTERM: stop accepting, let calls end, close the connections that wait for the next one, exit.',
  needs,
  exclusive: true,
  async run(t) {
    if (!t.process.running) await t.process.start();
    await t.plugin.call('Plugin.Activate', undefined, {probe: true});
    const limitMs = Math.min(STOP_MS, t.settings.callTimeoutMs);
    const ended = await t.process.stop({timeoutMs: limitMs});
    if (!ended) await t.process.kill();
    t.expect.ok(ended, {
      expected: `the process ends within ${limitMs / 1000} s of SIGTERM`,
      actual: 'it still ran and had to be killed',
    });
  },
});

export const removesSocket = defineCheck({
  id: 'transport.stop.removes-socket',
  title: 'The socket is gone when the plugin has stopped',
  level: 'SHOULD',
  requirement: 'transport/37',
  problem: 'The socket file stays behind when the plugin stops.',
  consequence:
    'every `docker volume ls` and `docker run -v name:/path` waits 15 seconds for the plugin that is not there',
  fix: 'Remove the socket file (and spec files) in the handler of SIGTERM.',
  needs,
  dependsOn: ['transport.stop.in-time'],
  exclusive: true,
  async run(t) {
    if (t.facts.addressKind !== 'unix') t.notApplicable('only for plugins on unix sockets');
    if (t.facts.isManaged) t.notApplicable('the engine removes the socket of a managed plugin');
    if (!t.process.running) await t.process.start();
    const ended = await t.process.stop({timeoutMs: Math.min(STOP_MS, t.settings.callTimeoutMs)});
    if (!ended) await t.process.kill();
    if (!ended) t.blocked('transport.stop.in-time', 'SIGTERM does not end it');
    const later = await t.plugin.call('Plugin.Activate', undefined, {probe: true});
    const text = later.exchange.error?.text ?? '';
    t.expect.ok(
      /no such file or directory/.test(text),
      {expected: 'the socket file is gone', actual: text === '' ? 'something still answers' : text},
      later,
    );
  },
});
