import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { secretOf, sha256 } from './secrets.js';

/** viewer: sees all, changes nothing; editor: works on journeys and people; admin: settings, keys and the team as well. */
export type Role = 'viewer' | 'editor' | 'admin';

export interface Member {
  id: string;
  name: string;
  role: Role;
}

export interface TeamMemberRow extends Member {
  joinedAt: Date | null;
  lastSeenAt: Date | null;
}

/** Everybody who is here or invited, in the order of their coming. */
export async function listTeam(database: Database): Promise<TeamMemberRow[]> {
  return database.kysely
    .selectFrom('members')
    .select(['id', 'name', 'role', 'joined_at as joinedAt', 'last_seen_at as lastSeenAt'])
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The administrator who has been here longest: who runs the machine, and signs in from it. */
export async function firstAdmin(database: Database): Promise<Member> {
  return database.kysely
    .selectFrom('members')
    .select(['id', 'name', 'role'])
    .where('removed_at', 'is', null)
    .where('joined_at', 'is not', null)
    .where('role', '=', 'admin')
    .orderBy('joined_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
}

export async function addMember(
  database: Database,
  { name, role, nowMs }: { name: string; role: Role; nowMs: number },
): Promise<TeamMemberRow> {
  return database.kysely
    .insertInto('members')
    .values({ name, role, created_at: date(nowMs) })
    .returning(['id', 'name', 'role', 'joined_at as joinedAt', 'last_seen_at as lastSeenAt'])
    .executeTakeFirstOrThrow();
}

/** What a change of the team came to: `last-admin` if nobody would be left who may undo it. */
export type TeamChange = 'done' | 'unknown' | 'last-admin';

/** Changes a name or a role; a new role holds from the next request on. */
export function changeMember(
  database: Database,
  id: string,
  change: { name?: string | undefined; role?: Role | undefined },
): Promise<TeamChange> {
  return asTheTeam(database, id, change.role !== undefined && change.role !== 'admin', (kysely) =>
    kysely
      .updateTable('members')
      .set({ ...(change.name && { name: change.name }), ...(change.role && { role: change.role }) })
      .where('id', '=', id)
      .execute(),
  );
}

/** Takes somebody off the team: their links and sessions work no more; the latter stay to be told why. */
export function removeMember(
  database: Database,
  { id, nowMs }: { id: string; nowMs: number },
): Promise<TeamChange> {
  return asTheTeam(database, id, true, async (kysely) => {
    await kysely.deleteFrom('sign_in_links').where('member_id', '=', id).execute();
    await kysely
      .updateTable('members')
      .set({ removed_at: date(nowMs) })
      .where('id', '=', id)
      .execute();
  });
}

function asTheTeam(
  database: Database,
  id: string,
  takesAnAdmin: boolean,
  change: (kysely: Database['kysely']) => Promise<unknown>,
): Promise<TeamChange> {
  return database.kysely.transaction().execute(async (tx) => {
    // All admins are locked, so that two who remove each other wait for one another.
    const admins = await tx
      .selectFrom('members')
      .select('id')
      .where('role', '=', 'admin')
      .where('removed_at', 'is', null)
      .where('joined_at', 'is not', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    const member = await tx
      .selectFrom('members')
      .select('id')
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!member) return 'unknown';
    if (takesAnAdmin && admins.length === 1 && admins[0]!.id === id) return 'last-admin';
    await change(tx);
    return 'done';
  });
}

/** When somebody was last seen is noted once a minute. */
const SEEN_NOTED_MS = 60_000;

/** @returns who a session belongs to and until when, `removed` if they are off the team, or null if it has ended */
export async function memberOfSession(
  database: Database,
  token: string,
  nowMs: number,
): Promise<{ member: Member; expiresAt: Date } | 'removed' | null> {
  const row = await database.kysely
    .selectFrom('sessions')
    .innerJoin('members', 'members.id', 'sessions.member_id')
    .select([
      'members.id',
      'members.name',
      'members.role',
      'members.last_seen_at as lastSeenAt',
      'removed_at as removedAt',
      'sessions.expires_at as expiresAt',
    ])
    .where('sessions.hash', '=', sha256(token))
    .where('sessions.expires_at', '>', date(nowMs))
    .executeTakeFirst();
  if (!row) return null;
  const { lastSeenAt, removedAt, expiresAt, ...member } = row;
  if (removedAt) return 'removed';
  if ((lastSeenAt?.getTime() ?? 0) < nowMs - SEEN_NOTED_MS) {
    await database.kysely
      .updateTable('members')
      .set({ last_seen_at: date(nowMs) })
      .where('id', '=', member.id)
      .execute();
  }
  return { member, expiresAt };
}

/** A link that signs a member in, once; earlier ones of theirs stop working. */
export async function createMemberLink(
  database: Database,
  { memberId, nowMs, lastsMs }: { memberId: string; nowMs: number; lastsMs: number },
): Promise<string> {
  const token = secretOf('sbl');
  await database.kysely.transaction().execute(async (tx) => {
    await tx.deleteFrom('sign_in_links').where('member_id', '=', memberId).execute();
    await tx
      .insertInto('sign_in_links')
      .values({ hash: sha256(token), member_id: memberId, expires_at: date(nowMs + lastsMs) })
      .execute();
  });
  return token;
}

/** @returns whom a link would sign in, and whether they were here before; null if it is unknown, used or too old */
export async function readMemberLink(
  database: Database,
  token: string,
  nowMs: number,
): Promise<(Member & { joinedAt: Date | null }) | null> {
  const row = await database.kysely
    .selectFrom('sign_in_links')
    .innerJoin('members', 'members.id', 'sign_in_links.member_id')
    .select(['members.id', 'members.name', 'members.role', 'members.joined_at as joinedAt'])
    .where('sign_in_links.hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('sign_in_links.expires_at', '>', date(nowMs))
    .where('members.removed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Uses a member's link up: they are on the team from now on, under the name that they give. */
export function takeMemberLink(
  database: Database,
  { token, name, nowMs }: { token: string; name?: string | undefined; nowMs: number },
): Promise<Member | null> {
  return database.kysely.transaction().execute(async (tx) => {
    const link = await tx
      .updateTable('sign_in_links')
      .set({ used_at: date(nowMs) })
      .where('hash', '=', sha256(token))
      .where('member_id', 'is not', null)
      .where('used_at', 'is', null)
      .where('expires_at', '>', date(nowMs))
      .returning('member_id')
      .executeTakeFirst();
    if (!link) return null;
    const member = await tx
      .updateTable('members')
      .set({ joined_at: sql`coalesce(joined_at, ${date(nowMs)})`, ...(name && { name }) })
      .where('id', '=', link.member_id)
      .where('removed_at', 'is', null)
      .returning(['id', 'name', 'role'])
      .executeTakeFirst();
    return member ?? null;
  });
}
