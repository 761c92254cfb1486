import {type Call, type CheckContext, defineCheck, isActivated, knownWords} from '../../src/authoring.ts';
import {pingRequest} from '../transport/_calls.ts';

export const knownWord = defineCheck({
  id: 'handshake.implements.known-word',
  title: 'Implements names at least one interface in the exact spelling that dockerd looks for',
  level: 'MUST',
  requirement: ['transport/6', 'transport/7'],
  problem: 'The handshake names no interface that dockerd knows.',
  consequence:
    'activation succeeds and is remembered; every use fails with `Plugin does not implement the requested driver` until dockerd is restarted',
  fix: `Name what the plugin serves, in this spelling: ${knownWords.join(', ')}. A plugin that is only ever installed with \`docker plugin install\` is not asked: test it with --managed --interface NAME.`,
  dependsOn: ['handshake.activate.answers'],
  async run(t) {
    if (t.facts.handshake.error !== '') t.blocked('handshake.activate.answers', t.facts.handshake.error);
    const words = t.facts.implements;
    if (words.some(word => knownWords.includes(word))) return;
    const answer = await t.plugin.call('Plugin.Activate');
    const hints = words.map(nearWord).filter(word => word !== undefined);
    const hint = hints.length === 0 ? '' : `; dockerd compares with case: write ${hints.join(', ')}`;
    t.expect.fail(
      {
        expected: `Implements holds one of ${knownWords.join(', ')}`,
        actual: `${answer.exchange.response?.body.text.trim().slice(0, 300) ?? 'no answer'}${hint}`,
      },
      answer,
    );
  },
});

export const noMetricsCollector = defineCheck({
  id: 'handshake.implements.no-metrics-collector',
  title: 'A plugin on a socket does not name MetricsCollector',
  level: 'MUST',
  requirement: 'metrics/2',
  problem: 'The handshake names MetricsCollector, which hangs dockerd.',
  consequence:
    'dockerd waits for itself while it activates the plugin: the first command that touches the plugin never returns, `docker volume ls` and everything else that looks through the plugins hang too, until dockerd is restarted; the plugin sees Plugin.Activate and nothing more',
  fix: 'Leave MetricsCollector out of Implements: only a managed plugin can collect metrics, by the type docker.metricscollector/1.0 in its config.json. If yours is one, test it with --managed --interface metrics.',
  async run(t) {
    if (t.facts.isManaged || !t.facts.implements.includes('MetricsCollector')) return;
    const answer = await t.plugin.call('Plugin.Activate');
    t.expect.fail(
      {
        expected: 'Implements without MetricsCollector',
        actual: answer.exchange.response?.body.text.trim().slice(0, 300) ?? 'no answer',
      },
      answer,
    );
  },
});

export const noNearMiss = defineCheck({
  id: 'handshake.implements.exact-spelling',
  title: 'No word of Implements is nearly one that dockerd knows',
  level: 'SHOULD',
  requirement: ['transport/7', 'network/1', 'ipam/1'],
  problem: 'Implements holds a word that is misspelt.',
  consequence: 'docker does not see that interface: `Plugin does not implement the requested driver`',
  fix: 'Correct the spelling, or leave the word out.',
  needs: [isActivated],
  async run(t) {
    const wrong = t.facts.implements.filter(word => nearWord(word) !== undefined);
    t.expect.ok(wrong.length === 0, {
      expected: wrong.map(nearWord).join(', '),
      actual: wrong.join(', '),
    });
  },
});

export const served = defineCheck({
  id: 'handshake.implements.served',
  title: 'Every interface that Implements names answers its first calls',
  level: 'MUST',
  requirement: 'transport/45',
  problem: 'The handshake names an interface whose calls are not served.',
  consequence:
    'dockerd asks every interface that is named, whatever the plugin was wanted for; that driver is not registered, or each of its calls fails with 404',
  fix: 'Serve the calls of every interface in Implements, or leave the word out.',
  needs: [isActivated],
  async run(t) {
    for (const word of t.facts.implements) {
      for (const answer of await firstCalls(t, word)) {
        const status = answer.exchange.response?.status;
        t.expect.ok(
          status !== 404 && status !== 405 && status !== 501,
          {
            expected: `${answer.method} is served, since Implements names ${word}`,
            actual: `status ${status}`,
          },
          answer,
        );
      }
    }
  },
});

/** Calls that dockerd can not do without, and that change nothing. */
async function firstCalls(t: CheckContext, word: string): Promise<readonly Call[]> {
  switch (word) {
    case 'VolumeDriver':
      return [await t.plugin.call('VolumeDriver.List')];
    case 'NetworkDriver':
      return [await t.plugin.call('NetworkDriver.GetCapabilities')];
    case 'IpamDriver':
      return [await t.plugin.call('IpamDriver.GetDefaultAddressSpaces')];
    case 'authz': {
      const asked = await t.plugin.call('AuthZPlugin.AuthZReq', pingRequest);
      const response = {...pingRequest, ResponseStatusCode: 200, ResponseHeaders: {}};
      return [asked, await t.plugin.call('AuthZPlugin.AuthZRes', response)];
    }
    default:
      return [];
  }
}

/** The word that was probably meant: other case, the spelling of config.json, or a name from old documentation. */
function nearWord(word: string): string | undefined {
  const bare = word
    .toLowerCase()
    .replace(/^docker\./, '')
    .replace(/\/.*$/, '');
  const meant = knownWords.find(known => known.toLowerCase() === bare) ?? OLD_NAMES.get(bare);
  return meant === word ? undefined : meant;
}

/** Words seen in the field (moby#31723, moby#24991). */
const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['loggingdriver', 'LogDriver'],
  ['authzplugin', 'authz'],
  ['authorization', 'authz'],
  ['ipam', 'IpamDriver'],
  ['volume', 'VolumeDriver'],
  ['network', 'NetworkDriver'],
]);
