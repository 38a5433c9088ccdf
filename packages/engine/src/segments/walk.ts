import type { Condition, SegmentRule } from './rule.js';

/** All conditions of a rule, groups included, each before what it holds. */
export function* conditionsOf(
  rule: SegmentRule,
): Generator<{ condition: Condition; path: string; depth: number }> {
  const open: { condition: Condition; path: string; depth: number }[] = [
    { condition: rule.root, path: 'root', depth: 0 },
  ];
  for (let next = open.shift(); next; next = open.shift()) {
    yield next;
    if (next.condition.kind !== 'group') continue;
    const { path, depth } = next;
    open.unshift(
      ...next.condition.conditions.map((condition, index) => ({
        condition,
        path: `${path}.conditions.${index}`,
        depth: depth + 1,
      })),
    );
  }
}

/** The ids of the segments that a rule asks for. */
export const segmentsIn = (rule: SegmentRule): string[] => [
  ...new Set(
    [...conditionsOf(rule)].flatMap(({ condition }) =>
      condition.kind === 'segment' ? [condition.segment] : [],
    ),
  ),
];

/** The ids of the journeys that a rule asks for. */
export const journeysIn = (rule: SegmentRule): string[] => [
  ...new Set(
    [...conditionsOf(rule)].flatMap(({ condition }) =>
      (condition.kind === 'journey' || condition.kind === 'message') && condition.journey
        ? [condition.journey]
        : [],
    ),
  ),
];
