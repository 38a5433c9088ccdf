/** Asks again until the answer is there; the only way tests here wait. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { withinMs = 30_000, everyMs = 100 } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  } while (Date.now() < deadline);
  throw new Error(`Waited ${withinMs / 1_000} s in vain for ${what}${last ? `: ${String(last)}` : ''}`);
}
