import {
  doPrivacyRequests,
  keepLoyaltyTime,
  readSetting,
  scorePeople,
  sweepDeliveries,
  sweepImports,
  sweepPrivacyAnswers,
  writeSetting,
  type Database,
} from '@signalbox/store';

const DONE = 'kept-time-on';

/** What is due once a day in the shop's zone. Done again it changes nothing, so that a worker that falls loses nothing. */
export async function keepDaily(
  { database, shopTimeZone }: { database: Database; shopTimeZone: string },
  nowMs: number,
): Promise<void> {
  await sweepDeliveries(database, nowMs);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: shopTimeZone }).format(nowMs);
  if ((await readSetting(database, DONE)) === day) return;
  await keepLoyaltyTime(database, { day, nowMs });
  await scorePeople(database);
  await sweepPrivacyAnswers(database, nowMs);
  await sweepImports(database, nowMs);
  await writeSetting(database, DONE, day);
}

/** What people may ask of a shop by law is done at once, and a page a tick where it concerns many. */
export const keepPrivacy = ({ database }: { database: Database }, nowMs: number): Promise<boolean> =>
  doPrivacyRequests(database, nowMs);
