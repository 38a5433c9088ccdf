import { defineNode } from '@signalbox/nodes/kernel';
import * as z from 'zod';

/** As it was: the list's id was typed, and the service told everybody or nobody. */
export const addToList = defineNode({
  type: 'add-to-list',
  version: 1,
  title: 'Add to mailing list',
  description: 'Puts the person onto a list of your mailing-list service.',
  group: 'do',
  icon: 'users',
  config: z.object({
    connection: z
      .string()
      .min(1)
      .meta({ title: 'Service', ui: { widget: 'connection', kind: 'mailing-list' } }),
    listId: z.string().min(1).meta({ title: 'Id of the list' }),
    doubleOptIn: z.boolean().default(true).meta({ title: 'Ask them to confirm' }),
  }),
  ports: { next: { label: 'Then', tone: 'go' } },
  activities: ['add'],
  summary: 'Add to {{listId}}',
});
