import { readRule, segmentsIn, type SegmentRule } from '@signalbox/engine/segments';
import type { Tx } from '../database.js';

/** The rules of some segments and of all that they ask for, by id. */
export async function loadRules(
  tx: Pick<Tx, 'selectFrom'>,
  ids: string[],
): Promise<Map<string, SegmentRule>> {
  const rules = new Map<string, SegmentRule>();
  for (let wanted = ids; wanted.length > 0;) {
    const rows = await tx.selectFrom('segments').select(['id', 'rule']).where('id', 'in', wanted).execute();
    for (const { id, rule } of rows) rules.set(id, readRule(rule));
    wanted = [...new Set(rows.flatMap(({ id }) => segmentsIn(rules.get(id)!)))].filter(
      (id) => !rules.has(id),
    );
  }
  return rules;
}

/** `loadRules` for a rule that may not have been saved. */
export const rulesWithin = (
  tx: Pick<Tx, 'selectFrom'>,
  rule: SegmentRule,
): Promise<Map<string, SegmentRule>> => loadRules(tx, segmentsIn(rule));
