import { randomUUID } from 'node:crypto';
import {
  endMarketingRuns,
  listCampaigns,
  openCampaign,
  settleSegments,
  suppress,
  takeEvent,
  updateContactFields,
} from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoomedWorld, type DoomedWorld } from './doomed-world.js';

const PEOPLE = Number(process.env.SIGNALBOX_KILLED_RUNS ?? 50);
const WITHIN_MS = 240_000 + PEOPLE * 300;

interface Somebody {
  contactId: string;
  phone: string;
  fate: 'nothing' | 'never agreed' | 'stops' | 'orders' | 'is demoted';
  stoppedAtMs?: number;
}

let world: DoomedWorld;
let journeyId: string;
const people: Somebody[] = [];

const campaign = drawn(
  {
    start: {
      type: 'schedule-trigger',
      config: { audience: { everyone: true }, date: '2026-01-01', time: '10:00' },
      next: { next: 'wait' },
    },
    wait: { type: 'wait', config: { durationMs: 3_000 }, next: { next: 'worth' } },
    worth: {
      type: 'condition',
      config: {
        branches: [
          {
            id: 'gold',
            name: 'Gold',
            when: { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'equals', value: 'gold' }] },
          },
        ],
      },
      next: { gold: 'text', otherwise: 'not-gold' },
    },
    text: {
      type: 'send-sms',
      config: { text: 'Acme: for you, {{ contact.first_name | default: "you" }}' },
      next: { sent: 'end' },
    },
    'not-gold': { type: 'exit', config: { outcome: 'not gold' } },
    end: { type: 'exit', config: { outcome: 'texted' } },
  },
  { exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }] },
);

const message = (name: string | null, more: object) => ({
  source: 'test',
  messageId: randomUUID(),
  name,
  occurredAtMs: Date.now(),
  identities: [],
  properties: {},
  keys: [],
  isHistory: false,
  ...more,
});

beforeAll(async () => {
  world = await openDoomedWorld({
    seed: 20_261_124,
    textsAKill: 12,
    async prepare(database) {
      const fates = ['nothing', 'nothing', 'never agreed', 'stops', 'orders', 'is demoted'] as const;
      for (let index = 0; index < PEOPLE; index += 1) {
        const fate = fates[index % fates.length]!;
        const phone = `+45${String(30_000_000 + index)}`;
        const agreed = { purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: Date.now() };
        const { contactId } = await takeEvent(
          database,
          message(null, {
            identities: [{ kind: 'user', value: `person-${index}` }],
            contact: { firstName: 'Anna', phone, country: 'DK', attributes: { tier: 'gold' } },
            consents: fate === 'never agreed' ? [] : [agreed],
          }),
          { nowMs: Date.now() },
        );
        people.push({ contactId: contactId!, phone, fate });
      }
      const published = await publishDrawn(database, campaign, { name: 'Offer', nowMs: Date.now() });
      journeyId = published.id;
    },
  });
}, 120_000);
afterAll(() => world?.close(), 60_000);

test(
  'a campaign that is killed again and again while people change reaches each once or not at all, with one reason',
  async () => {
    const { database, workers } = world;
    const due = { journeyId, version: 1, occurrence: '2026-01-01T10:00', dueMs: Date.now() };
    await openCampaign(database, due, Date.now());
    for (const somebody of people) await meet(somebody);
    const unheard = await allEnded();

    const [row] = await listCampaigns(database, journeyId);
    expect(row).toMatchObject({ status: 'done', total: PEOPLE, started: PEOPLE, notStarted: 0 });
    const texts = await world.textsByPhone();
    const { rows } = await database.pool.query<{
      contact_id: string;
      outcome: string;
      reasons: string[];
      begun: Date | null;
    }>(
      `select r.contact_id, r.outcome, array_remove(array_agg(m.reason), null) as reasons,
         max(m.sending_at) as begun
       from runs r left join messages m on m.run_id = r.id group by r.id`,
    );
    expect(rows).toHaveLength(PEOPLE);
    for (const { contactId, phone, fate, stoppedAtMs } of people) {
      const sent = texts.get(phone) ?? [];
      const [run] = rows.filter((each) => each.contact_id === contactId);
      expect(sent.length, fate).toBeLessThanOrEqual(1);
      // Once STOP is answered, no request to the carrier begins.
      if (stoppedAtMs !== undefined && run!.begun)
        expect(run!.begun.getTime()).toBeLessThanOrEqual(stoppedAtMs);
      if (unheard.has(contactId)) continue;
      if (sent.length === 1) expect(['texted', 'ordered', 'stopped']).toContain(run!.outcome);
      else if (fate === 'never agreed')
        expect(run).toMatchObject({ reasons: ['Anna has not agreed to marketing texts'] });
      else expect([fate, run!.outcome, ...run!.reasons].join()).toMatch(/ordered|not gold|stopped|STOP/);
    }
    expect(workers.kills).toBeGreaterThan(0);
    console.log(
      `${PEOPLE} people, ${workers.kills} workers killed, ${texts.size} texts, ${unheard.size} not known`,
    );
  },
  WITHIN_MS + 30_000,
);

/** What happens to somebody while the campaign is under way. */
async function meet(somebody: Somebody): Promise<void> {
  const { database } = world;
  const { contactId, phone, fate } = somebody;
  await new Promise((resolve) => setTimeout(resolve, 100));
  if (fate === 'stops') {
    await suppress(database, phone, 'Replied STOP', Date.now());
    somebody.stoppedAtMs = Date.now();
    await endMarketingRuns(database, phone, Date.now());
  } else if (fate === 'orders') {
    await takeEvent(database, message('Order Completed', { contactId }), { nowMs: Date.now() });
  } else if (fate === 'is demoted') {
    await updateContactFields(database, contactId, { attributes: { tier: 'none' } }, { atMs: Date.now() });
    await settleSegments(database, contactId, Date.now());
  }
}

/**
 * Waits until the campaign is done and every run has ended, but for those that hold at a text which never came to the
 * carrier: these wait for half an hour.
 * @returns the contacts of these
 */
async function allEnded(): Promise<Set<string>> {
  const deadlineMs = Date.now() + WITHIN_MS;
  for (;;) {
    const { rows } = await world.database.pool.query<{
      contact_id: string;
      phone: string | null;
      state: string | null;
    }>(
      `select runs.contact_id, messages.phone, messages.state from runs
       left join messages on messages.run_id = runs.id where runs.ended_at is null`,
    );
    const [campaign] = await listCampaigns(world.database, journeyId);
    const texts = await world.textsByPhone();
    const unheard = rows.filter(
      ({ phone, state }) => state === 'unknown' && phone !== null && !texts.has(phone),
    );
    if (campaign?.status === 'done' && unheard.length === rows.length)
      return new Set(rows.map(({ contact_id }) => contact_id));
    if (Date.now() > deadlineMs)
      throw new Error(`${rows.length} runs have not ended: ${JSON.stringify(rows[0])}, ${campaign?.status}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
