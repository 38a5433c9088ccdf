import { isDeepStrictEqual } from 'node:util';
import {
  saveWaitlistSettings,
  waitlistSettings,
  type Database,
  type WaitlistSettings,
} from '@signalbox/store';
import type { Drawn } from '@signalbox/templates';
import type { DrawnBy } from './drawn-by.js';

/** The settings of all waitlists by the answers of a drawing; `null` if they stay what they are. */
async function settingsBy(
  database: Database,
  { waitlist }: Drawn,
  before: DrawnBy | undefined,
): Promise<WaitlistSettings | null> {
  if (!waitlist || isDeepStrictEqual(waitlist, before?.waitlist)) return null;
  const current = await waitlistSettings(database.kysely);
  const next = { ...current, ...waitlist };
  return isDeepStrictEqual(current, next) ? null : next;
}

interface Asking {
  /** Whether whoever asks may change settings. */
  mayManage: boolean;
  /** How it was drawn, of what is drawn anew. */
  before?: DrawnBy | undefined;
}

/**
 * Lets the rounds of waitlists go by a drawing, at once, if who asks may change settings and answered that anew: what was set
 * by hand since then stays otherwise.
 * @returns what the drawing remembers of it
 */
export async function followWaitlist(
  database: Database,
  drawn: Drawn,
  { mayManage, before }: Asking,
): Promise<Pick<DrawnBy, 'waitlist'>> {
  if (!drawn.waitlist || !mayManage) return {};
  const next = await settingsBy(database, drawn, before);
  if (next) await saveWaitlistSettings(database, next);
  return { waitlist: drawn.waitlist };
}

/** That the rounds go by the answers before anything is published, or don't. */
export async function waitlistNotes(
  database: Database,
  drawn: Drawn,
  { mayManage, before }: Asking,
): Promise<string[]> {
  if (!(await settingsBy(database, drawn, before))) return [];
  return [
    mayManage
      ? 'How the rounds of waitlists go changes at once for all lines, not only when this is published.'
      : 'How the rounds of waitlists go stays as it is, whatever is answered here: only an administrator changes these settings.',
  ];
}
