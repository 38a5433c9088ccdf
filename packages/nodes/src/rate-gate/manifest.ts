import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

const MINUTE = 60_000;

/** Lets people through one after another, so many in a stretch of time. */
export const rateGate = defineNode({
  type: 'rate-gate',
  version: 2,
  title: 'Drip',
  description: 'Lets a large group through little by little: so many a minute, an hour or a day.',
  group: 'wait',
  icon: 'gauge',
  config: z.object({
    count: z.int().min(1).max(1_000_000).default(100).meta({ title: 'People' }),
    everyMs: z
      .int()
      .min(1_000)
      .max(30 * 24 * 60 * MINUTE)
      .default(24 * 60 * MINUTE)
      .meta({ title: 'Every', ui: { widget: 'duration' } }),
  }),
  ports: { next: { label: 'Then', tone: 'wait' } },
  activities: ['reserve'],
  holds: true,
  // Made for a crowd: who comes round again waits no longer than from one turn to the next.
  atOnce: [{ pace: { count: 'count', everyMs: 'everyMs', belowMs: MINUTE } }],
  summary: '{{count}} every {{everyMs | duration}}',
});
