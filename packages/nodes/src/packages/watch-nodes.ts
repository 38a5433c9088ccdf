import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findPackage, namedPackages, type NodeSettings } from './find-package.js';

const EVERY_MS = 250;

/**
 * Looks at the files of all named packages again and again: file events are not to be had on every disk, and these are
 * few files.
 * @returns stops watching
 */
export function watchNodes(settings: NodeSettings, onChange: () => void): () => void {
  let before = snapshot(settings);
  const timer = setInterval(() => {
    const now = snapshot(settings);
    if (now === before) return;
    before = now;
    onChange();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function snapshot(settings: NodeSettings): string {
  const seen: string[] = [];
  const look = (path: string) => {
    const { mtimeMs, size } = statSync(path);
    seen.push(`${path} ${mtimeMs} ${size}`);
  };
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else look(path);
    }
  };
  for (const source of namedPackages(settings)) {
    try {
      const found = findPackage(source, settings.from);
      look(found.packageFile);
      visit(found.nodesFolder);
    } catch (error) {
      // A package that is not there yet, or a file that left while it was looked at.
      seen.push(String(error));
    }
  }
  return seen.join('\n');
}
