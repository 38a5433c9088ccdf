import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
const MOST_MISSES = 40;

/**
 * Counts addresses that lead nowhere by who asks for them. Only those count: thousands of people may share one address of
 * a mobile network, and all of their links are good.
 */
export class Guesses {
  private readonly misses = new LRUCache<string, number>({ max: 50_000, ttl: WINDOW_MS });

  isTooMany = (ip: string): boolean => (this.misses.get(ip) ?? 0) >= MOST_MISSES;

  count(ip: string): void {
    // The window begins with the first miss.
    this.misses.set(ip, (this.misses.get(ip) ?? 0) + 1, { noUpdateTTL: true });
  }
}
