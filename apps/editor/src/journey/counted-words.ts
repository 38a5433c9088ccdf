import { t } from '../language/t.js';
import { shortDate } from '../format/time.js';
import type { Counted } from '../workspace/workspace.js';

/** Which entries the numbers count: `Version 3, last 30 days`. */
export const countedWords = (counted: Counted): string =>
  `${counted.version === 'all' ? t('All versions') : t('Version {version}', { version: counted.version })}, ${periodWords(counted)}`;

function periodWords({ days, between }: Counted): string {
  if (between)
    return t('{from} to {to}', {
      from: shortDate(`${between.from}T00:00:00`),
      to: shortDate(`${between.to}T00:00:00`),
    });
  if (days === null) return t('since the start');
  return days === 1 ? t('today') : t('last {days} days', { days });
}
