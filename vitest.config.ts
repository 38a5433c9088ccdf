import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const ASKS_FOR_SERVERS =
  /@signalbox\/(store\/testing|dev-servers)|SIGNALBOX_TEST_(DATABASE|TEMPORAL)|startPostgres|startTemporal/;

/**
 * Whether a test, or anything it imports by a relative path from a folder of tests, asks for a real PostgreSQL or
 * Temporal. Read from the source, so that nobody has to remember to name or place a file in a certain way.
 */
function needsServers(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  if (ASKS_FOR_SERVERS.test(source)) return true;
  const imports = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
    resolve(file, '..', path!.replace(/\.js$/, '.ts')),
  );
  return imports.some((path) => needsServers(path, seen));
}

const tests = ['apps', 'packages', 'launcher', 'examples/custom-nodes']
  .flatMap((folder) => testsBelow(join(ROOT, folder)))
  .map((file) => ({ path: relative(ROOT, file), isIntegration: needsServers(file) }));

function testsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testsBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

export default defineConfig({
  test: {
    // Most tests wait for a server for most of their time: on two cores, too, two go side by side.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: tests.filter((test) => !test.isIntegration).map((test) => test.path),
          // What tries hundreds of drawings takes seconds on a machine that others keep busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: tests.filter((test) => test.isIntegration).map((test) => test.path),
          globalSetup: ['packages/dev-servers/src/vitest-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
