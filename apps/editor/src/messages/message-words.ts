import type { MessageSummary } from '@signalbox/api/contract';
import type { Tone } from '../ui/Chip.js';

/** The state of a text as people say it: waiting to send, not sent and failed are three different things. */
export function messageState({ state }: Pick<MessageSummary, 'state'>): { tone: Tone; words: string } {
  switch (state) {
    case 'planned':
    case 'held':
      return { tone: 'wait', words: 'Waiting to send' };
    case 'sending':
      return { tone: 'event', words: 'Sending' };
    case 'accepted':
      return { tone: 'event', words: 'With the carrier' };
    case 'sent':
      return { tone: 'go', words: 'Sent' };
    case 'delivered':
      return { tone: 'go', words: 'Delivered' };
    case 'undelivered':
      return { tone: 'stop', words: 'Not delivered' };
    case 'failed':
      return { tone: 'stop', words: 'Failed' };
    case 'suppressed':
      return { tone: 'wait', words: 'Not sent' };
    case 'unknown':
      return { tone: 'wait', words: 'Not known yet' };
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
  { value: STATES.notSent, label: 'Not sent' },
  { value: STATES.waiting, label: 'Waiting to send' },
  { value: STATES.sent, label: 'Sent' },
  { value: STATES.delivered, label: 'Delivered' },
  { value: STATES.failed, label: 'Failed' },
  { value: STATES.unknown, label: 'Not known yet' },
];
