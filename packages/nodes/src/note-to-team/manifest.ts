import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Leaves a note for the shop's own people. */
export const noteToTeam = defineNode({
  type: 'note-to-team',
  version: 1,
  title: 'Note to the team',
  description: 'Tells your own people that something wants a hand: a call, a reply, a parcel.',
  group: 'do',
  icon: 'note',
  config: z.object({
    text: z
      .string()
      .min(1)
      .max(500)
      .meta({
        title: 'Note',
        description: 'May hold fields: {{ contact.first_name }}.',
        ui: { widget: 'textarea' },
      }),
  }),
  ports: { next: { label: 'Then', tone: 'go' } },
  activities: ['note'],
  liquid: ['text'],
  summary: '{{text}}',
});
