import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { NodeFault } from './node-problem.js';

/** What `SIGNALBOX_NODES` says, and where from. */
export interface NodeSettings {
  /** Folders, or names of packages, separated by commas. */
  packages: string;
  /** The folder that they are resolved from. */
  from: string;
}

export const namedPackages = ({ packages }: NodeSettings): string[] => [
  ...new Set(
    packages
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

export interface FoundPackage {
  /** As it was named. */
  source: string;
  packageFile: string;
  /** Holds one folder a node type. */
  nodesFolder: string;
}

/**
 * Finds a package by its folder, or by its name as Node would from `from`.
 * @throws NodeFault
 */
export function findPackage(source: string, from: string): FoundPackage {
  const folder = findFolder(source, from);
  if (!folder) {
    throw new NodeFault(
      `There is no package "${source}" in ${from}. Install it there, or put its folder into SIGNALBOX_NODES.`,
    );
  }
  const packageFile = join(folder, 'package.json');
  if (!existsSync(packageFile))
    throw new NodeFault(`"${source}" has no package.json, so it is no package. Add one.`);
  const nodes = nodesFieldOf(packageFile, source);
  if (typeof nodes !== 'string') {
    throw new NodeFault(
      `The package.json of "${source}" does not say where its node types are. Add "signalbox": { "nodes": "./nodes" }.`,
    );
  }
  const nodesFolder = resolve(folder, nodes);
  if (!isFolder(nodesFolder)) {
    throw new NodeFault(
      `"${source}" says that its node types are in ${nodes}, but there is no such folder. Create it, or correct the package.json.`,
    );
  }
  return { source, packageFile, nodesFolder };
}

/** The folders below it that are node types, or are to become one: those with a manifest or a run. */
export const nodeFolders = ({ nodesFolder }: FoundPackage): string[] =>
  readdirSync(nodesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isNode(join(nodesFolder, entry.name)))
    .map((entry) => entry.name)
    .sort();

const isNode = (folder: string) => hasModule(folder, 'manifest') || hasModule(folder, 'run');

/** Whether a folder has `<name>.ts`, or as JavaScript. */
export const hasModule = (folder: string, name: string): boolean =>
  ['.ts', '.mts', '.js', '.mjs'].some((extension) => existsSync(join(folder, name + extension)));

function nodesFieldOf(packageFile: string, source: string): unknown {
  try {
    const { signalbox } = JSON.parse(readFileSync(packageFile, 'utf8')) as {
      signalbox?: { nodes?: unknown };
    };
    return signalbox?.nodes;
  } catch {
    throw new NodeFault(`The package.json of "${source}" is not JSON. Correct it.`);
  }
}

function findFolder(source: string, from: string): string | null {
  const asPath = resolve(from, source);
  if (isFolder(asPath)) return realpathSync(asPath);
  if (isAbsolute(source) || source.startsWith('.')) return null;
  for (let at = resolve(from); ; at = dirname(at)) {
    const installed = join(at, 'node_modules', source);
    if (isFolder(installed)) return realpathSync(installed);
    if (dirname(at) === at) return null;
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
