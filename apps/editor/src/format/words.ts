import { t } from '../language/t.js';

export { titleFromName } from '@signalbox/engine/graph';

/** For lists in sentences: `a, b and c`. */
export const listWords = (words: string[]) =>
  words.length < 2
    ? words.join('')
    : t('{list} and {last}', { list: words.slice(0, -1).join(', '), last: words.at(-1) });
