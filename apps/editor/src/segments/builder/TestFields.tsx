import { Autocomplete, Select, TagsInput } from '@mantine/core';
import type { Unit, ValueTest } from '@signalbox/engine/segments';
import { DayField } from '../../dates/DayField.js';
import { t } from '../../language/t.js';
import { NumberBox } from '../../ui/NumberBox.js';
import { TEST_OPS, UNITS, withOp } from './test-words.js';
import classes from './builder.module.css';

/** A list as it is copied from a spreadsheet or a mail. */
const SPLITS = [',', ';', '\n', '\t'];

interface Props {
  test: ValueTest;
  examples?: string[];
  /** Beside the number: a currency. */
  suffix?: string | undefined;
  onChange: (test: ValueTest) => void;
}

/** A comparison by its kind of value: the operator, and what it takes. */
export function TestFields({ test, examples = [], suffix, onChange }: Props) {
  return (
    <>
      <Select
        size="xs"
        className={classes.op!}
        aria-label={t('Comparison')}
        allowDeselect={false}
        data={TEST_OPS[test.type]}
        value={test.op}
        onChange={(op) => op && onChange(withOp(test, op))}
      />
      {test.op !== 'known' && test.op !== 'unknown' && (
        <Operand test={test} examples={examples} suffix={suffix} onChange={onChange} />
      )}
    </>
  );
}

function Operand({
  test,
  examples,
  suffix,
  onChange,
}: Required<Omit<Props, 'suffix'>> & Pick<Props, 'suffix'>) {
  switch (test.type) {
    case 'text':
      return Array.isArray(test.value) ? (
        <TagsInput
          size="xs"
          className={classes.grow!}
          aria-label={t('Values')}
          placeholder={test.value.length === 0 ? t('Type, then Enter') : ''}
          data={examples}
          splitChars={SPLITS}
          value={test.value}
          onChange={(value) => onChange({ ...test, value })}
        />
      ) : (
        <Autocomplete
          size="xs"
          className={classes.grow!}
          aria-label={t('Value')}
          data={examples}
          value={test.value ?? ''}
          onChange={(value) => onChange({ ...test, value })}
        />
      );
    case 'list':
      return (
        <Autocomplete
          size="xs"
          className={classes.grow!}
          aria-label={t('Value')}
          data={examples}
          value={test.value ?? ''}
          onChange={(value) => onChange({ ...test, value })}
        />
      );
    case 'boolean':
      return (
        <Select
          size="xs"
          className={classes.op!}
          aria-label={t('Value')}
          allowDeselect={false}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          value={String(test.value)}
          onChange={(value) => onChange({ ...test, value: value === 'true' })}
        />
      );
    case 'number':
      return (
        <>
          <Amount label={t('Value')} value={test.value} onChange={(value) => onChange({ ...test, value })} />
          {test.op === 'between' && (
            <>
              <span className={classes.word}>{t('and')}</span>
              <Amount label={t('At most')} value={test.to} onChange={(to) => onChange({ ...test, to })} />
            </>
          )}
          {suffix && <span className={classes.word}>{suffix}</span>}
        </>
      );
    case 'date':
      if (test.op === 'in-last' || test.op === 'over-ago' || test.op === 'in-next')
        return (
          <Span amount={test.amount} unit={test.unit} onChange={(span) => onChange({ ...test, ...span })} />
        );
      return (
        <>
          <Day label={t('Day')} value={test.value} onChange={(value) => onChange({ ...test, value })} />
          {test.op === 'between' && (
            <>
              <span className={classes.word}>{t('and')}</span>
              <Day label={t('Before day')} value={test.to} onChange={(to) => onChange({ ...test, to })} />
            </>
          )}
        </>
      );
  }
}

export function Amount({
  label,
  value,
  min,
  isWhole = false,
  onChange,
}: {
  label: string;
  value: number | undefined;
  min?: number;
  isWhole?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <NumberBox
      isWhole={isWhole}
      size="xs"
      className={classes.amount!}
      aria-label={label}
      hideControls
      {...(min === undefined ? {} : { min })}
      value={value}
      onChange={onChange}
    />
  );
}

export function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <DayField
      size="xs"
      className={classes.day!}
      aria-label={label}
      value={(value ?? '').slice(0, 10)}
      onChange={onChange}
    />
  );
}

export function Span({
  amount,
  unit,
  onChange,
}: {
  amount: number | undefined;
  unit: Unit | undefined;
  onChange: (span: { amount: number; unit: Unit }) => void;
}) {
  const of = { amount: amount ?? 0, unit: unit ?? 'days' };
  return (
    <span className={classes.together}>
      <Amount
        label={t('How long')}
        isWhole
        min={0}
        value={amount}
        onChange={(next) => onChange({ ...of, amount: next ?? 0 })}
      />
      <Select
        size="xs"
        className={classes.unit!}
        aria-label={t('Unit')}
        allowDeselect={false}
        data={UNITS}
        value={of.unit}
        onChange={(next) => onChange({ ...of, unit: (next ?? 'days') as Unit })}
      />
    </span>
  );
}
