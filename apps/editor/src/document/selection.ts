/** What is selected on the canvas; kept out of the document and of its history. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** The step or note that is selected alone, if one is. */
export function onlySelected({ nodes }: Selection): string | null {
  const [first] = nodes;
  return first !== undefined && nodes.size === 1 ? first : null;
}

export interface SelectionStore {
  get: () => Selection;
  set: (nodes: Iterable<string>, edges?: Iterable<string>) => void;
  subscribe: (listener: () => void) => () => void;
}

const same = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  left.size === right.size && [...left].every((id) => right.has(id));

export function createSelection(): SelectionStore {
  let selection: Selection = { nodes: new Set(), edges: new Set() };
  const listeners = new Set<() => void>();
  return {
    get: () => selection,
    set(nodes, edges = []) {
      const next = { nodes: new Set(nodes), edges: new Set(edges) };
      if (same(next.nodes, selection.nodes) && same(next.edges, selection.edges)) return;
      selection = next;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
