// Talking HTTP: addresses, keys, time-outs, retries. What is asked stands in `resources/`.

import { APIError, APIConnectionError, EaselError, APITimeoutError } from './errors.js';
import { VERSION } from './version.js';

/** Settings of a client. */
export interface ClientOptions {
  /** Default: the environment variable `EASEL_API_KEY`. */
  apiKey?: string | undefined;
  /** Default: the environment variable `EASEL_BASE_URL`, or `http://127.0.0.1:8188`. */
  baseURL?: string | undefined;
  /** Milliseconds one try of a call may take. Default 600 000. */
  timeout?: number | undefined;
  /** How often a failed call is tried again. Default 2. */
  maxRetries?: number | undefined;
  /** Sent with every call. */
  headers?: Record<string, string> | undefined;
  /** Used instead of the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** Settings of one call. */
export interface RequestOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds one try may take. */
  timeout?: number | undefined;
  /** How often it is tried again if it fails. */
  maxRetries?: number | undefined;
  /**
   * Repetitions under the same key give the same generation. Default: one made up for each call,
   * kept across its retries.
   */
  idempotencyKey?: string | undefined;
  /** Sent with this call. */
  headers?: Record<string, string> | undefined;
}

/** A call. */
export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** True where repeating the call without an idempotency key would charge twice. */
  charged?: boolean;
  options?: RequestOptions | undefined;
}

const TIMEOUT_MS = 600_000;
/** First pause before a retry; it doubles with each one. */
const PAUSE_MS = 500;
const PAUSE_MS_MAX = 8_000;
/** A server that wants a longer pause gets no retry, and the caller is told. */
const RETRY_AFTER_SECONDS_MAX = 60;
/** Kinds that stay as they are however often one asks, unless the server says when to. */
const LASTING = ['model_unavailable', 'engine_failed', 'deadline_exceeded'];

/** @internal */
export class Transport {
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  private readonly apiKey: string;
  private readonly headers: Record<string, string>;
  private readonly fetch: typeof fetch;

  constructor(options: ClientOptions) {
    const apiKey = (options.apiKey ?? environment('EASEL_API_KEY'))?.trim();
    if (!apiKey) {
      throw new EaselError(
        'an API key is needed: give `apiKey`, or set the environment variable EASEL_API_KEY',
      );
    }
    this.apiKey = apiKey;
    const base = options.baseURL ?? environment('EASEL_BASE_URL') ?? 'http://127.0.0.1:8188';
    this.baseURL = base.trim().replace(/\/+$/, '');
    this.timeout = options.timeout ?? TIMEOUT_MS;
    this.maxRetries = options.maxRetries ?? 2;
    this.headers = options.headers ?? {};
    const given = options.fetch ?? globalThis.fetch;
    if (typeof given !== 'function') throw new EaselError('there is no `fetch` here; give one');
    // A browser's `fetch` must not be called as the method of another object.
    this.fetch = (input, init) => given(input, init);
  }

  /** The JSON that answers a call. */
  async json<T>(call: Call): Promise<T> {
    return this.retried(call, async (response) => {
      const text = await response.text();
      try {
        return JSON.parse(text) as T;
      } catch (error) {
        throw new EaselError(`${call.method} ${call.path} was not answered with JSON`, {
          cause: error,
        });
      }
    });
  }

  /** The bytes that answer a call, with its headers. */
  async bytes(call: Call): Promise<{ bytes: Uint8Array; headers: Headers }> {
    return this.retried(call, async (response) => ({
      bytes: new Uint8Array(await response.arrayBuffer()),
      headers: response.headers,
    }));
  }

  /** The file at an address of the server, which needs no key. */
  async file(url: string, options: RequestOptions = {}): Promise<Uint8Array> {
    const call: Call = { method: 'GET', path: url, options };
    const { bytes } = await this.bytes(call);
    return bytes;
  }

  /** An open stream of events. The time-out is for its beginning; no retries. */
  async stream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const call: Call = {
      method: 'GET',
      path,
      options: { signal, headers: { accept: 'text/event-stream' } },
    };
    return this.attempt(call, undefined, async (response) => {
      if (!response.body) throw new APIConnectionError('the stream of events has no body');
      return response.body as ReadableStream<Uint8Array>;
    });
  }

  private async retried<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const retries = call.options?.maxRetries ?? this.maxRetries;
    // The key stays the same across retries, so that a lost answer costs nothing.
    const key = call.options?.idempotencyKey ?? (call.charged ? newIdempotencyKey() : undefined);
    for (let retry = 0; ; retry += 1) {
      try {
        return await this.attempt(call, key, read);
      } catch (error) {
        if (retry >= retries || !isRetryable(error)) throw error;
        await sleep(pauseMs(error, retry), call.options?.signal);
      }
    }
  }

  private async attempt<T>(
    call: Call,
    key: string | undefined,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const signal = call.options?.signal;
    signal?.throwIfAborted();
    const timeout = call.options?.timeout ?? this.timeout;
    const own = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      own.abort();
    }, timeout);
    const forward = () => own.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    let streaming = false;
    try {
      const response = await this.fetch(this.address(call), this.init(call, key, own.signal));
      if (!response.ok) throw await refused(response);
      const value = await read(response);
      // Aborting still ends the stream.
      streaming = value instanceof ReadableStream;
      return value;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (late) throw new APITimeoutError(`${call.method} ${call.path} took over ${timeout} ms`);
      if (error instanceof EaselError) throw error;
      throw new APIConnectionError(`${call.method} ${call.path} failed: ${reason(error)}`, {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
      if (!streaming) signal?.removeEventListener('abort', forward);
    }
  }

  private address(call: Call): string {
    const url = new URL(/^https?:/.test(call.path) ? call.path : this.baseURL + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url.href;
  }

  private init(call: Call, key: string | undefined, signal: AbortSignal): RequestInit {
    const own = call.path.startsWith('/');
    const headers: Record<string, string> = { accept: 'application/json' };
    if (own) {
      headers['authorization'] = `Bearer ${this.apiKey}`;
      Object.assign(headers, this.headers);
    } else {
      headers['accept'] = '*/*';
    }
    if (isNode()) headers['user-agent'] = `easel-typescript/${VERSION}`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    Object.assign(headers, call.options?.headers);
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    return { method: call.method, headers, body, signal };
  }
}

/** What Node.js has and browsers lack. */
const { process } = globalThis as {
  process?: { env?: Record<string, string | undefined>; versions?: { node?: string } };
};

function environment(name: string): string | undefined {
  return process?.env?.[name] || undefined;
}

/** In a browser the user agent is not ours to set. */
function isNode(): boolean {
  return process?.versions?.node !== undefined;
}

function newIdempotencyKey(): string {
  // `randomUUID` is there only in secure contexts of a browser.
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return `easel-sdk-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The error that an answer means. */
async function refused(response: Response): Promise<APIError> {
  const text = await response.text().catch(() => '');
  let kind = '';
  let message = '';
  let param: string | undefined;
  try {
    const body = JSON.parse(text) as { error?: unknown; message?: unknown; detail?: unknown };
    const error = body.error;
    if (typeof error === 'object' && error !== null) {
      const fields = error as { kind?: unknown; message?: unknown; param?: unknown };
      if (typeof fields.kind === 'string') kind = fields.kind;
      if (typeof fields.message === 'string') message = fields.message;
      if (typeof fields.param === 'string') param = fields.param;
    }
    for (const other of [error, body.message, body.detail]) {
      if (!message && typeof other === 'string') message = other;
    }
  } catch {
    // Something between here and the server answered in its own way.
    message = text.trim().slice(0, 300);
  }
  return APIError.of({
    status: response.status,
    kind,
    message: message || `the server answered ${response.status} ${response.statusText}`.trim(),
    param,
    retryAfter: retryAfterSeconds(response.headers),
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}

/** @internal True where trying again may help. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof APIConnectionError) return true;
  if (!(error instanceof APIError)) return false;
  const wait = error.retryAfter;
  if (wait !== undefined && wait > RETRY_AFTER_SECONDS_MAX) return false;
  if (wait === undefined && LASTING.includes(error.kind)) return false;
  return error.status === 408 || error.status === 429 || error.status >= 500;
}

/** @internal Milliseconds before the next try. */
export function pauseMs(error: unknown, retry: number): number {
  const pause = Math.min(PAUSE_MS * 2 ** retry, PAUSE_MS_MAX);
  const after = error instanceof APIError ? error.retryAfter : undefined;
  // Spread, so that clients that failed together do not come back together.
  if (after !== undefined) return after * 1000 + Math.random() * 100;
  return pause * (1 - Math.random() / 4);
}

/** @internal Waits, unless the signal ends it. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch` of Node.js says "fetch failed" and puts why into the cause.
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause ? `${error.message}: ${cause}` : error.message;
}
