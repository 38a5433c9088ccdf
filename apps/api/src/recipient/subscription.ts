import {
  confirmOptIn,
  isSuppressed,
  latestOptIn,
  stopTexts,
  takeEvent,
  unsuppress,
  type ConsentData,
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
  await stopTexts(database, {
    phone,
    contactId,
    reason: `Pressed “${wording}”`,
    source: 'page',
    messageId: `${where}/SMS Unsubscribed/${atMs}`,
    properties: { via: 'page' },
    atMs,
  });
}

/**
 * Begins texting, or begins it again, at a person's own wish; what they were shown is kept with their consent.
 * A request that waits for its yes says what for.
 * @param purposes what the page's words were about, where no request waits
 */
export async function startByPage(
  database: Database,
  about: ByPage,
  purposes: readonly string[] = ['marketing'],
): Promise<void> {
  const { phone, wording, where, atMs } = about;
  const request = await confirmOptIn(database, phone, {
    by: 'link',
    atMs,
    evidence: { pressed: wording, where },
  });
  await unsuppress(database, phone);
  for (const purpose of request?.purposes ?? purposes) {
    const evidence = { wording, where };
    // What a request asked for was granted with the words that it showed.
    const consents = request
      ? []
      : [{ purpose, state: 'granted' as const, source: 'page', evidence, atMs, phone }];
    await tellOfYes(database, { ...about, purpose }, consents);
  }
}

/** The yes to a question that was sent, for the purposes that it was about. Pressed again it changes nothing. */
export async function joinByLink(database: Database, about: ByPage): Promise<void> {
  const request = await latestOptIn(database, about.phone);
  if (request?.confirmedAt && !(await isSuppressed(database, about.phone))) return;
  await startByPage(database, about, request?.purposes);
}

function tellOfYes(
  database: Database,
  { phone, contactId, where, atMs, purpose }: ByPage & { purpose: string },
  consents: ConsentData[],
) {
  return takeEvent(
    database,
    {
      source: 'page',
      messageId: `${where}/SMS Subscribed/${purpose}/${atMs}`,
      name: 'SMS Subscribed',
      occurredAtMs: atMs,
      ...(contactId ? { contactId } : {}),
      identities: [{ kind: 'phone', value: phone }],
      contact: { phone },
      properties: { purpose, via: 'page' },
      keys: [],
      isHistory: false,
      consents,
    },
    { nowMs: atMs },
  );
}
