import { useState } from 'react';
import { newId } from '../document/new-id.js';

interface Draft {
  text: string;
  /** Of these very words: sent again after a broken connection, they are still one text. */
  key: string;
}

const drafts = new Map<string, Draft>();

/** What somebody began to write to a person, kept while they read another conversation. */
export function useAnswerDraft(contactId: string) {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(contactId) ?? { text: '', key: newId('text') });
  const write = (text: string) => {
    const next = { text, key: newId('text') };
    if (text === '') drafts.delete(contactId);
    else drafts.set(contactId, next);
    setDraft(next);
  };
  return { ...draft, write };
}
