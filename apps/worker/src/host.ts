import type { ActivityContext, Host, ServiceHost } from '@signalbox/nodes/kernel';
import { liveScope } from './live-scope.js';
import { ServiceAway } from '@signalbox/outbound';
import { localInstant, renderText } from '@signalbox/sms';
import {
  changePoints,
  experimentWinner,
  leaveTeamNote,
  readFacts,
  reserveSlot,
  settleSegments,
  startJourney,
  updateContactFields,
  type Database,
} from '@signalbox/store';
import { ApplicationFailure } from '@temporalio/common';
import { createCoupons } from './coupons/index.js';
import { letGoOnEvidence } from './let-go-on-evidence.js';
import { renderPatch } from './render-patch.js';

export interface HostDeps {
  database: Database;
  sendText: Host['sendText'];
  /** IANA. */
  shopTimeZone: string;
  /** Other services on the network; `createServices` in real life. */
  services: ServiceHost;
}

/** What nodes may do to the world. */
export function createHost({ database, sendText, shopTimeZone, services }: HostDeps): Host {
  const coupons = createCoupons({ database, services, shopTimeZone });
  const scopeOf = async (context: ActivityContext) => {
    const { contact } = await readFacts(database, context);
    return { contact, event: context.entryEvent.properties, run: context.vars };
  };

  return {
    sendText,
    shopTimeZone,
    connection: services.connection,

    async request(context, { idempotencyKey, ...request }) {
      const isRead = request.method === 'GET';
      const key = idempotencyKey ?? (isRead ? undefined : keyOf(context));
      try {
        return await services.request({ ...request, idempotencyKey: key });
      } catch (error) {
        if (!(error instanceof ServiceAway) || error.retryAfterMs === null) throw error;
        throw ApplicationFailure.create({ message: error.message, nextRetryDelay: error.retryAfterMs });
      }
    },

    async updateContact(context, patch) {
      const { rendered, leftOut } = await renderPatch(patch, await scopeOf(context));
      if (rendered.addTags) {
        const kept = await letGoOnEvidence(database, context, rendered.addTags);
        rendered.addTags = kept.addTags;
        leftOut.push(...kept.leftOut);
      }
      await updateContactFields(database, context.contactId, rendered, { atMs: context.nowMs });
      await settleSegments(database, context.contactId, context.nowMs);
      return { leftOut };
    },

    readContact: async (context) => (await readFacts(database, context)).contact,

    render: async (context, template) =>
      renderText(template, {
        ...(await scopeOf(context)),
        ...(await liveScope(database, context, template)),
      }),

    async reserveSlot(context, asked) {
      const { journeyId, nodeId, planHash, nowMs } = context;
      const step = { journeyId, nodeId, planHash, key: keyOf(context) };
      const atMs = await reserveSlot(database, step, asked, nowMs);
      return { atMs, isTurn: atMs <= nowMs };
    },

    startJourney: ({ contactId, nowMs, ...context }, { journeyId, properties }) =>
      startJourney(
        database,
        { journeyId, contactId, properties, key: keyOf(context), fromRunId: context.runId },
        { nowMs },
      ),

    noteToTeam: (context, text) =>
      leaveTeamNote(database, { ...context, key: keyOf(context), text, atMs: context.nowMs }),

    experimentWinner: (context) => experimentWinner(database, context),

    async issueCoupon({ contactId, nowMs, ...context }, pool) {
      const { contact } = await readFacts(database, { contactId, journeyId: context.journeyId });
      const firstName = typeof contact.first_name === 'string' ? contact.first_name : null;
      const { runId } = context;
      const result = await coupons({ pool, key: keyOf(context), contactId, runId, firstName, nowMs });
      if (result.outcome !== 'issued') return result;
      const { code, expiresAtMs } = result.coupon;
      return {
        outcome: 'issued',
        code,
        expiresAt: expiresAtMs === null ? null : localInstant(expiresAtMs, shopTimeZone),
      };
    },

    changePoints: (context, { points, reason, onlyIfEnough }) =>
      changePoints(database, {
        key: keyOf(context),
        contactId: context.contactId,
        points,
        reason,
        onlyIfEnough,
        atMs: context.nowMs,
      }),
  };
}

/** One visit of one run to one step: what may be asked for twice and is done once. */
const keyOf = ({ runId, nodeId, visit }: Pick<ActivityContext, 'runId' | 'nodeId' | 'visit'>): string =>
  `${runId}/${nodeId}/${visit}`;
