/** What is known of a variant's stock. */
export interface Stock {
  available: number | null;
  stock: 'in' | 'out' | null;
  is_tracked: boolean;
  policy: 'deny' | 'continue';
}

/** Whether there is any of it; `null` if nothing is known, or it never runs out. */
export function hasStock({ available, stock, is_tracked }: Stock): boolean | null {
  if (!is_tracked) return null;
  if (available !== null) return available > 0;
  return stock === null ? null : stock === 'in';
}

/** Whether it can be bought now: what is not counted, or sold beyond its stock, always can. */
export const canBeBought = (variant: Stock): boolean =>
  variant.policy === 'continue' || (hasStock(variant) ?? true);

/** Sold before there is any. */
export const isPreOrder = (variant: Stock): boolean =>
  variant.policy === 'continue' && hasStock(variant) === false;
