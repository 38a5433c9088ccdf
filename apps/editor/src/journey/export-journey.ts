import type { JourneyDocument } from '../document/index.js';
import { saveFile } from '../ui/save-file.js';

/** Hands out a journey as a file of the same form as those of `signalbox pull`: `{name, graph}`. */
export function exportJourney({ name, graph }: JourneyDocument): void {
  const file = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const content = `${JSON.stringify({ name, graph }, null, 2)}\n`;
  saveFile(`${file || 'journey'}.json`, content, 'application/json');
}
