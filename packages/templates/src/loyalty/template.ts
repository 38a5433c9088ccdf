import * as z from 'zod';
import { defineTemplate, type DrawnJourney } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { POINTS } from '../needs.js';
import { link, sender, time } from '../questions.js';
import { linkTo } from '../wording.js';
import { COPY } from './copy.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WEEK = 7;

export const loyalty = defineTemplate({
  id: 'loyalty',
  title: 'Loyalty and benefits',
  promise: 'One text a week at most about points, the best fact only; a new tier is told at once.',
  description:
    'Four small journeys: a weekly one that picks the one thing worth telling, one for a new tier, one for points that are about to expire, and one for birthdays. Balances are read as the text leaves. Losing a tier is never told.',
  needs: [POINTS],
  questions: z.object({
    whom: z
      .object({
        minPoints: z
          .int()
          .min(1)
          .max(10_000_000)
          .default(100)
          .meta({ title: 'Tell the balance from so many points on' }),
        expiringPoints: z
          .int()
          .min(1)
          .max(10_000_000)
          .default(50)
          .meta({ title: 'Warn if at least so many points expire' }),
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
          .meta({ title: 'Points for a birthday', description: '0: no birthday text.' }),
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
        at: time('at, where they are', '16:00'),
      })
      .prefault({})
      .meta({ title: 'When?' }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }) {
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

    const weekly = graphOf({
      // What comes within the week after a text waits for the next one.
      settings: { ...settings, reentry: { kind: 'after-days', days: WEEK } },
      steps: {
        start: {
          at: [0, 0],
          type: 'event-trigger',
          name: 'Points change',
          config: { event: 'Points Changed' },
        },
        window: {
          at: [0, 1],
          type: 'wait-until',
          name: 'The weekly hour',
          config: { time: timing.at, weekdays: [timing.weekday], clock: 'contact' },
        },
        reward: {
          at: [0, 2],
          type: 'wait-for-event',
          name: 'Was a reward reached?',
          config: {
            events: [{ id: 'ready', event: 'Reward Ready', label: 'Reward ready' }],
            // Looks back over the run: nobody is waited for.
            timeoutMs: 1_000,
            since: 'run-start',
          },
        },
        'tell-reward': text('A reward is ready', [0, 3], copy.reward, { onlyIf: points(1) }),
        'tell-balance': text('Your balance', [1, 3], copy.balance, { onlyIf: points(whom.minPoints) }),
        end: end([0, 4], 'Until next week', 'completed'),
      },
      ways: [
        'start next > window',
        'window next > reward',
        'reward ready > tell-reward',
        'reward timeout > tell-balance',
        'tell-reward sent > end',
        'tell-balance sent > end',
      ],
    });

    const companions: DrawnJourney[] = [
      {
        name: named('a new tier', 'nyt niveau'),
        graph: graphOf({
          settings: { ...settings, reentry: { kind: 'after-exit' }, priority: 'high' },
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
        name: named('points expire', 'point udløber'),
        graph: graphOf({
          settings: { ...settings, reentry: { kind: 'after-days', days: WEEK } },
          steps: {
            start: {
              at: [0, 0],
              type: 'event-trigger',
              name: 'Points are about to expire',
              config: {
                event: 'Points Expiring',
                where: {
                  match: 'all',
                  rules: [{ source: 'event', path: 'points', op: 'at-least', value: whom.expiringPoints }],
                },
              },
            },
            tell: text('Warn', [0, 1], copy.expiring, { onlyIf: points(whom.expiringPoints) }),
            end: end([0, 2], 'Told', 'completed'),
          },
          ways: ['start next > tell', 'tell sent > end'],
        }),
      },
    ];
    if (given.birthdayPoints > 0)
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
      audience: { event: 'Points Changed' },
    };
  },
});
