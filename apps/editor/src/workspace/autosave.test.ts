import { emptyGraph, type JourneyGraph } from '@signalbox/engine/graph';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, NoAnswer } from '../api/client.js';
import { createHistory, renameJourney, type JourneyDocument } from '../document/index.js';
import { createAutosave } from './autosave.js';

interface Sent {
  revision: number;
  name: string;
}

const theirs: JourneyGraph = { ...emptyGraph(), note: 'theirs' };

/** A draft on a server that keeps revisions as the API does. */
function openDraft() {
  const history = createHistory<JourneyDocument>({ name: 'Cart', graph: emptyGraph() });
  const sent: Sent[] = [];
  const server = { revision: 1, isDown: false, requests: 0 };
  let kept: unknown = null;
  const autosave = createAutosave({
    history,
    saved: history.get(),
    revision: 1,
    onSaved: () => undefined,
    backup: (unsaved) => (kept = unsaved),
    save: async (draft) => {
      server.requests += 1;
      await Promise.resolve();
      if (server.isDown) throw new NoAnswer();
      if (draft.revision !== server.revision) {
        const problem = {
          type: '',
          title: '',
          status: 409,
          code: 'stale-revision',
          detail: 'Changed elsewhere.',
        };
        throw new ApiProblem(problem, {
          current: { revision: server.revision, graph: theirs, name: 'Cart' },
        });
      }
      server.revision += 1;
      sent.push({ revision: draft.revision, name: draft.name });
      return { revision: server.revision, savedAt: '2026-11-20T12:04:00Z', diagnostics: [] };
    },
  });
  autosave.start();
  const rename = (name: string) => history.run('Rename', (doc) => renameJourney(doc, name));
  return { history, autosave, server, sent, rename, kept: () => kept };
}

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves a moment after the last edit, once', async () => {
    const { autosave, sent, rename } = openDraft();
    for (const name of ['C', 'Ca', 'Cart!']) rename(name);
    expect(autosave.state.get().kind).toBe('pending');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([{ revision: 1, name: 'Cart!' }]);
    expect(autosave.state.get()).toEqual({ kind: 'saved', at: '2026-11-20T12:04:00Z' });
  });

  it('sends an edit made during a save after it, on the new revision', async () => {
    const { autosave, sent, rename } = openDraft();
    rename('First');
    const saving = autosave.flush();
    rename('Second');
    await saving;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([
      { revision: 1, name: 'First' },
      { revision: 2, name: 'Second' },
    ]);
  });

  it('says that the server is silent, keeps the edit in the browser, and saves it once the server is back', async () => {
    const { autosave, server, sent, rename, kept } = openDraft();
    server.isDown = true;
    rename('Kept');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.state.get().kind).toBe('failed');
    expect(kept()).toMatchObject({ revision: 1, doc: { name: 'Kept' } });
    server.isDown = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([{ revision: 1, name: 'Kept' }]);
    expect(kept()).toBeNull();
  });

  it('brings edits of different things together by itself, and saves them on top of theirs', async () => {
    const { history, autosave, server, sent, rename } = openDraft();
    server.revision = 7;
    rename('Mine');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(history.get()).toEqual({ name: 'Mine', graph: theirs });
    expect(sent).toEqual([{ revision: 7, name: 'Mine' }]);
    expect(autosave.state.get().kind).toBe('saved');
  });

  it('lets undo take back only what was done here', async () => {
    const { history, server, rename } = openDraft();
    server.revision = 7;
    rename('Mine');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(history.undo()).toBe('Rename');
    expect(history.get()).toEqual({ name: 'Cart', graph: theirs });
  });

  it('writes over nobody: what both changed is asked, and keeping mine saves on top of theirs', async () => {
    const { history, autosave, server, sent } = openDraft();
    server.revision = 7;
    history.run('Note', (doc) => ({ ...doc, graph: { ...doc.graph, note: 'mine' } }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.state.get()).toMatchObject({
      kind: 'conflict',
      clashes: [{ key: 'other/note', mine: 'mine', theirs: 'theirs' }],
    });
    autosave.settle({});
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([{ revision: 7, name: 'Cart' }]);
    expect(history.get().graph.note).toBe('mine');
  });

  it('takes theirs as an edit: undo brings mine back, and it is saved again', async () => {
    const { history, autosave, server, sent } = openDraft();
    server.revision = 7;
    history.run('Note', (doc) => ({ ...doc, graph: { ...doc.graph, note: 'mine' } }));
    await vi.advanceTimersByTimeAsync(1_000);
    autosave.settle({ 'other/note': 'theirs' });
    expect(history.get().graph).toEqual(theirs);
    expect(autosave.state.get().kind).toBe('saved');
    expect(history.undo()).toBe('Take the other change');
    expect(history.get().graph.note).toBe('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([{ revision: 7, name: 'Cart' }]);
  });

  it('adopts what somebody else saved while nothing here is unsaved, and never over unsaved edits', () => {
    const { history, autosave, rename } = openDraft();
    autosave.adopt({ revision: 2, graph: theirs, name: 'Theirs' });
    expect(history.get()).toEqual({ name: 'Theirs', graph: theirs });
    rename('Mine');
    autosave.adopt({ revision: 3, graph: emptyGraph(), name: 'Theirs again' });
    expect(history.get().name).toBe('Mine');
  });

  it('does not ask about a draft that is the same as mine: it was saved and only the answer got lost', async () => {
    const { history, autosave, server, sent } = openDraft();
    server.revision = 2;
    history.run('Note', (doc) => ({ ...doc, graph: structuredClone(theirs) }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([]);
    expect(autosave.revision()).toBe(2);
    expect(autosave.state.get().kind).toBe('saved');
  });

  it('waits for the choice, and asks the server nothing meanwhile', async () => {
    const { history, autosave, server } = openDraft();
    const note = (text: string) =>
      history.run('Note', (doc) => ({ ...doc, graph: { ...doc.graph, note: text } }));
    server.revision = 7;
    note('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    note('mine too');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.requests).toBe(1);
    expect(autosave.state.get().kind).toBe('conflict');
  });
});
