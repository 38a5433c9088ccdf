import type { Diagnostic } from '@signalbox/engine/graph';
import { Fields } from '../inspector/Fields.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import type { Answers } from './queries.js';
import classes from './Template.module.css';

const QUESTIONS = ['whom', 'offer', 'timing', 'sender'];

/** The four questions, drawn from their schema. What an answer makes pointless is not asked. */
export function AnswerForm({
  schema,
  answers,
  faults,
  onChange,
}: {
  schema: FieldSchema;
  answers: Answers;
  faults: Diagnostic[];
  onChange: (answers: Answers) => void;
}) {
  return QUESTIONS.map((question) => {
    const own = schema.properties?.[question];
    if (!own) return null;
    return (
      <fieldset key={question} className={classes.question}>
        <legend>{own.title}</legend>
        <Fields
          schema={own}
          root={schema}
          path={question}
          value={answers[question] ?? {}}
          faults={faults}
          eventName={null}
          skip={pointless(own, question, answers)}
          onChange={(value) => onChange({ ...answers, [question]: value })}
        />
      </fieldset>
    );
  });
}

/** Fields whose `onlyIf` does not hold: by a field beside them, or one of another question (`whom.backfill`). */
function pointless(schema: FieldSchema, question: string, answers: Answers): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([, { ui }]) =>
      Object.entries(ui?.onlyIf ?? {}).some(([path, values]) => {
        const [of, field] = path.includes('.') ? path.split('.') : [question, path];
        return !values.includes(answers[of!]?.[field!]);
      }),
    )
    .map(([name]) => name);
}
