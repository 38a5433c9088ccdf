import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { apiSides, olderManifests } from '../generated/api-sides.js';
import { manifests } from '../generated/manifests.js';
import { runners } from '../generated/runners.js';
import type { ApiSide } from '../kernel/api-side.js';
import type { Catalogue, NodeTypeEntry } from '../kernel/catalogue-entry.js';
import type { NodeManifest } from '../kernel/define-node.js';

export interface NodeParts {
  manifest: NodeManifest;
  /** Former versions that still run, with their manifests where their form differed. */
  older: Record<number, NodeManifest | undefined>;
  /** Markdown. */
  help: string;
  /** Source of an SVG. */
  icon?: string;
  apiSide?: ApiSide;
}

/** Turns a node type into the plain JSON that the editor, the compiler and the API read. */
export function catalogueEntry({ manifest, older, help, icon, apiSide }: NodeParts): NodeTypeEntry {
  const entry = { ...declared(manifest), help };
  if (icon) entry.icon = `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`;
  const former = Object.entries(older).map(([version, own]) => ({
    ...declared(own ?? manifest),
    version: Number(version),
    icon: entry.icon,
  }));
  if (former.length > 0) entry.older = former;
  if (apiSide?.migrate) entry.migrates = true;
  // What is not said is not there: the entry is JSON.
  return JSON.parse(JSON.stringify(entry)) as NodeTypeEntry;
}

const declared = (manifest: NodeManifest): NodeTypeEntry => ({
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
  atOnce: manifest.atOnce,
  ends: manifest.ends ?? false,
  help: '',
});

/** The node types that come with Signalbox. */
export function builtInCatalogue(): Catalogue {
  return Object.entries(manifests).map(([folder, own]) => {
    const manifest = own as NodeManifest;
    const read = (name: string) => readFileSync(new URL(`../${folder}/${name}`, import.meta.url), 'utf8');
    const versions = Object.keys(runners).flatMap((key) => {
      const [type, version] = key.split('@');
      return type === manifest.type && Number(version) !== manifest.version ? [Number(version)] : [];
    });
    return catalogueEntry({
      manifest,
      older: Object.fromEntries(
        versions.map((version) => [version, olderManifests[`${manifest.type}@${version}`]]),
      ),
      help: read('README.md'),
      icon: existsSync(new URL(`../${folder}/icon.svg`, import.meta.url)) ? read('icon.svg') : undefined,
      apiSide: apiSides[folder],
    });
  });
}
