import type { SendTextRequest } from '@signalbox/nodes/kernel';
import {
  composeText,
  countParts,
  houseStyleOf,
  renderText,
  utmOf,
  type HouseStyle,
  type TextToCompose,
} from '@signalbox/sms';
import {
  linkCodes,
  newCodes,
  pageTokenOf,
  saveLinks,
  type Compose,
  type Composed,
  type NewLink,
  type NotComposed,
  type TextIdentity,
  type Tx,
} from '@signalbox/store';
import { couponFor } from './coupon-for.js';
import type { SendTextDeps } from './deps.js';
import type { Gathered } from './gather.js';

/** A text with its fields filled in, that becomes final in the transaction which writes it into the ledger. */
export interface Rendered {
  /**
   * The text, or how it is made final where something is minted for it: what is written with `tx` is there if the text is
   * begun, and is not there if it is not. Called with the number locked, once a try.
   */
  compose: Composed | Compose;
  /** What `compose` does at the first try. */
  first?: Composed & { links: NewLink[] };
}

/**
 * Stage 3: fills in the fields, makes links short, and adds what every text gets: the brand in front, the way out at its
 * end. Slow things happen here, before any lock; the links are written down with the ledger's row.
 */
export async function render(
  deps: SendTextDeps,
  request: SendTextRequest,
  gathered: Gathered,
): Promise<Rendered | NotComposed | { held: { untilMs: number; code: string; reason: string } }> {
  if (!deps.house) return asWritten(request.template, gathered);
  const coupon = await couponFor(deps, request, gathered);
  if ('refused' in coupon || 'held' in coupon) return coupon;
  const { database, nowMs = Date.now } = deps;
  const text = { ...gathered.text, phone: gathered.facts.phone! };
  const saved = gathered.settings.texts;
  const style = houseStyleOf(saved, deps.house, request.brand);
  const mayLink = request.template.includes('http') || request.template.includes('{{');
  const codeOf = gathered.isNew ? newCodes() : await linkCodes(database.kysely, text.sendKey);
  const given: TextToCompose = {
    template: request.template,
    fields: { ...gathered.scope, ...coupon },
    reader: { language: textOrNull(gathered.scope.contact.language), country: gathered.facts.country },
    purpose: text.purpose,
    sender: gathered.sender,
    shortenLinks: request.shortenLinks ?? true,
    utm: mayLink
      ? utmOf(saved, {
          journey: request.utmCampaign || gathered.journeyName,
          step: text.nodeId,
        })
      : null,
    nowMs: gathered.facts.nowMs,
    codeOf,
    pageToken: request.template.includes('preferences_link')
      ? await pageTokenOf(database.kysely, text.phone, nowMs())
      : undefined,
  };
  const composed = await composeText(given, style);
  if (!composed.ok) return { refused: composed };
  if (composed.links.length === 0) return { compose: finalOf(composed) };
  return {
    ...(gathered.isNew ? { first: { ...finalOf(composed), links: composed.links } } : {}),
    compose: (tx, messageId, isFirst) =>
      withLinks(tx, { messageId, isFirst }, { text, given, style, composed, nowMs }),
  };
}

const finalOf = ({ text, parts, encoding }: Ready['composed']): Composed => ({ body: text, parts, encoding });

interface Ready {
  text: TextIdentity & { phone: string };
  given: TextToCompose;
  style: HouseStyle;
  composed: Extract<Awaited<ReturnType<typeof composeText>>, { ok: true }>;
  nowMs: () => number;
}

async function withLinks(
  tx: Tx,
  { messageId, isFirst }: { messageId: string; isFirst: boolean },
  { text, given, style, composed, nowMs }: Ready,
): Promise<Composed | NotComposed> {
  let final = composed;
  // Another try may have given out codes since this one was rendered: a text has its own for good.
  const codeOf = isFirst ? null : await linkCodes(tx, text.sendKey);
  if (codeOf && composed.links.some(({ slot, code }) => codeOf(slot, code) !== code)) {
    const again = await composeText({ ...given, codeOf }, style);
    if (!again.ok) return { refused: again };
    final = again;
  }
  await saveLinks(tx, text, messageId, final.links, nowMs());
  return finalOf(final);
}

async function asWritten(template: string, { scope }: Gathered): Promise<Rendered | NotComposed> {
  const filled = await renderText(template, { ...scope });
  if (!filled.ok) return { refused: { code: 'text-fault', reason: filled.reason } };
  if (filled.text === '')
    return {
      refused: { code: 'text-empty', reason: 'Nothing is left of the text once its fields are filled in' },
    };
  const { parts, encoding } = countParts(filled.text);
  return { compose: { body: filled.text, parts, encoding } };
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
