import type { StandIns } from '../kernel/stand-in.js';

/** In a world where every text may be sent. */
export const standIns: StandIns = {
  send: ({ runId, nodeId, visit, input }, { text }) => {
    const { template, purpose, shortenLinks, coupon } = input as {
      template: string;
      purpose: string;
      shortenLinks?: boolean;
      coupon?: string;
    };
    text({ template, purpose, shortenLinks, coupon });
    return { outcome: 'sent', messageId: `${runId}/${nodeId}/${visit}` };
  },
};
