import { randomUUID } from 'node:crypto';
import type { Job } from '../contract/index.js';

export interface Progress {
  total(count: number): void;
  done(count: number): void;
  say(message: string): void;
}

/** Long work that reports how far it is. Lives in this process: what it does must bear being done again. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();

  /** Starts work, or joins work of the same kind that is under way. */
  start(kind: string, work: (progress: Progress) => Promise<string>): Job {
    const underWay = [...this.jobs.values()].find((job) => job.kind === kind && job.status === 'running');
    if (underWay) return underWay;
    const job: Job = { id: randomUUID(), kind, status: 'running', done: 0, total: 0, rate: 0, message: '' };
    this.jobs.set(job.id, job);
    const startedAt = performance.now();
    const progress: Progress = {
      total: (count) => void (job.total = count),
      done: (count) => {
        job.done += count;
        job.rate = Math.round(job.done / Math.max(0.001, (performance.now() - startedAt) / 1_000));
      },
      say: (message) => void (job.message = message),
    };
    work(progress).then(
      (message) => void Object.assign(job, { status: 'done', message }),
      (error: unknown) =>
        void Object.assign(job, {
          status: 'failed',
          message: String(error instanceof Error ? error.message : error),
        }),
    );
    return job;
  }

  get(id: string): Job | undefined {
    return this.jobs.get(id);
  }
}
