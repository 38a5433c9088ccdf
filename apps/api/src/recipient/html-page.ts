import type { FastifyReply } from 'fastify';

/** HTML that is safe as it stands. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | Html[] | string | number | null | false;

/** Writes HTML; whatever is filled in is text, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + shown(parts[index - 1]) + string));
}

const shown = (part: Part | undefined): string => {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(({ text }) => text).join('');
  if (part instanceof Html) return part.text;
  return String(part).replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
};

const STYLE = `
:root { color-scheme: light dark; --ground: #f3f4f2; --paper: #fff; --ink: #1d2421; --dim: #5c6762; --line: #dfe3e0; --go: #0b6b4f; --go-ink: #fff; --stop: #a6301f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #131715; --paper: #1b211e; --ink: #e8ece9; --dim: #9aa69f; --line: #313a35; --go: #52c79c; --go-ink: #08261b; --stop: #ff8f7d; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.brand { margin: 0 0 .5rem; color: var(--dim); font-weight: 600; letter-spacing: .01em; }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.2; text-wrap: balance; }
h2 { margin: 0 0 .25rem; font-size: 1.05rem; }
p { margin: 0 0 1rem; }
.dim, small { color: var(--dim); font-size: .9rem; }
section { margin: 1rem 0; padding: 1.1rem 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; }
section > :last-child, form > :last-child { margin-bottom: 0; }
form { margin: 0; }
button, .button { display: inline-block; min-height: 44px; padding: .55rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; background: transparent; color: inherit; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
button.go { background: var(--go); border-color: var(--go); color: var(--go-ink); }
button.stop { border-color: var(--stop); color: var(--stop); }
button:hover, .button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; }
label.tick { display: flex; gap: .7rem; align-items: center; min-height: 44px; }
label.tick input { flex: none; width: 20px; height: 20px; accent-color: var(--go); }
input:not([type='checkbox']), select { display: block; width: 100%; min-height: 44px; margin-top: .25rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: inherit; font: inherit; }
label { font-weight: 600; }
label.tick { font-weight: 400; }
label.tick + button { margin-top: .75rem; }
[aria-invalid='true'] { border-color: var(--stop); }
.fault { color: var(--stop); font-weight: 600; }
.trap { position: absolute; left: -100vw; }
blockquote { margin: .75rem 0 .35rem; padding: .7rem .9rem; background: var(--ground); border-radius: 12px; overflow-wrap: anywhere; white-space: pre-line; }
.said { border-left: 4px solid var(--go); }
a { color: inherit; }
`;

/** A whole page that needs no script, that nobody's search finds, and that tells nobody where its reader came from. */
export function page(
  reply: FastifyReply,
  { status = 200, language, title, brand, body }: PageParts,
): FastifyReply {
  const whole = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} · ${brand}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <p class="brand">${brand}</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(whole.text);
}

export interface PageParts {
  status?: number;
  language: string;
  title: string;
  brand: string;
  body: Html;
}
