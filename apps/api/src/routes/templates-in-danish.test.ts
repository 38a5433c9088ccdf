import { readdirSync, readFileSync } from 'node:fs';
import { recommend, templates, type Signals } from '@signalbox/templates';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { danish, sayings } from '../../../editor/src/language/danish/index.js';
import { sayWith } from '../../../editor/src/language/sayings.js';
import { SHOP } from '../../../../packages/templates/src/testing.js';
import { textsOfSchema } from '../../../editor/src/language/texts-of-schema.js';

const say = sayWith(sayings);
const inDanish = (text: string) => say(text) ?? danish[text];
/** Those of which there is no Danish: each has to come into `apps/editor/src/language/danish/said`. */
const missingOf = (texts: string[]) => [...new Set(texts)].filter((text) => inDanish(text) === undefined);

const SOURCE = new URL('../../../../packages/templates/src/', import.meta.url);

/** What an answer is refused with, a number in each place. */
const faultsOf = (source: string): string[] =>
  [...source.matchAll(/message:\s*(?:'([^']+)'|`([^`]+)`)/g)].map(([, whole, filled]) =>
    (whole ?? filled!).replaceAll(/\$\{.*?\}(?=[^}]*$|[^}]*\$)/g, '5'),
  );

describe('in Danish', () => {
  it.each(templates.map((template) => [template.id, template] as const))(
    'the template %s says what it is, what it needs and what it asks',
    (_id, { title, promise, description, needs, questions }) => {
      const schema = z.toJSONSchema(questions, { io: 'input' });
      expect(
        missingOf([
          title,
          promise,
          description,
          ...needs.map(({ missing }) => missing),
          ...textsOfSchema(schema),
        ]),
      ).toEqual([]);
    },
  );

  it.each(templates.map((template) => [template.id, template] as const))(
    'the template %s says whom it reaches, and what it means that there is nobody',
    (_id, template) => {
      const day = { startDate: '2026-12-01', endDate: '2026-12-02', launchDate: '2026-12-08' };
      const said = [
        {},
        ...['active', 'customers', 'vip', 'everyone'].map((people) => ({ people, minOrders: 1 })),
        { people: 'vip', minOrders: 3, inDays: 90, minSpent: 500 },
        ...[
          { confirm: false },
          { backfill: false },
          { by: 'tier', tier: 'Gold' },
          { minSpent: 49.5 },
          { inDays: 9 },
        ],
      ].flatMap((whom) => {
        const answers = template.questions.parse({ whom, timing: { ...day, backfillDate: '2026-12-01' } });
        const { who, nobody } = template.draw(answers, SHOP).audience;
        return [who, nobody];
      });
      expect(missingOf(said)).toEqual([]);
    },
  );

  it('the templates say what is wrong with an answer', () => {
    const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readFileSync(new URL(path, SOURCE), 'utf8'));
    expect(missingOf(sources.flatMap(faultsOf))).toEqual([]);
  });

  it('the gallery says why a template is recommended', () => {
    const nothing: Signals = {
      ...{ recent: {}, signUps: { requested: 0, atOnce: 0 }, triggers: [], inUse: [] },
      ...{ mayText: { silent: 0, regulars: 0 } },
      ...{ customers: 0, silent: 0, regulars: 0, leftBehind: 0, soldOut: 0, variants: 0 },
    };
    const reasons = [
      { signUps: { requested: 0, atOnce: 5 } },
      { leftBehind: 5 },
      { recent: { 'Back In Stock Requested': 1 } },
      { recent: { 'Back In Stock Requested': 2 } },
      { soldOut: 3, variants: 3 },
      { silent: 20 },
      { silent: 20, mayText: { silent: 3, regulars: 0 } },
      { silent: 20, mayText: { silent: 20, regulars: 0 } },
      { regulars: 1_000 },
      { regulars: 1_000, mayText: { silent: 0, regulars: 999 } },
      { regulars: 1_000, mayText: { silent: 0, regulars: 1_000 } },
    ].flatMap((signals) => recommend({ ...nothing, ...signals }).map(({ reason }) => reason));
    expect(reasons).toHaveLength(11);
    expect(missingOf(reasons)).toEqual([]);
  });

  it('the page of a template says what the API found out for it', () => {
    const found = [
      'How the rounds of waitlists go changes at once for all lines, not only when this is published.',
      'How the rounds of waitlists go stays as it is, whatever is answered here: only an administrator changes these settings.',
      'No shop is connected in which codes could be made. Upload a list to the pool “welcome-10pct-7d” under Coupons, or choose the same code for everybody; without a code nothing is sent.',
      'At 1 text a second it takes 2 minutes until all are told.',
      'At 10 texts a second it takes 2 minutes until all are told.',
      'At 1 text a second only 5 of 10 can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.',
      'At 10 texts a second only 5 of 10 can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.',
      '1 person agreed at once in the last 30 days: by a form that asks once, in your shop or by the API. With “Ask once more first” nobody greets those.',
      '2 people agreed at once in the last 30 days: by a form that asks once, in your shop or by the API. With “Ask once more first” nobody greets those.',
      '1 person asked in the last 30 days and had to confirm: those are greeted once they have.',
      '2 people asked in the last 30 days and had to confirm: those are greeted once they have.',
      'It takes from a later one: 1,200 of those whom “Flash sale: boots” is for lose that, as they may have 2 in 30 days.',
      'It takes from a later one: up to 1,200 of those whom “Flash sale: boots” is for lose that, as they may have 2 in 30 days.',
      'Up to 1,200 lose it, should they get every text with an end time of “Flash sale: boots”, “Flash sale: hats”.',
      'Up to 1,200 more lose it, should they get every text with an end time of “Flash sale: boots”.',
      '1,200 have no room left for the last of its texts with an end time: each counts, and they may have 2 in 30 days.',
      'There is no sender “Acme” any more.',
      'No product of your shop has a variant with the id “6O1”. Look it up under Products and waitlists.',
      'No products are known here yet, so nobody can see when “601” is nearly sold out: the texts go out all the same. Connect your shop’s catalogue under Integrations.',
    ];
    expect(missingOf(found)).toEqual([]);
  });
});
