import { setImmediate } from 'node:timers/promises';
import { evaluateGroup } from '@signalbox/engine/conditions';
import { compile, parseGraph, planHash, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import { simulate } from '@signalbox/engine/simulate';
import type { Json, RuleGroup } from '@signalbox/nodes/kernel';
import { notBegunInstead, occurrences, type Schedule } from '@signalbox/nodes/clocks';
import { countParts, purposeInWords } from '@signalbox/sms';
import {
  begunTimes,
  countEventAudience,
  countPeople,
  eventsOfPeople,
  getJourney,
  paceNow,
  type SampledEntry,
  sampleEvents,
  samplePeople,
  segmentsBeingCounted,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, forecast, partPrice, type Forecast, type PartPrice } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { checksOf } from './draft-checks.js';
import { asOnThePhone } from './as-on-the-phone.js';
import { priceFor, readPartPrice, writePartPrice } from './part-price.js';
import { isUrgentPlan, urgentTextsOfPlan } from './urgent-texts-of.js';
import { allowanceInWords, lostUrgency, urgencyInWords } from './urgent-texts.js';

const DAY = 86_400_000;
const SAMPLE = 1_000;
/** The server answers others in between. */
const AT_ONCE = 100;
const byId = z.object({ id: z.uuid() });

/** Whom a draft would reach and why, and what it would send, before it is published. */
export const forecastRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, catalogue, nodeTypes, config, nowMs } = deps;
    app.get(
      '/api/settings/part-price',
      { schema: { tags: ['house'], response: answers(z.object({ price: partPrice.nullable() })) } },
      async () => ({ price: await readPartPrice(database) }),
    );

    app.put(
      '/api/settings/part-price',
      {
        schema: {
          tags: ['house'],
          body: z.object({ price: partPrice.nullable() }),
          response: answers(z.object({ price: partPrice.nullable() })),
        },
      },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: async (within) => ({ price: await readPartPrice(within) }),
          write: (within) => writePartPrice(within, request.body.price),
        });
        return request.body;
      },
    );

    app.post(
      '/api/journeys/:id/forecast',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({
            graph: z.record(z.string(), z.unknown()).optional(),
            days: z.int().min(1).max(365).default(30),
          }),
          response: answers(forecast),
        },
      },
      async (request): Promise<Forecast> => {
        const journey = await getJourney(database, request.params.id);
        if (!journey) throw notFound('journey');
        const parsed = parseGraph(request.body.graph ?? journey.draft);
        const { plan, diagnostics } = parsed.graph
          ? compile(parsed.graph, catalogue, checksOf(nodeTypes))
          : { plan: null, diagnostics: parsed.diagnostics };
        if (!parsed.graph || !plan) {
          const first = diagnostics.find(({ severity }) => severity === 'error');
          throw new ApiError('not-publishable', first?.message ?? 'The journey can’t run yet.', {
            diagnostics,
          });
        }
        return forecastOf(journey.id, parsed.graph, plan, request.body.days);
      },
    );

    async function forecastOf(
      journeyId: string,
      graph: JourneyGraph,
      plan: Plan,
      days: number,
    ): Promise<Forecast> {
      const now = nowMs();
      // Asked first: what is counted by the time that people are looked for is no fault.
      const uncounted = await segmentsBeingCounted(database);
      const drawing = JSON.stringify(graph);
      const fromMs = now - days * DAY;
      const { trigger, settings } = plan;
      const purpose = purposeOf(plan);
      const isEvent = trigger.clock === undefined && trigger.direct !== true;
      const audience = isEvent ? null : audienceOf(graph, trigger.nodeId);
      const counted = isEvent
        ? await countEventAudience(database, { event: trigger.event, fromMs })
        : await countPeople(database, audience?.segment ?? null);
      const drawn = isEvent
        ? await sampleEvents(database, { event: trigger.event, fromMs, purpose, limit: SAMPLE })
        : await samplePeople(database, {
            segment: audience?.segment ?? null,
            purpose,
            limit: SAMPLE,
            nowMs: now,
          });

      const lets = (entry: SampledEntry) => {
        const facts = {
          contact: entry.facts,
          event: entry.properties,
          segment: Object.fromEntries(entry.segments.map((id) => [id, true])),
        };
        return (
          evaluateGroup(trigger.where, facts) &&
          evaluateGroup(settings.entryFilter, facts) &&
          evaluateGroup(audience?.where, facts)
        );
      };
      const inside = drawn.filter(lets);
      const withPhone = inside.filter(({ canBeTexted }) => canBeTexted.hasPhone);
      const reached = withPhone.filter(({ canBeTexted }) => canBeTexted.consented);
      const people = namesNobody(trigger, audience) ? 0 : counted.people;
      const share = (part: SampledEntry[]) =>
        drawn.length === 0 ? 0 : Math.round((people * part.length) / drawn.length);
      const isEstimate = drawn.length < counted.entries;
      const entries =
        drawn.length === 0
          ? 0
          : Math.round(((people === 0 ? 0 : counted.entries) * inside.length) / drawn.length);

      const urgent = isEvent || !isUrgentPlan(plan) ? null : await lost(journeyId, plan, audience, now);
      const price = await readPartPrice(database);
      const walked = await walk(plan, inside, now, price);
      const perEntryOf = (sum: number) => (inside.length === 0 ? 0 : sum / inside.length);
      const perEntry = perEntryOf(walked.texts);
      const texts = Math.round(perEntry * entries);
      const parts = Math.round(perEntryOf(walked.parts) * entries);
      return {
        days,
        isCounting: uncounted.some((id) => drawing.includes(id)),
        kind: isEvent ? 'events' : trigger.clock ? 'campaign' : 'direct',
        funnel: [
          { key: 'everyone', words: 'Everybody you know', people: counted.everyone, isEstimate: false },
          {
            key: 'audience',
            words: isEvent
              ? `had “${trigger.event}” in the last ${days} days`
              : audience?.segment
                ? 'belong to the segment'
                : people === 0
                  ? 'named by nobody yet'
                  : 'may be started',
            people,
            isEstimate: false,
          },
          { key: 'filter', words: 'may enter', people: share(inside), isEstimate },
          { key: 'phone', words: 'have a phone number', people: share(withPhone), isEstimate },
          {
            key: 'consent',
            words: consentInWords(purpose),
            people: share(reached),
            isEstimate,
          },
          ...(urgent
            ? [
                {
                  key: 'urgency' as const,
                  words: `have room for one more text with an end time (${allowanceInWords(urgent.allowance)})`,
                  people: Math.max(0, share(reached) - urgent.people),
                  isEstimate,
                },
              ]
            : []),
        ],
        entries,
        sample: inside.length,
        texts,
        parts,
        textsPerEntry: perEntry,
        cost: price === null ? null : { [price.currency]: perEntryOf(walked.cost) * entries },
        carrierSeconds: texts / (await paceNow(database, config.SIGNALBOX_TEXTS_PER_SECOND)),
        notes: [
          ...(urgent ? urgencyInWords(urgent) : []),
          ...notesOn({ isEvent, isEstimate, sample: drawn.length, entries: counted.entries, days }),
        ],
      };
    }

    /** How many would lose a text with an end time, by when the campaign comes round next. */
    async function lost(journeyId: string, plan: Plan, audience: Audience | null, now: number) {
      const shopTimeZone = config.SIGNALBOX_TIME_ZONE;
      const schedule = plan.nodes[plan.trigger.nodeId]!.config as unknown as Schedule;
      const within = { afterMs: now, untilMs: now + 400 * DAY };
      const times = plan.trigger.clock === 'schedule' ? occurrences(schedule, shopTimeZone, within) : [];
      const begun = times.length > 0 ? await begunTimes(database, journeyId) : [];
      const [next] = notBegunInstead(times, begun);
      return lostUrgency(database, audience?.segment ? { segment: audience.segment } : 'everyone', {
        texts: urgentTextsOfPlan(plan),
        startMs: next?.atMs ?? now,
        nowMs: now,
        shopTimeZone,
        besides: [journeyId],
      });
    }

    /** Lets each sampled person pass, with what really happened to them afterwards; nobody is texted. */
    async function walk(
      plan: Plan,
      entries: SampledEntry[],
      now: number,
      price: PartPrice | null,
    ): Promise<{ texts: number; parts: number; cost: number }> {
      const names = [...new Set(plan.subscriptions.map(({ event }) => event))];
      const happened = await eventsOfPeople(database, {
        contactIds: [...new Set(entries.map(({ contactId }) => contactId))],
        fromMs: Math.min(now, ...entries.map(({ atMs }) => atMs)),
        names,
      });
      const { render } = await asOnThePhone(database, config, now);
      let [texts, parts, cost] = [0, 0, 0];
      for (const [
        index,
        { contactId, facts, segments, atMs, properties, canBeTexted },
      ] of entries.entries()) {
        if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
        if (!canBeTexted.consented) continue;
        const later = (happened.get(contactId) ?? []).filter((event) => event.atMs > atMs);
        const { messages } = simulate({
          plan,
          start: {
            runId: 'forecast',
            journeyId: 'forecast',
            contactId: `${contactId}/${index}`,
            planHash: planHash(plan),
            entryEvent: {
              id: 'entry',
              name: plan.trigger.event,
              atMs,
              properties: properties as { [key: string]: Json },
            },
            startedAtMs: atMs,
          },
          contact: facts,
          segments,
          script: later.map(({ name, atMs: at, properties: own }, which) => ({
            atMs: at,
            event: { id: `event-${which}`, name, atMs: at, properties: own as { [key: string]: Json } },
          })),
          untilMs: atMs + 365 * DAY,
          ...nodeTypes.simulation(),
          shopTimeZone: config.SIGNALBOX_TIME_ZONE,
          render,
        });
        texts += messages.length;
        const own = messages.reduce((sum, { text }) => sum + countParts(text).parts, 0);
        parts += own;
        if (price)
          cost +=
            own * priceFor(price, { phone: textOrNull(facts.phone), country: textOrNull(facts.country) });
      }
      return { texts, parts, cost };
    }
  };

interface Audience {
  everyone?: boolean;
  segment?: string;
  where?: RuleGroup;
}

/** Whom a trigger that keeps time names. */
function audienceOf(graph: JourneyGraph, nodeId: string): Audience | null {
  const config = graph.nodes.find(({ id }) => id === nodeId)?.data.config as
    { audience?: Audience } | undefined;
  return config?.audience ?? null;
}

/** Nobody is in an audience that names nobody. */
const namesNobody = ({ clock }: Plan['trigger'], audience: Audience | null) =>
  clock === 'schedule' &&
  !audience?.everyone &&
  !audience?.segment &&
  !(audience?.where && audience.where.rules.length > 0);

/** What its first text is for: whoever agreed to that is reached. */
function purposeOf(plan: Plan): string {
  const purposes = Object.values(plan.nodes).flatMap(({ config }) =>
    typeof config.purpose === 'string' ? [config.purpose] : [],
  );
  return purposes[0] ?? plan.settings.purpose ?? 'marketing';
}

function consentInWords(purpose: string): string {
  if (purpose === 'transactional') return 'can be texted';
  // It is what asks for the consent.
  return purpose === 'opt-in-confirmation'
    ? 'did not reply STOP'
    : `agreed to ${purposeInWords(purpose)} and did not reply STOP`;
}

function notesOn(facts: {
  isEvent: boolean;
  isEstimate: boolean;
  sample: number;
  entries: number;
  days: number;
}): string[] {
  const { isEvent, isEstimate, sample, entries, days } = facts;
  return [
    ...(isEvent
      ? [`As if the last ${days} days came again, with what people really did after they would have entered.`]
      : ['As if nothing else happened to anybody: orders and replies would make it fewer.']),
    ...(isEstimate ? [`Reckoned from ${sample} of ${entries} entries; other samples differ a little.`] : []),
    ...(sample < 30 ? ['So few entries say little.'] : []),
    'Limits a person and lawful hours can hold or drop some of these texts.',
  ];
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
