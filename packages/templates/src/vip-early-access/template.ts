import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { addDays, instantOf, isDate, shifted } from '../local-time.js';
import { ORDERS } from '../needs.js';
import { giftOf, offerFields } from '../offer.js';
import { anyOf, lastOrder, ordersAtLeast, REACHABLE, rule, spentAtLeast } from '../people.js';
import { date, DAY, hours, HOUR, sender, time } from '../questions.js';
import { linkTo } from '../wording.js';
import { COPY } from './copy.js';

/** On those who were told first, until the launch is over: leave it out of the launch's own audience. */
const TOLD = 'told-early';

export const vipEarlyAccess = defineTemplate({
  id: 'vip-early-access',
  title: 'VIP early access',
  promise: 'Lets your best customers in first: the very best a day before, the others half a day before.',
  description:
    'Two waves before a launch. The link is the person’s own and leads nowhere once the launch is there. Who can’t be told early enough to have something of it is not told; who bought lately is thanked. The link keeps out whom it was not sent to only if the page itself is hidden in your shop.',
  needs: [ORDERS],
  suggest: (today) => ({ timing: { launchDate: addDays(today, 7) } }),
  questions: z.object({
    whom: z
      .object({
        minOrders: z.int().min(1).max(1_000).default(3).meta({ title: 'VIP from so many orders' }),
        minSpent: z.number().min(0).max(10_000_000).default(0).meta({
          title: 'or from so much spent',
          description: 'In the shop’s currency; 0 to look at orders only.',
        }),
        topOrders: z
          .int()
          .min(1)
          .max(10_000)
          .default(6)
          .meta({ title: 'The first wave: so many orders or more' }),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: z
      .object({
        what: z
          .string()
          .regex(/^[^{}\0]{1,40}$/)
          .default('Drop 12')
          .meta({ title: 'What opens' }),
        ...offerFields({ kind: 'none', codes: 'one', code: 'VIP' }),
      })
      .prefault({})
      .meta({ title: 'What do they get?' }),
    timing: z
      .object({
        launchDate: date('The launch for everybody'),
        launchTime: time('at', '10:00'),
        firstHours: hours('The first wave: hours before', 24, 168),
        secondHours: hours('The second wave: hours before', 12, 168),
        leastHours: hours('Only with a head start of at least, in hours', 2, 48),
      })
      .meta({ title: 'When?' }),
    sender,
  }),
  check: ({ timing }) => [
    ...(isDate(timing.launchDate) ? [] : [{ path: 'timing.launchDate', message: 'There is no such day.' }]),
    ...(timing.secondHours < timing.firstHours
      ? []
      : [{ path: 'timing.secondHours', message: 'The second wave comes after the first: fewer hours.' }]),
    ...(timing.leastHours < timing.secondHours
      ? []
      : [{ path: 'timing.leastHours', message: 'That is more than the second wave has.' }]),
  ],
  draw({ whom, offer: given, timing, sender: { language } }, { currency, timeZone }) {
    const copy = COPY[language];
    const gift = giftOf('vip', given, language, currency);
    const { launchDate, launchTime } = timing;
    const launch = instantOf(launchDate, launchTime, timeZone);
    const first = shifted(launchDate, launchTime, -timing.firstHours);
    const until = `{{ "${launch}" | in_words }}`;
    const way = linkTo(given.link, 'early', launch);
    const text = (name: string, at: [number, number], body: string, more: object = {}): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: {
        text: body + way,
        purpose: 'marketing',
        stillTrue: { noOrder: true },
        offerEndsAt: launch,
        usefulForMs: timing.leastHours * HOUR,
        ...more,
      },
    });
    const is = (id: string, name: string, source: 'contact' | 'segment', path: string, more: object) => ({
      branches: [{ id, name, when: { match: 'all', rules: [{ source, path, ...more }] } }],
    });
    const best =
      whom.minSpent > 0
        ? anyOf(ordersAtLeast(whom.minOrders), spentAtLeast(whom.minSpent, currency))
        : ordersAtLeast(whom.minOrders);
    return {
      name: `${given.what}: VIP`,
      companions: [],
      segments: [
        { key: 'vip', name: `VIP for ${given.what}`, rule: rule('all', ...REACHABLE, best) },
        { key: 'recent', name: 'Ordered within 14 days', rule: rule('all', lastOrder('in-last', 14)) },
      ],
      pools: gift?.pools ?? [],
      audience: { segment: 'vip' },
      graph: graphOf({
        settings: {
          reentry: { kind: 'once' },
          purpose: 'marketing',
          priority: 'high',
          goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
          exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }],
        },
        steps: {
          start: {
            at: [0, 0],
            type: 'schedule-trigger',
            name: 'Before the launch',
            config: { audience: { segment: 'segment:vip' }, ...first, clock: 'shop' },
          },
          best: {
            at: [0, 1],
            type: 'condition',
            name: 'Among the very best?',
            config: is('first', 'First wave', 'contact', 'order_count', {
              op: 'at-least',
              value: whom.topOrders,
            }),
          },
          later: {
            at: [1, 2],
            type: 'wait',
            name: 'Until the second wave',
            config: { durationMs: (timing.firstHours - timing.secondHours) * HOUR },
          },
          recent: {
            at: [0, 3],
            type: 'condition',
            name: 'Bought just now?',
            config: is('thank', 'Within 14 days', 'segment', 'segment:recent', { op: 'exists' }),
          },
          invite: text('Invite', [0, 4], copy.first(given.what, until, gift), gift?.config),
          thank: text('Thank and invite', [1, 4], copy.thanks(given.what, until)),
          told: { at: [0, 5], type: 'tag-contact', name: 'Told early', config: { add: [TOLD] } },
          launch: {
            at: [0, 6],
            type: 'wait-until',
            name: 'Until the launch is over',
            config: { moment: launch, shiftMs: 2 * DAY },
          },
          untold: { at: [0, 7], type: 'tag-contact', name: 'Like everybody', config: { remove: [TOLD] } },
          end: { at: [0, 8], type: 'exit', name: 'No order', config: { outcome: 'no order' } },
        },
        ways: [
          'start next > best',
          'best first > recent',
          'best otherwise > later',
          'later next > recent',
          'recent thank > thank',
          'recent otherwise > invite',
          'invite sent > told',
          'thank sent > told',
          'told next > launch',
          'launch next > untold',
          'launch passed > untold',
          'untold next > end',
        ],
      }),
    };
  },
});
