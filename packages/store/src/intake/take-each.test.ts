import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { takeEach, takeEvent, type IncomingEvent, type Taken } from '../index.js';
import { createTestDatabase } from '../testing.js';
import { allThatIsKnown } from './testing/all-that-is-known.js';
import { anyBatch, anyQuietBatch, messagesOf, type Drawn } from './testing/any-batch.js';
import { furnish, listen, NOW } from './testing/furnished.js';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;
let one: TestDatabase;
let each: TestDatabase;
const own = {
  nowMs: NOW,
  isOwnFault: (error: unknown) => /^(22|54)/.test(String((error as { code?: string }).code)),
};

beforeAll(async () => {
  [one, each] = await Promise.all([createTestDatabase('one_by_one'), createTestDatabase('each')]);
  for (const database of [one, each]) await furnish(database);
});
afterAll(async () => {
  await one?.drop();
  await each?.drop();
});
afterEach(() => vi.restoreAllMocks());

let worlds = 0;

async function oneByOne(database: TestDatabase, messages: IncomingEvent[]): Promise<(Taken | null)[]> {
  const results: (Taken | null)[] = [];
  for (const [place, message] of messages.entries())
    try {
      results.push(await takeEvent(database, message, { nowMs: NOW, place }));
    } catch (error) {
      if (!own.isOwnFault(error)) throw error;
      results.push(null);
    }
  return results;
}

const shape = (results: (Taken | null)[]) =>
  results.map((one) => one && [one.status, one.started.length, one.signalled.length, one.contactId !== null]);

async function sameAsOneByOne(drawn: Drawn[]): Promise<void> {
  const world = `w${++worlds}`;
  const messages = messagesOf(drawn, world);
  const single = await oneByOne(one, messages);
  const many = await takeEach(each, messages, own);
  expect(shape(many)).toEqual(shape(single));
  expect(await allThatIsKnown(each, world)).toEqual(await allThatIsKnown(one, world));
}

/** The same draws each time; the first that differs is told as it is, for to make it smaller takes longer than a test may. */
const DRAWS = { numRuns: 16, seed: 20261130, endOnFailure: true };

describe('a batch', () => {
  test('leaves behind what its messages one by one would have left', async () => {
    await fc.assert(fc.asyncProperty(anyBatch, sameAsOneByOne), DRAWS);
  }, 300_000);

  test('does so where a journey hears of who enters a segment', async () => {
    for (const database of [one, each]) await listen(database);
    await fc.assert(fc.asyncProperty(fc.oneof(anyBatch, anyQuietBatch), sameAsOneByOne), DRAWS);
  }, 300_000);

  test('of 250 people who do something takes few round trips', async () => {
    const world = `w${++worlds}`;
    const batch = (turn: string) =>
      Array.from({ length: 250 }, (_, n) => ({ ...seen(world, n, `${turn}/${n}`), name: 'Page Viewed' }));
    // Whom the first makes known, segments look at once more.
    for (const turn of ['first', 'second']) await takeEach(each, batch(turn), own);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await takeEach(each, batch('third'), own);
    expect(query.mock.calls.length).toBeLessThanOrEqual(20);
  });

  test('whose connection breaks, at whatever statement, is whole in the end and nothing of it twice', async () => {
    let goesOn = true;
    for (let at = 1; goesOn; at += 3) {
      const world = `w${++worlds}`;
      const messages = Array.from({ length: 8 }, (_, n) => ({
        ...seen(world, n % 5, `${n}`),
        ...(n > 5 ? {} : { name: 'Page Viewed' }),
      }));
      let statements = 0;
      const asItIs = pg.Client.prototype.query as (...all: unknown[]) => unknown;
      vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
        this: pg.Client,
        ...rest: unknown[]
      ) {
        if (++statements === at)
          (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        return asItIs.apply(this, rest) as never;
      });
      // What was cut off is sent again, as its sender does who got no answer.
      await takeEach(each, messages, own).catch(() => {});
      vi.restoreAllMocks();
      goesOn = statements >= at;
      await takeEach(each, messages, own);
      await oneByOne(one, messages);
      expect(await allThatIsKnown(each, world), `broken at statement ${at}`).toEqual(
        await allThatIsKnown(one, world),
      );
    }
  }, 120_000);

  test('that meets itself, in another order and with some twice, is taken once', async () => {
    const world = `w${++worlds}`;
    const messages = Array.from({ length: 120 }, (_, n) => ({
      ...seen(world, n % 15, `${n}`),
      ...(n % 3 === 0 ? { identities: [{ kind: 'anonymous', value: `${world}/b${n % 15}` }] } : {}),
    }));
    const linking = Array.from({ length: 15 }, (_, n) => ({
      ...seen(world, n, `link/${n}`),
      identities: [
        { kind: 'user', value: `${world}/u${n}` },
        { kind: 'anonymous', value: `${world}/b${n}` },
      ],
    }));
    const whole = [...messages, ...linking];
    const taken = await Promise.all([
      takeEach(each, whole, own),
      takeEach(each, whole.toReversed(), own),
      takeEach(each, [...whole.slice(40), ...whole.slice(0, 40)], own),
    ]);
    const times = new Map<string, number>();
    for (const result of taken.flat())
      if (result!.status === 'taken') times.set(result!.eventId, (times.get(result!.eventId) ?? 0) + 1);
    expect([...times.values()]).toEqual(whole.map(() => 1));
    const { events } = await allThatIsKnown(each, world);
    expect(events.filter(({ source }) => source === 'segment')).toHaveLength(whole.length);
  });
});

const seen = (world: string, who: number, id: string): IncomingEvent => ({
  source: 'segment',
  messageId: `${world}/${id}`,
  name: 'Product Viewed',
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: `${world}/u${who}` }],
  properties: { product_id: 'p1' },
  keys: [],
  isHistory: false,
});
