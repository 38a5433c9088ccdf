import { CARRIER_KEEPS_STOP, countryOfPhone } from '@signalbox/sms';
import { isSuppressed } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';
import { hearingSender } from '../routes/sender-of.js';

/** The sender to whom somebody who said STOP has to write START before a text can reach them; `null` where a press will do. */
export async function startToSend(
  deps: Pick<ApiDeps, 'database' | 'config'>,
  phone: string,
): Promise<string | null> {
  const country = countryOfPhone(phone);
  return CARRIER_KEEPS_STOP.has(country ?? '') && (await isSuppressed(deps.database, phone))
    ? hearingSender(deps, country)
    : null;
}
