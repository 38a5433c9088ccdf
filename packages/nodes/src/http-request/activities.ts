import type { Json } from '../kernel/effects.js';
import type { HttpRequest, NodeActivities } from '../kernel/host.js';

interface Input {
  method: HttpRequest['method'];
  url: string;
  connection: string | null;
  headers: { name: string; value: string }[];
  body: string | null;
  keep: { name: string; path: string }[];
}

/** In characters of JSON: a variable goes along with all that the person does from here on. */
const LARGEST_KEPT = 10_000;

const refused = (reason: string) => ({ isAnswered: false, reason, kept: {} });

export const activities: NodeActivities = {
  async ask(host, context, input) {
    const { method, url, connection, headers, body, keep } = input as unknown as Input;
    const filled: string[] = [];
    for (const template of [url, body ?? '', ...headers.map(({ value }) => value)]) {
      const rendered = await host.render(context, template);
      if (!rendered.ok) return refused(rendered.reason);
      filled.push(rendered.text);
    }
    const [address, text, ...values] = filled as [string, string, ...string[]];
    const json = parse(text);
    if (json === undefined) return refused('The body is no JSON once its fields are filled in');

    const result = await host.request(context, {
      method,
      url: address,
      headers: Object.fromEntries(headers.map(({ name }, index) => [name, values[index]!])),
      ...(connection === null ? {} : { connectionId: connection }),
      ...(text === '' || method === 'GET' ? {} : { body: json }),
    });
    if (result.outcome === 'refused') return refused(result.reason);
    const { kept, tooLarge } = pick(result.body, keep);
    const notKept = tooLarge.length > 0 ? `. Too large to keep: ${tooLarge.join(', ')}` : '';
    return { isAnswered: true, reason: `Answered ${result.status}${notKept}`, kept };
  },
};

/** `undefined` for what is no JSON. */
function parse(text: string): Json | undefined {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The parts of an answer that are kept; one that is not there, or too large, is `null`. */
function pick(body: Json, keep: Input['keep']): { kept: { [name: string]: Json }; tooLarge: string[] } {
  const parts = keep.map(({ name, path }) => ({ name, part: partOf(body, path) }));
  const tooLarge = parts
    .filter(({ part }) => JSON.stringify(part).length > LARGEST_KEPT)
    .map(({ name }) => name);
  return {
    kept: Object.fromEntries(parts.map(({ name, part }) => [name, tooLarge.includes(name) ? null : part])),
    tooLarge,
  };
}

function partOf(body: Json, path: string): Json {
  let part: Json = body;
  for (const key of path.split('.').filter(Boolean)) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return null;
    part = (part as { [key: string]: Json })[key]!;
  }
  return part;
}
