import { useSyncExternalStore } from 'react';

/** A value that many cards watch, each its own part: a change redraws only those whose part changed. */
export interface Cell<T> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param part must return the same object for the same value */
export function useCell<T, Part>(cell: Pick<Cell<T>, 'get' | 'subscribe'>, part: (value: T) => Part): Part {
  return useSyncExternalStore(cell.subscribe, () => part(cell.get()));
}
