import { randomUUID } from 'node:crypto';
import { createCarrier, type CarrierMessage } from '@signalbox/carrier';
import { freePort } from '@signalbox/dev-servers';
import { createServices } from '@signalbox/outbound';
import { createPlivo } from '@signalbox/sms';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { CARRIER_TOKEN, startTestApi } from '../../../api/src/testing.js';
import { tick } from '../../src/clock.js';
import { occurrences, type Schedule } from '@signalbox/nodes/clocks';
import {
  type Database,
  clockedJourneys,
  keepSegments,
  keepWaitlists,
  openCampaigns,
  recountSegments,
} from '@signalbox/store';
import { createCoupons } from '../../src/coupons/index.js';
import { createSendText } from '../../src/send-text/index.js';
import { sendPlanned } from '../../src/send-text/direct.js';
import { startWorker } from '../../src/worker.js';
import { OneClock } from './one-clock.js';
import { openPeople, type Person } from './people.js';
import { openShop } from './shop.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SENDER = '+4552512020';
const ZONE = 'Europe/Copenhagen';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: CARRIER_TOKEN };

/** A text on a phone, and how long after the beginning it came. */
export interface Text {
  text: string;
  afterMs: number;
  /** When the carrier would have given it up. */
  expiresAfterMs: number;
}

/**
 * A shop's whole Signalbox as in production, with the server's time skipped: API, worker, PostgreSQL, Temporal and a
 * carrier with phones. Nothing is told to it but by its public doors.
 */
export async function openUseCase({
  startMs = nextMonday(),
  sendingHours = 'always',
  isDaily = false,
  isLong = false,
}: {
  startMs?: number;
  sendingHours?: 'always' | 'law';
  /** Whether anything comes by the calendar alone: birthdays, points that expire. */
  isDaily?: boolean;
  /** Much happens to many: what is due within seconds is done together, and the calendar is looked at as seldom as live. */
  isLong?: boolean;
} = {}) {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const apiPort = await freePort();
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  // The clock is made after the database that the API makes, and asked only then.
  const time: { clock?: OneClock } = {};
  const nowMs = () => time.clock?.nowMs() ?? startMs;
  const carrier = createCarrier({ ...AUTH, inboundUrl: `${publicUrl}/webhooks/plivo/inbound`, nowMs });
  const carrierUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  const api = await startTestApi({ PUBLIC_URL: publicUrl, SIGNALBOX_SENDER: SENDER }, { nowMs });
  await api.app.listen({ port: apiPort, host: '127.0.0.1' });
  const { database } = api;
  const campaigns = new NextCampaign(database);
  const clock = new OneClock(startMs, database, {
    alsoDueMs: async (afterMs) =>
      Math.min(
        await campaigns.nextMs(afterMs),
        isDaily ? nextMorningMs(afterMs) : Infinity,
        isLong ? await nextCheckMs(database, afterMs) : Infinity,
      ),
    togetherMs: isLong ? 5_000 : 0,
  });
  time.clock = clock;

  const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const plivo = createPlivo({ ...AUTH, baseUrl: carrierUrl, timeoutMs: 10_000 });
  const services = createServices({ database, secret: '', allowPrivate: true });
  const coupons = createCoupons({ database, services, shopTimeZone: ZONE });
  const house = { brand: 'Acme', linkDomain: publicUrl, shopTimeZone: ZONE };
  const ticking = { database, logger, shopTimeZone: ZONE, textsPerSecond: 100, nowMs };
  const worker = await startWorker({
    ...ticking,
    temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
    taskQueue: `use-case-${randomUUID()}`,
    sendText: createSendText({
      ...{ database, plivo, publicUrl, sender: SENDER, sendingHours, shopTimeZone: ZONE },
      ...{ coupons, house, nowMs },
    }),
    services,
    tuneClient: clock.tune,
  });

  const beganMs = nowMs();
  const direct = { database, plivo, publicUrl, sender: SENDER, logger };
  let datesSeenMs = 0;
  const doWhatIsDue = async (atMs: number) => {
    const dates = !isLong || atMs - datesSeenMs >= 15 * MINUTE;
    if (dates) datesSeenMs = atMs;
    await sendPlanned(direct, atMs);
    await keepWaitlists(database, atMs);
    while (await recountSegments(database, atMs));
    while ((await keepSegments(database, atMs)) > 0);
    do {
      const { isWell } = await tick(ticking, atMs, { dates });
      if (!isWell) throw new Error('The clock could not do all that was due.');
    } while ((await openCampaigns(database)).length > 0);
  };
  const phones = async () =>
    (await carrier.inject('/phones')).json<{ phones: { number: string; messages: CarrierMessage[] }[] }>()
      .phones;
  const messagesOn = async ({ phone }: Person): Promise<CarrierMessage[]> =>
    (await phones()).find(({ number }) => number === phone)?.messages ?? [];

  return {
    api,
    carrier,
    beganMs,
    nowMs,
    /** What reached each number. */
    allTexts: async () =>
      new Map(
        (await phones()).map(({ number, messages }) => [
          number,
          messages.filter(({ direction }) => direction === 'outbound').map(({ text }) => text),
        ]),
      ),
    shop: openShop(api, nowMs),
    people: openPeople(api, nowMs),
    phone: {
      /** What reached it, oldest first. */
      async texts(person: Person): Promise<Text[]> {
        const messages = await messagesOn(person);
        return messages
          .filter(({ direction }) => direction === 'outbound')
          .sort((a, b) => a.atMs - b.atMs)
          .map(({ text, atMs, expiresAtMs = NaN }) => ({
            text,
            afterMs: atMs - beganMs,
            expiresAfterMs: expiresAtMs - beganMs,
          }));
      },
      /** Taps the link in the newest text. @returns the status and where it leads to */
      async taps(person: Person): Promise<{ status: number; leadsTo: string | undefined }> {
        const messages = (await messagesOn(person)).sort((a, b) => b.atMs - a.atMs);
        const path = /\/l\/\w+/.exec(messages.find(({ text }) => text.includes('/l/'))?.text ?? '')?.[0];
        if (!path) throw new Error(`There is no link on the phone ${person.phone}`);
        const response = await api.app.inject({ method: 'GET', url: path, headers: { 'user-agent': PHONE } });
        return { status: response.statusCode, leadsTo: response.headers.location };
      },
      async reply({ phone }: Person, text: string) {
        const payload = { to: SENDER, text };
        await carrier.inject({ method: 'POST', url: `/phones/${phone}/reply`, payload });
        await sendPlanned(direct, nowMs());
      },
    },
    clock: {
      advanceTo: (atMs: number) => clock.advanceTo(atMs, doWhatIsDue),
      settled: () => clock.settled(),
    },

    /** As a marketer, under Settings. */
    async set(setting: string, to: object): Promise<void> {
      const saved = await api.call('PUT', `/api/settings/${setting}`, to);
      if (saved.statusCode >= 300) throw new Error(saved.body);
    },
    /** As a marketer: draws a journey and publishes it. @returns its id */
    async publish(journey: { name: string; graph: object }): Promise<string> {
      campaigns.forget();
      const created = await api.call('POST', '/api/journeys', journey);
      if (created.statusCode !== 201) throw new Error(created.body);
      const { id, revision } = created.json<{ id: string; revision: number }>();
      const published = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
      if (published.statusCode !== 201) throw new Error(published.body);
      return id;
    },
    /** As a marketer: looks at what a template would draw. */
    async draw(
      template: string,
      answers: object,
    ): Promise<{ journeys: { graph: object }[]; notes: string[] }> {
      const drawn = await api.call('POST', `/api/templates/${template}/draw`, { answers });
      if (drawn.statusCode !== 200) throw new Error(drawn.body);
      return drawn.json();
    },
    /** As a marketer: answers a template's questions, and publishes what it draws. @returns the journeys' ids */
    async publishTemplate(template: string, answers: object = {}): Promise<string[]> {
      campaigns.forget();
      const created = await api.call('POST', `/api/templates/${template}/create`, { answers });
      if (created.statusCode !== 201) throw new Error(created.body);
      const { journeys } = created.json<{ journeys: { id: string }[] }>();
      for (const { id } of journeys) {
        const { revision } = (await api.call('GET', `/api/journeys/${id}`)).json<{ revision: number }>();
        const published = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
        if (published.statusCode !== 201) throw new Error(published.body);
      }
      return journeys.map(({ id }) => id);
    },
    /** As a marketer: fills a pool of codes by a list. */
    async addCodes(pool: string, prefix: string, count: number): Promise<void> {
      const codes = Array.from({ length: count }, (_, index) => `${prefix}-${1000 + index}`);
      const added = await api.call('POST', `/api/coupon-pools/${pool}/codes`, { codes });
      if (added.statusCode >= 300) throw new Error(added.body);
    },
    /** How somebody's ways through journeys ended, oldest first; `null` for one that goes on. */
    async outcomes({ userId }: Person): Promise<(string | null)[]> {
      const { rows } = await database.pool.query<{ outcome: string | null }>(
        `select r.outcome from runs r join contact_identities i on i.contact_id = r.contact_id
         where i.kind = 'user' and i.value = $1 order by r.started_at`,
        [userId],
      );
      return rows.map(({ outcome }) => outcome);
    },
    /** Why somebody did not get texts, oldest first. */
    async reasons({ userId }: Person): Promise<(string | null)[]> {
      const { rows } = await database.pool.query<{ reason_code: string | null }>(
        `select m.reason_code from messages m join contact_identities i on i.contact_id = m.contact_id
         where i.kind = 'user' and i.value = $1 and m.state = 'suppressed' order by m.planned_at`,
        [userId],
      );
      return rows.map(({ reason_code }) => reason_code);
    },
    async close() {
      await worker.stop();
      await api.stop();
      await carrier.close();
    },
  };
}

/** Somebody's date may come on any day. */
const daily = (time: string): Schedule => ({ date: '2000-01-01', time, repeat: 'daily', weekdays: [] });

/** When the next campaign of a live journey begins, or the hour of somebody's date comes: it stays so until then, or until something is published. */
class NextCampaign {
  private known = { untilMs: 0, atMs: Infinity };

  constructor(private readonly database: Database) {}

  async nextMs(afterMs: number): Promise<number> {
    if (afterMs + 1_000 < this.known.untilMs) return this.known.atMs;
    const within = { afterMs: afterMs + 1_000, untilMs: afterMs + 40 * DAY };
    const due = (await clockedJourneys(this.database)).flatMap(({ clock, config }) => {
      const schedule = clock === 'schedule' ? (config as unknown as Schedule) : daily(String(config.time));
      return occurrences(schedule, ZONE, within).map(({ atMs }) => atMs);
    });
    const atMs = Math.min(Infinity, ...due);
    this.known = { untilMs: Math.min(atMs, within.untilMs), atMs };
    return atMs;
  }

  forget(): void {
    this.known.untilMs = 0;
  }
}

/** When time alone may let somebody into a segment, or out of one: a campaign at its hour finds them as they are by then. */
async function nextCheckMs({ pool }: Database, afterMs: number): Promise<number> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'select min(due_at) as at from segment_checks where due_at > $1',
    [new Date(afterMs)],
  );
  return rows[0]!.at?.getTime() ?? Infinity;
}

/** Some time after a day of the shop's has begun. */
const nextMorningMs = (afterMs: number) => (Math.floor((afterMs - 5 * HOUR) / DAY) + 1) * DAY + 5 * HOUR;

export type UseCase = Awaited<ReturnType<typeof openUseCase>>;

/** 10:00 in Copenhagen, or an hour later in summer, of a Monday that is a day away at least. */
export function nextMonday(hour = 9): number {
  const day = new Date(Date.now() + DAY);
  day.setUTCHours(hour, 0, 0, 0);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
  return day.getTime();
}
