import type { ClickedBy } from '@signalbox/store';
import { isbot } from 'isbot';

/** Programs that fetch a link to show what is behind it, when a text is read or passed on. */
const PREVIEWS =
  /facebookexternalhit|facebot|twitterbot|whatsapp|telegrambot|slackbot|discordbot|skypeuripreview|linkedinbot|snapchat|viber|pinterest|applebot|google-?messages|google-pagerenderer|googleimageproxy|bingpreview|linkpreview|link preview|iframely|embedly|redditbot|mattermost|teams/i;

/** Nobody reads a text and taps within this. */
const TOO_EARLY_MS = 1_000;

export interface Opening {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  atMs: number;
  /** When the text left, if that is known. */
  sentAtMs: number | null;
}

/** Tells people from what opens links in their stead. When in doubt it is a person: a lost click is worse than one more. */
export function whoClicks({ method, headers, atMs, sentAtMs }: Opening): ClickedBy {
  const userAgent = one(headers['user-agent']);
  if (method === 'HEAD') return 'preview';
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
    .map((name) => one(headers[name]))
    .join(' ');
  if (/prefetch|prerender|preview/i.test(purpose)) return 'preview';
  if (PREVIEWS.test(userAgent)) return 'preview';
  if (userAgent === '' || isbot(userAgent)) return 'bot';
  if (sentAtMs !== null && atMs - sentAtMs < TOO_EARLY_MS) return 'early';
  return 'person';
}

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? '';
