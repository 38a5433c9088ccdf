import type { Json, RunEvent, StandIn } from '@signalbox/nodes/kernel';
import { evaluateGroup as evaluate, readPath } from '../conditions/index.js';
import { mayEnter, opening } from '../graph/letting-in.js';
import type { Plan, PlanSubscription } from '../graph/plan.js';
import { propertyKeys } from '../graph/property-keys.js';
import { isPurchaseKey, isToldByShops } from '../graph/purchases.js';
import type { RunStart } from '../interpret/index.js';
import { Agenda } from './agenda.js';
import { EarlierEvents } from './earlier-events.js';
import type { ScriptEntry } from './script.js';
import { endsAt, type SaidStop } from './said-stop.js';
import { SimulatedRun } from './simulated-run.js';
import type { ActivityWorld, SimulationOptions, SimulationResult } from './simulation.js';

const DAY = 86_400_000;
/** What came in earlier than a run by longer than this is no news to it. */
const KEPT_MS = 7 * DAY;

/** A person of the past, at any instant of it. */
export interface ReplayPerson {
  id: string;
  /** What a step writes is written here, and is there for the person's later runs. */
  contact: { [field: string]: unknown };
  knownAt?: NonNullable<SimulationOptions['knownAt']>;
  stops?: SaidStop[];
}

/** An event as it came in. */
export interface ReplayEvent {
  id: string;
  name: string;
  /** When it came in, Unix milliseconds. */
  atMs: number;
  /** When it happened, Unix milliseconds. */
  occurredAtMs: number;
  properties: { [key: string]: Json };
  /** What holds a purchase's events together, as intake found them. */
  keys: string[];
  /** The shop's pages told of it. */
  isOfBrowser?: boolean;
  /** It asks for this very journey. */
  startsJourney?: boolean;
}

/** Why an event let nobody in. */
export type NotEntered = 'too-old' | 'not-meant' | 'journey-closed' | 'inside-already' | 'been-through';

export interface ReplayOptions<P extends ReplayPerson> {
  plan: Plan;
  journeyId: string;
  runners?: SimulationOptions['runners'];
  /** By `type.activity`: what is asked for in the name of a person. */
  activities: (person: P) => Record<string, StandIn<ActivityWorld>>;
  shopTimeZone?: string;
  render?: SimulationOptions['render'];
  evaluateGroup?: SimulationOptions['evaluateGroup'];
  /** Each run, once it is over or the replay is. */
  onRun: (run: { person: P; start: RunStart; result: SimulationResult }) => void;
}

interface Replayed<P> {
  run: SimulatedRun;
  person: P;
  start: RunStart;
  keys: string[];
  /** By no key does it hear what the shop tells. */
  isCartOfBrowser: boolean;
  /** What it is told apart by from other runs of the person. */
  entryKey: string;
  /** The keys by which it hears of things. */
  about: Map<string, string>;
}

/**
 * Lets a journey live through events that have happened: whom each lets in, what each run waits for and hears, and what
 * is asked of the world, all under one clock. It keeps the rules by which intake starts runs and passes events on.
 */
export class Replay<P extends ReplayPerson> {
  readonly entered = { runs: 0, people: new Set<string>() };
  /** Runs whose person reached the journey's goal in time, also after they had left. */
  goalsReached = 0;
  readonly notEntered: Record<NotEntered, number> = {
    'too-old': 0,
    'not-meant': 0,
    'journey-closed': 0,
    'inside-already': 0,
    'been-through': 0,
  };
  readonly #agenda = new Agenda();
  readonly #byRun = new Map<SimulatedRun, Replayed<P>>();
  readonly #ofPerson = new Map<string, Set<Replayed<P>>>();
  readonly #byKey = new Map<string, Set<Replayed<P>>>();
  /** When each (person, key) last entered. */
  readonly #lastEntry = new Map<string, number>();
  /** Of each person, since when they have been on the way to the goal, a run each. */
  readonly #towardsGoal = new Map<string, number[]>();
  /** When each person did what the goal asks for: a run tells only in the end when its first text left. */
  readonly #goalEvents = new Map<string, number[]>();
  readonly #earlier: EarlierEvents;

  constructor(private readonly options: ReplayOptions<P>) {
    this.#earlier = new EarlierEvents(new Set(options.plan.subscriptions.map(({ event }) => event)));
  }

  /** The next event, no earlier than those before it. `person` is absent if it is about a thing. */
  take(event: ReplayEvent, person: P | null): void {
    this.goOn(event.atMs);
    this.#learnKeys(event);
    for (const replayed of this.#concerned(event, person)) this.#tell(replayed, event, person);
    this.#earlier.keep(event, person?.id ?? null, this.#keysOf(event));
    if (person) this.#markGoals(event, person);
    if (person && this.#isTrigger(event)) this.#enter(event, person);
  }

  /** When one of its runs acts next, for whoever lets several journeys share a clock; `null` if none does. */
  get nextAtMs(): number | null {
    return this.#agenda.nextAtMs;
  }

  /** Lets time pass to an instant, which is not yet over. */
  goOn(atMs: number): void {
    this.#agenda.goOn(atMs, (run) => this.#settle(run));
  }

  /** Lets time pass to the end of the replay; who is still inside then stays there. */
  finish(atMs: number): void {
    this.goOn(atMs + 1);
    for (const run of [...this.#byRun.keys()]) {
      run.stop();
      this.#settle(run);
    }
  }

  #isTrigger(event: ReplayEvent): boolean {
    const { trigger } = this.options.plan;
    return event.startsJourney === true || (trigger.event === event.name && !trigger.direct);
  }

  #enter(event: ReplayEvent, person: P): void {
    const { plan, journeyId } = this.options;
    const { trigger, settings } = plan;
    const { atMs } = event;
    if (event.occurredAtMs < atMs - trigger.maxAgeMs) return this.#refuse('too-old');
    if (!event.startsJourney && !evaluate(trigger.where, { event: event.properties }))
      return this.#refuse('not-meant');
    if (opening(settings, atMs) !== 'open') return this.#refuse('journey-closed');
    if (!evaluate(settings.entryFilter, factsOf(person, event))) return this.#refuse('not-meant');

    const keys = this.#correlationKeys(event);
    const { reentry } = settings;
    const entryKeys = keys.length > 0 ? keys : [''];
    const active =
      reentry.kind === 'always'
        ? undefined
        : [...(this.#ofPerson.get(person.id) ?? [])].find(({ entryKey }) => entryKeys.includes(entryKey));
    const former = { isInside: active !== undefined, lastAtMs: this.#lastEntryOf(person, entryKeys) };
    const may = mayEnter(reentry, former, atMs);
    if (may !== 'yes') return this.#refuse(may);
    const entryKey = active?.entryKey ?? entryKeys[0]!;
    this.#lastEntry.set(`${person.id}/${entryKey}`, atMs);
    if (active) {
      active.run.tell({ atMs, interrupt: { kind: 'end', outcome: 'replaced' } });
      // The new one begins when the old one has settled; what it was sending has been sent.
      if (active.run.nextAtMs === atMs) active.run.act();
      this.#settle(active.run);
    }

    const start: RunStart = {
      runId: `${event.id}/${person.id}`,
      journeyId,
      contactId: person.id,
      planHash: 'replayed',
      entryEvent: asRunEvent(event, trigger.event),
      startedAtMs: atMs,
    };
    const { runners, shopTimeZone, render, evaluateGroup } = this.options;
    const run = new SimulatedRun({
      plan,
      start,
      contact: person.contact,
      activities: this.options.activities(person),
      script: [...this.#heardBefore(event, person, keys), ...endings(plan, person, atMs)],
      untilMs: Infinity,
      ...(person.knownAt && { knownAt: person.knownAt }),
      ...(runners && { runners }),
      ...(shopTimeZone && { shopTimeZone }),
      ...(render && { render }),
      ...(evaluateGroup && { evaluateGroup }),
    });
    const about = new Map(
      plan.subscriptions.flatMap(({ ref, about: thing }): [string, string][] => {
        const value = thing && readPath(event.properties, thing.path);
        return value === undefined ? [] : [[ref, `${thing!.key}:${String(value)}`]];
      }),
    );
    const isCartOfBrowser = isOfBrowsersCart(event, keys);
    const replayed: Replayed<P> = { run, person, start, keys, isCartOfBrowser, entryKey, about };
    this.entered.runs += 1;
    this.entered.people.add(person.id);
    if (settings.goal && !settings.goal.since) this.#headForGoal(person, atMs);
    this.#byRun.set(run, replayed);
    addTo(this.#ofPerson, person.id, replayed);
    for (const key of [...keys, ...about.values()]) addTo(this.#byKey, key, replayed);
    for (const earlier of this.#earlier.of(keys)) this.#learnKeys(earlier);
    this.#agenda.add(run);
    this.#settle(run);
  }

  #refuse(why: NotEntered): void {
    this.notEntered[why] += 1;
  }

  #lastEntryOf({ id }: P, keys: string[]): number | undefined {
    const entries = keys.flatMap((key) => this.#lastEntry.get(`${id}/${key}`) ?? []);
    return entries.length > 0 ? Math.max(...entries) : undefined;
  }

  #correlationKeys({ keys, properties }: ReplayEvent): string[] {
    const { correlation } = this.options.plan.settings;
    if (correlation.by === 'purchase') return keys.filter(isPurchaseKey);
    return correlation.by === 'property' ? propertyKeys([correlation.path], properties) : [];
  }

  /** Runs that may hear of an event: its person's, and those that hold one of its keys. */
  #concerned(event: ReplayEvent, person: P | null): Set<Replayed<P>> {
    const concerned = new Set(person ? this.#ofPerson.get(person.id) : undefined);
    for (const key of this.#keysOf(event)) {
      for (const replayed of this.#byKey.get(key) ?? []) concerned.add(replayed);
    }
    return concerned;
  }

  /** Of an event that calls a purchase by two of its names, a run that knows it by one learns the other. */
  #learnKeys(event: ReplayEvent): void {
    const names = event.keys.filter(isPurchaseKey);
    if (names.length < 2) return;
    for (const replayed of this.#concerned(event, null)) {
      const { keys } = replayed;
      if (!names.some((name) => keys.includes(name))) continue;
      const learnt = names.filter((name) => !keys.includes(name));
      keys.push(...learnt);
      for (const key of learnt) addTo(this.#byKey, key, replayed);
      for (const earlier of this.#earlier.of(learnt)) {
        if (earlier.atMs >= event.atMs - KEPT_MS)
          this.#tell(replayed, { ...earlier, atMs: event.atMs }, null);
        this.#learnKeys(earlier);
      }
    }
  }

  #keysOf = (event: ReplayEvent): Set<string> => new Set([...event.keys, ...this.#correlationKeys(event)]);

  #tell(replayed: Replayed<P>, event: ReplayEvent, person: P | null): void {
    const refs = this.#metRefs(replayed, event, person);
    if (refs.length === 0 || replayed.run.result) return;
    replayed.run.tell({ atMs: event.atMs, event: asRunEvent(event), refs });
    this.#agenda.add(replayed.run);
  }

  #metRefs(
    { person: owner, keys, isCartOfBrowser, about, start }: Replayed<P>,
    event: ReplayEvent,
    person: P | null,
  ): string[] {
    const own = this.#keysOf(event);
    const isTheirs = person?.id === owner.id;
    const hasKey = keys.some((key) => own.has(key) && (isPurchaseKey(key) || !person || isTheirs));
    const isSince = event.occurredAtMs >= start.entryEvent.atMs;
    return this.options.plan.subscriptions
      .filter(({ ref, event: name, where, about: thing, newestOnly, ofPerson }) => {
        // What somebody replied then was no answer to a text that is made up now.
        if (name !== event.name || newestOnly) return false;
        const byPerson =
          keys.length === 0 || (isSince && (ofPerson || (isCartOfBrowser && isToldByShops(name))));
        const hears = thing ? about.has(ref) && own.has(about.get(ref)!) : hasKey || (byPerson && isTheirs);
        return hears && evaluate(where, { event: event.properties });
      })
      .map(({ ref }) => ref);
  }

  /** What came in before the run did: an order may overtake its own checkout. */
  #heardBefore(entry: ReplayEvent, person: P, keys: string[]): ScriptEntry[] {
    const ofPerson = (keys: string[]) =>
      this.#earlier
        .ofPerson(person.id, keys)
        .filter(({ occurredAtMs }) => occurredAtMs >= entry.occurredAtMs);
    const found = keys.some(isPurchaseKey) ? this.#earlier.of(keys) : ofPerson(keys);
    const isOfCart = isOfBrowsersCart(entry, keys);
    const hearsOfPerson = ({ event: name, ofPerson }: PlanSubscription) =>
      ofPerson || (isOfCart && isToldByShops(name));
    const told = keys.some(isPurchaseKey) ? ofPerson([]) : [];
    return [...new Set([...found, ...told])].flatMap((event) => {
      if (event.id === entry.id || event.atMs < entry.atMs - KEPT_MS) return [];
      const refs = this.options.plan.subscriptions
        .filter(({ event: name, newestOnly, about }) => name === event.name && !newestOnly && !about)
        .filter((one) => found.includes(event) || hearsOfPerson(one))
        .filter(({ where }) => evaluate(where, { event: event.properties }))
        .map(({ ref }) => ref);
      return refs.length > 0 ? [{ atMs: entry.atMs, event: asRunEvent(event), refs }] : [];
    });
  }

  #markGoals(event: ReplayEvent, person: P): void {
    const { goal } = this.options.plan.settings;
    if (goal?.event !== event.name || !evaluate(goal.where, { event: event.properties })) return;
    if (goal.since) append(this.#goalEvents, person.id, event.occurredAtMs);
    const underWay = this.#towardsGoal.get(person.id) ?? [];
    const isReached = (sinceMs: number) => this.#isInTime(event.occurredAtMs, sinceMs);
    this.goalsReached += underWay.filter(isReached).length;
    this.#towardsGoal.set(
      person.id,
      underWay.filter((sinceMs) => !isReached(sinceMs)),
    );
  }

  #isInTime(occurredAtMs: number, sinceMs: number): boolean {
    return (
      occurredAtMs >= sinceMs && occurredAtMs - sinceMs <= this.options.plan.settings.goal!.withinDays * DAY
    );
  }

  #headForGoal({ id }: P, sinceMs: number): void {
    const isReached = this.#goalEvents.get(id)?.some((atMs) => this.#isInTime(atMs, sinceMs));
    if (isReached) this.goalsReached += 1;
    else append(this.#towardsGoal, id, sinceMs);
  }

  #settle(run: SimulatedRun): void {
    const replayed = this.#byRun.get(run);
    if (!replayed || !run.result) return;
    this.#byRun.delete(run);
    this.#ofPerson.get(replayed.person.id)?.delete(replayed);
    for (const key of [...replayed.keys, ...replayed.about.values()]) this.#byKey.get(key)?.delete(replayed);
    const { person, start } = replayed;
    const [first] = run.result.messages;
    if (first && this.options.plan.settings.goal?.since) this.#headForGoal(person, first.atMs);
    this.options.onRun({ person, start, result: run.result });
  }
}

const isOfBrowsersCart = ({ isOfBrowser }: ReplayEvent, keys: string[]): boolean =>
  isOfBrowser === true && keys.some(isPurchaseKey);

/** A stop comes before whatever else came in at its instant, as at the doors. */
const endings = (plan: Plan, { stops = [] }: ReplayPerson, enteredAtMs: number): ScriptEntry[] =>
  stops
    .filter((said) => said.atMs > enteredAtMs && endsAt(plan, said))
    .map(({ atMs }) => ({ atMs, interrupt: { kind: 'end', outcome: 'stopped' } }));

const factsOf = ({ contact, knownAt }: ReplayPerson, { atMs, properties }: ReplayEvent) => {
  const known = knownAt?.(atMs);
  return { contact: { ...contact, ...known?.contact }, segment: known?.segment, event: properties };
};

const asRunEvent = ({ id, name, occurredAtMs, properties }: ReplayEvent, as = name): RunEvent => ({
  id,
  name: as,
  atMs: occurredAtMs,
  properties,
});

function append(lists: Map<string, number[]>, key: string, value: number): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
