import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeManifest } from '../src/kernel/index.js';

const SRC = new URL('../src/', import.meta.url);
const HEAD = '// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.\n';

const camel = (folder: string) => folder.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The three ways into the node types, each with an import graph of its own: forms, workflow code, worker code. */
export async function entryPoints(): Promise<Record<'manifests' | 'runners' | 'activities', string>> {
  const folders = JSON.parse(readFileSync(new URL('node-types.json', SRC), 'utf8')) as string[];
  const active = folders.filter((folder) => existsSync(new URL(`${folder}/activities.ts`, SRC)));
  const versions = new Map(await Promise.all(folders.map(async (f) => [f, await versionOf(f)] as const)));
  const imports = (names: string[], line: (folder: string) => string) => names.map(line).join('\n');

  return {
    manifests: `${HEAD}${imports(folders, (f) => `import { ${camel(f)} } from '../${f}/manifest.js';`)}

/** Every node type's manifest, by folder. */
export const manifests = {
${folders.map((f) => `  '${f}': ${camel(f)},`).join('\n')}
};
`,
    runners: `${HEAD}import type { Runners } from '../kernel/runners.js';
${imports(folders, (f) => `import { run as ${camel(f)} } from '../${f}/run.js';`)}

/** What each node type does, by \`type@version\`. Enters the workflow bundle. */
export const runners: Runners = {
${folders.map((f) => `  '${f}@${versions.get(f)}': ${camel(f)},`).join('\n')}
} as Runners;
`,
    activities: `${HEAD}import type { NodeActivities } from '../kernel/host.js';
${imports(active, (f) => `import { activities as ${camel(f)} } from '../${f}/activities.js';`)}

/** The worker's side of the node types, by \`type.activity\`. */
export const activities: NodeActivities = Object.fromEntries(
  Object.entries({
${active.map((f) => `    '${f}': ${camel(f)},`).join('\n')}
  }).flatMap(([type, own]) => Object.entries(own).map(([name, activity]) => [\`\${type}.\${name}\`, activity])),
);
`,
  };
}

async function versionOf(folder: string): Promise<number> {
  const path = new URL(`${folder}/manifest.ts`, SRC).href;
  const manifest = (await import(path)) as Record<string, NodeManifest>;
  return manifest[camel(folder)]!.version;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await entryPoints())) {
    writeFileSync(new URL(`generated/${name}.ts`, SRC), text);
  }
}
