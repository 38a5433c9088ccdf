import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

const HOUR = 3_600_000;

/** Sends one text, when it is lawful and wanted, or not at all. */
export const sendSms = defineNode({
  type: 'send-sms',
  version: 1,
  title: 'Send SMS',
  description: 'Sends one text. Consent, STOP and sending hours are checked by itself.',
  group: 'send',
  icon: 'message',
  config: z.object({
    text: z
      .string()
      .min(1)
      .max(1_600)
      .meta({ title: 'Text', ui: { widget: 'sms-composer' } }),
    purpose: z
      .enum(['marketing', 'transactional', 'cart-reminder', 'back-in-stock', 'opt-in-confirmation'])
      .default('marketing')
      .meta({
        title: 'Purpose',
        description: 'People who have not agreed to this purpose do not get the text.',
        ui: {
          widget: 'select',
          labels: {
            marketing: 'Marketing',
            transactional: 'Service: about an order or account',
            'cart-reminder': 'Cart reminder',
            'back-in-stock': 'Back in stock',
            'opt-in-confirmation': 'Confirmation of a sign-up',
          },
        },
      }),
    dropAfterMs: z
      .int()
      .min(60_000)
      .max(7 * 24 * HOUR)
      .default(48 * HOUR)
      .meta({
        title: "If it can't go out at once, drop it after",
        description: 'A text held by sending hours waits at most this long.',
        ui: { widget: 'duration' },
      }),
    coupon: z
      .string()
      .max(60)
      .default('')
      .meta({
        title: 'Coupon',
        description:
          'A code of this pool is minted when the text leaves: {{ coupon.code }}, {{ coupon.expires | in_words }}.',
        ui: { widget: 'coupon-picker' },
      }),
    shortenLinks: z.boolean().default(true).meta({
      title: 'Short links',
      description: 'Web addresses become short links of your own, and clicks are told.',
    }),
    utmCampaign: z.string().max(80).default('').meta({
      title: 'Campaign in links',
      description: 'utm_campaign of the links; the journey’s name if empty.',
    }),
  }),
  ports: {
    sent: { label: 'Sent', tone: 'go' },
    'not-sent': { label: 'Not sent', tone: 'stop', optional: true },
  },
  activities: ['send'],
  liquid: ['text'],
  sends: true,
  holds: true,
  summary: '{{text}}',
});
