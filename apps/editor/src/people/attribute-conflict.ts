import type { Attribute } from '@signalbox/api/contract';
import { listWords } from '../format/words.js';
import { t } from '../language/t.js';
import { TYPE_WORDS, typeOfValue, type AttributeType } from './attribute-values.js';

/**
 * What speaks against a value: the schema knows its attribute as something else, by who had it first, and a rule or a text
 * that counts on the one passes over the other. `null` if nothing does.
 */
export function conflictOf(type: AttributeType | null, known: Attribute | undefined): string | null {
  if (!known || type === null || type === known.type) return null;
  const example = known.types.find((seen) => seen.type === known.type)?.example;
  return example
    ? t(
        'Here it is {here}, elsewhere {elsewhere}, such as {example}. Conditions on the one pass over the other.',
        {
          here: TYPE_WORDS[type],
          elsewhere: TYPE_WORDS[known.type],
          example,
        },
      )
    : t('Here it is {here}, elsewhere {elsewhere}. Conditions on the one pass over the other.', {
        here: TYPE_WORDS[type],
        elsewhere: TYPE_WORDS[known.type],
      });
}

export const conflictOfValue = (value: unknown, known: Attribute | undefined): string | null =>
  conflictOf(typeOfValue(value), known);

/** What kinds of values an attribute came with, where there are several. */
export const severalTypes = ({ types }: Attribute): string | null =>
  types.length < 2
    ? null
    : t('Comes as {types}.', {
        types: listWords(
          types.map(({ type, example }) =>
            example ? `${TYPE_WORDS[type as AttributeType]} (${example})` : TYPE_WORDS[type as AttributeType],
          ),
        ),
      });
