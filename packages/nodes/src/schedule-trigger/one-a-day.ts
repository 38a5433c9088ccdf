/** An evening's time that is moved over midnight is no new day. */
const NEAR_MS = 6 * 3_600_000;

const asMs = (local: string): number => Date.parse(`${local}Z`);

/**
 * Whether two of a journey's times, `2026-12-01T10:00`, stand for one campaign: those of one day, and those across a
 * midnight that are less than 6 hours apart. Today's time may be moved after it began, and nobody is to be told twice for that.
 */
export const areOneCampaign = (one: string, other: string): boolean =>
  one.slice(0, 10) === other.slice(0, 10) || Math.abs(asMs(one) - asMs(other)) < NEAR_MS;

/** The time that has begun already and stands for this one, too. @param begun times of campaigns of the journey that began */
export const begunInstead = (local: string, begun: string[]): string | undefined =>
  begun.find((other) => other !== local && areOneCampaign(local, other));

/** The times for which no other has begun instead. @param begun times of campaigns of the journey that began */
export const notBegunInstead = <T extends { local: string }>(times: readonly T[], begun: string[]): T[] =>
  times.filter(({ local }) => begunInstead(local, begun) === undefined);
