import { waitsOf } from './ports.js';
import type { Step } from './read-steps.js';
import type { Report } from './report.js';

const [REPLY, CLICK] = ['SMS Received', 'Link Clicked'];
/** Whether nobody can answer the texts of a step. @param from as whom it sends; absent where any sender may be it */
export type IsDeaf = (from?: string) => boolean;

/** An address, or something that a field or a filter makes one of. Only of one that is made short it is told who opens it. */
const LINK = /https?:|\|\s*link\b|url/i;

/**
 * What waits for a click or a reply alone waits in vain where no text has a link and no sender hears: everybody leaves as if
 * they had not looked, and a win-back lets them all go.
 * @param isDeaf whether the sender of a step hears no replies, by the name that it gives
 */
export function checkSigns(steps: ReadonlyMap<string, Step>, isDeaf: IsDeaf, report: Report): void {
  const texts = [...steps.values()].filter(({ entry }) => entry.sends);
  if (texts.length === 0) return;
  const hasLink = texts.some(
    ({ config }) => config.shortenLinks !== false && LINK.test(String(config.text ?? '')),
  );
  const isHeard = texts.some(({ config }) => !isDeaf(nameOf(config.from)));
  if (hasLink || isHeard) return;
  for (const { node, entry, config, name } of steps.values()) {
    // What can be nothing but a wait for a reply is refused already.
    const events = entry.waits ? waitsOf(entry, config).map(({ event }) => event) : [];
    if (events.length === 0 || !events.every((event) => event === REPLY || event === CLICK)) continue;
    report.warning(
      'no-sign-can-come',
      `“${name}” waits for a click or a reply, and neither can come: no text here has a link, and its sender hears no replies. Everybody would leave as one who did not look. Put a link into a text, or send it from a number.`,
      node.id,
    );
  }
}

const nameOf = (from: unknown): string | undefined =>
  typeof from === 'string' && from !== '' ? from : undefined;
