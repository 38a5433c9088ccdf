import type { Delivery } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';

const WORDS = {
  taken: [t('taken'), 'go'],
  duplicate: [t('known already'), undefined],
  ignored: [t('not used'), undefined],
  refused: [t('refused'), 'stop'],
} as const;

export function OutcomeChip({ outcome }: { outcome: Delivery['outcome'] }) {
  const [words, tone] = WORDS[outcome];
  return <Chip {...(tone ? { tone } : {})}>{words}</Chip>;
}
