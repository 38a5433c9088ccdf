import type { JourneyDocument } from '../document/index.js';

interface Backup {
  revision: number;
  doc: JourneyDocument;
}

const keyOf = (journeyId: string) => `signalbox.unsaved.${journeyId}`;

/** Keeps edits that the server does not have yet in this browser, so that a closed tab loses nothing. */
export function writeBackup(journeyId: string, backup: Backup | null): void {
  try {
    if (backup) localStorage.setItem(keyOf(journeyId), JSON.stringify(backup));
    else localStorage.removeItem(keyOf(journeyId));
  } catch {
    // Storage may be full or forbidden; the server stays the place that counts.
  }
}

export function readBackup(journeyId: string): Backup | null {
  try {
    const backup = JSON.parse(localStorage.getItem(keyOf(journeyId)) ?? 'null') as Backup | null;
    return backup && typeof backup.revision === 'number' && Array.isArray(backup.doc?.graph?.nodes)
      ? backup
      : null;
  } catch {
    return null;
  }
}
