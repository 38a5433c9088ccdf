import type { Simulated } from '@signalbox/api/contract';
import { dayAndTimeOf } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

type Step = Pick<Simulated['steps'][number], 'nodeId' | 'enteredAt' | 'leftAt'>;
type Asked = Simulated['texts'][number] | Simulated['notSent'][number];

const askedAt = <T extends { nodeId: string; at: string }>(texts: T[], step: Step): T | undefined =>
  texts.find(
    ({ nodeId, at }) => nodeId === step.nodeId && at >= step.enteredAt && (!step.leftAt || at <= step.leftAt),
  );

export const sentAt = (trial: Simulated, step: Step) => askedAt(trial.texts, step);
export const notSentAt = (trial: Simulated, step: Step) => askedAt(trial.notSent, step);

/** `Would be sent Tue 10:00`, with what it waited for first, or why not. */
export function fateInWords(text: Asked): string {
  const since = text.held && dayAndTimeOf(text.held.from);
  if ('text' in text) {
    const at = dayAndTimeOf(text.at);
    return since === null
      ? t('Would be sent {at}', { at })
      : t('Would be sent {at}, held since {since}: {reason}', { at, since, reason: said(text.held!.reason) });
  }
  const reason = said(text.reason);
  if (text.isWaiting) return t('Still held: {reason}', { reason });
  return since === null
    ? t('Not sent: {reason}', { reason })
    : t('Not sent: {reason}. It was held since {since}.', { reason, since });
}
