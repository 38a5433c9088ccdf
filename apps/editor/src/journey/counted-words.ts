import type { Counted } from '../workspace/workspace.js';

/** Which entries the numbers count: `Version 3, last 30 days`. */
export const countedWords = ({ version, days }: Counted): string =>
  `${version === 'all' ? 'All versions' : `Version ${version}`}, ${
    days === null ? 'since the start' : days === 1 ? 'today' : `last ${days} days`
  }`;
