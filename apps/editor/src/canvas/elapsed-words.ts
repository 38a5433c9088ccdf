import type { NodeTypeEntry } from '@signalbox/engine/graph';
import type { Elapsed } from '../document/index.js';
import { shortDuration } from '../format/duration.js';

/**
 * When people reach a step, counted from the start: `1 h after start`, `up to 1 h after start`. Of a step that waits, how
 * long it holds them at most.
 */
export function elapsedWords(elapsed: Elapsed | undefined, entry: NodeTypeEntry | undefined): string {
  if (entry?.group === 'trigger') return 'start';
  if (!elapsed) return '';
  if (entry?.group === 'wait' && elapsed.leaveMostMs > elapsed.mostMs)
    return `up to ${shortDuration(elapsed.leaveMostMs)} after start`;
  if (elapsed.mostMs === 0) return 'at once';
  if (elapsed.leastMs === elapsed.mostMs) return `${shortDuration(elapsed.mostMs)} after start`;
  if (elapsed.leastMs === 0) return `up to ${shortDuration(elapsed.mostMs)} after start`;
  return `${shortDuration(elapsed.leastMs)} to ${shortDuration(elapsed.mostMs)} after start`;
}
