import type { Priority } from '../limits.js';
import type { NotBefore, SendFacts } from '../send-facts.js';
import { limits } from './limits.js';

const RANK: Record<Priority, number> = { low: 0, normal: 1, high: 2 };
/** In this time the others have gone, or won't. */
const YIELDS_MS = 5_000;

/** Where not all texts that were held to one instant may go, those of the more important journeys go first. */
export function moreImportant(atMs: number, facts: SendFacts): NotBefore | null {
  const ahead = facts.waiting.filter(({ priority }) => RANK[priority] > RANK[facts.priority]);
  if (atMs !== facts.nowMs || ahead.length === 0) return null;
  const recent = [...facts.recent, ...ahead.map(({ purpose }) => ({ atMs, purpose }))];
  if (limits(atMs, { ...facts, recent }) === null) return null;
  return { atMs: atMs + YIELDS_MS, code: 'limit', reason: 'A more important text goes first' };
}
