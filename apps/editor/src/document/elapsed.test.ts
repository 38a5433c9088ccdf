import { emptyGraph, type JourneyGraph } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { describe, expect, it } from 'vitest';
import { elapsedSinceTrigger } from './elapsed.js';

const HOUR = 3_600_000;
const catalogue = builtInCatalogue();

const node = (id: string, type: string, config: { [field: string]: unknown } = {}) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version: 1, config },
});
const way = (source: string, sourceHandle: string, target: string) => ({
  id: `${source}.${sourceHandle}`,
  source,
  sourceHandle,
  target,
});

const journey = (): JourneyGraph => ({
  ...emptyGraph(),
  nodes: [
    node('start', 'event-trigger', { event: 'Checkout Started' }),
    node('wait', 'wait-for-event', {
      events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
      timeoutMs: HOUR,
    }),
    node('done', 'exit'),
    node('text', 'send-sms', { text: 'Hi', dropAfterMs: 48 * HOUR }),
  ],
  edges: [way('start', 'next', 'wait'), way('wait', 'ordered', 'done'), way('wait', 'timeout', 'text')],
});

describe('how long after the start people come to a step', () => {
  it('is the whole wait behind a time-out, and anything up to it behind an event', () => {
    const elapsed = elapsedSinceTrigger(journey(), catalogue);
    expect(elapsed.get('wait')).toMatchObject({ leastMs: 0, mostMs: 0 });
    expect(elapsed.get('text')).toMatchObject({ leastMs: HOUR, mostMs: HOUR });
    expect(elapsed.get('done')).toMatchObject({ leastMs: 0, mostMs: HOUR });
  });

  it('is anybody’s guess behind a step that waits for an hour, a day or a moment', () => {
    const behind = (config: object) => {
      const graph = journey();
      graph.nodes[1] = node('wait', 'wait-until', { ...config });
      graph.edges[1]!.sourceHandle = 'next';
      return elapsedSinceTrigger(graph, catalogue).get('done');
    };
    expect(behind({ time: '09:00' })).toMatchObject({ leastMs: 0, mostMs: Infinity });
    expect(behind({ moment: '2026-12-01T17:00:00+01:00', shiftMs: HOUR })).toMatchObject({
      mostMs: Infinity,
    });
  });

  it('counts from when people are let in, also where that is at an hour of a day', () => {
    const graph = journey();
    graph.nodes[0] = node('start', 'schedule-trigger', { date: '2026-12-01', time: '10:00' });
    expect(elapsedSinceTrigger(graph, catalogue).get('wait')).toMatchObject({ leastMs: 0, mostMs: 0 });
  });

  it('spans all ways that lead to a step', () => {
    const graph = journey();
    graph.edges[1]!.target = 'text';
    expect(elapsedSinceTrigger(graph, catalogue).get('text')).toMatchObject({ leastMs: 0, mostMs: HOUR });
  });

  it('ends, and counts the first passage, when a journey loops', () => {
    const graph = journey();
    graph.edges.push(way('text', 'sent', 'wait'));
    expect(elapsedSinceTrigger(graph, catalogue).get('text')?.mostMs).toBe(HOUR);
  });

  it('copes with a journey of five thousand steps', () => {
    const nodes = Array.from({ length: 5_000 }, (_, index) =>
      index === 0 ? node('0', 'event-trigger', { event: 'x' }) : node(String(index), 'update-contact'),
    );
    const edges = nodes.slice(1).map((_, index) => way(String(index), 'next', String(index + 1)));
    expect(elapsedSinceTrigger({ ...emptyGraph(), nodes, edges }, catalogue).size).toBe(5_000);
  });
});
