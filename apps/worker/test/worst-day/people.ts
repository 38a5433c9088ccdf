import { takeEvents, type Database } from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';

const SECOND = 1_000;
export const SENDER = '+4552512020';

/** What somebody is here to show. */
type Kind =
  /** Has agreed, is awake, and gets both texts. */
  | 'plain'
  /** It is night where they are. */
  | 'asleep'
  /** Says stop by text, at some time in the middle. */
  | 'stops'
  /** Is in two journeys at once, which would be four texts. */
  | 'twice'
  /** Two contacts with one number. */
  | 'shared'
  /** Never agreed. */
  | 'unasked';

export interface Person {
  number: number;
  phone: string;
  kind: Kind;
  /** What they write, and how long after they came. */
  stop: { text: string; afterMs: number } | null;
}

const KINDS: Kind[] = [
  'plain',
  'stops',
  'plain',
  'asleep',
  'stops',
  'twice',
  'plain',
  'unasked',
  'plain',
  'shared',
];
const STOPS = ['STOP', 'Stop please', 'please stop texting me', 'nej tak, ikke flere', 'Afmeld'];

export function personOf(number: number): Person {
  const kind = KINDS[number % KINDS.length]!;
  return {
    number,
    phone: `+45${String(26_000_000 + number)}`,
    kind,
    stop:
      kind === 'stops'
        ? { text: STOPS[number % STOPS.length]!, afterMs: 500 + ((number * 617) % 9_000) }
        : null,
  };
}

/** Every text of the journeys begins so; no confirmation does. */
export const OFFER = 'Offer';

const twoTexts = (event: string, name: string) =>
  drawn(
    {
      start: { type: 'event-trigger', config: { event }, next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: SECOND }, next: { next: 'one' } },
      one: {
        type: 'send-sms',
        config: {
          text: `${OFFER} ${name}1 for {{ contact.first_name | default: "you" }}`,
          dropAfterMs: 36 * 3_600_000,
        },
        next: { sent: 'rest' },
      },
      rest: { type: 'wait', config: { durationMs: 2 * SECOND }, next: { next: 'two' } },
      two: {
        type: 'send-sms',
        config: {
          text: `${OFFER} ${name}2 for {{ contact.first_name | default: "you" }}`,
          dropAfterMs: 36 * 3_600_000,
        },
        next: { sent: 'end' },
      },
      end: { type: 'exit', config: {} },
    },
    { reentry: { kind: 'always' } },
  );

export async function publish(database: Database): Promise<void> {
  await publishDrawn(database, twoTexts('Checkout Started', 'A'), { name: 'A', nowMs: Date.now() });
  await publishDrawn(database, twoTexts('Product Viewed', 'B'), { name: 'B', nowMs: Date.now() });
}

/** Takes people in by the same door as a shop's events. */
export async function enter(database: Database, people: Person[]): Promise<void> {
  await takeEvents(database, people.flatMap(eventsOf), { nowMs: Date.now() });
}

function eventsOf(person: Person) {
  switch (person.kind) {
    case 'twice':
      return [eventOf(person, 'Checkout Started'), eventOf(person, 'Product Viewed')];
    case 'shared':
      return [eventOf(person, 'Checkout Started'), eventOf(person, 'Product Viewed', 'b')];
    default:
      return [eventOf(person, 'Checkout Started')];
  }
}

function eventOf({ number, phone, kind }: Person, name: string, contact = 'a') {
  const agreed = { purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: Date.now() };
  return {
    source: 'test',
    messageId: `${name}/${number}`,
    name,
    occurredAtMs: Date.now(),
    identities: [{ kind: 'user', value: `person-${number}-${contact}` }],
    properties: {},
    keys: [],
    isHistory: false,
    contact: {
      firstName: `P${number}`,
      phone,
      country: 'DK',
      timeZone: zoneWhereItIs(kind === 'asleep' ? 2 : 13),
    },
    consents: kind === 'unasked' ? [] : [agreed],
  };
}

/** A zone in which it is now about that hour of the day. */
function zoneWhereItIs(hour: number): string {
  let ahead = hour - new Date().getUTCHours();
  if (ahead > 12) ahead -= 24;
  if (ahead < -12) ahead += 24;
  // By the names' old custom the sign is that of the way to Greenwich.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
