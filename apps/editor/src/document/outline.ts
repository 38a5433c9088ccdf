import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';

/** A journey read from top to bottom: every step once, under the way that leads to it first. */
export interface OutlineStep {
  node: GraphNode;
  number: number;
  ways: OutlineWay[];
}

export interface OutlineWay {
  port: string;
  /** Where it leads: to steps told here, to one told elsewhere, or nowhere. */
  leads:
    { kind: 'steps'; steps: OutlineStep[] } | { kind: 'elsewhere'; nodeId: string } | { kind: 'nowhere' };
}

export interface Outline {
  /** Each beginning with what follows from it. */
  chains: OutlineStep[][];
  numbers: Map<string, number>;
}

/**
 * @param portsOf the ports of a step, in their order
 * @param isStart triggers come first; what nothing leads to comes after them, so that no step is left out
 */
export function outlineOf(
  graph: JourneyGraph,
  portsOf: (node: GraphNode) => string[],
  isStart: (node: GraphNode) => boolean,
): Outline {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const ways = new Map(graph.edges.map((edge) => [`${edge.source}\n${edge.sourceHandle}`, edge.target]));
  const entered = new Set(graph.edges.map((edge) => edge.target));
  const told = new Map<string, number>();

  /** One step after the other, for as long as each has one way on; where ways part, each is told under its step. */
  const chainFrom = (id: string): OutlineStep[] => {
    const chain: OutlineStep[] = [];
    let next: string | undefined = id;
    while (next !== undefined && nodes.has(next) && !told.has(next)) {
      const node: GraphNode = nodes.get(next)!;
      const step: OutlineStep = { node, number: told.size + 1, ways: [] };
      told.set(node.id, step.number);
      chain.push(step);
      const ports = portsOf(node);
      const leading = ports.filter((port) => nodes.has(ways.get(`${node.id}\n${port}`) ?? ''));
      next = undefined;
      for (const port of ports) {
        const target = ways.get(`${node.id}\n${port}`);
        if (target === undefined || !nodes.has(target)) step.ways.push({ port, leads: { kind: 'nowhere' } });
        else if (told.has(target)) step.ways.push({ port, leads: { kind: 'elsewhere', nodeId: target } });
        else if (leading.length === 1) {
          step.ways.push({ port, leads: { kind: 'steps', steps: [] } });
          next = target;
        } else step.ways.push({ port, leads: { kind: 'steps', steps: chainFrom(target) } });
      }
    }
    return chain;
  };

  const starts = [
    ...graph.nodes.filter(isStart),
    ...graph.nodes.filter((node) => !isStart(node) && !entered.has(node.id)),
    ...graph.nodes,
  ];
  const chains = starts.map(({ id }) => chainFrom(id)).filter((chain) => chain.length > 0);
  return { chains, numbers: told };
}
