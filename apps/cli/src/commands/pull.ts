import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JourneySummary } from '@signalbox/api/contract';
import { CannotRun } from '../cannot-run.js';
import { contentHash, ENDING, parseFile, type JourneyFile } from '../journey-file.js';
import { isKept, remember } from '../known-drafts.js';
import { idsThere, namesOf, turnedAround, withIds } from '../named-elsewhere.js';
import { slugOf } from '../slug.js';
import { stableText } from '../stable-text.js';
import { complain, paint, say } from '../terminal.js';
import { soundGraph, type Workspace } from '../workspace.js';

interface PullOptions {
  into: string;
  force?: boolean;
}

/** @returns 1 if a file was left alone because its edits are nowhere else */
export async function pull(workspace: Workspace, asked: string[], options: PullOptions): Promise<number> {
  const journeys = chosen(await workspace.journeys(), asked, workspace.origin);
  const folder = options.into;
  await mkdir(resolve(folder), { recursive: true });
  const files = await filesIn(folder);
  const paths = pathsOf(journeys, files, folder);
  let leftAlone = 0;
  for (const { id } of journeys) {
    const path = paths.get(id)!;
    const was = files.get(path);
    const state = await pullOne(workspace, id, path, was, options.force ?? false);
    if (state === 'edited') {
      leftAlone += 1;
      complain(
        `${path} has edits that are neither pushed nor in git: left as it is. Commit it and pull again, or --force.`,
      );
    } else say(`${state === 'same' ? paint('dim', 'same   ') : paint('green', state.padEnd(7))} ${path}`);
  }
  return leftAlone > 0 ? 1 : 0;
}

async function pullOne(
  workspace: Workspace,
  id: string,
  path: string,
  was: JourneyFile | null | undefined,
  force: boolean,
): Promise<'new' | 'changed' | 'same' | 'edited'> {
  const { name, graph: stored } = await workspace.journey(id);
  const there = { name, graph: soundGraph(stored) };
  const [catalogue, named] = [await workspace.catalogue(), await workspace.named()];
  // What the file names by ids of another workspace goes on being named by them.
  const ids = was ? idsThere(was, named) : new Map<string, string>();
  const graph = withIds(there.graph, turnedAround(ids));
  const namedHere = new Map([...named, ...[...ids].map(([here, id]) => [here, named.get(id)!] as const)]);
  const now: JourneyFile = {
    $schema: was?.$schema ?? `${workspace.origin}/schemas/journey-file.json`,
    id: was?.id ?? id,
    name,
    names: namesOf(graph, catalogue, namedHere),
    graph,
  };
  const isSame = was ? stableText(was) === stableText(now) : false;
  if (!isSame) {
    const asThere = (file: JourneyFile) => ({ ...file, graph: withIds(file.graph, ids) });
    const isLost = async (file: JourneyFile) =>
      contentHash(file) !== contentHash(now) &&
      !(await isKept(path, id, contentHash(asThere(file)), asThere));
    if (was !== undefined && !force && (was === null || (await isLost(was)))) return 'edited';
    await writeFile(resolve(path), stableText(now));
  }
  await remember(path, workspace.origin, id, contentHash(there));
  return isSame ? 'same' : was === undefined ? 'new' : 'changed';
}

/** By id, name or the name in the address of a file; all if none is asked for. */
function chosen(journeys: JourneySummary[], asked: string[], origin: string): JourneySummary[] {
  if (asked.length === 0) return [...journeys].sort((left, right) => (left.id < right.id ? -1 : 1));
  const found = asked.flatMap((word) => {
    const matching = journeys.filter(({ id, name }) => [id, name, slugOf(name)].includes(word));
    if (matching.length === 0) throw new CannotRun(`There is no journey “${word}” on ${origin}.`);
    return matching;
  });
  return [...new Set(found)];
}

/** The journeys of a folder by their files; `null` for a file that can't be read. */
async function filesIn(folder: string): Promise<Map<string, JourneyFile | null>> {
  const names = (await readdir(resolve(folder))).filter((name) => name.endsWith(ENDING)).sort();
  const read = names.map(async (name) => {
    const { journey } = parseFile(await readFile(join(resolve(folder), name), 'utf8'));
    return [join(folder, name), journey] as const;
  });
  return new Map(await Promise.all(read));
}

/** A journey stays in the file that it is in, whatever it is called by now. */
function pathsOf(
  journeys: JourneySummary[],
  files: Map<string, JourneyFile | null>,
  folder: string,
): Map<string, string> {
  const paths = new Map<string, string>();
  const taken = new Set<string>();
  const give = (id: string, path: string) => {
    paths.set(id, path);
    taken.add(path);
  };
  for (const { id } of journeys) {
    const path = [...files].find(([, file]) => file?.id === id)?.[0];
    if (path !== undefined) give(id, path);
  }
  for (const { id, name } of journeys) {
    if (paths.has(id)) continue;
    const path = join(folder, `${slugOf(name)}${ENDING}`);
    const there = files.get(path);
    // A file of that name without an id, or pushed to several workspaces by its name, is this journey’s.
    const isOurs = !taken.has(path) && (!files.has(path) || there?.name === name);
    give(id, isOurs ? path : join(folder, `${slugOf(name)}-${id.slice(-8)}${ENDING}`));
  }
  return paths;
}
