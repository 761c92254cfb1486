import type {Operation, SequentialModel} from './operation.ts';

/**
 * Is there an order of the operations, true to their times, that explains all answers? Searches as Wing and Gong
 * did, remembering what was tried as Lowe added: an operation may stand first if no other returned before it was called.
 */
export function isLinearizable<State, Input, Output>(
  history: readonly Operation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
): boolean {
  const tried = new Set<string>();
  const start = {left: history.map((_, index) => index), state: model.initial};
  const stack = [start];
  for (let point = stack.pop(); point !== undefined; point = stack.pop()) {
    const {left, state} = point;
    if (left.every(index => history[index]?.output === undefined)) return true;
    for (const next of followers({history, model, left, state})) {
      const key = `${next.left.join(',')}|${model.key(next.state)}`;
      if (tried.has(key)) continue;
      tried.add(key);
      stack.push(next);
    }
  }
  return false;
}

interface Point<State, Input, Output> {
  readonly history: readonly Operation<Input, Output>[];
  readonly model: SequentialModel<State, Input, Output>;
  readonly left: readonly number[];
  readonly state: State;
}

/** Every operation that may come next, with the states it may lead to. */
function followers<State, Input, Output>({history, model, left, state}: Point<State, Input, Output>) {
  const deadline = Math.min(...left.map(index => history[index]?.returnedAt ?? Number.POSITIVE_INFINITY));
  return left.flatMap(index => {
    const operation = history[index];
    if (operation === undefined || operation.invokedAt > deadline) return [];
    const rest = left.filter(other => other !== index);
    return model.step(state, operation.input, operation.output).map(after => ({left: rest, state: after}));
  });
}

/**
 * The beginning of the history, as short as possible, that no order explains; undefined when one does. Operations under
 * way at its end count as unanswered.
 */
export function shortestViolation<State, Input, Output>(
  history: readonly Operation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
): readonly Operation<Input, Output>[] | undefined {
  if (isLinearizable(history, model)) return undefined;
  const ends = [...new Set(history.map(({returnedAt}) => returnedAt))].sort((one, other) => one - other);
  for (const end of ends) {
    const beginning = cutAt(history, end);
    if (!isLinearizable(beginning, model)) return beginning;
  }
  return history;
}

function cutAt<Input, Output>(
  history: readonly Operation<Input, Output>[],
  end: number,
): readonly Operation<Input, Output>[] {
  return history
    .filter(({invokedAt}) => invokedAt <= end)
    .map(operation =>
      operation.returnedAt <= end
        ? operation
        : {...operation, returnedAt: Number.POSITIVE_INFINITY, output: undefined},
    );
}
