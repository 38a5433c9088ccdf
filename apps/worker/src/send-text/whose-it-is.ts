interface Open {
  sendKey: string;
  begunAtMs: number;
}

interface Sent {
  carrierId: string;
  atMs: number;
}

/**
 * Which of the carrier's texts to one number is which of ours: its list has no words to tell them by. If it has all of ours, they
 * go by their order; else each of its texts is the one of ours that was begun nearest to it, and the others are not there.
 * @param open the first begun first
 * @returns the carrier's id by send key
 */
export function whoseItIs(open: Open[], sent: Sent[]): Map<string, string> {
  const inOrder = [...sent].sort((a, b) => a.atMs - b.atMs);
  if (sent.length >= open.length) {
    return new Map(open.map(({ sendKey }, index) => [sendKey, inOrder[index]!.carrierId]));
  }
  const found = new Map<string, string>();
  for (const { carrierId, atMs } of inOrder) {
    const left = open.filter(({ sendKey }) => !found.has(sendKey));
    const distance = ({ begunAtMs }: Open) => Math.abs(begunAtMs - atMs);
    const nearest = left.reduce((best, text) => (distance(text) < distance(best) ? text : best));
    found.set(nearest.sendKey, carrierId);
  }
  return found;
}
