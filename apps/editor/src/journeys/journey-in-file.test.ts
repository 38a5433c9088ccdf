import { expect, test } from 'vitest';
import { journeyInFile } from './journey-in-file.js';

const graph = { schemaVersion: 1, nodes: [], edges: [], later: { kept: true } };

test('a file of an export is read whole, what is not known of it included', () => {
  expect(journeyInFile(JSON.stringify({ name: 'Welcome', graph }))).toEqual({ name: 'Welcome', graph });
});

test.each([
  '',
  'not json',
  'null',
  '[]',
  '{"name":"Welcome"}',
  '{"name":"","graph":{"nodes":[]}}',
  '{"name":1}',
])('a file that is no journey is none: %s', (content) => expect(journeyInFile(content)).toBeNull());
