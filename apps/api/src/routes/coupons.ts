import {
  addCoupons,
  connectionKind,
  couponPools,
  findCouponPool,
  givenCoupons,
  moveCouponEnds,
  saveCouponPool,
  type GivenCoupon,
} from '@signalbox/store';
import { couponEnd } from '@signalbox/sms/compose';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, couponPool, couponPoolSettings, couponUpload, givenCoupon } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { sendCsv } from '../http/files.js';
import { codesInCsv, NO_BLANKS } from './coupon-csv.js';
import { personOf } from './shapes.js';

const byPool = z.object({ pool: z.string().trim().min(1).max(60) });
const CODES_AT_ONCE = 10_000;
const couponCode = z.string().trim().min(1).max(60).regex(NO_BLANKS, 'A code has no blanks.');
const SHOWN = 200;
const CSV_COLUMNS = ['code', 'person', 'given at', 'ends at', 'state', 'used at', 'order'];
/** Fewer letters, and people could try them all. */
const LEAST_RANDOM = 4;

/** Pools of codes: uploaded ones, and those that are made one at a time in the shop. */
export const couponRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/coupon-pools',
      { schema: { tags: ['coupons'], response: answers(z.object({ pools: z.array(couponPool) })) } },
      async () => ({ pools: await couponPools(database) }),
    );

    app.put(
      '/api/coupon-pools/:pool',
      {
        schema: {
          tags: ['coupons'],
          params: byPool,
          body: couponPoolSettings,
          response: answers(z.object({ saved: z.literal(true) })),
        },
      },
      async (request) => {
        const { pool: name } = request.params;
        const before = await findCouponPool(database.kysely, name);
        if (before && before.kind !== request.body.kind)
          throw new ApiError('invalid-request', 'A pool stays what it is. Make another one.');
        if (request.body.kind === 'generated') await checkGenerated(request.body);
        await saveCouponPool(database, name, request.body, nowMs());
        if (before?.ends.kind === 'at' && request.body.ends.kind === 'at') {
          const atMs = couponEnd(request.body.ends, nowMs(), config.SIGNALBOX_TIME_ZONE);
          if (atMs !== null) await moveCouponEnds(database, { pool: name }, { atMs, nowMs: nowMs() });
        }
        return { saved: true as const };
      },
    );

    async function checkGenerated({ pattern, connectionId, offer }: z.output<typeof couponPoolSettings>) {
      const random = [...(pattern ?? '').matchAll(/\{\{\s*random\s+(\d{1,2})\s*\}\}/g)];
      const letters = random.reduce((sum, [, count]) => sum + Number(count), 0);
      const rest = (pattern ?? '').replaceAll(/\{\{\s*(random\s+\d{1,2}|name)\s*\}\}/g, '');
      if (letters < LEAST_RANDOM || letters > 20 || !/^[A-Za-z0-9_-]*$/.test(rest))
        throw new ApiError(
          'invalid-request',
          `A pattern holds letters, digits, - and _, and between ${LEAST_RANDOM} and 20 random ones: BACK-{{random 4}}.`,
        );
      if (!connectionId)
        throw new ApiError(
          'invalid-request',
          'Codes are made in a shop: connect one first. Without a shop, upload a list.',
        );
      const kind = await connectionKind(database, connectionId);
      if (kind !== 'shopify' && kind !== 'woocommerce')
        throw new ApiError('invalid-request', 'The connection must lead to Shopify or WooCommerce.');
      if (offer.kind === 'other')
        throw new ApiError('invalid-request', 'Say what the codes are worth: the shop has to know.');
    }

    const listOr409 = async (name: string) => {
      const pool = await findCouponPool(database.kysely, name);
      if (pool?.kind === 'generated')
        throw new ApiError(
          'invalid-request',
          'Codes of this pool are made one at a time: it takes no others.',
        );
    };

    app.post(
      '/api/coupon-pools/:pool/codes',
      {
        schema: {
          tags: ['coupons'],
          params: byPool,
          body: z.object({ codes: z.array(couponCode).min(1).max(CODES_AT_ONCE) }),
          response: answers(z.object({ added: z.int() })),
        },
      },
      async (request) => {
        const { pool } = request.params;
        await listOr409(pool);
        return { added: await addCoupons(database, pool, request.body.codes, nowMs()) };
      },
    );

    app.post(
      '/api/coupon-pools/:pool/csv',
      {
        schema: {
          tags: ['coupons'],
          params: byPool,
          body: z.object({ csv: z.string().max(2_000_000) }),
          response: answers(couponUpload),
        },
      },
      async (request) => {
        const { pool } = request.params;
        await listOr409(pool);
        const { codes, bad } = codesInCsv(request.body.csv);
        if (codes.length === 0)
          throw new ApiError(
            'invalid-request',
            'There is no code in this file. One stands in the first column of each line.',
          );
        const added = await addCoupons(database, pool, codes, nowMs());
        return { added, known: codes.length - added, bad };
      },
    );

    app.get(
      '/api/coupon-pools/:pool/given',
      {
        schema: {
          tags: ['coupons'],
          params: byPool,
          response: answers(z.object({ coupons: z.array(givenCoupon) })),
        },
      },
      async (request) => {
        const { pool } = request.params;
        if (!(await findCouponPool(database.kysely, pool))) throw notFound('pool of that name');
        const given = await givenCoupons(database, pool, SHOWN);
        return { coupons: given.map((coupon) => shown(coupon, nowMs())) };
      },
    );

    app.get(
      '/api/coupon-pools/:pool/given.csv',
      { schema: { tags: ['coupons'], params: byPool } },
      async (request, reply) => {
        const { pool } = request.params;
        if (!(await findCouponPool(database.kysely, pool))) throw notFound('pool of that name');
        const rows = (await givenCoupons(database, pool)).map((coupon) => {
          const { code, contact, issuedAt, expiresAt, state, usedAt, usedOrder } = shown(coupon, nowMs());
          return [code, contact?.name, issuedAt, expiresAt, state, usedAt, usedOrder];
        });
        return sendCsv(reply, `${pool} codes`, CSV_COLUMNS, rows);
      },
    );
  };

function shown(coupon: GivenCoupon, atMs: number) {
  const { code, contactId, issuedAt, expiresAt, shopState, usedAt, usedOrder } = coupon;
  const isOver = expiresAt !== null && expiresAt.getTime() <= atMs;
  return {
    code,
    contact: contactId === null ? null : { id: contactId, name: personOf({ ...coupon, id: contactId }).name },
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    state: usedAt
      ? ('used' as const)
      : shopState === 'asked'
        ? ('waits' as const)
        : isOver
          ? ('expired' as const)
          : ('given' as const),
    usedAt: usedAt?.toISOString() ?? null,
    usedOrder,
  };
}
