import { createHmac, timingSafeEqual } from 'node:crypto';

export type Params = Record<string, string | string[]>;

/**
 * What Plivo signs, version 3: the address, its query with sorted keys, and the sorted parameters of the body.
 * Checked against vectors that Plivo's own SDKs for Node and Python accept.
 */
export function canonicalV3(method: 'GET' | 'POST', url: string, params: Params): string {
  const { base, query } = splitUrl(url);
  if (method === 'GET') {
    const merged = new Map(query);
    for (const [key, value] of Object.entries(params))
      merged.set(key, [...(merged.get(key) ?? []), ...listOf(value)]);
    const text = sortedQuery(merged);
    return text ? `${base}?${text}` : base;
  }
  const text = sortedQuery(query);
  const body = Object.keys(params)
    .sort()
    .flatMap((key) =>
      listOf(params[key]!)
        .sort()
        .map((value) => `${key}${value}`),
    )
    .join('');
  if (body === '') return text ? `${base}?${text}` : base;
  return `${base}?${text}${text ? '.' : ''}${body}`;
}

export function signV3(
  token: string,
  method: 'GET' | 'POST',
  url: string,
  params: Params,
  nonce: string,
): string {
  return createHmac('sha256', token)
    .update(`${canonicalV3(method, url, params)}.${nonce}`)
    .digest('base64');
}

/** Version 2 covers the address only, not the parameters: never enough to believe what a body says. */
export function signV2(token: string, url: string, nonce: string): string {
  return createHmac('sha256', token)
    .update(splitUrl(url).base + nonce)
    .digest('base64');
}

export interface SignedRequest {
  method: 'GET' | 'POST';
  /** As configured at Plivo, not as a proxy shows it. */
  url: string;
  params: Params;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Whether one of our tokens signed this request. Plivo signs with the account's token (`-V3`) and the main account's
 * (`-Ma-V3`), and lists several signatures, with commas, while a token is being changed.
 */
export const isSignedByPlivo = (request: SignedRequest, tokens: string[]): boolean =>
  tokenOfSignature(request, tokens) !== null;

/** @returns which of the tokens signed a request; `null` if none did */
export function tokenOfSignature(request: SignedRequest, tokens: string[]): string | null {
  const nonce = single(request.headers['x-plivo-signature-v3-nonce']);
  if (!nonce) return tokenOfV2(request, tokens);
  const given = ['x-plivo-signature-v3', 'x-plivo-signature-ma-v3']
    .flatMap((name) => (single(request.headers[name]) ?? '').split(','))
    .map((signature) => signature.trim())
    .filter(Boolean);
  const isBy = (token: string) => {
    const expected = Buffer.from(signV3(token, request.method, request.url, request.params, nonce));
    return given.some((signature) => {
      const actual = Buffer.from(signature);
      return actual.length === expected.length && timingSafeEqual(actual, expected);
    });
  };
  return tokens.find(isBy) ?? null;
}

/** @returns the nonce of a request that is signed by version 2 alone; `null` where there is version 3, or nothing */
export function loneNonceV2(headers: SignedRequest['headers']): string | null {
  if (single(headers['x-plivo-signature-v3-nonce'])) return null;
  return single(headers['x-plivo-signature-v2-nonce']) || null;
}

/** For accounts whose callbacks carry no version 3: better than nothing, and taken only where that is all there is. */
function tokenOfV2({ url, headers }: SignedRequest, tokens: string[]): string | null {
  const nonce = loneNonceV2(headers);
  if (!nonce || headers['x-plivo-signature-v3'] !== undefined) return null;
  const given = ['x-plivo-signature-v2', 'x-plivo-signature-ma-v2']
    .flatMap((name) => (single(headers[name]) ?? '').split(','))
    .map((signature) => Buffer.from(signature.trim()));
  const isBy = (token: string) => {
    const expected = Buffer.from(signV2(token, url, nonce));
    return given.some((actual) => actual.length === expected.length && timingSafeEqual(actual, expected));
  };
  return tokens.find(isBy) ?? null;
}

function splitUrl(url: string): { base: string; query: Map<string, string[]> } {
  const [base = '', search = ''] = url.split('?', 2);
  const query = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(search)) query.set(key, [...(query.get(key) ?? []), value]);
  return { base, query };
}

const sortedQuery = (query: Map<string, string[]>): string =>
  [...query.keys()]
    .sort()
    .flatMap((key) =>
      query
        .get(key)!
        .sort()
        .map((value) => `${key}=${value}`),
    )
    .join('&');

const listOf = (value: string | string[]): string[] => (Array.isArray(value) ? [...value] : [value]);

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
