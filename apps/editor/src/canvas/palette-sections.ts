import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { GROUPS } from '../ui/step-icon.js';

export interface PaletteSection {
  title: string;
  entries: NodeTypeEntry[];
  /** Shown when asked for. */
  more: NodeTypeEntry[];
}

/** What most journeys are made of stands in front; the rest of a group is one press away. */
const OFTEN = new Set([
  'event-trigger',
  'schedule-trigger',
  'segment-trigger',
  'send-sms',
  'wait',
  'wait-for-event',
  'wait-for-reply',
  'condition',
  'random-split',
  'exit',
  'issue-coupon',
  'update-contact',
]);
/** A group that hides only one or two need not hide them. */
const WORTH_HIDING = 2;

/**
 * The palette for where a journey stands: it begins with a start; once there is one, starts go last. A search shows all
 * that it finds, best first within each group. What custom packages bring stands in its group and is never hidden.
 */
export function paletteSections(
  shown: NodeTypeEntry[],
  { hasStart, isSearching }: { hasStart: boolean; isSearching: boolean },
): PaletteSection[] {
  const groups = hasStart && !isSearching ? [...GROUPS.slice(1), GROUPS[0]!] : GROUPS;
  return groups.flatMap(({ group, title }) => {
    const all = shown.filter((entry) => entry.group === group);
    if (all.length === 0) return [];
    const front = all.filter(({ type }) => OFTEN.has(type) || !BUILT_IN.has(type));
    const rest = all.filter((entry) => !front.includes(entry));
    if (isSearching || front.length === 0 || rest.length < WORTH_HIDING)
      return [{ title, entries: all, more: [] }];
    return [{ title, entries: front, more: rest }];
  });
}

const BUILT_IN = new Set([
  ...OFTEN,
  'change-points',
  'date-trigger',
  'experiment',
  'http-request',
  'keyword-trigger',
  'manual-trigger',
  'note-to-team',
  'rate-gate',
  'set-variable',
  'start-journey',
  'tag-contact',
  'wait-for-stock',
  'wait-until',
]);
