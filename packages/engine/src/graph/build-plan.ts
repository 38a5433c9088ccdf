import type { Rule, RuleGroup, StartsFromConfig } from '@signalbox/nodes/kernel';
import type { JourneyGraph, NodeId } from './journey-graph.js';
import type { Plan, PlanNode, PlanSubscription } from './plan.js';
import { portsOf, waitsOf } from './ports.js';
import type { Step } from './read-steps.js';
import type { WaysOut } from './read-ways.js';
import { Reads } from './reads.js';
import { rulesWithin, textsWithin } from './within.js';

const DAY = 86_400_000;
/** What a trigger that says nothing of itself is taken for. */
const BY_EVENT: StartsFromConfig = { event: { field: 'event' }, where: 'where', maxAgeMs: 'maxAgeMs' };

/** Builds the plan of a graph that was found sound. Steps that nobody comes to are left out. */
export function buildPlan(
  graph: JourneyGraph,
  trigger: Step,
  steps: Map<NodeId, Step>,
  waysOut: WaysOut,
  reached: Set<NodeId>,
): Plan {
  const starts = startsOf(trigger);
  const { event } = starts;
  const reads = new Reads();
  // Without it nobody's own clock can be told from the shop's.
  if (starts.clock) reads.path(event, 'occurrence');
  const nodes: Record<NodeId, PlanNode> = {};
  const subscriptions: PlanSubscription[] = [];
  for (const id of [...reached].sort()) {
    const { entry, config, name } = steps.get(id)!;
    const next = waysOut.get(id)!;
    const ends = endsOf({ entry, config }, next);
    nodes[id] = { type: `${entry.type}@${entry.version}`, name, config, next, ...(ends && { ends }) };
    for (const wait of waitsOf(entry, config)) {
      const { newestOnly, about } = wait;
      subscriptions.push({
        ref: `${id}/${wait.id}`,
        event: wait.event,
        where: wait.where,
        ...(newestOnly && { newestOnly }),
        ...(about && { about }),
      });
      reads.rules(wait.event, wait.where);
      for (const path of wait.reads ?? []) reads.path(wait.event, path);
    }
    for (const group of rulesWithin(config)) reads.rules(event, group);
    for (const field of entry.liquid) {
      for (const text of textsWithin(config[field])) reads.liquid(event, text);
    }
  }
  const { exits, goal, entryFilter } = graph.settings;
  reads.rules(event, entryFilter);
  if (goal) {
    subscriptions.push({ ref: 'goal', event: goal.event, where: goal.where ?? null });
    reads.rules(goal.event, goal.where);
  }
  for (const exit of exits) {
    subscriptions.push({
      ref: `exit/${exit.id}`,
      event: exit.event,
      where: exit.where ?? null,
      ...(exit.of === 'person' && { ofPerson: true }),
    });
    reads.rules(exit.event, exit.where);
  }
  return {
    semantics: 2,
    trigger: { nodeId: trigger.node.id, ...starts },
    nodes,
    settings: graph.settings,
    subscriptions,
    reads: reads.toJSON(),
  };
}

/** Who leaves by a port that need not be connected did not complete the journey: the port says what became of them. */
function endsOf({ entry, config }: Pick<Step, 'entry' | 'config'>, next: PlanNode['next']) {
  const open = portsOf(entry, config).filter(({ name, optional }) => optional && next[name] === null);
  return open.length > 0 ? Object.fromEntries(open.map(({ name }) => [name, name])) : null;
}

/** What starts a run, read from the trigger's configuration by what its type declares. */
function startsOf({ entry, config }: Step): Omit<Plan['trigger'], 'nodeId'> {
  const { event, where, match = [], maxAgeMs, direct, clock } = entry.starts ?? BY_EVENT;
  const chosen = where === undefined ? undefined : (config[where] as RuleGroup | undefined);
  const rules = match.flatMap(({ path, field }): Rule[] => {
    const value = config[field] as Rule['value'];
    // A field that is left empty asks nothing.
    if (value === undefined || value === '') return [];
    return [{ source: 'event', path, op: Array.isArray(value) ? 'one-of' : 'equals', value }];
  });
  const both: RuleGroup | null =
    rules.length === 0
      ? (chosen ?? null)
      : { match: 'all', rules: chosen && chosen.rules.length > 0 ? [...rules, chosen] : rules };
  return {
    event: typeof event === 'string' ? event : String(config[event.field]),
    where: both,
    maxAgeMs: (maxAgeMs === undefined ? undefined : (config[maxAgeMs] as number | undefined)) ?? DAY,
    ...(direct && { direct }),
    ...(clock && { clock }),
  };
}
