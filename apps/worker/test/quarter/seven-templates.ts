import { DAY, type UseCase } from '../use-cases/driver.js';

const SHARED_CODE = { codes: 'one', link: 'https://acme.example/new' };

/** Publishes all seven, as a shop would that means to use them all, with its campaigns spread over the quarter. */
export async function publishAll(world: UseCase): Promise<void> {
  const day = (count: number) => localDay(world.beganMs + count * DAY);
  const sale = (begins: number, code: string) => ({
    whom: { people: 'everyone', holdOut: 5 },
    offer: { what: 'hats', kind: 'percent', percent: 20, ...SHARED_CODE, code },
    timing: { startDate: day(begins), startTime: '10:00', endDate: day(begins + 1), endTime: '21:30' },
  });
  await world.publishTemplate('welcome', { offer: { ...SHARED_CODE, code: 'HELLO10' } });
  await world.publishTemplate('abandoned-cart', {
    offer: { kind: 'percent', ...SHARED_CODE, code: 'CART10' },
  });
  await world.publishTemplate('vip-early-access', {
    offer: { what: 'Drop 12', ...SHARED_CODE },
    timing: { launchDate: day(20), launchTime: '12:00' },
  });
  await world.publishTemplate('flash-sale', sale(12, 'FLASH20'));
  await world.publishTemplate('flash-sale', sale(25, 'AGAIN20'));
  await world.publishTemplate('flash-sale', sale(34, 'THIRD20'));
  await world.publishTemplate('back-in-stock', {});
  await world.publishTemplate('win-back', {
    whom: { backfill: true, perDay: 1_000_000 },
    offer: { kind: 'percent', percent: 15, ...SHARED_CODE, code: 'BACK15' },
    timing: { days: 30, betweenDays: 10, backfillDate: day(3), backfillTime: '11:00' },
  });
  await world.publishTemplate('loyalty', { whom: { minPoints: 100 }, offer: { birthdayPoints: 50 } });
}

const localDay = (ms: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Copenhagen' }).format(ms);
