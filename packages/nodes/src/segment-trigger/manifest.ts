import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Starts a run when a person comes into a segment, or leaves it. */
export const segmentTrigger = defineNode({
  type: 'segment-trigger',
  version: 1,
  title: 'Enters or leaves a segment',
  description: 'Starts the journey when a person begins, or ceases, to belong to a segment.',
  group: 'trigger',
  icon: 'users',
  config: z.object({
    change: z
      .enum(['Segment Entered', 'Segment Left'])
      .default('Segment Entered')
      .meta({
        title: 'When a person',
        ui: {
          widget: 'select',
          labels: { 'Segment Entered': 'enters the segment', 'Segment Left': 'leaves the segment' },
        },
      }),
    segment: z
      .string()
      .min(1)
      .max(60)
      .meta({ title: 'Segment', ui: { widget: 'segment-picker' } }),
  }),
  ports: { next: { label: 'Starts', tone: 'go' } },
  starts: { event: { field: 'change' }, match: [{ path: 'segment_id', field: 'segment' }] },
  summary: '{{change}}: {{segment}}',
});
