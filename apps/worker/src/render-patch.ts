import type { ContactPatch } from '@signalbox/nodes/kernel';
import { renderText } from '@signalbox/sms';

/**
 * Fills in what is to be written onto a person. A value whose fields give nothing, or can't be filled in, is left out: what
 * the person has is worth more than nothing, or than the template itself.
 */
export async function renderPatch(
  { attributes, ...own }: ContactPatch,
  scope: Record<string, unknown>,
): Promise<{ rendered: ContactPatch; leftOut: string[] }> {
  const leftOut: string[] = [];
  const render = async (values: object) => {
    const rendered: { [field: string]: unknown } = {};
    for (const [field, value] of Object.entries(values)) {
      if (typeof value !== 'string' || !value.includes('{')) {
        rendered[field] = value;
        continue;
      }
      const result = await renderText(value, scope);
      if (result.ok && result.text !== '') rendered[field] = result.text;
      else leftOut.push(`${field}: ${result.ok ? `nothing was there for “${value}”` : result.reason}`);
    }
    return rendered;
  };
  const rendered: ContactPatch = await render(own);
  if (attributes) rendered.attributes = (await render(attributes)) as ContactPatch['attributes'];
  return { rendered, leftOut };
}
