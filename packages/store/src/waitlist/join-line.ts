import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { isSuppressed } from '../consent.js';
import { again, date, lockNames, type Database } from '../database.js';
import { storable } from '../intake/storable.js';
import { takingIn } from '../intake/seen.js';
import { isPassing, takeWithin } from '../intake/take-event.js';
import { wishBackInStock } from '../preferences.js';
import { variantFacts } from '../shop/product-facts.js';
import { BACK_IN_STOCK } from './leave-all-lines.js';
import { lineOrder } from './order.js';
import { settingsOfLine } from './settings.js';

export interface Ask {
  shop?: string;
  variantId: string;
  productId?: string;
  /** E.164 */
  phone: string;
  country: string | null;
  firstName?: string;
  email?: string;
  quantity: number;
  /** Wording, page, address, browser: kept with the consent. */
  evidence: Record<string, unknown>;
}

/** `available`: it can be bought now. `stopped`: the number said STOP, so no text would come. */
export type Asked = { result: 'waiting'; place: number } | { result: 'available' | 'stopped' };

const DAY = 86_400_000;

/** Puts somebody into the line for a variant, with their consent to one text about it. Asking twice keeps the place. */
export async function joinLine(database: Database, ask: Ask, nowMs: number): Promise<Asked> {
  const { variantId, phone, quantity } = ask;
  const facts = await variantFacts(database, { variantId, ...(ask.shop ? { shop: ask.shop } : {}) });
  const shop = facts?.shop ?? ask.shop ?? '';
  if (await isSuppressed(database, phone)) return { result: 'stopped' };
  return again(
    () =>
      takingIn(database, nowMs, async (tx) => {
        await lockNames(tx, [`waitlist/${variantId}/${phone}`, `person/phone/${phone}`]);
        const open = await tx
          .selectFrom('waitlist')
          .select('id')
          .where('variant_id', '=', variantId)
          .where('phone', '=', phone)
          .where('state', 'in', ['waiting', 'claimed'])
          .executeTakeFirst();
        if (open) {
          await wishBackInStock(tx, phone, nowMs);
          return { result: 'waiting' as const, place: await placeOf(open.id) };
        }
        const others = await tx
          .selectFrom('waitlist')
          .select('id')
          .where('shop', '=', shop)
          .where('variant_id', '=', variantId)
          .where('state', '=', 'waiting')
          .limit(1)
          .executeTakeFirst();
        if (facts?.in_stock && !others) return { result: 'available' as const };

        const id = uuid();
        const { expiryDays } = await settingsOfLine(tx, { shop, variantId });
        const productId = facts?.product_id ?? ask.productId ?? null;
        const taken = await takeWithin(
          tx,
          storable({
            source: 'waitlist',
            messageId: `${id}/asked`,
            name: 'Back In Stock Requested',
            occurredAtMs: nowMs,
            identities: [{ kind: 'phone', value: phone }],
            contact: {
              phone,
              country: ask.country ?? undefined,
              ...(ask.firstName ? { firstName: ask.firstName } : {}),
              ...(ask.email ? { email: ask.email } : {}),
            },
            consents: [
              {
                purpose: BACK_IN_STOCK,
                state: 'granted',
                source: 'waitlist',
                evidence: ask.evidence,
                atMs: nowMs,
                phone,
              },
            ],
            properties: {
              shop,
              variant_id: variantId,
              product_id: productId,
              name: facts?.name ?? null,
              variant: facts?.variant ?? null,
              url: facts?.url ?? null,
              quantity,
            },
            keys: [],
            isHistory: false,
          }),
          nowMs,
        );
        await wishBackInStock(tx, phone, nowMs);
        await tx
          .insertInto('waitlist')
          .values({
            id,
            shop,
            variant_id: variantId,
            product_id: productId,
            contact_id: taken.contactId!,
            phone,
            quantity,
            asked_at: date(nowMs),
            expires_at: date(nowMs + expiryDays * DAY),
            state: 'waiting',
          })
          .execute();
        return { result: 'waiting' as const, place: await placeOf(id) };

        async function placeOf(entry: string): Promise<number> {
          const { rows } = await sql<{ place: number }>`
        select place from (
          select w.id, row_number() over (order by ${await lineOrder(tx)})::int as place
          from waitlist w join contacts c on c.id = w.contact_id
          where w.shop = ${shop} and w.variant_id = ${variantId} and w.state = 'waiting') line
        where id = ${entry}`.execute(tx);
          // Whose turn has come stands before all others.
          return rows[0]?.place ?? 1;
        }
      }),
    isPassing,
  );
}
