import { canonicalJson, type GraphEdge, type GraphNode, type JourneyGraph } from '@signalbox/engine/graph';
import type { JourneyDocument } from './journey-document.js';
import { notesOf, type GraphNote } from './notes.js';

/** One thing that both sides changed, each in its own way. */
export interface Clash {
  /** Stable for the same thing: `node/step_1/config/text`. */
  key: string;
  /** The step it is about, if it is about one. */
  nodeId?: string;
  /** What of it: a field of its form, or one of these words. */
  part: 'field' | 'name' | 'step' | 'way' | 'setting' | 'note' | 'journey' | 'version';
  field?: string;
  mine: unknown;
  theirs: unknown;
}

export type Side = 'mine' | 'theirs';
type Choose = (key: string) => Side;

export interface Merged {
  doc: JourneyDocument;
  clashes: Clash[];
}

const same = (left: unknown, right: unknown) =>
  left === right ||
  (left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right));

const wayKey = (edge: GraphEdge) => `${edge.source}\n${edge.sourceHandle}`;

/**
 * Brings together what two people made of the same draft. Edits of different things are all kept: fields of a form are
 * things of their own, and so are a step's name, its place, each way and each setting. What both changed differently is
 * a clash and stays as `choose` says. Where two moved the same card, mine stays: no meaning is lost.
 */
export function mergeDocuments(
  base: JourneyDocument,
  mine: JourneyDocument,
  theirs: JourneyDocument,
  choose: Choose = () => 'mine',
): Merged {
  if (mine === base || same(mine, theirs)) return { doc: theirs, clashes: [] };
  if (theirs === base) return { doc: mine, clashes: [] };
  const merge = new Merge(choose);
  const name = merge.value<string>({ key: 'name', part: 'journey' }, base.name, mine.name, theirs.name);
  const graph = [base, mine, theirs].every(({ graph: one }) => isPlain(one))
    ? merge.graph(base.graph, mine.graph, theirs.graph)
    : merge.value<JourneyGraph>({ key: 'graph', part: 'journey' }, base.graph, mine.graph, theirs.graph);
  return { doc: { ...mine, name: name!, graph: graph! }, clashes: merge.clashes };
}

/** A repeated id, or a port with two ways, has no thing that one could speak of. */
function isPlain(graph: JourneyGraph): boolean {
  const unique = (keys: string[]) => new Set(keys).size === keys.length;
  return unique(graph.nodes.map(({ id }) => id)) && unique(graph.edges.map(wayKey));
}

class Merge {
  readonly clashes: Clash[] = [];
  constructor(private readonly choose: Choose) {}

  /** `undefined` is what is not there. */
  value<T>(
    about: Omit<Clash, 'mine' | 'theirs'>,
    base: T | undefined,
    mine: T | undefined,
    theirs: T | undefined,
  ): T | undefined {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine)) return theirs;
    this.clashes.push({ ...about, mine, theirs });
    return this.choose(about.key) === 'mine' ? mine : theirs;
  }

  private fields<T extends object>(
    about: (field: string) => Omit<Clash, 'mine' | 'theirs'>,
    base: T,
    mine: T,
    theirs: T,
  ): T {
    if (same(base, theirs) || same(mine, theirs)) return mine;
    const result: { [field: string]: unknown } = {};
    for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const read = (from: object) =>
        Object.hasOwn(from, field) ? (from as { [field: string]: unknown })[field] : undefined;
      const value = this.value(about(field), read(base), read(mine), read(theirs));
      if (value !== undefined) define(result, field, value);
    }
    return result as T;
  }

  graph(base: JourneyGraph, mine: JourneyGraph, theirs: JourneyGraph): JourneyGraph {
    const { nodes: _n, edges: _e, settings: _s, notes: _o, ...mineRest } = mine;
    const { nodes: _n2, edges: _e2, settings: _s2, notes: _o2, ...baseRest } = base;
    const { nodes: _n3, edges: _e3, settings: _s3, notes: _o3, ...theirRest } = theirs;
    const nodes = this.nodes(base, mine, theirs);
    const notes = this.notes(notesOf(base), notesOf(mine), notesOf(theirs));
    const rest = this.fields(
      (field) => ({ key: `other/${field}`, part: 'journey', field }),
      baseRest,
      mineRest,
      theirRest,
    );
    return {
      ...(rest as JourneyGraph),
      schemaVersion: mine.schemaVersion,
      nodes,
      edges: this.edges([base, mine, theirs], nodes),
      settings: this.fields(
        (field) => ({ key: `settings/${field}`, part: 'setting', field }),
        base.settings,
        mine.settings,
        theirs.settings,
      ),
      ...(notes.length > 0 || mine.notes !== undefined ? { notes } : {}),
    };
  }

  private nodes(base: JourneyGraph, mine: JourneyGraph, theirs: JourneyGraph): GraphNode[] {
    const [before, here, there] = [byId(base.nodes), byId(mine.nodes), byId(theirs.nodes)];
    const order = [...mine.nodes.map(({ id }) => id), ...theirs.nodes.map(({ id }) => id)];
    return [...new Set(order)].flatMap((id) => {
      const [was, own, other] = [before.get(id), here.get(id), there.get(id)];
      if (own && other && was) return [this.node(id, was, own, other)];
      // Made by both under the same id, or by one of them.
      if (!was) {
        const about = { key: `node/${id}`, nodeId: id, part: 'step' as const };
        return [own && other ? this.value(about, undefined, own, other)! : (own ?? other)!];
      }
      // One side took the step away. That stands, unless the other went on working with it.
      const kept = (own ?? other)!;
      const worked = meaning(was) !== meaning(kept) || newWays(base, own ? mine : theirs, id);
      if (!worked) return [];
      const about = { key: `node/${id}`, nodeId: id, part: 'step' as const };
      this.clashes.push({ ...about, mine: own, theirs: other });
      const chosen = this.choose(about.key) === 'mine' ? own : other;
      return chosen ? [chosen] : [];
    });
  }

  private node(id: string, base: GraphNode, mine: GraphNode, theirs: GraphNode): GraphNode {
    if (mine === theirs || same(base, theirs)) return mine;
    const key = `node/${id}`;
    const { position: _p, data: baseData, type: _t, ...baseRest } = base;
    const { position, data, type, ...mineRest } = mine;
    const { position: _p3, data: theirData, type: _t3, ...theirRest } = theirs;
    // The type and its version decide how the rest is read: they go together, with the whole form.
    const kind = (node: GraphNode) => [node.type, node.data.version];
    if (!same(kind(mine), kind(theirs))) {
      const { position: _place, ...chosen } =
        this.value({ key: `${key}/type`, nodeId: id, part: 'version' }, base, mine, theirs) ?? mine;
      return { ...chosen, position } as GraphNode;
    }
    const merged = {
      ...this.fields(
        (field) => ({ key: `${key}/${field}`, nodeId: id, part: 'step', field }),
        baseRest,
        mineRest,
        theirRest,
      ),
      type,
      position: same(base.position, position) ? theirs.position : position,
      data: {
        ...this.fields(
          (field) => ({
            key: `${key}/data/${field}`,
            nodeId: id,
            part: field === 'name' ? 'name' : 'step',
            field,
          }),
          { ...baseData, config: null },
          { ...data, config: null },
          { ...theirData, config: null },
        ),
        config: this.fields(
          (field) => ({ key: `${key}/config/${field}`, nodeId: id, part: 'field', field }),
          baseData.config,
          data.config,
          theirData.config,
        ),
      },
    } as GraphNode;
    return same(merged, mine) ? mine : merged;
  }

  private edges(
    [base, mine, theirs]: [JourneyGraph, JourneyGraph, JourneyGraph],
    nodes: GraphNode[],
  ): GraphEdge[] {
    const [before, here, there] = [base, mine, theirs].map(
      ({ edges }) => new Map(edges.map((edge) => [wayKey(edge), edge])),
    ) as [Map<string, GraphEdge>, Map<string, GraphEdge>, Map<string, GraphEdge>];
    const left = new Set(nodes.map(({ id }) => id));
    const gone = new Set(
      [base, mine, theirs].flatMap((graph) => graph.nodes.map(({ id }) => id)).filter((id) => !left.has(id)),
    );
    return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
      const [was, own, other] = [before.get(key), here.get(key), there.get(key)];
      const [source, port] = key.split('\n') as [string, string];
      // Ways of a step that is gone go with it, whatever else was done to them.
      if (gone.has(source)) return [];
      const leads = (edge: GraphEdge | undefined) => edge?.target;
      const about = { key: `way/${key}`, nodeId: source, part: 'way' as const, field: port };
      let edge = own;
      if (leads(own) !== leads(other)) {
        const target = this.value(about, leads(was), leads(own), leads(other));
        edge = target === leads(own) ? own : other;
      } else if (own && other && same(was, own)) edge = other;
      return edge && !gone.has(edge.target) ? [edge] : [];
    });
  }

  private notes(base: GraphNote[], mine: GraphNote[], theirs: GraphNote[]): GraphNote[] {
    const [before, here, there] = [byId(base), byId(mine), byId(theirs)];
    const ids = [...new Set([...mine, ...theirs].map(({ id }) => id))];
    return ids.flatMap((id) => {
      const note = this.value(
        { key: `note/${id}`, part: 'note' },
        before.get(id),
        here.get(id),
        there.get(id),
      );
      return note ? [note] : [];
    });
  }
}

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));

const meaning = (node: GraphNode) => canonicalJson([node.type, node.data]);

/** Whether a graph has ways to or from a step that the former one had not. */
function newWays(base: JourneyGraph, graph: JourneyGraph, id: string): boolean {
  const touches = (edge: GraphEdge) => edge.source === id || edge.target === id;
  const former = new Set(base.edges.filter(touches).map((edge) => `${wayKey(edge)}\n${edge.target}`));
  return graph.edges.filter(touches).some((edge) => !former.has(`${wayKey(edge)}\n${edge.target}`));
}

/** `__proto__` may be a field's name, too. */
function define(target: object, field: string, value: unknown): void {
  Object.defineProperty(target, field, { value, enumerable: true, configurable: true, writable: true });
}
