import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { ruleGroup } from '../rule-schema.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Starts a run when an event of a person arrives. */
export const eventTrigger = defineNode({
  type: 'event-trigger',
  version: 1,
  title: 'Event happens',
  description:
    'Starts the journey when a person does something: starts a checkout, signs up, places an order.',
  group: 'trigger',
  icon: 'bolt',
  config: z.object({
    event: z
      .string()
      .min(1)
      .max(200)
      .meta({ title: 'Event', ui: { widget: 'event-picker' } }),
    where: ruleGroup.optional().meta({
      title: 'Only when',
      description: 'Looks at the event itself. Leave empty for every such event.',
      ui: { widget: 'rules', sources: ['event'] },
    }),
    maxAgeMs: z
      .int()
      .min(60_000)
      .max(30 * DAY)
      .default(DAY)
      .meta({
        title: 'Ignore events older than',
        description: 'Old news starts nothing: an event that arrives later than this only updates data.',
        ui: { widget: 'duration' },
      }),
  }),
  ports: { next: { label: 'Starts', tone: 'go' } },
  starts: { event: { field: 'event' }, where: 'where', maxAgeMs: 'maxAgeMs' },
  summary: '{{event}}',
});
