import { Autocomplete, Select } from '@mantine/core';
import { fieldOf, type Condition, type ConditionGroup } from '@signalbox/engine/segments';
import { useQuery } from '@tanstack/react-query';
import { journeysQuery, segmentChoicesQuery, segmentsQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { severalTypes } from '../../people/attribute-conflict.js';
import { attributesQuery } from '../../people/people-queries.js';
import { EventFields, TimesFields } from './EventFields.js';
import { purposeChoices } from './purposes.js';
import { firstTest } from './subjects.js';
import { TestFields } from './TestFields.js';
import { TYPES } from './test-words.js';
import { WindowFields } from './WindowFields.js';
import classes from './builder.module.css';

type Leaf = Exclude<Condition, ConditionGroup>;

interface Props {
  condition: Leaf;
  /** The segment that is being written: it cannot ask for itself. */
  ownId: string | null;
  onChange: (condition: Condition) => void;
}

/** All of a condition but what it is about. */
export function ConditionFields({ condition, ownId, onChange }: Props) {
  const choices = useQuery(segmentChoicesQuery).data;
  const attributes = useQuery(attributesQuery).data ?? [];
  switch (condition.kind) {
    case 'field': {
      const isMoney = fieldOf(condition.field)?.type === 'money';
      return (
        <>
          <TestFields test={condition.test} onChange={(test) => onChange({ ...condition, test })} />
          {isMoney && (
            <Autocomplete
              size="xs"
              className={classes.amount!}
              aria-label={t('Currency')}
              data={choices?.currencies ?? []}
              value={condition.currency ?? ''}
              onChange={(currency) => onChange({ ...condition, currency: currency.toUpperCase() })}
            />
          )}
        </>
      );
    }
    case 'attribute': {
      const known = choices?.attributes.find(({ path }) => path === condition.path);
      const learnt = attributes.find(({ name, isOwn }) => !isOwn && name === condition.path);
      const several = learnt && severalTypes(learnt);
      return (
        <>
          <Select
            size="xs"
            className={classes.unit!}
            aria-label={t('Kind of value')}
            allowDeselect={false}
            data={TYPES}
            value={condition.test.type}
            onChange={(type) => onChange({ ...condition, test: firstTest((type ?? 'text') as 'text') })}
          />
          <TestFields
            test={condition.test}
            examples={known?.examples ?? []}
            onChange={(test) => onChange({ ...condition, test })}
          />
          {several && <small className={classes.several}>{several}</small>}
        </>
      );
    }
    case 'tag':
      return (
        <>
          <Choice
            label={t('Comparison')}
            options={{ has: t('is'), 'has-not': t('is not') }}
            value={condition.op}
            onChange={(op) => onChange({ ...condition, op })}
          />
          <Autocomplete
            size="xs"
            className={classes.grow!}
            aria-label={t('Tag')}
            data={choices?.tags ?? []}
            value={condition.tag}
            onChange={(tag) => onChange({ ...condition, tag })}
          />
        </>
      );
    case 'consent':
      return (
        <>
          <Choice
            label={t('What for')}
            options={purposeChoices(condition.purpose)}
            value={condition.purpose}
            onChange={(purpose) => onChange({ ...condition, purpose })}
          />
          <Choice
            label={t('Comparison')}
            options={{ is: t('is'), 'is-not': t('is not') }}
            value={condition.op}
            onChange={(op) => onChange({ ...condition, op })}
          />
          <Choice
            label={t('State')}
            options={{
              granted: t('given'),
              denied: t('refused'),
              stopped: t('stopped by STOP'),
              none: t('never asked'),
            }}
            value={condition.state}
            onChange={(state) => onChange({ ...condition, state })}
          />
        </>
      );
    case 'event':
    case 'event-time':
      return <EventFields condition={condition} onChange={onChange} />;
    case 'message':
      return (
        <>
          <Choice
            label={t('What became of it')}
            options={{
              texted: t('was sent'),
              delivered: t('was delivered'),
              failed: t('failed'),
              'not-sent': t('was held back'),
            }}
            value={condition.what}
            onChange={(what) => onChange({ ...condition, what })}
          />
          <span className={classes.word}>{t('of')}</span>
          <JourneyChoice
            isOptional
            value={condition.journey ?? null}
            onChange={(journey) => {
              const { journey: _, ...rest } = condition;
              onChange(journey ? { ...rest, journey } : rest);
            }}
          />
          {condition.what === 'not-sent' && (
            <Select
              size="xs"
              className={classes.grow!}
              aria-label={t('Reason')}
              clearable
              placeholder={t('for any reason')}
              data={(choices?.reasons ?? []).map(({ code, reason }) => ({ value: code, label: reason }))}
              value={condition.reason ?? null}
              onChange={(reason) => {
                const { reason: _, ...rest } = condition;
                onChange(reason ? { ...rest, reason } : rest);
              }}
            />
          )}
          <TimesFields condition={condition} onChange={onChange} />
        </>
      );
    case 'journey':
      return (
        <>
          <Choice
            label={t('What of it')}
            options={{
              'is-in': t('is in'),
              'is-not-in': t('is not in'),
              entered: t('entered'),
              'never-entered': t('did not enter'),
              'reached-goal': t('reached the goal of'),
            }}
            value={condition.what}
            onChange={(what) => onChange({ ...condition, what })}
          />
          <JourneyChoice
            value={condition.journey || null}
            onChange={(journey) => onChange({ ...condition, journey: journey ?? '' })}
          />
          {condition.what !== 'is-in' && condition.what !== 'is-not-in' && (
            <WindowFields when={condition.when} onChange={(when) => onChange({ ...condition, when })} />
          )}
        </>
      );
    case 'segment':
      return <SegmentFields condition={condition} ownId={ownId} onChange={onChange} />;
  }
}

function SegmentFields({
  condition,
  ownId,
  onChange,
}: Props & { condition: Extract<Leaf, { kind: 'segment' }> }) {
  const { data } = useQuery(segmentsQuery);
  const { segment } = condition;
  const others = (data ?? [])
    .filter(({ id }) => id !== ownId)
    .map(({ id, name }) => ({ value: id, label: name }));
  const isGone = data !== undefined && segment !== '' && data.every(({ id }) => id !== segment);
  return (
    <>
      <Choice
        label={t('Comparison')}
        options={{ in: t('is in'), 'not-in': t('is not in') }}
        value={condition.op}
        onChange={(op) => onChange({ ...condition, op })}
      />
      <Select
        size="xs"
        className={classes.grow!}
        aria-label={t('Segment')}
        searchable
        placeholder={t('Choose')}
        nothingFoundMessage={t('No such segment')}
        data={isGone ? [{ value: segment, label: t('A segment that was deleted') }, ...others] : others}
        error={isGone}
        value={segment || null}
        onChange={(segment) => onChange({ ...condition, segment: segment ?? '' })}
      />
    </>
  );
}

function JourneyChoice({
  value,
  isOptional = false,
  onChange,
}: {
  value: string | null;
  isOptional?: boolean;
  onChange: (journey: string | null) => void;
}) {
  const { data } = useQuery(journeysQuery);
  const options = (data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isGone = data !== undefined && Boolean(value) && data.every(({ id }) => id !== value);
  return (
    <Select
      size="xs"
      className={classes.grow!}
      aria-label={t('Journey')}
      searchable
      clearable={isOptional}
      placeholder={isOptional ? t('any journey') : t('Choose')}
      nothingFoundMessage={t('No such journey')}
      data={isGone ? [{ value: value!, label: t('A journey that was deleted') }, ...options] : options}
      error={isGone}
      value={value}
      onChange={onChange}
    />
  );
}

function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: { [value in Value]: string } | Record<string, string>;
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <Select
      size="xs"
      className={classes.op!}
      aria-label={label}
      allowDeselect={false}
      data={Object.entries(options).map(([key, words]) => ({ value: key, label: words as string }))}
      value={value}
      onChange={(next) => next && onChange(next as Value)}
    />
  );
}
