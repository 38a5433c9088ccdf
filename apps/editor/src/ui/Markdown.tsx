import { Fragment, type ReactNode } from 'react';

/** `**bold**`, `*slanted*` and `code` within a line. */
function inline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part, index) => {
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('*') && part.length > 2) return <em key={index}>{part.slice(1, -1)}</em>;
    return <Fragment key={index}>{part.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')}</Fragment>;
  });
}

/**
 * The little Markdown that a node's help uses: headings, paragraphs, lists. It makes elements and never HTML, so what
 * a custom node writes can't run.
 */
export function Markdown({ text }: { text: string }) {
  const blocks = text
    .replace(/\r/g, '')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean);
  return blocks.map((block, index) => {
    const heading = /^(#+)\s+(.*)$/s.exec(block);
    if (heading)
      return heading[1] === '#' ? (
        <h2 key={index}>{inline(heading[2]!)}</h2>
      ) : (
        <h3 key={index}>{inline(heading[2]!)}</h3>
      );
    if (/^[-*] /.test(block)) {
      const items = block.split(/\n(?=[-*] )/);
      return (
        <ul key={index}>
          {items.map((item, at) => (
            <li key={at}>{inline(item.replace(/^[-*] /, '').replace(/\s*\n\s*/g, ' '))}</li>
          ))}
        </ul>
      );
    }
    return <p key={index}>{inline(block.replace(/\s*\n\s*/g, ' '))}</p>;
  });
}
