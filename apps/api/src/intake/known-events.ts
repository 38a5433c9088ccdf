/** Events that Signalbox itself understands; `docs/events.md` says where each comes from. */
export const KNOWN_EVENTS: { name: string; description: string; properties: string[] }[] = [
  {
    name: 'Checkout Started',
    description: 'A person began to check out',
    properties: ['checkout_id', 'cart_id', 'checkout_url', 'total', 'currency', 'products'],
  },
  {
    name: 'Checkout Updated',
    description: 'A checkout changed',
    properties: ['checkout_id', 'cart_id', 'checkout_url', 'total', 'currency', 'products'],
  },
  {
    name: 'Checkout Completed',
    description: 'A browser came to the page that thanks for an order',
    properties: ['order_key', 'cart_id', 'checkout_id'],
  },
  { name: 'Checkout Deleted', description: 'A checkout was removed', properties: ['checkout_id'] },
  {
    name: 'Order Completed',
    description: 'An order was placed',
    properties: ['order_id', 'checkout_id', 'cart_id', 'total', 'currency', 'products'],
  },
  {
    name: 'Order Paid',
    description: 'An order was paid',
    properties: ['order_id', 'checkout_id', 'total', 'currency'],
  },
  {
    name: 'Order Cancelled',
    description: 'An order was cancelled',
    properties: ['order_id', 'checkout_id', 'reason'],
  },
  {
    name: 'Order Updated',
    description: 'Something about an order changed',
    properties: ['order_id', 'total', 'currency', 'status', 'products'],
  },
  {
    name: 'Order Refunded',
    description: 'Money for an order was given back, all or some',
    properties: ['order_id', 'refund_id', 'amount', 'currency'],
  },
  {
    name: 'Cart Updated',
    description: 'A cart changed',
    properties: ['cart_id', 'total', 'currency', 'products'],
  },
  { name: 'Cart Emptied', description: 'Nothing is left in a cart', properties: ['cart_id', 'checkout_id'] },
  {
    name: 'Product Back In Stock',
    description: 'A product that was sold out is there again',
    properties: ['variant_id', 'product_id', 'name', 'price', 'available', 'url'],
  },
  {
    name: 'Product Out Of Stock',
    description: 'A product was sold out',
    properties: ['variant_id', 'product_id', 'name'],
  },
  {
    name: 'Price Dropped',
    description: 'A product became cheaper',
    properties: ['variant_id', 'product_id', 'name', 'price', 'price_before', 'percent', 'url'],
  },
  {
    name: 'Stock Changed',
    description: 'The count of a product changed; told only to those who wait for it',
    properties: ['variant_id', 'product_id', 'available', 'available_before'],
  },
  {
    name: 'Points Changed',
    description: 'Somebody’s points changed',
    properties: ['balance', 'balance_before', 'points', 'reason'],
  },
  {
    name: 'Points Expiring',
    description: 'Points are about to expire: 30, 7 and 1 days before',
    properties: ['points', 'days', 'expires_at', 'balance'],
  },
  {
    name: 'Tier Changed',
    description: 'Somebody rose or fell to another tier',
    properties: ['tier', 'tier_before', 'direction'],
  },
  {
    name: 'Tier At Risk',
    description:
      'Somebody loses their tier within 14 days if nothing more is ordered; told by our own programme',
    properties: ['tier', 'ends_at', 'gap', 'currency'],
  },
  {
    name: 'Reward Ready',
    description: 'Somebody has enough points for a reward',
    properties: ['reward', 'points', 'balance'],
  },
  {
    name: 'Reward Redeemed',
    description: 'Somebody has used a reward; in a programme of ours it costs its points',
    properties: ['reward', 'points', 'redemption_id', 'balance'],
  },
  {
    name: 'Reward Returned',
    description: 'A reward that was used came back; its points do, too, by its redemption_id',
    properties: ['reward', 'redemption_id', 'balance'],
  },
  {
    name: 'Support Case Opened',
    description: 'Somebody waits for an answer of the help desk',
    properties: ['case_id', 'subject'],
  },
  {
    name: 'Support Case Closed',
    description: 'The help desk is done with a case',
    properties: ['case_id'],
  },
  {
    name: 'Contacted Elsewhere',
    description: 'Somebody was written to or called by another way',
    properties: ['channel', 'topic'],
  },
  {
    name: 'Customer Referred',
    description: 'Somebody brought another customer',
    properties: ['referred_id', 'email', 'phone'],
  },
  { name: 'SMS Subscribed', description: 'A person agreed to texts', properties: ['purpose'] },
  { name: 'SMS Unsubscribed', description: 'A person no longer wants texts', properties: ['purpose'] },
  { name: 'SMS Received', description: 'A person wrote to us', properties: ['text', 'keyword'] },
  {
    name: 'Link Clicked',
    description: 'A person opened a link in a text; robots and previews do not count',
    properties: ['link_name', 'url', 'journey_id', 'node_id', 'run_id', 'message_id', 'code'],
  },
  {
    name: 'Coupon Used',
    description: 'An order was placed with a code that this person was given',
    properties: ['pool', 'code', 'order_id'],
  },
  {
    name: 'Segment Entered',
    description: 'A person began to belong to a segment',
    properties: ['segment_id', 'segment_name'],
  },
  {
    name: 'Segment Left',
    description: 'A person ceased to belong to a segment',
    properties: ['segment_id', 'segment_name'],
  },
  {
    name: 'Product Viewed',
    description: 'A person looked at a product',
    properties: ['product_id', 'name', 'price', 'url'],
  },
];

/** What stands in for an event that has not happened yet, so that a text about it is shown and counted as it will be. */
const SAMPLE: Record<string, unknown> = {
  checkout_id: '5f2c81d09a',
  cart_id: 'c1-7d0e4b2f',
  order_id: '1042',
  checkout_url: 'https://shop.example/checkouts/5f2c81d09a/recover?key=8c1f2a',
  url: 'https://shop.example/products/canvas-tote',
  total: 548,
  amount: 548,
  price: 274,
  price_before: 349,
  percent: 21,
  currency: 'DKK',
  product_id: '8801',
  variant_id: '880102',
  name: 'Canvas tote, forest green',
  available: 12,
  products: [
    {
      product_id: '8801',
      variant_id: '880102',
      sku: 'TOTE-GREEN',
      name: 'Canvas tote, forest green',
      quantity: 2,
      price: 274,
    },
  ],
};

/** Some of an event's documented properties, as they may look. */
export const sampleOf = (properties: string[]): Record<string, unknown> =>
  Object.fromEntries(properties.map((name) => [name, SAMPLE[name] ?? null]));
