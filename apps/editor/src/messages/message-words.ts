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

export const MESSAGE_FILTERS = [
  { value: 'suppressed', label: 'Not sent' },
  { value: 'held', label: 'Waiting to send' },
  { value: 'sent', label: 'Sent' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
  { value: 'unknown', label: 'Not known yet' },
];
