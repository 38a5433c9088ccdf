import * as z from 'zod';
import { defineTemplate, type DrawnJourney, type Shop } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { hoursNote } from '../lawful-hours.js';
import { localOf, msOf } from '../local-time.js';
import { POINTS } from '../needs.js';
import { DAY, HOUR, link, sender, time } from '../questions.js';
import { linkTo } from '../wording.js';
import { COPY } from './copy.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];
const WEEK = 7;
const MINUTE = 60_000;
/** On those who were told something this week; taken off just before the next weekly hour, by whatever waits for it. */
const TOLD = 'points-told';

export const loyalty = defineTemplate({
  id: 'loyalty',
  title: 'Loyalty and benefits',
  promise: 'One text a week at most about points, the best fact only; a new tier is told at once.',
  description:
    'Six small journeys. Once a week one thing is told, the one that matters most: a tier about to be lost, points about to expire, a reward, or the balance. A new tier is told at once, a birthday on its day. Balances are read as the text leaves. A lost tier is never told.',
  needs: [POINTS],
  suggest: (_today, { programme }) =>
    programme.kind === 'ours' && !programme.givesBirthdayPoints ? {} : { offer: { birthdayPoints: 0 } },
  questions: z.object({
    whom: z
      .object({
        minPoints: z
          .int()
          .min(1)
          .max(10_000_000)
          .default(100)
          .meta({ title: 'Tell the balance from so many points on', ui: { short: 'from … points on' } }),
        expiringPoints: z
          .int()
          .min(1)
          .max(10_000_000)
          .default(50)
          .meta({ title: 'Warn if at least so many points expire', ui: { short: 'warned of … expiring' } }),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: z
      .object({
        birthdayPoints: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(100)
          .meta({
            title: 'Points for a birthday',
            description: '0: no birthday text. For a programme of our own only.',
            ui: { short: '… points on birthdays', empty: 'no birthday text' },
          }),
        pointsPerUnit: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(0)
          .meta({
            title: 'So many points are worth 1 of the shop’s currency',
            description: 'The balance is then told in money, too. 0: points only.',
            ui: { rare: true },
          }),
        link,
      })
      .prefault({})
      .meta({ title: 'What do they get?' }),
    timing: z
      .object({
        weekday: z
          .enum(WEEKDAYS)
          .default('thu')
          .meta({
            title: 'The weekly text on',
            ui: {
              widget: 'select',
              labels: {
                mon: 'Monday',
                tue: 'Tuesday',
                wed: 'Wednesday',
                thu: 'Thursday',
                fri: 'Friday',
                sat: 'Saturday',
                sun: 'Sunday',
              },
            },
          }),
        at: time('The weekly text at, where they are', '16:00'),
      })
      .prefault({})
      .meta({ title: 'When?' }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }, shop) {
    const { currency, programme } = shop;
    const copy = COPY[language];
    const way = linkTo(given.link, 'points');
    const text = (name: string, at: [number, number], body: string, more: object = {}): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: { text: body + way, purpose: 'marketing', topic: 'loyalty', ...more },
    });
    const end = (at: [number, number], name: string, outcome: string): DrawnStep => ({
      at,
      type: 'exit',
      name,
      config: { outcome },
    });
    const settings = {
      purpose: 'marketing' as const,
      goal: { event: 'Order Completed', withinDays: WEEK, endsRun: false },
    };
    const points = (least: number) => ({
      match: 'all' as const,
      rules: [{ source: 'contact' as const, path: 'points_balance', op: 'at-least' as const, value: least }],
    });
    const prefix = language === 'da' ? 'Fordele' : 'Loyalty';
    const named = (name: string, danish: string) => `${prefix}: ${language === 'da' ? danish : name}`;

    const worth =
      given.pointsPerUnit > 0
        ? ` = {{ contact.points_balance | divided_by: ${given.pointsPerUnit}.0 | floor | money: '${currency}' }}`
        : '';
    /** The weekly hour. What matters most goes first, and what comes minutes later sees that something was told. */
    const weeklyHour = (row: number, place: number): DrawnStep => ({
      at: [0, row],
      type: 'wait-until',
      name: 'The weekly hour',
      config: { time: timing.at, weekdays: [timing.weekday], clock: 'contact', shiftMs: place * 5 * MINUTE },
    });
    const weeklyText = (
      name: string,
      at: [number, number],
      body: string,
      rules: object[],
      more: object = {},
    ) =>
      text(name, at, body, {
        onlyIf: {
          match: 'all',
          rules: [...rules, { source: 'contact', path: 'tags', op: 'not-contains', value: TOLD }],
        },
        // What can't leave at its hour waits for the next week's: held texts would all leave together.
        dropAfterMs: 2 * HOUR,
        ...more,
      });
    /**
     * From the event to the weekly hour. The tag of last week goes before anybody is told, and not after: a run that is
     * ended before its time would leave it there for good.
     */
    const untilTheHour = (place: number): { steps: Record<string, DrawnStep>; ways: string[] } => ({
      steps: {
        before: {
          ...weeklyHour(1, place),
          name: 'Just before it',
          config: { ...weeklyHour(1, place).config, shiftMs: -10 * MINUTE },
        },
        untold: { at: [0, 2], type: 'tag-contact', name: 'A new week', config: { remove: [TOLD] } },
        window: weeklyHour(3, place),
      },
      ways: ['start next > before', 'before next > untold', 'before passed > untold', 'untold next > window'],
    });
    const told: { steps: Record<string, DrawnStep>; ways: string[] } = {
      steps: {
        told: { at: [0, 5], type: 'tag-contact', name: 'Told this week', config: { add: [TOLD] } },
        end: end([0, 6], 'Until next week', 'completed'),
      },
      ways: ['told next > end'],
    };
    /** News that takes part in the weekly text. */
    const news = (
      place: number,
      { event, where, name }: { event: string; where?: object; name: string },
      tell: DrawnStep,
    ) =>
      graphOf({
        settings: { ...settings, reentry: { kind: 'after-exit' } },
        steps: {
          start: {
            at: [0, 0],
            type: 'event-trigger',
            name,
            config: { event, ...(where && { where: { match: 'all', rules: [where] } }) },
          },
          ...untilTheHour(place).steps,
          tell,
          ...told.steps,
        },
        ways: [...untilTheHour(place).ways, 'window next > tell', 'tell sent > told', ...told.ways],
      });

    const weekly = graphOf({
      settings: { ...settings, reentry: { kind: 'after-exit' } },
      steps: {
        start: {
          at: [0, 0],
          type: 'event-trigger',
          name: 'Points change',
          config: { event: 'Points Changed' },
        },
        ...untilTheHour(3).steps,
        tell: weeklyText('Your balance', [0, 4], copy.balance(worth), points(whom.minPoints).rules),
        ...told.steps,
      },
      ways: [...untilTheHour(3).ways, 'window next > tell', 'tell sent > told', ...told.ways],
    });

    const companions: DrawnJourney[] = [
      {
        name: named('a new tier', 'nyt niveau'),
        graph: graphOf({
          settings: {
            ...settings,
            reentry: { kind: 'after-exit' },
            priority: 'high',
            // A text that the night held back must not celebrate what is gone by the morning.
            exits: [
              {
                id: 'fell',
                event: 'Tier Changed',
                where: {
                  match: 'all',
                  rules: [{ source: 'event', path: 'direction', op: 'equals', value: 'down' }],
                },
                outcome: 'fell again',
              },
            ],
          },
          steps: {
            start: {
              at: [0, 0],
              type: 'event-trigger',
              name: 'Rises to a tier',
              config: {
                event: 'Tier Changed',
                where: {
                  match: 'none',
                  rules: [{ source: 'event', path: 'direction', op: 'equals', value: 'down' }],
                },
              },
            },
            tell: text('Congratulate', [0, 1], copy.tierUp, {
              onlyIf: { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'exists' }] },
            }),
            end: end([0, 2], 'Told', 'completed'),
          },
          ways: ['start next > tell', 'tell sent > end'],
        }),
      },
      {
        name: named('a tier at risk', 'niveau udløber'),
        graph: news(
          0,
          { event: 'Tier At Risk', name: 'A tier is about to be lost' },
          weeklyText('What keeps it', [0, 4], copy.atRisk, [], {
            stillTrue: { noOrder: true, before: '{{ event.ends_at }}' },
          }),
        ),
      },
      {
        name: named('points expire', 'point udløber'),
        graph: news(
          1,
          {
            event: 'Points Expiring',
            where: { source: 'event', path: 'points', op: 'at-least', value: whom.expiringPoints },
            name: 'Points are about to expire',
          },
          weeklyText('Warn', [0, 4], copy.expiring, points(whom.expiringPoints).rules, {
            stillTrue: { before: '{{ event.expires_at }}' },
          }),
        ),
      },
      {
        name: named('a reward', 'en belønning'),
        graph: news(
          2,
          { event: 'Reward Ready', name: 'A reward is reached' },
          // Used, or its points spent in the meantime, it is none: the balance is told then.
          weeklyText('A reward is ready', [0, 4], copy.reward, points(1).rules, {
            stillTrue: { reward: true },
          }),
        ),
      },
    ];
    const noBirthday = whyNoBirthday(given.birthdayPoints, programme);
    if (given.birthdayPoints > 0 && noBirthday === null)
      companions.push({
        name: named('birthday', 'fødselsdag'),
        graph: graphOf({
          settings: { ...settings, reentry: { kind: 'after-days', days: 300 } },
          steps: {
            start: {
              at: [0, 0],
              type: 'date-trigger',
              name: 'Has a birthday',
              config: { field: 'birthday', time: timing.at, leapDay: 'feb-28' },
            },
            gift: {
              at: [0, 1],
              type: 'change-points',
              version: 2,
              name: 'A present',
              config: { points: given.birthdayPoints, reason: language === 'da' ? 'Fødselsdag' : 'Birthday' },
            },
            tell: text('Wish', [0, 2], copy.birthday(given.birthdayPoints)),
            end: end([0, 3], 'Wished', 'completed'),
          },
          ways: ['start next > gift', 'gift next > tell', 'tell sent > end'],
        }),
      });
    return {
      name: named('the weekly text', 'den ugentlige sms'),
      graph: weekly,
      companions,
      segments: [],
      pools: [],
      audience: {
        event: 'Points Changed',
        who: 'whose points changed in the last 30 days',
        nobody:
          'Nobody’s points changed in the last 30 days. Once published it waits for the first: set a programme up under Loyalty, or send “Points Changed”.',
      },
      notes: [
        ...(noBirthday === null ? [] : [noBirthday]),
        ...weeklyNotes({ weekday: timing.weekday, time: timing.at }, shop),
      ],
    };
  },
});

/** A present is given where points are kept, and once. */
function whyNoBirthday(points: number, { kind, givesBirthdayPoints }: Shop['programme']): string | null {
  if (points === 0) return null;
  if (kind !== 'ours')
    return 'No birthday text is drawn: points can be given only in a programme of our own, and there is none.';
  return givesBirthdayPoints
    ? 'No birthday text is drawn: your programme gives points for birthdays already.'
    : null;
}

/** Of the next weekly hour by the shop's clock: what can't leave within two hours of it is dropped. */
function weeklyNotes({ weekday, time }: { weekday: Weekday; time: string }, shop: Shop): string[] {
  const { nowMs, timeZone } = shop;
  for (let day = 1; ; day += 1) {
    const { date } = localOf(nowMs + day * DAY, timeZone);
    if (WEEKDAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] !== weekday) continue;
    const atMs = msOf(date, time, timeZone);
    return hoursNote('The weekly text', { atMs, usefulUntilMs: atMs + 2 * HOUR, nowMs }, shop);
  }
}
