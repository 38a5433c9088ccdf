import type { RuleGroup } from '@signalbox/nodes/kernel';
import type { Catalogue, NodeTypeEntry } from './catalogue.js';
import type { Diagnostic } from './diagnostic.js';
import type { GraphNode, JourneyGraph, NodeId } from './journey-graph.js';
import type { Plan, PlanNode, PlanSubscription } from './plan.js';
import { portsOf, waitsOf } from './ports.js';
import { findRestlessLoop, mostSends, reachableFrom, type Ways } from './reachability.js';
import { Reads } from './reads.js';
import { validateConfig, withDefaults } from './validate-config.js';

export type CompileResult =
  { plan: Plan; diagnostics: Diagnostic[] } | { plan: null; diagnostics: Diagnostic[] };

const DAY = 86_400_000;
/** More texts than this from one entry are worth a second thought: "fewer, better messages". */
const MANY_MESSAGES = 3;

interface Step {
  node: GraphNode;
  entry: NodeTypeEntry;
  config: Record<string, unknown>;
  name: string;
}

/**
 * Compiles a journey graph into the plan that a worker runs.
 * Pure, and never throws on user input: every problem becomes a diagnostic that names its node and field.
 */
export function compile(graph: JourneyGraph, catalogue: Catalogue): CompileResult {
  const diagnostics: Diagnostic[] = [];
  const report = (
    severity: 'error' | 'warning',
    code: string,
    message: string,
    nodeId?: NodeId,
    field?: string,
  ) =>
    void diagnostics.push({
      code,
      severity,
      message,
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(field ? { field } : {}),
    });
  const error = (code: string, message: string, nodeId?: NodeId, field?: string) =>
    report('error', code, message, nodeId, field);

  const steps = readSteps(graph, catalogue, error);
  const next = readWays(graph, steps, error);
  const triggers = [...steps.values()].filter((step) => step.entry.group === 'trigger');
  const trigger = triggers[0];
  // What leads to and from a step that is not understood can't be judged.
  if (graph.nodes.some((node) => !steps.has(node.id))) return { plan: null, diagnostics };
  if (!trigger) {
    error('no-trigger', 'Nothing starts this journey. Add a trigger, such as “Event happens”.');
    return { plan: null, diagnostics };
  }
  for (const extra of triggers.slice(1)) {
    error(
      'several-triggers',
      `“${extra.name}” is a second trigger. A journey has one; remove the others.`,
      extra.node.id,
    );
  }

  const ways: Ways = new Map(
    [...next].map(([id, ports]) => [
      id,
      Object.values(ports).filter((target): target is NodeId => target !== null),
    ]),
  );
  const reached = reachableFrom(trigger.node.id, ways);
  for (const { node, name, entry } of steps.values()) {
    if (!reached.has(node.id) && entry.group !== 'trigger') {
      report(
        'warning',
        'unreachable-node',
        `Nobody can come to “${name}”. Connect it, or remove it.`,
        node.id,
      );
    }
  }
  reportOpenPorts(steps, next, reached, error);

  const restless = findRestlessLoop(steps.keys(), ways, (id) => steps.get(id)?.entry.holds ?? false);
  if (restless !== null) {
    error(
      'loop-without-wait',
      `“${steps.get(restless)!.name}” is part of a circle in which nobody ever waits. Put a wait into it.`,
      restless,
    );
  }
  const messages = mostSends(trigger.node.id, ways, (id) => steps.get(id)?.entry.sends ?? false);
  if (messages > MANY_MESSAGES) {
    const count = messages === Infinity ? 'texts without end' : `${messages} texts`;
    report(
      'warning',
      'many-messages',
      `One person can get ${count} from one entry. Fewer, better ones work better.`,
    );
  }

  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { plan: null, diagnostics };
  return { plan: buildPlan(graph, trigger, steps, next, reached), diagnostics };
}

type Report = (code: string, message: string, nodeId?: NodeId, field?: string) => void;

function readSteps(graph: JourneyGraph, catalogue: Catalogue, error: Report): Map<NodeId, Step> {
  const entries = new Map(catalogue.map((entry) => [`${entry.type}@${entry.version}`, entry]));
  const known = new Set(catalogue.map((entry) => entry.type));
  const steps = new Map<NodeId, Step>();
  const seen = new Set<NodeId>();
  for (const node of graph.nodes) {
    if (seen.has(node.id)) {
      error('duplicate-node-id', `Two steps have the id "${node.id}". Give each its own.`, node.id);
      continue;
    }
    seen.add(node.id);
    const entry = entries.get(`${node.type}@${node.data.version}`);
    if (!entry) {
      if (known.has(node.type)) {
        error(
          'unknown-version',
          `This Signalbox has no version ${node.data.version} of “${node.type}”. Update it, or replace the step.`,
          node.id,
        );
      } else {
        error(
          'unknown-node-type',
          `This Signalbox has no step of the type “${node.type}”. Install the package it comes from, or remove it.`,
          node.id,
        );
      }
      continue;
    }
    const config = withDefaults(entry.configSchema, node.data.config) as Record<string, unknown>;
    const name = node.data.name?.trim() || entry.title;
    for (const fault of validateConfig(entry.configSchema, config)) {
      const title = fieldTitle(entry, fault.path);
      error('bad-config', `${title ? `${title}: ` : ''}${fault.message}`, node.id, fault.path);
    }
    for (const field of entry.liquid) {
      if (hasUnclosedLiquid(JSON.stringify(config[field] ?? ''))) {
        error(
          'liquid-unclosed',
          'A “{{” or “{%” is not closed, or closes nothing. Check the fields in the text.',
          node.id,
          field,
        );
      }
    }
    if (entry.sends && typeof config.purpose !== 'string') {
      error(
        'send-without-purpose',
        'Say what this text is for, so that only people who agreed to it get it.',
        node.id,
        'purpose',
      );
    }
    steps.set(node.id, { node, entry, config, name });
  }
  return steps;
}

const fieldTitle = (entry: NodeTypeEntry, path: string): string | undefined => {
  const properties = entry.configSchema.properties as Record<string, { title?: string }> | undefined;
  return properties?.[path.split('.')[0] ?? '']?.title;
};

function hasUnclosedLiquid(text: string): boolean {
  const rest = text.replaceAll(/\{\{(?:(?!\{\{|\{%)[\s\S])*?\}\}|\{%(?:(?!\{\{|\{%)[\s\S])*?%\}/g, '');
  return /\{\{|\{%|%\}/.test(rest);
}

function readWays(
  graph: JourneyGraph,
  steps: Map<NodeId, Step>,
  error: Report,
): Map<NodeId, Record<string, NodeId | null>> {
  const next = new Map<NodeId, Record<string, NodeId | null>>();
  for (const [id, { entry, config, name }] of steps) {
    const ports = portsOf(entry, config).map((port) => port.name);
    if (new Set(ports).size < ports.length) {
      error('duplicate-port', `Two ways out of “${name}” have the same id. Give each its own.`, id);
    }
    next.set(id, Object.fromEntries(ports.map((port) => [port, null])));
  }
  const present = new Set(graph.nodes.map((node) => node.id));
  for (const edge of graph.edges) {
    if (!present.has(edge.source) || !present.has(edge.target)) {
      error(
        'edge-to-missing-node',
        'A connection leads from or to a step that is gone. Remove it.',
        present.has(edge.source) ? edge.source : undefined,
      );
      continue;
    }
    const source = steps.get(edge.source);
    const target = steps.get(edge.target);
    if (!source || !target) continue;
    const ports = next.get(edge.source)!;
    if (!Object.hasOwn(ports, edge.sourceHandle)) {
      error(
        'edge-from-missing-port',
        `“${source.name}” has no way out called “${edge.sourceHandle}” any more. Connect again or remove the connection.`,
        edge.source,
      );
    } else if (target.entry.group === 'trigger') {
      error(
        'edge-into-trigger',
        `Nothing can lead into the trigger “${target.name}”. Remove that connection.`,
        edge.source,
      );
    } else if (ports[edge.sourceHandle] !== null) {
      error(
        'two-edges-from-one-port',
        `Two connections leave “${source.name}” by the same way out. Keep one.`,
        edge.source,
      );
    } else {
      ports[edge.sourceHandle] = edge.target;
    }
  }
  return next;
}

function reportOpenPorts(
  steps: Map<NodeId, Step>,
  next: Map<NodeId, Record<string, NodeId | null>>,
  reached: Set<NodeId>,
  error: Report,
): void {
  for (const [id, { entry, config, name }] of steps) {
    if (!reached.has(id)) continue;
    for (const port of portsOf(entry, config)) {
      if (!port.optional && next.get(id)?.[port.name] === null) {
        error(
          'open-port',
          `“${port.label}” of “${name}” leads nowhere. Connect it to a step, for instance to an end.`,
          id,
          port.name,
        );
      }
    }
  }
}

function buildPlan(
  graph: JourneyGraph,
  trigger: Step,
  steps: Map<NodeId, Step>,
  next: Map<NodeId, Record<string, NodeId | null>>,
  reached: Set<NodeId>,
): Plan {
  const { event, where, maxAgeMs } = trigger.config as {
    event: string;
    where?: RuleGroup;
    maxAgeMs?: number;
  };
  const reads = new Reads();
  reads.rules(event, where);

  const nodes: Record<NodeId, PlanNode> = {};
  const subscriptions: PlanSubscription[] = [];
  for (const id of [...reached].sort()) {
    const { entry, config, name } = steps.get(id)!;
    nodes[id] = { type: `${entry.type}@${entry.version}`, name, config, next: next.get(id)! };
    for (const wait of waitsOf(entry, config)) {
      subscriptions.push({ ref: `${id}/${wait.id}`, event: wait.event, where: wait.where });
      reads.rules(wait.event, wait.where);
    }
    for (const rule of rulesIn(config)) reads.rules(event, rule);
    for (const field of entry.liquid) reads.liquid(event, JSON.stringify(config[field] ?? ''));
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

/** Every rule group anywhere in a configuration. */
function* rulesIn(value: unknown): Generator<RuleGroup> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray((value as RuleGroup).rules)) yield value as RuleGroup;
  for (const inner of Object.values(value)) yield* rulesIn(inner);
}
