/** So many in a stretch of time and no more. */
export class Allowance {
  private times: number[] = [];

  constructor(private readonly stretchMs: number) {}

  /** @returns whether one more is allowed now, which it then uses up */
  take(most: number | null, nowMs: number): boolean {
    if (most === null) return true;
    this.times = this.times.filter((atMs) => atMs > nowMs - this.stretchMs);
    if (this.times.length >= most) return false;
    this.times.push(nowMs);
    return true;
  }
}
