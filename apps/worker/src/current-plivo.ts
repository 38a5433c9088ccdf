import { ACCOUNT_PAUSE_MS, createPlivo, type Plivo } from '@signalbox/sms';
import { NotOpened, openCarrierAccount, type CarrierAccount, type Database } from '@signalbox/store';

/** A change in the settings is heeded after this long at most. */
const LOOK_AGAIN_MS = 5_000;

/** The carrier that the settings name now, or else the environment's: new credentials need no new start. */
export function createCurrentPlivo({
  database,
  secret,
  fromEnvironment,
}: {
  database: Database;
  secret: string;
  fromEnvironment: CarrierAccount;
}): Plivo {
  let known: { account: string; plivo: Plivo; lookedAtMs: number } | null = null;

  async function current(): Promise<Plivo> {
    const nowMs = performance.now();
    if (known && nowMs - known.lookedAtMs < LOOK_AGAIN_MS) return known.plivo;
    const account = (secret && (await openCarrierAccount(database, secret))) || fromEnvironment;
    const name = JSON.stringify(account);
    if (known?.account === name) known.lookedAtMs = nowMs;
    else {
      const { authId, baseUrl, authTokens } = account;
      const plivo = createPlivo({ authId, baseUrl, authToken: authTokens[0] ?? '' });
      known = { account: name, plivo, lookedAtMs: nowMs };
    }
    return known.plivo;
  }

  return {
    async send(text) {
      let plivo: Plivo;
      try {
        plivo = await current();
      } catch (error) {
        if (!(error instanceof NotOpened)) throw error;
        // Nothing was asked yet, so the text is good for later.
        const reason = 'The stored account was sealed under another SIGNALBOX_SECRET';
        return { outcome: 'retry-later', code: 'carrier-account', afterMs: ACCOUNT_PAUSE_MS, reason };
      }
      return plivo.send(text);
    },
    listSent: async (...window) => (await current()).listSent(...window),
  };
}
