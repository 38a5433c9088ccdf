import { expect, test } from 'vitest';
import { clockOf } from './where-known-from.js';

const SHOP = 'Europe/Copenhagen';
const clock = (person: { timeZone?: string; country?: string; phone?: string }) =>
  clockOf({ timeZone: null, country: null, phone: null, language: null, ...person }, SHOP);

test('the zone of a person is their own, their country’s, their phone’s or the shop’s, and it is said which', () => {
  const phone = '+818012345678';
  expect(clock({ timeZone: 'Asia/Seoul', phone })).toEqual({
    zone: 'Asia/Seoul',
    from: 'said by the person or their shop',
  });
  expect(clock({ country: 'GB', phone })).toEqual({ zone: 'Europe/London', from: 'the country, GB' });
  expect(clock({ phone })).toEqual({ zone: 'Asia/Tokyo', from: 'the phone’s prefix, JP' });
  expect(clock({ phone: '+12025550123' })).toEqual({
    zone: SHOP,
    from: 'the shop’s own: no country is known',
  });
  expect(clock({ phone: '+8613800138000' })).toEqual({
    zone: SHOP,
    from: 'the shop’s own: CN has several zones',
  });
});
