import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { closePalette, followPalette, isPaletteOpen, openPalette } from './palette-state.js';

const CommandPalette = lazy(async () => ({
  default: (await import('./CommandPalette.js')).CommandPalette,
}));

/** Ctrl+K anywhere, also from within a field. */
export function PaletteDoor() {
  const isOpen = useSyncExternalStore(followPalette, isPaletteOpen);
  const [wasAsked, setWasAsked] = useState(false);
  const { key } = useLocation();
  useHotkeys([['mod+K', () => (isPaletteOpen() ? closePalette() : openPalette())]], []);
  useEffect(() => closePalette(), [key]);
  if (isOpen && !wasAsked) setWasAsked(true);
  return wasAsked ? (
    <Suspense>
      <CommandPalette isOpen={isOpen} />
    </Suspense>
  ) : null;
}
