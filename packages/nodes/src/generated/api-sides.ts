// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { ApiSide } from '../kernel/api-side.js';
import type { NodeManifest } from '../kernel/define-node.js';
import { check as waitForReplycheck } from '../wait-for-reply/check.js';
import { migrate as waitForStockmigrate } from '../wait-for-stock/migrate.js';
import { migrate as rateGatemigrate } from '../rate-gate/migrate.js';
import { check as randomSplitcheck } from '../random-split/check.js';
import { check as experimentcheck } from '../experiment/check.js';
import { check as updateContactcheck } from '../update-contact/check.js';
import { migrate as changePointsmigrate } from '../change-points/migrate.js';

/** What the node types do for somebody who edits, by type. */
export const apiSides: Record<string, ApiSide> = {
  'wait-for-reply': { check: waitForReplycheck },
  'wait-for-stock': { migrate: waitForStockmigrate },
  'rate-gate': { migrate: rateGatemigrate },
  'random-split': { check: randomSplitcheck },
  experiment: { check: experimentcheck },
  'update-contact': { check: updateContactcheck },
  'change-points': { migrate: changePointsmigrate },
};

/** Manifests of former versions whose form differed, by `type@version`. */
export const olderManifests: Record<string, NodeManifest> = {};
