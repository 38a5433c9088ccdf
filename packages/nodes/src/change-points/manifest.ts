import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Adds to a person's points, or takes from them. */
export const changePoints = defineNode({
  type: 'change-points',
  version: 2,
  title: 'Loyalty points',
  description: 'Gives the person points, or takes some.',
  group: 'do',
  icon: 'star',
  config: z.object({
    points: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .default(100)
      .meta({ title: 'Points', description: 'Below zero to take some.' }),
    reason: z
      .string()
      .min(1)
      .max(120)
      .default('A present')
      .meta({ title: 'What for', description: 'The person may read it.' }),
  }),
  ports: {
    next: { label: 'Then', tone: 'go' },
    short: { label: 'Too few points', tone: 'stop', optional: true },
  },
  activities: ['change'],
  summary: '{{points}} points: {{reason}}',
});
