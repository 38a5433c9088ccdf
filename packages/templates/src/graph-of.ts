import type { JourneyGraph, JourneySettings } from '@signalbox/engine/graph';

/** Widths that the canvas's cards keep from each other. */
const COLUMN = 340;
const ROW = 208;

export interface DrawnStep {
  /** Column and row; halves are allowed. */
  at: [column: number, row: number];
  type: string;
  version?: number;
  name: string;
  config: Record<string, unknown>;
}

/**
 * A journey graph from steps by id and ways such as `hello sent > wait`.
 * @throws on a way that names a step which is not there: a template with a hole must not be drawn
 */
export function graphOf({
  settings,
  steps,
  ways,
}: {
  settings: Partial<JourneySettings>;
  steps: Record<string, DrawnStep>;
  ways: string[];
}): JourneyGraph {
  const columns = withoutGaps(Object.values(steps).map(({ at: [column] }) => column));
  const rows = withoutGaps(Object.values(steps).map(({ at: [, row] }) => row));
  return {
    schemaVersion: 1,
    settings: { correlation: { by: 'contact' }, reentry: { kind: 'after-exit' }, exits: [], ...settings },
    nodes: Object.entries(steps).map(
      ([
        id,
        {
          at: [column, row],
          type,
          version = 1,
          name,
          config,
        },
      ]) => ({
        id,
        type,
        position: { x: columns.get(column)! * COLUMN, y: rows.get(row)! * ROW },
        // What is left out is not there: the graph is JSON.
        data: { version, name, config: JSON.parse(JSON.stringify(config)) as typeof config },
      }),
    ),
    edges: ways.map((way) => {
      const [, source, port, target] = /^(\S+) (\S+) > (\S+)$/.exec(way) ?? [];
      if (!source || !port || !target || !steps[source] || !steps[target])
        throw new Error(`“${way}” is no way between two steps`);
      return { id: `${source}-${port}-${target}`, source, sourceHandle: port, target };
    }),
  };
}

/** Moves together what stands further than one apart: an answer may have left a step out. */
function withoutGaps(places: number[]): Map<number, number> {
  const moved = new Map<number, number>();
  let [last, at] = [0, 0];
  for (const place of [...new Set(places)].sort((one, other) => one - other)) {
    at += Math.min(1, place - last);
    last = place;
    moved.set(place, at);
  }
  return moved;
}
