import type { Diagnostic } from './diagnostic.js';
import type { GraphEdge, GraphNode, JourneyGraph, JourneySettings } from './journey-graph.js';
import { migrateGraph, SCHEMA_VERSION } from './migrate-graph.js';
import { isTame } from './within.js';

const MOST_NODES = 1_000;
const MOST_EDGES = 5_000;

export type ParseResult =
  { graph: JourneyGraph; diagnostics: [] } | { graph: null; diagnostics: Diagnostic[] };

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks that a value has the form of a journey graph and fills in what may be left out. Never throws.
 * Unknown fields and unknown node types are kept; whether the journey makes sense is `compile`'s question.
 */
export function parseGraph(json: unknown): ParseResult {
  const diagnostics: Diagnostic[] = [];
  const fail = (code: string, message: string, nodeId?: string) =>
    void diagnostics.push({ code, severity: 'error', message, ...(nodeId === undefined ? {} : { nodeId }) });

  if (!isRecord(json)) {
    fail('not-a-graph', 'A journey graph is an object with "nodes" and "edges".');
    return { graph: null, diagnostics };
  }
  if (!isTame(json)) {
    fail('too-deep', 'This journey nests lists and objects deeper than can be read. Flatten it.');
    return { graph: null, diagnostics };
  }
  const value = migrateGraph(json);
  if (!value) {
    fail(
      'unknown-schema-version',
      `This journey has schemaVersion ${JSON.stringify(json.schemaVersion)}; this Signalbox reads version ${SCHEMA_VERSION}. Update Signalbox to open it.`,
    );
    return { graph: null, diagnostics };
  }
  if (!Array.isArray(value.nodes) || !Array.isArray(value.edges)) {
    fail('not-a-graph', 'A journey graph needs the lists "nodes" and "edges".');
    return { graph: null, diagnostics };
  }
  if (value.nodes.length > MOST_NODES || value.edges.length > MOST_EDGES) {
    fail(
      'too-many-nodes',
      `A journey may have ${MOST_NODES} steps and ${MOST_EDGES} connections; this one has ${value.nodes.length} and ${value.edges.length}. Split it into several.`,
    );
    return { graph: null, diagnostics };
  }
  const nodes = value.nodes.map((node, index) => parseNode(node, index, fail));
  const edges = value.edges.map((edge, index) => parseEdge(edge, index, fail));
  const settings = parseSettings(value.settings, fail);
  if (diagnostics.length > 0) return { graph: null, diagnostics };
  return {
    graph: {
      ...value,
      schemaVersion: SCHEMA_VERSION,
      nodes: nodes as GraphNode[],
      edges: edges as GraphEdge[],
      settings: settings as JourneySettings,
    },
    diagnostics: [],
  };
}

type Fail = (code: string, message: string, nodeId?: string) => void;

function parseNode(node: unknown, index: number, fail: Fail): GraphNode | null {
  if (!isRecord(node) || typeof node.id !== 'string' || node.id === '' || typeof node.type !== 'string') {
    fail('bad-node', `Step ${index + 1} needs an "id" and a "type", both texts.`);
    return null;
  }
  const { position, data } = node;
  if (!isRecord(position) || !Number.isFinite(position.x) || !Number.isFinite(position.y)) {
    fail('bad-node', `The step "${node.id}" needs a "position" with the numbers x and y.`, node.id);
    return null;
  }
  if (data !== undefined && !isRecord(data)) {
    fail('bad-node', `The "data" of the step "${node.id}" must be an object.`, node.id);
    return null;
  }
  const version = data?.version ?? 1;
  const config = data?.config ?? {};
  if (!Number.isInteger(version) || !isRecord(config)) {
    fail(
      'bad-node',
      `The step "${node.id}" needs a whole number as data.version and an object as data.config.`,
      node.id,
    );
    return null;
  }
  if (data?.name !== undefined && typeof data.name !== 'string') {
    fail('bad-node', `The name of the step "${node.id}" must be a text.`, node.id);
    return null;
  }
  return { ...node, data: { ...data, version, config } } as GraphNode;
}

function parseEdge(edge: unknown, index: number, fail: Fail): GraphEdge | null {
  const sound =
    isRecord(edge) &&
    ['id', 'source', 'sourceHandle', 'target'].every(
      (field) => typeof edge[field] === 'string' && edge[field] !== '',
    );
  if (!sound) {
    fail(
      'bad-edge',
      `Connection ${index + 1} needs "id", "source", "sourceHandle" (a port) and "target", all texts.`,
    );
    return null;
  }
  return edge as GraphEdge;
}

export const defaultSettings = (): JourneySettings => ({
  correlation: { by: 'contact' },
  reentry: { kind: 'after-exit' },
  exits: [],
});

const REENTRY = ['once', 'after-exit', 'after-days', 'always', 'restart'];

function parseSettings(value: unknown, fail: Fail): JourneySettings | null {
  if (value === undefined) return defaultSettings();
  if (!isRecord(value)) {
    fail('bad-settings', 'The journey\'s "settings" must be an object.');
    return null;
  }
  const settings = { ...defaultSettings(), ...value } as JourneySettings;
  const { correlation, reentry, exits } = settings as unknown as Raw;
  const correlates =
    isRecord(correlation) &&
    (['contact', 'purchase'].includes(correlation.by as string) ||
      (correlation.by === 'property' && typeof correlation.path === 'string'));
  if (!correlates)
    fail('bad-settings', 'Choose what belongs together: the person, one purchase, or a property.');
  const reenters =
    isRecord(reentry) &&
    REENTRY.includes(reentry.kind as string) &&
    (reentry.kind !== 'after-days' || Number.isFinite(reentry.days));
  if (!reenters)
    fail('bad-settings', 'Choose when a person may enter again; "after days" needs a number of days.');
  const exitsSound =
    Array.isArray(exits) &&
    exits.every(
      (exit) =>
        isRecord(exit) &&
        typeof exit.id === 'string' &&
        typeof exit.event === 'string' &&
        typeof exit.outcome === 'string' &&
        (exit.of === undefined || exit.of === 'person') &&
        (exit.where === undefined || isRuleGroup(exit.where)),
    );
  if (!exitsSound)
    fail(
      'bad-settings',
      'Each exit of the journey needs an "id", an "event" and an "outcome"; its "where" is a group of rules, its "of", if any, "person".',
    );
  return settings;
}

const isRuleGroup = (value: unknown) =>
  isRecord(value) && Array.isArray(value.rules) && value.rules.every(isRecord);

/** A journey with nothing in it yet. */
export const emptyGraph = (): JourneyGraph => ({
  schemaVersion: 1,
  nodes: [],
  edges: [],
  settings: defaultSettings(),
});
