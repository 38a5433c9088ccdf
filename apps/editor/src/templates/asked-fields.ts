import type { FieldSchema } from '../inspector/field-schema.js';
import type { Answers } from './queries.js';

/** The fields of a question that its answers leave something to ask of: the usual ones, and those behind “More”. */
export function askedFields(
  schema: FieldSchema,
  question: string,
  answers: Answers,
): { usual: string[]; rare: string[] } {
  // `onlyIf` names a field beside it, or one of another question: `whom.backfill`.
  const asked = Object.entries(schema.properties ?? {}).filter(([, { ui }]) =>
    Object.entries(ui?.onlyIf ?? {}).every(([path, values]) => {
      const [of, field] = path.includes('.') ? path.split('.') : [question, path];
      return values.includes(answers[of!]?.[field!]);
    }),
  );
  const namesOf = (isRare: boolean) =>
    asked.filter(([, { ui }]) => (ui?.rare ?? false) === isRare).map(([name]) => name);
  return { usual: namesOf(false), rare: namesOf(true) };
}
