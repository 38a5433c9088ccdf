import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Starts a run around a date of the person: a birthday, an anniversary, an appointment. */
export const dateTrigger = defineNode({
  type: 'date-trigger',
  version: 1,
  title: 'Date of the person',
  description: 'Starts the journey on, before or after a date that you know of the person: a birthday.',
  group: 'trigger',
  icon: 'cake',
  config: z.object({
    field: z
      .string()
      .min(1)
      .max(60)
      .regex(/^[a-z][a-z0-9_]*$/)
      .default('birthday')
      .meta({ title: 'Field', description: 'Holds a date such as 1990-05-17.' }),
    days: z
      .int()
      .min(-365)
      .max(365)
      .default(0)
      .meta({ title: 'Days after it', description: 'Before it: a number below zero. On it: 0.' }),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('10:00')
      .meta({ title: 'Time, where the person is', ui: { widget: 'time' } }),
    yearly: z.boolean().default(true).meta({ title: 'Every year' }),
    leapDay: z
      .enum(['feb-28', 'mar-1'])
      .default('feb-28')
      .meta({
        title: '29 February, in other years',
        ui: { widget: 'select', labels: { 'feb-28': '28 February', 'mar-1': '1 March' } },
      }),
  }),
  ports: { next: { label: 'Starts', tone: 'go' } },
  activities: ['instant'],
  starts: { event: 'Journey Started', direct: true, clock: 'contact-date' },
  holds: true,
  summary: '[{{days | shift: days}} ]{{field}}, at {{time | clock}}',
});
