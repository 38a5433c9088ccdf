/** The address of a pool's page. */
export const poolPath = (pool: string): string => `/coupons/${encodeURIComponent(pool)}`;
