/** A made-up Danish shop: people, what they looked at and bought over two years. The same seed gives the same shop. */

export interface MadePerson {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  country: string;
  language: string;
  attributes: { shoe_size: number; town: string; club: boolean; birthday: string };
  tags: string[];
  createdAtMs: number;
  events: MadeEvent[];
}

interface MadeEvent {
  id: string;
  messageId: string;
  name: string;
  atMs: number;
  properties: Record<string, unknown>;
}

const FIRST =
  'Anne Mette Kirsten Hanne Søren Lars Peter Jens Freja Alma Ida Karl Oscar Åse Bjørn Lærke Emil Nanna Sofie Mads Rasmus Signe Thor Maja'.split(
    ' ',
  );
const LAST =
  'Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen Møller Østergaard Kjær'.split(
    ' ',
  );
const TOWNS =
  'København Aarhus Odense Aalborg Esbjerg Randers Kolding Horsens Vejle Roskilde Herning Sønderborg'.split(
    ' ',
  );
const CATEGORIES = 'Shoes Jackets Trousers Knitwear Bags Accessories Outdoor'.split(' ');
const DAY = 86_400_000;

/** Draws that repeat: mulberry32. */
export function drawing(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const word = () =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!,
    uuid: () => {
      const [a, b, c, d] = [word(), word(), word(), word()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}

/** @param eventsEach on average; few people do most of it */
export function* peopleOf(
  count: number,
  { seed, eventsEach, nowMs }: { seed: number; eventsEach: number; nowMs: number },
): Generator<MadePerson> {
  const draw = drawing(seed);
  for (let number = 0; number < count; number++) {
    const firstName = draw.one(FIRST);
    const lastName = draw.one(LAST);
    const createdAtMs = nowMs - Math.floor(draw.next() * 730 * DAY);
    const likes = draw.one(CATEGORIES);
    const events: MadeEvent[] = [];
    // A long tail: half do a third of the average, one in fifty does ten times as much.
    const wanted = Math.max(1, Math.round(eventsEach * -Math.log(1 - draw.next())));
    const spanMs = nowMs - createdAtMs;
    for (let nth = 0; nth < wanted; nth++) {
      const turn = draw.next();
      const name =
        turn < 0.62
          ? 'Product Viewed'
          : turn < 0.77
            ? 'Cart Updated'
            : turn < 0.87
              ? 'Checkout Started'
              : turn < 0.95
                ? 'Order Completed'
                : 'Email Opened';
      const id = draw.uuid();
      const category = draw.next() < 0.6 ? likes : draw.one(CATEGORIES);
      const price = 99 + draw.below(20) * 50;
      events.push({
        id,
        messageId: `made-${number}-${nth}`,
        name,
        atMs: createdAtMs + Math.floor(draw.next() * spanMs),
        properties:
          name === 'Order Completed'
            ? {
                order_id: `o-${number}-${nth}`,
                total: price,
                currency: 'DKK',
                products: [{ product_id: `p${draw.below(400)}`, category, quantity: 1, price }],
              }
            : { product_id: `p${draw.below(400)}`, category, price },
      });
    }
    yield {
      id: draw.uuid(),
      firstName,
      lastName,
      email: `${firstName}.${lastName}.${number}@example.dk`.toLowerCase(),
      phone: `+45${20_000_000 + number}`,
      country: draw.next() < 0.9 ? 'DK' : draw.one(['SE', 'NO', 'DE']),
      language: 'da',
      attributes: {
        shoe_size: 35 + draw.below(12),
        town: draw.one(TOWNS),
        club: draw.next() < 0.3,
        birthday: new Date(nowMs - (18 + draw.below(60)) * 365 * DAY).toISOString().slice(0, 10),
      },
      tags: draw.next() < 0.05 ? ['vip'] : [],
      createdAtMs,
      events,
    };
  }
}
