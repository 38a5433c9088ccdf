import { faultInWords } from '@signalbox/engine/graph';
import * as z from 'zod';

/**
 * What requests, files and settings are refused for is said in the words of the journeys’ forms. A schema that has words
 * of its own for a fault keeps them.
 */
export function sayFaultsInWords(): void {
  z.config({ customError: inWords });
}

const FORM: Record<string, string> = {
  datetime: 'Enter an instant, such as 2026-12-01T09:00:00Z.',
  date: 'Enter a day, such as 2026-12-01.',
  url: 'Enter an address that begins with https://.',
  email: 'Enter an e-mail address.',
  uuid: 'Enter an id, as the API gave it.',
};

const NOUN: Record<string, string> = { string: 'Length', array: 'Items' };

const inWords: z.core.$ZodErrorMap = (issue) => {
  const say = (keyword: string, limit: unknown) => faultInWords(keyword, { [keyword]: limit }, issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return say('type', issue.expected === 'int' ? 'integer' : kindOf(issue.expected));
    case 'invalid_value':
      return say('enum', issue.values);
    case 'invalid_union':
      return issue.options ? say('enum', issue.options) : say(issue.code, undefined);
    case 'too_small':
      if (issue.inclusive === false && !NOUN[issue.origin]) return `More than ${Number(issue.minimum)}.`;
      return say(`min${NOUN[issue.origin] ?? 'imum'}`, issue.minimum);
    case 'too_big':
      if (issue.inclusive === false && !NOUN[issue.origin]) return `Less than ${Number(issue.maximum)}.`;
      return say(`max${NOUN[issue.origin] ?? 'imum'}`, issue.maximum);
    case 'not_multiple_of':
      return say('multipleOf', issue.divisor);
    case 'unrecognized_keys':
      return `Nothing is known by the name ${issue.keys.map((key) => `“${key}”`).join(', ')} here.`;
    case 'invalid_format':
      return FORM[issue.format] ?? say('pattern', issue.pattern);
    default:
      return say(issue.code, undefined);
  }
};

/** JSON has an object for what a schema calls a record. */
const kindOf = (expected: string) => (expected === 'record' || expected === 'map' ? 'object' : expected);
