/** Calls one of those who wait to look; rung while nobody waits, it calls whoever would wait next. */
export interface Bell {
  ring(): void;
  /** Whoever looks from here on has heard everything that was rung so far. */
  hear(): void;
  /** Until it is this one's turn, or a time has passed; milliseconds. */
  wait(atMostMs: number): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let isUnheard = false;
  return {
    ring() {
      const [next] = waiting;
      if (next) next();
      else isUnheard = true;
    },
    hear() {
      isUnheard = false;
    },
    wait: (atMostMs) =>
      new Promise((resolve) => {
        if (isUnheard) return resolve();
        const timer = setTimeout(go, atMostMs).unref();
        waiting.add(go);
        function go() {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        }
      }),
  };
}
