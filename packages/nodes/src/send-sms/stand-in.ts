import type { StandIns } from '../kernel/stand-in.js';

/** In a world where every text may be sent. */
export const standIns: StandIns = {
  send: ({ runId, nodeId, visit, input }, { text }) => {
    const { template, purpose } = input as { template: string; purpose: string };
    text({ template, purpose });
    return { outcome: 'sent', messageId: `${runId}/${nodeId}/${visit}` };
  },
};
