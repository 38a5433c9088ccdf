import { fieldTitle, validateConfig, type JsonSchema } from '@signalbox/engine/graph';
import * as z from 'zod';
import type { AnyTemplate, BadAnswer, Shop } from './define-template.js';

/**
 * Why an answer can't be taken. `missing-answer`: it has to be given. `unfit-answer`: it is not of the form or size asked
 * for. `unknown-answer`: nothing of that name is asked. `bad-answer`: it fits, but not with the others or with the shop.
 */
export type AnswerFaultCode = 'missing-answer' | 'unfit-answer' | 'unknown-answer' | 'bad-answer';

export interface AnswerFault extends BadAnswer {
  code: AnswerFaultCode;
}

export type ReadAnswers =
  { ok: true; answers: z.output<AnyTemplate['questions']> } | { ok: false; faults: AnswerFault[] };

/** Takes a template's answers as somebody gave them. Each fault is a sentence for a marketer, with the field it is about. */
export function readAnswers(template: AnyTemplate, given: Record<string, unknown>, shop: Shop): ReadAnswers {
  const schema = z.toJSONSchema(template.questions, { io: 'input' }) as JsonSchema;
  const unknown = unknownOf(schema, given);
  const parsed = template.questions.safeParse(given);
  if (!parsed.success) return { ok: false, faults: [...unfitOf(schema, given, parsed.error), ...unknown] };
  const bad = (template.check?.(parsed.data, shop) ?? []).map((fault): AnswerFault => ({
    ...fault,
    code: 'bad-answer',
  }));
  const faults = [...bad, ...unknown];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answers: parsed.data };
}

/** What the questions refuse, in the words in which the steps of a journey say it. */
function unfitOf(schema: JsonSchema, given: Record<string, unknown>, { issues }: z.ZodError): AnswerFault[] {
  // A question that nobody answered is told by what has to be answered in it.
  const asked = Object.fromEntries(Object.keys(fieldsOf(schema)).map((question) => [question, {}]));
  const words = new Map(
    validateConfig(schema, { ...asked, ...given }).map(({ path, message }) => [path, message]),
  );
  const refused = issues.flatMap((issue) => {
    const path = issue.path.join('.');
    const within = [...words.keys()].filter((other) => other.startsWith(`${path}.`));
    return words.has(path) || within.length === 0 ? [path] : within;
  });
  return [...new Set(refused)].map((path) => {
    const message = words.get(path) ?? 'This does not fit here.';
    const title = fieldTitle(schema, path);
    return {
      path,
      code: message === 'Fill this in.' ? 'missing-answer' : 'unfit-answer',
      message: title ? `${title}: ${message}` : message,
    };
  });
}

/** A name written wrongly must not leave the usual answer in its place unnoticed. */
function unknownOf(schema: JsonSchema, given: Record<string, unknown>, within = ''): AnswerFault[] {
  const fields = fieldsOf(schema);
  return Object.entries(given).flatMap(([name, answer]): AnswerFault[] => {
    const path = within + name;
    if (!Object.hasOwn(fields, name))
      return [
        {
          path,
          code: 'unknown-answer',
          message: `Nothing is asked by the name “${path}”. Names here: ${Object.keys(fields).join(', ')}.`,
        },
      ];
    const isGroup = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    return within === '' && isGroup
      ? unknownOf(fields[name]!, answer as Record<string, unknown>, `${name}.`)
      : [];
  });
}

const fieldsOf = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>;
