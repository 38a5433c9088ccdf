import { Button } from '@mantine/core';
import type { Diagnostic } from '@signalbox/engine/graph';
import { IconAlertTriangle, IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Fields } from '../inspector/Fields.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { answerWords } from './answer-words.js';
import { askedFields } from './asked-fields.js';
import type { Answers } from './queries.js';
import classes from './Template.module.css';

interface Props {
  question: string;
  /** Of all questions. */
  schema: FieldSchema;
  /** The answer to begin with. */
  suggested: Answers[string];
  answers: Answers;
  faults: Diagnostic[];
  isOpen: boolean;
  onToggle: () => void;
  onChange: (answer: Answers[string]) => void;
}

/** One question: its answer in a line, and the fields when it is open. What is rarely asked stands behind “More”. */
export function AnswerSection({
  question,
  schema,
  suggested,
  answers,
  faults,
  isOpen,
  onToggle,
  onChange,
}: Props) {
  const id = useId();
  const [wantsMore, setWantsMore] = useState(false);
  const own = schema.properties![question]!;
  const answer = answers[question] ?? {};
  const { usual, rare } = askedFields(own, question, answers);
  const changed = rare.filter((name) => answer[name] !== suggested[name]);
  const isFaulty = (name: string) => faults.some(({ field }) => field?.startsWith(`${question}.${name}`));
  const hasMore = wantsMore || changed.length > 0 || rare.some(isFaulty);
  const fields = (names: string[]) => (
    <Fields
      schema={own}
      root={schema}
      path={question}
      value={answer}
      faults={faults}
      eventName={null}
      skip={Object.keys(own.properties ?? {}).filter((name) => !names.includes(name))}
      onChange={onChange}
    />
  );
  return (
    <div role="group" aria-label={own.title} className={classes.question}>
      <h2>
        <button
          type="button"
          className={classes.answer}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
        >
          <span className={classes.title}>{own.title}</span>
          {faults.length > 0 && !isOpen ? (
            <span className={classes.fault}>
              <IconAlertTriangle size={14} aria-hidden /> {said(faults[0]!.message)}
            </span>
          ) : (
            <span className={classes.words}>{answerWords(own, [...usual, ...changed], answer)}</span>
          )}
          <IconChevronDown size={16} className={classes.chevron!} aria-hidden />
        </button>
      </h2>
      <div id={id} className={classes.fields} hidden={!isOpen}>
        {own.description && <p className={classes.hint}>{own.description}</p>}
        {fields(usual)}
        {rare.length > 0 && hasMore && fields(rare)}
        {rare.length > 0 && !hasMore && (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.more!}
            onClick={() => setWantsMore(true)}
          >
            {t('More')}
          </Button>
        )}
      </div>
    </div>
  );
}
