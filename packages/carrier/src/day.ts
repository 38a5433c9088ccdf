import { isErrorsByNumber } from './error-codes.js';

/** How well the carrier works. Shares are from 0 to 1, times in milliseconds. */
export interface Day {
  name: string;
  /** The same seed gives the same text to the same number the same fate. */
  seed: number;
  /** How long an answer takes, least and most. */
  latencyMs: [number, number];

  // What becomes of a request to send.
  /** 429, nothing taken. */
  tooMany: number;
  /** 500, 502 or 503, nothing taken. */
  broken: number;
  /** Nothing taken and no answer, ever. */
  hang: number;
  /** Taken, and the connection breaks before the answer. */
  lostAnswer: number;
  /** Taken, and the answer never comes, nor does the connection end. */
  silent: number;
  /** Taken, and the answer is 500. */
  brokenAfterTaking: number;

  // What becomes of a text that was taken.
  /** How long a text takes on each leg, to the network and to the phone. */
  transitMs: [number, number];
  /** Numbers that can't be reached: undelivered with error 50, 70 or 80. */
  unreachable: number;
  unreachableNumbers: string[];
  /**
   * Which of Plivo's error codes a number's texts end with, whatever the text: `{"+4551000001": "90"}`. A key may be the
   * beginning of numbers, with a star: `{"+47*": "450", "*": "900"}`; the longest that fits counts.
   */
  errorCodes: Record<string, string>;
  /** Texts taken for spam: failed with error 30. */
  filtered: number;
  /** Texts with one of these words are taken for spam. */
  filteredWords: string[];
  /** The network never says that it arrived: the last state is `sent`. */
  noReceipt: number;
  /** Texts a second of one sender; the rest wait in a queue, and fail with 420 when they expire. No queue if null. */
  textsPerSecond: number | null;
  /** The carrier itself blocks who wrote STOP (failed with error 200): senders in the US and Canada, or all. */
  stopBlock: 'north-america' | 'all';

  // What becomes of a call to a webhook.
  lostCallbacks: number;
  /** Made twice. */
  repeatedCallbacks: number;
  /** Overtaken by later ones. */
  lateCallbacks: number;
  lateByMs: [number, number];

  /** Beyond it 429; Plivo allows 300. */
  requestsInFiveSeconds: number | null;
  /** Lists of what was sent; Plivo allows 20. */
  listsAMinute: number | null;
}

const FAIR: Day = {
  name: 'fair',
  seed: 1,
  latencyMs: [0, 0],
  tooMany: 0,
  broken: 0,
  hang: 0,
  lostAnswer: 0,
  silent: 0,
  brokenAfterTaking: 0,
  transitMs: [0, 0],
  unreachable: 0,
  unreachableNumbers: [],
  errorCodes: {},
  filtered: 0,
  filteredWords: [],
  noReceipt: 0,
  textsPerSecond: null,
  stopBlock: 'north-america',
  lostCallbacks: 0,
  repeatedCallbacks: 0,
  lateCallbacks: 0,
  lateByMs: [0, 0],
  requestsInFiveSeconds: null,
  listsAMinute: null,
};

/** Days that have a name; each may be had with some things changed. */
export const DAYS: Record<string, Day> = {
  fair: FAIR,
  slow: { ...FAIR, name: 'slow', latencyMs: [500, 4_000], transitMs: [2_000, 20_000], textsPerSecond: 5 },
  down: { ...FAIR, name: 'down', broken: 1 },
  worst: {
    ...FAIR,
    name: 'worst',
    latencyMs: [5, 400],
    tooMany: 0.06,
    broken: 0.03,
    hang: 0.01,
    lostAnswer: 0.04,
    silent: 0.01,
    brokenAfterTaking: 0.03,
    transitMs: [10, 800],
    unreachable: 0.05,
    filtered: 0.03,
    noReceipt: 0.08,
    textsPerSecond: 100,
    stopBlock: 'all',
    lostCallbacks: 0.15,
    repeatedCallbacks: 0.2,
    lateCallbacks: 0.25,
    lateByMs: [200, 3_000],
    requestsInFiveSeconds: 300,
    listsAMinute: 20,
  },
};

/**
 * A named day with some things changed.
 * @returns what is wrong with the wish, if something is
 */
export function dayOf(wish: Record<string, unknown>): { day: Day } | { error: string } {
  const name = String(wish.name ?? 'fair');
  if (!Object.hasOwn(DAYS, name)) return { error: `"name" is one of ${Object.keys(DAYS).join(', ')}.` };
  const known = DAYS[name]!;
  for (const [key, value] of Object.entries(wish)) {
    if (!Object.hasOwn(known, key))
      return { error: `There is no "${key}". ${Object.keys(known).join(', ')}.` };
    if (!isLike(known[key as keyof Day], value, key))
      return { error: `"${key}" can't be ${JSON.stringify(value)}.` };
  }
  return { day: { ...known, ...wish } as Day };
}

const MAY_BE_NULL = new Set(['textsPerSecond', 'requestsInFiveSeconds', 'listsAMinute']);

function isLike(known: Day[keyof Day], value: unknown, key: string): boolean {
  if (MAY_BE_NULL.has(key)) return value === null || (typeof value === 'number' && value > 0);
  if (key === 'stopBlock') return value === 'north-america' || value === 'all';
  if (key.endsWith('Ms')) {
    return (
      Array.isArray(value) && value.length === 2 && value.every((ms) => typeof ms === 'number' && ms >= 0)
    );
  }
  if (key === 'errorCodes') return isErrorsByNumber(value);
  if (Array.isArray(known)) return Array.isArray(value) && value.every((word) => typeof word === 'string');
  if (key === 'seed') return Number.isInteger(value);
  if (typeof known === 'number') return typeof value === 'number' && value >= 0 && value <= 1;
  return typeof value === 'string';
}
