import { changeLines } from '../changes.js';
import { faultLine } from '../faults.js';
import { placeIn } from '../in-workspace.js';
import { contentHash, readFiles } from '../journey-file.js';
import { namesIncluding } from '../named-elsewhere.js';
import { complain, paint, say } from '../terminal.js';
import type { Workspace } from '../workspace.js';

interface DiffOptions {
  live?: boolean;
}

/** @returns 1 if a file differs from the draft, or with `live` from what is live, in what people would notice */
export async function diff(workspace: Workspace, paths: string[], { live }: DiffOptions): Promise<number> {
  let different = 0;
  for (const { path, journey, faults } of await readFiles(paths)) {
    if (!journey) {
      for (const fault of faults) complain(faultLine(path, fault));
      different += 1;
      continue;
    }
    const { file, stored, draft } = await placeIn(workspace, journey);
    const version = stored?.liveVersion ?? null;
    if (!stored || !draft || (live && version === null)) {
      say(`${paint('bold', path)}: ${stored ? 'never published' : 'not there yet'} on ${workspace.origin}`);
      different += 1;
      continue;
    }
    const before = live ? { name: file.name, graph: await workspace.version(stored.id, version!) } : draft;
    const named = namesIncluding(await workspace.named(), file);
    const lines = changeLines(before, file, await workspace.catalogue(), named);
    if (lines.length > 0) {
      different += 1;
      say(
        `${paint('bold', path)}, against ${live ? `version ${version}` : 'the draft'} on ${workspace.origin}`,
      );
      for (const line of lines) say(line);
    } else if (contentHash(before) === contentHash(file)) say(`${paint('dim', 'same')} ${path}`);
    else say(`${paint('dim', 'same')} ${path}, but for places on the canvas and notes`);
  }
  return different > 0 ? 1 : 0;
}
