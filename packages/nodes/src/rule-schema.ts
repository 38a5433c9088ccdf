import * as z from 'zod';

/** The schema of a `Rule`: one comparison. */
export const rule = z.object({
  source: z.enum(['contact', 'event', 'run', 'segment', 'product']),
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

const match = z.enum(['all', 'any', 'none']).default('all');

/** A group within a group; deeper ones could not be read as a sentence. */
const innerGroup = z.object({ match, rules: z.array(rule).max(50) });

/** The schema of a `RuleGroup`: all of the rules, any of them, or none of them. */
export const ruleGroup = z.object({ match, rules: z.array(z.union([rule, innerGroup])).max(50) });
