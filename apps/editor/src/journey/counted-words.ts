import { t } from '../language/t.js';
import type { Counted } from '../workspace/workspace.js';

/** Which entries the numbers count: `Version 3, last 30 days`. */
export const countedWords = ({ version, days }: Counted): string =>
  `${version === 'all' ? t('All versions') : t('Version {version}', { version })}, ${
    days === null ? t('since the start') : days === 1 ? t('today') : t('last {days} days', { days })
  }`;
