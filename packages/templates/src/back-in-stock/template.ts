import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf } from '../graph-of.js';
import { RESTOCKS, STOCK_REQUESTS } from '../needs.js';
import { giftOf, offer } from '../offer.js';
import { DAY, days, HOUR, sender } from '../questions.js';
import { COPY } from './copy.js';

export const backInStock = defineTemplate({
  id: 'back-in-stock',
  title: 'Back in stock',
  promise: 'Tells those who asked, a few at a time, once what they asked for can be bought again.',
  description:
    'Each person waits for their own variant and size. When it is back they are told in the order in which they came out of the wait, so many an hour, and stock is looked at again before each text: whoever comes too late stays in line and hears nothing.',
  needs: [STOCK_REQUESTS, RESTOCKS],
  questions: z.object({
    whom: z
      .object({
        waitDays: days('People wait for at most, in days', 90),
        minStock: z
          .int()
          .min(1)
          .max(10_000)
          .default(1)
          .meta({ title: 'Only once there are at least', description: 'So few in stock count as none.' }),
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
          }),
        perHour: z.int().min(1).max(1_000_000).default(50).meta({ title: 'Tell so many people an hour' }),
      })
      .prefault({})
      .meta({ title: 'When?' }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }, { currency }) {
    const gift = giftOf('back', given, language, currency);
    const product = (path: string, op: string, value?: unknown) => ({ source: 'product', path, op, value });
    return {
      name: language === 'da' ? 'På lager igen' : 'Back in stock',
      companions: [],
      segments: [],
      pools: gift?.pools ?? [],
      audience: { event: 'Back In Stock Requested' },
      graph: graphOf({
        settings: {
          correlation: { by: 'property', path: 'variant_id' },
          reentry: { kind: 'after-exit' },
          purpose: 'back-in-stock',
          priority: 'high',
          goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
          exits: [{ id: 'cancelled', event: 'Back In Stock Cancelled', outcome: 'cancelled' }],
        },
        steps: {
          start: {
            at: [0, 0],
            type: 'event-trigger',
            name: 'Asks to be told',
            config: {
              event: 'Back In Stock Requested',
              where: { match: 'all', rules: [{ source: 'event', path: 'variant_id', op: 'exists' }] },
            },
          },
          line: {
            at: [0, 1],
            type: 'wait-for-stock',
            name: 'In line',
            config: { timeoutMs: whom.waitDays * DAY },
          },
          expired: { at: [1, 2], type: 'exit', name: 'It never came', config: { outcome: 'expired' } },
          settle: {
            at: [0, 2],
            type: 'wait',
            name: 'Let stock settle',
            config: { durationMs: timing.settleMinutes * 60_000 },
          },
          turn: {
            at: [0, 3],
            type: 'rate-gate',
            name: 'One after another',
            config: { count: timing.perHour, everyMs: HOUR },
          },
          enough: {
            at: [0, 4],
            type: 'condition',
            name: 'Enough of it?',
            config: {
              branches: [
                {
                  id: 'enough',
                  name: 'Enough',
                  when: {
                    match: 'all',
                    rules: [
                      product('in_stock', 'equals', true),
                      // A shop that does not count says only that there is some.
                      {
                        match: 'any',
                        rules: [
                          product('available', 'at-least', whom.minStock),
                          product('available', 'not-exists'),
                        ],
                      },
                    ],
                  },
                },
              ],
            },
          },
          tell: {
            at: [0, 5],
            type: 'send-sms',
            name: 'It is back',
            config: {
              text: COPY[language].back(gift),
              purpose: 'back-in-stock',
              dropAfterMs: DAY,
              stillTrue: { inStock: true },
              ...gift?.config,
            },
          },
          why: {
            at: [1, 6],
            type: 'condition',
            name: 'Sold out meanwhile?',
            config: {
              branches: [
                {
                  id: 'gone',
                  name: 'Sold out again',
                  when: { match: 'all', rules: [product('in_stock', 'equals', false)] },
                },
              ],
            },
          },
          untold: { at: [1, 7], type: 'exit', name: 'Not told', config: { outcome: 'not told' } },
          told: { at: [0, 6], type: 'exit', name: 'Told once', config: { outcome: 'told' } },
        },
        ways: [
          'start next > line',
          'line back-in-stock > settle',
          'line timeout > expired',
          'settle next > turn',
          'turn next > enough',
          'enough enough > tell',
          'enough otherwise > line',
          'tell sent > told',
          'tell not-sent > why',
          'why gone > line',
          'why otherwise > untold',
        ],
      }),
    };
  },
});
