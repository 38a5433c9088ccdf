import type { Unsaved } from './autosave.js';

const PREFIX = 'signalbox.unsaved.';
const keyOf = (journeyId: string) => `${PREFIX}${journeyId}`;

/** Keeps edits that the server does not have yet in this browser, so that a closed tab loses nothing. */
export function writeBackup(journeyId: string, backup: Unsaved | null): void {
  try {
    if (backup) localStorage.setItem(keyOf(journeyId), JSON.stringify(backup));
    else localStorage.removeItem(keyOf(journeyId));
  } catch {
    // Storage may be full or forbidden; the server stays the place that counts.
  }
}

export function readBackup(journeyId: string): Unsaved | null {
  try {
    const backup = JSON.parse(localStorage.getItem(keyOf(journeyId)) ?? 'null') as Unsaved | null;
    return backup &&
      typeof backup.revision === 'number' &&
      Array.isArray(backup.doc?.graph?.nodes) &&
      Array.isArray(backup.base?.graph?.nodes)
      ? backup
      : null;
  } catch {
    return null;
  }
}

/** Whether edits of any journey wait in this browser for the server. */
export function hasBackups(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}
