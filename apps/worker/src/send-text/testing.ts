import { createCarrier } from '@signalbox/carrier';
import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { createPlivo } from '@signalbox/sms';
import { takeEvent, type IncomingEvent } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { createSendText, type SendTextDeps } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const HOUR = 3_600_000;
const PLAN = 'plan';
/** A Monday. */
export const NOON = Date.parse('2026-11-02T12:00:00Z');

/** A database, a carrier with phones, and people to text: what tests of sending are set in. */
export async function createSendingWorld(name: string, changes: Partial<SendTextDeps> = {}) {
  const database = await createTestDatabase(name);
  // The ledger's links to runs and journeys are not what is tried here.
  for (const column of ['run_id', 'journey_id'])
    await database.pool.query(`alter table messages drop constraint messages_${column}_fkey`);
  await database.pool.query(`insert into plans (hash, plan) values ($1, '{}')`, [PLAN]);
  const carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound' });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  const plivo = createPlivo({ ...AUTH, baseUrl, timeoutMs: 5_000 });
  const deps: SendTextDeps = {
    database,
    plivo,
    publicUrl: 'http://127.0.0.1:9',
    sender: '+4552512020',
    sendingHours: 'always',
    nowMs: () => NOON,
    ...changes,
  };
  const sendText = createSendText(deps);
  let serial = 0;
  /** By the contact's id, whom the shop knows them as. */
  const users = new Map<string, string>();

  return {
    database,
    carrier,
    deps,

    /** Somebody new, who has agreed to all kinds of texts. */
    async somebody(
      phone = `+4553${String(++serial).padStart(6, '0')}`,
      contact: IncomingEvent['contact'] = {},
    ) {
      const user = crypto.randomUUID();
      const { contactId } = await takeEvent(
        database,
        {
          source: 'test',
          messageId: crypto.randomUUID(),
          name: null,
          occurredAtMs: NOON - HOUR,
          identities: [{ kind: 'user', value: user }],
          contact: { firstName: 'Anna', phone, country: 'DK', ...contact },
          consents: ['marketing', 'cart-reminder', 'back-in-stock'].map((purpose) => ({
            purpose,
            state: 'granted',
            source: 'test',
            atMs: NOON - HOUR,
          })),
          properties: {},
          keys: [],
          isHistory: true,
        },
        { nowMs: NOON },
      );
      await database.pool.query('update contacts set phone = $1 where id = $2', [phone, contactId]);
      users.set(contactId!, user);
      return { phone, contactId: contactId! };
    },

    /** Something that happened to them, an hour ago unless said otherwise. */
    event: (contactId: string, name: string, changes: Partial<IncomingEvent> = {}) =>
      takeEvent(
        database,
        {
          source: 'test',
          messageId: crypto.randomUUID(),
          name,
          occurredAtMs: NOON - HOUR,
          identities: [{ kind: 'user', value: users.get(contactId) ?? contactId }],
          contact: {},
          properties: {},
          keys: [],
          isHistory: true,
          ...changes,
        },
        { nowMs: NOON },
      ),

    /** A run's wish to text somebody. */
    text(
      contactId: string,
      changes: Partial<SendTextRequest> = {},
      context: Partial<ActivityContext> = {},
      send = sendText,
    ) {
      const nowMs = context.nowMs ?? NOON;
      return send(
        {
          runId: crypto.randomUUID(),
          journeyId: crypto.randomUUID(),
          contactId,
          nodeId: 'text',
          visit: 0,
          planHash: PLAN,
          entryEvent: { properties: {} },
          vars: {},
          nowMs,
          ...context,
        },
        { template: 'Hej', purpose: 'marketing', dropAfterMs: 48 * HOUR, enteredAtMs: nowMs, ...changes },
      );
    },

    async textsOn(phone: string): Promise<string[]> {
      const { phones } = (await carrier.inject('/phones')).json() as {
        phones: { number: string; messages: { text: string }[] }[];
      };
      return phones.find(({ number }) => number === phone)?.messages.map(({ text }) => text) ?? [];
    },

    async close() {
      await carrier.close();
      await database.drop();
    },
  };
}
