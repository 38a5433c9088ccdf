import { answersFor, CARRIER_ANSWERS_STOP, intentOf, isSignedByPlivo, toE164 } from '@signalbox/sms';
import {
  applyStatusCallback,
  askForReview,
  endMarketingRuns,
  findContactByPhone,
  planText,
  recordInbound,
  suppress,
  takeEvent,
  unsuppress,
} from '@signalbox/store';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';

type Form = Record<string, string | string[]>;
const one = (form: Form, name: string): string => {
  const value = Object.hasOwn(form, name) ? form[name] : '';
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** The first word of a text, bare: `Join, please` is `join`. STOP and its like are no keywords of a journey. */
const keywordOf = (body: string): string =>
  ['stop', 'start', 'help'].includes(intentOf(body) ?? '')
    ? ''
    : (/[\p{L}\p{N}]+/u.exec(body)?.[0] ?? '').toLowerCase();

/** What the carrier tells us: how a text fares, and what people write. */
export const plivoWebhooks =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const tokens = config.PLIVO_AUTH_TOKEN.split(',')
      .map((token) => token.trim())
      .filter(Boolean);

    app.addHook('preHandler', async (request: FastifyRequest) => {
      const signed = isSignedByPlivo(
        {
          method: 'POST',
          url: `${config.PUBLIC_URL}${request.url}`,
          params: (request.body ?? {}) as Form,
          headers: request.headers,
        },
        tokens,
      );
      if (!signed) {
        throw new ApiError(
          'bad-carrier-signature',
          `The signature does not match. Check PLIVO_AUTH_TOKEN, and that PUBLIC_URL (${config.PUBLIC_URL}) is the address that Plivo calls.`,
        );
      }
    });

    app.post<{ Params: { token: string } }>(
      '/webhooks/plivo/status/:token',
      { schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const form = (request.body ?? {}) as Form;
        const result = await applyStatusCallback(database, {
          token: request.params.token,
          carrierId: one(form, 'MessageUUID'),
          status: one(form, 'Status'),
          errorCode: one(form, 'ErrorCode') || null,
          atMs: nowMs(),
        });
        if (result === 'unknown-token') throw notFound('text with that token');
        return { status: result };
      },
    );

    app.post('/webhooks/plivo/inbound', { schema: { tags: ['webhooks'] } as object }, async (request) => {
      const form = (request.body ?? {}) as Form;
      const digits = one(form, 'From').replace(/^\+/, '');
      const carrierId = one(form, 'MessageUUID');
      const body = one(form, 'Text');
      if (!/^\d{3,15}$/.test(digits) || !carrierId)
        throw new ApiError('invalid-request', 'The text has no sender or no MessageUUID.');
      // Whoever could write has a number, even one of a range too new for our tables: their STOP must not be lost.
      const phone = `+${digits}`;
      const parsed = toE164(phone);
      const country = parsed.ok ? parsed.country : undefined;
      const atMs = nowMs();

      // Before anything else: once this is answered, no marketing text to the number may begin.
      const intent = intentOf(body);
      const isNewStop =
        intent === 'stop' &&
        (await suppress(database, phone, `Replied “${body.trim().slice(0, 100)}”`, atMs));
      if (intent === 'stop') await endMarketingRuns(database, phone, atMs);
      const isBack = intent === 'start' && (await unsuppress(database, phone));

      const contact = await findContactByPhone(database, phone);
      const answers = answersFor(
        { language: contact?.language ?? null, country: country ?? null },
        { brand: config.SIGNALBOX_BRAND, help: config.SIGNALBOX_HELP },
      );
      const answer = isNewStop
        ? // At most one confirmation, and none where the carrier sends its own.
          CARRIER_ANSWERS_STOP.has(country ?? '')
          ? null
          : answers.stop
        : isBack
          ? answers.start
          : intent === 'help'
            ? answers.help
            : null;
      if (answer !== null) {
        const purpose = intent === 'stop' ? 'opt-out-confirmation' : 'transactional';
        const text = {
          sendKey: `answer/${carrierId}`,
          phone,
          contactId: contact?.id ?? null,
          purpose,
          body: answer,
        } as const;
        await planText(database, text, atMs);
      }
      if (intent === 'doubtful')
        await askForReview(database, { carrierId, phone, contactId: contact?.id ?? null, body, atMs });
      const isNew = await recordInbound(
        database,
        { carrierId, phone, recipient: one(form, 'To'), body },
        contact?.id ?? null,
        atMs,
      );
      const names = [
        'SMS Received',
        ...(intent === 'stop' ? ['SMS Unsubscribed'] : intent === 'start' ? ['SMS Subscribed'] : []),
      ];
      for (const name of names) {
        await takeEvent(
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
      }
      return { status: isNew ? 'taken' : 'duplicate', intent };
    });
  };
