import type { CompileOptions, Reference } from '@signalbox/engine/graph';
import { checkTemplate, isCommand } from '@signalbox/sms';
import { couponPools, getJourney, listSegments, type Database } from '@signalbox/store';
import * as z from 'zod';
import type { CurrentNodeTypes } from '../node-types/current-node-types.js';

/** All texts of a journey are tried for no longer than this; what then is left is only read. */
const TRIED_MS = 500;

/** What the server looks at besides the drawing, whatever is in its database. For one compilation. */
export function checksOf({ ownCheck }: Pick<CurrentNodeTypes, 'ownCheck'>): CompileOptions {
  let triedMs = 0;
  return {
    ownCheck,
    textFault(text) {
      const startedAt = performance.now();
      const fault = checkTemplate(text, { fill: triedMs < TRIED_MS });
      triedMs += performance.now() - startedAt;
      return fault;
    },
    isTaken: isCommand,
  };
}

/** Of what a journey names, that which is not there, and pools that have no codes left. */
export async function whatIsMissing(
  database: Database,
  references: Reference[],
): Promise<{ missing: Reference[]; empty: Reference[] }> {
  const of = (kind: Reference['kind']) => references.filter((reference) => reference.kind === kind);
  const segments = of('segment').length > 0 ? (await listSegments(database)).map(({ id }) => id) : [];
  const pools = of('coupon').length > 0 ? await couponPools(database) : [];
  const journeys = await Promise.all(
    [...new Set(of('journey').map(({ id }) => id))].map(async (id) =>
      z.uuid().safeParse(id).success && (await getJourney(database, id)) ? id : null,
    ),
  );
  const there = {
    segment: new Set(segments),
    coupon: new Set(pools.map(({ pool }) => pool)),
    journey: new Set(journeys),
  };
  const empty = new Set(
    pools.filter(({ kind, left }) => kind === 'list' && left === 0).map(({ pool }) => pool),
  );
  return {
    missing: references.filter(({ kind, id }) => !there[kind].has(id)),
    empty: of('coupon').filter(({ id }) => empty.has(id)),
  };
}
