import { toE164 } from '@signalbox/sms/phone';
import type { ContactData, Identity, IncomingEvent } from '@signalbox/store';
import { first, idOf, record, text, type Raw } from './reading.js';

/** One webhook of Shopify. */
export interface Delivery {
  topic: string;
  shop: string;
  webhookId: string;
  /** Ids are texts: Shopify's pass 2^53. */
  body: unknown;
  receivedAtMs: number;
}

/** What a topic makes of a body; what it leaves out is as in `mapShopify`. */
export type Mapper = (delivery: Delivery, body: Raw) => Partial<IncomingEvent> & { name: string | null };

export const shopName = ({ shop }: Delivery): string => `shopify/${shop}`;

export const purchaseKeys = (delivery: Delivery, tokens: unknown[]): string[] => [
  ...new Set(
    tokens
      .map(text)
      .filter((token) => token !== undefined)
      .map((token) => `purchase:${shopName(delivery)}/${token}`),
  ),
];

export const customerOf = (delivery: Delivery, customerId: unknown): Identity[] => {
  const id = idOf(customerId);
  return id ? [{ kind: 'shopify', value: `${delivery.shop}/${id}` }] : [];
};

/** The person as a customer, a checkout or an order tells of them. */
export function contactOf(body: Raw): ContactData & { phone?: string } {
  const [customer, shipping, billing] = [body.customer, body.shipping_address, body.billing_address].map(
    record,
  ) as [Raw, Raw, Raw];
  const home = record(body.default_address ?? customer.default_address);
  // Of one address both: a state of one country says nothing in another.
  const address = [shipping, billing, home].find(({ country_code }) => text(country_code)) ?? home;
  const country = text(address.country_code);
  const region = text(address.province_code);
  const { whose, phone } = [body, customer, shipping, billing, home]
    .flatMap((whose) =>
      [whose.phone, whose.sms_marketing_phone].map((given) => ({ whose, phone: toE164(given, country) })),
    )
    .find((found) => found.phone.ok) ?? { whose: body, phone: null };
  // A gift goes to somebody else: their name is the number's only if the number is theirs, too.
  const named = [body, customer, ...(whose === shipping ? [shipping, billing] : [billing, shipping])];
  return {
    firstName: first(...named.map(({ first_name }) => first_name)),
    lastName: first(...named.map(({ last_name }) => last_name)),
    email: first(body.email, customer.email),
    phone: phone?.ok ? phone.e164 : undefined,
    country: country ?? (phone?.ok ? (phone.country ?? undefined) : undefined),
    language: first(body.customer_locale, customer.locale),
    ...(region ? { attributes: { region } } : {}),
  };
}
