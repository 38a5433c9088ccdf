import type {
  Journey,
  JourneySummary,
  NodeTypesResponse,
  PublishPlan,
  Segment,
} from '@signalbox/api/contract';
import { parseGraph, type Catalogue, type Diagnostic, type JourneyGraph } from '@signalbox/engine/graph';
import { CannotRun } from './cannot-run.js';
import { Connection, Refused, type ConnectionOptions } from './connection.js';
import type { JourneyFile } from './journey-file.js';

/** What a journey may name that is kept beside it, as `id → name`. */
export type Named = Map<string, string>;

/** The journeys of a running Signalbox, and what they need to be understood. Each list is asked for once. */
export class Workspace {
  readonly connection: Connection;
  #catalogue?: Promise<Catalogue>;
  #journeys?: Promise<JourneySummary[]>;
  #named?: Promise<Named>;

  constructor(options: ConnectionOptions) {
    this.connection = new Connection(options);
  }

  get origin(): string {
    return this.connection.origin;
  }

  catalogue(): Promise<Catalogue> {
    this.#catalogue ??= this.connection
      .get<NodeTypesResponse>('/api/node-types')
      .then(({ nodeTypes }) => nodeTypes);
    return this.#catalogue;
  }

  /** Those that were not deleted. */
  journeys(): Promise<JourneySummary[]> {
    this.#journeys ??= this.connection
      .get<{ journeys: JourneySummary[] }>('/api/journeys')
      .then(({ journeys }) => journeys);
    return this.#journeys;
  }

  /** Segments and journeys. */
  named(): Promise<Named> {
    this.#named ??= Promise.all([
      this.journeys(),
      this.connection.get<{ segments: Segment[] }>('/api/segments'),
    ]).then(
      ([journeys, { segments }]) => new Map([...segments, ...journeys].map(({ id, name }) => [id, name])),
    );
    return this.#named;
  }

  journey(id: string): Promise<Journey> {
    return this.connection.get(`/api/journeys/${id}`);
  }

  async version(id: string, version: number): Promise<JourneyGraph> {
    const stored = await this.connection.get<{ graph: unknown }>(`/api/journeys/${id}/versions/${version}`);
    return soundGraph(stored.graph);
  }

  /**
   * The journey that a file stands for: the one of its id, else the only one of its name.
   * @throws CannotRun if several have its name, or if it was deleted
   */
  async find({ id, name }: Pick<JourneyFile, 'id' | 'name'>): Promise<Journey | null> {
    const byId = id === undefined ? null : await this.journey(id).catch(nullIfNotFound);
    if (byId?.status === 'archived')
      throw new CannotRun(
        `“${name}” was deleted on ${this.origin}. To make it anew there, take the "id" out of the file.`,
      );
    if (byId) return byId;
    const [first, ...others] = (await this.journeys()).filter((journey) => journey.name === name);
    if (others.length > 0)
      throw new CannotRun(
        `${others.length + 1} journeys on ${this.origin} are called “${name}”. Put the "id" of the one you mean into the file.`,
      );
    return first ? this.journey(first.id) : null;
  }

  async diagnose(graph: JourneyGraph): Promise<Diagnostic[]> {
    const answer = await this.connection.post<{ diagnostics: Diagnostic[] }>('/api/journeys/validate', {
      graph,
    });
    return answer.diagnostics;
  }

  publishPlan(id: string, graph: JourneyGraph): Promise<PublishPlan> {
    return this.connection.post(`/api/journeys/${id}/publish-plan`, { graph });
  }
}

/** What a server stored is a graph, perhaps with defaults left out. */
export const soundGraph = (graph: unknown): JourneyGraph => {
  const parsed = parseGraph(graph);
  if (!parsed.graph) throw new CannotRun(parsed.diagnostics[0]!.message);
  return parsed.graph;
};

function nullIfNotFound(error: unknown): null {
  if (error instanceof Refused && error.status === 404) return null;
  throw error;
}
