import { useEffect } from 'react';
import { useWorkspace, type Counted } from '../workspace/workspace.js';

const NAMES = ['version', 'days', 'first', 'last'];
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Of an address that somebody typed: ten years. */
const MOST_DAYS = 3_650;

const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** What the address asks to be counted; what cannot be read there counts all. */
export function countedIn(asked: URLSearchParams): Counted {
  const whole = (name: string) =>
    /^[1-9]\d{0,5}$/.test(asked.get(name) ?? '') ? Number(asked.get(name)) : null;
  const [from = '', to = ''] = [asked.get('first') ?? '', asked.get('last') ?? ''];
  const version = whole('version') ?? 'all';
  if (isDay(from) && isDay(to) && from <= to) return { version, days: null, between: { from, to } };
  const days = whole('days');
  return { version, days: days !== null && days <= MOST_DAYS ? days : null };
}

function inAddress({ version, days, between }: Counted, address: URL): URL {
  for (const name of NAMES) address.searchParams.delete(name);
  if (version !== 'all') address.searchParams.set('version', String(version));
  if (days !== null) address.searchParams.set('days', String(days));
  if (between) {
    address.searchParams.set('first', between.from);
    address.searchParams.set('last', between.to);
  }
  return address;
}

/** `?version=2&days=7`: what the numbers count is in the address, so that whoever comes back, or is sent there, sees the same. */
export function useCountedInAddress(): void {
  const { counted } = useWorkspace();
  useEffect(() => {
    const { searchParams } = new URL(window.location.href);
    if (NAMES.some((name) => searchParams.has(name))) counted.set(countedIn(searchParams));
    return counted.subscribe(() => {
      // Not by the router, which would draw the whole page anew.
      const address = inAddress(counted.get(), new URL(window.location.href));
      window.history.replaceState(window.history.state, '', address);
    });
  }, [counted]);
}
