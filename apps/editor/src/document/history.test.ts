import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as commands from './commands.js';
import { copyNodes, pasteNodes, readFragment } from './clipboard.js';
import { createHistory } from './history.js';
import type { JourneyDocument } from './journey-document.js';
import { anyDocument, anyNodeId } from './random-document.js';

type Edit = (doc: JourneyDocument) => JourneyDocument;

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.uuid(), fc.integer()).map(
    ([id, x]): Edit =>
      (doc) =>
        commands.addNode(doc, { id, type: 'send-sms', version: 1, position: { x, y: 0 }, config: {} }),
  ),
  fc.tuple(anyNodeId, fc.constantFrom('next', 'timeout'), anyNodeId).map(
    ([source, port, target]): Edit =>
      (doc) =>
        commands.connect(doc, { source, port, target }),
  ),
  fc.constantFrom('1', '2', '3').map(
    (id): Edit =>
      (doc) =>
        commands.disconnect(doc, [id]),
  ),
  fc.tuple(anyNodeId, fc.integer(), fc.integer()).map(
    ([id, x, y]): Edit =>
      (doc) =>
        commands.moveNodes(doc, { [id]: { x, y } }),
  ),
  fc.tuple(anyNodeId, fc.dictionary(fc.string(), fc.jsonValue())).map(
    ([id, config]): Edit =>
      (doc) =>
        commands.setConfig(doc, id, config),
  ),
  fc.tuple(anyNodeId, fc.string()).map(
    ([id, name]): Edit =>
      (doc) =>
        commands.renameNode(doc, id, name),
  ),
  anyNodeId.map(
    (id): Edit =>
      (doc) =>
        commands.removeNodes(doc, [id]),
  ),
  fc.tuple(anyNodeId, anyNodeId).map(
    (ids): Edit =>
      (doc) =>
        pasteNodes(doc, copyNodes(doc, ids), { x: 40, y: 40 }).doc,
  ),
  fc.tuple(fc.constantFrom('1', '2'), fc.uuid()).map(
    ([edgeId, id]): Edit =>
      (doc) =>
        commands.insertOnEdge(
          doc,
          edgeId,
          { id, type: 'condition', version: 1, position: { x: 0, y: 0 }, config: {} },
          'otherwise',
        ),
  ),
  fc.string().map(
    (name): Edit =>
      (doc) =>
        commands.renameJourney(doc, name),
  ),
);

describe('the history of a journey', () => {
  it('gives back the start after any edits and as many undos, and the end after redoing them', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyEdit, { maxLength: 30 }), (start, edits) => {
        const before = structuredClone(start);
        const history = createHistory(start, () => 0);
        edits.forEach((edit, index) => history.run(`Edit ${index}`, edit));
        const end = structuredClone(history.get());
        while (history.undo() !== null);
        expect(history.get()).toEqual(before);
        while (history.redo() !== null);
        expect(history.get()).toEqual(end);
      }),
    );
  });

  it('says what undo and redo would do', () => {
    const history = createHistory({ count: 0 });
    history.run('Add one', ({ count }) => ({ count: count + 1 }));
    expect([history.undoLabel(), history.redoLabel()]).toEqual(['Add one', null]);
    expect(history.undo()).toBe('Add one');
    expect([history.undoLabel(), history.redoLabel()]).toEqual([null, 'Add one']);
  });

  it('takes a word typed in one go back in one step, and a word typed later in another', () => {
    let nowMs = 0;
    const history = createHistory('', () => nowMs);
    for (const letter of 'Hej') {
      history.run('Type', (text) => text + letter, { gather: 'text' });
      nowMs += 100;
    }
    nowMs += 5_000;
    history.run('Type', (text) => `${text}!`, { gather: 'text' });
    history.undo();
    expect(history.get()).toBe('Hej');
    history.undo();
    expect(history.get()).toBe('');
  });

  it('keeps no trace of an edit that changes nothing, and nobody is told', () => {
    const history = createHistory({ count: 0 });
    let told = 0;
    history.subscribe(() => (told += 1));
    history.run('Nothing', (doc) => doc);
    expect([told, history.undoLabel()]).toEqual([0, null]);
  });

  it('forgets what was undone once something new is done', () => {
    const history = createHistory(0);
    history.run('One', () => 1);
    history.undo();
    history.run('Two', () => 2);
    expect(history.redo()).toBeNull();
    expect(history.get()).toBe(2);
  });
});

describe('the clipboard', () => {
  it('refuses text that is not ours, and half of ours', () => {
    for (const text of [
      '',
      'hello',
      'null',
      '[]',
      '{"signalbox":"steps"}',
      '{"signalbox":"steps","nodes":[{}],"edges":[]}',
    ]) {
      expect(readFragment(text)).toBeNull();
    }
  });

  it('gives copies new ids and keeps the ways between them', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        const ids = doc.graph.nodes.map((node) => node.id);
        const fragment = readFragment(JSON.stringify(copyNodes(doc, ids)));
        if (!fragment) throw new Error('not readable');
        const pasted = pasteNodes(doc, fragment, { x: 0, y: 0 });
        expect(pasted.ids.filter((id) => ids.includes(id))).toEqual([]);
        const added = pasted.doc.graph.edges.slice(doc.graph.edges.length);
        for (const edge of added)
          expect(pasted.ids).toEqual(expect.arrayContaining([edge.source, edge.target]));
      }),
    );
  });
});
