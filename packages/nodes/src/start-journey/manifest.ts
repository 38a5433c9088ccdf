import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Lets the person into another journey; this one goes on. */
export const startJourney = defineNode({
  type: 'start-journey',
  version: 1,
  title: 'Start another journey',
  description: 'Lets the person into another journey. This one goes on by itself.',
  group: 'do',
  icon: 'send',
  config: z.object({
    journey: z
      .string()
      .min(1)
      .max(60)
      .meta({ title: 'Journey', ui: { widget: 'journey-picker' } }),
    pass: z
      .array(
        z.object({
          name: z
            .string()
            .min(1)
            .max(60)
            .regex(/^[a-z][a-z0-9_]*$/)
            .meta({ title: 'Name' }),
          value: z.string().max(500).meta({ title: 'Value', description: 'May hold {{ event.total }}.' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: 'Pass on', ui: { widget: 'list', itemTitle: 'Value' } }),
  }),
  ports: {
    started: { label: 'Then', tone: 'go' },
    'not-started': { label: 'Not let in', tone: 'stop', optional: true },
  },
  activities: ['start'],
  liquid: ['pass'],
  summary: '{{journey}}',
});
