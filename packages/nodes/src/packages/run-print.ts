import { createHash } from 'node:crypto';
import { build, version } from 'esbuild';

/**
 * What tells one author's `run` from another: it stays the same while only its comments or its spacing change. Prints of
 * two releases of the bundler, which stands before the colon, can't be compared.
 */
export async function runPrint(folder: string, module: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { run } from './${module}';`, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    // Ours changes with Signalbox, which keeps old histories playing itself.
    external: ['@signalbox/*'],
    mainFields: ['module', 'main'],
    target: 'node20',
    resolveExtensions: ['.ts', '.mts', '.js', '.mjs'],
    tsconfigRaw: {},
    absWorkingDir: folder,
    logLevel: 'silent',
    legalComments: 'none',
  });
  const hash = createHash('sha256').update(outputFiles[0]!.text).digest('hex');
  return `esbuild ${version}:${hash}`;
}
