/** What was said of somebody's rewards, in any order. */
export interface RewardNews {
  /** `Reward Ready`, `Reward Redeemed`, `Reward Returned`. */
  name: string;
  atMs: number;
  properties: { [key: string]: unknown };
}

/** The events that `isRewardReady` reads. */
export const REWARD_NEWS = ['Reward Ready', 'Reward Redeemed', 'Reward Returned'] as const;

/**
 * Whether any reward that was reached can still be had: it was not redeemed since, and the balance pays for it.
 * @param balance points of now; `null` if nobody has told them
 * @returns `null` if it can't be known: no reward was told of, or neither its price nor the balance
 */
export function isRewardReady(news: RewardNews[], balance: number | null): boolean | null {
  const answers = news
    .filter(({ name }) => name === 'Reward Ready')
    .map(({ atMs, properties: { reward, points } }) => {
      const isUsed = news.some(
        (one) =>
          one.name === 'Reward Redeemed' &&
          one.atMs >= atMs &&
          // One that names nothing may be any.
          (one.properties.reward === undefined || one.properties.reward === reward) &&
          !news.some((later) => cameBack(one, later)),
      );
      if (isUsed) return false;
      const price = typeof points === 'number' || typeof points === 'string' ? Number(points) : Number.NaN;
      return balance === null || Number.isNaN(price) ? null : balance >= price;
    });
  if (answers.includes(true)) return true;
  return answers.length === 0 || answers.includes(null) ? null : false;
}

/** By the id of the redemption where it has one, else by the reward. */
function cameBack(used: RewardNews, later: RewardNews): boolean {
  if (later.name !== 'Reward Returned') return false;
  const [one, other] = [used.properties, later.properties];
  return one.redemption_id === undefined
    ? later.atMs >= used.atMs && one.reward === other.reward
    : one.redemption_id === other.redemption_id;
}
