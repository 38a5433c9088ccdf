import { describe, expect, test } from 'vitest';
import { readAnswers, templates } from './index.js';
import { SHOP } from './testing.js';

const DAY = { startDate: '2026-12-01', endDate: '2026-12-01' };
const faultsOf = (id: string, given: Record<string, unknown>, shop = SHOP) => {
  const read = readAnswers(
    templates.find((template) => template.id === id)!,
    given,
    shop,
  );
  return read.ok ? [] : read.faults.map(({ path, code, message }) => [path, code, message]);
};

describe('an answer that can’t be taken is told by its field, in words, with a code', () => {
  const long = 'Nørgård & Søn'.repeat(6);
  const kinds =
    'none (No offer: the message is enough), percent (A percentage off), amount (An amount off), free-shipping (Free shipping)';
  test.each<[string, Record<string, unknown>, string, string, string]>([
    ['welcome', { offer: { percent: 0 } }, 'offer.percent', 'unfit-answer', 'Percent off: At least 1.'],
    ['welcome', { offer: { percent: 100 } }, 'offer.percent', 'unfit-answer', 'Percent off: At most 90.'],
    ['welcome', { offer: { percent: '17' } }, 'offer.percent', 'unfit-answer', 'Percent off: Enter a whole number.'],
    ['welcome', { offer: { percent: 1e99 } }, 'offer.percent', 'unfit-answer', 'Percent off: At most 90.'],
    ['welcome', { offer: { amount: 9.995 } }, 'offer.amount', 'unfit-answer', 'Amount off: At most 2 digits behind the point.'],
    ['welcome', { offer: { kind: 'gift' } }, 'offer.kind', 'unfit-answer', `They get: Choose one of: ${kinds}.`],
    ['welcome', { offer: { code: 'Æ 10' } }, 'offer.code', 'unfit-answer', 'The code for everybody: This is not in the right form. Make it in your shop first: 2 to 20 of A to Z, digits, - and _.'],
    ['welcome', { offer: { kind: 'amount', currency: 'kr.' } }, 'offer.currency', 'unfit-answer', 'In the currency: This is not in the right form. Three letters, such as EUR. Empty: that of most of the shop’s orders.'],
    ['welcome', { offer: { kind: 'amount', currency: 'XQX' } }, 'offer.currency', 'bad-answer', 'There is no currency “XQX”.'],
    ['welcome', { offer: { kind: 'amount', amount: 500.5, currency: 'JPY' } }, 'offer.amount', 'bad-answer', 'JPY has no smaller coins: give a whole amount.'],
    ['welcome', { sender: { brand: long } }, 'sender.brand', 'unfit-answer', 'Name in front of each text: At most 40 characters; this has 78.'],
    ['welcome', { sender: { brand: null } }, 'sender.brand', 'missing-answer', 'Name in front of each text: Fill this in.'],
    ['welcome', { whom: 'all' }, 'whom', 'unfit-answer', 'To whom?: This must be a group of fields.'],
    ['welcome', { offer: { precent: 5 } }, 'offer.precent', 'unknown-answer', 'Nothing is asked by the name “offer.precent”. Names here: kind, percent, amount, currency, codes, code, validDays, link.'],
    ['loyalty', { when: {} }, 'when', 'unknown-answer', 'Nothing is asked by the name “when”. Names here: whom, offer, timing, sender.'],
    ['flash-sale', { timing: { ...DAY, endDate: '2026-11-31' } }, 'timing.endDate', 'bad-answer', 'There is no such day.'],
    ['flash-sale', { timing: { ...DAY, endDate: '31/12' } }, 'timing.endDate', 'unfit-answer', 'Ends on: This is not in the right form.'],
  ])('%s %j', (id, given, path, code, message) => {
    expect(faultsOf(id, { ...(id === 'flash-sale' && { timing: DAY }), ...given })).toEqual([
      [path, code, message],
    ]);
  }); // prettier-ignore

  test('one that was not given at all by what is missing in it', () => {
    for (const given of [{}, { timing: {} }])
      expect(faultsOf('flash-sale', given)).toEqual([
        ['timing.startDate', 'missing-answer', 'Begins on: Fill this in.'],
        ['timing.endDate', 'missing-answer', 'Ends on: Fill this in.'],
      ]);
  });
});

test('a currency may be written small, and a shop that counts in yen gives whole ones', () => {
  const given = { offer: { kind: 'amount', amount: 49.5, currency: ' dkk ' } };
  const read = readAnswers(templates[0]!, given, SHOP);
  expect(read).toMatchObject({ ok: true, answers: { offer: { currency: 'DKK' } } });
  const yen = { ...SHOP, currency: 'JPY' };
  expect(faultsOf('win-back', { ...given, timing: { backfillDate: '2026-12-01' } }, yen)).toEqual([]);
  expect(faultsOf('welcome', { offer: { kind: 'amount', amount: 49.5 } }, yen)).toHaveLength(1);
});
