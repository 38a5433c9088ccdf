import { useEffect } from 'react';
import { onLiveEvent } from '../api/live.js';
import { newId, onlySelected } from '../document/index.js';
import { useWorkspace, type Other } from '../workspace/workspace.js';

const AGAIN_MS = 15_000;
/** A window that said nothing for this long was closed, or its line is down. */
const GONE_MS = 40_000;

/** Says that this window has the journey open and at which step, and hears the same of others. */
export function usePresence(): void {
  const workspace = useWorkspace();
  useEffect(() => {
    const { journeyId, selection, others } = workspace;
    const tab = newId('tab');
    const seen = new Map<string, Other & { atMs: number }>();
    const show = () => {
      for (const [other, { atMs }] of seen) if (Date.now() - atMs > GONE_MS) seen.delete(other);
      const next = new Map([...seen].map(([other, { name, nodeId }]) => [other, { name, nodeId }]));
      if (JSON.stringify([...next]) !== JSON.stringify([...others.get()])) others.set(next);
    };
    const where = () => onlySelected(selection.get());
    const say = (gone = false) =>
      fetch(`/api/journeys/${journeyId}/presence`, {
        method: 'POST',
        keepalive: gone,
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tab, nodeId: where(), gone }),
        // Nobody misses a hint that did not come through.
      }).catch(() => undefined);

    const stopHearing = onLiveEvent((event) => {
      if (event.kind !== 'presence' || event.journeyId !== journeyId || event.tab === tab) return;
      const isNew = !seen.has(event.tab);
      if (event.gone) seen.delete(event.tab);
      else seen.set(event.tab, { name: event.name, nodeId: event.nodeId, atMs: Date.now() });
      show();
      // Whoever has just come does not know of this window yet.
      if (isNew && !event.gone) void say();
    });
    let last = where();
    const stopFollowing = selection.subscribe(() => {
      const now = where();
      if (now === last) return;
      last = now;
      if (seen.size > 0) void say();
    });
    const leave = () => void say(true);
    void say();
    const timer = setInterval(() => {
      show();
      void say();
    }, AGAIN_MS);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      stopHearing();
      stopFollowing();
      window.removeEventListener('pagehide', leave);
      leave();
      others.set(new Map());
    };
  }, [workspace]);
}
