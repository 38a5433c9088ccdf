import type { Json } from '@signalbox/nodes/kernel';
import type { MovedCode } from '@signalbox/store';
import type { AskShop, CodeToMake, Made } from './shop-coupons.js';

const BASIC = `mutation make($discount: DiscountCodeBasicInput!) {
  made: discountCodeBasicCreate(basicCodeDiscount: $discount) {
    codeDiscountNode { id } userErrors { field code message } } }`;
const SHIPPING = `mutation make($discount: DiscountCodeFreeShippingInput!) {
  made: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
    codeDiscountNode { id } userErrors { field code message } } }`;
const FIND = `query find($code: String!) {
  found: codeDiscountNodeByCode(code: $code) { id codeDiscount {
    ... on DiscountCodeBasic { title } ... on DiscountCodeFreeShipping { title } } } }`;

interface Answer {
  data?: {
    made?: { codeDiscountNode: { id: string } | null; userErrors: { code: string; message: string }[] };
    moved?: { userErrors: { message: string }[] };
    found?: { id: string; codeDiscount: { title?: string } } | null;
  } | null;
  errors?: { message: string }[];
}

/**
 * Makes a discount code by Shopify's Admin API (GraphQL, 2025-10 or later; scope `write_discounts`). The connection leads to
 * `https://<shop>.myshopify.com/admin/api/<version>`. The key is the discount's title: of two tries the second finds it.
 */
export async function makeInShopify(ask: AskShop, coupon: CodeToMake): Promise<Made> {
  const { code, key, offer, startsAtMs, expiresAtMs } = coupon;
  const common = {
    title: titleOf(key),
    code,
    startsAt: new Date(startsAtMs).toISOString(),
    endsAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: 'ALL' },
  };
  if (offer.kind === 'other')
    return { outcome: 'refused', reason: 'The pool does not say what its codes are worth' };
  const value: Json =
    offer.kind === 'percent'
      ? { percentage: offer.percent / 100 }
      : offer.kind === 'amount'
        ? { discountAmount: { amount: offer.amount.toFixed(2), appliesOnEachItem: false } }
        : null;
  const answer = value
    ? await query(ask, BASIC, { discount: { ...common, customerGets: { value, items: { all: true } } } })
    : await query(ask, SHIPPING, { discount: { ...common, destination: { all: true } } });
  if ('outcome' in answer) return answer;
  const made = answer.data?.made;
  if (made?.codeDiscountNode) return { outcome: 'made', ref: made.codeDiscountNode.id };
  const faults = made?.userErrors ?? [];
  if (!faults.some((fault) => fault.code === 'TAKEN'))
    return { outcome: 'refused', reason: faults[0]?.message ?? 'Shopify made no code and did not say why' };

  const search = await query(ask, FIND, { code });
  if ('outcome' in search) return search;
  const { found } = search.data ?? {};
  return found?.codeDiscount.title === common.title
    ? { outcome: 'made', ref: found.id }
    : { outcome: 'taken' };
}

const UPDATE = {
  basic: `mutation move($id: ID!, $end: DateTime) {
  moved: discountCodeBasicUpdate(id: $id, basicCodeDiscount: { endsAt: $end }) { userErrors { message } } }`,
  shipping: `mutation move($id: ID!, $end: DateTime) {
  moved: discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: { endsAt: $end }) { userErrors { message } } }`,
};

/** Gives a code that was made another end. @returns why not, if the shop says no */
export async function moveEndInShopify(
  ask: AskShop,
  { shopRef, offer, expiresAtMs }: MovedCode,
): Promise<string | null> {
  const answer = await query(ask, UPDATE[offer.kind === 'free-shipping' ? 'shipping' : 'basic'], {
    id: shopRef,
    end: new Date(expiresAtMs).toISOString(),
  });
  return 'outcome' in answer ? answer.reason : (answer.data?.moved?.userErrors[0]?.message ?? null);
}

const titleOf = (key: string) => `Signalbox ${key}`.slice(0, 255);

async function query(
  ask: AskShop,
  text: string,
  variables: Json,
): Promise<Answer | { outcome: 'refused'; reason: string }> {
  const result = await ask({ method: 'POST', url: 'graphql.json', body: { query: text, variables } });
  if (result.outcome === 'refused') return { outcome: 'refused', reason: result.reason };
  const answer = result.body as Answer;
  const [fault] = answer.errors ?? [];
  return fault ? { outcome: 'refused', reason: `Shopify said: ${fault.message}` } : answer;
}
