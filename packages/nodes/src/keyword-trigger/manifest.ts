import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { words } from '../words-schema.js';

/** Starts a run when a person texts one of the keywords. */
export const keywordTrigger = defineNode({
  type: 'keyword-trigger',
  version: 1,
  title: 'Texts a keyword',
  description: 'Starts the journey when a person texts a word such as JOIN to your number.',
  group: 'trigger',
  icon: 'message-in',
  config: z.object({
    keywords: words(
      'Keywords',
      'The text, or its first word, is one of these. Capitals make no difference.',
    ).min(1),
  }),
  ports: { next: { label: 'Starts', tone: 'go' } },
  starts: { event: 'SMS Received', match: [{ path: 'keyword', field: 'keywords' }] },
  summary: '{{keywords | list}}',
});
