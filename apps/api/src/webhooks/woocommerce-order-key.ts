/** `wc_order_` and thirteen letters drawn by lot, as the page that thanks for an order has it in its address. */
export const WOOCOMMERCE_ORDER_KEY = /^wc_order_[A-Za-z0-9]{10,100}$/;

/** The same from the shop's webhooks and from its pages, which may call the shop by other addresses. */
export const purchaseOfOrderKey = (key: string): string => `purchase:woocommerce/order-key/${key}`;
