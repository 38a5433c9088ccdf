import { useEffect } from 'react';

/**
 * Gives the focus back to where it was once a dialog is gone. The dialogs give it back by themselves when they close, but
 * not when they are taken off the page in one go, as are those that exist only while they are open.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let outside: HTMLElement | null = null;
    const observer = new MutationObserver(() => {
      if (document.querySelector('[role="dialog"]')) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && outside?.isConnected)
          outside.focus({ preventScroll: true });
      });
    });
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      if (target.closest('[role="dialog"]'))
        observer.observe(document.body, { childList: true, subtree: true });
      // A menu that led to a dialog is gone, too; what opened the menu is not.
      else if (!target.closest('[role="menu"], [role="listbox"]')) outside = target;
    };
    document.addEventListener('focusin', note);
    return () => {
      document.removeEventListener('focusin', note);
      observer.disconnect();
    };
  }, []);
}
