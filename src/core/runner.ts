import type {Check} from './check.ts';
import {withDeadline} from './deadline.ts';
import {engineReason} from './engine-range.ts';
import type {CheckResult, Leak} from './events.ts';
import type {Facts} from './facts.ts';
import {Plan} from './plan.ts';
import {Relapses} from './relapses.ts';
import {blockedResult, infoOf, type Judging, resultOf, unjudgedResult} from './results.ts';
import type {CheckSession} from './session.ts';
import type {Emitter} from './stream.ts';
import {SURVIVAL_CHECK} from './summary.ts';
import {Violation} from './violation.ts';

/** What the runner needs from its surroundings. */
export interface RunnerOptions {
  readonly checks: readonly Check[];
  readonly facts: Facts;
  readonly judging: Judging;
  readonly stream: Emitter;
  /** Checks that run side by side. */
  readonly lanes: number;
  /** Longest a check may take when it does not say itself, in milliseconds. */
  readonly checkTimeoutMs: number;
  readonly signal: AbortSignal;
  openSession(check: Check, signal: AbortSignal): CheckSession;
  /** Makes the plugin reachable again if it can; the reason when it can't. */
  revive(): Promise<string | undefined>;
}

/** Runs all checks of the plan and gives a row for each, in the order in which they ended. */
export async function runChecks(options: RunnerOptions): Promise<{results: CheckResult[]; leaks: Leak[]}> {
  const runner = new Runner(options);
  await runner.run();
  return {results: runner.results, leaks: runner.leaks};
}

class Runner {
  readonly results: CheckResult[] = [];
  readonly leaks: Leak[] = [];
  readonly #options: RunnerOptions;
  readonly #plan: Plan;
  /** Checks that were running when the plugin died: each is run again alone to see which one kills it. */
  readonly #suspects: Check[] = [];
  readonly #relapses: Relapses;
  #gone: string | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#plan = new Plan(options.checks);
    this.#relapses = new Relapses(options.checks, options.judging);
  }

  async run(): Promise<void> {
    const running = new Set<Promise<void>>();
    while (this.#mayGoOn()) {
      const check = running.size < this.#options.lanes ? this.#plan.next() : undefined;
      if (check !== undefined) {
        const lane: Promise<void> = this.#runCheck(check, {alone: check.exclusive === true}).finally(() =>
          running.delete(lane),
        );
        running.add(lane);
      } else if (running.size > 0) {
        await Promise.race(running);
      } else {
        break;
      }
      if (this.#suspects.length > 0) {
        await Promise.all(running);
        await this.#questionSuspects();
      }
    }
    await Promise.all(running);
    if (this.#suspects.length > 0) await this.#questionSuspects();
    this.#closeBooks();
  }

  #mayGoOn(): boolean {
    return this.#gone === undefined && !this.#options.signal.aborted;
  }

  async #questionSuspects(): Promise<void> {
    for (const check of this.#suspects.splice(0)) {
      if (!this.#mayGoOn()) {
        this.#end(check, this.#notRun(check));
        continue;
      }
      this.#gone = await this.#options.revive();
      if (this.#gone === undefined) await this.#runCheck(check, {alone: true});
      else this.#end(check, this.#notRun(check));
    }
    this.#gone ??= await this.#options.revive();
  }

  async #runCheck(check: Check, {alone}: {readonly alone: boolean}): Promise<void> {
    const early = this.#judgeEarly(check);
    if (early !== undefined) {
      this.#end(check, early);
      return;
    }
    this.#options.stream.emit({type: 'check:start', check: infoOf(check)});
    const startedAt = performance.now();
    const abort = new AbortController();
    const session = this.#options.openSession(check, AbortSignal.any([abort.signal, this.#options.signal]));
    const limitMs = check.timeoutMs ?? this.#options.checkTimeoutMs;
    const error = await withDeadline(check.run(session.context), {
      limitMs,
      abort,
      signal: this.#options.signal,
    });
    await session.settle();
    // clean-up makes calls too; they are not evidence
    const exchanges = [...session.exchanges()];
    this.leaks.push(...(await session.finish()));
    abort.abort(new Error('the check has ended'));
    if (this.#options.signal.aborted) {
      this.#end(check, this.#notRun(check));
      return;
    }
    const death = session.death();
    if (death !== undefined && !alone) {
      this.#suspects.push(check);
      return;
    }
    const outcome = {
      check,
      error: death === undefined ? error : deathOf(death),
      durationMs: performance.now() - startedAt,
      exchanges,
      pluginOutput: session.pluginOutput(),
    };
    const result = resultOf(outcome, this.#options.judging);
    this.#end(check, this.#relapses.judge(result, outcome, this.results));
    if (death !== undefined || check.exclusive === true || session.lostContact())
      this.#gone ??= await this.#options.revive();
  }

  #judgeEarly(check: Check): CheckResult | undefined {
    const foreign = engineReason(check, this.#options.facts.engine);
    if (foreign !== undefined) return unjudgedResult(check, 'not-applicable', foreign);
    for (const need of check.needs ?? []) {
      const answer = need(this.#options.facts);
      if (answer.ok) continue;
      return answer.status === 'blocked'
        ? blockedResult(check, answer.by, `blocked by ${answer.by}: ${answer.reason}`)
        : unjudgedResult(check, answer.status, answer.reason);
    }
    const blocker = this.#plan.blockedBy(
      check,
      id => this.results.find(row => row.id === id)?.blockedBy ?? id,
    );
    return blocker === undefined ? undefined : blockedResult(check, blocker, `blocked by ${blocker}`);
  }

  #end(check: Check, result: CheckResult): void {
    this.#plan.ended(check, result.status);
    this.results.push(result);
    this.#options.stream.emit({type: 'check:end', result});
  }

  #closeBooks(): void {
    for (const check of this.#plan.waitingChecks()) this.#end(check, this.#notRun(check));
  }

  #notRun(check: Check): CheckResult {
    if (this.#gone !== undefined) {
      return blockedResult(check, SURVIVAL_CHECK, `blocked by ${SURVIVAL_CHECK}: ${this.#gone}`);
    }
    const reason: unknown = this.#options.signal.reason;
    return unjudgedResult(
      check,
      'untestable',
      `not run: ${reason instanceof Error ? reason.message : 'the run was ended early'}`,
    );
  }
}

function deathOf(death: string): Violation {
  return new Violation(
    {
      message: "The plugin's process ended while this check ran.",
      expected: 'the plugin keeps running',
      actual: death,
    },
    [],
  );
}
