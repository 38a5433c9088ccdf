import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { tags } from '../words-schema.js';

/** Puts tags on a person, or takes them off: tags and lists are the same thing. */
export const tagContact = defineNode({
  type: 'tag-contact',
  version: 1,
  title: 'Tag',
  description: 'Puts tags on the person or takes them off, and so on and off lists.',
  group: 'do',
  icon: 'tag',
  config: z.object({
    add: tags('Put on', 'Tags or lists, such as “vip” or “newsletter”.').default([]),
    remove: tags('Take off', 'Those that are not there are passed over.').default([]),
  }),
  ports: { next: { label: 'Then', tone: 'go' } },
  activities: ['tag'],
  summary: '[Put on {{add | list}}. ][Take off {{remove | list}}.]',
});
