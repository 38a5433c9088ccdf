import type { WaitlistActivities } from '@signalbox/engine/temporal';
import { settingsOfLine, waitlistRound, type Database } from '@signalbox/store';

const MINUTE = 60_000;

/** What the rounds of a waitlist ask of the database. */
export const waitlistActivities = (database: Database): WaitlistActivities => ({
  waitlistSettleMs: async (line) => (await settingsOfLine(database.kysely, line)).settleMinutes * MINUTE,
  waitlistRound: ({ nowMs, ...line }) => waitlistRound(database, line, nowMs),
});
