import type { ConfigFault } from '@signalbox/nodes/kernel';
import { bareFields, withFallback } from './bare-fields.js';
import { findEntry, type Catalogue, type NodeTypeEntry } from './catalogue.js';
import type { GraphNode, JourneyGraph, NodeId } from './journey-graph.js';
import { waitsOf } from './ports.js';
import type { Report } from './report.js';
import { fieldTitle } from './schema-at.js';
import { validateConfig } from './validate-config.js';
import { withDefaults } from './with-defaults.js';
import { textsWithin } from './within.js';

/** A node whose type is known, with its configuration complete. */
export interface Step {
  node: GraphNode;
  entry: NodeTypeEntry;
  config: Record<string, unknown>;
  /** What the marketer calls it. */
  name: string;
}

/** What only a node type's own code can tell of a sound configuration. Must not throw. */
export type OwnCheck = (type: string, version: number, config: Record<string, unknown>) => ConfigFault[];

/** What is wrong with the Liquid of a text, in words; `null` if nothing is. Must not throw. */
export type TextFault = (text: string) => string | null;

/** Reads the nodes of a graph against the catalogue. What is not understood is reported and left out. */
export function readSteps(
  graph: JourneyGraph,
  catalogue: Catalogue,
  report: Report,
  { ownCheck = () => [], textFault = () => null }: { ownCheck?: OwnCheck; textFault?: TextFault },
): Map<NodeId, Step> {
  const known = new Set(catalogue.map((entry) => entry.type));
  const steps = new Map<NodeId, Step>();
  const seen = new Set<NodeId>();
  for (const node of graph.nodes) {
    if (seen.has(node.id)) {
      report.error('duplicate-node-id', `Two steps have the id "${node.id}". Give each its own.`, node.id);
      continue;
    }
    seen.add(node.id);
    const entry = findEntry(catalogue, { type: node.type, version: node.data.version });
    if (!entry) {
      reportUnknown(node, known.has(node.type), report);
      continue;
    }
    const config = withDefaults(entry.configSchema, {
      ...(entry.sends && graph.settings.purpose && { purpose: graph.settings.purpose }),
      ...node.data.config,
    }) as Record<string, unknown>;
    const step = { node, entry, config, name: node.data.name?.trim() || entry.title };
    if (checkConfig(step, report, ownCheck, textFault)) steps.set(node.id, step);
  }
  return steps;
}

function reportUnknown(node: GraphNode, isTypeKnown: boolean, report: Report): void {
  if (isTypeKnown) {
    report.error(
      'unknown-version',
      `This Signalbox has no version ${node.data.version} of “${node.type}”. Update it, or replace the step.`,
      node.id,
    );
  } else {
    report.error(
      'unknown-node-type',
      `This Signalbox has no step of the type “${node.type}”. Install the package it comes from, or remove it.`,
      node.id,
    );
  }
}

/** @returns false if the step can't be judged further */
function checkConfig(
  { node, entry, config }: Step,
  report: Report,
  ownCheck: OwnCheck,
  textFault: TextFault,
): boolean {
  const faults = validateConfig(entry.configSchema, config);
  for (const { path, message } of faults) {
    const title = fieldTitle(entry.configSchema, path);
    report.error('bad-config', title ? `${title}: ${message}` : message, node.id, path);
  }
  if (faults.some(({ path }) => path === '')) return false;

  // A subscription is called `<node>/<wait>`, and `exit/<exit>` is one of the journey itself.
  const misleads = node.id.includes('/') || (node.id === 'exit' && waitsOf(entry, config).length > 0);
  if (misleads || node.id === '__proto__') {
    report.error('bad-id', `A step can't have the id "${node.id}". Give it another.`, node.id);
  }
  for (const field of entry.liquid) {
    if ([...textsWithin(config[field])].some(hasUnclosedLiquid)) {
      report.error(
        'liquid-unclosed',
        'A “{{” or “{%” is not closed. Check the fields in the text.',
        node.id,
        field,
      );
      continue;
    }
    const [fault] = [...textsWithin(config[field])].flatMap((text) => textFault(text) ?? []);
    if (fault !== undefined) report.error('liquid-wrong', fault, node.id, field);
  }
  if (entry.sends) {
    for (const field of entry.liquid) {
      // A field that is the whole value, such as an instant, has nothing that could stand in.
      const written = [...textsWithin(config[field])].filter((text) => !/^\s*\{\{[^}]*\}\}\s*$/.test(text));
      const [bare] = written.flatMap(bareFields);
      if (bare)
        report.error(
          'field-without-fallback',
          `Not everybody has “${bare.path.replaceAll('_', ' ')}”. Say what stands in: ${withFallback(bare.written, 'there')}.`,
          node.id,
          field,
        );
    }
  }
  if (entry.sends && typeof config.purpose !== 'string') {
    report.error(
      'send-without-purpose',
      'Say what this text is for, so that only people who agreed to it get it.',
      node.id,
      'purpose',
    );
  }
  if (faults.length > 0) return true;
  for (const { field, message, severity } of ownCheck(entry.type, entry.version, config)) {
    if (severity === 'warning') report.warning('own-check', message, node.id, field);
    else report.error('own-check', message, node.id, field);
  }
  return true;
}

/** Each `{{` or `{%` looks no further than to the next one, so that this is linear. */
const hasUnclosedLiquid = (text: string) =>
  /\{\{|\{%/.test(text.replaceAll(/\{\{(?:(?!\{\{|\{%)[\s\S])*?\}\}|\{%(?:(?!\{\{|\{%)[\s\S])*?%\}/g, ''));
