import type { SimulatedActivity } from './simulation.js';

/** The built-in activities in a world where every text may be sent. */
export const standIns: Record<string, SimulatedActivity> = {
  'send-sms.send': ({ runId, nodeId, visit, input }, world) => {
    const { template, purpose } = input as { template: string; purpose: string };
    world.text({ template, purpose });
    return { outcome: 'sent', messageId: `${runId}/${nodeId}/${visit}` };
  },

  'update-contact.update': ({ input }, world) => {
    const { set } = input as { set: { field: string; value: string }[] };
    for (const { field, value } of set) world.contact[field] = value;
    return null;
  },
};
