import { createRequire, isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { build, type BuildFailure, type BuildOptions, type Plugin } from 'esbuild';
import * as zod from 'zod';
import { NodeFault } from './node-problem.js';
import { TamedRegExp } from './tame-patterns.js';

/** What a package may import of ours, whatever folder it is in. */
const OURS: Record<string, string> = {
  '@signalbox/nodes/kernel': fileURLToPath(new URL('../kernel/index.ts', import.meta.url)),
  '@signalbox/nodes/rules': fileURLToPath(new URL('../rule-schema.ts', import.meta.url)),
};

const ZOD = /^zod(\/v4)?$/;

/**
 * Where the code will be: `process` (API and worker: may use Node and the package's own dependencies, and shares our
 * zod) or `workflow` (self-contained, and touches nothing).
 */
type Place = 'process' | 'workflow';

/**
 * Bundles modules of a node's folder into one CommonJS text.
 * @param entry source of a module beside the node's files
 * @throws NodeFault for what its author wrote
 */
export async function bundleNode(folder: string, entry: string, place: Place): Promise<string> {
  try {
    return await bundleText(folder, entry, {
      format: 'cjs',
      platform: place === 'process' ? 'node' : 'neutral',
      plugins: [resolving(place)],
    });
  } catch (error) {
    throw new NodeFault(sayFailure(error as BuildFailure, folder));
  }
}

/** Bundles what an author wrote into one text, in whatever way is asked for. */
export async function bundleText(folder: string, entry: string, how: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: folder, loader: 'ts', sourcefile: join(folder, 'entry.ts') },
    bundle: true,
    mainFields: ['module', 'main'],
    target: 'node20',
    resolveExtensions: ['.ts', '.mts', '.js', '.mjs'],
    // What the package's own tsconfig says is for its editor.
    tsconfigRaw: {},
    absWorkingDir: folder,
    logLevel: 'silent',
    legalComments: 'none',
    ...how,
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Runs bundled code once and returns what it exports. What is thrown on the way is the author's. */
export function evaluate(code: string, folder: string): Record<string, unknown> {
  const own = createRequire(join(folder, 'package.json'));
  const require = (id: string): unknown => (ZOD.test(id) ? zod : own(id));
  const module = { exports: {} };
  const define = runInThisContext(`(function (require, module, exports, RegExp) {${code}\n})`, {
    filename: join(folder, 'bundled.js'),
  }) as (...scope: unknown[]) => void;
  define(require, module, module.exports, TamedRegExp);
  return module.exports;
}

const resolving = (place: Place): Plugin => ({
  name: 'signalbox',
  setup({ onResolve }) {
    onResolve({ filter: /^@signalbox\// }, ({ path }) => {
      const ours = OURS[path];
      if (ours) return { path: ours };
      return {
        errors: [{ text: `imports ${path}; only ${Object.keys(OURS).join(' and ')} are there for it` }],
      };
    });
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      // An absolute path of another operating system.
      if (/^[a-z]:[\\/]/i.test(path)) return undefined;
      if (place === 'process') return { path, external: true };
      if (isBuiltin(path)) {
        return {
          errors: [
            {
              text: `imports ${path}, but what a run does must not touch the machine: do it in activities.ts`,
            },
          ],
        };
      }
      if (ZOD.test(path)) {
        const what = /run(\.v\d+)?\.\w+$/.test(importer)
          ? 'zod'
          : 'zod by its manifest: import that as a type only';
        return { errors: [{ text: `imports ${what}; no schema library may enter a run` }] };
      }
      return undefined;
    });
  },
});

function sayFailure({ errors, message }: BuildFailure, folder: string): string {
  const first = errors?.[0];
  if (!first) return message;
  const { file, line } = first.location ?? { file: '', line: 0 };
  const where = file && !file.endsWith('entry.ts') ? `${relative(folder, join(folder, file))}:${line}: ` : '';
  return `${where}${first.text}.`;
}
