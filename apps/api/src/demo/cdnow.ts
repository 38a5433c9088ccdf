import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const FILE = new URL('../../../../examples/data/cdnow.txt', import.meta.url);
/** Rows in the file, for the progress. */
export const CDNOW_ROWS = 69_659;

/**
 * The purchases of CDNOW's customers of 1997 (Fader and Hardie), as the messages of Segment's API that a shop would
 * import: orders of the past, marked as history.
 */
export async function* cdnowMessages(rows: number): AsyncGenerator<Record<string, unknown>> {
  let given = 0;
  const seen = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(FILE) })) {
    const [customer, day, count, dollars] = line.trim().split(/\s+/);
    if (!customer || !day || !/^\d{8}$/.test(day)) continue;
    if (given++ === rows) return;
    const id = `${customer}-${day}`;
    const repeat = seen.get(id) ?? 0;
    seen.set(id, repeat + 1);
    const orderId = `cdnow-${id}-${repeat}`;
    yield {
      type: 'track',
      event: 'Order Completed',
      messageId: orderId,
      userId: `cdnow-${customer}`,
      timestamp: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T12:00:00Z`,
      context: { history: true },
      properties: {
        order_id: orderId,
        total: Number(dollars),
        currency: 'USD',
        products: [{ name: 'CD', quantity: Number(count) }],
      },
    };
  }
}
