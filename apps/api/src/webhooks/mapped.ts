import { createHash } from 'node:crypto';
import { readPath } from '@signalbox/engine/conditions';
import { countryOf, toE164 } from '@signalbox/sms/phone';
import type { IncomingEvent, WebhookMapping } from '@signalbox/store';
import { isTooDeep, MOST_DEEP } from '../intake/nesting.js';
import { soundTime } from '../intake/sound-time.js';
import { emailOrWarning } from '../people/email.js';
import { readEach } from './read-each.js';
import { isRecord, text } from './reading.js';

export interface MappedBody {
  incoming: IncomingEvent[];
  /** What was refused or left out, by its place in the payload. */
  faults: { path: string; message: string }[];
}

const MOST_ITEMS = 500;
const LONGEST_ITEM = 64 * 1024;

/**
 * Reads a payload of anybody's by a mapping that somebody drew. Pure. Never throws on a payload: what can't be read is
 * named, and the rest is taken.
 */
export function mapBody(
  { id, mapping }: { id: string; mapping: WebhookMapping },
  body: unknown,
  nowMs: number,
): MappedBody {
  const found = mapping.items ? readEach(body, mapping.items) : body;
  if (found === undefined || found === null)
    return {
      incoming: [],
      faults: [{ path: mapping.items ?? '', message: `There is nothing at “${mapping.items ?? ''}”.` }],
    };
  const items = Array.isArray(found) ? found : [found];
  const faults: MappedBody['faults'] = [];
  const incoming: IncomingEvent[] = [];
  const place = (index: number) => [mapping.items, Array.isArray(found) ? index : ''].filter((part) => part !== '' && part !== undefined).join('.'); // prettier-ignore
  if (items.length > MOST_ITEMS)
    faults.push({
      path: place(MOST_ITEMS),
      message: `Only the first ${MOST_ITEMS} of ${items.length} are taken.`,
    });
  for (const [index, item] of items.slice(0, MOST_ITEMS).entries()) {
    const mapped = mapItem(id, mapping, item, nowMs);
    if (typeof mapped === 'string') faults.push({ path: place(index), message: mapped });
    else {
      incoming.push(mapped.incoming);
      faults.push(...mapped.warnings.map((message) => ({ path: place(index), message })));
    }
  }
  return { incoming, faults };
}

function mapItem(
  sourceId: string,
  mapping: WebhookMapping,
  item: unknown,
  nowMs: number,
): { incoming: IncomingEvent; warnings: string[] } | string {
  if (!isRecord(item)) return 'This is no object.';
  if (isTooDeep(item)) return `This is nested deeper than ${MOST_DEEP} levels.`;
  const json = JSON.stringify(item);
  if (json.length > LONGEST_ITEM)
    return `This is ${json.length} characters long; at most ${LONGEST_ITEM} are taken.`;
  const at = (path: string | undefined) => (path ? text(readPath(item, path)) : undefined);
  const { person } = mapping;
  const name = mapping.event.fixed ?? at(mapping.event.path);
  if (!name) return `There is no event name at “${mapping.event.path ?? ''}”.`;
  if (name.length > 200) return 'The name of the event is longer than 200 characters.';

  const warnings: string[] = [];
  const country = countryOf(person.country?.fixed ?? at(person.country?.path) ?? '');
  const givenPhone = at(person.phone);
  const phone = givenPhone ? toE164(givenPhone, country) : null;
  if (phone && !phone.ok) warnings.push(`The phone was left out: ${phone.reason}`);
  const userId = at(person.userId);
  const givenEmail = at(person.email);
  const email = givenEmail ? emailOrWarning(givenEmail, warnings) : undefined;
  if (!userId && !email && !phone?.ok) return 'It names nobody: no id, e-mail address or phone was found.';

  const givenTime = at(mapping.time);
  const time = givenTime === undefined ? { ok: true as const, atMs: nowMs } : soundTime(givenTime, nowMs);
  if (!time.ok) return time.reason;
  return {
    warnings,
    incoming: {
      source: `webhook`,
      messageId: `${sourceId}/${at(mapping.messageId)?.slice(0, 200) ?? createHash('sha256').update(json).digest('hex')}`,
      name,
      occurredAtMs: time.atMs,
      identities: userId ? [{ kind: 'user', value: userId.slice(0, 200) }] : [],
      contact: {
        email,
        phone: phone?.ok ? phone.e164 : undefined,
        firstName: at(person.firstName),
        lastName: at(person.lastName),
        country: country ?? ((phone?.ok && phone.country) || undefined),
      },
      properties: propertiesOf(mapping, item),
      keys: [],
      isHistory: false,
    },
  };
}

function propertiesOf({ properties }: WebhookMapping, item: { [key: string]: unknown }) {
  if (!properties) return item;
  const entries = Object.entries(properties).map(([name, path]) => [name, readEach(item, path)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
