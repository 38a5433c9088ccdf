import { countParts, renderText } from '@signalbox/sms';
import type { Composed, NotComposed, Tx } from '@signalbox/store';
import type { Gathered } from './gather.js';

/** A text with its fields filled in, that becomes final in the transaction which writes it into the ledger. */
export interface Rendered {
  /**
   * Makes the text final: what it mints with `tx` is there if the text is begun, and is not there if it is not.
   * Called with the number locked, once a try.
   */
  compose(tx: Tx, messageId: string): Promise<Composed | NotComposed>;
}

/**
 * Stage 3: fills in the fields. Slow things happen here, before any lock.
 * What is minted for one person alone (a coupon's code, a link's) belongs into `compose`, and what every text gets
 * (the brand in front, how to stop at its end) before the parts are counted.
 */
export async function render(template: string, { scope }: Gathered): Promise<Rendered | NotComposed> {
  const filled = await renderText(template, { ...scope });
  if (!filled.ok) return { refused: { code: 'text-fault', reason: filled.reason } };
  if (filled.text === '')
    return {
      refused: { code: 'text-empty', reason: 'Nothing is left of the text once its fields are filled in' },
    };
  return {
    async compose() {
      const { parts, encoding } = countParts(filled.text);
      return { body: filled.text, parts, encoding };
    },
  };
}
