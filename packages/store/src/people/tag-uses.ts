import type { Tx } from '../database.js';
import type { SegmentUse } from '../segments/segments.js';

/** Rules compare tags so. */
const plain = (tag: string) => tag.trim().toLowerCase();

const some = (value: unknown, is: (value: unknown) => boolean): boolean =>
  is(value) ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => some(inner, is)));

interface Graph {
  nodes?: { data?: { config?: unknown } }[];
}

/** What would ask in vain without a tag: segments, and journeys whose steps name it, live or drawn. */
export async function usesOfTag(kysely: Pick<Tx, 'selectFrom'>, name: string): Promise<SegmentUse[]> {
  const isTag = (value: unknown) => typeof value === 'string' && plain(value) === plain(name);
  const segments = await kysely.selectFrom('segments').select(['id', 'name', 'rule']).execute();
  const journeys = await kysely
    .selectFrom('journeys')
    .leftJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .select(['journeys.id', 'journeys.name', 'journeys.draft', 'journey_versions.graph'])
    .where('journeys.status', 'not in', ['archived', 'ended'])
    .execute();
  const asks = (graph: unknown) =>
    (graph as Graph | null)?.nodes?.some?.((node) => some(node.data?.config, isTag)) ?? false;
  const uses = [
    ...journeys
      .filter(({ draft, graph }) => asks(draft) || asks(graph))
      .map((journey) => ({ kind: 'journey' as const, id: journey.id, name: journey.name })),
    ...segments
      .filter(({ rule }) =>
        some(rule, (value) => {
          const condition = value as { kind?: unknown; tag?: unknown } | null;
          return condition?.kind === 'tag' && isTag(condition.tag);
        }),
      )
      .map((segment) => ({ kind: 'segment' as const, id: segment.id, name: segment.name })),
  ];
  return uses.sort((one, other) => one.name.localeCompare(other.name));
}
