import { createSignInLink, openDatabase } from '@signalbox/store';

const LASTS_MS = 24 * 3_600_000;

/** A fresh link that signs its holder in once, for a Signalbox that runs already. */
export async function signInLink(databaseUrl: string, url: string): Promise<string> {
  const database = openDatabase(databaseUrl, { max: 1 });
  try {
    const token = await createSignInLink(database, { nowMs: Date.now(), lastsMs: LASTS_MS });
    return `${url}/sign-in?token=${token}`;
  } finally {
    await database.close();
  }
}
