import * as z from 'zod';
import { ruleGroup } from './rule-schema.js';

/** Whom a campaign goes to: a segment, people of whom something is true, or both. Never everyone by default. */
export const audience = z
  .object({
    segment: z
      .string()
      .max(60)
      .optional()
      .meta({ title: 'Segment', ui: { widget: 'segment-picker' } }),
    where: ruleGroup
      .optional()
      .meta({ title: 'People of whom', ui: { widget: 'rules', sources: ['contact'] } }),
    everyone: z.boolean().default(false).meta({
      title: 'Everyone',
      description: 'Only if you mean it: the narrower the audience, the better the texts work.',
    }),
  })
  .meta({ title: 'To whom' });
