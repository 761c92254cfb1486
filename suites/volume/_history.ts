import type {Call, Operation, SequentialModel} from '../../src/authoring.ts';

/** What is done to a volume, and by which of the parallel users. */
export interface Action {
  readonly kind: 'create' | 'remove' | 'get' | 'list' | 'mount' | 'unmount' | 'read';
  readonly user: number;
  readonly name: string;
  /** Mount ID; of mount, unmount and read alone. */
  readonly id: string;
}

/** `done` and `refused` answer commands, the others questions: is the volume there, is the file there. */
export interface Answer {
  readonly word: 'done' | 'refused' | 'yes' | 'no' | 'failed';
  /** The call behind it; null for a file that was read. */
  readonly call: Call<unknown> | null;
}

/** One step of a concurrent history. */
export type Step = Operation<Action, Answer>;

/** A volume of one name as dockerd may see it. */
interface Volume {
  readonly exists: boolean;
  /** IDs that hold it, sorted; twice when mounted twice. */
  readonly held: readonly string[];
}

const GONE: Volume = {exists: false, held: []};

/**
 * A volume driver whose calls come one after the other, with the freedoms that correct drivers take: a second Create, a
 * surplus Unmount, Remove of an unknown or of a mounted volume may succeed or be refused.
 */
export const volumeModel: SequentialModel<Volume, Action, Answer> = {
  initial: GONE,
  key: ({exists, held}) => `${exists} ${held.join(' ')}`,
  step(volume, action, answer) {
    const word = answer?.word;
    switch (action.kind) {
      case 'create':
        return volume.exists ? [volume] : outcome(word, {before: volume, after: {exists: true, held: []}});
      case 'remove':
        if (volume.held.length > 0 && word === 'refused') return [volume];
        return volume.exists ? outcome(word, {before: volume, after: GONE}) : [volume];
      case 'mount':
        if (!volume.exists) return word === 'done' ? [] : [volume];
        return outcome(word, {before: volume, after: {...volume, held: [...volume.held, action.id].sort()}});
      case 'unmount':
        return volume.held.includes(action.id) ? released(volume, action.id, word) : [volume];
      case 'read':
        return word === 'no' && volume.held.includes(action.id) ? [] : [volume];
      case 'get':
      case 'list':
        return word === undefined || word === (volume.exists ? 'yes' : 'no') ? [volume] : [];
    }
  },
};

/**
 * An ID that is mounted twice is held until its second Unmount, or until its first: a driver that keeps a set of IDs is told so
 * by volume.unmount.copy-keeps-files.
 */
function released(volume: Volume, id: string, word: Answer['word'] | undefined): readonly Volume[] {
  const once = {...volume, held: without(volume.held, id)};
  const all = {...volume, held: volume.held.filter(held => held !== id)};
  const outcomes = outcome(word, {before: volume, after: once});
  return once.held.includes(id) && outcomes.length > 0 ? [...outcomes, all] : outcomes;
}

/** A command that must succeed, and that may have happened or not when nobody answered. */
function outcome(
  word: Answer['word'] | undefined,
  {before, after}: {readonly before: Volume; readonly after: Volume},
): readonly Volume[] {
  if (word === undefined) return [before, after];
  return word === 'done' ? [after] : [];
}

function without(held: readonly string[], id: string): readonly string[] {
  const at = held.indexOf(id);
  return held.filter((_, index) => index !== at);
}

/** How many steps a reader is shown. */
const SHOWN = 10;

/** The end of a history as one line: who did what from when to when (milliseconds), and what came of it. */
export function timeline(history: readonly Step[]): string {
  const inOrder = [...history].sort((one, other) => one.invokedAt - other.invokedAt);
  const shown = inOrder.slice(-SHOWN);
  const start = shown[0]?.invokedAt ?? 0;
  const ms = (time: number) => (Number.isFinite(time) ? Math.round((time - start) * 10) / 10 : '…');
  const left = inOrder.length - shown.length;
  const lines = shown.map(
    ({input: {user, kind, id}, invokedAt, returnedAt, output}) =>
      `user ${user} ${ms(invokedAt)}–${ms(returnedAt)} ms ${kind}${id === '' ? '' : ` ${id.slice(0, 4)}`}: ${output?.word ?? 'no answer yet'}`,
  );
  return [...(left === 0 ? [] : [`(${left} earlier)`]), ...lines].join('; ');
}
