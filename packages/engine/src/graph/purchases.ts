/** Begins the key of what belongs to one purchase. */
export const PURCHASE = 'purchase:';

/**
 * Whether a key is of a cart, a checkout or an order. Whoever a purchase's events name, they are of it; a property may
 * well have the same value for two people.
 */
export const isPurchaseKey = (key: string): boolean => key.startsWith(PURCHASE);

/** What shops tell of a purchase, whoever heard of its cart: a shop's webhook does not know the cart of a browser. */
const TOLD_BY_SHOPS = new Set(['Order Completed', 'Order Paid']);

/** Whether a run that a browser's cart began hears of an event by its person, too. */
export const isToldByShops = (event: string): boolean => TOLD_BY_SHOPS.has(event);
