import { randomUUID } from 'node:crypto';
import {
  composeTextSync,
  fieldsIn,
  houseStyleOf,
  toE164,
  type ComposedText,
  type TextSettings,
} from '@signalbox/sms';
import {
  factsOf,
  findCouponPool,
  isSuppressed,
  longestReaders,
  planText,
  readSetting,
  writeSetting,
  type Reader,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import {
  answers,
  myPhone,
  sentToMyself,
  textToMyself,
  worstCase,
  worstCaseQuestion,
  type WorstCase,
  type writtenText,
} from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { sampleCoupon } from './as-on-the-phone.js';
import { senderOf } from './sender-of.js';
import { houseDefaults } from './house-defaults.js';

const MY_PHONE = 'my-phone';

/** What somebody asks while writing a text: how long it gets, and how it looks on their own phone. */
export const composerRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const defaults = houseDefaults(config);

    /** Makes a text for one reader after another, all by the same settings. */
    async function maker({
      template,
      purpose,
      coupon,
      shortenLinks,
      from: asked,
      brand,
    }: z.output<typeof writtenText>) {
      const style = houseStyleOf(await readSetting<TextSettings>(database, 'texts'), defaults, brand);
      const now = nowMs();
      const pool = coupon ? await findCouponPool(database.kysely, coupon) : null;
      const from = await senderOf(database, config);
      const sample = sampleCoupon(pool, now, style.shopTimeZone);
      return ({ facts, properties }: Pick<Reader, 'facts' | 'properties'>): ComposedText =>
        composeTextSync(
          {
            template,
            fields: { contact: facts, event: properties, run: {}, coupon: sample },
            reader: { language: textOrNull(facts.language), country: textOrNull(facts.country) },
            purpose,
            sender: from(facts, purpose, asked),
            shortenLinks,
            utm: null,
            nowMs: now,
          },
          style,
        );
    }

    app.post(
      '/api/texts/worst-case',
      { schema: { tags: ['texts'], body: worstCaseQuestion, response: answers(worstCase) } },
      async (request): Promise<WorstCase> => {
        const { template, event, entry } = request.body;
        const fields = fieldsIn(template).filter(([source]) => source === 'contact' || source === 'event');
        const readsEvent = fields.some(([source]) => source === 'event');
        const asked = { fields, event: event === null || !readsEvent ? null : event };
        let found = await longestReaders(database, asked);
        // What never happened is stood in for by what is documented of it, what is no event by what else lets people in.
        const isSample =
          event === null ? readsEvent && Object.keys(entry).length > 0 : readsEvent && found.count === 0;
        if (isSample)
          found = await longestReaders(database, {
            fields: fields.filter(([source]) => source === 'contact'),
            event: null,
          });
        const make = await maker(request.body);
        const readers: Reader[] =
          found.readers.length > 0
            ? found.readers.map((reader) => (isSample ? { ...reader, properties: entry } : reader))
            : [{ contactId: null, facts: {}, properties: entry }];
        const answer = longestOf(readers, make);
        const named = isSample ? fields.filter(([source]) => source === 'contact') : fields;
        return {
          ...answer,
          hasSampleEvent: isSample,
          looked: {
            among: found.count === 0 ? 'sample' : found.among,
            count: found.count,
            tried: readers.length,
          },
          missing: named.flatMap((field, index) => {
            const count = found.missing[index] ?? 0;
            return count > 0 ? [{ field: field.join('.'), count }] : [];
          }),
        };
      },
    );

    app.get(
      '/api/settings/my-phone',
      { schema: { tags: ['texts'], response: answers(myPhone) } },
      async () => ({
        phone: await readSetting<string>(database, MY_PHONE),
      }),
    );

    app.put(
      '/api/settings/my-phone',
      { schema: { tags: ['texts'], body: myPhone, response: answers(myPhone) } },
      async (request) => {
        const { phone } = request.body;
        const own = phone === null || phone.trim() === '' ? null : numberOf(phone);
        await writeSetting(database, MY_PHONE, own);
        return { phone: own };
      },
    );

    app.post(
      '/api/texts/test',
      { schema: { tags: ['texts'], body: textToMyself, response: answers(sentToMyself, 202) } },
      async (request, reply) => {
        const { contactId, entry, phone } = request.body;
        const own = phone ? numberOf(phone) : await readSetting<string>(database, MY_PHONE);
        if (!own) throw new ApiError('invalid-request', 'Say which number is yours first.');
        if (phone) await writeSetting(database, MY_PHONE, own);
        if (await isSuppressed(database, own))
          throw new ApiError('stopped', 'This number replied STOP. Send START from it to take that back.');
        const make = await maker(request.body);
        const facts = contactId ? await factsOf(database, contactId) : {};
        const composed = make({ facts, properties: entry });
        if (!composed.ok) throw new ApiError('invalid-request', composed.reason);
        await planText(
          database,
          {
            sendKey: `test/${randomUUID()}`,
            phone: own,
            contactId: null,
            purpose: 'transactional',
            body: composed.text,
          },
          nowMs(),
        );
        return reply.code(202).send({ phone: own, text: composed.text, parts: composed.parts });
      },
    );
  };

function numberOf(phone: string): string {
  const number = toE164(phone);
  if (!number.ok) throw new ApiError('invalid-request', number.reason);
  return number.e164;
}

function longestOf(
  readers: Reader[],
  make: (reader: Reader) => ComposedText,
): Pick<WorstCase, 'longest' | 'fewestParts' | 'faults'> {
  let longest: WorstCase['longest'] = null;
  let fewestParts = Infinity;
  const faults = new Map<string, number>();
  for (const reader of readers) {
    const composed = make(reader);
    if (!composed.ok) {
      faults.set(composed.reason, (faults.get(composed.reason) ?? 0) + 1);
      continue;
    }
    const { text, parts, encoding, units, capacity } = composed;
    fewestParts = Math.min(fewestParts, parts);
    if (longest && (parts < longest.parts || (parts === longest.parts && units <= longest.units))) continue;
    longest = { text, parts, encoding, units, capacity, contact: whoIs(reader) };
  }
  return {
    longest,
    fewestParts: longest ? fewestParts : 0,
    faults: [...faults].map(([reason, count]) => ({ reason, count })),
  };
}

function whoIs({ contactId, facts }: Reader): { id: string; name: string } | null {
  if (contactId === null) return null;
  const name = [facts.first_name, facts.last_name].filter(Boolean).join(' ');
  return { id: contactId, name: name || textOrNull(facts.phone) || 'somebody without a name' };
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
