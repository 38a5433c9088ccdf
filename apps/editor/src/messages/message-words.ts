import type { MessageSummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import type { Tone } from '../ui/Chip.js';

export type StateOfText = MessageSummary['state'];

/** The state of a text as people say it: waiting to send, not sent and failed are three different things. */
export function messageState({ state }: Pick<MessageSummary, 'state'>): { tone: Tone; words: string } {
  switch (state) {
    case 'planned':
    case 'held':
      return { tone: 'wait', words: t('Waiting to send') };
    case 'sending':
      return { tone: 'event', words: t('Sending') };
    case 'accepted':
      return { tone: 'event', words: t('With the carrier') };
    case 'sent':
      return { tone: 'go', words: t('Sent') };
    case 'delivered':
      return { tone: 'go', words: t('Delivered') };
    case 'undelivered':
      return { tone: 'stop', words: t('Not delivered') };
    case 'failed':
      return { tone: 'stop', words: t('Failed') };
    case 'suppressed':
      return { tone: 'wait', words: t('Not sent') };
    case 'unknown':
      return { tone: 'wait', words: t('Not known yet') };
  }
}

/** The states that a number or a filter is about, as the API is asked for them. */
export const STATES = {
  notSent: 'not-sent',
  waiting: 'planned,held,sending',
  sent: 'accepted,sent,delivered,undelivered',
  delivered: 'delivered',
  failed: 'failed,undelivered',
  unknown: 'unknown',
} as const;

export const MESSAGE_FILTERS = [
  { value: STATES.notSent, label: t('Not sent') },
  { value: STATES.waiting, label: t('Waiting to send') },
  { value: STATES.sent, label: t('Sent') },
  { value: STATES.delivered, label: t('Delivered') },
  { value: STATES.failed, label: t('Failed') },
  { value: STATES.unknown, label: t('Not known yet') },
];
