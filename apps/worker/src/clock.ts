import { daysDue, occurrences, type DateOfPerson, type Schedule } from '@signalbox/nodes/clocks';
import {
  clockedJourneys,
  contactsByDate,
  gatherAudience,
  keepWaitlists,
  markForgottenLines,
  openCampaign,
  openCampaigns,
  startJourney,
  startWave,
  type Audience,
  type ClockedJourney,
  type Database,
} from '@signalbox/store';
import type { Logger } from 'pino';
import { keepDaily, keepPrivacy } from './daily.js';
import { decideExperiments } from './decide-experiments.js';
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
const DAY = 86_400_000;
/** A campaign that could not begin for longer than this is old news. */
const LATEST_MS = 6 * 3_600_000;
/** Dates of people and experiments are looked at this often. */
const DATES_EVERY_MS = 15 * 60_000;
/** Where a local time comes round first. */
const FIRST_ZONE = 'Etc/GMT-14';

/** Keeps time for the triggers that need it. Several may run: each person is started once. @returns how to stop it */
export function startClock(deps: ClockDeps): () => Promise<void> {
  const { nowMs = Date.now } = deps;
  let ticking: Promise<void> | null = null;
  let datesSeenMs = 0;
  let waitlistsKeptMs = 0;
  const timer = setInterval(() => {
    ticking ??= tick(deps, nowMs(), { dates: nowMs() - datesSeenMs >= DATES_EVERY_MS })
      .then(async (saw) => {
        if (saw.dates) datesSeenMs = nowMs();
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

/** Opens what is due, and lets the next wave of each campaign in. */
export async function tick(
  deps: ClockDeps,
  nowMs: number,
  { dates = true }: { dates?: boolean } = {},
): Promise<{ dates: boolean }> {
  const { database, textsPerSecond } = deps;
  const journeys = await clockedJourneys(database);
  for (const journey of journeys) {
    if (journey.clock === 'schedule') await openDue(deps, journey, nowMs);
    else if (dates) await startByDate(deps, journey, nowMs);
  }
  if (dates) await decideExperiments(database, nowMs);
  if (dates) await keepWelcome(deps, nowMs);
  if (dates) await keepDaily(deps, nowMs);
  await keepPrivacy(deps, nowMs);
  if (dates) await markForgottenLines(database, nowMs);
  const campaigns = await openCampaigns(database);
  for (const campaign of campaigns) {
    const journey = journeys.find(({ id }) => id === campaign.journeyId);
    if (!journey) continue;
    if (campaign.status === 'gathering') {
      const { audience } = journey.config as unknown as ScheduleConfig;
      await gatherAudience(database, campaign.id, audience);
    } else {
      const share = Math.max(1, Math.floor(textsPerSecond / campaigns.length));
      await startWave(database, campaign, share, nowMs);
    }
  }
  return { dates };
}

async function openDue(
  { database, shopTimeZone }: ClockDeps,
  { id, version, publishedAt, config }: ClockedJourney,
  nowMs: number,
): Promise<void> {
  const schedule = config as unknown as ScheduleConfig;
  const zone = schedule.clock === 'contact' ? FIRST_ZONE : shopTimeZone;
  const afterMs = Math.max(nowMs - LATEST_MS, publishedAt.getTime() - (zone === FIRST_ZONE ? DAY : 0));
  for (const { local, atMs } of occurrences(schedule, zone, { afterMs, untilMs: nowMs })) {
    await openCampaign(database, { journeyId: id, version, occurrence: local, dueMs: atMs }, nowMs);
  }
}

async function startByDate(
  { database }: ClockDeps,
  { id, config }: ClockedJourney,
  nowMs: number,
): Promise<void> {
  const { field, time, ...when } = config as unknown as DateConfig;
  for (const { day, dates } of daysDue(when, nowMs)) {
    for (const contactId of await contactsByDate(database, { field, dates, yearly: when.yearly })) {
      const properties = { occurrence: `${day}T${time}` };
      const key = `date/${contactId}/${day}`;
      await startJourney(database, { journeyId: id, contactId, properties, key }, { nowMs });
    }
  }
}
