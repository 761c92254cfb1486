import {defineRule, type Exchange, type Finding, firstValue, memberOf} from '../../src/authoring.ts';

const on = 'VolumeDriver.*';

export const singleLine = defineRule({
  id: 'volume.errors.single-line',
  title: 'Error texts are one line',
  level: 'SHOULD',
  requirement: 'volume/63',
  problem: 'The user was shown an error of many lines.',
  consequence:
    'docker prints it as it is, after `Error response from daemon: …`: the cause drowns in a stack trace',
  fix: 'Put what went wrong into one line of Err and the rest into the log of the plugin.',
  on,
  judge(exchange) {
    const text = errIn(exchange);
    // a text may quote the name or the option that it is about
    if (text === undefined || /\\[nr]/.test(exchange.request.body.text)) return 'skip';
    return /[\r\n]/.test(text.trim()) ? finding('one line', text) : undefined;
  },
});

export const hasCause = defineRule({
  id: 'volume.errors.has-cause',
  title: 'Error texts say what went wrong',
  level: 'SHOULD',
  requirement: 'volume/63',
  problem: 'The user was shown an error that does not say what went wrong.',
  consequence: 'docker prints it as it is: `Error response from daemon: create data: exit status 1`',
  fix: 'Say in Err what was tried and why it failed; put the output of a failed command there, not only its status.',
  on,
  judge(exchange) {
    const text = errIn(exchange);
    if (text === undefined) return 'skip';
    const verbs = /%!\w?\(|%!\(EXTRA|\bundefined\b$|\[object Object\]|^<nil>$/.test(text);
    const bare = /^\s*(exit status \d+|error|failed|failure|unknown error|internal error)[\s.!:]*$/i.test(
      text,
    );
    return verbs || bare ? finding('what was tried and why it failed', text) : undefined;
  },
});

export const namesVolume = defineRule({
  id: 'volume.errors.names-volume',
  title: 'An error of Mount names the volume',
  level: 'MAY',
  requirement: 'volume/63',
  problem: 'The user was not told which volume could not be mounted.',
  consequence:
    "dockerd puts the path before the text, which is empty for a volume that was just created: `error while mounting volume '': …`",
  fix: 'Name the volume in the error.',
  on: 'VolumeDriver.Mount',
  judge(exchange) {
    const text = errIn(exchange);
    const name = memberOf(firstValue(exchange.request.body.text), 'Name');
    if (text === undefined || typeof name !== 'string' || name === '') return 'skip';
    // other than plain names may be quoted or cut
    if (!/^[\w.-]{1,80}$/.test(name) || text.includes(name)) return undefined;
    return finding(`a text with "${name}"`, text);
  },
});

/** The text in Err; undefined where the answer has none, which is no matter of its wording. */
function errIn({response}: Exchange): string | undefined {
  if (response === null || response.body.encoding !== 'utf8') return undefined;
  const text = memberOf(firstValue(response.body.text), 'Err');
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function finding(expected: string, text: string): Finding {
  return {message: '', expected, actual: JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text)};
}
