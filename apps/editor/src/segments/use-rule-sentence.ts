import { describeRule, type SegmentRule } from '@signalbox/engine/segments';
import { useQuery } from '@tanstack/react-query';
import { journeysQuery, segmentsQuery } from '../api/queries.js';
import { RULE_WORDS } from '../language/rule-sentence.js';

/** Says a rule in plain words, with the names of the segments and journeys that it asks for, as soon as they are known. */
export function useRuleSentence(): (rule: SegmentRule) => string {
  const segments = useQuery(segmentsQuery).data;
  const journeys = useQuery(journeysQuery).data;
  const names = {
    segments: segments && new Map(segments.map(({ id, name }) => [id, name])),
    journeys: journeys && new Map(journeys.map(({ id, name }) => [id, name])),
  };
  return (rule) => describeRule(rule, names, RULE_WORDS);
}
