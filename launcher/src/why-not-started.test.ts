import { expect, test } from 'vitest';
import { whyNotStarted } from './why-not-started.js';

const worker = { name: 'worker', waitedMs: 300_000, logFile: '/data/logs/worker.log' };

test('a part that ends each time it starts is told of by its last words, each once', () => {
  const fault = '{"level":60,"msg":"The worker can’t start with these settings."}';
  const output = `${fault}\n    at run (main.ts:1)\n${fault}\n${fault}\n`;
  expect(whyNotStarted({ ...worker, output, hasEnded: true })).toBe(
    [
      'The worker did not start: it ended each time.',
      'It said last:',
      '  The worker can’t start with these settings.',
      'All that it said is in /data/logs/worker.log.',
    ].join('\n'),
  );
});

test('a part that is still at it is told of with what is missing, and what to do', () => {
  const why = whyNotStarted({ ...worker, output: '', hasEnded: false, lacks: 'temporal' });
  expect(why).toContain('The worker is not ready after 5 minutes. What is missing: temporal.');
  expect(why).toContain('It has said nothing.');
  expect(why).toContain('run npm start again');
});
