import { Select } from '@mantine/core';
import type { Window } from '@signalbox/engine/segments';
import { t } from '../../language/t.js';
import { Day, Span } from './TestFields.js';
import classes from './builder.module.css';

const KINDS = [
  { value: 'last', label: t('in the last') },
  { value: 'between', label: t('between') },
  { value: 'since', label: t('since') },
  { value: 'ever', label: t('ever') },
];

const kindOf = (when: Window) => (when.kind === 'between' && when.to === undefined ? 'since' : when.kind);

/** When something happened. */
export function WindowFields({ when, onChange }: { when: Window; onChange: (when: Window) => void }) {
  const choose = (kind: string | null) => {
    const from = when.kind === 'between' ? (when.from ?? '') : '';
    if (kind === 'last') onChange({ kind: 'last', amount: 30, unit: 'days' });
    else if (kind === 'between') onChange({ kind: 'between', from, to: '' });
    else if (kind === 'since') onChange({ kind: 'between', from });
    else onChange({ kind: 'ever' });
  };
  return (
    <>
      <Select
        size="xs"
        className={classes.window!}
        aria-label={t('When')}
        allowDeselect={false}
        data={KINDS}
        value={kindOf(when)}
        onChange={choose}
      />
      {when.kind === 'last' && (
        <Span amount={when.amount} unit={when.unit} onChange={(span) => onChange({ ...when, ...span })} />
      )}
      {when.kind === 'between' && (
        <Day label={t('From')} value={when.from} onChange={(from) => onChange({ ...when, from })} />
      )}
      {when.kind === 'between' && when.to !== undefined && (
        <>
          <span className={classes.word}>{t('and')}</span>
          <Day label={t('Until before')} value={when.to} onChange={(to) => onChange({ ...when, to })} />
        </>
      )}
    </>
  );
}
