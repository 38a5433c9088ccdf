import { expect, test } from 'vitest';
import { intentOf } from './index.js';

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  'STOP!',
  'Stop all',
  'UNSUBSCRIBE',
  'afmeld',
  'Stopp',
  'arrêt',
  'opt out',
  'Quit\n',
])('%j is an opt-out', (text) => expect(intentOf(text)).toBe('stop'));
test.each([
  'when does it start?',
  "don't stop",
  'nonstop fun',
  'all',
  'out',
  'stop by the shop tomorrow?',
  '',
])('%j changes nothing', (text) => expect(intentOf(text)).toBeNull());
test('START takes texting up again', () => expect(intentOf('Start')).toBe('start'));
