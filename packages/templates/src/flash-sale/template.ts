import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { leaveAlone } from '../hold-out.js';
import { addDays, hoursBetween, instantOf, isDate, shifted } from '../local-time.js';
import { ORDERS } from '../needs.js';
import { giftOf, offerFields } from '../offer.js';
import { anyOf, didInLast, ordersAtLeast, REACHABLE, rule } from '../people.js';
import { date, holdOut, hours, HOUR, sender, time } from '../questions.js';
import { ofProduct, productFields } from '../product.js';
import { linkTo } from '../wording.js';
import { COPY } from './copy.js';

interface Times {
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
}

const lastsHours = ({ startDate, startTime, endDate, endTime }: Times): number =>
  hoursBetween(`${startDate}T${startTime}`, `${endDate}T${endTime}`);

export const flashSale = defineTemplate({
  id: 'flash-sale',
  title: 'Flash sale',
  promise: 'Tells of an offer that ends soon, only to those who can still use it, with one last call.',
  description:
    'One end, in the shop’s own time, stands in the text and rules what is sent: whoever could only read it too late gets nothing. The last call goes to those who opened the link and did not buy. A sale counts as urgent: each person has two such texts in 30 days.',
  needs: [ORDERS],
  suggest: (today) => ({ timing: { startDate: addDays(today, 1), endDate: addDays(today, 1) } }),
  questions: z.object({
    whom: z
      .object({
        people: z
          .enum(['active', 'customers', 'vip', 'everyone'])
          .default('active')
          .meta({
            title: 'People who',
            ui: {
              widget: 'select',
              labels: {
                active: 'bought or clicked in 90 days',
                customers: 'have ever ordered',
                vip: 'ordered often',
                everyone: 'agreed to our texts',
              },
            },
          }),
        minOrders: z
          .int()
          .min(1)
          .max(1_000)
          .default(3)
          .meta({ title: 'So many orders or more', ui: { onlyIf: { people: ['vip'] } } }),
        holdOut: holdOut(5),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: z
      .object({
        what: z
          .string()
          .regex(/^[^{}\0]{1,40}$/)
          .default('everything')
          .meta({ title: 'On what' }),
        ...productFields,
        ...offerFields({ percent: 25, codes: 'one', code: 'FLASH25' }),
      })
      .prefault({})
      .meta({ title: 'What do they get?' }),
    timing: z
      .object({
        startDate: date('Begins on'),
        startTime: time('Begins at', '10:00'),
        endDate: date('Ends on'),
        endTime: time('Ends at', '23:59'),
        leastHours: hours('Only if they still have, in hours', 2, 48),
        lastCall: z
          .boolean()
          .default(true)
          .meta({ title: 'A last call to those who opened the link and did not buy' }),
        lastCallHours: hours('So many hours before the end', 3, 24),
      })
      .meta({ title: 'When?' }),
    sender,
  }),
  check({ timing }) {
    const bad = (['startDate', 'endDate'] as const).filter((name) => !isDate(timing[name]));
    if (bad.length > 0)
      return bad.map((name) => ({ path: `timing.${name}`, message: 'There is no such day.' }));
    const lasts = lastsHours(timing);
    if (lasts <= 0) return [{ path: 'timing.endDate', message: 'It ends before it begins.' }];
    if (lasts <= timing.leastHours)
      return [
        {
          path: 'timing.leastHours',
          message: `The sale lasts ${Math.floor(lasts)} hours: nobody would be told.`,
        },
      ];
    return timing.lastCall && timing.lastCallHours >= lasts
      ? [{ path: 'timing.lastCallHours', message: 'The last call would come before the sale.' }]
      : [];
  },
  draw({ whom, offer: given, timing, sender: { language } }, { currency, timeZone }) {
    const copy = COPY[language];
    const gift = giftOf('flash', given, language, currency);
    const end = instantOf(timing.endDate, timing.endTime, timeZone);
    const until = `{{ "${end}" | in_words: '${language}' }}`;
    const way = linkTo(given.link, 'sale', end);
    const call = shifted(timing.endDate, timing.endTime, -timing.lastCallHours);
    const split = leaveAlone(whom.holdOut, [0, 1], 'open');
    const text = (
      name: string,
      at: [number, number],
      body: string,
      usefulForMs: number,
      more: object = {},
    ): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: {
        text: body + way,
        purpose: 'marketing',
        stillTrue: { noOrder: true, ...ofProduct(given) },
        offerEndsAt: end,
        usefulForMs,
        ...more,
      },
    });
    const who = {
      active: [anyOf(didInLast('Order Completed', 90), didInLast('Link Clicked', 90))],
      customers: [ordersAtLeast(1)],
      vip: [ordersAtLeast(whom.minOrders)],
      everyone: [],
    }[whom.people];
    return {
      name: `${language === 'da' ? 'Kort tilbud' : 'Flash sale'}: ${given.what}`,
      companions: [],
      segments: [
        { key: 'people', name: `Flash sale: ${given.what}`, rule: rule('all', ...REACHABLE, ...who) },
      ],
      pools: gift?.pools ?? [],
      audience: { segment: 'people' },
      toldWithinMs: Math.round((lastsHours(timing) - timing.leastHours) * HOUR),
      graph: graphOf({
        settings: {
          reentry: { kind: 'once' },
          purpose: 'marketing',
          goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
          exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }],
        },
        steps: {
          start: {
            at: [0, 0],
            type: 'schedule-trigger',
            name: 'The sale begins',
            config: {
              audience: { segment: 'segment:people' },
              date: timing.startDate,
              time: timing.startTime,
              clock: 'shop',
            },
          },
          ...split.steps,
          open: text(
            'The offer',
            [0, 2],
            copy.open(gift, given.what, until),
            timing.leastHours * HOUR,
            gift?.config,
          ),
          ...(timing.lastCall && {
            near: {
              at: [0, 3] as [number, number],
              type: 'wait-until',
              name: 'Until the end is near',
              config: { ...call, clock: 'shop' },
            },
            opened: {
              at: [0, 4] as [number, number],
              type: 'wait-for-event',
              name: 'Did they open it?',
              config: {
                events: [{ id: 'opened', event: 'Link Clicked', label: 'Opened it' }],
                // Looks back over the run: nobody is waited for.
                timeoutMs: 1_000,
                since: 'run-start',
              },
            },
            call: text('Last call', [0, 5], copy.lastCall(gift, given.what, until), HOUR),
          }),
          end: { at: [0, 6], type: 'exit', name: 'The sale is over', config: { outcome: 'no order' } },
        },
        ways: [
          `start next > ${split.first}`,
          ...split.ways,
          ...(timing.lastCall
            ? [
                'open sent > near',
                'near next > opened',
                'near passed > end',
                'opened opened > call',
                'opened timeout > end',
                'call sent > end',
              ]
            : ['open sent > end']),
        ],
      }),
    };
  },
});
