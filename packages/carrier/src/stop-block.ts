/** Plivo's own words (its documentation, seen 2026-11): the whole text, in any case; "please stop" is none. */
const OPT_OUT = new Set(['stop', 'end', 'quit', 'cancel', 'unsub', 'unsubscribe', 'stop all', 'stopall']);
const OPT_IN = new Set(['start', 'unstop', 'yes', 'resume', 'go']);
const HELP = new Set(['help', 'info']);

export type MessageIntent = 'optout' | 'optin' | 'help' | '';

export function intentOf(text: string): MessageIntent {
  const word = text.trim().toLowerCase();
  return OPT_OUT.has(word) ? 'optout' : OPT_IN.has(word) ? 'optin' : HELP.has(word) ? 'help' : '';
}

/** Who wrote STOP to which sender: the carrier drops what is sent to them, whatever the account thinks. */
export class StopBlock {
  private readonly pairs = new Set<string>();

  heed(intent: MessageIntent, sender: string, person: string): void {
    if (intent === 'optout') this.pairs.add(`${sender}>${person}`);
    if (intent === 'optin') this.pairs.delete(`${sender}>${person}`);
  }

  blocks(sender: string, person: string): boolean {
    return this.pairs.has(`${sender}>${person}`);
  }
}
