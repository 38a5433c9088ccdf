/** A piece of a text: in both, only in the former, or only in the new one. */
export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Beyond so many words a text is shown whole, as it was and as it is. */
const MOST_WORDS = 400;

/** Which words of a text changed, in the order in which they are read; what goes stands before what comes. */
export function wordChanges(before: string, after: string): Piece[] {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  if (from.length > MOST_WORDS || to.length > MOST_WORDS)
    return joined([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]);
  // How many words two ends have in common, from each place in either to its end.
  const common = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--)
      common[i]![j] =
        from[i] === to[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      pieces.push({ kind: 'same', text: from[i]! });
      i += 1;
      j += 1;
    } else if (j >= to.length || (i < from.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      pieces.push({ kind: 'gone', text: from[i++]! });
    } else pieces.push({ kind: 'new', text: to[j++]! });
  }
  return joined(withoutLoneSpaces(pieces));
}

/** Words and the spaces between them; what is filled in is one word, whatever it says. */
const wordsOf = (text: string): string[] => text.match(/\{\{.*?\}\}|\{%.*?%\}|[^\s{]+|\{|\s+/gs) ?? [];

/** Of words in a row that are all others the space between them is no other: the row is told as one. */
function withoutLoneSpaces(pieces: Piece[]): Piece[] {
  const isOther = (piece: Piece | undefined) => piece !== undefined && piece.kind !== 'same';
  const told: Piece[] = [];
  let row: Piece[] = [];
  const endRow = () => {
    told.push(...row.filter(({ kind }) => kind === 'gone'), ...row.filter(({ kind }) => kind === 'new'));
    row = [];
  };
  for (const [index, piece] of pieces.entries()) {
    const isLoneSpace = piece.text.trim() === '' && isOther(pieces[index - 1]) && isOther(pieces[index + 1]);
    if (isOther(piece)) row.push(piece);
    else if (isLoneSpace) row.push({ ...piece, kind: 'gone' }, { ...piece, kind: 'new' });
    else {
      endRow();
      told.push(piece);
    }
  }
  endRow();
  return told;
}

const joined = (pieces: Piece[]): Piece[] =>
  pieces.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1);
    if (piece.text === '') return all;
    if (last?.kind !== piece.kind) return [...all, piece];
    return [...all.slice(0, -1), { ...last, text: last.text + piece.text }];
  }, []);
