import { compileMessageOrThrow, type CompiledMessage } from '@lingui/message-utils/compileMessage';

/** The names that stand in braces: `{count, plural, one {# person} other {# people}} in {name}` → `count`, `name`. */
export function placeholdersOf(text: string): string[] {
  const names = new Set<string>();
  const visit = (message: CompiledMessage) => {
    if (typeof message === 'string') return;
    for (const token of message) {
      if (typeof token === 'string') continue;
      const [name, , choices] = token;
      names.add(name);
      if (choices && typeof choices === 'object')
        for (const choice of Object.values(choices)) if (Array.isArray(choice)) visit(choice);
    }
  };
  visit(compileMessageOrThrow(text));
  names.delete('#');
  return [...names].sort();
}

/** The tags of a text: `<b>{name}</b> <time/>` → `b`, `time`. */
export const tagsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/<\/?([a-z][a-zA-Z0-9]*)\/?>/g)].map(([, name]) => name!))].sort();
