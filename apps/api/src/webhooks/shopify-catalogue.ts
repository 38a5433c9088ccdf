import type { ProductNews, ShopNews, VariantNews } from '@signalbox/store';
import { amount, first, idOf, list, readTime, record, text, timeOf, whole, type Raw } from './reading.js';
import { shopName, type Delivery, type Mapper } from './shopify-delivery.js';

const news = (delivery: Delivery, shop: Omit<ShopNews, 'shop'>) => ({
  name: null,
  shop: { shop: shopName(delivery), ...shop },
});

/** Products, their variants and what there is of them. */
export const CATALOGUE_TOPICS: Record<string, Mapper> = {
  'products/create': (delivery, body) => news(delivery, { products: productOf(delivery, body) }),
  'products/update': (delivery, body) => news(delivery, { products: productOf(delivery, body) }),
  'products/delete': (delivery, body) => {
    const productId = idOf(body.id);
    return news(delivery, {
      products: productId
        ? [{ productId, status: 'deleted', atMs: timeOf(delivery.receivedAtMs, body.updated_at) }]
        : [],
    });
  },
  'variants/in_stock': (delivery, body) => news(delivery, { variants: variantOf(delivery, body, 'in') }),
  'variants/out_of_stock': (delivery, body) => news(delivery, { variants: variantOf(delivery, body, 'out') }),
  'inventory_levels/update': level,
  'inventory_levels/connect': level,
  'inventory_items/update': (delivery, body) => {
    // Says nothing of how many there are, only whether that is counted.
    const inventoryItemId = idOf(body.id);
    const isTracked = typeof body.tracked === 'boolean' ? body.tracked : undefined;
    return news(delivery, {
      items:
        inventoryItemId && isTracked !== undefined
          ? [{ inventoryItemId, isTracked, atMs: timeOf(delivery.receivedAtMs, body.updated_at) }]
          : [],
    });
  },
  'shop/update': (delivery, body) => news(delivery, { currency: text(body.currency) }),
  'app/uninstalled': (delivery) => news(delivery, { isGone: true }),
};

const MOST_VARIANTS = 2_048;

function productOf(delivery: Delivery, body: Raw): ProductNews[] {
  const productId = idOf(body.id ?? body.admin_graphql_api_id);
  if (!productId) return [];
  const status = text(body.status);
  const handle = text(body.handle);
  const optionNames = list(body.options).map(({ name }) => text(name)?.toLowerCase());
  const publishedAtMs = readTime(body.published_at);
  return [
    {
      productId,
      title: text(body.title),
      url: handle ? `https://${delivery.shop}/products/${handle}` : undefined,
      imageUrl: first(record(body.image).src, ...list(body.images).map(({ src }) => src)),
      category: first(body.product_type, record(body.category).name),
      vendor: text(body.vendor),
      tags: Array.isArray(body.tags)
        ? body.tags.map(text).filter((tag) => tag !== undefined)
        : text(body.tags)
            ?.split(',')
            .map((tag) => tag.trim()),
      status: status === undefined ? undefined : status === 'active' ? 'active' : 'hidden',
      ...(publishedAtMs === undefined ? {} : { publishedAtMs }),
      atMs: timeOf(delivery.receivedAtMs, body.updated_at, body.created_at),
      variants: list(body.variants)
        .slice(0, MOST_VARIANTS)
        .flatMap((variant) => fields(variant, optionNames)),
      hasAllVariants: Array.isArray(body.variants) && body.variants.length < 100,
    },
  ];
}

function variantOf(delivery: Delivery, body: Raw, stock: 'in' | 'out'): VariantNews[] {
  const productId = idOf(body.product_id);
  return fields(body, []).map((variant) => ({
    ...variant,
    ...(productId ? { productId } : {}),
    // The count of a payload may be newer than what it tells of, so the count is believed where there is one.
    stock,
    isTurn: true,
    // What runs out is counted.
    isTracked: true,
    atMs: timeOf(delivery.receivedAtMs, body.updated_at),
  }));
}

function fields(
  variant: Raw,
  optionNames: (string | undefined)[],
): Omit<VariantNews, 'atMs' | 'productId'>[] {
  const variantId = idOf(variant.id ?? variant.admin_graphql_api_id);
  if (!variantId) return [];
  const options = [variant.option1, variant.option2, variant.option3].flatMap((value, index) => {
    const [name, chosen] = [optionNames[index], text(value)];
    return name && chosen ? [[name, chosen]] : [];
  });
  const policy = text(variant.inventory_policy)?.toLowerCase();
  const isTracked =
    'inventory_management' in variant ? text(variant.inventory_management) !== undefined : undefined;
  return [
    {
      variantId,
      title: text(variant.title),
      sku: text(variant.sku),
      ...(options.length > 0 ? { options: Object.fromEntries(options) as Record<string, string> } : {}),
      price: amount(variant.price),
      compareAtPrice: variant.compare_at_price === null ? null : amount(variant.compare_at_price),
      available: whole(variant.inventory_quantity),
      ...(isTracked === undefined ? {} : { isTracked }),
      policy: policy === 'continue' || policy === 'deny' ? policy : undefined,
      inventoryItemId: idOf(variant.inventory_item_id),
    },
  ];
}

function level(delivery: Delivery, body: Raw) {
  const [inventoryItemId, locationId] = [idOf(body.inventory_item_id), idOf(body.location_id)];
  const available = whole(body.available);
  return news(delivery, {
    levels:
      inventoryItemId && locationId && available !== undefined
        ? [
            {
              inventoryItemId,
              locationId,
              available,
              atMs: timeOf(delivery.receivedAtMs, body.updated_at),
            },
          ]
        : [],
  });
}
