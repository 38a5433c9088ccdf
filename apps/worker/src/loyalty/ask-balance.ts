import { readPath } from '@signalbox/engine/conditions';
import type { HttpResult, ServiceHost } from '@signalbox/nodes/kernel';
import { ServiceAway } from '@signalbox/outbound';
import { keepAnsweredBalance, listIdentities, type BalanceAsk, type Database } from '@signalbox/store';

/** Nobody's text waits longer for an answer. */
const TIMEOUT_MS = 3_000;
/** After this long a programme that did not answer is asked again. */
const AGAIN_MS = 5 * 60_000;

export interface Asked {
  contactId: string;
  /** As `{{ contact… }}` reads it; `points_at` says how old the balance is that is known. */
  contact: Record<string, unknown>;
  nowMs: number;
}

/**
 * `fresh`: what is known is new enough. `kept`: the programme told, and it was written down. `away`: the programme did not answer, and may later. `unknown`: it answered, and there
 * is no balance in that; `reason` is for a marketer to read.
 */
export type BalanceAnswer =
  | { outcome: 'fresh' | 'kept' }
  | { outcome: 'away'; untilMs: number; reason: string }
  | { outcome: 'unknown'; reason: string };

/** Asks a programme that the shop runs for a person's balance, unless what is known is fresh, and keeps the answer. */
export async function askBalance(
  { database, services }: { database: Database; services: ServiceHost },
  ask: BalanceAsk,
  { contactId, contact, nowMs }: Asked,
): Promise<BalanceAnswer> {
  const toldMs = Date.parse(String(contact.points_at ?? ''));
  if (toldMs > nowMs - ask.freshMinutes * 60_000) return { outcome: 'fresh' };
  const url = await addressOf(database, ask.url, contactId, contact);
  if (!url.ok) return { outcome: 'unknown', reason: url.reason };
  let answer: HttpResult;
  try {
    answer = await services.request({
      method: 'GET',
      url: url.url,
      timeoutMs: TIMEOUT_MS,
      ...(ask.connectionId ? { connectionId: ask.connectionId } : {}),
    });
  } catch (error) {
    if (!(error instanceof ServiceAway)) throw error;
    const untilMs = nowMs + Math.max(AGAIN_MS, error.retryAfterMs ?? 0);
    return { outcome: 'away', untilMs, reason: `The loyalty programme gave no balance. ${error.message}` };
  }
  if (answer.outcome === 'refused')
    return { outcome: 'unknown', reason: `The loyalty programme gave no balance. ${answer.reason}` };
  const balance = numberOf(readPath(answer.body, ask.balancePath));
  if (balance === null)
    return {
      outcome: 'unknown',
      reason: `The loyalty programme’s answer has no number at “${ask.balancePath}”`,
    };
  const tier = ask.tierPath ? textOf(readPath(answer.body, ask.tierPath)) : null;
  await keepAnsweredBalance(database, contactId, { balance, tier }, nowMs);
  return { outcome: 'kept' };
}

/** The address with the person's names filled in, none of which can lead elsewhere. */
async function addressOf(
  database: Database,
  template: string,
  contactId: string,
  contact: Record<string, unknown>,
): Promise<{ ok: true; url: string } | { ok: false; reason: string }> {
  const names: Record<string, string | null> = {
    id: contactId,
    email: textOf(contact.email),
    phone: textOf(contact.phone),
    user_id: template.includes('{user_id}') ? await userIdOf(database, contactId) : null,
  };
  let missing: string | null = null;
  const url = template.replaceAll(/\{(id|email|phone|user_id)\}/g, (_, name: string) => {
    if (names[name] === null) missing ??= name;
    return encodeURIComponent(names[name] ?? '');
  });
  return missing
    ? { ok: false, reason: `The loyalty programme cannot be asked: this person has no ${String(missing)}` }
    : { ok: true, url };
}

async function userIdOf(database: Database, contactId: string): Promise<string | null> {
  const identities = await listIdentities(database, contactId);
  return identities.find(({ kind }) => kind === 'user')?.value ?? null;
}

/** A text such as `1.234` is none: one shop means a thousand points by it and another one point. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && /^\s*-?\d{1,3}\.\d{3}\s*$/.test(value)) return null;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 2e9
    ? Math.round(number)
    : null;
}

const textOf = (value: unknown): string | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;
