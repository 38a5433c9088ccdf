/** A message with all that it names, and where it stood among others. */
export interface InTurn<T> {
  item: T;
  index: number;
  /** The same number: they may be of one person, or of one purchase. */
  circle: number;
}

/**
 * Lines messages up in turns. Whatever names somebody or something in common, straight or through others, is in one
 * circle; in each turn a circle has one message, and a message comes in a later turn than those of its circle before it.
 * Neighbours of a circle that do not ask which of them is first share a turn, in their order.
 */
export function turnsOf<T>(
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  asksOrder: (item: T) => boolean,
): InTurn<T>[][] {
  const circles = new Circles();
  const numbers = items.map((item) => circles.join(namesOf(item)));
  const turns: InTurn<T>[][] = [];
  const last = new Map<number, { turn: number; asked: boolean }>();
  for (const [index, item] of items.entries()) {
    const circle = circles.find(numbers[index]!);
    const before = last.get(circle);
    const asked = asksOrder(item);
    const turn = before ? (before.asked || asked ? before.turn + 1 : before.turn) : 0;
    last.set(circle, { turn, asked });
    (turns[turn] ??= []).push({ item, index, circle });
  }
  return turns;
}

/** Disjoint sets: who is found to be one with whom. */
class Circles {
  private readonly parents: number[] = [];
  private readonly byName = new Map<string, number>();

  /** @returns one number of the circle that all of these names are in from now on */
  join(names: readonly string[]): number {
    // What names nothing is kept in one line with its like.
    const [first, ...others] = (names.length > 0 ? names : ['']).map((name) => this.of(name));
    for (const other of others) this.parents[this.find(other)] = this.find(first!);
    return first!;
  }

  find(number: number): number {
    let at = number;
    while (this.parents[at] !== at) at = this.parents[at] = this.parents[this.parents[at]!]!;
    return at;
  }

  private of(name: string): number {
    let number = this.byName.get(name);
    if (number === undefined) {
      number = this.parents.push(this.parents.length) - 1;
      this.byName.set(name, number);
    }
    return number;
  }
}
