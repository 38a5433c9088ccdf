import type { Plan } from '@signalbox/engine/graph';
import { senderLike, SUNSET_TAG, type Sender } from '@signalbox/sms';
import { loadPlan, readSetting, textsThatWent, type Database } from '@signalbox/store';

const SIGNS = new Set(['SMS Received', 'Link Clicked']);
const NO_SIGN = 'nothing that reached them could have been opened or answered';

/**
 * Without the tag of whom win-back lets go, where nothing speaks for it: the run waits for a click or a reply, and none of its
 * texts that arrived had a link or a sender that hears. A run that waits for neither, or sent no text, has reasons of its own.
 * @returns beside the tags, in words, what was left out
 */
export async function letGoOnEvidence(
  database: Database,
  { runId, planHash }: { runId: string; planHash: string },
  addTags: string[],
): Promise<{ addTags: string[]; leftOut: string[] }> {
  const all = { addTags, leftOut: [] };
  if (!addTags.some(isLetGo) || !asksForSigns(await loadPlan(database, planHash))) return all;
  const texts = await textsThatWent(database, runId);
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const hears = (from: string | null) =>
    from !== null && (senders.find(({ sender }) => sender === from) ?? senderLike(from)).canReceive;
  const couldShow = texts.some(({ arrived, hasLink, sender }) => arrived && (hasLink || hears(sender)));
  if (texts.length === 0 || couldShow) return all;
  return {
    addTags: addTags.filter((tag) => !isLetGo(tag)),
    leftOut: [`${SUNSET_TAG}: ${NO_SIGN}`],
  };
}

const isLetGo = (tag: string): boolean => tag.trim() === SUNSET_TAG;

/** As at publish: whether some wait hears of nothing but clicks and replies. */
function asksForSigns({ subscriptions }: Pick<Plan, 'subscriptions'>): boolean {
  const waits = subscriptions.filter(({ ref }) => !ref.startsWith('exit/'));
  const nodes = new Set(waits.map(({ ref }) => nodeOf(ref)));
  return [...nodes].some((node) => waits.every(({ ref, event }) => nodeOf(ref) !== node || SIGNS.has(event)));
}

const nodeOf = (ref: string): string => ref.slice(0, ref.indexOf('/'));
