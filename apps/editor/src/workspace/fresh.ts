import type { Diagnostic, NodeTypeEntry } from '@signalbox/engine/graph';
import { listWords, titleFromName } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import type { Workspace } from './workspace.js';

/*
 * A step that was just added has nothing filled in, which is no mistake of anybody's. It only says what is to be filled
 * in, until somebody has been at it and left, or wants to publish; the count of problems knows of it all along.
 */

export function markFresh({ fresh }: Workspace, id: string): void {
  fresh.set(new Set([...fresh.get(), id]));
}

/** Somebody has been at the step and left it, or was led to what it lacks. */
export function markSeen({ fresh }: Workspace, id: string): void {
  if (fresh.get().has(id)) fresh.set(new Set([...fresh.get()].filter((one) => one !== id)));
}

export function markAllSeen({ fresh }: Workspace): void {
  if (fresh.get().size > 0) fresh.set(new Set());
}

/** What a step lacks, as one calm line. */
export function toFillIn(entry: NodeTypeEntry | undefined, faults: readonly Diagnostic[]): string {
  const properties = (entry?.configSchema.properties ?? {}) as { [field: string]: { title?: string } };
  const titles = faults.flatMap(({ code, field }) => {
    const name = code === 'open-port' ? undefined : field?.split('.')[0];
    return name ? [properties[name]?.title ?? titleFromName(name)] : [];
  });
  const others = faults.flatMap(({ code }) => {
    if (code === 'open-port') return [t('where it leads')];
    return code === 'unreachable-node' ? [t('what leads here')] : [];
  });
  const what = [...new Set([...titles, ...others])];
  return what.length > 0 ? t('To fill in: {what}', { what: listWords(what) }) : said(faults[0]!.message);
}
