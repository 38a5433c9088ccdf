const IN_TURN = '[data-region]';
const TAKES_FOCUS =
  ':is(a[href], button, input, select, textarea, [tabindex="0"]):not(:disabled, [tabindex="-1"], [aria-hidden="true"])';

/** Leads the focus on to the next part of the page (header, palette, canvas, inspector), or back to the one before. */
export function walkRegions(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(IN_TURN)];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const start = here === -1 && direction === -1 ? 0 : here;
  const next = regions[(start + direction + regions.length) % regions.length];
  [...(next?.querySelectorAll<HTMLElement>(TAKES_FOCUS) ?? [])]
    .find((element) => element.checkVisibility())
    ?.focus();
}
