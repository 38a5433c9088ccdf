import { expect, it } from 'vitest';
import { eventSourceWords } from './source-words.js';

it('names where an event came from as people write it, and lets a program keep the name it has', () => {
  expect(eventSourceWords('shopify')).toBe('Shopify');
  expect(eventSourceWords('segment')).toBe('Event API');
  expect(eventSourceWords('by-hand')).toBe('Somebody here');
  expect(eventSourceWords('Our till')).toBe('Our till');
});
