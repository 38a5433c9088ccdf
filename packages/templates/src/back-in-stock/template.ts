import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf } from '../graph-of.js';
import { RESTOCKS, STOCK_REQUESTS } from '../needs.js';
import { giftOf, offer } from '../offer.js';
import { DAY, days, sender } from '../questions.js';
import { COPY } from './copy.js';

export const backInStock = defineTemplate({
  id: 'back-in-stock',
  title: 'Back in stock',
  promise:
    'Tells those who asked, as many as there are pieces, once what they asked for can be bought again.',
  description:
    'People stand in the line of the variant and size that they want: the highest tier first, then who asked first. When there is stock, as many are told as there are pieces, in rounds, and stock is looked at again before each text: whoever comes too late keeps their place and hears nothing. What comes back together is told in one text.',
  needs: [STOCK_REQUESTS, RESTOCKS],
  questions: z.object({
    whom: z
      .object({
        waitDays: days('People wait for at most, in days', 90, 365, { short: 'who waited … days at most' }),
        minStock: z
          .int()
          .min(1)
          .max(10_000)
          .default(1)
          .meta({
            title: 'Only once there are at least',
            description: 'So few in stock count as none.',
            ui: { rare: true, short: 'from … in stock' },
          }),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: offer({ kind: 'none' }),
    timing: z
      .object({
        settleMinutes: z
          .int()
          .min(1)
          .max(24 * 60)
          .default(5)
          .meta({
            title: 'Let stock settle, in minutes',
            description: 'What is gone again by then never was.',
            ui: { rare: true, short: 'settled for … minutes' },
          }),
        perPiece: z
          .int()
          .min(1)
          .max(100)
          .default(1)
          .meta({ title: 'Tell so many people for each piece in stock', ui: { short: '… told per piece' } }),
        roundMinutes: z
          .int()
          .min(5)
          .max(7 * 24 * 60)
          .default(60)
          .meta({
            title: 'Minutes between rounds',
            description: 'So long a piece is kept for whom it was told.',
            ui: { short: 'every … minutes' },
          }),
      })
      .prefault({})
      .meta({
        title: 'When?',
        description: 'These become the settings of all lines, under Products and waitlists.',
      }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }, { currency }) {
    const gift = giftOf('back', given, language, currency);
    return {
      name: language === 'da' ? 'På lager igen' : 'Back in stock',
      companions: [],
      segments: [],
      pools: gift?.pools ?? [],
      audience: {
        event: 'Back In Stock Requested',
        who: 'who asked in the last 30 days to be told',
        nobody:
          'Nobody asked to be told in the last 30 days. Once published it waits for the first: put the button for it on your product pages.',
      },
      waitlist: {
        rate: timing.perPiece,
        minimum: whom.minStock,
        settleMinutes: timing.settleMinutes,
        roundMinutes: timing.roundMinutes,
        expiryDays: whom.waitDays,
      },
      graph: graphOf({
        settings: {
          correlation: { by: 'property', path: 'variant_id' },
          reentry: { kind: 'always' },
          purpose: 'back-in-stock',
          priority: 'high',
          goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
          exits: [{ id: 'cancelled', event: 'Back In Stock Cancelled', outcome: 'cancelled' }],
        },
        steps: {
          start: {
            at: [0, 0],
            type: 'event-trigger',
            name: 'Their turn has come',
            config: { event: 'Back In Stock Turn' },
          },
          tell: {
            at: [0, 1],
            type: 'send-sms',
            name: 'It is back',
            config: {
              text: COPY[language].back(gift),
              purpose: 'back-in-stock',
              // Over a Sunday and a holiday, where nothing may be sent: stock is looked at again as it leaves.
              dropAfterMs: 3 * DAY,
              stillTrue: { inStock: true },
              ...gift?.config,
            },
          },
          why: {
            at: [1, 2],
            type: 'condition',
            name: 'Sold out meanwhile?',
            config: {
              branches: [
                {
                  id: 'gone',
                  name: 'Sold out again',
                  when: {
                    match: 'all',
                    rules: [{ source: 'product', path: 'in_stock', op: 'equals', value: false }],
                  },
                },
              ],
            },
          },
          line: { at: [1, 3], type: 'exit', name: 'Back in line', config: { outcome: 'back in line' } },
          untold: { at: [2, 3], type: 'exit', name: 'Not told', config: { outcome: 'not told' } },
          told: { at: [0, 2], type: 'exit', name: 'Told once', config: { outcome: 'told' } },
        },
        ways: [
          'start next > tell',
          'tell sent > told',
          'tell not-sent > why',
          'why gone > line',
          'why otherwise > untold',
        ],
      }),
    };
  },
});
