import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { ruleGroup } from '../rule-schema.js';

/** Sends a person down the first branch whose rules hold now. */
export const condition = defineNode({
  type: 'condition',
  version: 1,
  title: 'Condition',
  description: 'Chooses the way on by what is true of the person, the event or this run right now.',
  group: 'decide',
  icon: 'fork',
  config: z.object({
    branches: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          name: z.string().min(1).max(60).meta({ title: 'Name of the way out' }),
          when: ruleGroup.meta({ title: 'When', ui: { widget: 'rules' } }),
        }),
      )
      .min(1)
      .max(10)
      .meta({ title: 'First that holds', ui: { widget: 'list', itemTitle: 'Branch', idPrefix: 'branch' } }),
  }),
  ports: { otherwise: { label: 'Otherwise', tone: 'neutral' } },
  portsFromConfig: { each: 'branches', label: 'name', tone: 'go' },
  summary: '{{branches | list: when}}',
});
