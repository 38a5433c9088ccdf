import type { Diagnostic } from '@signalbox/engine/graph';
import { useState } from 'react';
import type { FieldSchema } from '../inspector/field-schema.js';
import { AnswerSection } from './AnswerSection.js';
import type { Answers } from './queries.js';

const QUESTIONS = ['whom', 'offer', 'timing', 'sender'];

/** The four questions, drawn from their schema: one is open, the others say their answer in a line. */
export function AnswerForm({
  schema,
  suggested,
  answers,
  faults,
  onChange,
}: {
  schema: FieldSchema;
  suggested: Answers;
  answers: Answers;
  faults: Diagnostic[];
  onChange: (answers: Answers) => void;
}) {
  const [opened, setOpened] = useState<string | null>('whom');
  return QUESTIONS.filter((question) => schema.properties?.[question]).map((question) => (
    <AnswerSection
      key={question}
      question={question}
      schema={schema}
      suggested={suggested[question] ?? {}}
      answers={answers}
      faults={faults.filter(({ field }) => field === question || field?.startsWith(`${question}.`))}
      isOpen={opened === question}
      onToggle={() => setOpened(opened === question ? null : question)}
      onChange={(answer) => onChange({ ...answers, [question]: answer })}
    />
  ));
}
