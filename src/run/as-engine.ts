import {engineReason} from '../core/engine-range.ts';
import type {CheckResult, Leak} from '../core/events.ts';
import {type Evidence, shortWords} from '../core/evidence.ts';
import {type Judging, ruleResult, unjudgedResult} from '../core/results.ts';
import {RuleBook} from '../core/rule-book.ts';
import {runChecks} from '../core/runner.ts';
import type {Emitter} from '../core/stream.ts';
import type {Engine} from '../daemon/engines/engine.ts';
import type {Target} from '../target/target.ts';
import {probe} from '../wire/probe.ts';
import {toScript} from '../wire/repro.ts';
import {cutShort} from './cut-short.ts';
import {shakeHands} from './handshake.ts';
import type {Leftovers} from './leftovers.ts';
import type {PreparedRun} from './prepare.ts';
import {raiseStage} from './raise.ts';
import type {NetworkHome} from './sandbox/home.ts';
import {openSession} from './session.ts';
import type {Stage} from './stage.ts';
import {sourcesOf} from './suites.ts';

/** Checks that run side by side when the user does not say. */
const DEFAULT_LANES = 4;

/** What a run as one engine needs. */
export interface EnginePart {
  readonly prepared: PreparedRun;
  readonly target: Target;
  readonly home: NetworkHome;
  readonly signal: AbortSignal;
  readonly stream: Emitter;
  readonly engine: Engine;
  readonly nextExchangeId: () => number;
  readonly leftovers: Leftovers | null;
  readonly evidence: Evidence;
}

/** Runs all checks and rules as one engine. */
export async function runAsEngine(part: EnginePart): Promise<{results: CheckResult[]; leaks: Leak[]}> {
  const {prepared, stream, target, engine} = part;
  const {concerned, unjudged} = sortOut(prepared, engine);
  const book = new RuleBook(concerned);
  const judging: Judging = {
    failing: prepared.options.level,
    sourcesOf,
    repro: exchanges => toScript(exchanges, target.address),
    keep: exchange => part.evidence.keep(exchange),
  };
  const stage = await raiseStage({...part, book});
  stream.emit({type: 'target:ready', name: target.name, implements: shortWords(stage.facts.implements)});
  tell(stream, unjudged);
  const {results, leaks} = await runChecks({
    ...part,
    checks: prepared.checks,
    judging,
    facts: stage.facts,
    lanes: prepared.options.lanes ?? DEFAULT_LANES,
    checkTimeoutMs: prepared.options.callTimeoutMs * 6,
    openSession: (check, checkSignal) => openSession(stage, check, checkSignal),
    revive: () => revive(stage, part.signal),
  });
  stage.guard.dispose();
  await stage.tidy();
  const judged = book.records().map(record => ruleResult(record, judging, stage.facts));
  tell(stream, judged);
  for (const method of stage.patience.hung) {
    const message = cutShort(method, prepared.options.callTimeoutMs);
    if (message !== undefined) stream.emit({type: 'warning', message});
  }
  return {results: [...unjudged, ...results, ...judged], leaks};
}

/** Rules that concern this engine, and the rows that need no run. */
function sortOut({rules, excluded}: PreparedRun, engine: Engine) {
  const foreign = rules.flatMap(rule => {
    const reason = engineReason(rule, engine.name);
    return reason === undefined ? [] : [{rule, reason}];
  });
  return {
    concerned: rules.filter(rule => !foreign.some(({rule: other}) => other === rule)),
    unjudged: [
      ...excluded.map(entry => unjudgedResult(entry, 'excluded', 'excluded by --exclude')),
      ...foreign.map(({rule, reason}) => unjudgedResult(rule, 'not-applicable', reason)),
    ],
  };
}

function tell(stream: Emitter, rows: readonly CheckResult[]): void {
  for (const result of rows) stream.emit({type: 'check:end', result});
}

/** Makes the plugin usable again after a check: running, and activated if it was started anew, as its next use would do. */
async function revive(stage: Stage, signal: AbortSignal): Promise<string | undefined> {
  const gone = await stage.guard.revive(() => silence(stage.target));
  if (gone !== undefined || !stage.guard.isFresh) return gone;
  stage.guard.isFresh = false;
  if (stage.facts.handshake.error === '' && !stage.facts.isManaged) await shakeHands(stage, signal);
  return undefined;
}

/** Why the plugin accepts no connection within two seconds; null: it does. It may die meanwhile, and a restart may be under way. */
async function silence({address, control}: Target): Promise<string | null> {
  const until = performance.now() + 2000;
  for (;;) {
    const touched = await probe(address);
    if (touched.ok) return null;
    if (performance.now() > until || control?.running === false) return touched.text;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
