import { Liquid } from 'liquidjs';

const liquid = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
});

export type Rendered = { ok: true; text: string } | { ok: false; reason: string };

/** Fills a text's Liquid with `contact`, `event`, `run` and `shop`. Never throws: a fault comes back in words. */
export async function renderText(template: string, scope: Record<string, unknown>): Promise<Rendered> {
  try {
    const text = (await liquid.parseAndRender(template, scope)) as string;
    return { ok: true, text: text.replaceAll(/[^\S\n]+/g, ' ').trim() };
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** As `renderText`, at once: for the simulator, where nothing is waited for. */
export function renderTextSync(template: string, scope: Record<string, unknown>): Rendered {
  try {
    const text = liquid.parseAndRenderSync(template, scope) as string;
    return { ok: true, text: text.replaceAll(/[^\S\n]+/g, ' ').trim() };
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** @returns `null` for a sound template, or what is wrong with it */
export function checkTemplate(template: string): string | null {
  try {
    liquid.parse(template);
    return null;
  } catch (error) {
    return faultInWords(error);
  }
}

const faultInWords = (error: unknown) =>
  `The text's fields can't be filled in: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
