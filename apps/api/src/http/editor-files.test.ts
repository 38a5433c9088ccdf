import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { serveEditor } from './editor-files.js';

const CODE = 'console.log("canvas");';

async function served() {
  const dist = mkdtempSync(join(tmpdir(), 'editor-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), '<!doctype html>');
  writeFileSync(join(dist, 'journey.html'), '<!doctype html><link rel="modulepreload">');
  writeFileSync(join(dist, 'assets/canvas-a1.js'), CODE);
  writeFileSync(join(dist, 'assets/canvas-a1.js.gz'), gzipSync(CODE));
  const app = fastify();
  await serveEditor(app, dist);
  return app;
}

test('a browser that takes gzip gets what the build has put beside the file, to keep for good', async () => {
  const app = await served();
  const answer = await app.inject({
    url: '/assets/canvas-a1.js',
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  });
  expect(answer.headers).toMatchObject({
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(answer.headers['content-type']).toMatch(/javascript/);
  expect(gunzipSync(answer.rawPayload).toString()).toBe(CODE);
});

test('one that does not gets the file, and every address of the editor its one page', async () => {
  const app = await served();
  const plain = await app.inject({ url: '/assets/canvas-a1.js' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe(CODE);
  expect((await app.inject({ url: '/people/1' })).body).toBe('<!doctype html>');
});

test('the page of a journey says what its canvas needs, the list of journeys does not', async () => {
  const app = await served();
  expect((await app.inject('/journeys/01a2')).body).toContain('modulepreload');
  expect((await app.inject('/journeys')).body).not.toContain('modulepreload');
  expect((await app.inject('/journeys/01a2/runs')).body).not.toContain('modulepreload');
});
