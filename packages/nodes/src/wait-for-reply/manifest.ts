import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { words } from '../words-schema.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Holds a person until they answer the text that was sent last, and tells the answers apart. */
export const waitForReply = defineNode({
  type: 'wait-for-reply',
  version: 1,
  title: 'Wait for reply',
  description: 'Holds a person until they answer the text before, and tells answers apart.',
  group: 'wait',
  icon: 'message-in',
  config: z.object({
    answers: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          label: z.string().min(1).max(60).meta({ title: 'Name of the way out' }),
          kind: z
            .enum(['yes', 'no', 'keywords', 'number', 'date', 'pattern', 'anything'])
            .default('keywords')
            .meta({
              title: 'The reply is',
              ui: {
                widget: 'select',
                labels: {
                  yes: 'a yes, in any of our languages',
                  no: 'a no, in any of our languages',
                  keywords: 'one of these words',
                  number: 'a number',
                  date: 'a date',
                  pattern: 'of this pattern',
                  anything: 'anything',
                },
              },
            }),
          words: words('Words', 'The reply is, or begins with, one of these.').default([]),
          pattern: z
            .string()
            .max(200)
            .optional()
            .meta({ title: 'Pattern', description: 'A regular expression, for “of this pattern”.' }),
        }),
      )
      .min(1)
      .max(10)
      .meta({
        title: 'Answers, the first that fits',
        ui: { widget: 'list', itemTitle: 'Answer', idPrefix: 'answer' },
      }),
    timeoutMs: z
      .int()
      .min(60_000)
      .max(90 * DAY)
      .default(DAY)
      .meta({ title: 'Wait at most', ui: { widget: 'duration' } }),
    saveAs: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9_]*$/)
      .optional()
      .meta({ title: 'Keep the answer as', description: 'For later steps: {{ run.size }} for “size”.' }),
  }),
  ports: {
    'not-understood': { label: 'Not understood', tone: 'stop', optional: true },
    timeout: { label: 'No reply', tone: 'wait' },
  },
  portsFromConfig: { each: 'answers', label: 'label', tone: 'go' },
  fixedWaits: {
    reply: {
      event: 'SMS Received',
      where: {
        match: 'all',
        rules: [{ source: 'event', path: 'intent', op: 'not-equals', value: 'stop' }],
      },
      reads: ['text'],
      newestOnly: true,
    },
  },
  activities: ['read'],
  holds: true,
  summary: '{{answers | list: label}}, at most {{timeoutMs | duration}}',
});
