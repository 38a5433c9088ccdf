import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { ruleGroup } from '../rule-schema.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Holds a person until one of several events arrives, or `timeoutMs` milliseconds pass. */
export const waitForEvent = defineNode({
  type: 'wait-for-event',
  version: 1,
  title: 'Wait for event',
  description: 'Holds a person until something happens, or time is up.',
  group: 'wait',
  icon: 'hourglass',
  config: z.object({
    events: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          event: z
            .string()
            .min(1)
            .max(200)
            .meta({ title: 'Event', ui: { widget: 'event-picker' } }),
          label: z.string().min(1).max(60).meta({ title: 'Name of the way out' }),
          where: ruleGroup
            .optional()
            .meta({ title: 'Only when', ui: { widget: 'rules', sources: ['event'] } }),
        }),
      )
      .min(1)
      .max(10)
      .meta({ title: 'Until one of these', ui: { widget: 'list', itemTitle: 'Event', idPrefix: 'event' } }),
    timeoutMs: z
      .int()
      .min(1_000)
      .max(365 * DAY)
      .default(HOUR)
      .meta({ title: 'Wait at most', ui: { widget: 'duration' } }),
    since: z
      .enum(['run-start', 'first-text', 'wait-start'])
      .default('run-start')
      .meta({
        title: 'Counts',
        ui: {
          widget: 'select',
          labels: {
            'run-start': 'Since the journey started',
            'first-text': 'Since the journey’s first text',
            'wait-start': 'Only from this step on',
          },
        },
      }),
  }),
  ports: { timeout: { label: 'Timed out', tone: 'wait' } },
  portsFromConfig: { each: 'events', label: 'label', tone: 'go' },
  waits: { each: 'events', event: 'event', where: 'where' },
  holds: true,
  // What came earlier in the journey may be lying there already, time and again.
  atOnce: [
    { ports: ['*'], when: { field: 'since', equals: 'run-start' } },
    { ports: ['*'], when: { field: 'since', equals: 'first-text' } },
  ],
  summary: '{{events | list: event}}, at most {{timeoutMs | duration}}',
});
