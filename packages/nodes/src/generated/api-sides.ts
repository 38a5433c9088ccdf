// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { ApiSide } from '../kernel/api-side.js';
import type { NodeManifest } from '../kernel/define-node.js';
import { migrate as waitForStockmigrate } from '../wait-for-stock/migrate.js';

/** What the node types do for somebody who edits, by type. */
export const apiSides: Record<string, ApiSide> = {
  'wait-for-stock': { migrate: waitForStockmigrate },
};

/** Manifests of former versions whose form differed, by `type@version`. */
export const olderManifests: Record<string, NodeManifest> = {};
