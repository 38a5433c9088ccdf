import { canonicalJson, emptyGraph, type GraphNode, type JourneyGraph } from '@signalbox/engine/graph';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNode, connect, moveNodes, removeNodes, renameNode, setConfig, setSettings } from './commands.js';
import type { JourneyDocument } from './journey-document.js';
import { mergeDocuments } from './merge.js';
import { addNote, notesOf, writeNote } from './notes.js';

const node = (id: string, config: object = {}): GraphNode => ({
  id,
  type: 'send-sms',
  position: { x: 0, y: 0 },
  data: { version: 1, config: { ...config } },
});

const start: JourneyDocument = {
  name: 'Cart',
  graph: {
    ...emptyGraph(),
    nodes: [node('a', { text: 'Hi', purpose: 'marketing' }), node('b'), node('c')],
    edges: [{ id: '1', source: 'a', sourceHandle: 'sent', target: 'b' }],
    notes: [{ id: 'n', position: { x: 0, y: 0 }, text: 'Why?' }],
  },
};

type Edit = (doc: JourneyDocument) => JourneyDocument;
const both = (mine: Edit, theirs: Edit) => mergeDocuments(start, mine(start), theirs(start));
const configOf = (doc: JourneyDocument, id: string) =>
  doc.graph.nodes.find((one) => one.id === id)?.data.config;

describe('two people at the same draft', () => {
  it('keeps two fields of one step that each changed one of', () => {
    const { doc, clashes } = both(
      (all) => setConfig(all, 'a', { text: 'Hello', purpose: 'marketing' }),
      (all) => setConfig(all, 'a', { text: 'Hi', purpose: 'transactional' }),
    );
    expect([clashes, configOf(doc, 'a')]).toEqual([[], { text: 'Hello', purpose: 'transactional' }]);
  });

  it('asks when both wrote the same text, and keeps the one that is chosen', () => {
    const [mine, theirs] = ['Mine', 'Theirs'].map((text) =>
      setConfig(start, 'a', { text, purpose: 'marketing' }),
    ) as [JourneyDocument, JourneyDocument];
    const { clashes } = mergeDocuments(start, mine, theirs);
    expect(clashes).toMatchObject([{ key: 'node/a/config/text', nodeId: 'a', part: 'field' }]);
    const chosen = mergeDocuments(start, mine, theirs, () => 'theirs').doc;
    expect(configOf(chosen, 'a')!.text).toBe('Theirs');
  });

  it('adds what each added, connects what each connected, and moves what each moved', () => {
    const added = { type: 'wait', version: 1, position: { x: 9, y: 9 }, config: {} };
    const { doc, clashes } = both(
      (all) => connect(addNode(all, { id: 'x', ...added }), { source: 'b', port: 'sent', target: 'x' }),
      (all) => moveNodes(addNode(all, { id: 'y', ...added }), { c: { x: 50, y: 60 } }),
    );
    expect(clashes).toEqual([]);
    expect(doc.graph.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'x', 'y']);
    expect(doc.graph.edges).toHaveLength(2);
    expect(doc.graph.nodes[2]!.position).toEqual({ x: 50, y: 60 });
  });

  it('takes a step away that one deleted and the other left alone, with its ways', () => {
    const { doc, clashes } = both(
      (all) => removeNodes(all, ['b']),
      (all) => renameNode(all, 'a', 'Reminder'),
    );
    expect(clashes).toEqual([]);
    expect([doc.graph.nodes.map(({ id }) => id), doc.graph.edges]).toEqual([['a', 'c'], []]);
  });

  it('asks when one deleted a step that the other went on working with', () => {
    for (const edit of [
      (all: JourneyDocument) => renameNode(all, 'c', 'Kept'),
      (all: JourneyDocument) => connect(all, { source: 'a', port: 'not-sent', target: 'c' }),
    ]) {
      const { clashes, doc } = both(edit, (all) => removeNodes(all, ['c']));
      expect(clashes).toMatchObject([{ key: 'node/c', part: 'step' }]);
      expect(doc.graph.nodes).toHaveLength(3);
    }
  });

  it('asks when both led the same way elsewhere, and settings and notes are things of their own', () => {
    const led = both(
      (all) => connect(all, { source: 'a', port: 'sent', target: 'c' }),
      (all) => connect(all, { source: 'a', port: 'sent', target: 'a' }),
    );
    expect(led.clashes).toMatchObject([{ part: 'way', mine: 'c', theirs: 'a' }]);
    const { clashes, doc } = both(
      (all) =>
        addNote(setSettings(all, { ...all.graph.settings, priority: 'high' }), {
          id: 'm',
          position: { x: 1, y: 1 },
          text: 'More',
        }),
      (all) => writeNote(setSettings(all, { ...all.graph.settings, purpose: 'marketing' }), 'n', 'Because.'),
    );
    expect(clashes).toEqual([]);
    expect(doc.graph.settings).toMatchObject({ priority: 'high', purpose: 'marketing' });
    expect(notesOf(doc.graph).map(({ text }) => text)).toEqual(['Because.', 'More']);
  });

  it('is no choice for graphs with a repeated id: one side or the other, whole', () => {
    const twice = { ...start, graph: { ...start.graph, nodes: [node('a'), node('a')] } };
    expect(mergeDocuments(start, twice, renameNode(start, 'b', 'B')).clashes).toMatchObject([
      { key: 'graph' },
    ]);
  });
});

const ids = ['a', 'b', 'c', 'd', 'e'];
const anyPlainGraph: fc.Arbitrary<JourneyGraph> = fc
  .record({
    nodes: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        x: fc.integer({ min: 0, max: 3 }),
        text: fc.constantFrom('one', 'two', 'three'),
        name: fc.option(fc.constantFrom('N', 'M'), { nil: undefined }),
      }),
      { selector: ({ id }) => id },
    ),
    ways: fc.uniqueArray(
      fc.record({
        source: fc.constantFrom(...ids),
        port: fc.constantFrom('sent', 'not-sent'),
        target: fc.constantFrom(...ids),
      }),
      { selector: ({ source, port }) => `${source}/${port}` },
    ),
  })
  .map(({ nodes, ways }) => {
    const there = new Set(nodes.map(({ id }) => id));
    return {
      ...emptyGraph(),
      nodes: nodes.map(({ id, x, text, name }) => ({
        ...node(id, { text }),
        position: { x, y: 0 },
        data: { version: 1, config: { text }, ...(name ? { name } : {}) },
      })),
      edges: ways
        .filter(({ source, target }) => there.has(source) && there.has(target))
        .map(({ source, port, target }) => ({ id: `${source}/${port}`, source, sourceHandle: port, target })),
    };
  });

const shape = ({ graph }: JourneyDocument) =>
  canonicalJson({
    nodes: [...graph.nodes].sort((left, right) => (left.id < right.id ? -1 : 1)),
    edges: [...graph.edges].sort((left, right) => (left.id < right.id ? -1 : 1)),
  });

describe('any three graphs', () => {
  const named = (graph: JourneyGraph): JourneyDocument => ({ name: 'Cart', graph });
  const three = fc
    .tuple(anyPlainGraph, anyPlainGraph, anyPlainGraph)
    .map((all) => all.map(named)) as fc.Arbitrary<[JourneyDocument, JourneyDocument, JourneyDocument]>;

  it('give what one side made when the other did nothing', () => {
    fc.assert(
      fc.property(three, ([base, other]) => {
        const copy = structuredClone(base);
        expect(shape(mergeDocuments(base, other, copy).doc)).toBe(shape(other));
        expect(shape(mergeDocuments(base, copy, other).doc)).toBe(shape(other));
        expect(mergeDocuments(base, other, copy).clashes).toEqual([]);
      }),
    );
  });

  it('give the same whoever saved first, when nothing clashes or the same side is chosen', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const left = mergeDocuments(base, mine, theirs, () => 'mine');
        const right = mergeDocuments(base, theirs, mine, () => 'theirs');
        const places = (doc: JourneyDocument) => ({
          ...doc,
          graph: {
            ...doc.graph,
            nodes: doc.graph.nodes.map((one) => ({ ...one, position: { x: 0, y: 0 } })),
          },
        });
        expect(left.clashes.map(({ key }) => key).sort()).toEqual(right.clashes.map(({ key }) => key).sort());
        expect(shape(places(left.doc))).toBe(shape(places(right.doc)));
      }),
    );
  });

  it('leave no way hanging in the air', () => {
    fc.assert(
      fc.property(three, fc.boolean(), ([base, mine, theirs], takeTheirs) => {
        const { doc } = mergeDocuments(base, mine, theirs, () => (takeTheirs ? 'theirs' : 'mine'));
        const there = new Set(doc.graph.nodes.map(({ id }) => id));
        for (const edge of doc.graph.edges) {
          expect(there.has(edge.source)).toBe(true);
          expect(there.has(edge.target)).toBe(true);
        }
      }),
    );
  });
});
