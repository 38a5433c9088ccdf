import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import type { StoredEvent } from './take-event.js';

/** Currencies without minor units, and those with three digits (ISO 4217); all others have two. */
const MINOR_DIGITS: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  ISK: 0,
  CLP: 0,
  VND: 0,
  BHD: 3,
  KWD: 3,
  TND: 3,
  JOD: 3,
  OMR: 3,
};

/** What an order cost, in minor units; `null` without a sound amount and currency. */
export function spendOf(properties: { [key: string]: unknown }): { currency: string; minor: number } | null {
  const { total, currency } = properties;
  const amount = Number(total);
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency) || !Number.isFinite(amount)) return null;
  return { currency, minor: Math.round(amount * 10 ** (MINOR_DIGITS[currency] ?? 2)) };
}

/** Keeps what is counted about a person: orders, spend by currency in minor units, the last order. */
export async function addToAggregates(tx: Tx, contactId: string, event: StoredEvent): Promise<void> {
  if (event.name !== 'Order Completed') return;
  const spend = spendOf(event.properties);
  await tx
    .updateTable('contacts')
    .set({
      order_count: sql<number>`order_count + 1`,
      last_order_at: sql<Date>`greatest(last_order_at, ${date(event.occurredAtMs)})`,
      ...(spend === null
        ? {}
        : {
            total_spent: sql<string>`jsonb_set(total_spent, array[${spend.currency}]::text[], to_jsonb(coalesce((total_spent->>${spend.currency})::bigint, 0) + ${spend.minor}::bigint))`,
          }),
    })
    .where('id', '=', contactId)
    .execute();
}
