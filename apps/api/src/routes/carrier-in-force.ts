import { reachesRealPhones } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';

/** Whether texts reach real phones, and so at which hours they leave. */
export async function carrierInForce({ database, config }: Pick<ApiDeps, 'database' | 'config'>): Promise<{
  isReal: boolean;
  isDevelopment: boolean;
  sendingHours: 'law' | 'always';
}> {
  const isReal = await reachesRealPhones(database, config.PLIVO_AUTH_ID && config.PLIVO_BASE_URL);
  return {
    isReal,
    isDevelopment: !isReal && config.CARRIER_CONTROL_URL !== undefined,
    sendingHours: isReal ? 'law' : config.SIGNALBOX_SENDING_HOURS,
  };
}
