import * as z from 'zod';
import { audience } from '../audience-schema.js';
import { defineNode } from '../kernel/define-node.js';
import { WEEKDAYS } from '../local-time/weekdays.js';

/** Starts a run for each person of an audience at a time: a campaign. */
export const scheduleTrigger = defineNode({
  type: 'schedule-trigger',
  version: 1,
  title: 'At a time, to a segment',
  description: 'Starts the journey for a whole audience at a date and time, once or again and again.',
  group: 'trigger',
  icon: 'calendar',
  config: z.object({
    audience,
    date: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .meta({ title: 'Date', description: 'Of the first time, if it repeats.', ui: { widget: 'date' } }),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('10:00')
      .meta({ title: 'Time', ui: { widget: 'time' } }),
    repeat: z
      .enum(['never', 'daily', 'weekly', 'monthly'])
      .default('never')
      .meta({
        title: 'Repeat',
        ui: {
          widget: 'select',
          labels: { never: 'Once', daily: 'Every day', weekly: 'Every week', monthly: 'Every month' },
        },
      }),
    weekdays: z
      .array(z.enum(WEEKDAYS))
      .max(7)
      .default([])
      .meta({
        title: 'On',
        description: 'For “every week”: these days; the day of the date if none.',
        ui: { widget: 'weekdays' },
      }),
    clock: z
      .enum(['shop', 'contact'])
      .default('shop')
      .meta({
        title: 'By whose clock',
        ui: { widget: 'select', labels: { shop: 'The shop’s', contact: 'Each person’s own' } },
      }),
  }),
  ports: { next: { label: 'Starts', tone: 'go' } },
  activities: ['instant'],
  starts: { event: 'Journey Started', direct: true, clock: 'schedule' },
  holds: true,
  summary: '{{date | day}} at {{time | clock}}',
});
