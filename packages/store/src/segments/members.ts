import { sql } from 'kysely';
import { date, type Database } from '../database.js';

export interface MemberRow {
  id: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  enteredAt: Date;
}

/** A page of those who belong, who came last first. */
export async function listMembers(
  database: Database,
  segmentId: string,
  { before, limit }: { before?: { at: Date; id: string }; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select c.id, c.first_name as "firstName", c.last_name as "lastName", c.phone, c.email, m.entered_at as "enteredAt"
    from segment_members m join contacts c on c.id = m.contact_id
    where m.segment_id = ${segmentId}
      ${before ? sql`and (m.entered_at, m.contact_id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by m.entered_at desc, m.contact_id desc limit ${limit}`.execute(database.kysely);
  return rows;
}

export interface SegmentSize {
  day: string;
  members: number;
}

const DAYS = 90;

/** How a segment has grown: how many belonged on each day on which it was looked at. */
export async function segmentSizes(database: Database, segmentId: string): Promise<SegmentSize[]> {
  const { rows } = await sql<SegmentSize>`
    select to_char(day, 'YYYY-MM-DD') as day, members from (
      select day, members from segment_sizes where segment_id = ${segmentId} order by day desc limit ${DAYS}) as latest
    order by day`.execute(database.kysely);
  return rows;
}

/** Notes how many belong today; the last look at a day counts. */
export async function noteSizes(database: Database, nowMs: number): Promise<void> {
  await sql`
    insert into segment_sizes (segment_id, day, members)
    select id, (${date(nowMs)}::timestamptz at time zone 'UTC')::date,
      (select count(*) from segment_members m where m.segment_id = segments.id)
    from segments where counted_at is not null
    on conflict (segment_id, day) do update set members = excluded.members`.execute(database.kysely);
}
