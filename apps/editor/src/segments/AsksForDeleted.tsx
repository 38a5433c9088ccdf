import { Alert } from '@mantine/core';
import { journeysIn, segmentsIn, type SegmentRule } from '@signalbox/engine/segments';
import { useQuery } from '@tanstack/react-query';
import { journeysQuery, segmentsQuery } from '../api/queries.js';
import { t } from '../language/t.js';

/** Says what became of a rule whose segment or journey is deleted, and what to do; nothing of a sound one. */
export function AsksForDeleted({ rule }: { rule: SegmentRule }) {
  const segments = useQuery(segmentsQuery).data;
  const journeys = useQuery(journeysQuery).data;
  const isGone = (asked: string[], known: { id: string }[] | undefined) =>
    known !== undefined && asked.some((id) => id !== '' && known.every((one) => one.id !== id));
  const words = [
    ...(isGone(segmentsIn(rule), segments)
      ? [
          t(
            'Nobody counts as being in a segment that was deleted. Edit the rule: choose another segment there, or take that condition out.',
          ),
        ]
      : []),
    ...(isGone(journeysIn(rule), journeys)
      ? [
          t(
            'Nobody comes into a journey that was deleted. Edit the rule: choose another journey there, or take that condition out.',
          ),
        ]
      : []),
  ];
  if (words.length === 0) return null;
  return (
    <Alert color="yellow" mb="md" title={t('The rule asks for something that was deleted')}>
      {words.join(' ')}
    </Alert>
  );
}
