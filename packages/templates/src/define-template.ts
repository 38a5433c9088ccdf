import type { JourneyGraph } from '@signalbox/engine/graph';
import type * as z from 'zod';
import { faultsOfAmount } from './amount.js';
import { namedInDanish } from './danish-names.js';
import type { SenderAnswer } from './questions.js';

/** What a template knows of the shop that it is drawn for. */
export interface Shop {
  /** ISO 4217 */
  currency: string;
  /** No order and no shop has told yet which it is: `currency` is a guess, by which nobody may be left out. */
  guessesCurrency?: boolean;
  /** IANA */
  timeZone: string;
  /** Whether people can answer its texts; a sender by name ("Acme") hears nothing. */
  takesReplies: boolean;
  /** When it is drawn, Unix milliseconds. */
  nowMs: number;
  /** When the journeys that are drawn anew were drawn first; `nowMs` if they never were. */
  firstDrawnMs: number;
  /** What was kept (`keeps`) of the last drawing of what is drawn anew; `null` if there was none. */
  before: Record<string, string> | null;
  /** The same of the drawing by which it is live and has begun; `null` if it has not. */
  begun: Record<string, string> | null;
  /** The first instant from `fromMs` on at which advertising may reach people where the shop is. */
  mayReachMs(fromMs: number): number;
  /** Of its loyalty programme. */
  programme: {
    /** `theirs`: points are kept elsewhere. */
    kind: 'none' | 'ours' | 'theirs';
    /** The lowest first. */
    tiers: string[];
    givesBirthdayPoints: boolean;
  };
}

/** A segment that the journey asks about; its graph names it as `segment:<key>` wherever a segment's id stands. */
export interface NewSegment {
  key: string;
  name: string;
  /** A rule of version 2, see `engine/segments`. */
  rule: object;
}

/** A pool of codes that the journey hands out, by its name; how codes come into it, the shop's connections decide. */
export interface NewPool {
  pool: string;
  pattern: string;
  offer: object;
  ends: object;
}

export interface DrawnJourney {
  name: string;
  graph: JourneyGraph;
}

/** Whom a journey reaches: the people of one of its segments, or those of whom an event comes. */
export type Audience = ({ segment: string } | { event: string }) & {
  /** Goes on from “17 people: ”: `whom we may text, and who have ordered before`. */
  who: string;
  /** What it means that there is nobody, and what to do. */
  nobody: string;
};

export interface Drawn extends DrawnJourney {
  /** Journeys that come with it, for what another event starts. */
  companions: DrawnJourney[];
  segments: NewSegment[];
  pools: NewPool[];
  audience: Audience;
  /** How the rounds of all waitlists go from now on. */
  waitlist?: {
    rate: number;
    minimum: number;
    settleMinutes: number;
    roundMinutes: number;
    expiryDays: number;
  };
  /** Of the segment's people, so many have their turn a day. */
  perDay?: number;
  /** What the next drawing has to know of this one, which the answers do not tell. */
  keeps?: Record<string, string>;
  /** What to know of this drawing before it is made. */
  notes?: string[];
  /** Of lawful hours from its beginning on; who could only be told later gets nothing, as it would be of no use. */
  toldWithinMs?: number;
}

/** What a shop must be telling for a template to be of use. */
export interface Need {
  /** Some event of these within the last month; or `field`: something known of somebody. */
  anyEvent: string[];
  /** What is missing, and how it comes: “No checkouts came in lately. Connect the shop, or …”. */
  missing: string;
}

/** To whom, what, when, and as whom: the four questions before a journey is drawn. */
export type Questions = z.ZodObject<{
  whom: z.ZodType;
  offer: z.ZodType;
  timing: z.ZodType;
  sender: z.ZodType;
}>;

/** An answer that its own schema can't refuse: an end before its start. */
export interface BadAnswer {
  /** `timing.endDate` */
  path: string;
  message: string;
}

export interface Template<Q extends Questions = Questions> {
  id: string;
  title: string;
  /** One sentence: what it does for whom. */
  promise: string;
  /** Two or three sentences for the one who chooses. */
  description: string;
  /**
   * Answers to begin with that only today can tell: the dates of a sale, at hours at which texts may reach people.
   * @param today of the shop's clock, `2026-11-30`
   */
  suggest?(
    today: string,
    shop: Pick<Shop, 'timeZone' | 'mayReachMs' | 'programme'>,
  ): { offer?: object; timing?: object };
  questions: Q;
  needs: Need[];
  check?(answers: z.output<Q>, shop: Shop): BadAnswer[];
  /** Pure: the same answers for the same shop draw the same journeys. */
  draw(answers: z.output<Q>, shop: Shop): Drawn;
}

/** A template whose answers' type is known to nobody outside; `draw` takes what its own `questions` gave. */
export type AnyTemplate = Template;

export const defineTemplate = <Q extends Questions>(template: Template<Q>): AnyTemplate =>
  ({
    ...template,
    check: (answers, shop) => [
      ...faultsOfAmount(answers.offer, shop.currency),
      ...(template.check?.(answers, shop) ?? []),
    ],
    draw: (answers, shop) => signed(template.draw(answers, shop), answers.sender as SenderAnswer),
  }) satisfies Template<Q> as unknown as AnyTemplate;

/** Lets all texts of a drawing be from whom the answers name, and its steps be named in the language of the texts. */
function signed(drawn: Drawn, { from, brand, language }: SenderAnswer): Drawn {
  const own = { ...(from && { from }), ...(brand && { brand }) };
  const sign = <J extends DrawnJourney>({ graph, ...journey }: J) => ({
    ...journey,
    graph: {
      ...graph,
      nodes: (language === 'da' ? namedInDanish(graph) : graph).nodes.map((node) =>
        node.type === 'send-sms'
          ? { ...node, data: { ...node.data, config: { ...node.data.config, ...own } } }
          : node,
      ),
    },
  });
  return { ...sign(drawn), companions: drawn.companions.map(sign) };
}
