import type {Exchange} from '../wire/exchange.ts';
import type {Finding} from './verdict.ts';

/** Thrown by `expect`: the plugin broke what the check asks for. Data for the report, not an error of ours. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly finding: Omit<Finding, 'message'> & {readonly message?: string};
  /** The exchanges that show it; empty: all of the check. */
  readonly exchanges: readonly Exchange[];

  constructor(finding: Violation['finding'], exchanges: readonly Exchange[]) {
    super(`expected ${finding.expected}, got ${finding.actual}`);
    this.finding = finding;
    this.exchanges = exchanges;
  }
}

/** Thrown to end a check without a judgement. */
export class Unjudged extends Error {
  override readonly name = 'Unjudged';
  readonly status: 'not-applicable' | 'untestable' | 'blocked';
  readonly blockedBy: string | undefined;

  constructor(status: Unjudged['status'], reason: string, blockedBy?: string) {
    super(reason);
    this.status = status;
    this.blockedBy = blockedBy;
  }
}
