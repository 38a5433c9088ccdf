import type { PortDeclaration, RuleGroup } from '@signalbox/nodes/kernel';
import type { NodeTypeEntry } from './catalogue.js';

export interface Port extends PortDeclaration {
  name: string;
}

type Item = { [field: string]: unknown };

const itemsOf = (config: unknown, field: string): Item[] => {
  const list = (config as Item | undefined)?.[field];
  return Array.isArray(list)
    ? list.filter((item): item is Item => typeof item === 'object' && item !== null)
    : [];
};

/** The ways out of a node, those from its configuration first. An incomplete configuration has fewer. */
export function portsOf(entry: NodeTypeEntry, config: unknown): Port[] {
  const declared = entry.portsFromConfig;
  const fromConfig = declared
    ? itemsOf(config, declared.each)
        .filter((item) => typeof item.id === 'string' && item.id !== '')
        .map((item) => ({
          name: item.id as string,
          label:
            typeof item[declared.label] === 'string' ? (item[declared.label] as string) : (item.id as string),
          tone: declared.tone,
        }))
    : [];
  return [...fromConfig, ...Object.entries(entry.ports).map(([name, port]) => ({ name, ...port }))];
}

export interface Wait {
  id: string;
  event: string;
  where: RuleGroup | null;
  /** Properties of the event that the node looks at. */
  reads?: string[];
  newestOnly?: true;
  about?: { path: string; key: string };
}

/** The events that a node may wait for. */
export function waitsOf(entry: NodeTypeEntry, config: unknown): Wait[] {
  const fixed = Object.entries(entry.fixedWaits ?? {}).map(
    ([id, { event, where, reads, newestOnly, about }]) => ({
      id,
      event,
      where: where ?? null,
      ...(reads ? { reads } : {}),
      ...(newestOnly ? { newestOnly: true as const } : {}),
      ...(about ? { about } : {}),
    }),
  );
  const declared = entry.waits;
  if (!declared) return fixed;
  const chosen = itemsOf(config, declared.each)
    .filter((item) => typeof item.id === 'string' && typeof item[declared.event] === 'string')
    .map((item) => ({
      id: item.id as string,
      event: item[declared.event] as string,
      where: (declared.where && (item[declared.where] as RuleGroup | undefined)) || null,
    }));
  return [...fixed, ...chosen];
}
