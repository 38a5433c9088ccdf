import type { JourneyStats, Simulated } from '@signalbox/api/contract';
import {
  findEntry,
  type Catalogue,
  type Diagnostic,
  type GraphDiff,
  type GraphNode,
  type JourneyGraph,
  type NodeTypeEntry,
} from '@signalbox/engine/graph';
import { createContext, useContext } from 'react';
import {
  createHistory,
  createSelection,
  type Box,
  type Elapsed,
  type History,
  type JourneyDocument,
  type Selection,
  type SelectionStore,
} from '../document/index.js';
import { createCell, useCell, type Cell } from './cell.js';
import type { Trace } from './trace.js';

/** Where the menu that leads a port on, or puts a step onto a way, is open. */
export type Picker =
  | { kind: 'port'; nodeId: string; port: string; anchor: Anchor }
  | { kind: 'edge'; edgeId: string; anchor: Anchor };

interface ServerFaults {
  faults: Diagnostic[];
  graph: JourneyGraph | null;
}

interface Anchor {
  left: number;
  top: number;
}

/** Everything that the canvas and the inspector of one open journey share. */
export interface Workspace {
  journeyId: string;
  catalogue: Catalogue;
  /** A kind of step; as a former version knew it, if one is asked for and is still known. */
  entryOf: (type: string, version?: number) => NodeTypeEntry | undefined;
  history: History<JourneyDocument>;
  selection: SelectionStore;
  /** All faults, errors first; by step as well, so that a card hears only of its own. */
  faults: Cell<Diagnostic[]>;
  faultsByNode: Cell<ReadonlyMap<string, Diagnostic[]>>;
  /** Steps that were just added, at which nobody has been yet: what they lack is told calmly. */
  fresh: Cell<ReadonlySet<string>>;
  /** What the server found in the graph that it saved last. */
  serverFaults: Cell<ServerFaults>;
  stats: Cell<JourneyStats | null>;
  elapsed: Cell<ReadonlyMap<string, Elapsed>>;
  picker: Cell<Picker | null>;
  /** The cards as they stand on the canvas, by id: `null` while none is there. */
  drawn: Cell<(() => ReadonlyMap<string, Box>) | null>;
  /** The way onto which a step would be let go. */
  dropWay: Cell<string | null>;
  /** The step that the canvas should bring into view; `at` tells two wishes for the same step apart. */
  wanted: Cell<{ nodeId: string; at: number } | null>;
  /** The field, or else the ways out, of a step that somebody asked to be led to: it takes the focus. */
  attention: Cell<Attention | null>;
  /** The same journey as a drawing or as a list. */
  view: Cell<'canvas' | 'outline'>;
  /** Whether the box that finds steps is open. */
  finding: Cell<boolean>;
  /** The card or note that goes where the canvas is pressed next: moving without dragging. */
  moving: Cell<string | null>;
  /** Other windows that have this journey open: whose each is, and the step it is at. */
  others: Cell<ReadonlyMap<string, Other>>;
  /** The entries that the numbers count. */
  counted: Cell<Counted>;
  /** What the draft changes of the live version; `null` if none is live. */
  compared: Cell<Compared | null>;
  /** Whether the canvas shows what is gone as well. */
  comparing: Cell<boolean>;
  /** A person's way, drawn on the steps. */
  trace: Cell<Trace | null>;
  /** What was tried last, and the instant of its virtual time that is looked at. */
  trial: Cell<Trial | null>;
  trialAtMs: Cell<number>;
  /** Nothing can be changed: the journey is only looked at. */
  isReadOnly: boolean;
}

export interface Other {
  name: string;
  nodeId: string | null;
}

export interface Attention {
  nodeId: string;
  /** Dotted path; `ports` for where the step leads, `people` for who came to it, `null` for the step as a whole. */
  at: { field: string } | 'ports' | 'people' | null;
}

/** Of which version, and how many past days or between which; all of them if absent. */
export interface Counted {
  version: number | 'all';
  days: number | null;
  /** The first and the last day, as the calendar has them: `2026-05-01`. */
  between?: { from: string; to: string };
}

export interface Compared {
  live: JourneyGraph;
  version: number;
  diff: GraphDiff;
}

export interface Trial {
  result: Simulated;
  startMs: number;
  happenings: { name: string; atMs: number }[];
  /** Tells two trials apart. */
  ranAt: number;
}

/** What others change comes in; whatever is tried here changes nothing, by pointer, key or paste. */
const onlyLookedAt = <D>(history: History<D>): History<D> => ({ ...history, run: () => undefined });

export function createWorkspace(
  journeyId: string,
  doc: JourneyDocument,
  catalogue: Catalogue,
  { isReadOnly = false }: { isReadOnly?: boolean } = {},
): Workspace {
  return {
    journeyId,
    ...readCatalogue(catalogue),
    history: isReadOnly ? onlyLookedAt(createHistory(doc)) : createHistory(doc),
    selection: createSelection(),
    faults: createCell<Diagnostic[]>([]),
    faultsByNode: createCell<ReadonlyMap<string, Diagnostic[]>>(new Map()),
    fresh: createCell<ReadonlySet<string>>(new Set()),
    serverFaults: createCell<ServerFaults>({ faults: [], graph: null }),
    stats: createCell<JourneyStats | null>(null),
    elapsed: createCell<ReadonlyMap<string, Elapsed>>(new Map()),
    picker: createCell<Picker | null>(null),
    drawn: createCell<(() => ReadonlyMap<string, Box>) | null>(null),
    dropWay: createCell<string | null>(null),
    wanted: createCell<{ nodeId: string; at: number } | null>(null),
    attention: createCell<Attention | null>(null),
    view: createCell<'canvas' | 'outline'>('canvas'),
    finding: createCell(false),
    moving: createCell<string | null>(null),
    others: createCell<ReadonlyMap<string, Other>>(new Map()),
    counted: createCell<Counted>({ version: 'all', days: null }),
    compared: createCell<Compared | null>(null),
    comparing: createCell(false),
    trace: createCell<Trace | null>(null),
    trial: createCell<Trial | null>(null),
    trialAtMs: createCell(Number.POSITIVE_INFINITY),
    isReadOnly,
  };
}

/** The same workspace with other kinds of step: what is being edited stays. */
export const withCatalogue = (workspace: Workspace, catalogue: Catalogue): Workspace =>
  catalogue === workspace.catalogue ? workspace : { ...workspace, ...readCatalogue(catalogue) };

function readCatalogue(catalogue: Catalogue): Pick<Workspace, 'catalogue' | 'entryOf'> {
  const entries = new Map(catalogue.map((entry) => [entry.type, entry]));
  return {
    catalogue,
    entryOf: (type, version) =>
      (version === undefined ? undefined : findEntry(catalogue, { type, version })) ?? entries.get(type),
  };
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('This part of the editor belongs inside an open journey.');
  return workspace;
}

/** A part of the document; it must be the same object as long as it is unchanged. */
export const useDocument = <Part>(part: (doc: JourneyDocument) => Part): Part =>
  useCell(useWorkspace().history, part);

export const useSelected = <Part>(part: (selection: Selection) => Part): Part =>
  useCell(useWorkspace().selection, part);

/** What a step is called: the marketer's own name, else its type's title. */
export const stepName = (workspace: Workspace, node: GraphNode): string =>
  node.data.name || workspace.entryOf(node.type)?.title || node.type;
