const EVERY_MS = 50;

/**
 * Asks again and again until the answer is yes.
 * @returns false when `withinMs` passed, or `giveUp` said so, before that
 */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  { withinMs, giveUp = () => false }: { withinMs: number; giveUp?: () => boolean },
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await isSo()) return true;
    if (giveUp() || Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
