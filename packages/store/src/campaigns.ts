import { evaluateGroup } from '@signalbox/engine/conditions';
import type { Plan } from '@signalbox/engine/graph';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { contactFacts, type ContactFacts } from './contact-facts.js';
import { date, lockNames, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import { formerOfTheDay, isTaken } from './one-campaign-a-day.js';
import type { CampaignStatus, JourneyStatus } from './schema.js';
import { startJourney } from './start-journey.js';

export interface CampaignRow {
  id: string;
  journeyId: string;
  journeyName: string;
  version: number;
  occurrence: string;
  dueAt: Date;
  status: CampaignStatus;
  /** Why it was stopped or missed, if not by hand. */
  reason: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  total: number;
  started: number;
  notStarted: number;
}

/** A journey whose trigger keeps time, and takes people in. */
export interface ClockedJourney {
  id: string;
  name: string;
  version: number;
  publishedAt: Date;
  /** When it was last resumed. */
  resumedAt: Date | null;
  clock: 'schedule' | 'contact-date';
  config: Plan['nodes'][string]['config'];
}

/** Whom a campaign goes to. */
export interface Audience {
  segment?: string;
  where?: RuleGroup;
  everyone?: boolean;
}

/**
 * Journeys that take people in by the clock. A campaign's time passes while its journey is paused; a date is a person's own,
 * and in a pause it lets them in as an event does, to be held there.
 */
export async function clockedJourneys(database: Database): Promise<ClockedJourney[]> {
  const rows = await database.kysely
    .selectFrom('journeys')
    .innerJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .innerJoin('plans', 'plans.hash', 'journey_versions.plan_hash')
    .select([
      'journeys.id',
      'journeys.name',
      'journeys.judged_from',
      'journey_versions.version',
      'journey_versions.published_at',
      'plans.plan',
    ])
    .where(
      sql<boolean>`case journeys.status when 'live' then plans.plan -> 'trigger' ? 'clock'
      when 'paused' then plans.plan #>> '{trigger,clock}' = 'contact-date' else false end`,
    )
    .orderBy('journeys.id')
    .execute();
  return rows.map(({ id, name, version, published_at, judged_from, plan }) => ({
    id,
    name,
    version,
    publishedAt: published_at,
    resumedAt: judged_from,
    clock: plan.trigger.clock!,
    config: plan.nodes[plan.trigger.nodeId]!.config,
  }));
}

/** A journey that begins for a whole audience, live or not. */
export interface CampaignJourney {
  id: string;
  name: string;
  status: JourneyStatus;
  /** Of its trigger: as it is live, or else as it is drawn. */
  config: { audience?: Audience } & Record<string, unknown>;
  /** How many are in the segment, or everybody; `null` for an audience that names nobody yet. */
  people: number | null;
  segmentName: string | null;
}

/** All that are not put away, those last changed first. */
export async function campaignJourneys(database: Database): Promise<CampaignJourney[]> {
  const { rows } = await sql<Omit<CampaignJourney, 'people'> & { members: number | null; everybody: number }>`
    select j.id, j.name, j.status, trigger.config, segment.name as "segmentName",
      (select count(*)::int from segment_members m where m.segment_id = segment.id) as members,
      (select count(*)::int from contacts) as everybody
    from journeys j
    left join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    cross join lateral (
      select coalesce(node #> '{data,config}', '{}') as config
      from json_array_elements(coalesce(v.graph, j.draft) -> 'nodes') node
      where node ->> 'type' = 'schedule-trigger' limit 1) trigger
    left join segments segment on segment.id::text = trigger.config #>> '{audience,segment}'
    where j.status <> 'archived'
    order by j.updated_at desc`.execute(database.kysely);
  return rows.map(({ members, everybody, ...journey }) => {
    const { segment, everyone, where } = journey.config.audience ?? {};
    const namesSome = everyone || (where?.rules.length ?? 0) > 0;
    return { ...journey, people: segment ? members : namesSome ? everybody : null };
  });
}

/** One time at which a journey's campaign comes round. */
export interface CampaignTime {
  journeyId: string;
  version: number;
  occurrence: string;
  dueMs: number;
}

/**
 * Opens the campaign of one occurrence. A journey has one a day at most.
 * @returns false if it was opened before, or another of the same day
 */
export const openCampaign = (database: Database, time: CampaignTime, nowMs: number): Promise<boolean> =>
  writeCampaign(database, time, { status: 'gathering', created_at: date(nowMs) });

/** Writes down that a time passed for which nobody opened a campaign. @returns false if somebody did */
export const missCampaign = (
  database: Database,
  time: CampaignTime,
  reason: string,
  nowMs: number,
): Promise<boolean> => writeCampaign(database, time, { status: 'missed', created_at: date(nowMs), reason });

async function writeCampaign(
  database: Database,
  { journeyId, version, occurrence, dueMs }: CampaignTime,
  state: { status: CampaignStatus; created_at: Date; reason?: string },
): Promise<boolean> {
  // Asked at each tick for hours after a time: mostly it is there.
  if (await isTaken(database.kysely, journeyId, occurrence)) return false;
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`campaigns/${journeyId}`]);
    if (await isTaken(tx, journeyId, occurrence)) return false;
    const row = await tx
      .insertInto('campaigns')
      .values({ id: uuid(), journey_id: journeyId, version, occurrence, due_at: date(dueMs), ...state })
      .onConflict((conflict) => conflict.columns(['journey_id', 'occurrence']).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  });
}

const PAGE = 1_000;

/** Whether the journey lets everybody in only once: of what comes round, whoever was in it has had their turn. */
async function isEnteredOnce(
  tx: Tx,
  { journey_id, version }: { journey_id: string; version: number },
): Promise<boolean> {
  const { kind } = await tx
    .selectFrom('journey_versions')
    .innerJoin('plans', 'plans.hash', 'journey_versions.plan_hash')
    .select(sql<string>`plans.plan #>> '{settings,reentry,kind}'`.as('kind'))
    .where('journey_id', '=', journey_id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return kind === 'once';
}

/**
 * Writes a further page of the audience down. Nobody is in an audience that names nobody, and whom a campaign that was
 * stopped has told that day is left out, whether or not its worker lived to write that down.
 * @returns false once everybody has been looked at, or if another process has the campaign
 */
export function gatherAudience(database: Database, campaignId: string, audience: Audience): Promise<boolean> {
  return database.kysely.transaction().execute(async (tx) => {
    const campaign = await tx
      .selectFrom('campaigns')
      .select(['cursor', 'status', 'journey_id', 'version', 'occurrence'])
      .where('id', '=', campaignId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (campaign?.status !== 'gathering') return false;
    const once = await isEnteredOnce(tx, campaign);
    const { journey_id: journeyId, occurrence } = campaign;
    const former = await formerOfTheDay(tx, { id: campaignId, journeyId, occurrence });
    const rules = audience.where && audience.where.rules.length > 0 ? audience.where : null;
    const ids =
      audience.everyone || rules || audience.segment
        ? (
            await tx
              .selectFrom('contacts')
              .select('id')
              .$if(Boolean(audience.segment), (query) =>
                query.where('id', 'in', (members) =>
                  members
                    .selectFrom('segment_members')
                    .select('contact_id')
                    .where('segment_id', '=', audience.segment!),
                ),
              )
              .$if(once, (query) =>
                query.where(
                  sql<boolean>`not exists (select from runs
                    where runs.journey_id = ${campaign.journey_id} and runs.contact_id = contacts.id)`,
                ),
              )
              .$if(former.length > 0, (query) =>
                query.where(
                  sql<boolean>`not exists (select from campaign_people told
                    where told.campaign_id = any (${former}::uuid[]) and told.contact_id = contacts.id
                      and (told.outcome = 'started' or told.outcome is null and exists (
                        select from event_ids e join runs r on r.entry_event_id = e.event_id and r.journey_id = ${journeyId}
                        where e.source = 'signalbox' and e.message_id =
                          'start/' || ${journeyId}::text || '/campaign/' || told.campaign_id || '/' || told.contact_id)))`,
                ),
              )
              .$if(campaign.cursor !== null, (query) => query.where('id', '>', campaign.cursor!))
              .orderBy('id')
              .limit(PAGE)
              .execute()
          ).map(({ id }) => id)
        : [];
    const members: string[] = [];
    for (const id of ids) {
      if (!rules || evaluateGroup(rules, { contact: await contactFacts(tx, id) })) members.push(id);
    }
    if (members.length > 0)
      await tx
        .insertInto('campaign_people')
        .values(members.map((contact_id) => ({ campaign_id: campaignId, contact_id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    const isDone = ids.length < PAGE;
    await tx
      .updateTable('campaigns')
      .set(isDone ? { status: 'running' } : { cursor: ids.at(-1)! })
      .where('id', '=', campaignId)
      .execute();
    if (isDone) await notify(tx, 'live', { kind: 'journey', journeyId: campaign.journey_id });
    return !isDone;
  });
}

/** A campaign that has something left to do. */
export interface OpenCampaign {
  id: string;
  journeyId: string;
  occurrence: string;
  status: CampaignStatus;
  openedAt: Date;
  /** When the version that it is of went live. */
  publishedAt: Date;
}

/** Campaigns that have something left to do, of journeys that are live. */
export function openCampaigns(database: Database): Promise<OpenCampaign[]> {
  return database.kysely
    .selectFrom('campaigns')
    .innerJoin('journeys', 'journeys.id', 'campaigns.journey_id')
    .innerJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'campaigns.journey_id')
        .onRef('journey_versions.version', '=', 'campaigns.version'),
    )
    .select([
      'campaigns.id',
      'campaigns.journey_id as journeyId',
      'occurrence',
      'campaigns.status',
      'campaigns.created_at as openedAt',
      'journey_versions.published_at as publishedAt',
    ])
    .where('campaigns.status', 'in', ['gathering', 'running'])
    .where('journeys.status', '=', 'live')
    .orderBy('campaigns.created_at')
    .execute();
}

const OVER = 'By this person’s own clock its time was over before it could begin';

/**
 * Lets the next people of a campaign into its journey. Each start is a transaction of its own under a key of its own, so
 * that whatever crashes in between, everybody is started once. From when it is stopped, nobody further is.
 * @param isOver whether its time has passed for somebody; for nobody if absent
 * @returns how many had their turn
 */
export async function startWave(
  database: Database,
  { id, journeyId, occurrence }: Pick<OpenCampaign, 'id' | 'journeyId' | 'occurrence'>,
  limit: number,
  nowMs: number,
  isOver?: (contact: ContactFacts) => boolean,
): Promise<number> {
  const people = await database.kysely
    .selectFrom('campaign_people')
    .select('contact_id')
    .where('campaign_id', '=', id)
    .where('outcome', 'is', null)
    .orderBy('contact_id')
    .limit(limit)
    .execute();
  for (const { contact_id: contactId } of people) {
    if (!(await isRunning(database, id))) return people.length;
    const start = { journeyId, contactId, properties: { occurrence }, key: `campaign/${id}/${contactId}` };
    const result = isOver?.(await contactFacts(database.kysely, contactId))
      ? { outcome: 'not-started' as const, reason: OVER }
      : await startJourney(database, start, { nowMs });
    await database.kysely
      .updateTable('campaign_people')
      .set({
        outcome: result.outcome,
        reason: result.outcome === 'not-started' ? result.reason : null,
        at: date(nowMs),
      })
      .where('campaign_id', '=', id)
      .where('contact_id', '=', contactId)
      // Of two clocks that chose the same people the first has said what became of them.
      .where('outcome', 'is', null)
      .execute();
  }
  if (people.length < limit) {
    await database.kysely
      .updateTable('campaigns')
      .set({ status: 'done', finished_at: date(nowMs) })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('campaign_people')
              .select('contact_id')
              .whereRef('campaign_id', '=', 'campaigns.id')
              .where('outcome', 'is', null),
          ),
        ),
      )
      .execute();
  }
  return people.length;
}

async function isRunning({ kysely }: Database, id: string): Promise<boolean> {
  const campaign = await kysely
    .selectFrom('campaigns')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst();
  return campaign?.status === 'running';
}

const SHOWN = 50;

/** The newest first: those of one journey, or of all. Of those that had nobody to go to only a journey's newest. */
export async function listCampaigns(
  database: Database,
  journeyId: string | null = null,
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.id, c.journey_id as "journeyId", j.name as "journeyName", c.version, c.occurrence, c.due_at as "dueAt",
      c.status, c.reason, c.created_at as "createdAt", c.finished_at as "finishedAt", p.*
    from (select * from campaigns own
      where (${journeyId}::uuid is null or journey_id = ${journeyId}::uuid)
        and (status <> 'done'
          or exists (select from campaign_people where campaign_id = own.id)
          or not exists (select from campaigns newer
            where newer.journey_id = own.journey_id and newer.due_at > own.due_at))
      order by due_at desc, id desc limit ${SHOWN}) c
    join journeys j on j.id = c.journey_id
    cross join lateral (
      select count(*)::int as total, count(*) filter (where outcome = 'started')::int as started,
        count(*) filter (where outcome = 'not-started')::int as "notStarted"
      from campaign_people where campaign_id = c.id) p
    order by c.due_at desc, c.id desc`.execute(database.kysely);
  return rows;
}

/** Starts nobody further; those who were started go on. @returns false if it is over already */
export async function stopCampaign(database: Database, id: string, nowMs: number): Promise<boolean> {
  const row = await database.kysely
    .updateTable('campaigns')
    .set({ status: 'stopped', finished_at: date(nowMs) })
    .where('id', '=', id)
    .where('status', 'in', ['gathering', 'running'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** `stopCampaign` for all of a journey that takes nobody in any more. */
export async function stopCampaignsOf(
  tx: Tx,
  journeyId: string,
  reason: string,
  nowMs: number,
): Promise<void> {
  await tx
    .updateTable('campaigns')
    .set({ status: 'stopped', finished_at: date(nowMs), reason })
    .where('journey_id', '=', journeyId)
    .where('status', 'in', ['gathering', 'running'])
    .execute();
}

/** People whose date in a field is one of the given ones. @param dates `MM-DD`, or `YYYY-MM-DD` if not every year */
export async function contactsByDate(
  database: Pick<Database, 'kysely'>,
  { field, dates, yearly }: { field: string; dates: string[]; yearly: boolean },
): Promise<string[]> {
  const stored = sql<string>`attributes ->> ${field}`;
  const rows = await database.kysely
    .selectFrom('contacts')
    .select('id')
    .where(sql<boolean>`${stored} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'`)
    .where(yearly ? sql`substr(${stored}, 6, 5)` : sql`substr(${stored}, 1, 10)`, 'in', dates)
    .execute();
  return rows.map(({ id }) => id);
}
