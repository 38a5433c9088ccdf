import { compile, parseGraph, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import { getJourney } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { checksOf } from './draft-checks.js';

/**
 * The plan that a journey's draft would compile to.
 * @param journeyId absent for a graph that is no journey here
 * @param given a graph that stands in for the stored draft
 * @throws ApiError with diagnostics if it could not be published
 */
export async function draftPlan(
  { database, catalogue, nodeTypes }: ApiDeps,
  journeyId: string | undefined,
  given: unknown,
): Promise<{ graph: JourneyGraph; plan: Plan }> {
  const journey = journeyId === undefined ? null : await getJourney(database, journeyId);
  if (journeyId !== undefined && !journey) throw notFound('journey');
  const parsed = parseGraph(given ?? journey?.draft);
  if (!parsed.graph)
    throw new ApiError('bad-graph', parsed.diagnostics[0]!.message, { diagnostics: parsed.diagnostics });
  const { plan, diagnostics } = compile(parsed.graph, catalogue, checksOf(nodeTypes));
  if (!plan) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    throw new ApiError('not-publishable', first!.message, { diagnostics });
  }
  return { graph: parsed.graph, plan };
}
