import * as z from 'zod';

/** The schema of a `Rule`: one comparison. */
export const rule = z.object({
  source: z.enum(['contact', 'event', 'run']),
  path: z.string().min(1).max(200),
  op: z.enum([
    'equals',
    'not-equals',
    'greater-than',
    'at-least',
    'less-than',
    'at-most',
    'contains',
    'not-contains',
    'starts-with',
    'one-of',
    'exists',
    'not-exists',
  ]),
  value: z
    .union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(z.union([z.string(), z.number()])).max(200),
    ])
    .optional(),
});

/** The schema of a `RuleGroup`: all of the rules, or any of them. */
export const ruleGroup = z.object({
  match: z.enum(['all', 'any']).default('all'),
  rules: z.array(rule).max(50),
});
