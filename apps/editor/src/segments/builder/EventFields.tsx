import { ActionIcon, Autocomplete, Button, Select } from '@mantine/core';
import type {
  EventCondition,
  EventTimeCondition,
  MessageCondition,
  PropertyTest,
  ValueTest,
} from '@signalbox/engine/segments';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { eventNamesQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { firstTest } from './subjects.js';
import { Amount, TestFields } from './TestFields.js';
import { TYPES } from './test-words.js';
import { WindowFields } from './WindowFields.js';
import classes from './builder.module.css';

const OFTEN = [
  { value: 'at-least', label: t('at least') },
  { value: 'at-most', label: t('at most') },
  { value: 'exactly', label: t('exactly') },
];

/** How often, and when. */
export function TimesFields<C extends EventCondition | MessageCondition>({
  condition,
  onChange,
}: {
  condition: C;
  onChange: (condition: C) => void;
}) {
  const { times, when } = condition;
  const isNever = times.op === 'exactly' && times.count === 0;
  return (
    <>
      {!isNever && (
        <>
          <Select
            size="xs"
            className={classes.often!}
            aria-label={t('How often')}
            allowDeselect={false}
            data={OFTEN}
            value={times.op}
            onChange={(op) =>
              onChange({ ...condition, times: { ...times, op: (op ?? times.op) as typeof times.op } })
            }
          />
          <Amount
            label={t('Times')}
            isWhole
            min={times.op === 'at-most' ? 0 : 1}
            value={times.count}
            onChange={(count) => onChange({ ...condition, times: { ...times, count: count ?? 1 } })}
          />
          <span className={classes.word}>{times.count === 1 ? t('time') : t('times')}</span>
        </>
      )}
      <WindowFields when={when} onChange={(next) => onChange({ ...condition, when: next })} />
    </>
  );
}

const WHAT = [
  { value: 'did', label: t('did') },
  { value: 'did-not', label: t('did not') },
  { value: 'first', label: t('first time') },
  { value: 'last', label: t('last time') },
];

function whatOf(condition: EventCondition | EventTimeCondition): string {
  if (condition.kind === 'event-time') return condition.which;
  return condition.times.op === 'exactly' && condition.times.count === 0 ? 'did-not' : 'did';
}

/** What somebody did, or did not, how often, when, and with what. */
export function EventFields({
  condition,
  onChange,
}: {
  condition: EventCondition | EventTimeCondition;
  onChange: (condition: EventCondition | EventTimeCondition) => void;
}) {
  const { event, where } = condition;
  const choose = (what: string | null) => {
    if (what === 'first' || what === 'last') {
      const test =
        condition.kind === 'event-time'
          ? condition.test
          : ({ type: 'date', op: 'over-ago', amount: 30, unit: 'days' } as const);
      onChange({ kind: 'event-time', event, which: what, where, test });
    } else {
      const when =
        condition.kind === 'event' ? condition.when : ({ kind: 'last', amount: 30, unit: 'days' } as const);
      const times =
        what === 'did-not' ? ({ op: 'exactly', count: 0 } as const) : ({ op: 'at-least', count: 1 } as const);
      onChange({ kind: 'event', event, times, where, when });
    }
  };
  return (
    <>
      <Select
        size="xs"
        className={classes.what!}
        aria-label={t('Did or did not')}
        allowDeselect={false}
        data={WHAT}
        value={whatOf(condition)}
        onChange={choose}
      />
      {condition.kind === 'event' ? (
        <TimesFields condition={condition} onChange={onChange} />
      ) : (
        <TestFields
          test={condition.test}
          onChange={(test) => onChange({ ...condition, test: test as EventTimeCondition['test'] })}
        />
      )}
      <PropertyTests
        event={event}
        where={where}
        onChange={(next) => onChange({ ...condition, where: next })}
      />
    </>
  );
}

/** What must hold for one and the same event. */
function PropertyTests({
  event,
  where,
  onChange,
}: {
  event: string;
  where: PropertyTest[];
  onChange: (where: PropertyTest[]) => void;
}) {
  const events = useQuery(eventNamesQuery).data ?? [];
  // A list's first item stands for all of them.
  const known = (events.find(({ name }) => name === event)?.properties ?? []).map((property) => ({
    ...property,
    path: property.path.replace(/\.0(\.|$)/, '.*$1'),
  }));
  const typeOf = (path: string): ValueTest['type'] => {
    const type = known.find((property) => property.path === path)?.type;
    return type === 'number' || type === 'boolean' || type === 'list' ? type : 'text';
  };
  const change = (index: number, next: PropertyTest) =>
    onChange(where.map((former, at) => (at === index ? next : former)));
  return (
    <>
      {where.map(({ path, test }, index) => (
        <div
          key={index}
          className={classes.where}
          role="group"
          aria-label={t('Property {index} of {event}', { index: index + 1, event })}
        >
          <span className={classes.word}>{t('with')}</span>
          <Autocomplete
            size="xs"
            className={classes.path!}
            aria-label={t('Property')}
            data={[...new Set(known.map((property) => property.path))]}
            value={path}
            onChange={(next) =>
              change(index, {
                path: next,
                test: known.some((property) => property.path === next) ? firstTest(typeOf(next)) : test,
              })
            }
          />
          <Select
            size="xs"
            className={classes.unit!}
            aria-label={t('Kind of value')}
            allowDeselect={false}
            data={TYPES}
            value={test.type}
            onChange={(type) =>
              change(index, { path, test: firstTest((type ?? test.type) as ValueTest['type']) })
            }
          />
          <TestFields
            test={test}
            examples={known.flatMap((property) =>
              property.path === path && property.example ? [property.example] : [],
            )}
            onChange={(next) => change(index, { path, test: next })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('Remove property {index}', { index: index + 1 })}
            onClick={() => onChange(where.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={12} />}
        onClick={() => onChange([...where, { path: '', test: firstTest('text') }])}
      >
        {t('with…')}
      </Button>
    </>
  );
}
