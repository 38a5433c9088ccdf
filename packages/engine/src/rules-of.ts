import type { Rule, RuleGroup } from '@signalbox/nodes/kernel';

/** Of how many rules a step keeps what they were compared with. */
const MOST_RULES = 40;

/** The rules of groups in the order in which they are written, those of groups within them in their place. */
export const rulesOf = (groups: RuleGroup[]): { group: number; rule: Rule }[] =>
  groups
    .flatMap((group, index) => leaves(group).map((rule) => ({ group: index, rule })))
    .slice(0, MOST_RULES);

const leaves = (group: RuleGroup): Rule[] =>
  group.rules.flatMap((item) => ('rules' in item ? leaves(item) : [item]));
