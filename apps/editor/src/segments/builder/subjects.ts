import type { EventName, SegmentChoices } from '@signalbox/api/contract';
import { fieldOf, PERSON_FIELDS, type Condition, type ValueTest } from '@signalbox/engine/segments';
import { said } from '../../language/said.js';
import { t } from '../../language/t.js';

/** What a condition is about, as one choice of the picker: `field:country`, `event:Product Viewed`, `tag`. */
export type Subject = string;

export function subjectOf(condition: Condition): Subject {
  if (condition.kind === 'field') return `field:${condition.field}`;
  if (condition.kind === 'attribute') return `attribute:${condition.path}`;
  if (condition.kind === 'event' || condition.kind === 'event-time') return `event:${condition.event}`;
  return condition.kind;
}

/** Learnt attributes, events and what is known of everybody, in the groups in which they are offered. */
export function subjectChoices(choices: SegmentChoices | undefined, events: EventName[]) {
  const fields = (group: string) =>
    PERSON_FIELDS.filter((field) => field.group === group).map(({ name, label }) => ({
      value: `field:${name}`,
      label: capital(said(label)),
    }));
  return [
    {
      group: t('Did, or did not'),
      items: events.map(({ name }) => ({ value: `event:${name}`, label: name })),
    },
    { group: t('Orders'), items: fields('Orders') },
    { group: t('Loyalty'), items: fields('Loyalty') },
    {
      group: t('Person'),
      items: [
        ...fields('Person'),
        { value: 'tag', label: t('Tag') },
        { value: 'consent', label: t('Consent to texts') },
      ],
    },
    {
      group: t('What your shop says of them'),
      items: (choices?.attributes ?? []).map(({ path }) => ({ value: `attribute:${path}`, label: path })),
    },
    {
      group: t('Texts and journeys'),
      items: [
        { value: 'message', label: t('Text') },
        { value: 'journey', label: t('Journey') },
        { value: 'segment', label: t('Another segment') },
      ],
    },
  ].filter(({ items }) => items.length > 0);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A condition about something, as one would most often mean it. */
export function conditionAbout(subject: Subject, choices?: SegmentChoices): Condition {
  const at = subject.indexOf(':');
  const [kind, name] = at < 0 ? [subject, ''] : [subject.slice(0, at), subject.slice(at + 1)];
  switch (kind) {
    case 'field': {
      const field = fieldOf(name);
      if (field?.type === 'money')
        return {
          kind: 'field',
          field: name,
          currency: choices?.currencies[0] ?? 'DKK',
          test: { type: 'number', op: 'at-least', value: 1 },
        };
      return { kind: 'field', field: name, test: firstTest(field?.type ?? 'text') };
    }
    case 'attribute': {
      const known = choices?.attributes.find(({ path }) => path === name);
      return { kind: 'attribute', path: name, test: firstTest(known?.type ?? 'text') };
    }
    case 'event':
      return {
        kind: 'event',
        event: name,
        times: { op: 'at-least', count: 1 },
        where: [],
        when: { kind: 'last', amount: 30, unit: 'days' },
      };
    case 'consent':
      return { kind: 'consent', op: 'is', purpose: 'marketing', state: 'granted' };
    case 'message':
      return {
        kind: 'message',
        what: 'texted',
        times: { op: 'at-least', count: 1 },
        when: { kind: 'last', amount: 30, unit: 'days' },
      };
    case 'journey':
      return { kind: 'journey', what: 'is-in', journey: '', when: { kind: 'ever' } };
    case 'segment':
      return { kind: 'segment', op: 'in', segment: '' };
    default:
      return { kind: 'tag', op: 'has', tag: choices?.tags[0] ?? '' };
  }
}

/** The comparison to begin with for a kind of value. */
export function firstTest(type: ValueTest['type']): ValueTest {
  switch (type) {
    case 'number':
      return { type, op: 'at-least', value: 1 };
    case 'boolean':
      return { type, op: 'is', value: true };
    case 'date':
      return { type, op: 'in-last', amount: 30, unit: 'days' };
    case 'list':
      return { type, op: 'has', value: '' };
    case 'text':
      return { type, op: 'is', value: '' };
  }
}
