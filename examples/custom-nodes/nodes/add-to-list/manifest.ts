import { defineNode } from '@signalbox/nodes/kernel';
import * as z from 'zod';

/** Puts a person onto a list of a mailing-list service. */
export const addToList = defineNode({
  type: 'add-to-list',
  version: 2,
  title: 'Add to mailing list',
  description: 'Puts the person onto a list of your mailing-list service.',
  group: 'do',
  icon: 'users',
  config: z.object({
    connection: z
      .string()
      .min(1)
      .meta({ title: 'Service', ui: { widget: 'connection', kind: 'mailing-list' } }),
    list: z
      .string()
      .min(1)
      .meta({ title: 'List', ui: { widget: 'select', choicesFrom: 'lists', dependsOn: ['connection'] } }),
    email: z
      .string()
      .min(1)
      .max(300)
      .default('{{ contact.email }}')
      .meta({ title: 'E-mail address', description: 'May hold fields: {{ event.email }}.' }),
    confirm: z
      .enum(['ask', 'no'])
      .default('ask')
      .meta({
        title: 'Ask them to confirm',
        ui: { widget: 'select', labels: { ask: 'Yes, by e-mail', no: 'No, they have agreed' } },
      }),
  }),
  ports: {
    added: { label: 'Added', tone: 'go' },
    failed: { label: 'Refused', tone: 'stop', optional: true },
  },
  activities: ['add'],
  liquid: ['email'],
  summary: 'Add {{email}} to {{list}}',
});
