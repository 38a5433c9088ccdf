import type { PlaceAsked, StandIns } from '@signalbox/nodes/kernel';

/**
 * Lets a population share the places of its drips, as people who arrive together do. Whoever passes through the draft
 * later but comes to a step earlier takes the first place that is free from then on.
 * @param fromMs when the first may come, Unix milliseconds
 */
export function oneQueue(fromMs: number): StandIns {
  const nextFree = new Map<string, Map<number, number>>();
  return {
    'rate-gate.reserve': ({ nodeId, nowMs, input }) => {
      const { count, everyMs, placeMs = null } = input as unknown as PlaceAsked;
      if (placeMs !== null) return { atMs: placeMs, isTurn: placeMs <= nowMs };
      const apartMs = everyMs / count;
      const places = nextFree.get(nodeId) ?? new Map<number, number>();
      nextFree.set(nodeId, places);
      const place = takeFree(places, Math.ceil((nowMs - fromMs) / apartMs));
      const atMs = Math.max(nowMs, Math.ceil(fromMs + place * apartMs));
      return { atMs, isTurn: atMs <= nowMs };
    },
  };
}

/** Each taken place knows one that may be free after it; whoever looks shortens the way for those who come. */
function takeFree(places: Map<number, number>, from: number): number {
  const passed: number[] = [];
  let place = from;
  for (let next = places.get(place); next !== undefined; next = places.get(place)) {
    passed.push(place);
    place = next;
  }
  for (const one of [...passed, place]) places.set(one, place + 1);
  return place;
}
