import { builtInCatalogue } from '../catalogue/index.js';
import { apiSides as builtInApiSides } from '../generated/api-sides.js';
import type { ApiSide } from '../kernel/api-side.js';
import type { Catalogue } from '../kernel/catalogue-entry.js';
import type { NodeActivities } from '../kernel/host.js';
import type { Runners } from '../kernel/runners.js';
import type { StandIns } from '../kernel/stand-in.js';
import { findPackage, namedPackages, nodeFolders, type NodeSettings } from './find-package.js';
import { loadNode, type LoadedNode } from './load-node.js';
import type { NodeProblem } from './node-problem.js';
import { runnersModule } from './runners-module.js';

/** Every node type there is: those that come with Signalbox and those of packages outside. */
export interface NodeTypes {
  catalogue: Catalogue;
  /** What could not be loaded. The rest works. */
  problems: NodeProblem[];
  /** By type. */
  apiSides: Record<string, ApiSide>;
  /** The worker's side of packages outside, by `type.activity`. */
  customActivities: NodeActivities;
  /** What stands in for them in the simulator. */
  customStandIns: StandIns;
  /** Their runs, by `type@version`, for the simulator. */
  customRuns: Runners;
  /** Each of their runs: which package it is of, and its print, which is another once its code is. */
  customPrints: Record<string, { source: string; print: string }>;
  /**
   * Source of the module that takes the place of `@signalbox/nodes/custom-runners` in the workflow bundle.
   * @param without runs to leave out, by `type@version`
   */
  customRunners(without?: readonly string[]): string;
}

/** Loads all node types. Never throws for what is wrong with a package: that is a problem among the others. */
export async function loadNodeTypes(settings: NodeSettings): Promise<NodeTypes> {
  const catalogue = builtInCatalogue();
  const problems: NodeProblem[] = [];
  const nodes: LoadedNode[] = [];
  const customPrints: NodeTypes['customPrints'] = {};
  const takenBy = new Map(catalogue.map(({ type }) => [type, 'Signalbox itself']));

  for (const source of namedPackages(settings)) {
    const report = (type: string | null, error: unknown) =>
      void problems.push({ source, type, message: error instanceof Error ? error.message : String(error) });
    try {
      const found = findPackage(source, settings.from);
      const folders = nodeFolders(found);
      if (folders.length === 0)
        report(null, `"${source}" has no node type: no folder of its nodes has a manifest.ts. Add one.`);
      const loading = folders.map((name) => loadNode(found.nodesFolder, name));
      for (const [index, result] of (await Promise.allSettled(loading)).entries()) {
        const name = folders[index]!;
        const owner = takenBy.get(name);
        if (result.status === 'rejected') report(name, result.reason);
        else if (owner)
          report(name, `The type "${name}" of "${source}" is taken by ${owner}. Give it another name.`);
        else {
          takenBy.set(name, `"${source}"`);
          nodes.push(result.value);
          for (const { key, print } of result.value.runs) customPrints[key] = { source, print };
        }
      }
    } catch (error) {
      report(null, error);
    }
  }

  return {
    catalogue: [...catalogue, ...nodes.map(({ entry }) => entry)],
    problems,
    apiSides: {
      ...builtInApiSides,
      ...Object.fromEntries(nodes.map(({ entry, apiSide }) => [entry.type, apiSide])),
    },
    customActivities: byTypeAndName(nodes, ({ activities }) => activities),
    customStandIns: byTypeAndName(nodes, ({ standIns }) => standIns),
    customRuns: Object.assign({}, ...nodes.map(({ runners }) => runners)) as Runners,
    customPrints,
    customRunners: (without = []) =>
      runnersModule(
        nodes.map(({ runs, runCode }) => ({
          runCode,
          runs: runs.filter(({ key }) => !without.includes(key)),
        })),
      ),
  };
}

const byTypeAndName = <T>(
  nodes: LoadedNode[],
  own: (node: LoadedNode) => Record<string, T>,
): Record<string, T> =>
  Object.fromEntries(
    nodes.flatMap((node) =>
      Object.entries(own(node)).map(([name, value]) => [`${node.entry.type}.${name}`, value]),
    ),
  );
