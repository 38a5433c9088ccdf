import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { leaveAlone } from '../hold-out.js';
import { CHECKOUTS, ORDERS } from '../needs.js';
import { giftOf, offer } from '../offer.js';
import { didInLast, rule } from '../people.js';
import { DAY, holdOut, HOUR, sender } from '../questions.js';
import { COPY } from './copy.js';

/** After so long a cart is cold, and the carriers' rules end, too. */
const WARM_MS = 48 * HOUR;
/** Whoever had an offer for a cart once gets none for the next: else people learn to leave carts. */
const HAD_OFFER = 'cart-offer';

export const abandonedCart = defineTemplate({
  id: 'abandoned-cart',
  title: 'Abandoned cart',
  promise: 'Reminds once of a checkout left behind, as long as it can still be finished.',
  description:
    'Waits until the checkout has been quiet, then looks again at orders, stock and the cart as the text leaves. An order ends it the same second. One text a cart, and one in 48 hours to a number, whatever happens.',
  needs: [CHECKOUTS, ORDERS],
  questions: z.object({
    whom: z
      .object({
        minTotal: z
          .number()
          .min(0)
          .max(1_000_000)
          .default(0)
          .meta({
            title: 'Only carts worth at least',
            description:
              '0 for all of them. In the currency of most of the shop’s orders; a cart in another one is then left alone.',
            ui: { short: 'carts of … or more', empty: 'all carts' },
          }),
        holdOut: holdOut(10),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: offer({ kind: 'none', percent: 10, days: 2, code: 'CART' }),
    timing: z
      .object({
        quietMinutes: z
          .int()
          .min(15)
          .max(24 * 60)
          .default(60)
          .meta({
            title: 'Remind when it was quiet for, in minutes',
            ui: { short: 'after … quiet minutes' },
          }),
      })
      .prefault({})
      .meta({ title: 'When?' }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }, { currency, guessesCurrency }) {
    const copy = COPY[language];
    const size = whom.minTotal > 0 ? sizeOf(whom.minTotal, guessesCurrency ? null : currency) : null;
    const gift = giftOf('cart', given, language, currency);
    const quietMs = timing.quietMinutes * 60_000;
    const split = leaveAlone(whom.holdOut, [0, 1], size ? 'worth' : 'quiet');
    const text = (name: string, at: [number, number], body: string, more: object = {}): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: {
        text: body,
        purpose: 'cart-reminder',
        dropAfterMs: WARM_MS - quietMs,
        stillTrue: { noOrder: true, inStock: true, cart: true },
        onlyIf: {
          match: 'none',
          rules: [{ source: 'segment', path: 'segment:elsewhere', op: 'exists' }],
        },
        ...more,
      },
    });
    return {
      name: language === 'da' ? 'Forladt kurv' : 'Abandoned cart',
      companions: [],
      segments: [
        {
          key: 'elsewhere',
          name:
            language === 'da'
              ? 'Kontaktet andre steder inden for to dage'
              : 'Contacted elsewhere within two days',
          rule: rule('all', didInLast('Contacted Elsewhere', 2)),
        },
      ],
      pools: gift?.pools ?? [],
      audience: {
        event: 'Checkout Started',
        who: 'who began a checkout in the last 30 days',
        nobody:
          'Nobody began a checkout in the last 30 days. Once published it waits for the first; if there are some in your shop, connect it under Integrations.',
      },
      graph: graphOf({
        settings: {
          correlation: { by: 'purchase' },
          reentry: { kind: 'restart' },
          purpose: 'cart-reminder',
          goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
          exits: [
            { id: 'ordered', event: 'Order Completed', of: 'person', outcome: 'ordered' },
            { id: 'emptied', event: 'Cart Emptied', outcome: 'cart emptied' },
            { id: 'deleted', event: 'Checkout Deleted', outcome: 'cart emptied' },
            { id: 'elsewhere', event: 'Contacted Elsewhere', outcome: 'reminded elsewhere' },
          ],
        },
        steps: {
          start: {
            at: [0, 0],
            type: 'event-trigger',
            name: 'Starts a checkout',
            config: { event: 'Checkout Started', maxAgeMs: HOUR },
          },
          ...split.steps,
          ...(size && {
            worth: {
              at: [0, 2] as [number, number],
              type: 'condition',
              name: 'Worth enough?',
              config: { branches: [{ id: 'worth', name: 'Worth enough', when: size.enough }] },
            },
            small: {
              at: [1, 3] as [number, number],
              type: 'wait-for-event',
              name: 'Until it is worth enough',
              config: {
                events: [{ id: 'grown', event: 'Checkout Updated', label: 'Has grown', where: size.enough }],
                timeoutMs: WARM_MS,
                since: 'wait-start',
              },
            },
            stayed: {
              at: [1, 4] as [number, number],
              type: 'exit',
              name: 'Not worth enough',
              config: { outcome: 'too small' },
            },
          }),
          quiet: {
            at: [0, 3],
            type: 'wait-for-event',
            name: 'Until it is quiet',
            config: {
              events: [
                { id: 'changed', event: 'Checkout Updated', label: 'Changed', where: size?.enough },
                ...(size
                  ? [
                      {
                        id: 'shrunk',
                        event: 'Checkout Updated',
                        label: 'Too small now',
                        where: size.tooSmall,
                      },
                    ]
                  : []),
                { id: 'cart', event: 'Cart Updated', label: 'Cart changed' },
              ],
              timeoutMs: quietMs,
              since: 'wait-start',
            },
          },
          trouble: {
            at: [0, 4],
            type: 'condition',
            name: 'May we ask?',
            config: {
              branches: [
                {
                  id: 'elsewhere',
                  name: 'Reminded elsewhere',
                  when: {
                    match: 'all',
                    rules: [{ source: 'segment', path: 'segment:elsewhere', op: 'exists' }],
                  },
                },
                {
                  id: 'case',
                  name: 'Has an open case',
                  when: {
                    match: 'all',
                    rules: [{ source: 'contact', path: 'has_open_case', op: 'equals', value: true }],
                  },
                },
                ...(gift
                  ? [
                      {
                        id: 'offer',
                        name: 'Had no offer yet',
                        when: {
                          match: 'all',
                          rules: [{ source: 'contact', path: 'tags', op: 'not-contains', value: HAD_OFFER }],
                        },
                      },
                    ]
                  : []),
              ],
            },
          },
          elsewhere: {
            at: [3, 5],
            type: 'exit',
            name: 'Reminded elsewhere',
            config: { outcome: 'reminded elsewhere' },
          },
          case: { at: [2, 5], type: 'exit', name: 'Not now', config: { outcome: 'open case' } },
          remind: text('Remind', [0, 5], copy.remind),
          ...(gift && {
            offer: text('Remind, with an offer', [1, 5], copy.remindWithGift(gift), gift.config),
            noted: {
              at: [1, 6] as [number, number],
              type: 'tag-contact',
              name: 'Had an offer',
              config: { add: [HAD_OFFER] },
            },
          }),
          order: {
            at: [0, 7],
            type: 'wait',
            name: 'See whether they order',
            config: { durationMs: 3 * DAY },
          },
          end: { at: [0, 8], type: 'exit', name: 'No order', config: { outcome: 'no order' } },
        },
        ways: [
          `start next > ${split.first}`,
          ...split.ways,
          'quiet changed > quiet',
          'quiet cart > quiet',
          'quiet timeout > trouble',
          ...(size
            ? [
                'worth worth > quiet',
                'worth otherwise > small',
                'quiet shrunk > small',
                'small grown > quiet',
                'small timeout > stayed',
              ]
            : []),
          'trouble elsewhere > elsewhere',
          'trouble case > case',
          'trouble otherwise > remind',
          'remind sent > order',
          ...(gift ? ['trouble offer > offer', 'offer sent > noted', 'noted next > order'] : []),
          'order next > end',
        ],
      }),
    };
  },
});

/** Asked of each change anew: what is in a cart last is what is reminded of. */
function sizeOf(least: number, currency: string | null) {
  const rules = [
    { source: 'event', path: 'total', op: 'less-than', value: least },
    { source: 'event', path: 'total', op: 'not-exists' },
    // What another currency is worth is not known here.
    ...(currency
      ? [
          {
            match: 'all',
            rules: [
              { source: 'event', path: 'currency', op: 'exists' },
              { source: 'event', path: 'currency', op: 'not-equals', value: currency },
            ],
          },
        ]
      : []),
  ];
  return { enough: { match: 'none', rules }, tooSmall: { match: 'any', rules } };
}
