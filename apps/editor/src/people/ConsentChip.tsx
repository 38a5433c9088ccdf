import type { ContactSummary } from '@signalbox/api/contract';
import { Chip, type Tone } from '../ui/Chip.js';

const words: Record<ContactSummary['smsConsent'], { tone: Tone; said: string }> = {
  granted: { tone: 'go', said: 'Agreed' },
  denied: { tone: 'stop', said: 'Said no' },
  none: { tone: 'neutral', said: 'Not asked' },
  stopped: { tone: 'stop', said: 'Wrote STOP' },
};

/** Whether a person may be sent marketing texts. */
export function ConsentChip({ consent }: { consent: ContactSummary['smsConsent'] }) {
  const { tone, said } = words[consent];
  return <Chip tone={tone}>{said}</Chip>;
}
