import { defineNode } from '@signalbox/nodes/kernel';
import * as z from 'zod';

const DAY = 86_400_000;

/** Starts a run when a person submits a form of the website. */
export const formSubmitted = defineNode({
  type: 'form-submitted',
  version: 1,
  title: 'Form submitted',
  description: 'Starts the journey when a person submits a form of your website.',
  group: 'trigger',
  icon: 'bolt',
  config: z.object({
    form: z
      .string()
      .max(100)
      .optional()
      .meta({ title: 'Form', description: 'The id of one form. Leave empty for all of them.' }),
    maxAgeMs: z
      .int()
      .min(60_000)
      .max(30 * DAY)
      .default(DAY)
      .meta({ title: 'Ignore events older than', ui: { widget: 'duration' } }),
  }),
  starts: {
    event: 'Form Submitted',
    match: [{ path: 'form_id', field: 'form' }],
    maxAgeMs: 'maxAgeMs',
  },
  ports: { next: { label: 'Starts', tone: 'go' } },
  summary: 'Form {{form}} submitted',
});
