import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeManifest } from '../src/kernel/index.js';

const SRC = new URL('../src/', import.meta.url);
const HEAD = '// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.\n';

const camel = (folder: string) => folder.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const API_PARTS = ['choices', 'migrate', 'check'];

const objectOf = (lines: string[]) => (lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`);

/** As the formatter writes it. */
const keyOf = (folder: string) => (/^\w+$/.test(folder) ? folder : `'${folder}'`);

type EntryPoint = 'manifests' | 'runners' | 'activities' | 'stand-ins' | 'api-sides';

/** The ways into the node types, each with an import graph of its own: forms, workflow code, worker code, the simulator, API code. */
export async function entryPoints(): Promise<Record<EntryPoint, string>> {
  const folders = JSON.parse(readFileSync(new URL('node-types.json', SRC), 'utf8')) as string[];
  const active = folders.filter((folder) => existsSync(new URL(`${folder}/activities.ts`, SRC)));
  const simulated = folders.filter((folder) => existsSync(new URL(`${folder}/stand-in.ts`, SRC)));
  const runs = (await Promise.all(folders.map(runsOf))).flat();
  const apiParts = folders.flatMap((folder) =>
    API_PARTS.filter((part) => existsSync(new URL(`${folder}/${part}.ts`, SRC))).map((part) => ({
      folder,
      part,
    })),
  );
  const older = folders.flatMap(olderManifestsOf);
  const imports = (names: string[], line: (folder: string) => string) => names.map(line).join('\n');

  return {
    manifests: `${HEAD}${imports(folders, (f) => `import { ${camel(f)} } from '../${f}/manifest.js';`)}

/** Every node type's manifest, by folder. */
export const manifests = {
${folders.map((f) => `  ${keyOf(f)}: ${camel(f)},`).join('\n')}
};
`,
    runners: `${HEAD}import type { Runners } from '../kernel/runners.js';
${runs.map(({ name, path }) => `import { run as ${name} } from '../${path}.js';`).join('\n')}

/** What each node type does, by \`type@version\`. Enters the workflow bundle. */
export const runners: Runners = {
${runs.map(({ key, name }) => `  '${key}': ${name},`).join('\n')}
} as Runners;
`,
    activities: `${HEAD}import type { NodeActivities } from '../kernel/host.js';
${imports(active, (f) => `import { activities as ${camel(f)} } from '../${f}/activities.js';`)}

/** The worker's side of the node types, by \`type.activity\`. */
export const activities: NodeActivities = Object.fromEntries(
  Object.entries({
${active.map((f) => `    ${keyOf(f)}: ${camel(f)},`).join('\n')}
  }).flatMap(([type, own]) => Object.entries(own).map(([name, activity]) => [\`\${type}.\${name}\`, activity])),
);
`,
    'stand-ins': `${HEAD}import type { StandIns } from '../kernel/stand-in.js';
${imports(simulated, (f) => `import { standIns as ${camel(f)} } from '../${f}/stand-in.js';`)}

/** What stands in for the activities in the simulator, by \`type.activity\`. */
export const standIns: StandIns = Object.fromEntries(
  Object.entries({
${simulated.map((f) => `    ${keyOf(f)}: ${camel(f)},`).join('\n')}
  }).flatMap(([type, own]) => Object.entries(own).map(([name, standIn]) => [\`\${type}.\${name}\`, standIn])),
);
`,
    'api-sides': `${HEAD}import type { ApiSide } from '../kernel/api-side.js';
import type { NodeManifest } from '../kernel/define-node.js';
${[
  ...apiParts.map(
    ({ folder, part }) => `import { ${part} as ${camel(folder)}${part} } from '../${folder}/${part}.js';\n`,
  ),
  ...older.map(({ name, path, folder }) => `import { ${camel(folder)} as ${name} } from '../${path}.js';\n`),
].join('')}
/** What the node types do for somebody who edits, by type. */
export const apiSides: Record<string, ApiSide> = ${objectOf(
      folders
        .map((folder) => ({ folder, parts: apiParts.filter((own) => own.folder === folder) }))
        .filter(({ parts }) => parts.length > 0)
        .map(
          ({ folder, parts }) =>
            `  ${keyOf(folder)}: { ${parts.map(({ part }) => `${part}: ${camel(folder)}${part}`).join(', ')} },`,
        ),
    )};

/** Manifests of former versions whose form differed, by \`type@version\`. */
export const olderManifests: Record<string, NodeManifest> = ${objectOf(
      older.map(({ key, name }) => `  '${key}': ${name} as NodeManifest,`),
    )};
`,
  };
}

/** The current `run.ts`, and `run.v1.ts` and so on: what older plans name stays. */
async function runsOf(folder: string): Promise<{ key: string; name: string; path: string }[]> {
  const name = camel(folder);
  const url = new URL(`${folder}/`, SRC);
  const { [name]: manifest } = (await import(new URL('manifest.ts', url).href)) as Record<
    string,
    NodeManifest
  >;
  const older = readdirSync(url).flatMap((file) => /^run\.v(\d+)\.ts$/.exec(file)?.[1] ?? []);
  return [
    { key: `${folder}@${manifest!.version}`, name, path: `${folder}/run` },
    ...older.map((version) => ({
      key: `${folder}@${version}`,
      name: `${name}V${version}`,
      path: `${folder}/run.v${version}`,
    })),
  ];
}

function olderManifestsOf(folder: string) {
  return readdirSync(new URL(`${folder}/`, SRC))
    .flatMap((file) => /^manifest\.v(\d+)\.ts$/.exec(file)?.[1] ?? [])
    .map((version) => ({
      folder,
      key: `${folder}@${version}`,
      name: `${camel(folder)}V${version}`,
      path: `${folder}/manifest.v${version}`,
    }));
}

/** Writes the entry points anew. */
export async function generateEntryPoints(): Promise<void> {
  for (const [name, text] of Object.entries(await entryPoints())) {
    writeFileSync(new URL(`generated/${name}.ts`, SRC), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateEntryPoints();
