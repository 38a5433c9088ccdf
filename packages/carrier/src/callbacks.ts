import { randomBytes } from 'node:crypto';
import { signV2, signV3 } from '@signalbox/sms/signatures';

export interface CallbackOptions {
  authToken: string;
  /** Plivo waits 8 s and retries after 60, 120 and 240 s; tests divide by this. */
  timeScale: number;
}

const ANSWER_WITHIN_MS = 8_000;
const RETRY_AFTER_MS = [60_000, 120_000, 240_000];

/** Posts a signed form to a webhook, again if there is no 2xx within 8 seconds. */
export class Callbacks {
  private readonly pending = new Set<NodeJS.Timeout>();
  private closed = false;

  constructor(private readonly options: CallbackOptions) {}

  /** @returns whether the first try was taken */
  async post(url: string, params: Record<string, string>): Promise<boolean> {
    return this.attempt(url, params, 0);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.pending) clearTimeout(timer);
  }

  private async attempt(url: string, params: Record<string, string>, tries: number): Promise<boolean> {
    if (this.closed) return false;
    const { authToken, timeScale } = this.options;
    const nonce = randomBytes(10).toString('hex');
    const signature = signV3(authToken, 'POST', url, params, nonce);
    const v2 = signV2(authToken, url, nonce);
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
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS / timeScale),
      });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // No answer is a refusal.
    }
    const wait = RETRY_AFTER_MS[tries];
    if (wait !== undefined && !this.closed) {
      const timer = setTimeout(() => {
        this.pending.delete(timer);
        void this.attempt(url, params, tries + 1);
      }, wait / timeScale);
      this.pending.add(timer);
    }
    return false;
  }
}
