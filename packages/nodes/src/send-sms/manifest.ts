import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';
import { ruleGroup } from '../rule-schema.js';

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
    stillTrue: z
      .object({
        noOrder: z.boolean().default(false).meta({ title: 'Nothing was ordered since they entered' }),
        inStock: z.boolean().default(false).meta({ title: 'The product is in stock' }),
        cart: z.boolean().default(false).meta({ title: 'Something is in the cart' }),
        reward: z
          .boolean()
          .optional()
          .meta({ title: 'The reward is there: not used, and the points for it not spent' }),
        variantId: z.string().max(60).optional().meta({
          title: 'Which product: the id of its variant',
          description: 'The one that the event is about, if empty.',
        }),
        leastLeft: z.int().min(1).max(1_000_000).optional().meta({
          title: 'In stock means at least so many',
          description: 'A shop that does not count its stock always has enough.',
        }),
        before: z.string().max(200).optional().meta({
          title: 'It is not yet',
          description: 'A date and time, or a field that holds one: {{ event.expires_at }}.',
        }),
      })
      .optional()
      .meta({
        title: 'Only if it is still so',
        description: 'Looked at again when the text is about to leave.',
      }),
    onlyIf: ruleGroup.optional().meta({
      title: 'Only people of whom, at that moment',
      ui: { widget: 'rules', sources: ['contact', 'segment', 'run'] },
    }),
    offerEndsAt: z.string().max(200).optional().meta({
      title: 'The offer ends at',
      description:
        'A date and time, or a field that holds one. The text is not sent if it would come too late, and it counts as urgent.',
    }),
    usefulForMs: z
      .int()
      .min(0)
      .max(30 * 24 * HOUR)
      .optional()
      .meta({
        title: 'It must come at least this long before',
        description: 'One hour, unless you say otherwise.',
        ui: { widget: 'duration' },
      }),
    from: z
      .string()
      .max(60)
      .optional()
      .meta({
        title: 'From',
        description: 'The closest sender for their country and the purpose, unless you name one.',
        ui: { widget: 'sender-picker' },
      }),
    brand: z.string().max(40).optional().meta({
      title: 'Name in front',
      description: 'Your brand, unless this text goes out under another name.',
    }),
    topic: z.string().max(60).optional().meta({
      title: 'Topic',
      description: 'People can turn topics off on their own page.',
    }),
  }),
  ports: {
    sent: { label: 'Sent', tone: 'go' },
    'not-sent': { label: 'Not sent', tone: 'stop', optional: true },
  },
  activities: ['send'],
  liquid: ['text', 'offerEndsAt', 'stillTrue'],
  sends: true,
  holds: true,
  summary: '{{text}}',
});
