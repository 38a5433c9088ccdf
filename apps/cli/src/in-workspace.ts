import type { Journey } from '@signalbox/api/contract';
import { contentHash, type JourneyFile } from './journey-file.js';
import { idsThere, withIds } from './named-elsewhere.js';
import { soundGraph, type Workspace } from './workspace.js';

/** A file beside what a workspace has of it. */
export interface InWorkspace {
  /** With the ids that segments and journeys have there. */
  file: JourneyFile;
  /** The journey that the file stands for; `null` if there is none yet. */
  stored: Journey | null;
  /** What the stored draft comes to as a file. */
  draft: Pick<JourneyFile, 'name' | 'graph'> | null;
  isSame: boolean;
  /** Any version of the file as it is in the workspace. */
  asThere: (file: JourneyFile) => JourneyFile;
}

/** A file with the ids of a workspace, whether or not its journey is there. */
export const fileThere = async (workspace: Workspace, given: JourneyFile): Promise<JourneyFile> =>
  (await translation(workspace, given))(given);

export async function placeIn(workspace: Workspace, given: JourneyFile): Promise<InWorkspace> {
  const stored = await workspace.find(given);
  const asThere = await translation(workspace, given);
  const file = asThere(given);
  const draft = stored && { name: stored.name, graph: soundGraph(stored.graph) };
  return {
    file,
    stored,
    draft,
    isSame: draft !== null && contentHash(draft) === contentHash(file),
    asThere,
  };
}

async function translation(workspace: Workspace, { names }: JourneyFile): Promise<InWorkspace['asThere']> {
  const ids = names === undefined ? new Map<string, string>() : idsThere({ names }, await workspace.named());
  return (file) => ({ ...file, graph: withIds(file.graph, ids) });
}
