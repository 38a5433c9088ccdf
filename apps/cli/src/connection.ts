import { CannotRun } from './cannot-run.js';

const PATIENCE_MS = 120_000;

/** The server understood, and said no: what its problem says. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly body: { [field: string]: unknown },
  ) {
    super(detail);
  }
}

export interface ConnectionOptions {
  url?: string;
  key?: string;
}

/** A workspace's API. @throws CannotRun when it can't be reached or lets nobody in */
export class Connection {
  /** Names the workspace: scheme, host and port. */
  readonly origin: string;
  readonly #key: string;

  constructor({ url, key }: ConnectionOptions) {
    if (!url)
      throw new CannotRun('Which Signalbox? Set SIGNALBOX_URL or say --url, such as http://127.0.0.1:3000.');
    if (!key) throw new CannotRun('Set SIGNALBOX_KEY, or say --key. A key is made under Settings → Keys.');
    if (!URL.canParse(url) || !/^https?:/.test(url))
      throw new CannotRun(`“${url}” is no address. It looks like http://127.0.0.1:3000.`);
    this.origin = new URL(url).origin;
    this.#key = key.trim();
  }

  get<T>(path: string): Promise<T> {
    return this.#ask('GET', path);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.#ask('POST', path, body);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.#ask('PUT', path, body);
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const { origin } = this;
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error: Error) => {
      throw new CannotRun(
        error.name === 'TimeoutError'
          ? `${origin} gave no answer in ${PATIENCE_MS / 1_000} seconds.`
          : `Nothing answers at ${origin}. Is Signalbox running there?`,
      );
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer as T;
    if (!isProblem(answer))
      throw new CannotRun(`${origin} answers (${response.status}), but not as Signalbox does.`);
    if (answer.code === 'not-signed-in')
      throw new CannotRun(`${origin} does not know this key. Keys are made under Settings → Keys.`);
    if (response.status === 403 || response.status >= 500) throw new CannotRun(answer.detail);
    throw new Refused(response.status, answer.code, answer.detail, answer);
  }
}

interface Problem {
  code: string;
  detail: string;
  [field: string]: unknown;
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' &&
  answer !== null &&
  typeof (answer as Problem).code === 'string' &&
  typeof (answer as Problem).detail === 'string';
