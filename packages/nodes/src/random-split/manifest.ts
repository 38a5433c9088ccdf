import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Sends people down several ways by chance, always the same one for the same person. */
export const randomSplit = defineNode({
  type: 'random-split',
  version: 1,
  title: 'Random split',
  description:
    'Divides people by chance, by shares that you choose. The same person always goes the same way.',
  group: 'decide',
  icon: 'dice',
  config: z.object({
    branches: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          name: z.string().min(1).max(60).meta({ title: 'Name of the way out' }),
          share: z.number().min(0).max(100).default(50).meta({ title: 'Share' }),
        }),
      )
      .min(1)
      .max(10)
      .meta({ title: 'Ways', ui: { widget: 'list', itemTitle: 'Way', idPrefix: 'way' } }),
    holdOut: z.number().min(0).max(50).default(0).meta({
      title: 'Leave alone, in percent',
      description: 'People who get nothing, so that you can see whether the journey helps at all.',
    }),
  }),
  ports: { 'held-out': { label: 'Left alone', tone: 'neutral', optional: true } },
  portsFromConfig: { each: 'branches', label: 'name', tone: 'go' },
  summary: '{{branches | list: name}}[; {{holdOut | percent}} left alone]',
});
