import type { CarrierMessage } from '@signalbox/carrier';
import { simulate } from '@signalbox/engine/simulate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoomedWorld, type DoomedWorld } from './doomed-world.js';
import { enter, plan, publish, type Person } from './people.js';

/** `npm run test:long` takes 10,000. */
const RUNS = Number(process.env.SIGNALBOX_KILLED_RUNS ?? 60);
const SEED = Number(process.env.SIGNALBOX_RANDOM_SEED ?? 20_261_123);
/** A worker dies about once in so many texts. */
const TEXTS_A_KILL = RUNS > 1_000 ? 200 : 12;
/** A text that was begun by a worker that died is asked about after a minute, and again until the carrier has told. */
const WITHIN_MS = 240_000 + RUNS * 300;

let world: DoomedWorld;

beforeAll(async () => {
  world = await openDoomedWorld({
    seed: SEED,
    textsAKill: TEXTS_A_KILL,
    prepare: async (database) => void (await publish(database)),
  });
}, 120_000);
afterAll(() => world?.close(), 60_000);

test(
  `${RUNS} people whose workers are killed again and again go the simulator's way, and nobody is texted twice`,
  async () => {
    const people = await enter(world.database, RUNS);
    const unheard = await allEnded(people);
    const texts = await world.textsByPhone();

    for (const [phone, sent] of texts) expect([phone, sent.length]).toEqual([phone, 1]);
    const steps = await stepsByRun();
    const expected = new Map<string, string[]>();
    for (const person of people) {
      if (unheard.has(person.runId)) {
        // Begun, and the worker died before it could ask the carrier: held back rather than sent twice.
        expect(texts.has(person.phone)).toBe(false);
        continue;
      }
      const kind = `${person.total}/${person.orders}`;
      if (!expected.has(kind)) expected.set(kind, inSimulator(person));
      expect({ person, steps: steps.get(person.runId) }).toEqual({ person, steps: expected.get(kind) });
      expect(texts.has(person.phone)).toBe(
        expected.get(kind)!.some((step) => step.startsWith('remind:sent')),
      );
    }
    expect(world.workers.kills).toBeGreaterThan(1);
    expect(unheard.size).toBeLessThanOrEqual(world.workers.kills * 5);
    console.log(
      `${RUNS} runs, ${world.workers.kills} workers killed, ${[...texts].length} texts, ${unheard.size} of which nobody knows`,
    );
  },
  WITHIN_MS + 30_000,
);

/**
 * Waits until every run has ended, but for those that hold at a text which never came to the carrier: they wait for half
 * an hour before they give it up.
 * @returns the ids of these
 */
async function allEnded(people: Person[]): Promise<Set<string>> {
  const deadlineMs = Date.now() + WITHIN_MS;
  for (;;) {
    const { rows } = await world.database.pool.query<{
      id: string;
      phone: string | null;
      state: string | null;
    }>(
      `select runs.id, messages.phone, messages.state from runs
       left join messages on messages.run_id = runs.id where runs.ended_at is null`,
    );
    const texts = rows.length < 200 ? await world.textsByPhone() : new Map<string, CarrierMessage[]>();
    const unheard = rows.filter(({ phone, state }) => {
      return state === 'unknown' && phone !== null && !texts.has(phone);
    });
    if (unheard.length === rows.length && people.length > 0) return new Set(rows.map(({ id }) => id));
    if (Date.now() > deadlineMs)
      throw new Error(`${rows.length} runs have not ended: ${JSON.stringify(rows[0])}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function stepsByRun(): Promise<Map<string, string[]>> {
  const { rows } = await world.database.pool.query<{ run_id: string; steps: string[] }>(
    `select run_id, array_agg(node_id || ':' || coalesce(port, '-') || ':' || visit order by seq) as steps
     from run_steps group by run_id`,
  );
  return new Map(rows.map(({ run_id, steps }) => [run_id, steps]));
}

function inSimulator({ runId, total, orders }: Person): string[] {
  const startedAtMs = Date.UTC(2026, 10, 23, 10);
  const { steps } = simulate({
    plan,
    start: {
      runId,
      journeyId: 'journey',
      contactId: 'contact',
      planHash: 'hash',
      entryEvent: { id: 'cart', name: 'Checkout Started', atMs: startedAtMs, properties: { total } },
      startedAtMs,
    },
    script: orders
      ? [
          {
            atMs: startedAtMs,
            event: { id: 'order', name: 'Order Completed', atMs: startedAtMs, properties: {} },
          },
        ]
      : [],
  });
  return steps.map(({ nodeId, port, visit }) => `${nodeId}:${port ?? '-'}:${visit}`);
}
