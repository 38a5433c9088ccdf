import type { Journey, PublishPlan, SavedDraft } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { CannotRun } from '../cannot-run.js';
import { changeLines } from '../changes.js';
import { Refused } from '../connection.js';
import { faultLine, withStepNames } from '../faults.js';
import { placeIn, type InWorkspace } from '../in-workspace.js';
import { contentHash, readFiles, type JourneyFile } from '../journey-file.js';
import { isKept, isShallow, remember } from '../known-drafts.js';
import { namesIncluding } from '../named-elsewhere.js';
import { hasChanges, planLines, type People } from '../publish-words.js';
import { complain, confirm, paint, say } from '../terminal.js';
import type { Workspace } from '../workspace.js';

interface PushOptions {
  publish?: boolean;
  people: People;
  note?: string;
  dryRun?: boolean;
  force?: boolean;
  yes?: boolean;
}

/** A file of which is known what pushing it would do. */
interface Push extends InWorkspace {
  path: string;
  journey: JourneyFile;
  diagnostics: Diagnostic[];
  /** The stored draft is neither what was pulled nor in git. */
  wouldLose: boolean;
  /** `null` where nothing is live yet. */
  plan: PublishPlan | null;
}

/**
 * Looks at all files before it changes anything: if one can't be pushed, none is.
 * @returns 1 if a file has errors that forbid what was asked, or a draft would be lost
 */
export async function push(workspace: Workspace, paths: string[], options: PushOptions): Promise<number> {
  if (!options.publish && (options.people !== 'finish' || options.note !== undefined))
    throw new CannotRun('--people and --note are about publishing: say --publish as well.');
  const pushes: Push[] = [];
  let refused = 0;
  for (const { path, journey, faults } of await readFiles(paths)) {
    if (!journey) {
      for (const fault of faults) complain(faultLine(path, fault));
      refused += 1;
      continue;
    }
    const one = await lookAt(workspace, path, journey);
    pushes.push(one);
    if (await isRefused(workspace, one, options)) refused += 1;
  }
  if (refused > 0) {
    complain(paint('red', 'Nothing was pushed.'));
    return 1;
  }
  for (const one of pushes) {
    if (!(await pushOne(workspace, one, options))) return 1;
  }
  if (options.dryRun) say(paint('dim', 'A dry run: nothing was changed.'));
  return 0;
}

async function lookAt(workspace: Workspace, path: string, journey: JourneyFile): Promise<Push> {
  const placed = await placeIn(workspace, journey);
  const { file, stored, draft, isSame, asThere } = placed;
  return {
    ...placed,
    path,
    journey,
    diagnostics: await workspace.diagnose(file.graph),
    wouldLose: stored !== null && !isSame && !(await isKept(path, stored.id, contentHash(draft!), asThere)),
    plan: stored?.liveVersion ? await workspace.publishPlan(stored.id, file.graph) : null,
  };
}

/** Says what is wrong with a file, and whether it stands in the way. */
async function isRefused(workspace: Workspace, one: Push, options: PushOptions): Promise<boolean> {
  const { path, journey, diagnostics, wouldLose } = one;
  for (const fault of withStepNames(diagnostics, journey, await workspace.catalogue()))
    complain(faultLine(path, fault));
  // A warning in the editor, where one sees it and chooses another; here nobody would come in, or get a code.
  const stops = diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'not-there');
  if (options.publish && stops.length > 0) {
    complain(`${path}: not published while ${stops.length === 1 ? 'that is' : 'those are'} so.`);
    return true;
  }
  if (!wouldLose || options.force) return false;
  complain(
    `${path}: the draft on ${workspace.origin} was changed since, and is neither what was pulled nor in git. ` +
      'Commit yours, pull and merge; or write over it with --force.',
  );
  if (await isShallow(path))
    complain('This clone is shallow: with its whole history, git may know that draft.');
  return true;
}

/** @returns false if somebody said no, or was quicker */
async function pushOne(workspace: Workspace, one: Push, options: PushOptions): Promise<boolean> {
  const { path, file, stored, draft, isSame, plan, wouldLose } = one;
  const [catalogue, named] = [await workspace.catalogue(), namesIncluding(await workspace.named(), file)];
  if (!stored) say(`${paint('green', 'new    ')} ${path}: “${file.name}”`);
  else if (isSame) say(`${paint('dim', 'same   ')} ${path}`);
  else {
    say(`${paint('yellow', 'changed')} ${path}`);
    for (const line of changeLines(draft!, file, catalogue, named)) say(line);
  }
  const publishes = options.publish && (!plan || stored?.status === 'ended' || hasChanges(plan.diff));
  if (options.publish && !publishes) say(`  Version ${stored!.liveVersion} is this already.`);
  if (publishes) for (const line of planLines(stored, plan, options.people)) say(line);
  if (options.dryRun) return true;

  const question = publishes
    ? `Publish version ${(stored?.liveVersion ?? 0) + 1} of “${file.name}” on ${workspace.origin}?`
    : wouldLose
      ? `Write over the draft of “${file.name}” on ${workspace.origin}, which is kept nowhere else?`
      : null;
  if (question && !options.yes && !(await confirm(question))) {
    complain('Left as it is.');
    return false;
  }
  return save(workspace, one, options, publishes ?? false);
}

async function save(
  workspace: Workspace,
  { path, file, stored, isSame }: Push,
  { people, note }: PushOptions,
  publishes: boolean,
): Promise<boolean> {
  const { connection, origin } = workspace;
  try {
    const { id, revision } = await saveDraft();
    await remember(path, origin, id, contentHash(file));
    if (!publishes) return true;
    const { version, moved, ended } = await connection.post<{
      version: number;
      moved?: number;
      ended?: number;
    }>(`/api/journeys/${id}/publish`, { revision, inside: { choice: people }, ...(note && { note }) });
    const verb = (count: number, word: string) => `, ${count} ${word}${count === 1 ? 's' : ''}`;
    const inside = moved ? verb(moved, 'move') : ended ? verb(ended, 'leave') : '';
    say(`  ${paint('green', `Version ${version} is live`)}${inside}.`);
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || !['stale-revision', 'journey-there'].includes(error.code)) throw error;
    complain(`${path}: somebody saved it on ${origin} just now. Pull and merge, or push again.`);
    return false;
  }

  async function saveDraft(): Promise<Pick<Journey, 'id' | 'revision'>> {
    const { id, name, graph } = file;
    if (!stored) return connection.post('/api/journeys', { name, graph, ...(id !== undefined && { id }) });
    if (isSame) return stored;
    const body = { name, graph, revision: stored.revision };
    const saved = await connection.put<SavedDraft>(`/api/journeys/${stored.id}/draft`, body);
    return { id: stored.id, revision: saved.revision };
  }
}
