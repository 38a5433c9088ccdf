/**
 * A batch of 500 live events, as a shop's server sends them, beside the same events one by one and beside a bare insert
 * of the same rows: `npm run bench -- batch-intake`. Among 5,000 people, with and without journeys and segments.
 */
import { randomUUID } from 'node:crypto';
import {
  recountSegments,
  saveSegment,
  takeEach,
  takeEvent,
  type IncomingEvent,
} from '../packages/store/src/index.js';
import { createTestDatabase, drawn, publishDrawn } from '../packages/store/src/testing.js';
import { keepInReport, percentile, tell, type Measured } from './measured.js';
import { drawing } from './shop/plausible-shop.js';
import { TYPICAL_SEGMENTS } from './shop/typical-segments.js';

const PEOPLE = 5_000;
const BATCH = 500;
const TURNS = 6;
const NOW = Date.now();
const draw = drawing(20261130);
const database = await createTestDatabase('batches');
const options = { nowMs: NOW, isOwnFault: () => false };

/** Six in ten look at something, one in ten buys, the others do what no journey and no segment asks for. */
function events(): IncomingEvent[] {
  return Array.from({ length: BATCH }, () => {
    const turn = draw.next();
    const name = turn < 0.6 ? 'Product Viewed' : turn < 0.7 ? 'Order Completed' : 'Page Viewed';
    const order = randomUUID();
    return {
      ...{ source: 'segment', messageId: randomUUID(), name, occurredAtMs: NOW, isHistory: false },
      identities: [{ kind: 'user', value: `u${draw.below(PEOPLE)}` }],
      keys: name === 'Order Completed' ? [`purchase:segment/order/${order}`] : [],
      properties:
        name === 'Order Completed'
          ? {
              ...{ order_id: order, total: 100 + draw.below(900), currency: 'DKK' },
              products: [{ product_id: `p${draw.below(400)}`, category: 'Shoes', quantity: 1, price: 100 }],
            }
          : { product_id: `p${draw.below(400)}`, category: 'Shoes', price: 100 + draw.below(900) },
    };
  });
}

for (let from = 0; from < PEOPLE; from += BATCH)
  await takeEach(
    database,
    Array.from({ length: BATCH }, (_, n) => ({
      ...{ source: 'segment', messageId: randomUUID(), name: 'Seen', occurredAtMs: NOW, isHistory: false },
      ...{ identities: [{ kind: 'user', value: `u${from + n}` }], properties: {}, keys: [] },
    })),
    options,
  );
await database.pool.query('vacuum (analyze) contacts, contact_identities, events, event_ids');

const found: Measured[] = [];
await measure('nobody waits for them');
const rest = {
  wait: { type: 'wait', config: { durationMs: 3_600_000 }, next: { next: 'end' } },
  end: { type: 'exit', config: { outcome: 'done' } },
};
await publishDrawn(
  database,
  drawn(
    {
      start: { type: 'event-trigger', config: { event: 'Order Completed' }, next: { next: 'wait' } },
      ...rest,
    },
    { reentry: { kind: 'after-exit' } },
  ),
  { nowMs: NOW },
);
for (const [name, rule] of Object.entries(TYPICAL_SEGMENTS).slice(0, 5))
  await saveSegment(database, { name, rule }, NOW);
while (await recountSegments(database, NOW));
await measure('a journey begins with orders, five segments are kept');
keepInReport('A batch of 500 events', found);
await database.drop();

async function measure(among: string): Promise<void> {
  const took = { single: [] as number[], many: [] as number[], bare: [] as number[] };
  // By turns, so that all three meet the machine as it is then.
  for (let turn = 0; turn < TURNS; turn++) {
    took.many.push(await timed(async () => void (await takeEach(database, events(), options))));
    took.bare.push(await timed(bareInsert));
    if (turn % 2 === 0)
      took.single.push(
        await timed(async () => {
          for (const event of events()) await takeEvent(database, event, options);
        }),
      );
  }
  const [single, many, bare] = [took.single, took.many, took.bare].map((all) => percentile(all, 0.5)) as [
    number,
    number,
    number,
  ];
  found.push({
    question: `a batch of ${BATCH} live events, ${among}`,
    here: `${Math.round(many)} ms (${Math.round(BATCH / (many / 1_000)).toLocaleString('en')} a second); one by one ${Math.round(single)} ms: ${(single / many).toFixed(1)} times as long`,
    handWritten: `bare insert ${Math.round(bare)} ms`,
    ratio: bare / many,
  });
  tell(found.at(-1)!);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

/** The same rows, with nothing asked and nothing kept but the table and its indexes. */
async function bareInsert(): Promise<void> {
  const batch = events();
  await database.pool.query(
    `insert into events (id, source, message_id, name, occurred_at, received_at, properties)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])`,
    [
      batch.map(() => randomUUID()),
      batch.map(({ source }) => source),
      batch.map(({ messageId }) => messageId),
      batch.map(({ name }) => name),
      batch.map(({ occurredAtMs }) => new Date(occurredAtMs)),
      batch.map(() => new Date(NOW)),
      batch.map(({ properties }) => JSON.stringify(properties)),
    ],
  );
}
