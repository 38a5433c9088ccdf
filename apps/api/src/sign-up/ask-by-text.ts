import { linkBase, type TextSettings } from '@signalbox/sms/compose';
import {
  findMessage,
  linkCodes,
  planText,
  readSetting,
  saveLinks,
  signUp,
  type Database,
  type SignUp,
  type SignUpForm,
  type SignUpResult,
} from '@signalbox/store';
import type { Config } from '../config.js';
import { brandOf } from '../recipient/brand.js';
import { formWords } from './words.js';

/** Takes a sign-up, and sends the question that it may need. */
export async function signUpAndAsk(
  { database, config }: { database: Database; config: Config },
  form: SignUpForm,
  person: SignUp,
  nowMs: number,
): Promise<SignUpResult['result']> {
  const answer = await signUp(database, form, person, nowMs);
  if (answer.result !== 'asked' || !answer.text) return answer.result;

  const { sendKey } = answer.text;
  const settings = await readSetting<TextSettings>(database, 'texts');
  const domain = settings?.linkDomain || config.SIGNALBOX_LINK_DOMAIN || config.PUBLIC_URL;
  const code = (await linkCodes(database.kysely, sendKey))('opt-in');
  const brand = await brandOf(database, config.SIGNALBOX_BRAND);
  const body = formWords(form.language).confirmation(brand, `${linkBase(domain)}/l/${code}`);
  const text = { sendKey, phone: person.phone, contactId: answer.contactId, purpose: 'opt-in-confirmation' };
  if (!(await planText(database, { ...text, body }, nowMs))) return answer.result;
  const { id } = (await findMessage(database, sendKey))!;
  const link = { slot: 'opt-in', code, kind: 'opt-in' as const, url: null, name: null, expiresAtMs: null };
  await saveLinks(
    database.kysely,
    { ...text, runId: null, journeyId: null, nodeId: null },
    id,
    [link],
    nowMs,
  );
  return answer.result;
}
