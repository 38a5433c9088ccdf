import type { Problem } from '@signalbox/api/contract';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** The API said no, and why (`application/problem+json`). `body` holds what else it sent along. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  constructor(
    readonly problem: Problem,
    readonly body: { [field: string]: unknown },
  ) {
    super(said(problem.detail || problem.title));
  }
  get status() {
    return this.problem.status;
  }
  get code() {
    return this.problem.code;
  }
}

/** No answer came: the server is down, or the network is. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  constructor(options?: ErrorOptions) {
    super(t('Signalbox does not answer. Is it running?'), options);
  }
}

async function readJson(response: Response): Promise<{ [field: string]: unknown }> {
  const text = await response.text();
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as { [field: string]: unknown }) : {};
  } catch {
    return {};
  }
}

function problemOf(response: Response, body: { [field: string]: unknown }): Problem {
  return {
    type: 'about:blank',
    title: response.statusText || t('Something went wrong'),
    code: `http-${response.status}`,
    detail:
      response.status >= 500
        ? t('Signalbox could not do this ({status}). Try again in a moment.', {
            status: response.status,
          })
        : t('Signalbox answered {status}.', { status: response.status }),
    ...body,
    status: response.status,
  } as Problem;
}

/** A file goes out as it is. */
const bodyOf = (body: unknown) =>
  body instanceof Blob ? body : body === undefined ? null : JSON.stringify(body);

async function request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers:
        body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' },
      body: bodyOf(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoAnswer({ cause: error });
  }
  const json = await readJson(response);
  if (!response.ok) throw new ApiProblem(problemOf(response, json), json);
  return json as T;
}

/** An answer that comes a line of JSON at a time. A refusal is an `ApiProblem`, as with all others. */
export async function* postForLines<T>(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new NoAnswer({ cause: error });
  }
  if (!response.ok || !response.body) {
    const json = await readJson(response);
    throw new ApiProblem(problemOf(response, json), json);
  }
  let rest = '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as T;
  }
}

/** The HTTP API, as JSON in and out; refusals are `ApiProblem`, silence is `NoAnswer`. */
export const api = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) => request<T>('POST', path, body, signal),
  put: <T>(path: string, body: unknown) => request<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => request<T>('PATCH', path, body),
  /** @param type what the file is, whatever the system says of it */
  upload: <T>(path: string, file: Blob, type: string) =>
    request<T>('POST', path, file.slice(0, file.size, type)),
  delete: <T>(path: string) => request<T>('DELETE', path),
};

/** `/api/runs` and `{ node: 'n1', cursor: null }` → `/api/runs?node=n1`. */
export function withQuery(
  path: string,
  query: { [name: string]: string | number | null | undefined },
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** What to tell somebody about an error, in one sentence. */
export function sayError(error: unknown): string {
  if (error instanceof ApiProblem) {
    const first = error.problem.errors?.[0];
    if (!first) return error.message;
    const fault = said(first.message);
    // What was wrong with the request is told field by field already.
    if (error.problem.detail?.startsWith('Check these: '))
      return first.path ? `${first.path}: ${fault}` : fault;
    return fault === error.message ? fault : `${error.message} ${fault}`;
  }
  return error instanceof Error ? error.message : t('Something went wrong.');
}
