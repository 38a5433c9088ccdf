import * as z from 'zod';
import { expect, test } from 'vitest';
import { defineNode } from './kernel/define-node.js';

const define = (change: object) =>
  defineNode({
    type: 'my-step',
    version: 1,
    title: 'My step',
    description: '',
    group: 'do',
    icon: 'user',
    config: z.object({ text: z.string() }),
    ports: { next: { label: 'Then' } },
    summary: '',
    ...change,
  });

const text = z.string();
test.each<[string, z.ZodType]>([
  ['config.field', text.refine((value) => value !== 'x')],
  ['config.field', text.transform(Number)],
  ['config.field', text.trim()],
  ['config.field', z.coerce.number()],
  ['config.field', z.custom<string>()],
  ['config.field', z.preprocess(String, text)],
  ['config.field', z.array(text.refine(() => true)).optional()],
  ['config.field.inner', z.array(z.object({ inner: text.toUpperCase() })).default([])],
  [
    'config.field',
    z.record(
      text,
      text.refine(() => true),
    ),
  ],
  ['config.field', z.tuple([text, text.trim()])],
  ['config.field.b', z.union([text, z.object({ b: text.trim() })])],
])('what the editor could not check is refused, and named: %s (%#)', (path, field) => {
  expect(() => define({ config: z.object({ field }) })).toThrow(
    new RegExp(`"my-step": ${path.replaceAll('.', '\\.')} has a refinement or a transformation`),
  );
});

test('lengths, limits, patterns, choices and defaults may be used', () => {
  const config = z.object({
    a: text.min(1).max(5).regex(/^a/).default('a').meta({ title: 'A' }),
    b: z
      .array(z.enum(['x', 'y']))
      .max(2)
      .optional(),
    c: z.union([z.int().min(1), z.null()]),
    d: z.email(),
  });
  expect(define({ config }).config).toBe(config);
});

test('names that are not kebab-case, and versions that are none, are refused', () => {
  expect(() => define({ type: 'MyStep' })).toThrow(/"MyStep" .* kebab-case/);
  expect(() => define({ ports: { 'Not Sent': { label: '' } } })).toThrow(/"Not Sent" .* kebab-case/);
  expect(() => define({ version: 0 })).toThrow(/version of "my-step"/);
});

test('a definition stays as it was written', () => {
  expect(Object.isFrozen(define({}))).toBe(true);
});
