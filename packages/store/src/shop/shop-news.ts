/** What a shop says of its catalogue. Ids are texts, because shops' ids do not fit a double. */
export interface ShopNews {
  /** 'shopify/acme.myshopify.com' */
  shop: string;
  /** ISO 4217, if the message tells it. */
  currency?: string;
  products?: ProductNews[];
  levels?: LevelNews[];
  items?: ItemNews[];
  /** Variants that come without their product. */
  variants?: VariantNews[];
  /** The shop took Signalbox out. */
  isGone?: boolean;
}

export interface ProductNews {
  productId: string;
  title?: string;
  url?: string;
  imageUrl?: string;
  category?: string;
  vendor?: string;
  tags?: string[];
  status?: 'active' | 'hidden' | 'deleted';
  publishedAtMs?: number;
  /** The shop's own time of what it says. */
  atMs: number;
  variants?: Omit<VariantNews, 'atMs' | 'productId'>[];
  /** `variants` are all that there are: others have been deleted. */
  hasAllVariants?: boolean;
}

export interface VariantNews {
  variantId: string;
  productId?: string;
  title?: string;
  sku?: string;
  options?: Record<string, string>;
  /** Major units. */
  price?: number;
  compareAtPrice?: number | null;
  /** How many can be bought, of all places together. */
  available?: number;
  /** Where the shop does not count, or says so beside the count. */
  stock?: 'in' | 'out';
  isTracked?: boolean;
  /** Whether it may be ordered once it is sold out. */
  policy?: 'deny' | 'continue';
  inventoryItemId?: string;
  /** It says that this has changed just now, not only how it is. */
  isTurn?: boolean;
  atMs: number;
}

/** Whether the shop counts an item. */
export interface ItemNews {
  inventoryItemId: string;
  isTracked: boolean;
  atMs: number;
}

/** What one place has of an item. */
export interface LevelNews {
  inventoryItemId: string;
  locationId: string;
  available: number;
  atMs: number;
}
