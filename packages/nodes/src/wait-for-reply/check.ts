import type { ConfigFault, Check } from '../kernel/api-side.js';
import { patternFault, type Answer } from './read-reply.js';

/** An answer that nobody could give is an answer that was not finished. */
export const check: Check<{ answers: (Answer & { label: string })[] }> = ({ answers }) =>
  answers.flatMap(({ kind, words, pattern = '', label }, index): ConfigFault[] => {
    const at = `answers.${index}`;
    if (kind === 'keywords' && words.every((word) => word.trim() === ''))
      return [
        { field: `${at}.words`, message: `“${label}” has no words yet. Write those that stand for it.` },
      ];
    if (kind !== 'pattern') return [];
    if (pattern.trim() === '')
      return [{ field: `${at}.pattern`, message: `“${label}” has no pattern yet. Write one.` }];
    const fault = patternFault(pattern);
    return fault === null
      ? []
      : [{ field: `${at}.pattern`, message: `The pattern of “${label}” can’t be read: ${fault}` }];
  });
