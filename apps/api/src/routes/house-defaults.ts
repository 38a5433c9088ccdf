import type { HouseDefaults } from '@signalbox/sms';
import type { Config } from '../config.js';

/** What holds for texts where nobody has set anything. */
export const houseDefaults = (config: Config): HouseDefaults => ({
  brand: config.SIGNALBOX_BRAND,
  linkDomain: config.SIGNALBOX_LINK_DOMAIN || config.PUBLIC_URL,
  shopTimeZone: config.SIGNALBOX_TIME_ZONE,
});
