import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'apps/editor/src',
  'apps/editor/public',
  'apps/editor/index.html',
  'apps/editor/vite.config.ts',
  'apps/api/src/contract',
  'packages/engine/src/graph',
  'packages/engine/src/conditions',
  'packages/engine/src/segments',
  'packages/nodes/src/kernel',
  'packages/sms/src/parts',
  'pnpm-lock.yaml',
];

/** Builds the editor when its sources have changed since it was last built. */
export async function buildEditor(root: string, onBuild: () => void): Promise<void> {
  // Inside what it tells of, so that the two can only vanish together.
  const mark = join(root, 'apps/editor/dist/.built-from');
  const wanted = fingerprint(root);
  const dist = join(root, 'apps/editor/dist/index.html');
  if (existsSync(dist) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  onBuild();
  const { build } = await import('vite');
  // Whoever has it set to anything else would get React's slow half.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: join(root, 'apps/editor'), logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  writeFileSync(mark, wanted);
}

/**
 * Serves the editor from its sources and puts changes into the open page; what is the API's is passed on to it.
 * @returns what stops it
 */
export async function serveEditorSources(
  root: string,
  port: number,
  apiUrl: string,
): Promise<() => Promise<void>> {
  // Read by the editor's own settings.
  process.env.API_URL = apiUrl;
  const { createServer } = await import('vite');
  const server = await createServer({
    root: join(root, 'apps/editor'),
    logLevel: 'warn',
    clearScreen: false,
    server: { port, strictPort: true },
  });
  await server.listen();
  return () => server.close();
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const source of SOURCES) visit(join(root, source));
  return hash.digest('hex');
}
