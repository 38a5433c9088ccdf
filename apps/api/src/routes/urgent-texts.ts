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
  /** Of campaigns after it the next time each, and how many of its people go without because of it. */
  later: { name: string; people: number }[];
}

/**
 * What one more text with an end time comes to: how many will have used up their allowance by the time it goes out.
 * @param startMs when it goes out
 * @param besides ids of the journey whose text it is, and of what is drawn anew with it: they do not count against themselves
 */
export async function lostUrgency(
  database: Database,
  audience: UrgentAudience,
  {
    startMs,
    nowMs,
    shopTimeZone,
    besides,
  }: { startMs: number; nowMs: number; shopTimeZone: string; besides: string[] },
): Promise<LostUrgency> {
  const allowance = (await readSetting<UrgencyAllowance>(database, 'urgency')) ?? DEFAULT_URGENCY;
  const stretchMs = allowance.days * DAY;
  const planned = (await urgentCampaigns(database))
    .filter(({ journeyId }) => !besides.includes(journeyId))
    .flatMap(({ journeyId, name, config }) => {
      const within = { afterMs: nowMs, untilMs: startMs + stretchMs };
      const { segment } = config.audience as Audience;
      const whom: UrgentAudience = segment ? { segment } : 'everyone';
      return occurrences(config as unknown as Schedule, shopTimeZone, within).map(({ atMs }) => ({
        ...{ journeyId, name, whom, atMs },
      }));
    })
    .sort((a, b) => a.atMs - b.atMs);
  const within = (atMs: number) => planned.filter((one) => one.atMs > atMs - stretchMs && one.atMs < atMs);
  const before = (atMs: number) => within(atMs).map(({ whom }) => whom);
  const losing = (whom: UrgentAudience, atMs: number, ahead: UrgentAudience[]) =>
    losesUrgentText(database, whom, {
      sinceMs: atMs - stretchMs,
      count: allowance.count,
      before: ahead,
      nowMs,
    });
  const later: LostUrgency['later'] = [];
  const after = planned.filter(({ atMs }) => atMs >= startMs);
  const next = after.filter(
    (one, i) => after.findIndex(({ journeyId }) => journeyId === one.journeyId) === i,
  );
  for (const { name, whom, atMs } of next) {
    const ahead = before(atMs);
    const more = (await losing(whom, atMs, [...ahead, audience])) - (await losing(whom, atMs, ahead));
    if (more > 0) later.push({ name, people: more });
  }
  return {
    people: await losing(audience, startMs, before(startMs)),
    allowance,
    campaigns: [...new Set(within(startMs).map(({ name }) => name))],
    later,
  };
}

/** `2 in 30 days` */
export const allowanceInWords = ({ count, days }: UrgencyAllowance): string => `${count} in ${days} days`;

export const takesInWords = (
  { name, people }: LostUrgency['later'][number],
  allowance: UrgencyAllowance,
): string =>
  `It takes from a later one: ${people.toLocaleString('en-GB')} of those whom “${name}” is for lose that, as they may have ${allowanceInWords(allowance)}.`;
