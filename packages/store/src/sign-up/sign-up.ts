import { sql } from 'kysely';
import { consentState, isSuppressed } from '../consent.js';
import { date, type Database } from '../database.js';
import { takeEvent } from '../intake/take-event.js';
import { openOptIn, requestOptIn } from '../opt-in.js';
import { phoneHashes } from '../people/phone-hashes.js';
import type { SignUpForm } from './forms.js';

export interface SignUp {
  /** E.164 */
  phone: string;
  country: string | null;
  firstName?: string;
  via: 'form' | 'text';
  /** What proves it later: where, from which address, by which browser. The wording is added. */
  evidence: Record<string, unknown>;
  /** The same key twice is one sign-up, however late it is heard again. */
  key?: string;
}

/**
 * `joined`: they get texts. `asked`: a request waits for their yes; `text` is to be sent by the caller, once.
 * `already`: they had agreed before. `stopped`: they said STOP once, so a yes must come from the number itself.
 */
export type SignUpResult =
  | { result: 'joined' | 'already' | 'stopped' }
  | { result: 'asked'; contactId: string; text: { sendKey: string } | null };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Takes a sign-up by a form, or by the form's keyword. The same number twice is one. */
export async function signUp(
  database: Database,
  form: SignUpForm,
  { phone, country, firstName, via, evidence, key }: SignUp,
  nowMs: number,
): Promise<SignUpResult> {
  const shown = { ...evidence, wording: form.wording, form: form.name, slug: form.slug };
  const hasStopped = await isSuppressed(database, phone);
  const states = await Promise.all(form.purposes.map((purpose) => consentState(database, phone, purpose)));
  if (!hasStopped && states.every((state) => state === 'granted')) return { result: 'already' };
  const about = {
    source: 'sign-up',
    occurredAtMs: nowMs,
    identities: [{ kind: 'phone', value: phone }],
    contact: {
      phone,
      country: country ?? undefined,
      language: form.language,
      ...(firstName ? { firstName } : {}),
      ...(form.tag ? { addTags: [form.tag] } : {}),
    },
    keys: [],
    isHistory: false,
  };
  // Two presses of one button are one: so is whatever comes by the same form within a minute.
  const who = (await phoneHashes(database.kysely))(phone);
  const once = `${form.id}/${who}/${key ?? Math.floor(nowMs / MINUTE)}`;

  if (!form.isDouble && !hasStopped) {
    for (const purpose of form.purposes)
      await takeEvent(
        database,
        {
          ...about,
          messageId: `${once}/${purpose}`,
          name: 'SMS Subscribed',
          properties: { purpose, source: via, form: form.slug },
          consents: [{ purpose, state: 'granted', source: via, evidence: shown, atMs: nowMs, phone }],
        },
        { nowMs },
      );
    await keep(database, form, phone, via, nowMs);
    return { result: 'joined' };
  }

  const open = await openOptIn(database, phone, nowMs);
  const isAskedAgain = open?.evidence.slug === form.slug && !hasStopped;
  if (!isAskedAgain)
    await requestOptIn(
      database,
      { phone, purposes: form.purposes, source: via, evidence: shown, ...(key ? { key: once } : {}) },
      { atMs: nowMs },
    );
  const { contactId, eventId, status, started } = await takeEvent(
    database,
    {
      ...about,
      messageId: `${once}/request`,
      name: 'SMS Opt-In Requested',
      properties: { purposes: form.purposes, source: via, ...shown },
    },
    { nowMs },
  );
  await keep(database, form, phone, via, nowMs);
  // Anybody can type a number: one that said STOP is not texted for it.
  if (hasStopped) {
    await markAsked(database, phone, nowMs);
    return { result: 'stopped' };
  }
  // A journey that begins with the request asks by itself. Otherwise we do, once a day.
  const isJourneys = started.length > 0 || (status === 'duplicate' && (await hasStarted(database, eventId)));
  if (!isJourneys) await markAsked(database, phone, nowMs);
  const person = contactId ?? (await contactOf(database, phone));
  return {
    result: 'asked',
    contactId: person!,
    text: isJourneys ? null : { sendKey: `opt-in/${form.id}/${who}/${Math.floor(nowMs / DAY)}` },
  };
}

async function hasStarted(database: Database, eventId: string): Promise<boolean> {
  const run = await database.kysely
    .selectFrom('runs')
    .select('id')
    .where('entry_event_id', '=', eventId)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}

async function contactOf(database: Database, phone: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('contacts')
    .select('id')
    .where('phone', '=', phone)
    .orderBy('updated_at', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function markAsked(database: Database, phone: string, nowMs: number): Promise<void> {
  await database.kysely
    .updateTable('opt_in_requests')
    .set({ asked_at: date(nowMs) })
    .where('phone', '=', phone)
    .where('asked_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .where('closed_at', 'is', null)
    .execute();
}

async function keep(
  database: Database,
  form: SignUpForm,
  phone: string,
  via: 'form' | 'text',
  nowMs: number,
): Promise<void> {
  const contactId = await contactOf(database, phone);
  if (!contactId) return;
  await database.kysely
    .insertInto('sign_ups')
    .values({ form_id: form.id, phone, contact_id: contactId, via, at: date(nowMs) })
    // Of two presses at once the later may be written first, and a yes before it would not be counted as one.
    .onConflict((conflict) =>
      conflict.columns(['form_id', 'phone']).doUpdateSet({ at: sql`least(sign_ups.at, excluded.at)` }),
    )
    .execute();
}
