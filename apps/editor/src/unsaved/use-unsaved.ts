import { canonicalJson } from '@signalbox/engine/graph';
import { useEffect } from 'react';

const open = new Set<symbol>();

/** Whether something that somebody typed would be lost with this page. */
export const isUnsaved = () => open.size > 0;

/** Whether what a form holds is other than what is kept of it. */
export const differs = (now: unknown, kept: unknown): boolean =>
  now !== kept && canonicalJson(now ?? null) !== canonicalJson(kept ?? null);

/** Asks before the page is left while `isOpen`: for a form with words in it that nothing keeps yet. */
export function useUnsaved(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const form = Symbol();
    open.add(form);
    return () => void open.delete(form);
  }, [isOpen]);
}
