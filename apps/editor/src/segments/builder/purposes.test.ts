import { consentByHand } from '@signalbox/api/contract';
import { expect, test } from 'vitest';
import { purposeChoices } from './purposes.js';

test('every purpose that people can be asked about can be asked for in a segment', () => {
  const asked = consentByHand.shape.purpose.unwrap().options;
  expect(Object.keys(purposeChoices('marketing'))).toEqual(expect.arrayContaining(asked));
});

test('a purpose of the shop’s own stays to be chosen where a rule asks for it', () => {
  expect(purposeChoices('raffle')).toMatchObject({ raffle: 'raffle' });
});
