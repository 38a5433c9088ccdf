/** When marketing texts may reach people in a country, by their own clock. */
export interface SendingWindow {
  country: string;
  /** Hours of the day, from inclusive, to exclusive. */
  weekdays: [number, number];
  saturday: [number, number] | null;
  sunday: [number, number] | null;
  source: string;
}

const KLAVIYO = "Klaviyo's country table, seen 2026-11: no texts before 8 or after 21";
const DANISH_ADVICE =
  'Vendor advice, seen 2026-11 (no statutory hours found): 8–20 on weekdays, 9–18 at weekends';

/** Where two sources differ the stricter stands here. */
export const SENDING_WINDOWS: SendingWindow[] = [
  { country: 'DK', weekdays: [8, 20], saturday: [9, 18], sunday: [9, 18], source: DANISH_ADVICE },
  {
    country: 'SE',
    weekdays: [8, 20],
    saturday: [9, 18],
    sunday: [9, 18],
    source: `None found; as Denmark. ${DANISH_ADVICE}`,
  },
  {
    country: 'NO',
    weekdays: [8, 20],
    saturday: [9, 18],
    sunday: [9, 18],
    source: `None found; as Denmark. ${DANISH_ADVICE}`,
  },
  { country: 'DE', weekdays: [8, 21], saturday: [8, 21], sunday: [8, 21], source: KLAVIYO },
  { country: 'NL', weekdays: [8, 21], saturday: [8, 21], sunday: [8, 21], source: KLAVIYO },
  { country: 'GB', weekdays: [8, 21], saturday: [8, 21], sunday: [8, 21], source: KLAVIYO },
  {
    country: 'FR',
    weekdays: [8, 22],
    saturday: [8, 22],
    sunday: null,
    source: "Klaviyo's country table, seen 2026-11: 8–22, never Sundays",
  },
  {
    country: 'US',
    weekdays: [10, 18],
    saturday: [10, 17],
    sunday: null,
    source:
      'The strictest state windows, seen 2026-11: Rhode Island 9–18 and 10–17 at weekends, Kentucky from 10, Mississippi no Sundays',
  },
];

/** For people whose country is not known or not listed. */
export const STRICTEST_WINDOW: SendingWindow = {
  country: '',
  weekdays: [10, 18],
  saturday: [10, 17],
  sunday: null,
  source: 'The strictest of the listed windows',
};

/** A zone for each listed country, used when the person's own is not known; the US has no one zone. */
export const ZONE_OF_COUNTRY: Record<string, string> = {
  DK: 'Europe/Copenhagen',
  SE: 'Europe/Stockholm',
  NO: 'Europe/Oslo',
  DE: 'Europe/Berlin',
  NL: 'Europe/Amsterdam',
  GB: 'Europe/London',
  FR: 'Europe/Paris',
  US: 'America/Chicago',
};
