import type { SegmentRule } from '@signalbox/engine/segments';
import { sql } from 'kysely';
import type { Database } from '../database.js';
import { compileRule } from './compile-rule.js';
import { rulesWithin } from './load-rules.js';

export interface SegmentPreview {
  /** How many belong; if `isExact` is false, as reckoned from `looked` people drawn at random. */
  matched: number;
  isExact: boolean;
  looked: number;
  total: number;
  sample: { id: string; firstName: string | null; lastName: string | null; phone: string | null }[];
}

/** So long may counting take before people are drawn at random instead. */
const PATIENCE_MS = 4_000;
const DRAWN = 2_000;
const SAMPLE = 8;
const CANCELLED = '57014';

/**
 * Who would belong by a rule, counted exactly, or reckoned if that takes too long.
 * @param signal gives the count up at the database, too: somebody went on writing
 */
export async function previewSegment(
  database: Database,
  rule: SegmentRule,
  { nowMs, signal, patienceMs = PATIENCE_MS }: { nowMs: number; signal?: AbortSignal; patienceMs?: number },
): Promise<SegmentPreview> {
  const rules = await rulesWithin(database.kysely, rule);
  const all = compileRule(rule, { nowMs, rules, isCount: true });
  const [total, exact] = await Promise.all([
    countPeople(database),
    patiently(
      database,
      patienceMs,
      signal,
      sql<{ matched: number; ids: string[] | null }>`
      select count(*)::int as matched, (array_agg(id))[1:${sql.raw(String(SAMPLE))}] as ids
      from (select c.id from contacts c ${all.joins} where ${all.matches}) as who`,
    ),
  ]);
  if (exact) {
    const { matched, ids } = exact[0]!;
    return { matched, isExact: true, looked: total, total, sample: await named(database, ids ?? []) };
  }
  // Drawn twice over and then shuffled: the first so many of a table are its oldest people.
  const share = Math.min(100, (100 * DRAWN * 2) / Math.max(1, total));
  const { rows } = await sql<{ id: string }>`
    select id from contacts tablesample bernoulli (${share}::real) order by random() limit ${DRAWN}`.execute(
    database.kysely,
  );
  const drawn = rows.map(({ id }) => id);
  const some = compileRule(rule, { nowMs, rules, contactIds: drawn, isCount: true });
  const { rows: found } = await sql<{ id: string }>`
    select c.id from contacts c ${some.joins} where c.id = any(${drawn}::uuid[]) and ${some.matches}`.execute(
    database.kysely,
  );
  return {
    matched: drawn.length === 0 ? 0 : Math.round((found.length / drawn.length) * total),
    isExact: false,
    looked: drawn.length,
    total,
    sample: await named(
      database,
      found.slice(0, SAMPLE).map(({ id }) => id),
    ),
  };
}

async function named(database: Database, ids: string[]): Promise<SegmentPreview['sample']> {
  if (ids.length === 0) return [];
  return database.kysely
    .selectFrom('contacts')
    .select(['id', 'first_name as firstName', 'last_name as lastName', 'phone'])
    .where('id', 'in', ids)
    .execute();
}

async function countPeople(database: Database): Promise<number> {
  const { count } = await database.kysely
    .selectFrom('contacts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Runs a query that may not take long, and that is cancelled where it runs if nobody wants it any more.
 * @returns `null` if it took too long
 */
async function patiently<Row>(
  database: Database,
  patienceMs: number,
  signal: AbortSignal | undefined,
  query: ReturnType<typeof sql<Row>>,
): Promise<Row[] | null> {
  signal?.throwIfAborted();
  const { sql: text, parameters } = query.compile(database.kysely);
  const client = await database.pool.connect();
  const pid = (client as unknown as { processID: number }).processID;
  const cancel = () => void database.pool.query('select pg_cancel_backend($1)', [pid]).catch(() => {});
  try {
    // Compiling a statement takes longer than most counts, and groups of everybody are to fit into memory.
    await client.query(
      `begin read only; set local statement_timeout = ${Math.round(patienceMs)}; set local jit = off; set local work_mem = '64MB'`,
    );
    signal?.addEventListener('abort', cancel);
    const { rows } = await client.query(text, [...parameters]);
    return rows as Row[];
  } catch (error) {
    if ((error as { code?: string }).code !== CANCELLED || signal?.aborted) throw error;
    return null;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await client.query('rollback').catch(() => {});
    client.release();
  }
}
