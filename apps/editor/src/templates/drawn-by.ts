import type { Answers } from './queries.js';

/** How a journey was drawn, as its graph remembers it. */
export interface DrawnBy {
  template: string;
  answers: Answers;
}

/** @returns `null` for one that no template drew */
export function drawnByOf(graph: { [field: string]: unknown }): DrawnBy | null {
  const { template, drawnBy } = graph as { template?: unknown; drawnBy?: { answers?: Answers } };
  return typeof template === 'string' && drawnBy?.answers ? { template, answers: drawnBy.answers } : null;
}
