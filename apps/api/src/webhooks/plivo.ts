import {
  ACCOUNT_PAUSE_MS,
  answersFor,
  carrierError,
  carrierReasonCode,
  countryOfPhone,
  isSignedByPlivo,
  isYes,
  languageOfAnswer,
  toE164,
  type TextSettings,
} from '@signalbox/sms';
import {
  applyStatusCallback,
  askForReview,
  confirmOptIn,
  findContactByPhone,
  giveInboundTo,
  isInboundKnown,
  isOptInTheNewestQuestion,
  markReachable,
  noteCarrierPrice,
  phoneOfOpenText,
  planText,
  readSetting,
  recordInbound,
  restCarrier,
  signUpFormOfKeyword,
  stopTexts,
  storable,
  takeEvent,
  unsuppress,
} from '@signalbox/store';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { signUpAndAsk } from '../sign-up/ask-by-text.js';
import { askedFor, isAnsweredByCarrier, one, writtenIn, type Form } from './carrier-form.js';
import { createCarrierTokens } from './carrier-tokens.js';
import { keywordOf } from './keyword-of.js';
import { watchContents } from './one-content.js';

/** What the carrier tells us: how a text fares, and what people write. */
export const plivoWebhooks =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const tokens = createCarrierTokens(deps);
    const isOfOneContent = watchContents(deps);
    /** As written down last, so that not each text writes the same. */
    const prices = new Map<string, number>();

    app.addHook('preHandler', async (request: FastifyRequest) => {
      const signed = isSignedByPlivo(
        {
          method: 'POST',
          url: `${config.PUBLIC_URL}${request.url}`,
          params: (request.body ?? {}) as Form,
          headers: request.headers,
        },
        await tokens(),
      );
      if (!signed) {
        throw new ApiError(
          'bad-carrier-signature',
          `The signature does not match. Check PLIVO_AUTH_TOKEN, and that PUBLIC_URL (${config.PUBLIC_URL}) is the address that Plivo calls.`,
        );
      }
      // Only now: what was signed are the bytes as they came.
      request.body = storable(request.body ?? {});
    });

    app.post<{ Params: { token: string } }>(
      '/webhooks/plivo/status/:token',
      { schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const form = (request.body ?? {}) as Form;
        const errorCode = one(form, 'ErrorCode') || null;
        const hasFailed = ['failed', 'undelivered', 'rejected'].includes(one(form, 'Status'));
        const failure = carrierError(errorCode);
        const { token } = request.params;
        if (hasFailed && failure.marksStopped) {
          // First, as a callback that was applied is not heard again: they may have come back since.
          const phone = await phoneOfOpenText(database, token);
          if (phone)
            await stopTexts(database, {
              phone,
              reason: failure.reason,
              source: 'plivo',
              messageId: `${token}/SMS Unsubscribed`,
              properties: { via: 'carrier' },
              atMs: nowMs(),
            });
        }
        if (hasFailed && failure.marksAccountEmpty)
          await restCarrier(database, { untilMs: nowMs() + ACCOUNT_PAUSE_MS, reason: failure.reason });
        const result = await applyStatusCallback(database, {
          token,
          carrierId: one(form, 'MessageUUID'),
          status: one(form, 'Status'),
          errorCode,
          sequence: Number.parseInt(one(form, 'Sequence'), 10) || null,
          failure: { ...failure, code: carrierReasonCode(failure) },
          atMs: nowMs(),
        });
        if (result === 'unknown-token') throw notFound('text with that token');
        await notePrice(form);
        return { status: result };
      },
    );

    /** What one part cost, as Plivo tells it with each status (`TotalRate`, in US dollars; seen 2026-11). */
    async function notePrice(form: Form): Promise<void> {
      const rate = Number(one(form, 'TotalRate'));
      const to = one(form, 'To');
      const country = countryOfPhone(to.startsWith('+') ? to : `+${to}`) ?? '';
      if (!(rate > 0) || prices.get(country) === rate) return;
      await noteCarrierPrice(database, country, rate);
      prices.set(country, rate);
    }

    app.post('/webhooks/plivo/inbound', { schema: { tags: ['webhooks'] } as object }, async (request) => {
      const form = (request.body ?? {}) as Form;
      if (!(await isOfOneContent(request, form, await tokens())))
        throw new ApiError(
          'bad-carrier-signature',
          'The signature was seen with another content. Let Plivo sign with version 3, which covers it.',
        );
      const digits = one(form, 'From').replace(/^\+/, '');
      const carrierId = one(form, 'MessageUUID');
      const body = writtenIn(form);
      if (!/^\d{3,15}$/.test(digits) || !carrierId)
        throw new ApiError('invalid-request', 'The text has no sender or no MessageUUID.');
      // Whoever could write has a number, even one of a range too new for our tables: their STOP must not be lost.
      const phone = `+${digits}`;
      const parsed = toE164(phone);
      const country = parsed.ok ? parsed.country : undefined;
      const atMs = nowMs();

      // Before anything else: once this is answered, no marketing text to the number may begin.
      const intent = askedFor(form);
      // What was written down was done before that. Heard again, it must undo nothing that came after it.
      const isHeard =
        (intent === 'stop' || intent === 'start') && (await isInboundKnown(database, carrierId));
      const isNewStop =
        intent === 'stop' &&
        !isHeard &&
        (await stopTexts(database, {
          phone,
          country,
          reason: `Replied “${body.trim().slice(0, 100)}”`,
          source: 'plivo',
          messageId: `${carrierId}/SMS Unsubscribed`,
          properties: { text: body },
          atMs,
        }));
      const isBack = intent === 'start' && !isHeard && (await unsuppress(database, phone));
      await markReachable(database.kysely, phone);
      const saysYes = (intent === null && isYes(body)) || (intent === 'start' && !isHeard);
      const optedIn =
        saysYes && (await isOptInTheNewestQuestion(database, phone, atMs))
          ? await confirmOptIn(database, phone, { by: 'reply', atMs, evidence: { reply: body, carrierId } })
          : null;

      const contact = await findContactByPhone(database, phone);
      const texts = await readSetting<TextSettings>(database, 'texts');
      const reader = { language: contact?.language ?? null, country: country ?? countryOfPhone(phone) };
      const answers = answersFor(
        { ...reader, language: languageOfAnswer(body, reader, texts?.language) },
        {
          brand: texts?.brand ?? config.SIGNALBOX_BRAND,
          help: config.SIGNALBOX_HELP,
          ownHelp: texts?.help,
        },
      );
      // At most one answer, and none where the carrier has sent its own.
      const ours = isNewStop
        ? answers.stop
        : isBack
          ? answers.start
          : intent === 'help'
            ? answers.help
            : null;
      const answer = isAnsweredByCarrier(form) ? null : ours;
      const answerKey = `answer/${carrierId}`;
      if (answer !== null) {
        const purpose = intent === 'stop' ? 'opt-out-confirmation' : 'transactional';
        const text = {
          sendKey: answerKey,
          phone,
          contactId: contact?.id ?? null,
          purpose,
          body: answer,
          writtenTo: one(form, 'To'),
        } as const;
        await planText(database, text, atMs);
      }
      if (intent === 'doubtful')
        await askForReview(database, { carrierId, phone, contactId: contact?.id ?? null, body, atMs });
      const { isNew, firstAtMs } = await recordInbound(
        database,
        { carrierId, phone, recipient: one(form, 'To'), body },
        contact?.id ?? null,
        atMs,
      );
      const names = ['SMS Received', ...(intent === 'start' ? ['SMS Subscribed'] : [])];
      for (const purpose of optedIn?.purposes ?? []) {
        // Told below.
        if (intent === 'start' && purpose === 'marketing') continue;
        await takeEvent(
          database,
          {
            source: 'plivo',
            messageId: `${carrierId}/SMS Subscribed/${purpose}`,
            name: 'SMS Subscribed',
            occurredAtMs: atMs,
            identities: [{ kind: 'phone', value: phone }],
            contact: { phone, country: country ?? undefined },
            properties: { purpose, by: 'reply', source: optedIn!.source },
            keys: [],
            isHistory: false,
          },
          { nowMs: atMs },
        );
      }
      let personId = contact?.id ?? null;
      for (const name of names) {
        const taken = await takeEvent(
          database,
          {
            source: 'plivo',
            messageId: `${carrierId}/${name}`,
            name,
            occurredAtMs: atMs,
            identities: [{ kind: 'phone', value: phone }],
            contact: { phone, country: country ?? undefined },
            properties:
              name === 'SMS Received'
                ? { text: body, keyword: keywordOf(body), intent: intent ?? 'none' }
                : { purpose: 'marketing', text: body },
            keys: [],
            isHistory: false,
          },
          { nowMs: atMs },
        );
        personId ??= taken.contactId;
      }
      // Also where the first attempt came to its end in between.
      if (personId && (!contact || !isNew)) await giveInboundTo(database, { carrierId, answerKey }, personId);
      const keyword = intent === null ? keywordOf(body) : '';
      const asked =
        keyword && body.trim().toLowerCase() === keyword
          ? await signUpFormOfKeyword(database, keyword)
          : null;
      if (asked)
        await signUpAndAsk(
          deps,
          asked,
          {
            phone,
            country: country ?? null,
            via: 'text',
            evidence: { text: body, to: one(form, 'To'), carrierId },
            key: carrierId,
          },
          // A webhook that failed half-way is heard again: as of when the text came, nobody is asked twice for it.
          firstAtMs,
        );
      return { status: isNew ? 'taken' : 'duplicate', intent };
    });
  };
