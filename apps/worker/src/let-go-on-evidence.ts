import { senderLike, SUNSET_TAG, type Sender } from '@signalbox/sms';
import { readSetting, textsThatWent, type Database } from '@signalbox/store';

/**
 * Without the tag of whom win-back lets go, where nothing speaks for it: the run's texts had no link, and their senders hear no
 * replies, so that who looked could not have shown it. A run that sent no text has reasons of its own.
 */
export async function letGoOnEvidence(
  database: Database,
  runId: string,
  addTags: string[],
): Promise<string[]> {
  if (!addTags.some(isLetGo)) return addTags;
  const texts = await textsThatWent(database, runId);
  if (texts.length === 0 || texts.some(({ hasLink }) => hasLink)) return addTags;
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const hears = (from: string) =>
    (senders.find(({ sender }) => sender === from) ?? senderLike(from)).canReceive;
  return texts.some(({ sender }) => sender !== null && hears(sender))
    ? addTags
    : addTags.filter((tag) => !isLetGo(tag));
}

const isLetGo = (tag: string): boolean => tag.trim() === SUNSET_TAG;
