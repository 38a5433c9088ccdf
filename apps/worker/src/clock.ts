import {
  daysDue,
  occurrences,
  FIRST_ZONE,
  personalMoment,
  type DateOfPerson,
  type Schedule,
} from '@signalbox/nodes/clocks';
import {
  type Audience,
  type ClockedJourney,
  clockedJourneys,
  contactsByDate,
  type Database,
  factsOf,
  gatherAudience,
  keepWaitlists,
  markForgottenLines,
  missCampaign,
  openCampaign,
  type OpenCampaign,
  openCampaigns,
  paceNow,
  startJourney,
  startWave,
} from '@signalbox/store';
import type { Logger } from 'pino';
import { keepDaily, keepPrivacy } from './daily.js';
import { decideExperiments } from './decide-experiments.js';
import { keepApart, type Apart } from './keep-apart.js';
import { keepWelcome } from './keep-welcome.js';

export interface ClockDeps {
  database: Database;
  logger: Logger;
  /** IANA. */
  shopTimeZone: string;
  /** As many people are started a second as texts can leave. */
  textsPerSecond: number;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}

interface ScheduleConfig extends Schedule {
  audience: Audience;
  clock: 'shop' | 'contact';
}

type DateConfig = DateOfPerson & { field: string; time: string };

const TICK_MS = 1_000;
/** What became of turns is looked at this often; each round looks, too. */
const WAITLISTS_EVERY_MS = 10_000;
const HOUR = 3_600_000;
/** A campaign that could not begin for longer than this is old news. */
const LATEST_MS = 6 * HOUR;
const TOO_LATE = 'Nothing was running that could begin it within 6 hours of its time';
const PAUSED = 'Its time passed while the journey was paused';
/** Times that were missed are looked for this far back. */
const MISSED_MS = 7 * 24 * HOUR;
/** On somebody’s day the journey begins up to this long after its hour there. */
const LATEST_OF_DAY_MS = 12 * HOUR;
/** Dates of people and experiments are looked at this often, and this soon again if something failed. */
const DATES_EVERY_MS = 15 * 60_000;
const DATES_AGAIN_MS = 60_000;
/** Somebody begins this long before their hour at most, so that a date which is changed until then counts: a little more than one look. */
const NEAR_MS = DATES_EVERY_MS + 5 * 60_000;
/** Whether too many turn away is looked at this often: much of a campaign leaves within minutes. */
const WELCOME_EVERY_MS = 60_000;
/** How long until a local time has come round everywhere. */
const ROUND_THE_EARTH_MS = 26 * HOUR;

/** Keeps time for the triggers that need it. Several may run: each person is started once. @returns how to stop it */
export function startClock(deps: ClockDeps): () => Promise<void> {
  const { nowMs = Date.now } = deps;
  const apart = keepApart(deps.logger);
  let ticking: Promise<void> | null = null;
  const looked = new Set<string>();
  let datesDueMs = 0;
  let welcomeDueMs = 0;
  let waitlistsKeptMs = 0;
  const timer = setInterval(() => {
    const dates = nowMs() >= datesDueMs;
    const welcome = nowMs() >= welcomeDueMs;
    ticking ??= tick(deps, nowMs(), { dates, looked, welcome, apart })
      .then(async ({ isWell }) => {
        if (welcome) welcomeDueMs = nowMs() + WELCOME_EVERY_MS;
        // What failed may have been the first look at a version that has just gone live.
        const again = isWell ? Infinity : nowMs() + DATES_AGAIN_MS;
        datesDueMs = Math.min(dates ? nowMs() + DATES_EVERY_MS : datesDueMs, again);
        if (nowMs() - waitlistsKeptMs < WAITLISTS_EVERY_MS) return;
        waitlistsKeptMs = nowMs();
        await keepWaitlists(deps.database, waitlistsKeptMs);
      })
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'The clock could not tick; trying again'))
      .finally(() => (ticking = null));
  }, TICK_MS).unref();
  return async () => {
    clearInterval(timer);
    await ticking;
  };
}

/**
 * Opens what is due, and lets the next wave of each campaign in. What fails of it holds up nothing else.
 * @param looked the versions for which people's dates were looked at: one that is not among them is looked at whatever `dates`
 *   says, so that an hour minutes after its publication is not missed
 * @returns whether all went well
 */
export async function tick(
  deps: ClockDeps,
  nowMs: number,
  {
    dates = true,
    looked,
    welcome = dates,
    apart = keepApart(deps.logger),
  }: { dates?: boolean; looked?: Set<string>; welcome?: boolean; apart?: Apart } = {},
): Promise<{ isWell: boolean }> {
  const { database } = deps;
  let isWell = true;
  const see = async (what: string, work: () => Promise<unknown>) => {
    isWell = (await apart(what, work)) && isWell;
  };
  const journeys = await clockedJourneys(database);
  for (const journey of journeys) {
    if (journey.clock === 'schedule') {
      await see(`journey ${journey.id}`, async () => {
        await openDue(deps, journey, nowMs);
        if (dates) await writeMissed(deps, journey, nowMs);
      });
    } else if (isNew(journey, looked) || dates)
      await see(`journey ${journey.id}`, () => startByDate(deps, journey, nowMs));
  }
  if (dates) {
    await see('experiments', () => decideExperiments(database, nowMs));
    await see('the work of the day', () => keepDaily(deps, nowMs));
    await see('waitlists', () => markForgottenLines(database, nowMs));
  }
  if (welcome) await see('the welcome', () => keepWelcome(deps, nowMs));
  await see('privacy requests', () => keepPrivacy(deps, nowMs));
  const campaigns = await openCampaigns(database);
  const pace = await paceNow(database, deps.textsPerSecond);
  const share = Math.max(1, Math.floor(pace / campaigns.length));
  for (const campaign of campaigns) {
    const journey = journeys.find(({ id }) => id === campaign.journeyId);
    if (journey) await see(`campaign ${campaign.id}`, () => goOn(deps, journey, campaign, share, nowMs));
  }
  return { isWell };
}

async function goOn(
  { database, shopTimeZone }: ClockDeps,
  { config, resumedAt }: ClockedJourney,
  campaign: OpenCampaign,
  share: number,
  nowMs: number,
): Promise<void> {
  const { audience, clock } = config as unknown as ScheduleConfig;
  if (campaign.status === 'gathering') {
    await gatherAudience(database, campaign.id, audience);
    return;
  }
  const openedMs = campaign.openedAt.getTime();
  const resumedMs = resumedAt?.getTime() ?? 0;
  const sinceMs = Math.max(
    campaign.publishedAt.getTime(),
    openedMs - LATEST_MS,
    // One that was under way when the pause came goes on after it.
    resumedMs <= openedMs ? resumedMs : 0,
  );
  const isOver = (contact: { [field: string]: unknown }) =>
    personalMoment(campaign.occurrence, contact, shopTimeZone, nowMs).atMs < sinceMs;
  await startWave(database, campaign, share, nowMs, clock === 'contact' ? isOver : undefined);
}

/** The zone whose clocks open a campaign, and for how long after it somebody’s time may still be to come. */
const zoneOf = ({ clock }: ScheduleConfig, shopTimeZone: string) =>
  clock === 'contact'
    ? { zone: FIRST_ZONE, lastsMs: ROUND_THE_EARTH_MS }
    : { zone: shopTimeZone, lastsMs: 0 };

async function openDue(
  { database, shopTimeZone }: ClockDeps,
  { id, version, publishedAt, resumedAt, config }: ClockedJourney,
  nowMs: number,
): Promise<void> {
  const schedule = config as unknown as ScheduleConfig;
  const { zone, lastsMs } = zoneOf(schedule, shopTimeZone);
  const afterMs = Math.max(nowMs - LATEST_MS, publishedAt.getTime(), resumedAt?.getTime() ?? 0) - lastsMs;
  for (const { local, atMs } of occurrences(schedule, zone, { afterMs, untilMs: nowMs }))
    await openCampaign(database, { journeyId: id, version, occurrence: local, dueMs: atMs }, nowMs);
}

async function writeMissed(
  { database, shopTimeZone }: ClockDeps,
  { id, version, publishedAt, resumedAt, config }: ClockedJourney,
  nowMs: number,
): Promise<void> {
  const schedule = config as unknown as ScheduleConfig;
  const { zone, lastsMs } = zoneOf(schedule, shopTimeZone);
  const times = {
    afterMs: Math.max(nowMs - MISSED_MS, publishedAt.getTime()),
    untilMs: Math.max(nowMs - LATEST_MS, resumedAt?.getTime() ?? 0) - lastsMs,
  };
  for (const { local, atMs } of occurrences(schedule, zone, times)) {
    const reason = resumedAt && atMs <= resumedAt.getTime() ? PAUSED : TOO_LATE;
    const time = { journeyId: id, version, occurrence: local, dueMs: atMs };
    await missCampaign(database, time, reason, nowMs);
  }
}

/** Whether a version was not looked at before; from now on it was. */
function isNew({ id, version }: ClockedJourney, looked?: Set<string>): boolean {
  const key = `${id}/${version}`;
  if (!looked || looked.has(key)) return false;
  looked.add(key);
  return true;
}

async function startByDate(
  { database, shopTimeZone }: ClockDeps,
  { id, publishedAt, config }: ClockedJourney,
  nowMs: number,
): Promise<void> {
  const { field, time, ...when } = config as unknown as DateConfig;
  const sinceMs = Math.max(publishedAt.getTime(), nowMs - LATEST_OF_DAY_MS);
  for (const { day, dates } of daysDue(when, nowMs)) {
    for (const contactId of await contactsByDate(database, { field, dates, yearly: when.yearly })) {
      const occurrence = `${day}T${time}`;
      const { atMs } = personalMoment(occurrence, await factsOf(database, contactId), shopTimeZone, nowMs);
      if (atMs < sinceMs || atMs > nowMs + NEAR_MS) continue;
      const key = `date/${contactId}/${day}`;
      await startJourney(database, { journeyId: id, contactId, properties: { occurrence }, key }, { nowMs });
    }
  }
}
