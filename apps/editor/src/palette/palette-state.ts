/** Whether the palette is open; kept apart from the palette itself, which is fetched when it is first asked for. */
const listeners = new Set<() => void>();
let isOpen = false;

function set(next: boolean) {
  isOpen = next;
  for (const listener of listeners) listener();
}

export const openPalette = () => set(true);
export const closePalette = () => set(false);
export const isPaletteOpen = () => isOpen;
export function followPalette(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** How the key is written on the machine in front. */
export const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
