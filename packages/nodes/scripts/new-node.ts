import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'acorn';
import type { NodeGroup } from '../src/kernel/index.js';
import { findPackage } from '../src/packages/find-package.js';
import { generateEntryPoints } from './generate-entry-points.js';
import { nodeFiles } from './node-files.js';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LIST = join(SRC, 'node-types.json');
const GROUPS: NodeGroup[] = ['trigger', 'send', 'wait', 'decide', 'do'];
const USAGE = `npm run new:node -- <type> [--group ${GROUPS.join('|')}] [--activity] [--in <folder of a package>]`;

export interface NewNode {
  /** Kebab-case: `birthday-gift`. */
  type: string;
  group: NodeGroup;
  /** With a side on the worker, which touches the world. */
  hasActivity: boolean;
  /** A package outside; this repository's own node types if absent. */
  packageFolder?: string;
}

/** Something that was asked for and can't be; its message says what to do. */
export class CannotMake extends Error {}

/**
 * Writes the folder of a new node type.
 * @returns its path
 */
export function writeNode({ type, group, hasActivity, packageFolder }: NewNode): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(type) || type.length > 40)
    throw new CannotMake(`"${type}" is no name for a node type. Use words like birthday-gift.`);
  if (!canBeExported(type))
    throw new CannotMake(
      `"${type}" is a word of JavaScript, which can't name an export. Use two words, like ${type}-over.`,
    );
  if (!GROUPS.includes(group))
    throw new CannotMake(`There is no group "${group}". Use one of ${GROUPS.join(', ')}.`);
  if (packageFolder !== undefined && !existsSync(packageFolder)) beginPackage(packageFolder);
  const parent = packageFolder === undefined ? SRC : findPackage(packageFolder, process.cwd()).nodesFolder;
  const folder = join(parent, type);
  if (existsSync(folder))
    throw new CannotMake(`${relative(process.cwd(), folder)} is there already. Choose another name.`);
  mkdirSync(folder);
  const imports = packageFolder === undefined ? 'own' : 'package';
  for (const [name, text] of Object.entries(nodeFiles({ type, group, hasActivity, imports })))
    writeFileSync(join(folder, name), text);
  return folder;
}

const canBeExported = (type: string): boolean => {
  try {
    parse(`export const ${type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())} = 0;`, {
      ecmaVersion: 'latest',
      sourceType: 'module',
    });
    return true;
  } catch {
    return false;
  }
};

/** A package that holds no node type yet. */
function beginPackage(folder: string): void {
  mkdirSync(join(folder, 'nodes'), { recursive: true });
  const file = { name: basename(folder), version: '1.0.0', type: 'module', signalbox: { nodes: './nodes' } };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(file, null, 2)}\n`);
}

/** Names a node type of our own in the list, from which the entry points follow. */
async function register(type: string): Promise<void> {
  const types = JSON.parse(readFileSync(LIST, 'utf8')) as string[];
  writeFileSync(LIST, `${JSON.stringify([...types, type], null, 2)}\n`);
  await generateEntryPoints();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      group: { type: 'string', default: 'do' },
      in: { type: 'string' },
      activity: { type: 'boolean', default: false },
    },
  });
  const [type, ...rest] = positionals;
  if (!type || rest.length > 0) throw new CannotMake(USAGE);
  const packageFolder = values.in && resolve(process.env.INIT_CWD ?? process.cwd(), values.in);
  const folder = writeNode({
    type,
    group: values.group as NodeGroup,
    hasActivity: values.activity,
    packageFolder,
  });
  if (packageFolder === undefined) await register(type);

  const path = shortest(process.env.INIT_CWD ?? process.cwd(), folder);
  const next =
    packageFolder === undefined
      ? [
          `npx vitest run packages/nodes/src/${type}      its test, which passes`,
          `npm run dev                     and it is in the palette`,
        ]
      : [
          `SIGNALBOX_NODES=${values.in} npm run dev      and it is in the palette; what you save follows`,
          ...testing(packageFolder, type),
        ];
  console.log(
    [
      `\n  ${path} is there. Next:\n`,
      `    ${path}/manifest.ts   what it looks like`,
      `    ${path}/run.ts        what it does`,
      `    ${path}/README.md     what the marketer reads`,
      ...next.map((line) => `    ${line}`),
      `\n  docs/writing-a-node.md explains each.\n`,
    ].join('\n'),
  );
}

const shortest = (from: string, to: string): string => {
  const path = relative(from, to) || to;
  return path.startsWith('..') ? to : path;
};

/** How a package's tests run: in this repository as they are, elsewhere with what they import. */
function testing(packageFolder: string, type: string): string[] {
  if (!relative(ROOT, packageFolder).startsWith('..'))
    return [`npx vitest run ${relative(ROOT, packageFolder)}      its test, which passes`];
  return [
    `cd ${packageFolder} && npm install --save-dev ${join(ROOT, 'packages/nodes')} zod typescript vitest`,
    `npx vitest run nodes/${type}      there: its test, which passes`,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: Error) => {
    console.error(`\n  ${error.message}\n`);
    process.exit(1);
  });
}
