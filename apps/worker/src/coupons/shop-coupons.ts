import type { HttpRequest, HttpResult } from '@signalbox/nodes/kernel';
import type { Coupon } from '@signalbox/store';

/** Asks the shop by a stored connection. */
export type AskShop = (request: Pick<HttpRequest, 'method' | 'url' | 'body'>) => Promise<HttpResult>;

export interface CodeToMake extends Coupon {
  /** Written into the shop beside the code, so that a second try knows its own. */
  key: string;
  startsAtMs: number;
}

/** `taken`: the shop has this code for something else. */
export type Made =
  { outcome: 'made'; ref: string } | { outcome: 'taken' } | { outcome: 'refused'; reason: string };
