import type { CountedText, Priority, SendLimit } from './limits.js';
import type { HoursOfWeek } from './places.js';
import type { UrgencyAllowance } from './rules/urgency.js';

/** Everything that the decision rests on, read at one moment. */
export interface SendFacts {
  nowMs: number;
  /** For the sentences: who it is about. */
  personName: string;
  /** E.164, or `null`. */
  phone: string | null;
  /** A number that comes by then still counts, Unix milliseconds; `null` if none is waited for. */
  phoneAwaitedUntilMs: number | null;
  /** Why nothing can reach the number, if the carrier said so. */
  unreachable: string | null;
  country: string | null;
  /** A state of the US, by its two letters or its name. */
  region: string | null;
  timeZone: string | null;
  /** IANA; where the shop is. */
  shopTimeZone: string;
  consent: 'granted' | 'denied' | 'none';
  /** Whether the person asked to be signed up, and the request is still open. */
  hasOptInRequest: boolean;
  hasStopped: boolean;
  purpose: string;
  /** What the text is about, as the person may choose on their page; its purpose if absent. */
  topic: string | null;
  preferences: Wish[];
  /** Win-back gave up on them, and they have given no sign of life since. */
  isLetGo: boolean;
  /** What was true when the text was planned, looked at again; absent is not asked. */
  stillTrue: StillTrue;
  /** `law`: the recipient's lawful hours hold; `always`: they do not. */
  sendingHours: 'law' | 'always';
  /** The hours that the house sends in, if it has chosen some. */
  ownHours: HoursOfWeek | null;
  /** When the run came to the step, Unix milliseconds. */
  enteredAtMs: number;
  dropAfterMs: number;
  /** When what it offers is over; such a text draws on the urgency allowance. */
  offerEndsAtMs: number | null;
  /** It must arrive at least this long before the offer's end. */
  usefulForMs: number;
  /** How long it would wait in line for the carrier's pace, as things are. */
  queueMs: number;
  /** Texts to the same number that count. */
  recent: CountedText[];
  limits: SendLimit[];
  urgency: UrgencyAllowance;
  /** When the same cart was last reminded of, to whatever number. */
  cartRemindedAtMs: number | null;
  priority: Priority;
  /** Other texts to the same number that were held to this very instant. */
  waiting: { purpose: string; priority: Priority }[];
}

/** What a number's owner wishes: `no` with an instant is a pause. */
export interface Wish {
  /** `*`, a purpose, or a topic. */
  topic: string;
  choice: 'yes' | 'fewer' | 'no';
  until: Date | null;
}

/** `null`: it can't be known now, which stops nothing. */
export interface StillTrue {
  /** Nothing was ordered since the run began. */
  noOrder?: boolean | null;
  /** What it is about can be bought. */
  inStock?: boolean | null;
  /** The cart holds something. */
  cart?: boolean | null;
  /** A reward that was reached can still be had. */
  reward?: boolean | null;
  /** What it tells of is still to come. */
  before?: boolean | null;
  /** The shop that the run's news came from is still connected: the address of one that is not, else `null`. */
  goneShop?: string | null;
  /** The step's own condition. */
  rule?: boolean | null;
}

export type SendDecision =
  | { decision: 'send' }
  | { decision: 'held'; untilMs: number; code: string; reason: string }
  | {
      decision: 'not-sent';
      code: string;
      reason: string;
      /** Of what would come too late: when it could have gone, Unix milliseconds, which is later than now. */
      couldGoAtMs?: number;
    };

/** A rule's no, for good. */
export interface No {
  code: string;
  reason: string;
}

/** A rule's "not before". */
export interface NotBefore {
  atMs: number;
  code: string;
  reason: string;
}

export const no = (code: string, reason: string): No => ({ code, reason });
