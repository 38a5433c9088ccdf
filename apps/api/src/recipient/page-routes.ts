import {
  ALL_TOPICS,
  PAUSE_OF_ALL,
  dataOfPhone,
  findContactByPhone,
  isSuppressed,
  phoneOfPage,
  preferencesOf,
  setPreference,
  textsTo,
  type Preference,
  type ReceivedText,
} from '@signalbox/store';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { brandOf, shopLanguage } from './brand.js';
import { Guesses } from './guesses.js';
import { html, page, type Html } from './html-page.js';
import { startToSend } from './start-to-send.js';
import { startByPage, stopByPage } from './subscription.js';
import { dayInWords, momentInWords, wordsFor, type PageWords } from './words.js';

type ByToken = { Params: { token: string } };
const DAY = 86_400_000;
const PAUSE_DAYS = 30;
const SHOWN_TEXTS = 5;
const FOR_ALL = [ALL_TOPICS, PAUSE_OF_ALL];

/** A number's own page: why it got what, and what its owner wants of it. It needs no script, and only buttons change something. */
export const recipientPageRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const guesses = new Guesses();
    const paced = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };

    app.get<ByToken>(
      '/p/:token',
      { schema: { tags: ['links'] } as object, ...paced },
      async (request, reply) => {
        const phone = await known(request, reply);
        return phone ? show(request, reply, phone) : reply;
      },
    );

    app.post<ByToken>(
      '/p/:token',
      { schema: { tags: ['links'] } as object, ...paced },
      async (request, reply) => {
        const phone = await known(request, reply);
        if (!phone) return reply;
        await change(request, phone);
        // Back to the page by GET, so that a reload does nothing twice.
        return reply.code(303).header('location', `/p/${request.params.token}?saved=1`).send();
      },
    );

    app.get<ByToken>(
      '/p/:token/data',
      {
        schema: { tags: ['links'] } as object,
        config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const phone = await known(request, reply);
        if (!phone) return reply;
        return reply
          .header('cache-control', 'no-store')
          .header('x-robots-tag', 'noindex, nofollow')
          .header('content-disposition', 'attachment; filename="my-data.json"')
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(await dataOfPhone(database, phone), null, 2));
      },
    );

    async function known(request: FastifyRequest<ByToken>, reply: FastifyReply): Promise<string | null> {
      const { token } = request.params;
      const isGuessing = guesses.isTooMany(request.ip);
      const phone =
        !isGuessing && /^[A-Za-z0-9]{1,40}$/.test(token) ? await phoneOfPage(database, token) : null;
      if (phone) return phone;
      guesses.count(request.ip);
      const words = wordsFor(null, request.headers['accept-language']);
      const { title, lead } = isGuessing ? words.tooMany : words.unknown;
      const brand = await brandOf(database, config.SIGNALBOX_BRAND);
      const status = isGuessing ? 429 : 404;
      await page(reply, { status, language: words.code, brand, title, body: html`<p>${lead}</p>` });
      return null;
    }

    async function change(request: FastifyRequest<ByToken>, phone: string): Promise<void> {
      const form = (request.body ?? {}) as Record<string, string | string[] | undefined>;
      const atMs = nowMs();
      const by = { source: 'preference page', atMs };
      const contact = await findContactByPhone(database, phone);
      const words = wordsFor(contact, request.headers['accept-language'], await shopLanguage(database)).page;
      const about = {
        phone,
        contactId: contact?.id ?? null,
        where: `page/${request.params.token}`,
        atMs,
      };
      const wish = (topic: string, choice: Preference['choice'], untilMs: number | null = null) =>
        setPreference(database, phone, { topic, choice, untilMs }, by);
      const endPause = async () => {
        await wish(PAUSE_OF_ALL, 'yes');
        // One from before a pause was a wish of its own.
        const all = (await preferencesOf(database, phone)).find(({ topic }) => topic === ALL_TOPICS);
        if (all?.until) await wish(ALL_TOPICS, 'yes');
      };
      switch (form.choice) {
        case 'stop':
          return stopByPage(database, { ...about, wording: `${words.title}: ${words.stop.button}` });
        case 'start':
          for (const topic of FOR_ALL) await wish(topic, 'yes');
          return startByPage(database, { ...about, wording: `${words.title}: ${words.stopped.button}` });
        case 'pause':
          return wish(PAUSE_OF_ALL, 'no', atMs + PAUSE_DAYS * DAY);
        case 'go-on':
          return endPause();
        case 'fewer':
          return wish(ALL_TOPICS, 'fewer');
        case 'as-before':
          return wish(ALL_TOPICS, 'yes');
        case 'topics': {
          const ticked = new Set([form.topic].flat());
          const listed = await topicsOf(phone);
          for (const { topic, isOn } of listed)
            if (isOn !== ticked.has(topic)) await wish(topic, ticked.has(topic) ? 'yes' : 'no');
        }
      }
    }

    async function topicsOf(phone: string): Promise<{ topic: string; isOn: boolean }[]> {
      const wishes = await preferencesOf(database, phone);
      const own = wishes.map(({ topic }) => topic).filter((topic) => !FOR_ALL.includes(topic));
      const topics = [...new Set(['marketing', 'cart-reminder', 'back-in-stock', ...own])];
      return topics.map((topic) => ({
        topic,
        isOn: !isOff(
          wishes.find((wish) => wish.topic === topic),
          nowMs(),
        ),
      }));
    }

    async function show(request: FastifyRequest<ByToken>, reply: FastifyReply, phone: string) {
      const contact = await findContactByPhone(database, phone);
      const words = wordsFor(contact, request.headers['accept-language'], await shopLanguage(database));
      const zone = contact?.timeZone ?? config.SIGNALBOX_TIME_ZONE;
      const [texts, wishes, topics, hasStopped, brand, start] = await Promise.all([
        textsTo(database, phone, SHOWN_TEXTS),
        preferencesOf(database, phone),
        topicsOf(phone),
        isSuppressed(database, phone),
        brandOf(database, config.SIGNALBOX_BRAND),
        startToSend({ database, config }, phone),
      ]);
      const all = wishes.find(({ topic }) => topic === ALL_TOPICS);
      const pause = wishes.find(
        ({ topic, until }) => FOR_ALL.includes(topic) && until && until.getTime() > nowMs(),
      );
      const { page: own } = words;
      const isSaved = (request.query as { saved?: string }).saved === '1';
      const wishesHtml = html`${pauseOf(words, pause, zone)}${fewerOf(words, all)}
        <section>
          <h2>${own.topics.title}</h2>
          <p class="dim">${own.topics.lead}</p>
          <form method="post">
            ${topics.map(
              ({ topic, isOn }) =>
                html`<label class="tick"
                  ><input type="checkbox" name="topic" value="${topic}" ${isOn ? html`checked` : ''} />
                  ${words.topics[topic] ?? topic}</label
                >`,
            )}
            <button name="choice" value="topics">${own.topics.button}</button>
          </form>
        </section>`;
      const body = html`<p class="dim">${own.lead(phone.slice(-4))}</p>
        ${isSaved && html`<section class="said" role="status"><p>${own.saved}</p></section>`}
        <section>
          <h2>${own.why}</h2>
          ${texts.length === 0 && html`<p class="dim">${own.none}</p>`}
          ${texts.map((text) => whyOf(words, text, zone))}
        </section>
        ${start && html`<section class="said"><p>${words.alsoStart(start)}</p></section>`}
        ${hasStopped ? button(own.stopped, 'start', 'go') : html`${wishesHtml}${button(own.stop, 'stop', 'stop')}`}
        <section>
          <h2>${own.data.title}</h2>
          <p class="dim">${own.data.lead}</p>
          <p><a class="button" href="/p/${request.params.token}/data">${own.data.button}</a></p>
        </section>`;
      return page(reply, { language: words.code, title: own.title, brand, body });
    }

    function isOff(wish: Preference | undefined, atMs: number): boolean {
      return wish?.choice === 'no' && (wish.until === null || wish.until.getTime() > atMs);
    }

    function pauseOf(words: PageWords, all: Preference | undefined, zone: string): Html {
      const { pause } = words.page;
      return isOff(all, nowMs()) && all?.until
        ? button(
            { title: pause.title, lead: pause.until(dayInWords(words, all.until, zone)), button: pause.end },
            'go-on',
          )
        : button(pause, 'pause');
    }
  };

function fewerOf({ page: { fewer } }: PageWords, all: Preference | undefined): Html {
  return all?.choice === 'fewer'
    ? button({ title: fewer.title, lead: fewer.on, button: fewer.end }, 'as-before')
    : button(fewer, 'fewer');
}

/** A text, and the plain words for why it came. */
function whyOf(words: PageWords, text: ReceivedText, zone: string): Html {
  const event = text.eventName ? (words.events[text.eventName] ?? `“${text.eventName}”`) : null;
  const eventAt = event && text.eventAt ? `, ${momentInWords(words, text.eventAt, zone)}` : '';
  return html`<blockquote>${text.body}</blockquote>
    <p class="dim">
      ${momentInWords(words, text.at, zone)}.
      ${text.journeyName && html`${words.page.because(text.journeyName, event)}${eventAt}.`}
    </p>`;
}

const button = (
  { title, lead, button: label }: { title: string; lead: string; button: string },
  choice: string,
  tone = '',
): Html =>
  html`<section>
    <h2>${title}</h2>
    <p class="dim">${lead}</p>
    <form method="post"><button class="${tone}" name="choice" value="${choice}">${label}</button></form>
  </section>`;
