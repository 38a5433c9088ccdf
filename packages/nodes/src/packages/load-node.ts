import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueEntry } from '../catalogue/index.js';
import type { ApiSide } from '../kernel/api-side.js';
import type { NodeTypeEntry } from '../kernel/catalogue-entry.js';
import { defineNode, type NodeManifest } from '../kernel/define-node.js';
import type { NodeActivities } from '../kernel/host.js';
import type { StandIns } from '../kernel/stand-in.js';
import type { Runner, Runners } from '../kernel/runners.js';
import { bundleNode, evaluate } from './bundle-node.js';
import { hasModule } from './find-package.js';
import { limitLoops, limitStretches } from './limit-loops.js';
import { manifestFault } from './manifest-fault.js';
import { NodeFault } from './node-problem.js';
import { runPrint } from './run-print.js';
import { patternThatLasts, tamePatterns } from './tame-patterns.js';

/** A node type of a package outside. */
export interface LoadedNode {
  entry: NodeTypeEntry;
  activities: NodeActivities;
  /** What stands in for them in the simulator, where the author wrote it. */
  standIns: StandIns;
  apiSide: ApiSide;
  /** Each version's `run` by `type@version`, its name in what `runCode` exports, and its `runPrint`. */
  runs: { key: string; name: string; print: string }[];
  /** The same, loaded: for the simulator. */
  runners: Runners;
  /** The bundled runs, as CommonJS without imports. */
  runCode: string;
}

type Exports = Record<string, Record<string, unknown>>;

/**
 * Loads the folder of a node type, and tries each of its modules once.
 * @throws an error whose message says what is wrong with it
 */
export async function loadNode(nodesFolder: string, type: string): Promise<LoadedNode> {
  const folder = join(nodesFolder, type);
  const olderVersions = versionsOf(folder, 'run');
  if (!hasModule(folder, 'manifest'))
    throw new NodeFault(`"${type}" has no manifest.ts, which says what the step is and asks. Add one.`);
  if (!hasModule(folder, 'run'))
    throw new NodeFault(`"${type}" has no run.ts, which says what the step does. Add one.`);

  const parts = ['manifest', 'activities', 'stand-in', 'choices', 'migrate', 'check'].filter((part) =>
    hasModule(folder, part),
  );
  const olderManifests = versionsOf(folder, 'manifest');
  const [code, runCode] = await Promise.all([
    bundleNode(
      folder,
      [
        ...parts.map((part) => `export * as ${camel(part)} from './${part}';`),
        ...olderManifests.map((version) => `export * as manifestV${version} from './manifest.v${version}';`),
      ].join('\n'),
      'process',
    ),
    bundleNode(
      folder,
      [
        `export { run } from './run';`,
        ...olderVersions.map((version) => `export { run as runV${version} } from './run.v${version}';`),
      ].join('\n'),
      'workflow',
    ),
  ]);
  tamePatterns();
  const lasting = patternThatLasts(runCode) ?? patternThatLasts(code);
  if (lasting)
    throw new NodeFault(
      `"${type}" has the regular expression ${lasting}, which can take for ever on some texts, and would keep everybody waiting. Repeat nothing inside of what repeats, or leave out what asks for going back: the flags i, u and v, looking around, \\1 and counts above ten.`,
    );
  const modules = attempt(`"${type}" can't be loaded`, () =>
    evaluate(limitStretches(code), folder),
  ) as Exports;
  const limitedCode = limitLoops(runCode);
  const runs = attempt(`The run of "${type}" can't be loaded`, () => evaluate(limitedCode, folder));

  const manifest = manifestOf(modules.manifest!, type);
  if (olderVersions.includes(manifest.version))
    throw new NodeFault(
      `"${type}" has a run.v${manifest.version}.ts and is of version ${manifest.version} itself. Raise the version in its manifest.ts.`,
    );
  const runNames = ['run', ...olderVersions.map((version) => `runV${version}`)];
  const broken = runNames.find((name) => typeof runs[name] !== 'function');
  if (broken) throw new NodeFault(`"${type}" exports no function "run". Export one, a generator.`);

  const activities = (modules.activities?.activities ?? {}) as NodeActivities;
  const missing = manifest.activities?.find((name) => typeof activities[name] !== 'function');
  if (missing)
    throw new NodeFault(
      `"${type}" names the activity "${missing}", which its activities.ts does not have. Write it.`,
    );
  if (manifest.group === 'trigger' && !manifest.starts) {
    throw new NodeFault(
      `The trigger "${type}" does not say what starts a run. Add "starts" to its manifest.`,
    );
  }
  const apiSide = {
    choices: modules.choices?.choices,
    migrate: modules.migrate?.migrate,
    check: modules.check?.check,
  } as ApiSide;

  const versions = [
    { key: `${type}@${manifest.version}`, name: 'run', module: 'run' },
    ...olderVersions.map((version) => ({
      key: `${type}@${version}`,
      name: `runV${version}`,
      module: `run.v${version}`,
    })),
  ];

  return {
    entry: catalogueEntry({
      manifest,
      older: Object.fromEntries(
        olderVersions.map((version) => {
          const own = modules[`manifestV${version}`];
          return [version, own && manifestOf(own, type)];
        }),
      ),
      help: readIfThere(join(folder, 'README.md')) ?? '',
      icon: readIfThere(join(folder, 'icon.svg')),
      apiSide,
    }),
    activities,
    standIns: (modules.standIn?.standIns ?? {}) as StandIns,
    apiSide,
    runs: await Promise.all(
      versions.map(async ({ module, ...run }) => ({ ...run, print: await runPrint(folder, module) })),
    ),
    runners: Object.fromEntries(versions.map(({ key, name }) => [key, runs[name] as Runner])),
    runCode: limitedCode,
  };
}

const camel = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `[1, 2]` for `run.v1.ts` and `run.v2.ts`. */
const versionsOf = (folder: string, part: 'run' | 'manifest'): number[] =>
  readdirSync(folder)
    .flatMap((file) => new RegExp(`^${part}\\.v(\\d+)\\.m?[jt]s$`).exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

function manifestOf(exported: Record<string, unknown>, type: string): NodeManifest {
  const name = camel(type);
  const manifest = exported[name] as NodeManifest | undefined;
  if (typeof manifest !== 'object' || manifest === null) {
    throw new NodeFault(`The manifest.ts of "${type}" must export "${name}", made by defineNode.`);
  }
  if (manifest.type !== type)
    throw new NodeFault(
      `The folder "${type}" declares the type "${manifest.type}". Give both the same name.`,
    );
  const fault = manifestFault(manifest);
  if (fault) throw new NodeFault(`The manifest.ts of "${type}" can't be used: ${fault}.`);
  // Again, for one that was made without it.
  return defineNode(manifest) as NodeManifest;
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new NodeFault(`${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;
