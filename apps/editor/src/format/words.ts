import { t } from '../language/t.js';

export { titleFromName } from '@signalbox/engine/graph';

/** A name as it is quoted in a sentence. */
export const quoted = (name: string) => t('“{name}”', { name });

/** With the capital that a sentence begins with. */
export const asSentence = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** For lists in sentences: `a, b and c`. */
export const listWords = (words: string[]) =>
  words.length < 2
    ? words.join('')
    : t('{list} and {last}', { list: words.slice(0, -1).join(', '), last: words.at(-1) });
