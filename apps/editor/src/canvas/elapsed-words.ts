import type { NodeTypeEntry } from '@signalbox/engine/graph';
import type { Elapsed } from '../document/index.js';
import { shortDuration } from '../format/duration.js';
import { t } from '../language/t.js';

/**
 * When people reach a step, counted from the start: `1 h after start`, `up to 1 h after start`. Of a step that waits, how
 * long it holds them at most.
 */
export function elapsedWords(elapsed: Elapsed | undefined, entry: NodeTypeEntry | undefined): string {
  if (entry?.group === 'trigger') return t('start');
  if (!elapsed) return '';
  if (entry?.group === 'wait' && elapsed.leaveMostMs > elapsed.mostMs && elapsed.leaveMostMs !== Infinity)
    return t('up to {leaveMostMs} after start', { leaveMostMs: shortDuration(elapsed.leaveMostMs) });
  if (elapsed.mostMs === 0) return t('at once');
  if (elapsed.mostMs === Infinity)
    return elapsed.leastMs === 0
      ? ''
      : t('at least {leastMs} after start', { leastMs: shortDuration(elapsed.leastMs) });
  if (elapsed.leastMs === elapsed.mostMs)
    return t('{mostMs} after start', { mostMs: shortDuration(elapsed.mostMs) });
  if (elapsed.leastMs === 0)
    return t('up to {mostMs} after start', { mostMs: shortDuration(elapsed.mostMs) });
  return t('{leastMs} to {mostMs} after start', {
    leastMs: shortDuration(elapsed.leastMs),
    mostMs: shortDuration(elapsed.mostMs),
  });
}
