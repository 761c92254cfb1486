import type {Exchange} from '../wire/exchange.ts';
import type {CheckContext} from './context.ts';
import type {Facts} from './facts.ts';
import type {Finding, Level} from './verdict.ts';

/** Whether a check can be judged on this target. A reason is always printed. */
export type Applicability =
  | {readonly ok: true}
  | {readonly ok: false; readonly status: 'not-applicable' | 'untestable'; readonly reason: string}
  /** `by`: id of the check whose failure leaves this one without ground. */
  | {readonly ok: false; readonly status: 'blocked'; readonly by: string; readonly reason: string};

/** A condition of a check: a question to the facts known after the handshake. */
export type Need = (facts: Facts) => Applicability;

/** What checks and rules have in common: everything a report says about them. */
interface Judgement {
  /** `<interface>.<operation>.<behaviour>`; never reused. */
  readonly id: string;
  /** What a correct plugin does, one sentence. */
  readonly title: string;
  readonly level: Level;
  /** Keys of the area's requirements table, e.g. `volume/13`. */
  readonly requirement: string | readonly string[];
  /** What went wrong when this fails, one sentence in the past tense, in the words of docker's user. */
  readonly problem: string;
  /** What dockerd does then and the text its user reads. */
  readonly consequence: string;
  /** How to mend it, one sentence for the plugin's author. */
  readonly fix: string;
  /** Engine range as semver, e.g. `>=25.0`; absent: all engines. */
  readonly engines?: string;
  readonly tags?: readonly string[];
}

/** An active check: it drives the plugin and judges what comes back. */
export interface CheckDefinition extends Judgement {
  readonly needs?: readonly Need[];
  /** Ids of checks that must pass first; else this one is `blocked`. */
  readonly dependsOn?: readonly string[];
  /** Runs alone: it restarts the plugin, or counts what others would change. */
  readonly exclusive?: boolean;
  /** An exclusive one that runs before all others, while nothing is held; it depends on early ones at most. */
  readonly early?: boolean;
  /** Longest it may take, in milliseconds (default: six times the call time-out). */
  readonly timeoutMs?: number;
  run(context: CheckContext): Promise<void>;
}

/** A passive rule: it judges single exchanges, whoever caused them. */
export interface RuleDefinition extends Judgement {
  /** Methods it looks at, with `*`: `VolumeDriver.*`. */
  readonly on: string | readonly string[];
  /** Undefined: nothing to object. `'skip'`: this exchange says nothing about the rule. */
  judge(exchange: Exchange): Finding | 'skip' | undefined;
}

export type Check = CheckDefinition & {readonly kind: 'check'};
export type Rule = RuleDefinition & {readonly kind: 'rule'};

/** Declares a check. One export per check; no registry needs touching. */
export function defineCheck(definition: CheckDefinition): Check {
  return Object.freeze({...definition, kind: 'check' as const});
}

/** Declares a rule. */
export function defineRule(definition: RuleDefinition): Rule {
  return Object.freeze({...definition, kind: 'rule' as const});
}
