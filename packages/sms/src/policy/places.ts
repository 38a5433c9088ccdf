import type { HolidayCalendar } from './holidays.js';
import type { SendLimit } from './limits.js';

/** Whole hours, from inclusive, to exclusive, by the recipient's clock; `null`: not on such a day. */
export interface HoursOfWeek {
  weekdays: Hours | null;
  saturday: Hours | null;
  sunday: Hours | null;
}

/** When marketing texts may reach people in a place. */
export interface Place extends HoursOfWeek {
  /** ISO 3166-1 alpha-2, or 3166-2 for a state. */
  place: string;
  /** Days on which nothing is sent. */
  noTextsOn?: HolidayCalendar;
  /** More than this in a day is against the law there. */
  most?: SendLimit;
  source: string;
  /** When the source was read. */
  seen: string;
}
export type Hours = readonly [from: number, to: number];

const every = (hours: Hours) => ({ weekdays: hours, saturday: hours, sunday: hours });
const DANISH_ADVICE = 'Advice of vendors, no statutory hours found: 8–20 on weekdays, 9–18 at weekends';
const KLAVIYO = "Klaviyo's table of countries: not before 8, not after 21";
const STATES = 'Secondary tables of state law; where they disagree the strictest stands here';
const nordic = { weekdays: [8, 20], saturday: [9, 18], sunday: [9, 18] } as const;
const seen = '2026-11';
const THREE_A_DAY: SendLimit = { count: 3, hours: 24 };

/** One row a place, each with where it is from. Where two sources differ the stricter stands here. */
export const PLACES: Place[] = [
  { place: 'DK', ...nordic, source: DANISH_ADVICE, seen },
  { place: 'SE', ...nordic, source: `None found; as Denmark. ${DANISH_ADVICE}`, seen },
  { place: 'NO', ...nordic, source: `None found; as Denmark. ${DANISH_ADVICE}`, seen },
  { place: 'DE', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'NL', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'GB', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'IE', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'CA', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'AU', ...every([8, 21]), source: KLAVIYO, seen },
  { place: 'NZ', ...every([8, 21]), source: KLAVIYO, seen },
  {
    place: 'FR',
    weekdays: [8, 22],
    saturday: [8, 22],
    sunday: null,
    noTextsOn: 'FR',
    source: "Klaviyo's table of countries: 8–22, never on Sundays or public holidays",
    seen,
  },
  // Federal: 47 CFR 64.1200(c)(1), 8–21. Where the state is not known, all of the states below hold at once.
  {
    place: 'US',
    weekdays: [10, 18],
    saturday: [10, 17],
    sunday: null,
    noTextsOn: 'US',
    most: THREE_A_DAY,
    source:
      'The strictest of the states: Rhode Island 9–18 and 10–17 at weekends, Kentucky from 10, no Sundays',
    seen,
  },
  {
    place: 'US-FL',
    ...every([8, 20]),
    most: THREE_A_DAY,
    source: `Florida Telephone Solicitation Act. ${STATES}`,
    seen,
  },
  {
    place: 'US-TX',
    weekdays: [9, 21],
    saturday: [9, 21],
    sunday: [12, 21],
    source: `Texas SB 140, in force since 1 September 2025. ${STATES}`,
    seen,
  },
  { place: 'US-OK', ...every([8, 20]), most: THREE_A_DAY, source: STATES, seen },
  { place: 'US-CT', ...every([9, 20]), source: STATES, seen },
  { place: 'US-MD', ...every([8, 20]), source: STATES, seen },
  { place: 'US-MA', ...every([8, 20]), source: STATES, seen },
  { place: 'US-NJ', ...every([8, 20]), source: STATES, seen },
  {
    place: 'US-LA',
    weekdays: [8, 20],
    saturday: [8, 20],
    sunday: null,
    noTextsOn: 'US',
    source: STATES,
    seen,
  },
  {
    place: 'US-AL',
    weekdays: [8, 20],
    saturday: [8, 20],
    sunday: null,
    noTextsOn: 'US',
    source: STATES,
    seen,
  },
  { place: 'US-MS', weekdays: [8, 20], saturday: [8, 20], sunday: null, source: STATES, seen },
  { place: 'US-RI', weekdays: [9, 18], saturday: [10, 17], sunday: [10, 17], source: STATES, seen },
  { place: 'US-KY', ...every([10, 21]), source: STATES, seen },
  { place: 'US-MI', ...every([9, 21]), source: STATES, seen },
  { place: 'US-MN', ...every([9, 21]), source: STATES, seen },
  { place: 'US-NM', ...every([9, 21]), source: STATES, seen },
  { place: 'US-NV', ...every([9, 20]), source: STATES, seen },
];

const BY_PLACE = new Map(PLACES.map((row) => [row.place, row]));

/** For people whose country is not known or has no row. */
export const STRICTEST: Place = {
  ...BY_PLACE.get('US')!,
  place: '',
  noTextsOn: 'FR+US',
  source: 'The strictest of all rows: for people of whom it is not known where they are',
};

/** States by name, as addresses have them; those with a row of their own. */
const STATE_BY_NAME: Record<string, string> = {
  florida: 'FL',
  texas: 'TX',
  oklahoma: 'OK',
  connecticut: 'CT',
  maryland: 'MD',
  massachusetts: 'MA',
  'new jersey': 'NJ',
  louisiana: 'LA',
  alabama: 'AL',
  mississippi: 'MS',
  'rhode island': 'RI',
  kentucky: 'KY',
  michigan: 'MI',
  minnesota: 'MN',
  'new mexico': 'NM',
  nevada: 'NV',
};

export interface Whereabouts {
  country: string | null;
  region: string | null;
}

/** The row that holds for a person. A state without one is treated as unknown, which is stricter than federal law. */
export function placeOf({ country, region }: Whereabouts): Place {
  const state = (region ?? '').trim().replace(/^US-/i, '');
  const code = STATE_BY_NAME[state.toLowerCase()] ?? state.toUpperCase();
  return (
    (country === 'US' ? BY_PLACE.get(`US-${code}`) : undefined) ?? BY_PLACE.get(country ?? '') ?? STRICTEST
  );
}

/** What the law where a person is adds to the limits. */
export const mostPerDay = (where: Whereabouts): SendLimit | null => placeOf(where).most ?? null;
