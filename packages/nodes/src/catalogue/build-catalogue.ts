import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { manifests } from '../generated/manifests.js';
import type { Catalogue, NodeTypeEntry } from '../kernel/catalogue-entry.js';
import type { NodeManifest } from '../kernel/define-node.js';

/** Turns a manifest into the plain JSON that the editor, the compiler and the API read. */
export function catalogueEntry(manifest: NodeManifest, help: string): NodeTypeEntry {
  return {
    type: manifest.type,
    version: manifest.version,
    title: manifest.title,
    description: manifest.description,
    group: manifest.group,
    icon: manifest.icon,
    configSchema: z.toJSONSchema(manifest.config, { io: 'input' }),
    ports: manifest.ports,
    portsFromConfig: manifest.portsFromConfig,
    waits: manifest.waits,
    fixedWaits: manifest.fixedWaits,
    starts: manifest.starts,
    activities: manifest.activities ?? [],
    summary: manifest.summary,
    liquid: manifest.liquid ?? [],
    sends: manifest.sends ?? false,
    holds: manifest.holds ?? false,
    ends: manifest.ends ?? false,
    help,
  };
}

/** The node types that come with Signalbox. */
export function builtInCatalogue(): Catalogue {
  return Object.entries(manifests).map(([folder, manifest]) =>
    catalogueEntry(
      manifest as NodeManifest,
      readFileSync(new URL(`../${folder}/README.md`, import.meta.url), 'utf8'),
    ),
  );
}
