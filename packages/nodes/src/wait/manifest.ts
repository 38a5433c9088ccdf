import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Holds a person for `durationMs` milliseconds. */
export const wait = defineNode({
  type: 'wait',
  version: 1,
  title: 'Wait a while',
  description: 'Holds a person for a stretch of time: minutes, hours or days.',
  group: 'wait',
  icon: 'clock',
  config: z.object({
    durationMs: z
      .int()
      .min(1_000)
      .max(3 * 365 * DAY)
      .default(DAY)
      .meta({ title: 'Wait', ui: { widget: 'duration' } }),
  }),
  ports: { next: { label: 'Then', tone: 'wait' } },
  holds: true,
  summary: '{{durationMs | duration}}',
});
