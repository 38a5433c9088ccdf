import * as z from 'zod';
import { defineTemplate, type Shop } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { leaveAlone } from '../hold-out.js';
import { hoursNote, lastLawfulMs, lawfulMsWithin } from '../lawful-hours.js';
import {
  addDays,
  hoursBetween,
  instantOf,
  isDate,
  localOf,
  msOf,
  shifted,
  timeAndDay,
} from '../local-time.js';
import { ORDERS } from '../needs.js';
import { endingOfferFields, giftUntil } from '../offer.js';
import { anyOf, didInLast, nobodyToText, ordersAtLeast, REACHABLE, rule, timesOrMore } from '../people.js';
import { date, holdOut, hours, HOUR, sender, time } from '../questions.js';
import { ofProduct, productFields } from '../product.js';
import { inLanguage, linkTo, slugOf } from '../wording.js';
import { COPY } from './copy.js';

interface Times {
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
}

const MINUTE = 60_000;
const WEEK = 7;
const [STARTS, ENDS] = ['10:00', '23:59'];
/** How long before the end the last call may be suggested: the latest that is lawful is the best. */
const CALL_HOURS = [3, 4, 5, 6, 7, 8, 9, 10];
/** What is to begin at once begins so much later: it has to be looked at and published. */
const AT_ONCE_MS = 15 * MINUTE;

const lastsHours = ({ startDate, startTime, endDate, endTime }: Times): number =>
  hoursBetween(`${startDate}T${startTime}`, `${endDate}T${endTime}`);

const askedStart = ({ startDate, startTime }: Times) => `${startDate}T${startTime}`;

/** The times of a sale that begins when it can still begin. */
function ahead(times: Times, { nowMs, timeZone, before, begun }: Shop): Times & { isLate: boolean } {
  if (msOf(times.startDate, times.startTime, timeZone) > nowMs) return { ...times, isLate: false };
  const startOf = (drawing: Shop['before']) => {
    const [startDate, startTime] =
      (drawing?.asked === askedStart(times) ? drawing.start : undefined)?.split('T') ?? [];
    return startDate && startTime ? { startDate, startTime } : null;
  };
  // One that is drawn anew while it goes on has begun when it did.
  const itsStart = startOf(begun);
  if (itsStart) return { ...times, ...itsStart, isLate: false };
  const last = startOf(before);
  if (last && msOf(last.startDate, last.startTime, timeZone) > nowMs)
    return { ...times, ...last, isLate: true };
  const { date, time } = localOf(Math.ceil((nowMs + AT_ONCE_MS) / MINUTE) * MINUTE, timeZone);
  return { ...times, startDate: date, startTime: time, isLate: true };
}

/** Tells two sales of one thing on one day apart, though all that is answered is the same. */
const drawingOf = (firstDrawnMs: number): string =>
  Math.floor(firstDrawnMs / 1_000)
    .toString(36)
    .slice(-4);

/** The first day from tomorrow on whose offer and last call leave while texts may reach people. */
function timesToBeginWith(today: string, { timeZone, mayReachMs }: Pick<Shop, 'timeZone' | 'mayReachMs'>) {
  const isLawful = (date: string, time: string) => {
    const ms = msOf(date, time, timeZone);
    return mayReachMs(ms) === ms;
  };
  for (let inDays = 1; inDays <= WEEK; inDays++) {
    const day = addDays(today, inDays);
    if (!isLawful(day, STARTS)) continue;
    const lastCallHours = CALL_HOURS.find((hours) => {
      const call = shifted(day, ENDS, -hours);
      return isLawful(call.date, call.time);
    });
    if (lastCallHours !== undefined) return { startDate: day, endDate: day, lastCallHours };
  }
  return { startDate: addDays(today, 1), endDate: addDays(today, 1) };
}

export const flashSale = defineTemplate({
  id: 'flash-sale',
  title: 'Flash sale',
  promise: 'Tells of an offer that ends soon, only to those who can still use it, with one last call.',
  description:
    'One end, in the shop’s own time, stands in the text and rules what is sent: whoever could only read it too late gets nothing. The last call goes to those who opened the link and did not buy; without a link, to all who did not buy. Both texts count as urgent: each person has two such texts in 30 days.',
  needs: [ORDERS],
  suggest: (today, shop) => ({ timing: timesToBeginWith(today, shop) }),
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
          .meta({
            title: 'So many orders or more',
            ui: { short: 'ordered …× or more', onlyIf: { people: ['vip'] } },
          }),
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
        ...endingOfferFields({ percent: 25, codes: 'one', code: 'FLASH' }),
      })
      .prefault({})
      .meta({ title: 'What do they get?' }),
    timing: z
      .object({
        startDate: date('Begins on', 'from …'),
        startTime: time('Begins at', STARTS),
        endDate: date('Ends on', 'until …'),
        endTime: time('Ends at', ENDS),
        leastHours: hours('Only if they still have, in hours', 2, 48, {
          rare: true,
          short: 'only with … h left',
        }),
        lastCall: z
          .boolean()
          .default(true)
          .meta({
            title: 'A last call to those who opened the link and did not buy',
            description: 'Without a link it can’t be known who looked: all who did not buy get it.',
            ui: { short: 'a last call' },
          }),
        lastCallHours: hours('So many hours before the end', 3, 24, {
          rare: true,
          short: '… h before the end',
        }),
      })
      .meta({ title: 'When?' }),
    sender,
  }),
  check({ timing: given }, shop) {
    const bad = (['startDate', 'endDate'] as const).filter((name) => !isDate(given[name]));
    if (bad.length > 0)
      return bad.map((name) => ({ path: `timing.${name}`, message: 'There is no such day.' }));
    if (lastsHours(given) <= 0) return [{ path: 'timing.endDate', message: 'It ends before it begins.' }];
    if (msOf(given.endDate, given.endTime, shop.timeZone) <= shop.nowMs)
      return [{ path: 'timing.endDate', message: 'That is over already.' }];
    const timing = { ...given, ...ahead(given, shop) };
    const lasts = lastsHours(timing);
    if (lasts <= timing.leastHours)
      return [
        {
          path: 'timing.leastHours',
          message: timing.isLate
            ? `It is over in ${Math.max(0, Math.floor(lasts))} hours: nobody would be told.`
            : `The sale lasts ${Math.floor(lasts)} hours: nobody would be told.`,
        },
      ];
    return timing.lastCall && timing.lastCallHours >= lasts
      ? [{ path: 'timing.lastCallHours', message: 'The last call would come before the sale.' }]
      : [];
  },
  draw({ whom, offer: given, timing: asked, sender: { language } }, shop) {
    const { currency, timeZone, nowMs } = shop;
    const timing = { ...asked, ...ahead(asked, shop) };
    const copy = COPY[language];
    const ends = { kind: 'at' as const, at: `${timing.endDate}T${timing.endTime}` };
    const gift = giftUntil('flash', given, ends, language, currency);
    const end = instantOf(timing.endDate, timing.endTime, timeZone);
    const [startMs, endMs] = [
      Date.parse(instantOf(timing.startDate, timing.startTime, timeZone)),
      Date.parse(end),
    ];
    const until = `{{ "${end}" | in_words: '${language}' }}`;
    // The same when anything is answered anew after its beginning: who clicked before that has clicked.
    const linkName =
      shop.begun?.link ??
      ['sale', asked.startDate, slugOf(given.what), drawingOf(shop.firstDrawnMs)].filter(Boolean).join('-');
    const way = linkTo(given.link, linkName, end);
    const wanted = shifted(timing.endDate, timing.endTime, -timing.lastCallHours);
    const wantedMs = msOf(wanted.date, wanted.time, timeZone);
    const callMs = lastLawfulMs(wantedMs, startMs + HOUR, shop) ?? wantedMs;
    const call = localOf(callMs, timeZone);
    const asksForClick = given.link !== '';
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
    const name = `${language === 'da' ? 'Kort tilbud' : 'Flash sale'}: ${inLanguage(given.what, language)}`;
    const conditions = {
      active: [anyOf(didInLast('Order Completed', 90), didInLast('Link Clicked', 90))],
      customers: [ordersAtLeast(1)],
      vip: [ordersAtLeast(whom.minOrders)],
      everyone: [],
    }[whom.people];
    return {
      name,
      companions: [],
      segments: [{ key: 'people', name, rule: rule('all', ...REACHABLE, ...conditions) }],
      pools: gift?.pools ?? [],
      keeps: { asked: askedStart(asked), start: askedStart(timing), link: linkName },
      audience: {
        segment: 'people',
        who: {
          active: 'whom we may text, and who bought, or opened one of our links, in the last 90 days',
          customers: 'whom we may text, and who have ordered before',
          vip: `whom we may text, and who ordered ${timesOrMore(whom.minOrders)}`,
          everyone: 'everybody whom we may text',
        }[whom.people],
        nobody: nobodyToText(whom.people === 'everyone'),
      },
      notes: [
        ...(timing.isLate
          ? [
              `Its beginning has gone by: it begins at ${timeAndDay(startMs, timeZone)} instead. Publish it before that.`,
            ]
          : []),
        ...hoursNote(
          'The offer',
          { atMs: startMs, usefulUntilMs: endMs - timing.leastHours * HOUR, nowMs },
          shop,
        ),
        ...(timing.lastCall && !asksForClick
          ? ['There is no link: the last call goes to all who did not buy, not only to those who looked.']
          : []),
        ...(timing.lastCall && callMs !== wantedMs
          ? [
              `The last call at ${timeAndDay(wantedMs, timeZone)} would come outside the hours in which texts may reach people there: it leaves at ${timeAndDay(callMs, timeZone)}.`,
            ]
          : []),
        ...(timing.lastCall && callMs === wantedMs
          ? hoursNote('The last call', { atMs: callMs, usefulUntilMs: endMs - HOUR, nowMs }, shop)
          : []),
      ],
      toldWithinMs: lawfulMsWithin(startMs, endMs - timing.leastHours * HOUR, shop),
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
            ...(asksForClick && { opened: opened(linkName) }),
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
                'near passed > end',
                ...(asksForClick
                  ? ['near next > opened', 'opened opened > call', 'opened timeout > end']
                  : ['near next > call']),
                'call sent > end',
              ]
            : ['open sent > end']),
        ],
      }),
    };
  },
});

/** Looks back over the run: nobody is waited for. */
const opened = (linkName: string): DrawnStep => ({
  at: [0, 4],
  type: 'wait-for-event',
  name: 'Did they open it?',
  config: {
    events: [
      {
        id: 'opened',
        event: 'Link Clicked',
        label: 'Opened it',
        where: {
          match: 'all',
          rules: [{ source: 'event', path: 'link_name', op: 'equals', value: linkName }],
        },
      },
    ],
    timeoutMs: 1_000,
    since: 'run-start',
  },
});
