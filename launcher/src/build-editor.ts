import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'apps/editor/src',
  'apps/editor/public',
  'apps/editor/index.html',
  'apps/editor/vite.config.ts',
  'apps/api/src/contract',
  'packages/engine/src/graph',
  'packages/engine/src/conditions',
  'packages/nodes/src/kernel',
  'packages/sms/src/parts',
  'pnpm-lock.yaml',
];

/** Builds the editor when its sources have changed since it was last built. */
export async function buildEditor(root: string, dataDir: string, onBuild: () => void): Promise<void> {
  const mark = join(dataDir, 'editor-built');
  const wanted = fingerprint(root);
  const dist = join(root, 'apps/editor/dist/index.html');
  if (existsSync(dist) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  onBuild();
  const { build } = await import('vite');
  await build({ root: join(root, 'apps/editor'), logLevel: 'error' });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(mark, wanted);
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
