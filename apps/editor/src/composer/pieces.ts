import { dearCharacters, type DearCharacter } from '@signalbox/sms/parts';

export type Piece =
  { kind: 'words' | 'field' | 'logic'; text: string } | { kind: 'dear'; text: string; dear: DearCharacter };

/** A template cut into words, fields and characters that cost more, in order and without loss. */
export function piecesOf(template: string): Piece[] {
  const dear = dearCharacters(template).map((one) => ({ start: one.start, end: one.end, dear: one }));
  const liquid = [...template.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    dear: null,
  }));
  const pieces: Piece[] = [];
  let at = 0;
  const words = (end: number) => {
    if (end > at) pieces.push({ kind: 'words', text: template.slice(at, end) });
  };
  for (const mark of [...dear, ...liquid].sort((one, other) => one.start - other.start)) {
    words(mark.start);
    const text = template.slice(mark.start, mark.end);
    if (mark.dear) pieces.push({ kind: 'dear', text, dear: mark.dear });
    else pieces.push({ kind: text.startsWith('{{') ? 'field' : 'logic', text });
    at = mark.end;
  }
  words(template.length);
  return pieces;
}
