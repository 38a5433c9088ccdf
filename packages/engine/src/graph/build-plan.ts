import type { RuleGroup } from '@signalbox/nodes/kernel';
import type { JourneyGraph, NodeId } from './journey-graph.js';
import type { Plan, PlanNode, PlanSubscription } from './plan.js';
import { waitsOf } from './ports.js';
import type { Step } from './read-steps.js';
import type { WaysOut } from './read-ways.js';
import { Reads } from './reads.js';
import { rulesWithin, textsWithin } from './within.js';

const DAY = 86_400_000;

/** What a trigger must say of itself in its configuration. */
interface TriggerConfig {
  event: string;
  where?: RuleGroup;
  maxAgeMs?: number;
}

/** Builds the plan of a graph that was found sound. Steps that nobody comes to are left out. */
export function buildPlan(
  graph: JourneyGraph,
  trigger: Step,
  steps: Map<NodeId, Step>,
  waysOut: WaysOut,
  reached: Set<NodeId>,
): Plan {
  const { event, where, maxAgeMs } = trigger.config as unknown as TriggerConfig;
  const reads = new Reads();
  const nodes: Record<NodeId, PlanNode> = {};
  const subscriptions: PlanSubscription[] = [];
  for (const id of [...reached].sort()) {
    const { entry, config, name } = steps.get(id)!;
    nodes[id] = { type: `${entry.type}@${entry.version}`, name, config, next: waysOut.get(id)! };
    for (const wait of waitsOf(entry, config)) {
      subscriptions.push({ ref: `${id}/${wait.id}`, event: wait.event, where: wait.where });
      reads.rules(wait.event, wait.where);
    }
    for (const group of rulesWithin(config)) reads.rules(event, group);
    for (const field of entry.liquid) {
      for (const text of textsWithin(config[field])) reads.liquid(event, text);
    }
  }
  for (const exit of graph.settings.exits) {
    subscriptions.push({ ref: `exit/${exit.id}`, event: exit.event, where: exit.where ?? null });
    reads.rules(exit.event, exit.where);
  }
  return {
    semantics: 1,
    trigger: { nodeId: trigger.node.id, event, where: where ?? null, maxAgeMs: maxAgeMs ?? DAY },
    nodes,
    settings: graph.settings,
    subscriptions,
    reads: reads.toJSON(),
  };
}
