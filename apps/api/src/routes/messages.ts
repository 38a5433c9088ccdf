import {
  listMessages,
  NOT_SENT_COUNTED,
  notSentByReason,
  usualParts,
  type ListedMessage,
  type MessageFilter,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  answers,
  listedMessage,
  messageFilter,
  messageSummary as messageShape,
  notSentReasons,
  page,
  type MessageFilterQuery,
  type PartPrice,
} from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { allRows, sendCsv } from '../http/files.js';
import { cursor, cursorAt, placeOf } from '../http/place-in-list.js';
import { adviceOn } from './advice.js';
import { priceFor, priceOfPart } from './part-price.js';
import { wouldHaveCost } from './would-have-cost.js';
import { reasonInWords } from './reasons.js';
import { messageSummary } from './shapes.js';

const DAY = 86_400_000;
const PAGE = 50;
const CSV_COLUMNS = [
  'planned at',
  'person',
  'phone',
  'state',
  'reason',
  'what to do',
  'text',
  'parts',
  'cost',
  'currency',
  'journey',
  'purpose',
];

/** Every text, sent or not: as a list, as a file, and counted by why it did not leave. */
export const messageRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const filterOf = (asked: MessageFilterQuery): MessageFilter => ({
      journeyId: asked.journey,
      nodeId: asked.node,
      contactId: asked.contact,
      states: statesOf(asked.state),
      reasonCode: asked.reason,
      sinceMs: asked.days === undefined ? undefined : nowMs() - asked.days * DAY,
      entries: {
        version: asked.version,
        fromMs: asked.from === undefined ? undefined : Date.parse(asked.from),
        toMs: asked.to === undefined ? undefined : Date.parse(asked.to),
      },
      then: asked.then,
      search: asked.search,
    });

    app.get(
      '/api/messages',
      {
        schema: {
          tags: ['texts'],
          querystring: messageFilter.extend({
            cursor: cursor.optional(),
          }),
          response: answers(page({ messages: z.array(listedMessage) })),
        },
      },
      async (request) => {
        const { cursor, ...asked } = request.query;
        const [rows, price] = await Promise.all([
          listMessages(database, filterOf(asked), { before: placeOf(cursor), limit: PAGE }),
          priceOfPart(database),
        ]);
        const usual = await usualParts(database, rows);
        const last = rows.at(-1);
        return {
          messages: rows.map((row) => ({
            ...messageSummary(row),
            wouldHaveCost: savedBy(row, usual, price),
          })),
          nextCursor: last && rows.length === PAGE ? cursorAt(last.plannedAt, last.id) : null,
        };
      },
    );

    app.get(
      '/api/export/texts.csv',
      { schema: { tags: ['texts'], querystring: messageFilter } },
      async (request, reply) => {
        const filter = filterOf(request.query);
        const price = await priceOfPart(database);
        const texts = allRows<ListedMessage>((last, limit) =>
          listMessages(database, filter, { before: last && { at: last.plannedAt, id: last.id }, limit }),
        );
        async function* rows() {
          for await (const row of texts) {
            const cost = price && row.acceptedAt && row.parts ? priceFor(price, row) * row.parts : null;
            yield [
              row.plannedAt.toISOString(),
              [row.firstName, row.lastName].filter(Boolean).join(' '),
              row.phone,
              row.state,
              row.reason,
              row.reasonCode && adviceOn(row.reasonCode),
              row.body,
              row.parts,
              cost === null ? null : Number(cost.toFixed(4)),
              cost === null ? null : price!.currency,
              row.journeyName,
              row.purpose,
            ];
          }
        }
        return sendCsv(reply, 'texts', CSV_COLUMNS, rows());
      },
    );

    app.get(
      '/api/messages/not-sent',
      {
        schema: {
          tags: ['texts'],
          querystring: messageFilter.omit({ state: true, reason: true }),
          response: answers(notSentReasons),
        },
      },
      async (request) => {
        const [rows, price] = await Promise.all([
          notSentByReason(database, filterOf(request.query)),
          priceOfPart(database),
        ]);
        return {
          isMore: rows.reduce((sum, { texts }) => sum + texts, 0) >= NOT_SENT_COUNTED,
          reasons: rows.map(({ saved, ...row }) => ({
            ...row,
            words: reasonInWords(row.code),
            advice: adviceOn(row.code),
            wouldHaveCost: wouldHaveCost(saved, price),
          })),
        };
      },
    );
  };

/** One text that was never asked of the carrier, with as many parts as its step’s texts usually have. */
function savedBy(
  row: ListedMessage,
  usual: Map<string, number>,
  price: PartPrice | null,
): ReturnType<typeof wouldHaveCost> {
  if (row.state !== 'suppressed' || row.phone === null) return null;
  const parts = row.parts ?? usual.get(`${row.journeyId}/${row.nodeId}`) ?? 1;
  return wouldHaveCost([{ phone: row.phone, country: row.country, parts }], price);
}

type States = NonNullable<MessageFilter['states']>;
const STATES: States = messageShape.shape.state.options;

/** Several states may be asked for at once, with commas; `not-sent` stands for all that never left. */
function statesOf(text: string | undefined): States | undefined {
  if (!text) return undefined;
  return text
    .split(',')
    .flatMap((state): States =>
      state === 'not-sent'
        ? ['suppressed', 'failed', 'unknown']
        : STATES.filter((candidate) => candidate === state),
    );
}
