import { setFlagsFromString } from 'node:v8';
import { parse, type Node } from 'acorn';

/**
 * From now on a regular expression of this process, its threads included, that goes back and forth too often is matched by V8's
 * engine whose time grows with the text and no faster. It gives the same answers; what it can't take, `patternThatLasts` names.
 */
export function tamePatterns(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  // With it the flag `l`, which asks whether a pattern can be taken.
  setFlagsFromString('--enable-experimental-regexp-engine');
}

function isTamed(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, `${flags}l`);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first regular expression in the code that may take for ever on some text, and that nothing can stop: something
 * repeated without end inside of something repeated without end, which the tame engine can't take. `null` if there is none.
 * @param code CommonJS
 */
export function patternThatLasts(code: string): string | null {
  for (const { pattern, flags } of patternsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }))) {
    if (mayLast(pattern, flags)) return `/${pattern}/${flags}`;
  }
  return null;
}

const mayLast = (pattern: string, flags: string): boolean =>
  (repeatsRepeated(pattern) || repeatsChoice(pattern)) && !isTamed(pattern, flags);

/** A pattern that was put together as the code ran, most likely of what somebody wrote, and that may take for ever. */
export class LastingPattern extends Error {
  override name = 'LastingPattern';
}

/** `RegExp`, which makes no pattern that may take for ever: what a configuration brings is not in the code. */
export const TamedRegExp: RegExpConstructor = new Proxy(RegExp, {
  construct: (_target, given: [pattern: RegExp | string, flags?: string], asked) => {
    const made = Reflect.construct(RegExp, given, asked === TamedRegExp ? RegExp : asked) as RegExp;
    refuseLasting(made);
    return made;
  },
  apply: (_target, _this, given: [pattern: RegExp | string, flags?: string]) => {
    const made = RegExp(...given);
    refuseLasting(made);
    return made;
  },
});

function refuseLasting({ source, flags }: RegExp): void {
  if (mayLast(source, flags))
    throw new LastingPattern(
      `The pattern ${source} can take for ever on some texts. Repeat nothing inside of what repeats.`,
    );
}

function* patternsIn(node: unknown): Generator<{ pattern: string; flags: string }> {
  if (typeof node !== 'object' || node === null) return;
  const { type, regex } = node as Node & { regex?: { pattern: string; flags: string } };
  if (type === 'Literal' && regex) yield regex;
  for (const inner of Object.values(node)) yield* patternsIn(inner);
}

/** What stands after something that may come more or less often: `*`, `+`, `{2,}`, `{1,30}`. */
const MORE_OR_LESS = /^(?:[*+]|\{\d+,\d*\})/;
/** What stands after something that may come often. */
const OFTEN = /^(?:[*+]|\{\d+,\}|\{(?:\d+,)?\d{2,}\})/;

/** `\.` or `-`, once. */
const MARK = String.raw`(?:\\[^\w\s]|[^\w\s\\[\]().*+?{}|^$])`;
/** `\.[a-z]+`: each turn has a mark of its own before or after it, so that a text falls into turns in one way only. */
const MARKED = new RegExp(`^(?:\\?(?::|<\\w+>))?(?:${MARK}(?![*+?{])[^|]*|[^|]*${MARK})$`);

/** `(a+)+`: a group that comes often and holds what comes more or less often. */
function repeatsRepeated(pattern: string): boolean {
  const groups: { from: number; varies: boolean }[] = [{ from: 0, varies: false }];
  let isClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const letter = pattern[index]!;
    if (letter === '\\') index += 1;
    else if (letter === '[') isClass = true;
    else if (letter === ']') isClass = false;
    else if (letter === '(' && !isClass) {
      groups.push({ from: index + 1, varies: false });
      continue;
    }
    if (isClass) continue;
    const after = pattern.slice(index + 1);
    const closed = letter === ')' ? groups.pop() : undefined;
    if (closed?.varies && OFTEN.test(after) && !MARKED.test(pattern.slice(closed.from, index))) return true;
    if (closed?.varies || MORE_OR_LESS.test(after)) groups.at(-1)!.varies = true;
  }
  return false;
}

/** `(a|aa)+`: a group that comes often, in which one way may begin as another does. Ways that begin with letters of their own do not. */
function repeatsChoice(pattern: string): boolean {
  for (const [, inner, after] of pattern.matchAll(/\((?:\?(?::|<\w+>))?([^()]*\|[^()]*)\)(.{0,8})/gs)) {
    const begin = inner!.split('|').map((way) => /^[\p{L}\d]/u.exec(way)?.[0].toLowerCase());
    const isApart = begin.every((letter, index) => letter !== undefined && begin.indexOf(letter) === index);
    if (OFTEN.test(after!) && !isApart) return true;
  }
  return false;
}
