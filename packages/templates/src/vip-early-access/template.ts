import * as z from 'zod';
import { defineTemplate, type DrawnJourney, type Shop } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { hoursNote, lawfulMsWithin } from '../lawful-hours.js';
import { addDays, instantOf, isDate, localOf, msOf, shifted, timeAndDay } from '../local-time.js';
import { ORDERS } from '../needs.js';
import { endingOfferFields, giftUntil } from '../offer.js';
import {
  anyOf,
  didInLast,
  inTier,
  lastOrder,
  orderedInLast,
  noneOf,
  ordersAtLeast,
  REACHABLE,
  rule,
  spentAtLeast,
  timesOrMore,
} from '../people.js';
import { date, DAY, hours, HOUR, sender, time } from '../questions.js';
import { ofProduct, productFields } from '../product.js';
import { linkTo, slugOf } from '../wording.js';
import { COPY } from './copy.js';

const MINUTE = 60_000;
const WEEK = 7;
const LAUNCHES = '17:00';
const [FIRST_HOURS, SECOND_HOURS] = [24, 8];
/** What is to begin at once begins so much later: it has to be looked at and published. */
const AT_ONCE_MS = 15 * MINUTE;

interface Times {
  launchDate: string;
  launchTime: string;
  firstHours: number;
  secondHours: number;
}

/** When the waves go that can still go: one that has gone by goes with the next, or at once before the launch. */
function wavesOf(
  { launchDate, launchTime, firstHours, secondHours }: Times,
  { nowMs, timeZone, before, begun }: Shop,
) {
  const launchMs = msOf(launchDate, launchTime, timeZone);
  const [firstMs, secondMs] = [firstHours, secondHours].map((hours) => {
    const { date, time } = shifted(launchDate, launchTime, -hours);
    return msOf(date, time, timeZone);
  }) as [number, number];
  if (firstMs > nowMs) return { firstMs, secondMs, launchMs, isLate: false };
  const wavesBefore = (drawing: Shop['before']) =>
    drawing?.launch === new Date(launchMs).toISOString() && drawing.first && drawing.second
      ? { firstMs: Date.parse(drawing.first), secondMs: Date.parse(drawing.second) }
      : null;
  // One that is drawn anew after its first wave has begun when it did.
  const had = wavesBefore(begun);
  if (had)
    return {
      firstMs: had.firstMs,
      secondMs: secondMs > nowMs ? secondMs : had.secondMs,
      launchMs,
      isLate: false,
    };
  const last = wavesBefore(before);
  const atOnceMs =
    last && last.firstMs > nowMs ? last.firstMs : Math.ceil((nowMs + AT_ONCE_MS) / MINUTE) * MINUTE;
  const onlyMs = secondMs > nowMs ? secondMs : atOnceMs;
  return { firstMs: onlyMs, secondMs: onlyMs, launchMs, isLate: true };
}

export const vipEarlyAccess = defineTemplate({
  id: 'vip-early-access',
  title: 'VIP early access',
  promise: 'Lets your best customers in first: the very best a day before, the others some hours before.',
  description:
    'Two waves before a launch, and then a text to everybody else, who was not told and did not buy. The link is the person’s own and leads nowhere once the launch is there. Who can’t be told early enough to have something of it is not told; who bought lately is thanked. The link keeps out whom it was not sent to only if the page itself is hidden in your shop.',
  needs: [ORDERS],
  suggest: (today, shop) => ({ timing: { launchDate: launchToBeginWith(today, shop) } }),
  questions: z.object({
    whom: z
      .object({
        by: z
          .enum(['orders', 'tier'])
          .default('orders')
          .meta({
            title: 'A VIP is who',
            ui: {
              short: { orders: '', tier: '' },
              widget: 'select',
              labels: { orders: 'ordered often, or for much', tier: 'has a tier of the loyalty programme' },
            },
          }),
        tier: z
          .string()
          .trim()
          .max(60)
          .default('')
          .meta({
            title: 'This tier, or a higher one',
            description: 'By its name, as under Loyalty.',
            ui: { short: '… or higher', onlyIf: { by: ['tier'] } },
          }),
        minOrders: z
          .int()
          .min(1)
          .max(1_000)
          .default(3)
          .meta({
            title: 'VIP from so many orders',
            ui: { short: 'ordered …× or more', onlyIf: { by: ['orders'] } },
          }),
        inDays: z
          .int()
          .min(0)
          .max(730)
          .default(0)
          .meta({
            title: 'in the last so many days',
            description: '0 for ever.',
            ui: { rare: true, short: 'in … days', onlyIf: { by: ['orders'] } },
          }),
        minSpent: z
          .number()
          .min(0)
          .max(10_000_000)
          .default(0)
          .meta({
            title: 'or from so much spent',
            description: 'In the shop’s currency; 0 to look at orders only.',
            ui: { rare: true, short: 'or spent …', onlyIf: { by: ['orders'] } },
          }),
        topOrders: z
          .int()
          .min(1)
          .max(10_000)
          .default(6)
          .meta({
            title: 'The first wave: so many orders or more',
            ui: { rare: true, short: 'first wave: …×' },
          }),
        joiners: z
          .enum(['let-in', 'wait'])
          .default('let-in')
          .meta({
            title: 'Who becomes a VIP between the first wave and the launch',
            ui: {
              rare: true,
              short: { 'let-in': '', wait: 'newcomers wait' },
              widget: 'select',
              labels: { 'let-in': 'is let in with the second wave', wait: 'waits for the launch' },
            },
          }),
        launch: z
          .enum(['active', 'everyone', 'nobody'])
          .default('active')
          .meta({
            title: 'At the launch, tell the others: who',
            description: 'Never those who were told early or have ordered since.',
            ui: {
              short: {
                active: 'then the active',
                everyone: 'then everybody',
                nobody: 'nobody at the launch',
              },
              widget: 'select',
              labels: {
                active: 'bought, or opened one of our links, in the last 90 days',
                everyone: 'agreed to our texts',
                nobody: 'nobody: the launch is told elsewhere',
              },
            },
          }),
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
        ...productFields,
        ...endingOfferFields({ kind: 'none', codes: 'one', code: 'VIP' }),
      })
      .prefault({})
      .meta({ title: 'What do they get?' }),
    timing: z
      .object({
        launchDate: date('The launch for everybody', 'opens …'),
        launchTime: time('Launches at', LAUNCHES),
        firstHours: hours('The first wave: hours before', FIRST_HOURS, 168, { short: '… h before' }),
        secondHours: hours('The second wave: hours before', SECOND_HOURS, 168, { short: '… h before' }),
        leastHours: hours('Only with a head start of at least, in hours', 2, 48, {
          rare: true,
          short: 'only with … h left',
        }),
      })
      .meta({ title: 'When?' }),
    sender,
  }),
  check: ({ whom, offer, timing }, shop) => [
    ...(offer.link === ''
      ? [
          {
            path: 'offer.link',
            message: 'Say where the link leads to: without one nobody who is told can get in early.',
          },
        ]
      : []),
    ...faultsOfTimes(timing, shop),
    ...(whom.by === 'orders' || isTier(whom.tier, shop.programme)
      ? []
      : [{ path: 'whom.tier', message: tiersInWords(shop.programme.tiers) }]),
    ...(timing.secondHours < timing.firstHours
      ? []
      : [{ path: 'timing.secondHours', message: 'The second wave comes after the first: fewer hours.' }]),
    ...(timing.leastHours < timing.secondHours
      ? []
      : [{ path: 'timing.leastHours', message: 'That is more than the second wave has.' }]),
  ],
  draw({ whom, offer: given, timing, sender: { language } }, shop) {
    const { currency, timeZone, nowMs } = shop;
    const copy = COPY[language];
    const { launchDate, launchTime } = timing;
    const ends = { kind: 'at' as const, at: `${launchDate}T${launchTime}` };
    const gift = giftUntil('vip', given, ends, language, currency);
    const launch = instantOf(launchDate, launchTime, timeZone);
    const waves = wavesOf(timing, shop);
    const [first, second] = [waves.firstMs, waves.secondMs].map((ms) => localOf(ms, timeZone)) as [
      Local,
      Local,
    ];
    const hasTwo = waves.firstMs < waves.secondMs;
    const usefulUntilMs = waves.launchMs - timing.leastHours * HOUR;
    const noteOf = (what: string, atMs: number, untilMs = usefulUntilMs) =>
      hoursNote(what, { atMs, usefulUntilMs: untilMs, nowMs }, shop);
    /** On those who were told early of this launch, by whatever name: they are no part of the launch's own audience. */
    const firstDay = localOf(shop.firstDrawnMs, timeZone).date;
    const told = shop.before?.told ?? ['told-early', firstDay, slugOf(given.what)].filter(Boolean).join('-');
    const until = `{{ "${launch}" | in_words: '${language}' }}`;
    const way = linkTo(given.link, 'early', launch);
    const text = (name: string, at: [number, number], body: string, more: object = {}): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: {
        text: body + way,
        purpose: 'marketing',
        stillTrue: { noOrder: true, ...ofProduct(given) },
        onlyIf: {
          match: 'all',
          rules: [{ source: 'contact', path: 'tags', op: 'not-contains', value: told }],
        },
        offerEndsAt: launch,
        usefulForMs: timing.leastHours * HOUR,
        ...more,
      },
    });
    const is = (id: string, name: string, source: 'contact' | 'segment', path: string, more: object) => ({
      branches: [{ id, name, when: { match: 'all', rules: [{ source, path, ...more }] } }],
    });
    /** From “bought just now?” on, from row `row`; the same for those of the waves and those who join them. */
    const letters = (row: number): { steps: Record<string, DrawnStep>; ways: string[] } => ({
      steps: {
        recent: {
          at: [0, row],
          type: 'condition',
          name: 'Bought just now?',
          config: is('thank', 'Within 14 days', 'segment', 'segment:recent', { op: 'exists' }),
        },
        invite: text('Invite', [0, row + 1], copy.first(given.what, until, gift), gift?.config),
        thank: text('Thank and invite', [1, row + 1], copy.thanks(given.what, until)),
        told: { at: [0, row + 2], type: 'tag-contact', name: 'Told early', config: { add: [told] } },
        launch: {
          at: [0, row + 3],
          type: 'wait-until',
          name: 'Until the launch is over',
          config: { moment: launch, shiftMs: 2 * DAY },
        },
        untold: { at: [0, row + 4], type: 'tag-contact', name: 'Like everybody', config: { remove: [told] } },
        end: { at: [0, row + 5], type: 'exit', name: 'No order', config: { outcome: 'no order' } },
      },
      ways: [
        'recent thank > thank',
        'recent otherwise > invite',
        'invite sent > told',
        'thank sent > told',
        'told next > launch',
        'launch next > untold',
        'launch passed > untold',
        'untold next > end',
      ],
    });
    const settings = {
      reentry: { kind: 'once' as const },
      purpose: 'marketing' as const,
      priority: 'high' as const,
      goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
      exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }],
    };
    const often =
      whom.inDays > 0 ? orderedInLast(whom.minOrders, whom.inDays) : ordersAtLeast(whom.minOrders);
    const { tiers } = shop.programme;
    const best =
      whom.by === 'tier'
        ? inTier(tiers.includes(whom.tier) ? tiers.slice(tiers.indexOf(whom.tier)) : [whom.tier])
        : whom.minSpent > 0
          ? anyOf(often, spentAtLeast(whom.minSpent, currency))
          : often;
    const companions: DrawnJourney[] = [];
    if (whom.joiners === 'let-in') {
      const own = letters(3);
      companions.push({
        name: `${given.what}: ${copy.joiners}`,
        graph: graphOf({
          settings,
          steps: {
            start: {
              at: [0, 0],
              type: 'segment-trigger',
              name: 'Becomes a VIP',
              config: { segment: 'segment:vip' },
            },
            begun: {
              at: [0, 1],
              type: 'wait-until',
              name: 'Has it begun?',
              config: { moment: instantOf(first.date, first.time, timeZone) },
            },
            early: { at: [1, 2], type: 'exit', name: 'In the first wave', config: { outcome: 'in time' } },
            wave: {
              at: [0, 2],
              type: 'wait-until',
              name: 'With the second wave',
              // After those who were in it from the beginning: who is both is told once.
              config: { moment: instantOf(second.date, second.time, timeZone), shiftMs: MINUTE },
            },
            ...own.steps,
          },
          ways: [
            'start next > begun',
            'begun next > early',
            'begun passed > wave',
            'wave next > recent',
            'wave passed > recent',
            ...own.ways,
          ],
        }),
      });
    }
    if (whom.launch !== 'nobody')
      companions.push({
        name: `${given.what}: ${copy.launch}`,
        graph: graphOf({
          settings: { ...settings, priority: 'normal' },
          steps: {
            start: {
              at: [0, 0],
              type: 'schedule-trigger',
              name: 'The launch',
              config: {
                audience: { segment: 'segment:others' },
                date: launchDate,
                time: launchTime,
                clock: 'shop',
              },
            },
            tell: {
              at: [0, 1],
              type: 'send-sms',
              name: 'Open to everybody',
              config: {
                text: copy.open(given.what) + linkTo(given.link, 'launch'),
                purpose: 'marketing',
                dropAfterMs: DAY,
                stillTrue: { noOrder: true, ...ofProduct(given) },
              },
            },
            end: { at: [0, 2], type: 'exit', name: 'Told', config: { outcome: 'told' } },
          },
          ways: ['start next > tell', 'tell sent > end'],
        }),
      });
    const own = letters(3);
    const named = (english: string, danish: string) => (language === 'da' ? danish : english);
    return {
      name: `${given.what}: VIP`,
      companions,
      segments: [
        {
          key: 'vip',
          name: named(`VIP for ${given.what}`, `VIP til ${given.what}`),
          rule: rule('all', ...REACHABLE, best),
        },
        {
          key: 'recent',
          name: named('Ordered within 14 days', 'Købt inden for 14 dage'),
          rule: rule('all', lastOrder('in-last', 14)),
        },
        {
          key: 'others',
          name: named(`Not told early of ${given.what}`, `Fik ikke besked tidligt om ${given.what}`),
          rule: rule(
            'all',
            ...REACHABLE,
            { kind: 'tag', op: 'has-not', tag: told },
            noneOf(lastOrder('in-last', Math.ceil((waves.launchMs - waves.firstMs) / HOUR), 'hours')),
            ...(whom.launch === 'active'
              ? [anyOf(didInLast('Order Completed', 90), didInLast('Link Clicked', 90))]
              : []),
          ),
        },
      ],
      pools: gift?.pools ?? [],
      keeps: {
        launch: new Date(waves.launchMs).toISOString(),
        first: new Date(waves.firstMs).toISOString(),
        second: new Date(waves.secondMs).toISOString(),
        told,
      },
      audience: {
        segment: 'vip',
        who: `whom we may text, and who ${vipInWords(whom, currency)}`,
        nobody:
          whom.by === 'tier'
            ? 'Nobody whom we may text has this tier: published as it is, it texts nobody. Choose a lower one, or see under Loyalty who has which.'
            : 'Nobody is a VIP by this: published as it is, it texts nobody. Ask for fewer orders, or let in your people, their orders and their consents first.',
      },
      toldWithinMs: lawfulMsWithin(waves.firstMs, usefulUntilMs, shop),
      notes: [
        ...(waves.isLate
          ? [
              `The first wave has gone by: all of the best are told together, at ${timeAndDay(waves.firstMs, timeZone)}. Publish it before that.`,
            ]
          : []),
        ...noteOf(hasTwo ? 'The first wave' : 'The invitation', waves.firstMs),
        ...(hasTwo ? noteOf('The second wave', waves.secondMs) : []),
        ...(whom.launch === 'nobody'
          ? []
          : noteOf('The text at the launch', waves.launchMs, waves.launchMs + DAY)),
      ],
      graph: graphOf({
        settings,
        steps: {
          start: {
            at: [0, 0],
            type: 'schedule-trigger',
            name: 'Before the launch',
            config: { audience: { segment: 'segment:vip' }, ...first, clock: 'shop' },
          },
          ...(hasTwo && {
            best: {
              at: [0, 1] as [number, number],
              type: 'condition',
              name: 'Among the very best?',
              config: is('first', 'First wave', 'contact', 'order_count', {
                op: 'at-least',
                value: whom.topOrders,
              }),
            },
            later: {
              at: [1, 2] as [number, number],
              type: 'wait-until',
              name: 'Until the second wave',
              config: { moment: instantOf(second.date, second.time, timeZone) },
            },
          }),
          ...own.steps,
        },
        ways: [
          ...(hasTwo
            ? [
                'start next > best',
                'best first > recent',
                'best otherwise > later',
                'later next > recent',
                'later passed > recent',
              ]
            : ['start next > recent']),
          ...own.ways,
        ],
      }),
    };
  },
});

/** The first day from a week ahead on whose waves and launch leave while texts may reach people. */
function launchToBeginWith(
  today: string,
  { timeZone, mayReachMs }: Pick<Shop, 'timeZone' | 'mayReachMs'>,
): string {
  const isLawful = (day: string) =>
    [FIRST_HOURS, SECOND_HOURS, 0].every((hours) => {
      const { date, time } = shifted(day, LAUNCHES, -hours);
      const ms = msOf(date, time, timeZone);
      return mayReachMs(ms) === ms;
    });
  const days = Array.from({ length: WEEK }, (_, index) => addDays(today, WEEK + index));
  return days.find(isLawful) ?? days[0]!;
}

function vipInWords(
  whom: { by: 'orders' | 'tier'; tier: string; minOrders: number; inDays: number; minSpent: number },
  currency: string,
): string {
  if (whom.by === 'tier') return `have the tier “${whom.tier}”, or a higher one`;
  const often = `ordered ${timesOrMore(whom.minOrders)}${whom.inDays > 0 ? ` in the last ${whom.inDays} days` : ''}`;
  return whom.minSpent > 0 ? `${often}, or for ${whom.minSpent} ${currency} in all` : often;
}

type Local = ReturnType<typeof localOf>;

function faultsOfTimes(timing: Times & { leastHours: number }, shop: Shop) {
  if (!isDate(timing.launchDate)) return [{ path: 'timing.launchDate', message: 'There is no such day.' }];
  const { firstMs, launchMs, isLate } = wavesOf(timing, shop);
  if (launchMs <= shop.nowMs) return [{ path: 'timing.launchDate', message: 'That launch is over already.' }];
  return isLate && launchMs - firstMs < timing.leastHours * HOUR
    ? [
        {
          path: 'timing.leastHours',
          message: 'Both waves have gone by, and too little is left before the launch: nobody would be told.',
        },
      ]
    : [];
}

/** Tiers that are kept elsewhere are known by nobody here. */
const isTier = (tier: string, { kind, tiers }: Shop['programme']): boolean =>
  tiers.includes(tier) || (kind === 'theirs' && tiers.length === 0 && tier !== '');

const tiersInWords = (tiers: string[]): string =>
  tiers.length === 0
    ? 'There are no tiers: set up a loyalty programme that has some.'
    : `There is no such tier. There are: ${tiers.join(', ')}.`;
