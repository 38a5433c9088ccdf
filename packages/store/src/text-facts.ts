import { contactFromJson, readable, type ContactAsJson, type ContactFacts } from './contact-facts.js';
import { date, type Database } from './database.js';
import { IS_LET_GO } from './intake/come-back.js';
import { countsSince, numberFactsOf, type NumberFacts, type NumberRow } from './number-facts.js';
import { paceOf } from './carrier-account.js';
import { placeAheadMs } from './pace.js';
import type { MessageState } from './schema.js';

/** Settings that a text heeds. */
const SETTINGS = [
  'senders',
  'limits',
  'urgency',
  'hours',
  'texts',
  'parts-per-day',
  'carrier',
  'carrier-rest',
] as const;
export type TextSettingName = (typeof SETTINGS)[number];

/** Everything that a text rests on, read at one moment. */
export interface TextFacts extends NumberFacts {
  /** What became of it so far; `null` if it is new. */
  state: MessageState | null;
  contact: ContactFacts;
  segment: { [id: string]: true };
  /** Win-back gave up on them, and they have given no sign of life since. */
  isLetGo: boolean;
  /** Why nothing can reach the number. */
  unreachable: string | null;
  journeyName: string | null;
  /** How far ahead of the clock the text's own place in line is, or else its journey's last; 0 without a pace. */
  queueMs: number;
  /** Other texts to the number that were held to this very instant. */
  waiting: { purpose: string; priority: 'low' | 'normal' | 'high' }[];
  settings: { [name in TextSettingName]?: unknown };
}

interface Row extends NumberRow {
  contact: ContactAsJson | null;
  text_state: MessageState | null;
  segment_ids: string[] | null;
  is_let_go: boolean;
  unreachable: string | null;
  journey_name: string | null;
  last_slot: number | null;
  waiting: TextFacts['waiting'] | null;
  text_settings: TextFacts['settings'] | null;
}

/** Who wakes for one instant does not do so at once: so long after it a text still counts as waiting for it. */
const LATE_MS = 60_000;
const EARLY_MS = 1_000;

/** One query, as each text asks it: a round trip costs more than all of its looks into an index. */
const READ = `
  select to_json(c) as contact,
    (select state from messages m where m.send_key = $1) as text_state,
    array(select segment_id from segment_members s where s.contact_id = me.id) as segment_ids,
    exists (select from contact_tags t where t.contact_id = me.id and ${IS_LET_GO}) as is_let_go,
    (select reason from unreachable_phones u where u.phone = c.phone) as unreachable,
    (select name from journeys j where j.id = $4) as journey_name,
    coalesce((select slot from pace_slots p where p.send_key = $1),
      (select max(slot) from pace_slots p where p.journey = $4::uuid::text)) as last_slot,
    (select json_agg(json_build_object('purpose', m.purpose, 'priority', coalesce(plan -> 'settings' ->> 'priority', 'normal')))
      from messages m join runs r on r.id = m.run_id join plans p on p.hash = r.plan_hash
      where m.phone = c.phone and m.state = 'held' and m.send_key <> $1 and r.ended_at is null
        and r.wakes_at between $6 and $7) as waiting,
    (select json_object_agg(key, value) from settings where key in (${SETTINGS.map((name) => `'${name}'`).join(', ')}))
      as text_settings,
    n.*
  from (select current_contact($2) as id) me left join contacts c on c.id = me.id,
    number_facts(c.phone, $3, $5, '{}') n`;

export async function readTextFacts(
  database: Database,
  text: { sendKey: string; contactId: string; journeyId: string; purpose: string },
  { nowMs, textsPerSecond, wallMs }: { nowMs: number; wallMs: number; textsPerSecond?: number | undefined },
): Promise<TextFacts> {
  const { rows } = await database.pool.query<Row>({
    name: 'text-facts',
    text: READ,
    values: [
      text.sendKey,
      text.contactId,
      text.purpose,
      text.journeyId,
      countsSince(nowMs),
      date(nowMs - LATE_MS),
      date(nowMs + EARLY_MS),
    ],
  });
  const row = rows[0]!;
  return {
    ...numberFactsOf(row),
    state: row.text_state,
    contact: row.contact ? readable(contactFromJson(row.contact)) : {},
    segment: Object.fromEntries((row.segment_ids ?? []).map((id) => [id, true as const])),
    isLetGo: row.is_let_go,
    unreachable: row.unreachable,
    journeyName: row.journey_name,
    queueMs: placeAheadMs(row.last_slot, paceOf(row.text_settings?.carrier, textsPerSecond), wallMs),
    waiting: row.waiting ?? [],
    settings: row.text_settings ?? {},
  };
}
