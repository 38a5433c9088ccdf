import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Gives the person a code of their own. */
export const issueCoupon = defineNode({
  type: 'issue-coupon',
  version: 1,
  title: 'Issue coupon',
  description: 'Takes a code out of a pool for this person, for the texts that follow.',
  group: 'do',
  icon: 'ticket',
  config: z.object({
    pool: z
      .string()
      .min(1)
      .max(60)
      .meta({ title: 'Pool of codes', ui: { widget: 'coupon-picker' } }),
    saveAs: z
      .string()
      .min(1)
      .max(40)
      .regex(/^[a-z][a-z0-9_]*$/)
      .default('coupon')
      .meta({
        title: 'Keep it as',
        description: 'Then {{ run.coupon }} in texts, or {{ coupon.code }} for the newest.',
      }),
  }),
  ports: {
    issued: { label: 'Then', tone: 'go' },
    'none-left': { label: 'None left', tone: 'stop', optional: true },
  },
  activities: ['issue'],
  summary: 'From {{pool}}',
});
