/** The id of the way under the pointer; `null` if there is none. */
export function wayAt({ clientX, clientY }: { clientX: number; clientY: number }): string | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const plus = element.closest<HTMLElement>('[data-edge]');
    if (plus) return plus.dataset.edge!;
    const way = element.closest('.react-flow__edge');
    if (way) return way.getAttribute('data-id');
    // A card covers the ways behind it.
    if (element.closest('.react-flow__node')) return null;
  }
  return null;
}
