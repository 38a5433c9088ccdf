import type { Rule } from '@signalbox/nodes/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareGroups, describeGroup, evaluateGroup, evaluateRule } from './index.js';

const rule = (op: Rule['op'], value?: Rule['value'], path = 'total'): Rule => ({
  source: 'event',
  path,
  op,
  value,
});
const holds = (event: object, one: Rule) => evaluateRule(one, { event });

describe('a rule', () => {
  test.each<[string, object, Rule, boolean]>([
    ['numbers as text compare as numbers', { total: '1000.00' }, rule('at-least', 200), true],
    ['and not as text', { total: '90' }, rule('greater-than', '200'), false],
    ['at least includes', { total: 200 }, rule('at-least', 200), true],
    ['more than does not', { total: 200 }, rule('greater-than', 200), false],
    ['text ignores case', { country: 'dk' }, rule('equals', 'DK', 'country'), true],
    ['one of several', { country: 'SE' }, rule('one-of', ['DK', 'SE'], 'country'), true],
    ['part of a text', { name: 'Trail Jacket' }, rule('contains', 'jacket', 'name'), true],
    ['an item of a list', { tags: ['vip', 'new'] }, rule('contains', 'vip', 'tags'), true],
    [
      'times compare as instants',
      { at: '2026-11-02T10:00:00Z' },
      rule('less-than', '2026-11-02T12:00:00+01:00', 'at'),
      true,
    ],
    ['deep into lists', { products: [{ name: 'A' }] }, rule('equals', 'A', 'products.0.name'), true],
    ['zero is set', { total: 0 }, rule('exists'), true],
    ['an empty text is not', { total: '' }, rule('exists'), false],
    ['a missing value is below nothing', {}, rule('less-than', 5), false],
    ['and is not anything', {}, rule('not-equals', 5), true],
    ['what is no number is not compared', { total: 'many' }, rule('at-least', 1), false],
  ])('%s', (_name, event, one, expected) => expect(holds(event, one)).toBe(expected));

  test('never looks past own properties', () => {
    expect(holds({}, rule('exists', undefined, '__proto__'))).toBe(false);
    expect(holds({}, rule('exists', undefined, 'constructor.name'))).toBe(false);
  });

  test('never throws on any data', () => {
    const ops = fc.constantFrom<Rule['op']>(
      'equals',
      'at-least',
      'contains',
      'starts-with',
      'one-of',
      'exists',
      'less-than',
    );
    fc.assert(
      fc.property(fc.jsonValue(), ops, fc.jsonValue(), (data, op, value) => {
        expect(
          typeof evaluateRule(rule(op, value as Rule['value'], 'a.b'), { event: { a: { b: data } } }),
        ).toBe('boolean');
      }),
    );
  });
});

test('all, any, and an empty group, which asks for nothing', () => {
  const facts = { event: { total: 100 } };
  const rules = [rule('at-least', 50), rule('at-least', 500)];
  expect(evaluateGroup({ match: 'all', rules }, facts)).toBe(false);
  expect(evaluateGroup({ match: 'any', rules }, facts)).toBe(true);
  expect(evaluateGroup({ match: 'all', rules: [] }, facts)).toBe(true);
  expect(evaluateGroup(null, facts)).toBe(true);
});

test('what a long value was is cut between letters, never within one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 50, maxLength: 80 }), (note) => {
      const [[was]] = compareGroups([{ match: 'all', rules: [rule('equals', 'x', 'note')] }], {
        event: { note },
      }) as [[string, boolean]];
      expect(was.isWellFormed()).toBe(true);
      expect(was.length).toBeLessThanOrEqual(60);
    }),
  );
});

test('a group reads as a sentence', () => {
  const rules = [rule('at-least', 200), rule('one-of', ['DK', 'SE'], 'shipping.country')];
  expect(describeGroup({ match: 'all', rules })).toBe(
    'total is at least 200 and shipping › country is one of DK, SE',
  );
  const known = { source: 'contact', path: 'median_gap_days', op: 'at-most', value: 30 } as const;
  expect(describeGroup({ match: 'all', rules: [known] })).toBe('usual days between orders is at most 30');
});
