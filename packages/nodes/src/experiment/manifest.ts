import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { ruleGroup } from '../rule-schema.js';

const DAY = 86_400_000;

/** Tries variants against each other, by an event that is the aim. */
export const experiment = defineNode({
  type: 'experiment',
  version: 1,
  title: 'Experiment',
  description: 'Tries variants against each other and shows which leads to more of what you want.',
  group: 'decide',
  icon: 'flask',
  config: z.object({
    variants: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          name: z.string().min(1).max(60).meta({ title: 'Name of the way out' }),
          share: z.number().min(0).max(100).default(50).meta({ title: 'Share' }),
        }),
      )
      .min(2)
      .max(10)
      .meta({ title: 'Variants', ui: { widget: 'list', itemTitle: 'Variant', idPrefix: 'variant' } }),
    metric: z
      .string()
      .min(1)
      .max(200)
      .default('Order Completed')
      .meta({ title: 'The aim', ui: { widget: 'event-picker' } }),
    metricWhere: ruleGroup
      .optional()
      .meta({ title: 'Only when', ui: { widget: 'rules', sources: ['event'] } }),
    windowMs: z
      .int()
      .min(60_000)
      .max(90 * DAY)
      .default(3 * DAY)
      .meta({ title: 'Counts within', ui: { widget: 'duration' } }),
    decide: z
      .enum(['by-hand', 'by-rule'])
      .default('by-hand')
      .meta({
        title: 'The winner is chosen',
        ui: {
          widget: 'select',
          labels: { 'by-hand': 'by hand', 'by-rule': 'by itself, once it is clearly better' },
        },
      }),
    atLeast: z
      .int()
      .min(10)
      .max(1_000_000)
      .default(200)
      .meta({ title: 'People in each variant before that' }),
  }),
  ports: {},
  portsFromConfig: { each: 'variants', label: 'name', tone: 'go' },
  activities: ['winner'],
  summary: '{{variants | list: name}}, by {{metric}}',
});
