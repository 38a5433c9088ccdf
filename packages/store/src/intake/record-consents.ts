import { consentState } from '../consent.js';
import { date, type Tx } from '../database.js';
import { BACK_IN_STOCK, leaveAllLines, REFUSED } from '../waitlist/leave-all-lines.js';
import type { Person } from './find-contact.js';
import type { ConsentData, IncomingEvent } from './incoming-event.js';

type Take = (tx: Tx, incoming: IncomingEvent, nowMs: number) => Promise<unknown>;

/** Writes down what a message says that its person agrees to; what is news beside the message is taken in, too. */
export async function recordConsents(
  tx: Tx,
  take: Take,
  incoming: IncomingEvent,
  person: Person,
  nowMs: number,
): Promise<void> {
  const rows = (incoming.consents ?? []).flatMap((consent) => {
    const phone = consent.phone ?? person.phone;
    return phone
      ? [
          {
            contact_id: person.id,
            phone,
            purpose: consent.purpose,
            state: consent.state,
            source: consent.source,
            evidence: JSON.stringify(consent.evidence ?? {}),
            at: date(consent.atMs),
            recorded_at: date(nowMs),
          },
        ]
      : [];
  });
  const news: ConsentData[] = [];
  for (const consent of incoming.consents ?? [])
    if (consent.isToldApart && consent.state === 'granted' && !(await hasGranted(tx, consent, person)))
      news.push(consent);
  if (rows.length > 0) await tx.insertInto('consents').values(rows).execute();
  for (const { phone, purpose, state } of rows)
    if (purpose === BACK_IN_STOCK && state === 'denied' && !(await isGranted(tx, phone)))
      await leaveAllLines(tx, phone, REFUSED, nowMs);
  for (const consent of news) await take(tx, agreed(incoming, consent, person), nowMs);
}

/** What is late to be told may have been taken back since. */
const isGranted = async (tx: Tx, phone: string): Promise<boolean> =>
  (await consentState({ kysely: tx }, phone, BACK_IN_STOCK)) === 'granted';

async function hasGranted(tx: Tx, { purpose, phone }: ConsentData, person: Person): Promise<boolean> {
  const number = phone ?? person.phone;
  return number !== null && (await consentState({ kysely: tx }, number, purpose)) === 'granted';
}

const agreed = (
  { source, messageId, isHistory }: IncomingEvent,
  { purpose, atMs, source: agreedBy }: ConsentData,
  { id }: Person,
): IncomingEvent => ({
  source,
  messageId: `${messageId}/${purpose}`,
  name: 'SMS Subscribed',
  occurredAtMs: atMs,
  contactId: id,
  identities: [],
  properties: { purpose, source: agreedBy },
  keys: [],
  isHistory,
});
