import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { WEEKDAYS } from '../local-time/weekdays.js';

const DAY = 86_400_000;

/** Holds a person until a date, an hour of the day, a weekday, or a moment that the event names. */
export const waitUntil = defineNode({
  type: 'wait-until',
  version: 1,
  title: 'Wait until',
  description: 'Holds a person until an hour, a weekday or a date, by their own clock.',
  group: 'wait',
  icon: 'calendar',
  config: z.object({
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('09:00')
      .meta({ title: 'Time', ui: { widget: 'time' } }),
    weekdays: z
      .array(z.enum(WEEKDAYS))
      .max(7)
      .default([])
      .meta({ title: 'On', description: 'Any day if none is chosen.', ui: { widget: 'weekdays' } }),
    date: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional()
      .meta({ title: 'Only on the date', ui: { widget: 'date' } }),
    moment: z.string().max(200).optional().meta({
      title: 'Or a moment of the event',
      description: 'Such as {{ event.sale_ends_at }}. Time, weekdays and date are then not used.',
    }),
    shiftMs: z
      .int()
      .min(-90 * DAY)
      .max(90 * DAY)
      .default(0)
      .meta({
        title: 'Shifted by',
        description: 'Before the moment: a time below zero.',
        ui: { widget: 'duration' },
      }),
    clock: z
      .enum(['contact', 'shop'])
      .default('contact')
      .meta({
        title: 'By whose clock',
        ui: { widget: 'select', labels: { contact: 'The person’s own', shop: 'The shop’s' } },
      }),
  }),
  ports: {
    next: { label: 'Then', tone: 'wait' },
    passed: { label: 'Already over', tone: 'stop', optional: true },
  },
  activities: ['instant'],
  liquid: ['moment'],
  holds: true,
  atOnce: [{ ports: ['passed'] }],
  summary:
    '[{{shiftMs | shift}} ][{{moment | moment}}][!moment:{{weekdays | weekdays}} ][!moment:{{date | day}} ][!moment:{{time | clock}}]',
});
