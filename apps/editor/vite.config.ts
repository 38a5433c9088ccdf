import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

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

/**
 * Writes `journey.html`: the editor's one page, for the address of a journey. It names what the canvas needs, so that the
 * browser fetches that beside what every page needs, and not after having run it.
 */
const journeyPage = (): Plugin => ({
  name: 'journey-page',
  apply: 'build',
  // After Vite has written the page.
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = bundle['index.html'];
      const canvas = Object.values(bundle).find(
        (file): file is Rolldown.OutputChunk =>
          file.type === 'chunk' && /JourneyPage\.tsx$/.test(file.facadeModuleId ?? ''),
      );
      if (page?.type !== 'asset' || !canvas) throw new Error('There is no page or no canvas to name in it.');
      const html = String(page.source);
      const hints = [canvas.fileName, ...canvas.imports]
        .filter((name) => !html.includes(name))
        .map((name) => `<link rel="modulepreload" crossorigin href="/${name}">`);
      this.emitFile({
        type: 'asset',
        fileName: 'journey.html',
        source: html.replace('</head>', `  ${hints.join('\n    ')}\n  </head>`),
      });
    },
  },
});

/**
 * Refuses a build whose files need each other in a circle. Whichever of them is evaluated first does not find yet what the
 * other has; how the shared files are cut decides it, and nothing else would say so before the editor is opened.
 */
const noCircles = (): Plugin => ({
  name: 'no-circles',
  apply: 'build',
  generateBundle(_options, bundle) {
    const done = new Set<string>();
    const walk = (name: string, way: string[]): void => {
      if (way.includes(name))
        this.error(`Files need each other: ${[...way.slice(way.indexOf(name)), name].join(' → ')}`);
      const file = bundle[name];
      if (done.has(name) || file?.type !== 'chunk') return;
      done.add(name);
      for (const needed of file.imports) walk(needed, [...way, name]);
    };
    for (const name of Object.keys(bundle)) walk(name, []);
  },
});

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

/**
 * Those of ours that need no other of ours stand in one file: it closes no circle, and draws nobody into one by the company
 * that it would otherwise keep.
 */
const ownLeaves: Rolldown.CodeSplittingNameFunction = (id, modules) =>
  !id.includes('node_modules') &&
  modules.getModuleInfo(id)?.importedIds.every((needed) => needed.includes('node_modules'))
    ? 'leaves'
    : null;

export default defineConfig({
  plugins: [react(), journeyPage(), noCircles(), gzipped()],
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
            // The components import nothing of ours: in one file, what they evaluate at once is in no circle with our own.
            {
              name: 'components',
              test: /node_modules\/(@mantine|@floating-ui|@tabler|tabbable|react-|use-|get-nonce|detect-node)/,
              minShareCount: 2,
            },
            { name: ownLeaves, minShareCount: 2 },
            // What several pages share, joined until it is worth a request of its own.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 30_000 },
          ],
        },
      },
    },
  },
});
