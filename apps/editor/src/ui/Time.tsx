import { shortTime, wholeTime } from '../format/time.js';

/** An instant, short; hovering tells the whole of it, zone included. */
export function Time({ at }: { at: string }) {
  return (
    <time className="num" dateTime={at} title={wholeTime(at)}>
      {shortTime(at)}
    </time>
  );
}
