import type { JsonSchema } from './catalogue.js';
import { findEntry, type Catalogue } from './catalogue.js';
import type { JourneyGraph, NodeId } from './journey-graph.js';
import { rulesWithin } from './within.js';

/** Something outside the journey that a step, or the journey's entry, names by its id. */
export interface Reference {
  kind: 'segment' | 'coupon' | 'journey';
  id: string;
  nodeId?: NodeId;
  field: string;
}

const KINDS: { [widget: string]: Reference['kind'] } = {
  'segment-picker': 'segment',
  'coupon-picker': 'coupon',
  'journey-picker': 'journey',
};

/** What a journey needs to be there besides itself. Expects a graph that `parseGraph` returned. */
export function referencesIn({ nodes, settings }: JourneyGraph, catalogue: Catalogue): Reference[] {
  const ofSteps = nodes.flatMap(({ id: nodeId, type, data }) => {
    const schema = findEntry(catalogue, { type, version: data.version })?.configSchema;
    const named = schema ? [...pickedIn(schema, data.config, '')] : [];
    const judged = Object.entries(data.config).flatMap(([field, value]) => segmentsIn(value, field));
    return [...named, ...judged].map((reference) => ({ ...reference, nodeId }));
  });
  return [...ofSteps, ...segmentsIn(settings.entryFilter, 'entryFilter')];
}

function* pickedIn(schema: JsonSchema, value: unknown, path: string): Generator<Reference> {
  const { ui, properties = {} } = schema as {
    ui?: { widget?: string };
    properties?: { [name: string]: JsonSchema };
  };
  const kind = KINDS[ui?.widget ?? ''];
  if (kind && typeof value === 'string' && value !== '') yield { kind, id: value, field: path };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(properties)) {
    if (Object.hasOwn(value, name))
      yield* pickedIn(inner, (value as never)[name], path === '' ? name : `${path}.${name}`);
  }
}

const segmentsIn = (value: unknown, field: string): Reference[] =>
  [...rulesWithin(value)]
    .flatMap(({ rules }) => rules)
    .flatMap((rule) =>
      'source' in rule && rule.source === 'segment' ? [{ kind: 'segment', id: rule.path, field }] : [],
    );
