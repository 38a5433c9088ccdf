export interface Span {
  start: number;
  end: number;
}

const WHOLE = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

const wholeFields = (text: string): Span[] =>
  [...text.matchAll(WHOLE)].map(({ index, 0: field }) => ({ start: index, end: index + field.length }));

/** Where something can be put in for what is selected, so that no field is cut in two. */
export function placeBetween(text: string, { start, end }: Span): Span {
  const cut = (at: number) => wholeFields(text).find((field) => field.start < at && at < field.end);
  if (start === end) {
    const after = cut(start)?.end ?? start;
    return { start: after, end: after };
  }
  return { start: cut(start)?.start ?? start, end: cut(end)?.end ?? end };
}

/** The field that a press of a key would begin to break: it goes as a whole. `null` if none would be. */
export function fieldToRemove(text: string, { start, end }: Span, key: 'Backspace' | 'Delete'): Span | null {
  if (start !== end) return null;
  return (
    wholeFields(text).find((field) => (key === 'Backspace' ? field.end === start : field.start === start)) ??
    null
  );
}

/** The first piece that begins or ends a field and is none: somebody has taken a brace away. */
export function brokenField(text: string): Span | null {
  const blanked = text.replaceAll(WHOLE, (field) => ' '.repeat(field.length));
  const begun = /\{[{%]-?\s*[\p{L}\w.[\]]*/u.exec(blanked);
  const ended = /[-%}]?\}\}|%\}/.exec(blanked);
  const found = [begun, ended].filter((one) => one !== null).sort((one, other) => one.index - other.index)[0];
  return found ? { start: found.index, end: found.index + found[0].trimEnd().length } : null;
}

/** A link as a text has it: short when it goes out, and its clicks told by its name. */
export function linkField(address: string, name: string): string {
  const plain = (written: string) => written.replaceAll(/['{}\\]/g, '').trim();
  const url = new URL(address).href.replaceAll("'", '%27').replaceAll('{', '%7B').replaceAll('}', '%7D');
  return plain(name) === '' ? `{{ '${url}' | link }}` : `{{ '${url}' | link: name: '${plain(name)}' }}`;
}

/** `acme.example/spring` is taken for a secure address; `null` if it is none that a phone could open. */
export function readAddress(written: string): string | null {
  const text = written.trim();
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole) || /\s/.test(text)) return null;
  const { protocol, hostname, href } = new URL(whole);
  return /^https?:$/.test(protocol) && hostname.includes('.') ? href : null;
}
