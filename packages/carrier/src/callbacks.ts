import { randomBytes } from 'node:crypto';
import { signV2, signV3 } from '@signalbox/sms/signatures';
import type { Log } from './log.js';

export interface CallbackOptions {
  authToken: string;
  log: Log;
  /** Divides the waits between tries; for tests. */
  timeScale: number;
}

/** Plivo's documented ways, seen 2026-11. */
const ANSWER_WITHIN_MS = 8_000;
const RETRY_AFTER_MS = [60_000, 120_000, 240_000];

/** Posts a signed form to a webhook, again if there is no 2xx within 8 seconds. */
export class Callbacks {
  private readonly pending = new Set<NodeJS.Timeout>();
  private readonly closing = new AbortController();

  constructor(private readonly options: CallbackOptions) {}

  /**
   * @param heard is told of each try, the moment it ends
   * @returns whether the first try was taken
   */
  async post(
    url: string,
    params: Record<string, string>,
    heard: (taken: boolean) => void = () => {},
  ): Promise<boolean> {
    return this.attempt(url, params, heard, 0);
  }

  close(): void {
    this.closing.abort();
    for (const timer of this.pending) clearTimeout(timer);
  }

  private async attempt(
    url: string,
    params: Record<string, string>,
    heard: (taken: boolean) => void,
    tries: number,
  ): Promise<boolean> {
    if (this.closing.signal.aborted) return false;
    const { authToken, log, timeScale } = this.options;
    const nonce = randomBytes(10).toString('hex');
    const signature = signV3(authToken, 'POST', url, params, nonce);
    const v2 = signV2(authToken, url, nonce);
    log.callbacks.made += 1;
    let taken = false;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-plivo-signature-v3': signature,
          'x-plivo-signature-ma-v3': signature,
          'x-plivo-signature-v3-nonce': nonce,
          'x-plivo-signature-v2': v2,
          'x-plivo-signature-ma-v2': v2,
          'x-plivo-signature-v2-nonce': nonce,
        },
        body: new URLSearchParams(params),
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), this.closing.signal]),
      });
      taken = response.ok;
      heard(taken);
      await response.arrayBuffer();
    } catch {
      // No answer is a refusal; an answer whose body breaks off was one.
      if (!taken) heard(false);
    }
    if (taken) return true;
    const wait = RETRY_AFTER_MS[tries];
    if (wait === undefined) log.callbacks.refused += 1;
    else if (!this.closing.signal.aborted) {
      const timer = setTimeout(() => {
        this.pending.delete(timer);
        void this.attempt(url, params, heard, tries + 1);
      }, wait / timeScale);
      this.pending.add(timer);
    }
    return false;
  }
}
