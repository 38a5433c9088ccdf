import { DAY, HOUR, MINUTE, type UseCase } from '../use-cases/driver.js';
import type { Person } from '../use-cases/people.js';
import type { Item } from '../use-cases/shop.js';

/** So long after the beginning, something happens. */
type Happening = [afterMs: number, happen: () => Promise<unknown>];

export interface Lives {
  people: Person[];
  /** The earliest first. */
  happenings: Happening[];
}

export const QUARTER_DAYS = 90;
/** What sells out and comes back, so that there is something to wait for. */
const HATS: Item[] = ['601', '602', '603'].map((variant, index) => ({
  product: `5${variant}`,
  variant,
  title: ['Wool Hat', 'Felt Hat', 'Straw Hat'][index]!,
  price: 250,
}));
const JACKET: Item = { product: '5700', variant: '700', title: 'Trail Jacket', price: 900 };
const NAMES = ['Anna', 'Bo', 'Clara', 'Dan', 'Eva', 'Finn', 'Gry', 'Hans', 'Ida', 'Jens'];

/** Chance that is the same each time: https://github.com/cprosche/mulberry32 (public domain). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A quarter in the lives of a shop's people: some known for long, some new; carts left and orders placed, points, tiers and
 * birthdays, hats that sell out and come back, and here and there a STOP. All of it at the public doors.
 */
export function livesOf(world: UseCase, count: number, seed: number): Lives {
  const chance = chanceOf(seed);
  const people = Array.from({ length: count }, (_, index) =>
    world.people.somebody(NAMES[index % NAMES.length]),
  );
  const happenings: Happening[] = [
    // Campaigns, segments and birthdays are looked at each day, whatever else happens.
    ...Array.from({ length: QUARTER_DAYS }, (_, day): Happening => [day * DAY + 10 * HOUR, async () => {}]),
    ...HATS.flatMap((hat, index): Happening[] => [
      [0, () => world.shop.stock(hat, 20)],
      [(4 + index) * DAY + 13 * MINUTE, () => world.shop.stock(hat, 0)],
      [(30 + 12 * index) * DAY + 17 * MINUTE, () => world.shop.stock(hat, 40)],
    ]),
    ...people.flatMap((person) => lifeOf(person, world, chance)),
  ];
  return { people, happenings: happenings.sort(([one], [other]) => one - other) };
}

function lifeOf(person: Person, world: UseCase, chance: () => number): Happening[] {
  const { people, shop, phone } = world;
  const happenings: Happening[] = [];
  let turn = 0;
  /**
   * Some day between these, in daytime or not, at minutes that no other turn of theirs shares; others have their turns at
   * the same instants, or a thousand people would have a thousand times as many of them.
   */
  const at = (fromDay: number, toDay: number) => {
    const day = fromDay + Math.floor(chance() * (toDay - fromDay));
    turn += 1;
    return day * DAY + Math.floor(chance() * 4) * 6 * HOUR + ((turn * 7) % 30) * 2 * MINUTE;
  };
  const add = (afterMs: number, happen: () => Promise<unknown>) => happenings.push([afterMs, happen]);
  const ordered = (name: string, daysAgo = 0) => {
    const placed = new Date(world.nowMs() - daysAgo * DAY).toISOString();
    const purchase = {
      checkout: `${name}-${person.phone}`,
      cart: `${name}-${person.phone}`,
      items: [JACKET],
    };
    return shop.order(person, {
      ...purchase,
      ...(daysAgo > 0 && { body: { created_at: placed, processed_at: placed } }),
    });
  };

  const isOld = chance() < 0.75;
  const birthday =
    chance() < 0.3 ? birthdayOf(world.beganMs + Math.floor(chance() * QUARTER_DAYS) * DAY) : null;
  const past = isOld ? Math.floor(chance() * 6) : 0;
  const longAgo = chance() < 0.4 ? 130 : 5;
  add(0, async () => {
    const traits = birthday ? { birthday } : {};
    if (isOld) await people.signUp(person, ['marketing', 'cart-reminder', 'back-in-stock'], traits);
    else await people.identify(person, traits);
    for (let index = 0; index < past; index += 1) await ordered(`past-${index}`, longAgo + index * 20);
  });
  if (!isOld) {
    const asks = at(1, 60);
    add(asks, () => people.track(person, 'SMS Opt-In Requested', { purposes: ['marketing'] }));
    if (chance() < 0.8) add(asks + 3 * HOUR, () => phone.reply(person, 'YES'));
  }
  for (let left = 0; chance() < 0.55 && left < 3; left += 1) {
    const name = `cart-${left}`;
    const leaves = at(2, 85);
    const purchase = {
      checkout: `${name}-${person.phone}`,
      cart: `${name}-${person.phone}`,
      items: [JACKET],
    };
    add(leaves, () => shop.checkout(person, purchase));
    const then = chance();
    if (then < 0.3) add(leaves + 20 * MINUTE, () => ordered(name));
    else if (then < 0.5) add(leaves + 7 * HOUR + 30 * MINUTE, () => ordered(name));
  }
  if (chance() < 0.35) {
    const hat = HATS[Math.floor(chance() * HATS.length)]!;
    add(at(8, 28), () => people.asksFor(person, hat));
  }
  let balance = 0;
  for (let told = 0; chance() < 0.6 && told < 8; told += 1)
    add(at(1, 88), () => {
      balance += 80;
      return people.track(person, 'Points Changed', { balance });
    });
  // For some much comes together: their limits are for that.
  if (chance() < 0.2) {
    const busy = 7 + Math.floor(chance() * 70);
    for (let told = 0; told < 4; told += 1)
      add(at(busy, busy + 2), () =>
        people.track(person, 'Tier Changed', { tier: `Tier ${told}`, direction: 'up' }),
      );
    add(at(busy, busy + 2), () =>
      people.track(person, 'Points Expiring', { points: 60, expires_at: '2030-12-31T12:00:00Z' }),
    );
  }
  if (chance() < 0.15)
    add(at(5, 85), () => people.track(person, 'Tier Changed', { tier: 'Gold', direction: 'up' }));
  if (chance() < 0.1)
    add(at(20, 80), () =>
      people.track(person, 'Points Expiring', { points: 60, expires_at: '2030-12-31T12:00:00Z' }),
    );
  if (chance() < 0.05)
    add(at(5, 60), () => people.track(person, 'Support Case Opened', { case_id: person.phone }));
  if (chance() < 0.08) add(at(10, 80), () => phone.reply(person, 'STOP'));
  return happenings;
}

const birthdayOf = (ms: number) => `1990${new Date(ms).toISOString().slice(4, 10)}`;
