import { randomBytes, randomUUID } from 'node:crypto';
import {
  countParts,
  createPlivo,
  DEFAULT_URGENCY,
  kindOfSender,
  senderFor,
  toE164,
  type Sender,
  type UrgencyAllowance,
} from '@signalbox/sms';
import {
  beginSending,
  DEFAULT_SELF_STOP,
  describeCarrierAccount,
  findMessage,
  markAccepted,
  markFailed,
  markUnknown,
  openCarrierAccount,
  paceOf,
  readSetting,
  removeCarrierAccount,
  saveCarrierAccount,
  setHours,
  writeSetting,
  type Database,
  type SelfStop,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { SendingHours } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { brandOf } from '../recipient/brand.js';
import { carrierInForce } from './carrier-in-force.js';
import { sendersNow } from './sender-of.js';

const { answers } = contract;
const TEST_TEXT = 'This is a test. Texts leave from here.';
const TEST_EXPIRY_SECONDS = 600;

const selfStopNow = async (database: Database) => ({
  ...((await readSetting<SelfStop>(database, 'self-stop')) ?? DEFAULT_SELF_STOP),
});
const hoursNow = async (database: Database) => ({
  hours: await readSetting<SendingHours['hours']>(database, 'hours'),
});
const urgencyNow = async (database: Database) => ({
  ...((await readSetting<UrgencyAllowance>(database, 'urgency')) ?? DEFAULT_URGENCY),
});

/** Its tokens are told by nothing but when they were stored. */
async function accountInHistory(database: Database) {
  const { authId = null, baseUrl = null, updatedAt = null } = (await describeCarrierAccount(database)) ?? {};
  return { authId, baseUrl, tokensStoredAt: updatedAt };
}

/** How texts leave: the account at the carrier, who they are from, and what presses for time. */
export const carrierRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const secret = config.SIGNALBOX_SECRET;

    async function describe(): Promise<contract.Carrier> {
      const stored = await describeCarrierAccount(database);
      const rest = {
        canStore: secret !== '',
        inboundUrl: `${config.PUBLIC_URL}/webhooks/plivo/inbound`,
        textsPerSecond: paceOf(stored, config.SIGNALBOX_TEXTS_PER_SECOND)!,
      };
      if (stored) {
        const { authId, baseUrl, tokenCount } = stored;
        return { source: 'settings', authId, baseUrl, tokenCount, ...rest };
      }
      return {
        source: (await carrierInForce({ database, config })).isDevelopment ? 'development' : 'environment',
        authId: config.PLIVO_AUTH_ID || null,
        baseUrl: config.PLIVO_BASE_URL,
        tokenCount: config.PLIVO_AUTH_TOKEN.split(',').filter(Boolean).length,
        ...rest,
      };
    }

    app.get(
      '/api/settings/carrier',
      { schema: { tags: ['texts'], response: answers(contract.carrier) } },
      describe,
    );

    app.put(
      '/api/settings/carrier',
      { schema: { tags: ['texts'], body: contract.newCarrier, response: answers(contract.carrier) } },
      async (request) => {
        if (!secret) {
          throw new ApiError(
            'secret-not-set',
            'Set SIGNALBOX_SECRET (at least 16 characters) for the API and the worker, and start them again.',
          );
        }
        await changeSettingOf(request, deps, {
          read: accountInHistory,
          write: (within) => saveCarrierAccount(within, request.body, { secret, nowMs: nowMs() }),
        });
        return describe();
      },
    );

    app.delete('/api/settings/carrier', { schema: { tags: ['texts'] } }, async (request, reply) => {
      await changeSettingOf(request, deps, { read: accountInHistory, write: removeCarrierAccount });
      return reply.code(204).send();
    });

    app.post(
      '/api/settings/carrier/test',
      {
        config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: {
          tags: ['texts'],
          body: z.object({ phone: z.string().max(40), sender: z.string().trim().min(1).max(40).optional() }),
          response: answers(contract.carrierTest),
        },
      },
      async (request): Promise<contract.CarrierTest> => {
        const to = toE164(request.body.phone);
        if (!to.ok) throw new ApiError('invalid-request', to.reason);
        refuseSender(request.body.sender);
        const stored = secret ? await openCarrierAccount(database, secret) : null;
        const { authId, authTokens, baseUrl } = stored ?? {
          authId: config.PLIVO_AUTH_ID,
          authTokens: config.PLIVO_AUTH_TOKEN.split(',').map((token) => token.trim()),
          baseUrl: config.PLIVO_BASE_URL,
        };
        if (!authId || !authTokens[0])
          throw new ApiError('no-carrier', 'Store the account’s id and token first.');
        const pool = await sendersNow(database, config);
        const sender =
          request.body.sender ??
          senderFor(pool, { country: to.country, purpose: 'transactional' })?.sender ??
          config.SIGNALBOX_SENDER;
        const body = `${await brandOf(database, config.SIGNALBOX_BRAND)}: ${TEST_TEXT}`;
        const sendKey = `test/${randomUUID()}`;
        const token = randomBytes(18).toString('base64url');
        const none = { runId: null, journeyId: null, nodeId: null, contactId: null };
        const begun = await beginSending(
          database,
          { sendKey, phone: to.e164, purpose: 'transactional', ...none },
          { sender, token, compose: { body, ...countParts(body) } },
          { atMs: nowMs(), heedStop: false },
        );
        if (begun.result !== 'begun') throw new ApiError('internal', 'The text could not be begun.');
        const said = await createPlivo({ authId, baseUrl, authToken: authTokens[0] }).send({
          src: sender,
          dst: to.e164,
          text: body,
          callbackUrl: `${config.PUBLIC_URL}/webhooks/plivo/status/${token}`,
          expirySeconds: TEST_EXPIRY_SECONDS,
        });
        if (said.outcome === 'accepted') {
          await markAccepted(database, sendKey, said.carrierId, nowMs());
          return { outcome: 'accepted', reason: null, messageId: begun.messageId };
        }
        // Nobody waits for a test: what is not clear stays so.
        if (said.outcome === 'unknown') await markUnknown(database, sendKey, said.reason, nowMs());
        else await markFailed(database, sendKey, { code: 'carrier-refused', reason: said.reason }, nowMs());
        const now = await findMessage(database, sendKey);
        return { outcome: said.outcome, reason: said.reason, messageId: now?.id ?? null };
      },
    );

    app.get(
      '/api/settings/senders',
      { schema: { tags: ['texts'], response: answers(contract.senders) } },
      async () => ({ senders: await sendersNow(database, config) }),
    );

    app.put(
      '/api/settings/senders',
      { schema: { tags: ['texts'], body: contract.senders, response: answers(contract.senders) } },
      async (request) => {
        for (const [index, { sender, kind, canReceive }] of request.body.senders.entries()) {
          const fault = faultOf(sender, kind, canReceive);
          if (fault) {
            throw new ApiError('invalid-request', fault, {
              errors: [{ path: `senders.${index}.sender`, code: 'bad-sender', message: fault }],
            });
          }
        }
        await changeSettingOf(request, deps, {
          read: async (within) => ({ senders: await sendersNow(within, config) }),
          write: (within) => writeSetting(within, 'senders', request.body.senders),
        });
        return { senders: await sendersNow(database, config) };
      },
    );

    app.get(
      '/api/settings/self-stop',
      { schema: { tags: ['texts'], response: answers(contract.selfStop) } },
      () => selfStopNow(database),
    );

    app.put(
      '/api/settings/self-stop',
      { schema: { tags: ['texts'], body: contract.selfStop, response: answers(contract.selfStop) } },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: selfStopNow,
          write: (within) => writeSetting(within, 'self-stop', request.body),
        });
        return request.body;
      },
    );

    app.get(
      '/api/settings/hours',
      { schema: { tags: ['texts'], response: answers(contract.sendingHours) } },
      () => hoursNow(database),
    );

    app.put(
      '/api/settings/hours',
      { schema: { tags: ['texts'], body: contract.sendingHours, response: answers(contract.sendingHours) } },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: hoursNow,
          write: (within) => setHours(within, request.body.hours, nowMs()),
        });
        return request.body;
      },
    );

    app.get(
      '/api/settings/urgency',
      { schema: { tags: ['texts'], response: answers(contract.urgency) } },
      () => urgencyNow(database),
    );

    app.put(
      '/api/settings/urgency',
      { schema: { tags: ['texts'], body: contract.urgency, response: answers(contract.urgency) } },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: urgencyNow,
          write: (within) => writeSetting(within, 'urgency', request.body),
        });
        return request.body;
      },
    );
  };

/** What no phone could show as a sender never gets to the carrier, where it would only fail with a code. */
function refuseSender(sender: string | undefined): void {
  if (sender === undefined) return;
  const kind = kindOfSender(sender);
  const fault = faultOf(sender, kind, kind !== 'name');
  if (fault)
    throw new ApiError('invalid-request', fault, {
      errors: [{ path: 'sender', code: 'bad-sender', message: fault }],
    });
}

function faultOf(sender: string, kind: Sender['kind'], canReceive: boolean): string | null {
  if (kind === 'name') {
    if (canReceive) return `“${sender}” is a name, and a name hears no replies.`;
    return /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(sender)
      ? null
      : `“${sender}” can’t be a name on a phone: at most 11 letters and digits, and no number.`;
  }
  if (kindOfSender(sender) === kind) return null;
  return kind === 'number'
    ? `“${sender}” is not a number. Write it with + and the country code.`
    : kind === 'short-code'
      ? `“${sender}” is not a short code of 3 to 6 digits.`
      : `“${sender}” is not a powerpack’s id.`;
}
