import {
  findContactByPhone,
  findLink,
  keysOfRun,
  recordClick,
  takeEvent,
  type LinkRow,
} from '@signalbox/store';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { brandOf, shopLanguage } from './brand.js';
import { Guesses } from './guesses.js';
import { html, page } from './html-page.js';
import { startToSend } from './start-to-send.js';
import { joinByLink, startByPage, stopByPage } from './subscription.js';
import { whoClicks } from './who-clicks.js';
import { wordsFor, type PageWords } from './words.js';

type ByCode = { Params: { code: string } };
/** Two taps within this are one click. */
const ONE_CLICK_MS = 10_000;

/**
 * Short links. One that leads somewhere redirects and tells that it was clicked; one to a page of ours shows a button, as
 * fetching alone must change nothing: phones fetch links by themselves.
 */
export const linkRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const guesses = new Guesses();

    app.route<ByCode>({
      method: ['GET', 'HEAD'],
      url: '/l/:code',
      schema: { tags: ['links'] } as object,
      handler: async (request, reply) => {
        const link = await known(request, reply);
        if (!link) return reply;
        const atMs = nowMs();
        if (link.kind !== 'url') return ask(request, reply, link);
        if (link.expiresAt && link.expiresAt.getTime() <= atMs) {
          const words = await wordsOf(link, request);
          const body = html`<p>${words.dead.lead}</p>`;
          return page(reply, { ...(await frame(words)), status: 410, title: words.dead.title, body });
        }
        await tellClick(request, link, atMs).catch((error: unknown) =>
          // Whoever clicked wants to get there, whatever becomes of our counts.
          request.log.error({ err: error }, 'a click was not counted'),
        );
        return reply
          .code(302)
          .header('cache-control', 'no-store')
          .header('x-robots-tag', 'noindex, nofollow')
          .header('location', link.url!)
          .send();
      },
    });

    app.post<ByCode>(
      '/l/:code',
      { schema: { tags: ['links'] } as object, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const link = await known(request, reply);
        if (!link) return reply;
        const words = await wordsOf(link, request);
        const { choice } = (request.body ?? {}) as { choice?: string };
        const about = { ...link, where: `link/${link.code}`, atMs: nowMs() };
        if (link.kind === 'opt-out' && choice === 'stop') {
          await stopByPage(database, { ...about, wording: `${words.optOut.title} ${words.optOut.button}` });
          const body = html`<p class="said">${words.optOut.doneLead}</p>
            <form method="post"><button name="choice" value="start">${words.again}</button></form>`;
          return page(reply, { ...(await frame(words)), title: words.optOut.done, body });
        }
        if (link.kind === 'opt-in' || (link.kind === 'opt-out' && choice === 'start')) {
          const { lead, button, done, doneLead } = words.optIn;
          const wording = choice === 'start' ? words.again : `${lead} ${button}`;
          const begin = choice === 'start' ? startByPage : joinByLink;
          const start = await startToSend({ database, config }, link.phone);
          await begin(database, { ...about, wording });
          const also = start && html`<p class="said">${words.alsoStart(start)}</p>`;
          return page(reply, {
            ...(await frame(words)),
            title: done,
            body: html`<p>${doneLead}</p>
              ${also}`,
          });
        }
        return ask(request, reply, link);
      },
    );

    /** The link that is asked for, or its absence answered. */
    async function known(request: FastifyRequest<ByCode>, reply: FastifyReply): Promise<LinkRow | null> {
      const words = () => wordsFor(null, request.headers['accept-language']);
      if (guesses.isTooMany(request.ip)) {
        const { title, lead } = words().tooMany;
        await page(reply, { ...(await frame(words())), status: 429, title, body: html`<p>${lead}</p>` });
        return null;
      }
      const { code } = request.params;
      const link = /^[A-Za-z0-9]{1,40}$/.test(code) ? await findLink(database, code) : null;
      if (link) return link;
      guesses.count(request.ip);
      const { title, lead } = words().unknown;
      await page(reply, { ...(await frame(words())), status: 404, title, body: html`<p>${lead}</p>` });
      return null;
    }

    async function ask(request: FastifyRequest, reply: FastifyReply, link: LinkRow) {
      const words = await wordsOf(link, request);
      const { title, lead, button } = link.kind === 'opt-in' ? words.optIn : words.optOut;
      const body = html`<p>${lead}</p>
        <form method="post">
          <button
            class="${link.kind === 'opt-in' ? 'go' : 'stop'}"
            name="choice"
            value="${link.kind === 'opt-in' ? 'join' : 'stop'}"
          >
            ${button}
          </button>
        </form>`;
      return page(reply, { ...(await frame(words)), title, body });
    }

    async function tellClick(request: FastifyRequest, link: LinkRow, atMs: number): Promise<void> {
      const by = whoClicks({
        method: request.method,
        headers: request.headers,
        atMs,
        sentAtMs: link.sentAt?.getTime() ?? null,
      });
      const userAgent = request.headers['user-agent'] ?? null;
      await recordClick(database, { code: link.code, by, userAgent, atMs });
      if (by !== 'person') return;
      await takeEvent(
        database,
        {
          source: 'link',
          messageId: `${link.code}/${Math.floor(atMs / ONE_CLICK_MS)}`,
          name: 'Link Clicked',
          occurredAtMs: atMs,
          ...(link.contactId ? { contactId: link.contactId } : {}),
          identities: [{ kind: 'phone', value: link.phone }],
          properties: {
            url: link.url,
            link_name: link.name,
            code: link.code,
            journey_id: link.journeyId,
            node_id: link.nodeId,
            run_id: link.runId,
            message_id: link.messageId,
          },
          keys: link.runId ? await keysOfRun(database, link.runId) : [],
          isHistory: false,
        },
        { nowMs: atMs },
      );
    }

    async function wordsOf(link: LinkRow, request: FastifyRequest): Promise<PageWords> {
      return wordsFor(
        await findContactByPhone(database, link.phone),
        request.headers['accept-language'],
        await shopLanguage(database),
        link.text,
      );
    }

    const frame = async ({ code }: PageWords) => ({
      language: code,
      brand: await brandOf(database, config.SIGNALBOX_BRAND),
    });
  };
