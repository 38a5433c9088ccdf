import { findEntry, type Catalogue, type Diagnostic, type JourneyGraph } from '@signalbox/engine/graph';
import type { ReadFile } from './journey-file.js';
import { paint } from './terminal.js';

/** A diagnostic, and what the step is called that it is about. */
export type NamedFault = Diagnostic & { node?: string };

/** What a person reads of a step. */
export function stepName(graph: JourneyGraph, catalogue: Catalogue, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  const entry = node && findEntry(catalogue, { type: node.type, version: node.data.version });
  return node?.data.name || entry?.title || node?.type || id;
}

export const withStepNames = (
  faults: Diagnostic[],
  journey: ReadFile['journey'],
  catalogue: Catalogue,
): NamedFault[] =>
  faults.map((fault) => ({
    ...fault,
    ...(fault.nodeId !== undefined && journey && { node: stepName(journey.graph, catalogue, fault.nodeId) }),
  }));

/** `cart.journey.json: node "Wait" timeoutMs: what is wrong (code)`: one line, for people and for `grep`. */
export function faultLine(
  path: string,
  { node, nodeId, field, message, code, severity }: NamedFault,
): string {
  const where = [
    ...(nodeId === undefined ? [] : [`node "${node ?? nodeId}"`]),
    ...(field === undefined ? [] : [field]),
  ].join(' ');
  const tail = severity === 'warning' ? paint('yellow', `(${code}, warning)`) : paint('red', `(${code})`);
  return `${paint('bold', path)}: ${where === '' ? '' : `${where}: `}${message} ${tail}`;
}
