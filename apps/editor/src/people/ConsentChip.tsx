import type { ContactSummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { Chip, type Tone } from '../ui/Chip.js';

const words: Record<ContactSummary['smsConsent'], { tone: Tone; said: string }> = {
  granted: { tone: 'go', said: t('Agreed') },
  denied: { tone: 'stop', said: t('Said no') },
  none: { tone: 'neutral', said: t('Not asked') },
  stopped: { tone: 'stop', said: t('Wrote STOP') },
};

/** Whether a person may be sent marketing texts. */
export function ConsentChip({ consent }: { consent: ContactSummary['smsConsent'] }) {
  const { tone, said } = words[consent];
  return <Chip tone={tone}>{said}</Chip>;
}
