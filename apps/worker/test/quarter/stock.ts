import type { PastEvent } from '@signalbox/store';

/** What there was of each variant, by what the shop said of it. */
export class Stock {
  readonly #said = new Map<string, { atMs: number; available: number }[]>();

  /** @param events the earliest first */
  constructor(events: PastEvent[]) {
    for (const { name, keys, properties, atMs } of events) {
      if (!name.startsWith('Product ') && name !== 'Stock Changed') continue;
      const variant = keys.find((key) => key.startsWith('variant:'))?.slice('variant:'.length);
      if (!variant) continue;
      const available = name === 'Product Out Of Stock' ? 0 : Number(properties.available ?? 1);
      this.#said.set(variant, [...(this.#said.get(variant) ?? []), { atMs, available }]);
    }
  }

  factsAt(variant: string | null, atMs: number): { in_stock: boolean; available: number } | undefined {
    const last = variant && this.#said.get(variant)?.findLast((said) => said.atMs <= atMs);
    return last ? { in_stock: last.available > 0, available: last.available } : undefined;
  }
}
