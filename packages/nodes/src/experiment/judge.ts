import { areClearlyApart, KEEN_AT, WRONGLY } from './clearly-apart.js';

export { areClearlyApart };

export interface Variant {
  id: string;
  name: string;
}

/** The share of people who reached an aim, with the range in which the true share lies; null without people. */
export interface Share {
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface Judged {
  variants: (Variant & Share & { people: number; reached: number; underWay: number })[];
  /** The variant that is clearly better, if one is. */
  best: string | null;
  /** In words. */
  verdict: string;
}

/** Two-sided, 95 percent. */
const Z = 1.959964;

/**
 * The share of each variant's people who reached the aim, with the range in which the true share lies, and what can be
 * said of it. One variant is called better only when it is clearly apart from every other, however often that is asked.
 * @param keenAt people of two variants together at which the smallest differences are found
 */
export function judge(
  variants: Variant[],
  counts: { variant: string; people: number; reached: number; underWay: number }[],
  keenAt = KEEN_AT,
): Judged {
  const judged = variants.map(({ id, name }) => {
    const { people = 0, reached = 0, underWay = 0 } = counts.find(({ variant }) => variant === id) ?? {};
    return { id, name, people, reached, underWay, ...wilson(reached, people) };
  });
  // Any of them could be called better wrongly, each in one of the two directions (Bonferroni).
  const asked = { wrongly: (2 * WRONGLY) / judged.length, keenAt };
  const best = judged.find((one) =>
    judged.every(
      (other) =>
        one === other || ((one.share ?? 0) > (other.share ?? 1) && areClearlyApart(one, other, asked)),
    ),
  );
  return { variants: judged, best: best?.id ?? null, verdict: verdictOf(judged, best) };
}

function verdictOf(judged: Judged['variants'], best: Variant | undefined): string {
  if (judged.every(({ people, underWay }) => people + underWay === 0)) return 'Nobody has come here yet.';
  if (judged.every(({ people }) => people === 0)) return 'Nobody’s time for it is over yet.';
  return best ? `“${best.name}” is better.` : 'No variant is clearly better yet.';
}

/**
 * How much larger one share is than another, with the range of the true difference: R. G. Newcombe, Statistics in Medicine
 * 17 (1998), 873–890, method 10, which holds for few people, too.
 */
export function difference(one: Share, other: Share): { by: number; low: number; high: number } | null {
  if (one.share === null || other.share === null) return null;
  const by = one.share - other.share;
  return {
    by,
    low: by - Math.hypot(one.share - one.low!, other.high! - other.share),
    high: by + Math.hypot(one.high! - one.share, other.share - other.low!),
  };
}

/** Wilson's score interval: E. B. Wilson, JASA 22 (1927), 209–212; unlike the textbook one it holds for few people, too. */
export function wilson(reached: number, people: number): Share {
  if (people === 0) return { share: null, low: null, high: null };
  const share = reached / people;
  const spread = Z * Math.sqrt((share * (1 - share)) / people + (Z * Z) / (4 * people * people));
  const scale = 1 + (Z * Z) / people;
  const middle = share + (Z * Z) / (2 * people);
  return {
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}
