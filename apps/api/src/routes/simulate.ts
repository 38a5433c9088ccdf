import { setImmediate } from 'node:timers/promises';
import { evaluateGroup, type Facts } from '@signalbox/engine/conditions';
import { opening, planHash, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import type { RunStart } from '@signalbox/engine/interpret';
import { endsAt, simulate, type ScriptEntry, type SimulationResult } from '@signalbox/engine/simulate';
import type { Json, StandIns } from '@signalbox/nodes/kernel';
import { countParts } from '@signalbox/sms';
import {
  couponPools,
  factsOf,
  productNamedIn,
  segmentsOfPerson,
  someContacts,
  type ContactFacts,
  type ProductFacts,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { JudgedBy } from '../backtest/judge.js';
import { readJudgedBy } from '../backtest/read-judged-by.js';
import { heldInShort, notSentInShort } from '../backtest/in-short.js';
import { answers, simulated, simulatedPeople, type KeptOutBy } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { TrialPolicy, type TriedText } from '../trial/trial-policy.js';
import { toldEvents } from '../trial/told-events.js';
import { TrialCoupons } from '../trial/trial-coupons.js';
import { TrialStarts } from '../trial/trial-starts.js';
import { assuming, someoneIn, triedPeople, type TriedPerson } from '../trial/tried-person.js';
import { asOnThePhone, type OnThePhone } from './as-on-the-phone.js';
import { carrierInForce } from './carrier-in-force.js';
import { draftPlan } from './draft-plan.js';
import { oneQueue } from './one-queue.js';
import { stepNames } from './step-names.js';

const DAY = 86_400_000;
const LONGEST_DAYS = 3 * 365;
const MOST_PEOPLE = 100_000;
/** The server answers others in between. */
const AT_ONCE = 250;

const byId = z.object({ id: z.uuid().optional() });
const properties = z.record(z.string(), z.json());
const graph = z.record(z.string(), z.unknown()).optional();
const sendingHours = z
  .enum(['law', 'always'])
  .optional()
  .describe('`law`: lawful hours hold; what is in force for real texts if absent.');

/** One passage through a draft. */
interface Tried {
  phone: OnThePhone;
  coupons: TrialCoupons;
  starts: TrialStarts;
  plan: Plan;
  contact: ContactFacts;
  script: ScriptEntry[];
  start: {
    atMs: number;
    entry: { [key: string]: Json };
    product: ProductFacts | null;
    days: number;
    contactId: string;
  };
  segments: string[];
  /** What several share. */
  shared?: StandIns;
  by: JudgedBy;
  person: TriedPerson;
}

/** Runs a draft in virtual time: a journey of months takes a moment, and nobody is texted. */
export const simulateRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, catalogue, nodeTypes, config, nowMs } = deps;
    const someone = someoneIn(config.SIGNALBOX_TIME_ZONE);
    const planOf = (id: string | undefined, given: unknown) => draftPlan(deps, id, given);
    /** Of a journey, or without an id of the graph that is sent along. */
    const addresses = (action: string) => [`/api/journeys/:id/${action}`, `/api/journeys/${action}`];

    const run = ({
      phone,
      coupons,
      starts,
      plan,
      contact,
      script,
      start,
      segments,
      shared = {},
      by,
      person,
    }: Tried): SimulationResult & { tried: TriedText[] } => {
      const { runners, activities } = nodeTypes.simulation();
      const { clock, maxAgeMs } = plan.trigger;
      const policy = new TrialPolicy(by, person, {
        script,
        segments,
        product: start.product,
        phone,
        coupons,
        newsForMs: clock ? null : maxAgeMs,
      });
      const result = simulate({
        plan,
        start: startOf(plan, start),
        contact,
        product: start.product,
        segments,
        script: [...script, ...stopsIn(plan, script)],
        untilMs: start.atMs + start.days * DAY,
        runners,
        activities: {
          ...activities,
          ...shared,
          'send-sms.send': policy.send,
          'issue-coupon.issue': policy.issue,
          'start-journey.start': starts.forRun(String(contact.id ?? ''), segments, start.entry),
        },
        shopTimeZone: config.SIGNALBOX_TIME_ZONE,
        render: policy.render,
      });
      return { ...result, tried: policy.texts };
    };

    /** Under the hours that are in force for real texts, unless asked otherwise. */
    const judgeOf = async (plan: Plan, asked: 'law' | 'always' | undefined) => {
      const sendingHours = asked ?? (await carrierInForce(deps)).sendingHours;
      return readJudgedBy(database, { plan, sendingHours, shopTimeZone: config.SIGNALBOX_TIME_ZONE });
    };

    const codesNow = async () => new TrialCoupons(await couponPools(database), config.SIGNALBOX_TIME_ZONE);

    for (const address of addresses('simulate'))
      app.post(
        address,
        {
          schema: {
            tags: ['journeys'],
            params: byId,
            body: z.object({
              graph,
              contactId: z.uuid().optional(),
              contact: properties
                .default({})
                .describe('Fields that stand in for, or over, those of the person.'),
              startAt: z.iso.datetime({ offset: true }).optional(),
              sendingHours,
              assumed: z
                .object({
                  hasConsented: z.boolean().optional(),
                  hasStopped: z.boolean().optional(),
                  recentTexts: z
                    .int()
                    .min(0)
                    .max(50)
                    .optional()
                    .describe('From others, within the last week.'),
                  phone: z
                    .enum(['none', 'unreachable'])
                    .optional()
                    .describe('They have no number, or the carrier says that theirs can’t be reached.'),
                })
                .default({})
                .describe(
                  'Stands in for what is known of the person. Somebody who is made up agrees to texts and has had none.',
                ),
              entry: properties.default({}).describe('Properties of the event that lets the person in.'),
              events: z
                .array(
                  z.object({
                    afterMs: z
                      .number()
                      .min(0)
                      .max(LONGEST_DAYS * DAY),
                    name: z.string().min(1).max(200),
                    properties: properties.default({}),
                  }),
                )
                .max(500)
                .default([]),
              days: z.number().min(1).max(LONGEST_DAYS).default(365),
            }),
            response: answers(simulated),
          },
        },
        async (request) => {
          const { contactId, contact: given, startAt, entry, events, days, assumed } = request.body;
          const drawn = await planOf(request.params.id, request.body.graph);
          const known = contactId ? await factsOf(database, contactId) : {};
          const contact = { ...known, ...given };
          const segments = contactId ? Object.keys(await segmentsOfPerson(database, contactId)) : [];
          if (contactId && Object.keys(known).length === 0) throw notFound('person');
          const atMs = startAt ? Date.parse(startAt) : nowMs();
          const script = events.flatMap(({ afterMs, ...event }, index) =>
            entriesOf(drawn.graph, { ...event, id: `event-${index}`, atMs: atMs + afterMs }),
          );
          const startedAt = performance.now();
          const product = await productNamedIn(database, entry, new Date(atMs));
          const start = { atMs, entry, product, days, contactId: contactId ?? 'somebody' };
          const phone = await asOnThePhone(database, config, nowMs());
          const coupons = await codesNow();
          const id = String(contact.id ?? '');
          const ids = contactId ? [id] : [];
          const starts = await TrialStarts.of(database, drawn.plan, ids, request.params.id);
          const by = await judgeOf(drawn.plan, request.body.sendingHours);
          const person = contactId ? (await triedPeople(database, [id], atMs)).get(id) : undefined;
          const result = run({
            phone,
            coupons,
            starts,
            plan: drawn.plan,
            contact,
            script,
            start,
            segments,
            by,
            person: assuming(person ?? someone, assumed, atMs),
          });
          const notLetIn = keptOutBy(drawn.plan, atMs, {
            contact,
            event: entry,
            segment: Object.fromEntries(segments.map((id) => [id, true])),
          });
          return {
            ...traceOf(drawn.graph, result),
            sendingHours: by.sendingHours,
            notLetIn,
            ranMs: Math.round(performance.now() - startedAt),
          };
        },
      );

    const traceOf = (
      drawn: JourneyGraph,
      { steps, messages, end, tried }: SimulationResult & { tried: TriedText[] },
    ) => ({
      steps: steps.map(({ nodeId, enteredAtMs, leftAtMs, port, reason, compared = [] }) => ({
        ...stepNames(catalogue, drawn.nodes, nodeId, port),
        enteredAt: new Date(enteredAtMs).toISOString(),
        leftAt: leftAtMs === null ? null : new Date(leftAtMs).toISOString(),
        reason,
        compared,
      })),
      texts: messages.map(({ atMs, nodeId, visit, text }) => ({
        at: new Date(atMs).toISOString(),
        nodeId,
        text,
        parts: countParts(text).parts,
        held: heldOf(tried.find((one) => one.nodeId === nodeId && one.visit === visit)),
      })),
      notSent: tried
        .filter(({ outcome }) => outcome !== 'sent')
        .map((text) => ({
          at: new Date(text.atMs).toISOString(),
          nodeId: text.nodeId,
          isWaiting: text.outcome === 'held',
          code: text.code!,
          reason: text.reason!,
          held: heldOf(text),
        })),
      end: end && { outcome: end.outcome, at: new Date(end.atMs).toISOString() },
    });

    for (const address of addresses('simulate-people'))
      app.post(
        address,
        {
          schema: {
            tags: ['journeys'],
            params: byId,
            body: z.object({
              graph,
              people: z.int().min(1).max(MOST_PEOPLE).default(1_000),
              days: z.number().min(1).max(LONGEST_DAYS).default(90),
              seed: z
                .string()
                .max(100)
                .default('')
                .describe('Other chances with another seed; the same with the same.'),
              sendingHours,
              entry: properties.default({}),
              events: z
                .array(
                  z.object({
                    name: z.string().min(1).max(200),
                    share: z.number().min(0).max(1).describe('Of the people, to how many it happens.'),
                    withinMs: z
                      .number()
                      .min(1)
                      .max(LONGEST_DAYS * DAY),
                    properties: properties.default({}),
                  }),
                )
                .max(20)
                .default([]),
            }),
            response: answers(simulatedPeople),
          },
        },
        async (request) => {
          const { people, days, entry, events } = request.body;
          const seed = request.body.seed === '' ? '' : `${request.body.seed}/`;
          const drawn = await planOf(request.params.id, request.body.graph);
          const { plan } = drawn;
          const contacts = await someContacts(database, Math.min(people, 10_000));
          const nobody = contacts.length === 0;
          if (nobody) contacts.push({ id: 'somebody', facts: {} });
          const startedAt = performance.now();
          const phone = await asOnThePhone(database, config, nowMs());
          const coupons = await codesNow();
          // Tried before its day, a journey is tried as on its day.
          const atMs = Math.max(nowMs(), plan.settings.startsAt ? Date.parse(plan.settings.startsAt) : 0);
          const product = await productNamedIn(database, entry, new Date(atMs));
          const counted = new Counted();
          const judgesSegments = !nobody && JSON.stringify(plan).includes('"source":"segment"');
          const belongs = new Map<string, string[]>();
          const segmentsOf = async (id: string) => {
            const known = belongs.get(id) ?? Object.keys(await segmentsOfPerson(database, id));
            belongs.set(id, known);
            return known;
          };
          const shared = oneQueue(atMs);
          const by = await judgeOf(plan, request.body.sendingHours);
          const ids = nobody ? [] : contacts.map(({ id }) => id);
          const known = await triedPeople(database, ids, atMs);
          const starts = await TrialStarts.of(database, plan, ids, request.params.id);
          for (let index = 0; index < people; index++) {
            if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
            const { id, facts } = contacts[index % contacts.length]!;
            const segments = judgesSegments ? await segmentsOf(id) : [];
            const keptOut = nobody
              ? null
              : keptOutBy(plan, atMs, {
                  contact: facts,
                  event: entry,
                  segment: Object.fromEntries(segments.map((segment) => [segment, true])),
                });
            if (keptOut) {
              counted.keepOut(keptOut);
              continue;
            }
            const script = events.flatMap(({ share, withinMs, ...event }, which) => {
              const chance = chanceOf(`${seed}${index}/${which}`);
              if (chance >= share) return [];
              const at = atMs + Math.ceil(withinMs * chanceOf(`${seed}${index}/${which}/when`));
              return entriesOf(drawn.graph, { ...event, id: `${index}/${which}`, atMs: at });
            });
            const start = { atMs, entry, product, days, contactId: `${id}/${seed}${index}` };
            const person = known.get(id) ?? someone;
            counted.add(
              run({
                phone,
                coupons,
                starts,
                plan,
                contact: facts,
                script,
                start,
                segments,
                shared,
                by,
                person,
              }),
            );
          }
          return { ...counted.result(), people, ranMs: Math.round(performance.now() - startedAt) };
        },
      );
  };

const NAMED_LINK = /\|\s*link:\s*name:\s*'([^']+)'/;

/** What an event of a journey's own usually has: a click is on the first link that its texts name. */
function usualIn({ nodes }: JourneyGraph, event: string): Record<string, string> {
  if (event !== 'Link Clicked') return {};
  const [name] = nodes.flatMap(({ data }) => NAMED_LINK.exec(String(data.config.text ?? ''))?.[1] ?? []);
  return name === undefined ? {} : { link_name: name };
}

interface NodeCount {
  entered: number;
  waiting: number;
  left: Record<string, number>;
  endedHere: number;
}

/** What many runs come to, by the same sums as the canvas of a live journey. */
class Counted {
  private texts = 0;
  private parts = 0;
  private inside = 0;
  private readonly notLetIn = { dates: 0, trigger: 0, filter: 0 };
  private readonly ended: Record<string, number> = {};
  private readonly nodes: Record<string, NodeCount> = {};
  private readonly notSent = new Map<string, { reason: string; count: number }>();
  private readonly held = new Map<string, { reason: string; count: number }>();

  add({ steps, messages, end, tried }: SimulationResult & { tried: TriedText[] }): void {
    for (const { outcome, code, reason, held } of tried) {
      if (outcome === 'not-sent') count(this.notSent, code!, notSentInShort(code!, reason!));
      if (held) count(this.held, held.code, heldInShort(held.code));
    }
    for (const { text } of messages) {
      this.texts += 1;
      this.parts += countParts(text).parts;
    }
    if (end) this.ended[end.outcome] = (this.ended[end.outcome] ?? 0) + 1;
    else this.inside += 1;
    for (const { nodeId, leftAtMs, port } of steps) {
      const node = (this.nodes[nodeId] ??= { entered: 0, waiting: 0, left: {}, endedHere: 0 });
      node.entered += 1;
      if (leftAtMs === null) node.waiting += 1;
      else if (port === null) node.endedHere += 1;
      else node.left[port] = (node.left[port] ?? 0) + 1;
    }
  }

  keepOut(by: KeptOutBy): void {
    this.notLetIn[by] += 1;
  }

  result() {
    const { notLetIn, texts, parts, inside, ended, nodes } = this;
    return {
      notLetIn,
      texts,
      parts,
      inside,
      ended,
      nodes,
      notSent: mostFirst(this.notSent),
      held: mostFirst(this.held),
    };
  }
}

function count(counts: Map<string, { reason: string; count: number }>, code: string, reason: string): void {
  const known = counts.get(code) ?? { reason, count: 0 };
  known.count += 1;
  counts.set(code, known);
}

const mostFirst = (counts: Map<string, { reason: string; count: number }>) =>
  [...counts].map(([code, counted]) => ({ code, ...counted })).sort((a, b) => b.count - a.count);

const heldOf = (text: TriedText | undefined) =>
  text?.held
    ? { from: new Date(text.held.fromMs).toISOString(), code: text.held.code, reason: text.held.reason }
    : null;

/** A STOP that is to happen ends the run at once, as at the doors. */
const stopsIn = (plan: Plan, script: ScriptEntry[]): ScriptEntry[] =>
  script.flatMap((entry) =>
    'event' in entry && entry.event.name === 'SMS Unsubscribed' && endsAt(plan, { atMs: entry.atMs })
      ? [{ atMs: entry.atMs, interrupt: { kind: 'end', outcome: 'stopped' } as const }]
      : [],
  );

/** By the rules of the live journey, in the order in which it asks them. */
function keptOutBy({ trigger, settings }: Plan, atMs: number, facts: Facts): KeptOutBy | null {
  if (opening(settings, atMs) !== 'open') return 'dates';
  if (!evaluateGroup(trigger.where, { event: facts.event })) return 'trigger';
  return evaluateGroup(settings.entryFilter, facts) ? null : 'filter';
}

function startOf(
  plan: Plan,
  { atMs, entry, contactId }: { atMs: number; entry: { [key: string]: Json }; contactId: string },
): RunStart {
  return {
    runId: 'simulated',
    journeyId: 'simulated',
    contactId,
    planHash: planHash(plan),
    entryEvent: { id: 'entry', name: plan.trigger.event, atMs, properties: entry },
    startedAtMs: atMs,
  };
}

/** A number from 0 to 1 that is the same for the same key, so that a second look shows the same. */
function chanceOf(key: string): number {
  let hash = 2_166_136_261;
  for (const letter of key) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** An event of a script as the doors would tell it, with what its kind usually says where nothing else is given. */
const entriesOf = (
  graph: JourneyGraph,
  {
    id,
    atMs,
    name: asked,
    properties: own,
  }: { id: string; atMs: number; name: string; properties: Record<string, Json> },
): ScriptEntry[] =>
  toldEvents(asked, own).map(({ name, properties }) => ({
    atMs,
    event: { id: `${id}/${name}`, name, atMs, properties: { ...usualIn(graph, name), ...properties } },
  }));
