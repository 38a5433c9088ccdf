import type { JourneyDocument } from '../document/index.js';

/** Hands out a journey as a file of the same form as those of `signalbox pull`: `{name, graph}`. */
export function exportJourney({ name, graph }: JourneyDocument): void {
  const blob = new Blob([`${JSON.stringify({ name, graph }, null, 2)}\n`], { type: 'application/json' });
  const href = URL.createObjectURL(blob);
  const file = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const link = Object.assign(document.createElement('a'), { href, download: `${file || 'journey'}.json` });
  link.click();
  URL.revokeObjectURL(href);
}
