import * as z from 'zod';
import { defineTemplate, type DrawnJourney } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { leaveAlone } from '../hold-out.js';
import { addDays, isDate, localOf } from '../local-time.js';
import { ORDERS } from '../needs.js';
import { giftOf, offer } from '../offer.js';
import { allOf, anyOf, didInLast, lastOrder, REACHABLE, rule, SUNSET } from '../people.js';
import { date, DAY, days, holdOut, sender, time, type Language } from '../questions.js';
import { linkTo } from '../wording.js';
import { CATEGORIES, faultsOfCategories, readCategories, type CategoryDays } from './by-category.js';
import { COPY } from './copy.js';

/**
 * Whoever has ordered since this is live has a timer of their own: those from before are the others. Of the day on which
 * it is drawn, as the timers of one that has been ended tell nobody any more.
 */
const timedSince = (day: string) => `win-back-timer-${day}`;
/** Whoever did one of these lately still means the consent that they gave. */
const SIGNS_OF_LIFE = ['SMS Subscribed', 'Order Completed', 'Link Clicked', 'SMS Received'];

export const winBack = defineTemplate({
  id: 'win-back',
  title: 'Win-back',
  promise: 'Writes to customers who fell silent: something of worth first, an offer second, then it lets go.',
  description:
    'Each order starts a timer of the person’s own, and the next order starts it anew. The period is fixed, goes by what they mostly buy, or follows from how often the person used to buy. A second journey brings those whose last order is from before, as they fall silent, so many a day.',
  needs: [ORDERS],
  suggest: (today) => ({ timing: { backfillDate: addDays(today, 1) } }),
  questions: z.object({
    whom: z
      .object({
        backfill: z
          .boolean()
          .default(true)
          .meta({
            title: 'Also those whose last order is from before',
            ui: { short: 'also those from before' },
          }),
        perDay: z
          .int()
          .min(1)
          .max(1_000_000)
          .default(200)
          .meta({ title: 'Of these, so many a day', ui: { short: '… a day', onlyIf: { backfill: [true] } } }),
        freshDays: days(
          'Of these, only who agreed, ordered, clicked or wrote within so many days',
          730,
          3_650,
        ).meta({
          title: 'Of these, only who agreed, ordered, clicked or wrote within so many days',
          description: 'A consent that nobody has used for years is hardly one.',
          ui: { rare: true, short: 'active in … days', onlyIf: { backfill: [true] } },
        }),
        holdOut: holdOut(10),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: offer({ percent: 15, days: 5, code: 'BACK' }),
    timing: z
      .object({
        basis: z
          .enum(['fixed', 'rhythm', 'category'])
          .default('fixed')
          .meta({
            title: 'Silent is who did not order',
            ui: {
              short: { fixed: '', rhythm: 'by their own rhythm', category: 'by what they buy' },
              widget: 'select',
              labels: {
                fixed: 'for so many days',
                rhythm: 'when they used to, by their own rhythm',
                category: 'for the days of what they mostly buy',
              },
            },
          }),
        days: days('Days of silence', 90, 730).meta({
          title: 'Days of silence',
          ui: { short: 'silent for … days' },
          description: 'Also for people whose rhythm is not known yet, and for what else they buy.',
        }),
        categories: z
          .string()
          .max(300)
          .regex(CATEGORIES)
          .default('')
          .meta({
            title: 'Days for each category',
            description: 'As in “Coffee: 30, Furniture: 365”, by the names in your catalogue.',
            ui: { onlyIf: { basis: ['category'] } },
          }),
        graceDays: days('Days after the expected order', 14, 90).meta({
          title: 'Days after the expected order',
          ui: { short: '… days late', onlyIf: { basis: ['rhythm'] } },
        }),
        betweenDays: days('Days until the offer, and until letting go', 14, 90, {
          short: '… days between texts',
        }),
        backfillDate: date('The others from', '').meta({
          title: 'Those from before: from',
          ui: { short: 'the others from …', widget: 'date', onlyIf: { 'whom.backfill': [true] } },
        }),
        backfillTime: time('Those from before: at', '10:00').meta({
          title: 'Those from before: at',
          ui: { widget: 'time', onlyIf: { 'whom.backfill': [true] } },
        }),
      })
      .meta({ title: 'When?' }),
    sender,
  }),
  check: ({ timing }) => [
    ...(isDate(timing.backfillDate)
      ? []
      : [{ path: 'timing.backfillDate', message: 'There is no such day.' }]),
    ...(timing.basis === 'category' ? faultsOfCategories(timing.categories) : []),
  ],
  draw({ whom, offer: given, timing, sender: { language } }, shop) {
    const { currency, takesReplies, firstDrawnMs, timeZone } = shop;
    const TIMED = timedSince(localOf(firstDrawnMs, timeZone).date);
    const copy = COPY[language];
    const gift = giftOf('back', given, language, currency);
    const way = linkTo(given.link, 'shop');
    const between = timing.betweenDays * DAY;
    const canLook = way !== '' || takesReplies;

    /** Everything from “are they free to be asked?” on, from row `row`; the same for both journeys. */
    const letters = (row: number): { steps: Record<string, DrawnStep>; ways: string[] } => {
      const text = (name: string, at: number, body: string, more: object = {}): DrawnStep => ({
        at: [0, at],
        type: 'send-sms',
        name,
        config: { text: body + way, purpose: 'marketing', stillTrue: { noOrder: true }, ...more },
      });
      return {
        steps: {
          free: {
            at: [0, row],
            type: 'condition',
            name: 'May we ask?',
            config: {
              branches: [
                {
                  id: 'not-now',
                  name: 'Better not',
                  when: {
                    match: 'any',
                    rules: [
                      { source: 'contact', path: 'has_open_case', op: 'equals', value: true },
                      { source: 'contact', path: 'has_subscription', op: 'equals', value: true },
                      { source: 'contact', path: 'tags', op: 'contains', value: SUNSET },
                    ],
                  },
                },
              ],
            },
          },
          'not-now': {
            at: [1, row + 1],
            type: 'exit',
            name: 'Better not',
            config: { outcome: 'stood down' },
          },
          value: text('Something of worth', row + 1, copy.value),
          think: { at: [0, row + 2], type: 'wait', name: 'Let them think', config: { durationMs: between } },
          offer: text('An offer', row + 3, gift ? copy.offer(gift) : copy.offerWithout, gift?.config),
          ...(canLook
            ? {
                looked: {
                  at: [0, row + 4],
                  type: 'wait-for-event',
                  name: 'Did they look at all?',
                  config: {
                    events: [
                      { id: 'looked', event: 'Link Clicked', label: 'Opened a link' },
                      { id: 'wrote', event: 'SMS Received', label: 'Wrote to us' },
                    ],
                    timeoutMs: between,
                    since: 'first-text',
                  },
                },
                interested: {
                  at: [1, row + 5],
                  type: 'exit',
                  name: 'Still with us',
                  config: { outcome: 'looked' },
                },
                sunset: { at: [0, row + 5], type: 'tag-contact', name: 'Let go', config: { add: [SUNSET] } },
                end: {
                  at: [0, row + 6],
                  type: 'exit',
                  name: 'Left out of audiences',
                  config: { outcome: 'sunset' },
                },
              }
            : {
                end: {
                  at: [0, row + 4],
                  type: 'exit',
                  name: 'Asked twice',
                  config: { outcome: 'asked twice' },
                },
              }),
        },
        ways: [
          'free not-now > not-now',
          'free otherwise > value',
          'value sent > think',
          'think next > offer',
          ...(canLook
            ? [
                'offer sent > looked',
                'looked looked > interested',
                'looked wrote > interested',
                'looked timeout > sunset',
                'sunset next > end',
              ]
            : ['offer sent > end']),
        ],
      };
    };
    // The entry is an order, months before anybody is texted.
    const goal = { event: 'Order Completed', withinDays: 30, since: 'first-text' as const, endsRun: false };

    const split = leaveAlone(whom.holdOut, [0, 4], 'free');
    const byRhythm = timing.basis === 'rhythm';
    const categories = timing.basis === 'category' ? readCategories(timing.categories) : [];
    const first = byRhythm ? 'rhythm' : categories.length > 0 ? 'buys' : 'silence';
    const own = letters(5);
    const main = graphOf({
      settings: { reentry: { kind: 'restart' }, purpose: 'marketing', priority: 'low', goal },
      steps: {
        start: {
          at: [0, 0],
          type: 'event-trigger',
          name: 'Orders',
          config: { event: 'Order Completed' },
        },
        here: {
          at: [0, 1],
          type: 'tag-contact',
          name: 'With us',
          config: { add: [TIMED], remove: [SUNSET] },
        },
        ...(byRhythm && {
          rhythm: {
            at: [0, 2] as [number, number],
            type: 'wait-until',
            name: 'Until they are overdue',
            // Nothing at all would be the next morning; what is no moment is over.
            config: {
              moment: '{{ contact.predicted_next_order_at | default: "unknown" }}',
              shiftMs: timing.graceDays * DAY,
            },
          },
        }),
        ...(categories.length > 0 && {
          buys: {
            at: [0, 2] as [number, number],
            type: 'condition',
            name: 'Which category?',
            config: {
              branches: categories.map(({ category }, index) => ({
                id: `category-${index + 1}`,
                name: category,
                when: {
                  match: 'all',
                  rules: [{ source: 'contact', path: 'favourite_category', op: 'equals', value: category }],
                },
              })),
            },
          },
        }),
        ...Object.fromEntries(
          categories.map(({ days }, index): [string, DrawnStep] => [
            `silence-${index + 1}`,
            {
              at: [index + 1, 3],
              type: 'wait',
              name: 'Until they are silent',
              config: { durationMs: days * DAY },
            },
          ]),
        ),
        silence: {
          at: byRhythm ? [1, 3] : [0, categories.length > 0 ? 3 : 2],
          type: 'wait',
          name: 'Until they are silent',
          config: { durationMs: timing.days * DAY },
        },
        ...split.steps,
        ...own.steps,
      },
      ways: [
        'start next > here',
        `here next > ${first}`,
        ...(byRhythm ? [`rhythm next > ${split.first}`, 'rhythm passed > silence'] : []),
        ...categories.flatMap((_, index) => [
          `buys category-${index + 1} > silence-${index + 1}`,
          `silence-${index + 1} next > ${split.first}`,
        ]),
        ...(categories.length > 0 ? ['buys otherwise > silence'] : []),
        `silence next > ${split.first}`,
        ...split.ways,
        ...own.ways,
      ],
    });

    const name = language === 'da' ? 'Vind kunder tilbage' : 'Win-back';
    const companions: DrawnJourney[] = [];
    if (whom.backfill) {
      // Behind the drip, so that either side is counted from the day on which it is, or would be, texted.
      const apart = leaveAlone(whom.holdOut, [0, 2], 'free');
      const others = letters(3);
      companions.push({
        name: `${name}: ${language === 'da' ? 'dem fra før' : 'those from before'}`,
        graph: graphOf({
          settings: {
            reentry: { kind: 'once' },
            purpose: 'marketing',
            priority: 'low',
            goal,
            exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }],
          },
          steps: {
            start: {
              at: [0, 0],
              type: 'schedule-trigger',
              name: 'Those who are silent',
              config: {
                audience: { segment: 'segment:silent' },
                date: timing.backfillDate,
                time: timing.backfillTime,
                // Whoever ordered shortly before this was live falls silent on a later day.
                repeat: 'daily',
                clock: 'shop',
              },
            },
            drip: {
              at: [0, 1],
              type: 'rate-gate',
              name: 'So many a day',
              config: { count: whom.perDay, everyMs: DAY },
            },
            ...apart.steps,
            ...others.steps,
          },
          ways: ['start next > drip', `drip next > ${apart.first}`, ...apart.ways, ...others.ways],
        }),
      });
    }
    return {
      name,
      graph: main,
      companions,
      segments: whom.backfill
        ? [
            {
              key: 'silent',
              name: silentName(categories.length > 0 ? null : timing.days, language),
              rule: rule(
                'all',
                ...REACHABLE,
                silentFor(timing.days, categories),
                { kind: 'tag', op: 'has-not', tag: TIMED },
                anyOf(...SIGNS_OF_LIFE.map((event) => didInLast(event, whom.freshDays))),
              ),
            },
          ]
        : [],
      pools: gift?.pools ?? [],
      audience: whom.backfill
        ? {
            segment: 'silent',
            who:
              categories.length > 0
                ? `whom we may text, and who have ordered nothing for the days of what they mostly buy; not those who gave no sign of life in ${whom.freshDays} days`
                : `whom we may text, and who have ordered nothing for ${timing.days} days; not those who gave no sign of life in ${whom.freshDays} days`,
            nobody:
              'Nobody has been silent for so long. Those who order from now on are written to when they fall silent; if there are orders in your shop, connect it under Integrations.',
          }
        : {
            event: 'Order Completed',
            who: 'who ordered in the last 30 days, each once they have fallen silent',
            nobody:
              'Nobody ordered in the last 30 days. Once published it waits for the next order; if there are some in your shop, connect it under Integrations.',
          },
      ...(whom.backfill && { perDay: whom.perDay }),
      notes: notesOn(way !== '', takesReplies),
    };
  },
});

function silentName(days: number | null, language: Language): string {
  if (language === 'da')
    return days === null ? 'Stille efter varegruppe, fra før' : `Stille i ${days} dage, fra før`;
  return days === null ? 'Silent by category, from before' : `Silent for ${days} days, from before`;
}

/** No order for so long, or for as long as what they mostly buy gives them. */
function silentFor(days: number, categories: CategoryDays[]): object {
  if (categories.length === 0) return lastOrder('over-ago', days);
  const buys = (op: 'is' | 'none-of', value: string | string[]) => ({
    kind: 'field',
    field: 'favourite_category',
    test: { type: 'text', op, value },
  });
  return anyOf(
    ...categories.map((one) => allOf(buys('is', one.category), lastOrder('over-ago', one.days))),
    allOf(
      buys(
        'none-of',
        categories.map(({ category }) => category),
      ),
      lastOrder('over-ago', days),
    ),
  );
}

/** Only a link or an answer tells that somebody looked. */
function notesOn(hasLink: boolean, takesReplies: boolean): string[] {
  if (hasLink) return [];
  return takesReplies
    ? [
        'The texts have no link: whoever neither orders nor writes back gets the tag “sunset”. With a link, opening it counts too.',
      ]
    : [
        'Nobody gets the tag “sunset”: the texts have no link and the sender hears no replies, so nothing would tell who looked. Give a link if they should.',
      ];
}
