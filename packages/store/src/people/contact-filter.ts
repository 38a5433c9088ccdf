import { sql, type RawBuilder } from 'kysely';
import { plainLetters } from './plain-letters.js';

/** Which people are meant; what is absent asks for nothing. */
export interface ContactFilter {
  search?: string;
  tag?: string;
  country?: string;
  segment?: string;
  consent?: 'granted' | 'denied' | 'none' | 'stopped';
  /** `never`, or days: the last order is at most (`within`) or at least (`before`) so many days ago. */
  lastOrder?: 'never' | { within: number } | { before: number };
  attribute?: { name: string; value: string };
}

const DAY = 86_400_000;

/** Fewer are a house number or a year as well as a phone's. */
const LEAST_DIGITS = 4;

/** The digits of a number as people write it: with spaces, and perhaps without the country's code. */
export function digitsOf(search: string): string | null {
  const digits = search.replace(/\D/g, '');
  return digits.length >= LEAST_DIGITS && /^[+\d\s().-]+$/.test(search) ? digits : null;
}

/** `Anna h` → `anna:* & h:*`, written as in the index; of a number how it begins or how it ends. */
function prefixes(search: string): string | null {
  const digits = digitsOf(search.trim());
  if (digits) {
    // In many countries a number is said with a nought before it that is no part of it.
    const own = digits.replace(/^0+/, '');
    if (own.length < LEAST_DIGITS) return `'${digits}':*`;
    const end = `<${[...own].reverse().join('')}`;
    return [digits, end].map((word) => `'${word}':*`).join(' | ');
  }
  const words = plainLetters(search)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter(Boolean)
    .slice(0, 8);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}

/** Whose name, address or number has words that begin so. `null`: no word is asked for. */
export function found(search: string): RawBuilder<boolean> | null {
  const words = prefixes(search);
  if (!words) return null;
  return sql`contact_words(contacts.first_name, contacts.last_name, contacts.email, contacts.phone) @@ lower(${words})::tsquery`;
}

const lastWord = sql<string | null>`(
  select c.state from consents c where c.phone = contacts.phone and c.purpose = 'marketing'
  order by c.at desc, c.id desc limit 1)`;
const stopped = sql<boolean>`exists (select 1 from suppressions s where s.phone = contacts.phone)`;

/** Whether the person of a row of `contacts` wants no advertising by text: said STOP, or took back their yes. */
export const hasLeft = sql<boolean>`(${stopped} or ${lastWord} is not distinct from 'denied')`;

/** The condition on `contacts` that a filter stands for. */
export function matching(filter: ContactFilter, nowMs: number): RawBuilder<boolean> {
  const asked: RawBuilder<unknown>[] = [sql`true`];
  // Nobody's name has nothing but signs: who asks for those does not mean everybody.
  if (filter.search?.trim()) asked.push(found(filter.search) ?? sql`false`);
  // The index is of those who have any.
  if (filter.tag) asked.push(sql`contacts.tags <> '{}' and contacts.tags @> array[${filter.tag}]::text[]`);
  if (filter.country) asked.push(sql`contacts.country = ${filter.country}`);
  if (filter.segment)
    asked.push(
      sql`exists (select 1 from segment_members sm where sm.contact_id = contacts.id and sm.segment_id = ${filter.segment})`,
    );
  if (filter.consent === 'stopped')
    asked.push(sql`contacts.phone = any (array(select phone from suppressions))`);
  else if (filter.consent === 'none')
    asked.push(
      sql`not exists (select 1 from consents c where c.phone = contacts.phone and c.purpose = 'marketing') and not ${stopped}`,
    );
  else if (filter.consent) {
    // Few say no: whoever ever did is looked at.
    if (filter.consent === 'denied')
      asked.push(
        sql`contacts.phone in (select phone from consents where purpose = 'marketing' and state = 'denied')`,
      );
    asked.push(sql`${lastWord} = ${filter.consent} and not ${stopped}`);
  }
  const { lastOrder, attribute } = filter;
  if (lastOrder === 'never') asked.push(sql`last_order_at is null`);
  else if (lastOrder && 'within' in lastOrder)
    asked.push(sql`last_order_at >= ${new Date(nowMs - lastOrder.within * DAY)}`);
  else if (lastOrder) asked.push(sql`last_order_at < ${new Date(nowMs - lastOrder.before * DAY)}`);
  // As text, so that “38” finds 38 and "38" alike.
  if (attribute) asked.push(sql`lower(attributes ->> ${attribute.name}) = lower(${attribute.value})`);
  return sql<boolean>`${sql.join(asked, sql` and `)}`;
}
