import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** Paths that belong to the API; the editor and the API share one origin. */
const proxied = [
  '/api',
  '/v1',
  '/webhooks',
  '/sign-in',
  '/docs',
  '/openapi.json',
  '/schemas',
  '/healthz',
  '/readyz',
  '/metrics',
  '^/l/',
];

/** Writes each file gzipped beside itself: the API sends that, and compresses nothing while somebody waits. */
const gzipped = (): Plugin => ({
  name: 'gzipped',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const file of Object.values(bundle)) {
      if (!/\.(js|css|html)$/.test(file.fileName)) continue;
      const body = file.type === 'chunk' ? file.code : file.source;
      writeFileSync(`${join(dir!, file.fileName)}.gz`, gzipSync(body, { level: 9 }));
    }
  },
});

export default defineConfig({
  plugins: [react(), gzipped()],
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // A browser asks for six files at a time, so a hundred small ones come in waves: what every page needs is one.
            { name: 'first', tags: ['$initial'] },
            // What several pages share, joined until it is worth a request of its own.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 60_000 },
          ],
        },
      },
    },
  },
});
