import { setImmediate } from 'node:timers/promises';
import type { Plan } from '@signalbox/engine/graph';
import { Replay } from '@signalbox/engine/simulate';
import { standIns as builtInStandIns } from '@signalbox/nodes/stand-ins';
import type { StandIns } from '@signalbox/nodes/kernel';
import { houseStyleOf, renderTextSync, type HouseDefaults, type TextSettings } from '@signalbox/sms';
import {
  countPastEvents,
  couponPools,
  journeyName,
  pastEvents,
  pastPeople,
  readingOnly,
  readSetting,
  type Database,
  type PastReading,
} from '@signalbox/store';
import type { Backtest } from '../contract/index.js';
import { caveatsOf } from './caveats.js';
import { belonged, clockStarts, startOf, type ClockStart } from './clock-starts.js';
import { LOOKS_BACK_MS } from './judge.js';
import { asTheyWere, type ReplayedPerson } from './past-person.js';
import { readJudgedBy } from './read-judged-by.js';
import type { SenderOf } from '../routes/sender-of.js';
import { TrialCoupons } from '../trial/trial-coupons.js';
import { Tally } from './tally.js';
import { WouldSend } from './would-send.js';

/** The server answers others in between. */
const AT_ONCE = 250;
const PEOPLE_AT_ONCE = 2_000;

export interface Asked {
  database: Database;
  journeyId: string;
  plan: Plan;
  fromMs: number;
  toMs: number;
  sendingHours: 'law' | 'always';
  shopTimeZone: string;
  /** From whom each person would have been texted. */
  sender: SenderOf;
  house: HouseDefaults;
  simulation: { runners?: ConstructorParameters<typeof Replay>[0]['runners']; activities: StandIns };
  /** Told as it goes on; what it throws ends the replay. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Lets a draft live through the events of the past: who would have been texted, what and when, and what would not have
 * been sent and why. Nobody is texted, and the one transaction it reads in can't write.
 */
export async function backtest(asked: Asked): Promise<Backtest> {
  const { database, journeyId, plan, fromMs, toMs, shopTimeZone, onProgress } = asked;
  const beganMs = performance.now();
  const tally = new Tally();
  const settings = await readSetting<TextSettings>(database, 'texts');
  const texting = {
    settings,
    style: houseStyleOf(settings, asked.house),
    sender: asked.sender,
    ...(await readJudgedBy(database, { plan, sendingHours: asked.sendingHours, shopTimeZone })),
    journeyName: await journeyName(database, journeyId),
    partsPerDay: await readSetting<number>(database, 'parts-per-day'),
    coupons: new TrialCoupons(await couponPools(database), shopTimeZone),
  };
  const wouldSend = new WouldSend(
    texting,
    (text) => tally.text(text),
    (key, code) => tally.held(key, code),
  );
  const replay = new Replay<ReplayedPerson>({
    plan,
    journeyId,
    ...(asked.simulation.runners && { runners: asked.simulation.runners }),
    activities: (person) => ({
      ...builtInStandIns,
      ...asked.simulation.activities,
      'send-sms.send': (input, world) => {
        const result = wouldSend.attempt(person, input);
        // What it said is told by the policy; the run has to know only that it left.
        if (result.outcome === 'sent') world.text({ template: '', purpose: '' });
        return { ...result };
      },
      'issue-coupon.issue': (input) => wouldSend.issue(person, input),
    }),
    shopTimeZone,
    render: (template, scope) => {
      const rendered = renderTextSync(template, { ...scope });
      return rendered.ok ? rendered.text : rendered.reason;
    },
    onRun: ({ result }) => tally.run(result),
  });

  return readingOnly(database, async (tx) => {
    const people = new PeopleOfThePast(tx, { journeyId, sinceMs: fromMs - LOOKS_BACK_MS });
    const byPurchase = plan.settings.correlation.by === 'purchase';
    const past = { journeyId, fromMs, toMs, names: namesOf(plan), byPurchase };
    const total = await countPastEvents(tx, past);
    const clock = clockStarts(tx, plan, { fromMs, toMs, shopTimeZone });
    let due = await clock.next();
    const startByClock = async (untilMs: number) => {
      for (; !due.done && due.value.atMs <= untilMs; due = await clock.next())
        await startAll(replay, people, due.value);
    };
    let done = 0;
    onProgress?.(done, total);
    for await (const page of pastEvents(tx, past)) {
      await people.load(page.map(({ contactId }) => contactId));
      for (const { contactId, ...event } of page) {
        if (!due.done) await startByClock(event.atMs);
        replay.take(event, contactId === null ? null : await people.get(contactId));
        done += 1;
        if (done % AT_ONCE === 0) await setImmediate();
      }
      onProgress?.(done, total);
    }
    await startByClock(toMs);
    replay.finish(toMs);
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      events: total,
      ...tally.result(replay, plan.settings.goal !== undefined),
      caveats: caveatsOf(plan),
      ranMs: Math.round(performance.now() - beganMs),
    };
  });
}

const namesOf = ({ trigger, subscriptions, settings }: Plan): string[] => [
  ...new Set([
    // A start that was asked for is found by its journey, not by its name.
    ...(trigger.direct ? [] : [trigger.event]),
    ...subscriptions.map(({ event }) => event),
    ...(settings.goal ? [settings.goal.event] : []),
  ]),
];

async function startAll(
  replay: Replay<ReplayedPerson>,
  people: PeopleOfThePast,
  start: ClockStart,
): Promise<void> {
  for (let first = 0; first < start.contactIds.length; first += PEOPLE_AT_ONCE) {
    const ids = start.contactIds.slice(first, first + PEOPLE_AT_ONCE);
    await people.load(ids);
    for (const id of ids) {
      const person = await people.get(id);
      if (person && belonged(person, start)) replay.take(startOf(id, start), person);
    }
    await setImmediate();
  }
}

/** Everybody whom the replay has met: the same object each time, for it keeps what steps wrote onto them. */
class PeopleOfThePast {
  readonly #known = new Map<string, ReplayedPerson | null>();

  constructor(
    private readonly tx: PastReading,
    private readonly settings: { journeyId: string; sinceMs: number },
  ) {}

  async load(ids: (string | null)[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id): id is string => id !== null && !this.#known.has(id));
    for (const past of await pastPeople(this.tx, missing, this.settings))
      this.#known.set(past.id, asTheyWere(past));
    // Erased since.
    for (const id of missing) if (!this.#known.has(id)) this.#known.set(id, null);
  }

  async get(id: string): Promise<ReplayedPerson | null> {
    if (!this.#known.has(id)) await this.load([id]);
    return this.#known.get(id) ?? null;
  }
}
