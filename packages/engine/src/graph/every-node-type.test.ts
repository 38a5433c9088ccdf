import { expect, test } from 'vitest';
import { startOf } from '../../test/plans.js';
import { inARow, planFrom, sampleOf, samples } from '../../test/samples.js';
import { simulate } from '../simulate/index.js';
import { renderSummary } from './index.js';

const T0 = Date.UTC(2026, 10, 23, 10);

test.each(samples)('$type can be drawn, published and simulated to its end', (sample) => {
  const isTrigger = sample.entry.group === 'trigger';
  const plan = planFrom(isTrigger ? inARow(sample) : inARow(sampleOf('manual-trigger'), [sample]));
  expect(simulate({ plan, start: startOf(T0) }).end?.outcome).toBe('done');
});

test.each(samples)('$type says in words what it does', ({ entry, config }) => {
  const words = renderSummary(entry, config)
    .map(({ text }) => text)
    .join('');
  expect(words).not.toMatch(/\[object/);
  expect(words.trim()).not.toBe('');
});
