import { slugOf, type Utm } from './planned-link.js';
import type { TextLanguage } from './brand-and-stop.js';
import type { HouseStyle } from './compose-text.js';

/** What is set for all texts; `GET /api/settings/texts`. `null`: as the environment says. */
export interface TextSettings {
  brand: string | null;
  addsBrand: boolean;
  addsOptOut: boolean;
  linkDomain: string | null;
  /** `null`: links carry no UTM parameters. */
  utm: { source: string; medium: string } | null;
  /** Of those whose own is not known; `null` or absent: English. */
  language?: TextLanguage | null;
  /** How HELP is answered, by language, between the brand and the way out; absent: our own words. */
  help?: Partial<Record<TextLanguage, string>>;
}

export const DEFAULT_TEXT_SETTINGS: TextSettings = {
  brand: null,
  addsBrand: true,
  addsOptOut: true,
  linkDomain: null,
  utm: { source: 'signalbox', medium: 'sms' },
};

/** What the environment says, where nothing is set. */
export interface HouseDefaults {
  brand: string;
  linkDomain: string;
  shopTimeZone: string;
}

/**
 * What the house adds to a text, and what its links carry.
 * @param ownBrand the name under which this one text goes out, instead of the house's
 */
export function houseStyleOf(
  saved: TextSettings | null,
  defaults: HouseDefaults,
  ownBrand?: string,
): HouseStyle {
  const settings = saved ?? DEFAULT_TEXT_SETTINGS;
  return {
    brand: ownBrand || (settings.addsBrand ? (settings.brand ?? defaults.brand) : null),
    addsOptOut: settings.addsOptOut,
    linkDomain: settings.linkDomain ?? defaults.linkDomain,
    shopTimeZone: defaults.shopTimeZone,
    language: settings.language ?? null,
  };
}

/** By default a link tells where it stood: the journey as its campaign, the step as its content. */
export function utmOf(
  saved: TextSettings | null,
  { journey, step }: { journey: string | null; step: string | null },
): Utm | null {
  const { utm } = saved ?? DEFAULT_TEXT_SETTINGS;
  return utm && { ...utm, campaign: journey && slugOf(journey), content: step && slugOf(step) };
}
