import { readFile } from 'node:fs/promises';
import { compile, parseGraph } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import {
  createJourney,
  joinLine,
  peopleInLine,
  publishVersion,
  saveWaitlistSettings,
  takeEvent,
  type Database,
} from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoomedWorld, type DoomedWorld } from './doomed-world.js';

const SHOP = 'killed-shop';
const VARIANT = 'jacket-m';
const PEOPLE = 24;
/** Each restock brings enough for so many more. */
const PIECES = 12;
const HOUR = 3_600_000;
const WITHIN_MS = 300_000;

let world: DoomedWorld;
beforeAll(async () => {
  world = await openDoomedWorld({ seed: 20_261_125, textsAKill: 8, prepare });
}, 120_000);
afterAll(() => world?.close(), 60_000);

/** The journey is the example as it comes with the product. */
async function prepare(database: Database): Promise<void> {
  const file = new URL('../../../../examples/journeys/back-in-stock.json', import.meta.url);
  const example = JSON.parse(await readFile(file, 'utf8')) as { name: string; graph: unknown };
  const graph = parseGraph(example.graph).graph!;
  const { plan } = compile(graph, builtInCatalogue());
  const nowMs = Date.now();
  const { id, revision } = await createJourney(database, { name: example.name, graph, nowMs });
  await publishVersion(database, { id, revision, graph, plan: plan!, nowMs });
  await saveWaitlistSettings(database, {
    rate: 1,
    minimum: 1,
    settleMinutes: 0,
    roundMinutes: 60,
    uncounted: 10,
    expiryDays: 90,
  });
  await stock(database, 0);
  for (let number = 0; number < PEOPLE; number++)
    await joinLine(
      database,
      {
        variantId: VARIANT,
        phone: `+4526${String(number).padStart(6, '0')}`,
        country: 'DK',
        firstName: `P${number}`,
        quantity: 1,
        evidence: { wording: 'Text me once when this is back.' },
      },
      nowMs - HOUR + number * 1_000,
    );
}

let saidAtMs = Date.now() - HOUR;
const stock = (database: Database, available: number) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: `stock/${++saidAtMs}`,
      name: null,
      occurredAtMs: saidAtMs,
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      shop: {
        shop: SHOP,
        variants: [{ variantId: VARIANT, title: 'Trail jacket', available, atMs: saidAtMs }],
      },
    },
    { nowMs: Date.now() },
  );

const line = () => peopleInLine(world.database, { shop: SHOP, variantId: VARIANT }, 1_000);
/** Who has had their turn, or is having it. */
const calledOf = async () => (await line()).filter(({ state }) => state !== 'waiting').length;

async function until(what: string, isSo: () => Promise<boolean>) {
  const deadlineMs = Date.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > deadlineMs)
      throw new Error(`Waited in vain for ${what}: ${JSON.stringify(await line())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test(
  'workers that are killed over the rounds of a waitlist text each who waits once, as many as there are pieces, and lose nobody',
  async () => {
    await stock(world.database, PIECES);
    await until('the first to be called', async () => (await calledOf()) > 0);
    // The round is written down; whoever wrote it dies before it can say so to the engine, and the other one, too.
    world.workers.kill(0);
    world.workers.kill(0);
    await until('the first round', async () => (await calledOf()) === PIECES);
    await allTold(PIECES);
    await stock(world.database, 0);
    // Those that were offered before are still held for whom they were offered to.
    await stock(world.database, 2 * PIECES);
    world.workers.kill(1);
    await until('the second round', async () => (await calledOf()) === PEOPLE);
    await allTold(PEOPLE);

    const texts = [...(await world.textsByPhone()).values()].map((sent) => sent.length);
    expect(texts).toEqual(texts.map(() => 1));
    const { rows } = await world.database.pool.query<{ turns: number }>(
      `select count(*)::int as turns from events where name = 'Back In Stock Turn' group by contact_id`,
    );
    expect(rows.map(({ turns }) => turns)).toEqual(Array.from({ length: PEOPLE }, () => 1));
    expect(world.workers.kills).toBeGreaterThanOrEqual(3);
  },
  3 * WITHIN_MS,
);

/** But for texts that never came to the carrier because their worker died over them: those are held rather than sent twice. */
async function allTold(count: number): Promise<void> {
  await until(`${count} to be told`, async () => {
    const { rows } = await world.database.pool.query<{ phone: string }>(
      `select phone from messages where state = 'unknown'`,
    );
    const sent = await world.textsByPhone();
    const unheard = rows.filter(({ phone }) => !sent.has(phone)).length;
    const told = (await line()).filter(({ state }) => state === 'told').length;
    return told + unheard >= count && told >= count / 2;
  });
}
