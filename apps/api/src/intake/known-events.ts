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
  { name: 'SMS Subscribed', description: 'A person agreed to texts', properties: ['purpose'] },
  { name: 'SMS Unsubscribed', description: 'A person no longer wants texts', properties: ['purpose'] },
  { name: 'SMS Received', description: 'A person wrote to us', properties: ['text', 'keyword'] },
  {
    name: 'Link Clicked',
    description: 'A person opened a link in a text; robots and previews do not count',
    properties: ['link_name', 'url', 'journey_id', 'node_id', 'run_id', 'message_id', 'code'],
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
