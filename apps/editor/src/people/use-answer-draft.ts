import { useState } from 'react';

interface Draft {
  text: string;
  /** Of these very words: sent again after a broken connection, they are still one text. */
  key: string;
}

const drafts = new Map<string, Draft>();

/** Works on a page without TLS, too, which `randomUUID` does not. */
const newKey = () =>
  [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');

/** What somebody began to write to a person, kept while they read another conversation. */
export function useAnswerDraft(contactId: string) {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(contactId) ?? { text: '', key: newKey() });
  const write = (text: string) => {
    const next = { text, key: newKey() };
    if (text === '') drafts.delete(contactId);
    else drafts.set(contactId, next);
    setDraft(next);
  };
  return { ...draft, write };
}
