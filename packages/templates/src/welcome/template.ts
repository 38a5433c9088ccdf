import * as z from 'zod';
import { defineTemplate } from '../define-template.js';
import { graphOf, type DrawnStep } from '../graph-of.js';
import { SIGN_UPS } from '../needs.js';
import { giftOf, offer } from '../offer.js';
import { AGREED, rule } from '../people.js';
import { DAY, days, HOUR, sender } from '../questions.js';
import { linkTo } from '../wording.js';
import { COPY } from './copy.js';

/** Keeps people from being greeted twice, whatever they do in between. */
const GREETED = 'welcomed';

export const welcome = defineTemplate({
  id: 'welcome',
  title: 'Welcome',
  promise: 'Greets everybody who signs up, with a code of their own, and reminds once of a code unused.',
  description:
    'Asks once more before the first text, so that only people who want them get any. The code is made as the text leaves. Whoever orders, or used the code, gets no reminder, and nobody is ever welcomed twice.',
  needs: [SIGN_UPS],
  questions: z.object({
    whom: z
      .object({
        confirm: z
          .boolean()
          .default(true)
          .meta({
            title: 'Ask once more first',
            description: 'They confirm before anything else is sent.',
            ui: { short: 'asked once more' },
          }),
        readers: z
          .enum(['everyone', 'language'])
          .default('everyone')
          .meta({
            title: 'Of those who sign up',
            description: 'A shop with several storefronts creates one for each language.',
            ui: {
              rare: true,
              short: { everyone: '', language: 'by language' },
              widget: 'select',
              labels: { everyone: 'everybody', language: 'those who read the language of the texts' },
            },
          }),
        customers: z
          .enum(['greet', 'skip'])
          .default('greet')
          .meta({
            title: 'People who have ordered before',
            ui: {
              short: { greet: 'everyone who signs up', skip: 'only new customers' },
              widget: 'select',
              labels: { greet: 'are greeted without the offer', skip: 'get nothing' },
            },
          }),
      })
      .prefault({})
      .meta({ title: 'To whom?' }),
    offer: offer({ percent: 10, days: 7 }),
    timing: z
      .object({
        confirmDays: days('Wait for their yes, in days', 7, 30, {
          rare: true,
          short: '… days for their yes',
        }),
        remind: z
          .boolean()
          .default(true)
          .meta({ title: 'Remind once of a code not used', ui: { short: 'one reminder' } }),
        remindAfterDays: days('Remind after, in days', 5, 60, {
          short: 'after … days',
          onlyIf: { remind: [true] },
        }),
      })
      .prefault({})
      .meta({ title: 'When?' }),
    sender,
  }),
  draw({ whom, offer: given, timing, sender: { language } }, { currency }) {
    const copy = COPY[language];
    const gift = giftOf('welcome', given, language, currency);
    const shop = linkTo(given.link, 'shop');
    const remindAfterDays = gift?.ends
      ? Math.min(timing.remindAfterDays, given.validDays - 1)
      : timing.remindAfterDays;
    const reminds = gift !== null && timing.remind && remindAfterDays > 0;
    const text = (name: string, at: [number, number], body: string, more: object = {}): DrawnStep => ({
      at,
      type: 'send-sms',
      name,
      config: { text: body, purpose: 'marketing', ...more },
    });
    const end = (at: [number, number], name: string, outcome: string): DrawnStep => ({
      at,
      type: 'exit',
      name,
      config: { outcome },
    });

    const row = whom.confirm ? 1 : 0;
    const steps: Record<string, DrawnStep> = {
      start: whom.confirm
        ? {
            at: [0, 0],
            type: 'event-trigger',
            name: 'Asks for texts',
            config: { event: 'SMS Opt-In Requested' },
          }
        : {
            at: [0, 0],
            type: 'event-trigger',
            name: 'Signs up',
            config: {
              event: 'SMS Subscribed',
              where: {
                match: 'any',
                rules: [
                  { source: 'event', path: 'purpose', op: 'equals', value: 'marketing' },
                  { source: 'event', path: 'purpose', op: 'not-exists' },
                ],
              },
            },
          },
      bought: {
        at: [0, 3 + row],
        type: 'condition',
        name: 'Has ordered before?',
        config: {
          branches: [
            {
              id: 'customer',
              name: 'A customer',
              when: {
                match: 'all',
                rules: [{ source: 'contact', path: 'order_count', op: 'at-least', value: 1 }],
              },
            },
          ],
        },
      },
      hello: text(
        'Welcome',
        [0, 4 + row],
        `${gift ? copy.hello(gift) : copy.helloWithoutGift}${shop}`,
        gift?.config,
      ),
      greeted: { at: [0, 5 + row], type: 'tag-contact', name: 'Greeted', config: { add: [GREETED] } },
      done: end([0, (reminds ? 8 : 6) + row], 'Greeted', 'completed'),
    };
    const ways = ['bought otherwise > hello', 'hello sent > greeted'];

    if (whom.confirm) {
      steps.confirm = text('Ask once more', [0, 1], copy.confirm, {
        purpose: 'opt-in-confirmation',
      });
      steps.yes = {
        at: [0, 2],
        type: 'wait-for-event',
        name: 'Until they say yes',
        config: {
          events: [{ id: 'yes', event: 'SMS Subscribed', label: 'Yes' }],
          timeoutMs: timing.confirmDays * DAY,
        },
      };
      steps.silent = end([1, 3], 'Never confirmed', 'not confirmed');
      // Who had left and asks anew is asked for their yes, and that is all.
      steps.before = {
        at: [0, 3],
        type: 'condition',
        name: 'Greeted before?',
        config: {
          branches: [
            {
              id: 'again',
              name: 'Is back',
              when: {
                match: 'all',
                rules: [{ source: 'contact', path: 'tags', op: 'contains', value: GREETED }],
              },
            },
          ],
        },
      };
      steps.again = end([2, 4], 'Back again', 'greeted before');
      ways.push('before again > again', 'before otherwise > bought');
      ways.push('start next > confirm', 'confirm sent > yes', 'yes yes > before', 'yes timeout > silent');
    } else ways.push('start next > bought');

    if (whom.customers === 'greet') {
      steps['hello-customer'] = text('Welcome, customer', [1, 4 + row], copy.helloWithoutGift + shop);
      steps['greeted-customer'] = {
        at: [1, 5 + row],
        type: 'tag-contact',
        name: 'Greeted',
        config: { add: [GREETED] },
      };
      steps['done-customer'] = end([1, 6 + row], 'Greeted a customer', 'completed');
      ways.push(
        'bought customer > hello-customer',
        'hello-customer sent > greeted-customer',
        'greeted-customer next > done-customer',
      );
    } else {
      steps.customer = end([1, 4 + row], 'A customer already', 'customer');
      ways.push('bought customer > customer');
    }

    if (reminds) {
      steps.ordered = end([1, 7 + row], 'Ordered', 'ordered');
      steps.order = {
        at: [0, 6 + row],
        type: 'wait-for-event',
        name: 'Until they order',
        config: {
          events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
          timeoutMs: remindAfterDays * DAY,
          since: 'wait-start',
        },
      };
      steps.remind = text('Remind of the code', [0, 7 + row], copy.reminder(gift) + shop, {
        stillTrue: { noOrder: true },
        onlyIf: {
          match: 'all',
          rules: [{ source: 'contact', path: 'coupon_used', op: 'not-equals', value: true }],
        },
        ...(gift.ends && { offerEndsAt: '{{ contact.coupon_expires_at }}', usefulForMs: 6 * HOUR }),
      });
      ways.push(
        'greeted next > order',
        'order ordered > ordered',
        'order timeout > remind',
        'remind sent > done',
      );
    } else ways.push('greeted next > done');

    return {
      name: language === 'da' ? 'Velkomst' : 'Welcome',
      companions: [],
      segments: whom.confirm
        ? [
            {
              key: 'agreed',
              name: language === 'da' ? 'Har sagt ja til vores sms’er' : 'Agreed to our texts',
              rule: rule('all', ...AGREED),
            },
          ]
        : [],
      pools: gift?.pools ?? [],
      audience: {
        ...(whom.confirm
          ? { event: 'SMS Opt-In Requested', who: 'who asked for texts in the last 30 days' }
          : { event: 'SMS Subscribed', who: 'who agreed to texts in the last 30 days' }),
        nobody:
          'Nobody signed up in the last 30 days. Once published it greets the first who does: make a form under Sign-up forms, or let people text a keyword.',
      },
      graph: graphOf({
        settings: {
          reentry: { kind: 'after-exit' },
          entryFilter: {
            match: 'all',
            rules: [
              {
                match: 'any',
                rules: [
                  { source: 'contact', path: 'tags', op: 'not-contains', value: GREETED },
                  ...(whom.confirm
                    ? [{ source: 'segment' as const, path: 'segment:agreed', op: 'not-exists' as const }]
                    : []),
                ],
              },
              ...(whom.readers === 'language'
                ? [
                    {
                      source: 'contact' as const,
                      path: 'language',
                      op: 'starts-with' as const,
                      value: language,
                    },
                  ]
                : []),
            ],
          },
          purpose: 'marketing',
          priority: 'high',
          goal: { event: 'Order Completed', withinDays: Math.max(given.validDays, 7), endsRun: false },
        },
        steps,
        ways,
      }),
    };
  },
});
