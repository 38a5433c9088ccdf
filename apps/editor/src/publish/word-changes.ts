import { diffArrays } from 'diff';

/** A piece of a text: in both, only in the former, or only in the new one. */
export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Beyond so many words that differ a text is shown whole, as it was and as it is. */
const MOST_OTHERS = 400;

/** Which words of a text changed, in the order in which they are read; what goes stands before what comes. */
export function wordChanges(before: string, after: string): Piece[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_OTHERS });
  const pieces = found?.map(({ value, added, removed }): Piece => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value.join(''),
  }));
  return joined(
    pieces
      ? withoutLoneSpaces(pieces)
      : [
          { kind: 'gone', text: before },
          { kind: 'new', text: after },
        ],
  );
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
