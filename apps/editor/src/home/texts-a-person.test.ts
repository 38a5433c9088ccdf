import { expect, test } from 'vitest';
import type { Figures } from '@signalbox/api/contract';
import { textsAPerson } from './texts-a-person.js';

const of = (sent: number, people: number) => ({
  sent,
  people,
  delivered: 0,
  failed: 0,
  notSent: 0,
  parts: 0,
});
const say = (texts: Figures['texts'], before: Figures['before']) =>
  textsAPerson({ days: 30, texts, before } as Figures);

test('texts a person are compared with the stretch before', () => {
  expect(say(of(14, 10), of(17, 10))).toContain('got 1.4 texts each, 0.3 fewer than before.');
  expect(say(of(17, 10), of(14, 10))).toContain('0.3 more than before');
  expect(say(of(14, 10), of(7, 5))).toContain('as before');
  expect(say(of(14, 10), of(0, 0))).toMatch(/got 1.4 texts each\.$/);
});

test('while nobody was texted there is nothing to compare', () => {
  expect(say(of(0, 0), of(0, 0))).toMatch(/^Fewer, better texts/);
});
