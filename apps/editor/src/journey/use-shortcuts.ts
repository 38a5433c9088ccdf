import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { notesOf, readFragment } from '../document/index.js';
import { t } from '../language/t.js';
import { copySelection, deleteSelection, duplicateSelection, pasteFragment } from '../workspace/actions.js';
import type { Autosave } from '../workspace/autosave.js';
import { useWorkspace } from '../workspace/workspace.js';
import { walkRegions } from './walk-regions.js';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys of the canvas: from part to part of the page, canvas or outline, find, delete, undo and redo, select all, copy, cut, paste, duplicate, save. */
export function useShortcuts(autosave: Autosave): void {
  const workspace = useWorkspace();
  useEffect(() => {
    const { history, selection } = workspace;
    const onKeyDown = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 's') {
        event.preventDefault();
        void autosave.flush();
        return;
      }
      if (command && key === 'f' && !document.querySelector('[aria-modal="true"]')) {
        event.preventDefault();
        workspace.finding.set(true);
        return;
      }
      if (command && event.shiftKey && key === 'l' && !document.querySelector('[aria-modal="true"]')) {
        event.preventDefault();
        workspace.view.set(workspace.view.get() === 'outline' ? 'canvas' : 'outline');
        return;
      }
      if (event.key === 'F6' && !document.querySelector('[aria-modal="true"]')) {
        event.preventDefault();
        walkRegions(event.shiftKey ? -1 : 1);
        return;
      }
      // Text fields have an undo of their own, and a dialog is not the canvas.
      if (isTyping(event.target) || document.querySelector('[aria-modal="true"]')) return;
      if (command && key === 'z') {
        event.preventDefault();
        tell(event.shiftKey ? t('Redone') : t('Undone'), event.shiftKey ? history.redo() : history.undo());
      } else if (command && key === 'y') {
        event.preventDefault();
        tell(t('Redone'), history.redo());
      } else if (command && key === 'a') {
        event.preventDefault();
        const { graph } = history.get();
        selection.set([...graph.nodes, ...notesOf(graph)].map(({ id }) => id));
      } else if (command && key === 'd') {
        event.preventDefault();
        duplicateSelection(workspace);
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault();
        deleteSelection(workspace);
      } else if (event.key === 'Escape') {
        if (workspace.moving.get() !== null) workspace.moving.set(null);
        else selection.set([]);
      }
    };
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || window.getSelection()?.toString()) return;
      const fragment = copySelection(workspace);
      if (!fragment) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', JSON.stringify(fragment, null, 2));
      if (event.type === 'cut') deleteSelection(workspace);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      const fragment = readFragment(event.clipboardData?.getData('text/plain') ?? '');
      if (!fragment) return;
      event.preventDefault();
      pasteFragment(workspace, fragment, fragment.nodes.length === 1 ? t('Paste a step') : t('Paste steps'));
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [workspace, autosave]);
}

function tell(done: string, label: string | null) {
  if (label)
    notifications.show({
      id: 'history',
      message: `${done}: ${label}`,
      autoClose: 2_000,
      withCloseButton: false,
    });
}
