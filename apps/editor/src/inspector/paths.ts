import type { Rule } from '@signalbox/nodes/kernel';
import { useQuery } from '@tanstack/react-query';
import { eventNamesQuery } from '../api/queries.js';
import { attributesQuery } from '../people/people-queries.js';

export interface KnownPath {
  path: string;
  example: string | null;
}

/** What is known of every person, as rules and texts name it. */
const PERSON_PATHS: KnownPath[] = [
  { path: 'first_name', example: 'Anna' },
  { path: 'last_name', example: 'Holm' },
  { path: 'email', example: 'anna@example.com' },
  { path: 'phone', example: '+45…' },
  { path: 'country', example: 'DK' },
  { path: 'language', example: 'da' },
  { path: 'order_count', example: '3' },
  { path: 'last_order_at', example: null },
];

/** Fields to offer for a source; anything else may be typed. */
export function usePaths(source: Rule['source'], eventName: string | null): KnownPath[] {
  const events = useQuery(eventNamesQuery).data ?? [];
  const attributes = useQuery(attributesQuery).data;
  if (source === 'contact')
    return (
      attributes?.map(({ name, types }) => ({ path: name, example: types[0]?.example || null })) ??
      PERSON_PATHS
    );
  if (source === 'run') return [];
  return events.find((event) => event.name === eventName)?.properties ?? [];
}
