import type { ContactDetail, EventName } from '@signalbox/api/contract';
import { useEffect, useState } from 'react';
import { PERSON_PATHS } from './paths.js';

interface Rendered {
  text: string;
  problem: string | null;
}

/** Puts `value` at `items.0.title`, making lists where the path counts. */
function putAt(target: { [key: string]: unknown }, path: string, value: unknown): void {
  const keys = path.split('.');
  let at: { [key: string]: unknown } = target;
  keys.forEach((key, index) => {
    if (key === '__proto__' || key === 'constructor') return;
    if (index === keys.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    if (typeof next === 'object' && next !== null) at = next as { [key: string]: unknown };
    else {
      const made: unknown = /^\d+$/.test(keys[index + 1]!) ? [] : {};
      at[key] = made;
      at = made as { [key: string]: unknown };
    }
  });
}

/** The values that an event had last, by its paths. */
export function sampleEvent(event: EventName | null): { [key: string]: unknown } {
  const sample: { [key: string]: unknown } = {};
  for (const { path, example } of event?.properties ?? []) putAt(sample, path, example ?? '');
  return sample;
}

function personOf(contact: ContactDetail | null): { [key: string]: unknown } {
  if (!contact) return Object.fromEntries(PERSON_PATHS.map(({ path, example }) => [path, example]));
  return {
    ...contact.attributes,
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    phone: contact.phone,
    country: contact.country,
    language: contact.language,
    order_count: contact.orderCount,
    last_order_at: contact.lastOrderAt,
    attributes: contact.attributes,
  };
}

/** A text with its fields filled in. The template engine is loaded only once a text has fields. */
export function useRenderedText(
  text: string,
  contact: ContactDetail | null,
  event: EventName | null,
): Rendered {
  const isPlain = !text.includes('{{') && !text.includes('{%');
  const [rendered, setRendered] = useState<Rendered>({ text: '', problem: null });
  useEffect(() => {
    if (isPlain) return;
    let current = true;
    void (async () => {
      const { Liquid } = await import('liquidjs');
      const engine = new Liquid({ ownPropertyOnly: true, renderLimit: 100, memoryLimit: 100_000 });
      try {
        const output = await engine.parseAndRender(text, {
          contact: personOf(contact),
          event: sampleEvent(event),
          run: {},
        });
        if (current) setRendered({ text: String(output), problem: null });
      } catch (error) {
        const reason = error instanceof Error ? error.message.replace(/, line.*$/s, '') : 'unknown';
        if (current) setRendered((before) => ({ ...before, problem: `Not complete yet: ${reason}` }));
      }
    })();
    return () => {
      current = false;
    };
  }, [text, isPlain, contact, event]);
  return isPlain ? { text, problem: null } : rendered;
}
