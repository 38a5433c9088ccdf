/** What a short link does when it is opened. */
export type LinkKind = 'url' | 'opt-out' | 'opt-in';

/** A short link of one text, before anybody was given it. */
export interface PlannedLink {
  /** Which link of the text it is; with the text's key it names the link for good, so that a retry finds it again. */
  slot: string;
  code: string;
  kind: LinkKind;
  /** Where it leads, UTM parameters and all; `null` for our own pages. */
  url: string | null;
  /** What the marketer calls it, for conditions on clicks. */
  name: string | null;
  /** From then on it is dead. */
  expiresAtMs: number | null;
}

export interface Utm {
  source: string;
  medium: string;
  campaign: string | null;
  content: string | null;
}

/** As long as a real code, for texts that are only looked at. */
export const SAMPLE_CODE = 'xxxxxxxx';
export const CODE_LENGTH = SAMPLE_CODE.length;
export const SAMPLE_PAGE_TOKEN = 'xxxxxxxxxxx';

/** The address to put before `/l/` and `/p/` in a text, as the owner wrote it: with a scheme or without. */
export const linkBase = (domain: string): string => domain.trim().replace(/\/+$/, '');

/** The same address with its scheme, for a browser. */
export const linkOrigin = (domain: string): string => {
  const base = linkBase(domain);
  return /^https?:\/\//i.test(base) ? base : `https://${base}`;
};

/** Adds UTM parameters to a web address, and leaves its own query as it is: some are signed. */
export function withUtm(address: string, utm: Utm | null): string {
  if (!utm) return address;
  const url = new URL(address);
  const own = [
    ['utm_source', utm.source],
    ['utm_medium', utm.medium],
    ['utm_campaign', utm.campaign],
    ['utm_content', utm.content],
  ] as const;
  const added = own.flatMap(([name, value]) =>
    value && !url.searchParams.has(name) ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  if (added.length > 0) url.search = [url.search.slice(1), ...added].filter(Boolean).join('&');
  return url.href;
}

/** `Winter sale, wave 2` becomes `winter-sale-wave-2`, as analytics tools like it. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
