import { setImmediate } from 'node:timers/promises';
import { evaluateGroup, type Facts } from '@signalbox/engine/conditions';
import { planHash, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import type { RunStart } from '@signalbox/engine/interpret';
import { simulate, type Render, type ScriptEntry, type SimulationResult } from '@signalbox/engine/simulate';
import type { Json, StandIns } from '@signalbox/nodes/kernel';
import { countParts } from '@signalbox/sms';
import {
  factsOf,
  productNamedIn,
  segmentsOfPerson,
  someContacts,
  type ContactFacts,
  type ProductFacts,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, simulated, simulatedPeople, type KeptOutBy } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { asOnThePhone } from './as-on-the-phone.js';
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

/** Runs a draft in virtual time: a journey of months takes a moment, and nobody is texted. */
export const simulateRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, catalogue, nodeTypes, config, nowMs } = deps;
    const planOf = (id: string | undefined, given: unknown) => draftPlan(deps, id, given);
    /** Of a journey, or without an id of the graph that is sent along. */
    const addresses = (action: string) => [`/api/journeys/:id/${action}`, `/api/journeys/${action}`];

    const run = (
      render: Render,
      plan: Plan,
      contact: ContactFacts,
      script: ScriptEntry[],
      start: {
        atMs: number;
        entry: { [key: string]: Json };
        product: ProductFacts | null;
        days: number;
        contactId: string;
      },
      segments: string[] = [],
      shared: StandIns = {},
    ): SimulationResult => {
      const { runners, activities } = nodeTypes.simulation();
      return simulate({
        plan,
        start: startOf(plan, start),
        contact,
        product: start.product,
        segments,
        script,
        untilMs: start.atMs + start.days * DAY,
        runners,
        activities: { ...activities, ...shared },
        shopTimeZone: config.SIGNALBOX_TIME_ZONE,
        render,
      });
    };

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
          const { contactId, contact, startAt, entry, events, days } = request.body;
          const drawn = await planOf(request.params.id, request.body.graph);
          const known = contactId ? await factsOf(database, contactId) : {};
          const segments = contactId ? Object.keys(await segmentsOfPerson(database, contactId)) : [];
          if (contactId && Object.keys(known).length === 0) throw notFound('person');
          const atMs = startAt ? Date.parse(startAt) : nowMs();
          const script = events.map(({ afterMs, name, properties: own }, index) => ({
            atMs: atMs + afterMs,
            event: {
              id: `event-${index}`,
              name,
              atMs: atMs + afterMs,
              properties: { ...usualIn(drawn.graph, name), ...own },
            },
          }));
          const startedAt = performance.now();
          const product = await productNamedIn(database, entry, new Date(atMs));
          const start = { atMs, entry, product, days, contactId: contactId ?? 'somebody' };
          const render = await asOnThePhone(database, config, nowMs());
          const result = run(render, drawn.plan, { ...known, ...contact }, script, start, segments);
          const notLetIn = keptOutBy(drawn.plan, atMs, {
            contact: { ...known, ...contact },
            event: entry,
            segment: Object.fromEntries(segments.map((id) => [id, true])),
          });
          return {
            ...traceOf(drawn.graph, result),
            notLetIn,
            ranMs: Math.round(performance.now() - startedAt),
          };
        },
      );

    const traceOf = (drawn: JourneyGraph, { steps, messages, end }: SimulationResult) => ({
      steps: steps.map(({ nodeId, enteredAtMs, leftAtMs, port, reason }) => ({
        ...stepNames(catalogue, drawn.nodes, nodeId, port),
        enteredAt: new Date(enteredAtMs).toISOString(),
        leftAt: leftAtMs === null ? null : new Date(leftAtMs).toISOString(),
        reason,
      })),
      texts: messages.map(({ atMs, nodeId, text }) => ({
        at: new Date(atMs).toISOString(),
        nodeId,
        text,
        parts: countParts(text).parts,
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
          const render = await asOnThePhone(database, config, nowMs());
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
            const script = events.flatMap(({ name, share, withinMs, properties: own }, which) => {
              const chance = chanceOf(`${seed}${index}/${which}`);
              if (chance >= share) return [];
              const at = atMs + Math.ceil(withinMs * chanceOf(`${seed}${index}/${which}/when`));
              const properties = { ...usualIn(drawn.graph, name), ...own };
              return [{ atMs: at, event: { id: `${index}/${which}`, name, atMs: at, properties } }];
            });
            const start = { atMs, entry, product, days, contactId: `${id}/${seed}${index}` };
            counted.add(run(render, plan, facts, script, start, segments, shared));
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

  add({ steps, messages, end }: SimulationResult): void {
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
    return { notLetIn, texts, parts, inside, ended, nodes };
  }
}

/** By the rules of the live journey, in the order in which it asks them. */
function keptOutBy({ trigger, settings }: Plan, atMs: number, facts: Facts): KeptOutBy | null {
  const { startsAt, endsAt, entryFilter } = settings;
  if ((startsAt && atMs < Date.parse(startsAt)) || (endsAt && atMs >= Date.parse(endsAt))) return 'dates';
  if (!evaluateGroup(trigger.where, { event: facts.event })) return 'trigger';
  return evaluateGroup(entryFilter, facts) ? null : 'filter';
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
