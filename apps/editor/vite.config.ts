import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
});
