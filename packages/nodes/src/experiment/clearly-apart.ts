/** People who reached an aim, of all who had their time for it. */
export interface Reached {
  people: number;
  reached: number;
}

/** The chance that shares which are alike are ever called apart, both ways together. */
export const WRONGLY = 0.05;
/** People of both sides together at which the smallest differences are found, unless somebody says how many will come. */
export const KEEN_AT = 400;

/**
 * Fewer than so many people on the smaller side who would be expected to reach the aim, or not to, prove nothing: the test
 * goes by the normal curve, for which five is the usual rule of thumb (W. G. Cochran, 1954).
 */
const FEWEST = 5;

/**
 * Whether two shares differ by more than chance, **however often one looks**: the mixture sequential probability ratio test
 * of R. Johari, L. Pekelis and D. Walsh, Always Valid Inference (2015), arXiv 1512.04922. A 95 percent interval holds for
 * one look; looked at every quarter of an hour it calls one of two equal sides better sooner or later.
 * @param keenAt people of both sides together: sets how wide a difference is expected, as in I. Waudby-Smith et al. (2021),
 *   arXiv 2103.06476, formula 10
 */
export function areClearlyApart(
  one: Reached,
  other: Reached,
  { wrongly = WRONGLY, keenAt = KEEN_AT }: { wrongly?: number; keenAt?: number } = {},
): boolean {
  const people = one.people + other.people;
  // As if two more had reached it and two had not, so that few people prove little: A. Agresti and B. Coull (1998).
  const share = (one.reached + other.reached + 2) / (people + 4);
  if (Math.min(one.people, other.people) * Math.min(share, 1 - share) < FEWEST) return false;
  const variance = share * (1 - share) * (1 / one.people + 1 / other.people);
  const evidence = -2 * Math.log(wrongly);
  const expected = ((variance * people) / keenAt) * (evidence + Math.log(evidence + 1));
  const apart = one.reached / one.people - other.reached / other.people;
  return (
    (expected * apart ** 2) / (variance * (variance + expected)) - Math.log1p(expected / variance) >= evidence
  );
}
