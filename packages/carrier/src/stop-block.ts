/** Plivo's own words (its documentation, seen 2026-11): the whole text, in any case; "please stop" is none. */
const OPT_OUT = new Set(['stop', 'end', 'quit', 'cancel', 'unsub', 'unsubscribe', 'stop all', 'stopall']);
const OPT_IN = new Set(['start', 'unstop']);
const HELP = new Set(['help', 'info']);

export type MessageIntent = 'optout' | 'optin' | 'help' | '';

export function intentOf(text: string): MessageIntent {
  const word = text.trim().toLowerCase();
  return OPT_OUT.has(word) ? 'optout' : OPT_IN.has(word) ? 'optin' : HELP.has(word) ? 'help' : '';
}

/** After STOP the account may still send one text, its confirmation, for so long. */
const CONFIRMED_WITHIN_MS = 5 * 60_000;

/** Who wrote STOP to which sender: the carrier drops what is sent to them, whatever the account thinks. */
export class StopBlock {
  private readonly pairs = new Map<string, { sinceMs: number; isConfirmed: boolean }>();

  heed(intent: MessageIntent, sender: string, person: string, nowMs: number): void {
    if (intent === 'optout') this.pairs.set(`${sender}>${person}`, { sinceMs: nowMs, isConfirmed: false });
    if (intent === 'optin') this.pairs.delete(`${sender}>${person}`);
  }

  /** Whether a text is dropped; the first one after STOP is not. */
  drops(sender: string, person: string, nowMs: number): boolean {
    const stop = this.pairs.get(`${sender}>${person}`);
    if (!stop) return false;
    if (stop.isConfirmed || nowMs - stop.sinceMs > CONFIRMED_WITHIN_MS) return true;
    stop.isConfirmed = true;
    return false;
  }
}
