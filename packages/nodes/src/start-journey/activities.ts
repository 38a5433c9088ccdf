import type { Json } from '../kernel/effects.js';
import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  async start(host, context, input) {
    const { journey, pass } = input as { journey: string; pass: { name: string; value: string }[] };
    const properties: { [key: string]: Json } = {};
    for (const { name, value } of pass) {
      const rendered = await host.render(context, value);
      if (!rendered.ok) return { outcome: 'not-started', reason: `${name}: ${rendered.reason}` };
      properties[name] = rendered.text;
    }
    return { reason: '', ...(await host.startJourney(context, { journeyId: journey, properties })) };
  },
};
