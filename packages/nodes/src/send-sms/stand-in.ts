import type { StandIns, StandInText } from '../kernel/stand-in.js';

/** In a world where every text may be sent. */
export const standIns: StandIns = {
  send: ({ runId, nodeId, visit, input }, { text }) => {
    const { template, purpose, shortenLinks, coupon, from, brand } = input as unknown as StandInText;
    text({ template, purpose, shortenLinks, coupon, from, brand });
    return { outcome: 'sent', messageId: `${runId}/${nodeId}/${visit}` };
  },
};
