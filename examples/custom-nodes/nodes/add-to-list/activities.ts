import type { NodeActivities } from '@signalbox/nodes/kernel';

export type Added = { isAdded: boolean; reason: string };

type Input = { connection: string; list: string; email: string; confirm: boolean };

export const activities: NodeActivities = {
  /** May be called again after a crash: the service tells by the idempotency key, which stays the same, that it knows. */
  async add(host, context, input): Promise<Added> {
    const { connection, list, email, confirm } = input as Input;
    const rendered = await host.render(context, email);
    if (!rendered.ok) return { isAdded: false, reason: rendered.reason };
    const address = rendered.text.trim();
    if (!address) return { isAdded: false, reason: 'The person has no e-mail address.' };
    const result = await host.request(context, {
      method: 'POST',
      url: `lists/${encodeURIComponent(list)}/members`,
      connectionId: connection,
      idempotencyKey: `${context.runId}/${context.nodeId}/${context.visit}`,
      body: { email: address, confirm },
    });
    return result.outcome === 'answered'
      ? { isAdded: true, reason: 'The service has added them.' }
      : { isAdded: false, reason: result.reason };
  },
};
