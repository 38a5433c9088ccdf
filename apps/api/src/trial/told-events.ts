import type { Json } from '@signalbox/nodes/kernel';
import { intentOf } from '@signalbox/sms';
import { keywordOf } from '../webhooks/keyword-of.js';

interface Told {
  name: string;
  properties: { [key: string]: Json };
}

/**
 * An event of a trial as the doors would tell it: what a person writes has its keyword and what it asks for, and a STOP is
 * heard before the text that says it, a START after it.
 */
export function toldEvents(name: string, properties: Told['properties']): Told[] {
  const { text } = properties;
  if (name !== 'SMS Received' || typeof text !== 'string') return [{ name, properties }];
  const intent = intentOf(text);
  const received = {
    name,
    properties: { keyword: keywordOf(text), intent: intent ?? 'none', ...properties },
  };
  switch (intent) {
    case 'stop':
      return [{ name: 'SMS Unsubscribed', properties: { text } }, received];
    case 'start':
      return [received, { name: 'SMS Subscribed', properties: { purpose: 'marketing', text } }];
    default:
      return [received];
  }
}
