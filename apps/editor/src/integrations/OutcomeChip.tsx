import type { Delivery } from '@signalbox/api/contract';
import { Chip } from '../ui/Chip.js';

const WORDS = {
  taken: ['taken', 'go'],
  duplicate: ['known already', undefined],
  ignored: ['not used', undefined],
  refused: ['refused', 'stop'],
} as const;

export function OutcomeChip({ outcome }: { outcome: Delivery['outcome'] }) {
  const [words, tone] = WORDS[outcome];
  return <Chip {...(tone ? { tone } : {})}>{words}</Chip>;
}
