import { occurrences, type Schedule } from '@signalbox/nodes/clocks';
import { DEFAULT_URGENCY, type UrgencyAllowance } from '@signalbox/sms';
import {
  losesUrgentText,
  readSetting,
  urgentCampaigns,
  type Audience,
  type Database,
  type UrgentAudience,
} from '@signalbox/store';

const DAY = 86_400_000;

export interface LostUrgency {
  people: number;
  allowance: UrgencyAllowance;
  /** Campaigns before it that draw on the same allowance, the earliest first. */
  campaigns: string[];
}

/**
 * What one more text with an end time comes to: how many will have used up their allowance by the time it goes out.
 * @param startMs when it goes out
 * @param besides the journey whose text it is, which does not count against itself
 */
export async function lostUrgency(
  database: Database,
  audience: UrgentAudience,
  {
    startMs,
    nowMs,
    shopTimeZone,
    besides,
  }: { startMs: number; nowMs: number; shopTimeZone: string; besides?: string },
): Promise<LostUrgency> {
  const allowance = (await readSetting<UrgencyAllowance>(database, 'urgency')) ?? DEFAULT_URGENCY;
  const sinceMs = startMs - allowance.days * DAY;
  const within = { afterMs: Math.max(nowMs, sinceMs), untilMs: startMs };
  const before = (await urgentCampaigns(database))
    .flatMap(({ journeyId, name, config }) => {
      if (journeyId === besides || within.afterMs >= within.untilMs) return [];
      const [first] = occurrences(config as unknown as Schedule, shopTimeZone, within);
      return first ? [{ name, config, atMs: first.atMs }] : [];
    })
    .sort((a, b) => a.atMs - b.atMs);
  const people = await losesUrgentText(database, audience, {
    sinceMs,
    count: allowance.count,
    before: before.map(({ config }) => (config.audience as Audience).segment ?? null),
    nowMs,
  });
  return { people, allowance, campaigns: before.map(({ name }) => name) };
}

/** `2 in 30 days` */
export const allowanceInWords = ({ count, days }: UrgencyAllowance): string => `${count} in ${days} days`;
