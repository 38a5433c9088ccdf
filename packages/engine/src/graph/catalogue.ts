export type { Catalogue, JsonSchema, NodeTypeEntry } from '@signalbox/nodes/kernel';
