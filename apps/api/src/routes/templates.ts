import { describeRule, readRule } from '@signalbox/engine/segments';
import { occurrences, type Schedule } from '@signalbox/nodes/clocks';
import {
  composeText,
  earliestInShop,
  houseStyleOf,
  senderFor,
  senderLike,
  type HouseStyle,
  type TextSettings,
} from '@signalbox/sms';
import {
  type CouponPoolSettings,
  findCouponPool,
  getJourney,
  journeysDrawnTogether,
  listConnections,
  liveAlike,
  loyaltyProgramme,
  paceNow,
  peopleOfEvent,
  previewSegment,
  readSetting,
  saveCouponPool,
  shopCurrency,
  shopSignals,
  signUpsLately,
  type ShopSignals,
} from '@signalbox/store';
import {
  previewTexts,
  readAnswers,
  recommend,
  templates,
  type AnyTemplate,
  type Drawn,
  type Shop,
} from '@signalbox/templates';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { SendingHours } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { mayManage } from '../http/security.js';
import { begunDrawing } from './begun-drawing.js';
import { drawnByOf, firstOfPart, ofCopy, type DrawnBy } from './drawn-by.js';
import { houseDefaults } from './house-defaults.js';
import { faultsOfProduct, notesOnProduct } from './product-of-template.js';
import { makeDrawn, redraw } from './redraw-template.js';
import { sendersNow } from './sender-of.js';
import { isUrgentGraph, urgentTextsOfGraph } from './urgent-texts-of.js';
import { lostInWords, lostUrgency, urgencyInWords } from './urgent-texts.js';
import { waitlistNotes } from './waitlist-of-drawing.js';

const { answers: answersOf } = contract;
const byId = z.object({ id: z.string().max(60) });
const body = z.object({ answers: z.record(z.string(), z.unknown()).default({}) });
const EVENTS = [...new Set(templates.flatMap(({ needs }) => needs.flatMap(({ anyEvent }) => anyEvent)))];
const DEFAULT_CURRENCY = 'EUR';
const DAY = 86_400_000;

/** Journeys that are there already, but for four answers. */
export const templateRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const defaults = houseDefaults(config);
    const today = () =>
      new Intl.DateTimeFormat('en-CA', { timeZone: config.SIGNALBOX_TIME_ZONE }).format(nowMs());
    const shopOf = async (currency: string | null, from = '', before?: DrawnBy): Promise<Shop> => {
      const all = await sendersNow(database, config);
      const named = all.filter(({ sender }) => sender === from);
      const timeZone = config.SIGNALBOX_TIME_ZONE;
      const ownHours = await readSetting<SendingHours['hours']>(database, 'hours');
      const sender = all[0]?.sender ?? config.SIGNALBOX_SENDER;
      const programme = await loyaltyProgramme(database);
      const kind = programme?.kind ?? 'none';
      return {
        currency: currency ?? DEFAULT_CURRENCY,
        guessesCurrency: currency === null,
        timeZone,
        nowMs: nowMs(),
        firstDrawnMs: before?.firstMs ?? nowMs(),
        before: before?.kept ?? null,
        begun: before
          ? await begunDrawing(database, before, { shopTimeZone: timeZone, nowMs: nowMs() })
          : null,
        mayReachMs: (fromMs) => earliestInShop(fromMs, { timeZone, sender, ownHours }),
        programme: {
          kind,
          tiers: kind === 'none' ? [] : programme!.tiers.map(({ name }) => name),
          givesBirthdayPoints: kind === 'ours' && (programme?.birthday?.points ?? 0) > 0,
        },
        // Where one sender hears nothing, nobody is asked to reply: the link works everywhere.
        takesReplies: (named.length > 0 ? named : all).every(({ canReceive }) => canReceive),
      };
    };

    const drawn = async (
      id: string,
      given: Record<string, unknown>,
      before?: DrawnBy,
    ): Promise<{ template: AnyTemplate; drawn: Drawn }> => {
      const template = templates.find((each) => each.id === id);
      if (!template) throw notFound('template');
      const { from = '' } = (given.sender ?? {}) as { from?: unknown };
      const shop = await shopOf(await shopCurrency(database), typeof from === 'string' ? from : '', before);
      const isKnown =
        from === '' || (await sendersNow(database, config)).some(({ sender }) => sender === from);
      const read = readAnswers(template, given, shop);
      const faults = read.ok
        ? [
            ...(isKnown
              ? []
              : [{ path: 'sender.from', message: `There is no sender “${String(from)}” any more.` }]),
            ...(await faultsOfProduct(database, read.answers)),
          ].map((fault) => ({ ...fault, code: 'bad-answer' }))
        : read.faults;
      if (!read.ok || faults.length > 0)
        throw new ApiError('invalid-request', `An answer is missing or wrong. ${faults[0]!.message}`, {
          errors: faults,
        });
      return { template, drawn: template.draw(read.answers, shop) };
    };

    app.get(
      '/api/templates',
      { schema: { tags: ['templates'], response: answersOf(contract.gallery) } },
      async () => {
        const known = await shopSignals(database, EVENTS, nowMs());
        const shop = await shopOf(known.currency);
        const given = ofTheShop(known, await shopConnection());
        return {
          templates: templates.map((template) => {
            const own = template.suggest?.(today(), shop);
            const suggested = template.questions.parse({ ...own, offer: { ...given, ...own?.offer } });
            return {
              id: template.id,
              title: template.title,
              promise: template.promise,
              description: template.description,
              questions: z.toJSONSchema(template.questions, { io: 'input' }) as Record<string, unknown>,
              suggested: suggested as Record<string, unknown>,
              needs: template.needs.map(({ anyEvent, missing }) => ({
                isMet: anyEvent.some((name) => (known.recent[name] ?? 0) > 0),
                events: anyEvent,
                missing,
              })),
              graph: template.draw(suggested, shop).graph,
            };
          }),
          recommended: recommend(known),
          isAnyLive: known.triggers.length > 0,
        };
      },
    );

    app.post(
      '/api/templates/:id/draw',
      {
        schema: {
          tags: ['templates'],
          params: byId,
          body: body.extend({ journeyId: z.uuid().optional().describe('The journey that is drawn anew.') }),
          response: answersOf(contract.drawnTemplate),
        },
      },
      async (request) => {
        const { journeyId } = request.body;
        const before = journeyId === undefined ? undefined : await beforeOf(request.params.id, journeyId);
        const { drawn: it } = await drawn(request.params.id, request.body.answers, before);
        const style = houseStyleOf(await readSetting<TextSettings>(database, 'texts'), defaults);
        const { language } = (request.body.answers.sender ?? {}) as { language?: string };
        const audience = await audienceOf(it);
        return {
          journeys: await Promise.all(
            [it, ...it.companions].map(async ({ name, graph }) => ({
              name,
              graph,
              texts: await textsOf(graph, language ?? 'en', style),
            })),
          ),
          audience,
          segments: it.segments.map(({ name, rule }) => ({
            name,
            sentence: describeRule(readRule(rule), { segments: new Map(), journeys: new Map() }),
          })),
          notes: [
            ...(before ? [] : await aliveNotes(request.params.id, it)),
            ...(await notesOn(it, audience.count)),
            ...(await signUpNotes(it)),
            ...(await notesOnProduct(database, request.body.answers)),
            ...(await urgencyOf(it, await together(journeyId, before))),
            ...(await waitlistNotes(database, it, { mayManage: mayManage(request.actor), before })),
          ],
        };
      },
    );

    app.post(
      '/api/templates/:id/create',
      {
        schema: {
          tags: ['templates'],
          params: byId,
          body,
          response: answersOf(contract.createdFromTemplate, 201),
        },
      },
      async (request, reply) => {
        const { answers } = request.body;
        const { template, drawn: it } = await drawn(request.params.id, answers);
        await makePools(it);
        const making = {
          ...{ template: template.id, drawn: it, answers },
          ...{ mayManage: mayManage(request.actor), nowMs: nowMs() },
        };
        const journeys = await makeDrawn(database, making);
        return reply.code(201).send({ journeyId: journeys[0]!.id, journeys });
      },
    );

    app.post(
      '/api/templates/:id/redraw',
      {
        schema: {
          tags: ['templates'],
          params: byId,
          body: body.extend({ journeyId: z.uuid() }),
          response: answersOf(contract.createdFromTemplate),
        },
      },
      async (request) => {
        const { answers, journeyId } = request.body;
        const before = await beforeOf(request.params.id, journeyId);
        const { template, drawn: it } = await drawn(request.params.id, answers, before);
        await makePools(it);
        const making = {
          ...{ template: template.id, drawn: it, answers },
          ...{ mayManage: mayManage(request.actor), nowMs: nowMs() },
        };
        return { journeyId, journeys: await redraw(database, journeyId, making, before) };
      },
    );

    /** How a journey of this template was drawn. */
    async function beforeOf(template: string, journeyId: string): Promise<DrawnBy> {
      const journey = await getJourney(database, journeyId);
      if (!journey) throw notFound('journey');
      const by = drawnByOf(journey.draft);
      const isCopy = by && ((await firstOfPart(database, by)) ?? journeyId) !== journeyId;
      const before = isCopy ? ofCopy(by, nowMs()) : by;
      if (!before || journey.draft.template !== template)
        throw new ApiError(
          'invalid-request',
          `“${journey.name}” was not drawn by this template, or by an older Signalbox: change it on the canvas.`,
        );
      return before;
    }

    async function textsOf(graph: Drawn['graph'], language: string, style: HouseStyle) {
      const shown = {
        firstName: language === 'da' ? 'Søren' : 'Anna',
        language,
        timeZone: config.SIGNALBOX_TIME_ZONE,
        nowMs: nowMs(),
        currency: (await shopCurrency(database)) ?? DEFAULT_CURRENCY,
      };
      const pool = await sendersNow(database, config);
      return Promise.all(
        previewTexts(graph, shown).map(
          async ({ nodeId, name, template, purpose, from: asked, brand, fields }) => {
            const sender =
              senderFor(pool, { country: null, purpose, asked }) ?? senderLike(config.SIGNALBOX_SENDER);
            const from = sender.sender;
            const composed = await composeText(
              {
                template,
                fields,
                reader: { language, country: null },
                purpose,
                sender,
                shortenLinks: true,
                utm: null,
                nowMs: shown.nowMs,
              },
              brand ? { ...style, brand } : style,
            );
            if (!composed.ok)
              return {
                ...{ nodeId, name, from, text: null, problem: composed.reason },
                ...{ parts: 0, units: 0, capacity: 160, encoding: 'GSM-7' as const },
              };
            const { text, parts, units, capacity, encoding } = composed;
            return { nodeId, name, from, text, problem: null, parts, units, capacity, encoding };
          },
        ),
      );
    }

    async function audienceOf({ audience, segments }: Drawn) {
      const sentence = audience.who;
      if ('event' in audience)
        return { count: await peopleOfEvent(database, audience.event, nowMs()), isExact: true, sentence };
      const { rule } = segments.find(({ key }) => key === audience.segment)!;
      const { matched, isExact } = await previewSegment(database, readRule(rule), { nowMs: nowMs() });
      return { count: matched, isExact, sentence };
    }

    /** The shop in which codes can be made; without one they come from a list. */
    const shopConnection = async () =>
      (await listConnections(database)).find(({ kind }) => kind === 'shopify' || kind === 'woocommerce');

    async function notesOn(
      { pools, audience, toldWithinMs, perDay, notes: own = [] }: Drawn,
      people: number,
    ): Promise<string[]> {
      const notes = people === 0 ? [audience.nobody, ...own] : [...own];
      if (pools.length > 0 && !(await shopConnection()))
        notes.push(
          `No shop is connected in which codes could be made. Upload a list to the pool “${pools[0]!.pool}” under Coupons, or choose the same code for everybody; without a code nothing is sent.`,
        );
      const perSecond = await paceNow(database, config.SIGNALBOX_TEXTS_PER_SECOND);
      const pace = `At ${perSecond} ${perSecond === 1 ? 'text' : 'texts'} a second`;
      const minutes = Math.ceil(people / perSecond / 60);
      if (perDay !== undefined && people > perDay)
        notes.push(
          `At ${perDay} a day it takes ${Math.ceil(people / perDay)} days until all have had their turn.`,
        );
      else if ('segment' in audience && minutes > 1)
        notes.push(`${pace} it takes ${minutes} minutes until all are told.`);
      const inTime = toldWithinMs === undefined ? people : Math.floor((toldWithinMs / 1_000) * perSecond);
      if (inTime < people)
        notes.push(
          `${pace} only ${inTime} of ${people} can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.`,
        );
      return notes;
    }

    /** What begins with the same event is for the same people. */
    async function aliveNotes(template: string, { graph }: Drawn): Promise<string[]> {
      const trigger = graph.nodes.find(({ type }) => type === 'event-trigger');
      if (!trigger) return [];
      const alike = await liveAlike(database, { event: String(trigger.data.config.event), template });
      return alike.map(
        (name) =>
          `“${name}” is live and begins with the same event: who enters both may get the texts of both. End it first, or let each have people of its own.`,
      );
    }

    /** Whether it hears those who sign up here in the way in which they do. */
    async function signUpNotes({ audience }: Drawn): Promise<string[]> {
      const heard = 'event' in audience ? audience.event : null;
      if (heard !== 'SMS Opt-In Requested' && heard !== 'SMS Subscribed') return [];
      const { requested, atOnce } = await signUpsLately(database, nowMs());
      const people = (count: number) =>
        `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`;
      if (heard === 'SMS Opt-In Requested' && atOnce > 0)
        return [
          `${people(atOnce)} agreed at once in the last 30 days: by a form that asks once, in your shop or by the API. With “Ask once more first” nobody greets those.`,
        ];
      return heard === 'SMS Subscribed' && requested > 0
        ? [
            `${people(requested)} asked in the last 30 days and had to confirm: those are greeted once they have.`,
          ]
        : [];
    }

    /** What is drawn anew, which is no campaign besides itself: the ids of all that was made with a journey. */
    const together = async (journeyId?: string, before?: DrawnBy): Promise<string[]> => [
      ...(journeyId === undefined ? [] : [journeyId]),
      ...(before ? await journeysDrawnTogether(database, before.set) : []).map(({ id }) => id),
    ];

    /** What one more text with an end time costs those who have had their share of them. */
    async function urgencyOf({ graph, audience, segments }: Drawn, besides: string[]): Promise<string[]> {
      const trigger = graph.nodes.find(({ type }) => type === 'schedule-trigger');
      if (!trigger || !isUrgentGraph(graph) || !('segment' in audience)) return [];
      const rule = readRule(segments.find(({ key }) => key === audience.segment)!.rule);
      const now = nowMs();
      const shopTimeZone = config.SIGNALBOX_TIME_ZONE;
      // As drawn it leaves out what it does not change.
      const schedule = { repeat: 'never', weekdays: [], ...trigger.data.config } as unknown as Schedule;
      const [first] = occurrences(schedule, shopTimeZone, { afterMs: now, untilMs: now + 400 * DAY });
      const startMs = first?.atMs ?? now;
      const lost = await lostUrgency(
        database,
        { rule },
        {
          ...{ texts: urgentTextsOfGraph(graph, trigger.id), startMs },
          ...{ nowMs: now, shopTimeZone, besides },
        },
      );
      return [...lostInWords(lost), ...urgencyInWords(lost)];
    }

    async function makePools({ pools }: Drawn): Promise<void> {
      const connection = pools.length > 0 ? await shopConnection() : undefined;
      for (const { pool, pattern, offer, ends } of pools) {
        // The name says what its codes are worth: one that is there is the same.
        if (await findCouponPool(database.kysely, pool)) continue;
        const settings: CouponPoolSettings = {
          kind: connection ? 'generated' : 'list',
          pattern,
          offer: offer as CouponPoolSettings['offer'],
          ends: ends as CouponPoolSettings['ends'],
          connectionId: connection?.id ?? null,
          lowWater: 50,
        };
        await saveCouponPool(database, pool, settings, nowMs());
      }
    }
  };

/** What the shop's own data answers already: where a link leads, and that codes of people's own can't be made without a shop. */
const ofTheShop = ({ site }: ShopSignals, makesCodes: object | undefined) => ({
  ...(site !== null && { link: `${site}/` }),
  ...(!makesCodes && { codes: 'one' }),
});
