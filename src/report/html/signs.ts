import type {Status} from '../../core/verdict.ts';

/** The sign of each status, so that nobody has to tell colours apart. */
export const signs: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  errored: '‼',
  'not-applicable': '–',
  untestable: '?',
  blocked: '⊘',
  excluded: '–',
};
