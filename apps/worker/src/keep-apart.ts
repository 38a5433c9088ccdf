import type { Logger } from 'pino';

/** Does one of several things that must not hold one another up. @returns false if it failed */
export type Apart = (what: string, work: () => Promise<unknown>) => Promise<boolean>;

/** What fails is told of once, until it has gone well again. */
export function keepApart(logger: Logger): Apart {
  const failing = new Set<string>();
  return async (what, work) => {
    try {
      await work();
      failing.delete(what);
      return true;
    } catch (error) {
      if (!failing.has(what)) logger.warn({ err: error }, `The clock could not see to ${what}; trying again`);
      failing.add(what);
      return false;
    }
  };
}
