import {
  confirmOptIn,
  endMarketingRuns,
  suppress,
  takeEvent,
  unsuppress,
  type Database,
} from '@signalbox/store';

export interface ByPage {
  phone: string;
  contactId: string | null;
  /** Where the button was: `link/<code>` or `page/<token>`. */
  where: string;
  /** What the page said when the button was pressed. */
  wording: string;
  atMs: number;
}

/** Ends texting at a person's own wish, as a STOP does. When this has returned, no marketing text begins. */
export async function stopByPage(database: Database, { phone, contactId, where, wording, atMs }: ByPage) {
  const isNew = await suppress(database, phone, `Pressed “${wording}”`, atMs);
  await endMarketingRuns(database, phone, atMs);
  if (isNew) await tell(database, 'SMS Unsubscribed', { phone, contactId, where, atMs });
}

/** Begins texting, or begins it again, at a person's own wish; what they were shown is kept with their consent. */
export async function startByPage(database: Database, { phone, contactId, where, wording, atMs }: ByPage) {
  // A request that waits for its yes has it; what it asked for is granted beyond what every page grants.
  await confirmOptIn(database, phone, { by: 'link', atMs, evidence: { wording, where } });
  await unsuppress(database, phone);
  await tell(
    database,
    'SMS Subscribed',
    { phone, contactId, where, atMs },
    {
      consents: [
        {
          purpose: 'marketing',
          state: 'granted' as const,
          source: 'page',
          evidence: { wording, where },
          atMs,
          phone,
        },
      ],
    },
  );
}

function tell(
  database: Database,
  name: string,
  { phone, contactId, where, atMs }: Omit<ByPage, 'wording'>,
  more: { consents?: Parameters<typeof takeEvent>[1]['consents'] } = {},
) {
  return takeEvent(
    database,
    {
      source: 'page',
      messageId: `${where}/${name}/${atMs}`,
      name,
      occurredAtMs: atMs,
      ...(contactId ? { contactId } : {}),
      identities: [{ kind: 'phone', value: phone }],
      contact: { phone },
      properties: { purpose: 'marketing', via: 'page' },
      keys: [],
      isHistory: false,
      ...more,
    },
    { nowMs: atMs },
  );
}
