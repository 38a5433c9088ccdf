import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Writes values onto the person. */
export const updateContact = defineNode({
  type: 'update-contact',
  version: 1,
  title: 'Update person',
  description: 'Writes values onto the person, for later steps and journeys.',
  group: 'do',
  icon: 'user',
  config: z.object({
    set: z
      .array(
        z.object({
          field: z
            .string()
            .min(1)
            .max(60)
            .regex(/^[a-z][a-z0-9_]*$/)
            .meta({ title: 'Field', description: 'Like first_name or last_reminder.' }),
          value: z
            .string()
            .max(500)
            .meta({ title: 'Value', description: 'May hold fields: {{ event.total }}.' }),
        }),
      )
      .min(1)
      .max(20)
      .meta({ title: 'Set', ui: { widget: 'list', itemTitle: 'Field' } }),
  }),
  ports: { next: { label: 'Then', tone: 'go' } },
  activities: ['update'],
  liquid: ['set'],
  summary: 'Set {{set | list: field}}',
});
