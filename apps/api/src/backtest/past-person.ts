import type { ReplayPerson } from '@signalbox/engine/simulate';
import type { CountedText, SendFacts } from '@signalbox/sms';
import type { PastPerson } from '@signalbox/store';

/** A person of the past, and what the send policy asks about them. */
export interface ReplayedPerson extends ReplayPerson {
  phone: string | null;
  consentAt(purpose: string, atMs: number): 'granted' | 'denied' | 'none';
  hasStopped(atMs: number): boolean;
  /** Texts of others than the journey. */
  others: CountedText[];
  /** What is known of now and not of then. */
  now?: Partial<
    Pick<
      SendFacts,
      'phone' | 'phoneAwaitedUntilMs' | 'country' | 'timeZone' | 'unreachable' | 'preferences' | 'stillTrue'
    >
  >;
}

/**
 * What was true of somebody at an instant: consent, STOP, orders, spend and segments as they were then, all else as it
 * is today, for nobody wrote down since when it has been so.
 */
export function asTheyWere(past: PastPerson): ReplayedPerson {
  const { facts, orders, segments, segmentChanges, consents, stops, returnsAtMs } = past;
  const today = Object.fromEntries(segments.map((id) => [id, true as const]));
  return {
    id: past.id,
    phone: past.phone,
    contact: { ...facts },
    others: past.texts,
    stops,

    knownAt(atMs) {
      const later = orders.filter((order) => order.atMs > atMs);
      const segment = { ...today };
      // The latest change first: taken back one by one, they lead to how it was.
      for (const { segmentId, change, atMs: changedMs } of segmentChanges) {
        if (changedMs <= atMs) break;
        if (change === 'entered') delete segment[segmentId];
        else segment[segmentId] = true;
      }
      if (later.length === 0) return { segment };
      const spent = { ...(facts.total_spent as Record<string, number>) };
      for (const { currency, minor } of later) {
        if (currency !== null && spent[currency] !== undefined) spent[currency] -= minor;
      }
      const last = orders.find((order) => order.atMs <= atMs);
      return {
        segment,
        contact: {
          order_count: Math.max(0, Number(facts.order_count) - later.length),
          total_spent: spent,
          last_order_at: last ? new Date(last.atMs).toISOString() : null,
        },
      };
    },

    consentAt: (purpose, atMs) =>
      consents.findLast((said) => said.purpose === purpose && said.atMs <= atMs)?.state ?? 'none',

    hasStopped(atMs) {
      const stop = stops.findLast((said) => said.purpose === undefined && said.atMs <= atMs);
      return stop !== undefined && !returnsAtMs.some((backMs) => backMs > stop.atMs && backMs <= atMs);
    },
  };
}
