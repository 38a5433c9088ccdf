import {
  DEFAULT_LIMITS,
  DEFAULT_URGENCY,
  type HoursOfWeek,
  type Sender,
  type SendLimit,
  type TextSettings,
  type UrgencyAllowance,
} from '@signalbox/sms';
import { isRealCarrier, paceOf, type CarrierRest, type TextFacts } from '@signalbox/store';

/** The settings that a text heeds, as of the moment in which its facts were read. */
export interface TextSettingsNow {
  /** None: the one of the environment. */
  senders: Sender[];
  limits: SendLimit[];
  urgency: UrgencyAllowance;
  ownHours: HoursOfWeek | null;
  texts: TextSettings | null;
  /** `null`: no fuse. */
  partsPerDay: number | null;
  /** Then lawful hours hold, whatever was wished. */
  reachesRealPhones: boolean;
  /** The account can send nothing now. */
  rest: CarrierRest | null;
  /** The pace that the account takes; none is kept if absent. */
  textsPerSecond: number | undefined;
}

export const settingsOf = (
  { settings }: TextFacts,
  { carrierUrl, textsPerSecond }: { carrierUrl?: string; textsPerSecond?: number },
): TextSettingsNow => ({
  senders: (settings.senders as Sender[] | undefined) ?? [],
  limits: (settings.limits as SendLimit[] | undefined) ?? DEFAULT_LIMITS,
  urgency: (settings.urgency as UrgencyAllowance | undefined) ?? DEFAULT_URGENCY,
  ownHours: (settings.hours as HoursOfWeek | null | undefined) ?? null,
  texts: (settings.texts as TextSettings | undefined) ?? null,
  partsPerDay: (settings['parts-per-day'] as number | undefined) ?? null,
  reachesRealPhones: isRealCarrier(
    (settings.carrier as { baseUrl: string } | undefined)?.baseUrl ?? carrierUrl,
  ),
  rest: (settings['carrier-rest'] as CarrierRest | undefined) ?? null,
  textsPerSecond: paceOf(settings.carrier, textsPerSecond),
});
