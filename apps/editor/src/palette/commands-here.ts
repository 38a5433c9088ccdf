import { useEffect, useRef } from 'react';
import type { Found } from './use-found.js';

/** In this order they are offered, whichever part of the page brings them. */
const ORDER = [
  'publish',
  'try',
  'pause',
  'resume',
  'find',
  'add',
  'tidy',
  'fit',
  'view',
  'people',
  'duplicate',
  'export',
  'undo',
  'redo',
];

const sources = new Set<() => Found[]>();

/** What can be done on the page that is open, as long as whoever brings it is there. @param commands asked for when the palette is open */
export function useCommandsHere(commands: () => Found[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const read = () => latest.current();
    sources.add(read);
    return () => void sources.delete(read);
  }, []);
}

export const commandsHere = (): Found[] =>
  [...sources]
    .flatMap((read) => read())
    .sort((one, other) => ORDER.indexOf(one.id) - ORDER.indexOf(other.id));
