import type { ContactPatch, Host } from '@signalbox/nodes/kernel';
import { renderText } from '@signalbox/sms';
import { readFacts, updateContactFields, type Database } from '@signalbox/store';

/** What nodes may do to the world. */
export function createHost(database: Database, sendText: Host['sendText']): Host {
  return {
    sendText,

    async updateContact(context, patch) {
      const { contact } = await readFacts(database, context);
      const scope = { contact, event: context.entryEvent.properties, run: context.vars };
      const rendered = await renderPatch(patch, scope);
      await updateContactFields(database, context.contactId, rendered, { atMs: context.nowMs });
    },
  };

  async function renderPatch(patch: ContactPatch, scope: Record<string, unknown>): Promise<ContactPatch> {
    const render = async (value: unknown) => {
      if (typeof value !== 'string' || !value.includes('{')) return value;
      const result = await renderText(value, scope);
      return result.ok ? result.text : value;
    };
    const entries = Object.entries(patch).map(async ([field, value]) => {
      if (field !== 'attributes') return [field, await render(value)];
      const attributes = Object.entries(value as object).map(async ([name, inner]) => [
        name,
        await render(inner),
      ]);
      return [field, Object.fromEntries(await Promise.all(attributes))];
    });
    return Object.fromEntries(await Promise.all(entries)) as ContactPatch;
  }
}
