import * as fc from 'fast-check';
import {
  compile,
  emptyGraph,
  portsOf,
  type Catalogue,
  type GraphEdge,
  type GraphNode,
  type JourneyGraph,
  type NodeTypeEntry,
} from '../../src/graph/index.js';
import { EVENTS, fromSchema } from './random-config.js';

interface DrawnStep {
  entry: NodeTypeEntry;
  config: Record<string, unknown>;
  /** How far down each way out leads, in the order of the ports. */
  jumps: number[];
  /** Whether the first way out that an event takes leads back to where the person came from. */
  loops: boolean;
}

export interface GraphLimits {
  maxSteps: number;
  /** Types to draw from; all of the catalogue's if absent. */
  types?: string[];
}

const MOST_WAYS = 8;

/** Graphs that a marketer could publish: drawn from the catalogue, so that a new node type joins by itself. */
export function validGraph(
  catalogue: Catalogue,
  { maxSteps, types }: GraphLimits,
): fc.Arbitrary<JourneyGraph> {
  const triggers = catalogue.filter(({ group }) => group === 'trigger');
  const others = catalogue.filter(
    ({ group, type }) => group !== 'trigger' && (types?.includes(type) ?? true),
  );
  const end = catalogue.find(({ ends }) => ends)!;
  return fc
    .record({
      trigger: fc.oneof(...triggers.map((entry) => stepOf(entry, end))),
      steps: fc.array(fc.oneof(...others.map((entry) => stepOf(entry, end))), {
        minLength: 1,
        maxLength: maxSteps,
      }),
      exits: fc.uniqueArray(fc.constantFrom(...EVENTS), { maxLength: 1 }),
    })
    .map(({ trigger, steps, exits }) => {
      const graph = connected([trigger, ...steps, endStep(end)]);
      graph.settings.exits = exits.map((event) => ({ id: 'out', event, outcome: 'out' }));
      return graph;
    })
    .filter((graph) => compile(graph, catalogue).plan !== null);
}

/** One step with a configuration that compiles: a journey of nothing but it is the proof. */
export function stepOf(entry: NodeTypeEntry, end: NodeTypeEntry): fc.Arbitrary<DrawnStep> {
  return fc
    .record({
      entry: fc.constant(entry),
      config: fromSchema(entry.configSchema) as fc.Arbitrary<Record<string, unknown>>,
      jumps: fc.array(fc.nat({ max: 3 }), { minLength: MOST_WAYS, maxLength: MOST_WAYS }),
      loops: fc.nat({ max: 3 }).map((n) => n === 3),
    })
    .filter((step) => isSound(step, end));
}

function isSound(step: DrawnStep, end: NodeTypeEntry): boolean {
  const graph = connected([{ ...step, loops: false }, endStep(end)]);
  // A lone step that is no trigger has nothing to start it; everything else that is said is about its configuration.
  const { diagnostics } = compile(graph, [step.entry, end]);
  return diagnostics.every(({ severity, code }) => severity !== 'error' || code === 'no-trigger');
}

const endStep = (entry: NodeTypeEntry): DrawnStep => ({ entry, config: {}, jumps: [], loops: false });

/** Steps in a row whose ways lead further down it; a way that an event takes may lead up. The last ends them all. */
function connected(steps: DrawnStep[]): JourneyGraph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const [index, { entry, config, jumps, loops }] of steps.entries()) {
    const id = `n${index}`;
    nodes.push({
      id,
      type: entry.type,
      position: { x: 0, y: index * 180 },
      data: { version: entry.version, config },
    });
    for (const [way, { name }] of portsOf(entry, config).entries()) {
      // Only a way that an event takes: each goes round once for each event, so that every journey comes to an end.
      const goesUp = loops && way === 0 && index > 1 && entry.waits !== undefined;
      const target = goesUp
        ? Math.max(1, index - jumps[way]!)
        : Math.min(steps.length - 1, index + 1 + jumps[way % MOST_WAYS]!);
      edges.push({ id: `${id}-${name}`, source: id, sourceHandle: name, target: `n${target}` });
    }
  }
  return { ...emptyGraph(), nodes, edges };
}

/** The same journey with every wait twice as long: what a marketer may well publish over it. */
export function longerWaits(graph: JourneyGraph): JourneyGraph {
  const longer = ({ data: { config, ...data }, ...node }: GraphNode): GraphNode => {
    const fields = Object.entries(config).map(([field, value]) => [
      field,
      ['timeoutMs', 'durationMs'].includes(field) ? Number(value) * 2 : value,
    ]);
    return { ...node, data: { ...data, config: Object.fromEntries(fields) as typeof config } };
  };
  return { ...graph, nodes: graph.nodes.map(longer) };
}

/** A graph in a few lines, for the message of a test that failed. */
export function graphInWords({ nodes, edges, settings }: JourneyGraph): string {
  const steps = nodes.map(({ id, type, data }) => {
    const ways = edges
      .filter(({ source }) => source === id)
      .map(({ sourceHandle, target }) => `${sourceHandle} -> ${target}`);
    return `${id} ${type} ${JSON.stringify(data.config)}  ${ways.join(', ')}`;
  });
  const exits = settings.exits.map(({ event }) => `exit at ${event}`);
  return [...steps, ...exits].join('\n');
}
