import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { expect, test } from 'vitest';
import { compile, type CompileOptions } from './compile.js';
import type { JourneySettings } from './journey-graph.js';
import { parseGraph } from './parse-graph.js';
import { referencesIn } from './references.js';

const catalogue = builtInCatalogue();

/** A journey of a trigger and a step, published. */
function found(
  [trigger, triggerConfig]: [string, object],
  [step, config]: [string, object] = ['exit', {}],
  { settings = {}, ...options }: CompileOptions & { settings?: Partial<JourneySettings> | object } = {},
) {
  const node = (id: string, type: string, own: object) => ({
    id,
    type,
    position: { x: 0, y: 0 },
    data: { version: 1, config: own },
  });
  const { graph } = parseGraph({
    schemaVersion: 1,
    nodes: [node('start', trigger, triggerConfig), node('step', step, config)],
    edges: [{ id: 'a', source: 'start', sourceHandle: 'next', target: 'step' }],
    settings,
  });
  const missing = referencesIn(graph!, catalogue);
  return compile(graph!, catalogue, { ...options, missing }).diagnostics.map(({ code, field }) => [
    code,
    field,
  ]);
}

const manual: [string, object] = ['manual-trigger', {}];
const everyone = { everyone: true };

test('a date that no calendar has is refused', () => {
  const step = (date: string) => found(manual, ['wait-until', { date }]);
  expect(step('2026-02-30')).toContainEqual(['bad-config', 'date']);
  expect(step('2026-13-01')).toContainEqual(['bad-config', 'date']);
  expect(step('2028-02-29')).not.toContainEqual(['bad-config', 'date']);
  const campaign = found(['schedule-trigger', { audience: everyone, date: '2026-02-30', time: '10:00' }]);
  expect(campaign).toContainEqual(['bad-config', 'date']);
});

test('a keyword that nobody can start with is refused', () => {
  const keyword = (word: string) =>
    found(['keyword-trigger', { keywords: [word] }], undefined, { isTaken: (said) => said === 'STOP' });
  expect(keyword('JOIN')).toEqual([]);
  expect(keyword('Blåbær7')).toEqual([]);
  expect(keyword('JOIN VIP')).toEqual([['keyword-not-a-word', 'keywords']]);
  expect(keyword('e-bike')).toEqual([['keyword-not-a-word', 'keywords']]);
  expect(keyword('STOP')).toEqual([['keyword-taken', 'keywords']]);
});

test('a keyword that starts something else, too, is told', () => {
  const keywordsInUse = [{ word: 'join', by: 'Welcome' }];
  const keyword = (word: string) =>
    found(['keyword-trigger', { keywords: [word] }], undefined, { keywordsInUse });
  expect(keyword('JOIN')).toEqual([['keyword-shared', 'keywords']]);
  expect(keyword('VIP')).toEqual([]);
});

test('a purpose or an urgency that there is not is refused', () => {
  const settings = { purpose: 'foo', priority: 42 };
  expect(found(manual, undefined, { settings })).toEqual([
    ['bad-settings', 'purpose'],
    ['bad-settings', 'priority'],
  ]);
  expect(found(manual, undefined, { settings: { purpose: 'marketing', priority: 'high' } })).toEqual([]);
});

test('a property that has no name yet and days that are none are kept in a draft, and not published', () => {
  const settings = { correlation: { by: 'property', path: '' }, reentry: { kind: 'after-days', days: 0 } };
  expect(found(manual, undefined, { settings })).toEqual([
    ['bad-settings', 'correlation.path'],
    ['bad-settings', 'reentry.days'],
  ]);
});

test('what is named and is not there is told, wherever it is named', () => {
  const inSegment = { match: 'all', rules: [{ source: 'segment', path: 'gone', op: 'exists' }] };
  expect(found(['segment-trigger', { segment: 'gone' }])).toContainEqual(['not-there', 'segment']);
  expect(
    found(['schedule-trigger', { audience: { segment: 'gone' }, date: '2026-12-01', time: '10:00' }]),
  ).toContainEqual(['not-there', 'audience.segment']);
  expect(found(manual, ['issue-coupon', { pool: 'gone', saveAs: 'code' }])).toContainEqual([
    'not-there',
    'pool',
  ]);
  expect(found(manual, ['start-journey', { journey: 'gone' }])).toContainEqual(['not-there', 'journey']);
  expect(
    found(manual, ['condition', { branches: [{ id: 'a', name: 'A', when: inSegment }] }]),
  ).toContainEqual(['not-there', 'branches']);
  expect(found(manual, undefined, { settings: { entryFilter: inSegment } })).toEqual([
    ['not-there', 'entryFilter'],
  ]);
});

test('what is wrong with a text’s Liquid keeps the journey from being published', () => {
  const textFault = (text: string) => (text.includes('nofilter') ? 'undefined filter' : null);
  const text = (said: string) =>
    found(manual, ['send-sms', { text: said, purpose: 'transactional' }], { textFault });
  expect(text('{{ event.total | nofilter }}')).toContainEqual(['liquid-wrong', 'text']);
  expect(text('{{ event.total }}')).not.toContainEqual(['liquid-wrong', 'text']);
});
