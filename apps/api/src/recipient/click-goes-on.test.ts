import { randomUUID } from 'node:crypto';
import { createCarrier } from '@signalbox/carrier';
import { createServices } from '@signalbox/outbound';
import { createPlivo } from '@signalbox/sms';
import { getRun, startJourney, takeEvent } from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';
import { startWorker, type RunningWorker } from '@signalbox/worker';
import { createSendText } from '@signalbox/worker/send-text';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const phone = '+4552111111';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';

let api: TestApi;
let worker: RunningWorker;
let carrier: ReturnType<typeof createCarrier>;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  api = await startTestApi();
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound', nowMs: Date.now });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  const { database } = api;
  worker = await startWorker({
    database,
    logger: pino({ level: 'silent' }),
    temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
    taskQueue: `clicks-${randomUUID()}`,
    shopTimeZone: 'Europe/Copenhagen',
    textsPerSecond: 100,
    sendText: createSendText({
      database,
      plivo: createPlivo({ ...AUTH, baseUrl, timeoutMs: 2_000 }),
      publicUrl: 'http://127.0.0.1:9',
      sender: '+4552512020',
      sendingHours: 'always',
      house: { brand: 'Acme', linkDomain: 'acme.link', shopTimeZone: 'Europe/Copenhagen' },
    }),
    services: createServices({ database, secret: '', allowPrivate: false }),
  });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await carrier?.close();
  await api?.stop();
});

test('whoever opens the link in a text goes on; a preview of it keeps them waiting', async () => {
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'invite' } },
    invite: {
      type: 'send-sms',
      config: { text: "The drop is on: {{ 'https://acme.example/drop' | link: name: 'drop' }}" },
      next: { sent: 'wait' },
    },
    wait: {
      type: 'wait-for-event',
      config: {
        events: [
          {
            id: 'opened',
            event: 'Link Clicked',
            label: 'Opened',
            where: {
              match: 'all',
              rules: [{ source: 'event', path: 'link_name', op: 'equals', value: 'drop' }],
            },
          },
        ],
        timeoutMs: 3_600_000,
      },
      next: { opened: 'clicked', timeout: 'silent' },
    },
    clicked: { type: 'exit', config: { outcome: 'clicked' } },
    silent: { type: 'exit', config: { outcome: 'silent' } },
  });
  const { id: journeyId } = await publishDrawn(api.database, graph, { name: 'Drop 12', nowMs: Date.now() });
  const { contactId } = await takeEvent(
    api.database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'phone', value: phone }],
      contact: { phone, country: 'DK', language: 'en' },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now() }],
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
  const started = await startJourney(
    api.database,
    { journeyId, contactId: contactId!, properties: {}, key: randomUUID() },
    { nowMs: Date.now() },
  );
  if (started.outcome === 'not-started') throw new Error(started.reason);
  const is = (expected: object) =>
    vi.waitFor(async () => expect(await getRun(api.database, started.runId)).toMatchObject(expected), 20_000);
  await is({ status: 'waiting', currentNodeId: 'wait' });

  const { phones } = (await carrier.inject('/phones')).json() as {
    phones: { number: string; messages: { text: string }[] }[];
  };
  const text = phones.find(({ number }) => number === phone)!.messages[0]!.text;
  const path = /acme\.link(\/l\/\w+)/.exec(text)![1]!;
  const open = (agent: string) =>
    api.app.inject({ method: 'GET', url: path, headers: { 'user-agent': agent } });

  await open('WhatsApp/2.23.20.0');
  await is({ status: 'waiting' });
  // No thumb is as quick as this test: the text left a minute ago.
  await api.database.kysely
    .updateTable('messages')
    .set({ sending_at: new Date(Date.now() - 60_000), accepted_at: new Date(Date.now() - 60_000) })
    .where('phone', '=', phone)
    .execute();
  expect((await open(SAFARI)).headers.location).toBe(
    'https://acme.example/drop?utm_source=signalbox&utm_medium=sms&utm_campaign=drop-12&utm_content=invite',
  );
  await is({ status: 'ended', outcome: 'clicked' });
});
