import { createHash } from 'node:crypto';
import { version } from 'esbuild';
import { bundleText } from './bundle-node.js';

/**
 * What tells one author's `run` from another: it stays the same while only its comments or its spacing change. Prints of
 * two releases of the bundler, which stands before the colon, can't be compared.
 */
export async function runPrint(folder: string, module: string): Promise<string> {
  const code = await bundleText(folder, `export { run } from './${module}';`, {
    minify: true,
    format: 'esm',
    platform: 'neutral',
    // Ours changes with Signalbox, which keeps old histories playing itself.
    external: ['@signalbox/*'],
  });
  return `esbuild ${version}:${createHash('sha256').update(code).digest('hex')}`;
}
