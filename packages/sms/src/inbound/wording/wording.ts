/** How people of one language say "no more", in plain words: lower case, no punctuation, single spaces. */
export interface Wording {
  /** Said by somebody who wants no more texts. */
  noMore: RegExp[];
  /** Looks like it and means the opposite, or something else; looked at first. */
  somethingElse: RegExp[];
  /** What may stand around a word such as "stop" and changes nothing about it. */
  courtesies: string[];
}

/** `words('stop (now|this)')` matches these as whole words, in any script: `\b` knows only English letters. */
export const words = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'u');

/** The whole of what was written. */
export const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');
