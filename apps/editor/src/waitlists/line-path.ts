import { withQuery } from '../api/client.js';

/** The address of the line for a product: a path of its own, so that leaving it is leaving a page. */
export const linePath = ({ shop, variantId }: { shop: string; variantId: string }): string =>
  withQuery(`/waitlists/${encodeURIComponent(variantId)}`, { shop });
