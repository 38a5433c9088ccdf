import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Keeps values for later steps of this run. */
export const setVariable = defineNode({
  type: 'set-variable',
  version: 1,
  title: 'Set variable',
  description: 'Keeps a value for later steps, conditions and texts of this journey.',
  group: 'do',
  icon: 'variable',
  config: z.object({
    set: z
      .array(
        z.object({
          name: z
            .string()
            .min(1)
            .max(40)
            .regex(/^[a-z][a-z0-9_]*$/)
            .meta({ title: 'Name', description: 'Then {{ run.name }} in texts.' }),
          value: z
            .string()
            .max(500)
            .meta({ title: 'Value', description: 'May hold fields: {{ event.total | times: 0.1 }}.' }),
        }),
      )
      .min(1)
      .max(20)
      .meta({ title: 'Set', ui: { widget: 'list', itemTitle: 'Variable' } }),
  }),
  ports: { next: { label: 'Then', tone: 'go' } },
  activities: ['render'],
  liquid: ['set'],
  summary: '{{set | list: name}}',
});
