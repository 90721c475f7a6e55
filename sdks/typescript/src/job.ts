// A generation that can be waited for, watched, cancelled and saved.

import { APIError, APIConnectionError, EaselError, NotFoundError, APITimeoutError } from './errors.js';
import { writeFileWhole } from './files.js';
import { type RequestOptions, type Transport, isRetryable, pauseMs, sleep } from './http.js';
import { EventParser, type ServerEvent } from './sse.js';
import type { Generation, GenerationEvent, GenerationImage, GenerationState } from './types.js';

/** How far a generation is. */
export interface JobProgress {
  /** Denoising steps done. */
  step: number;
  /** Denoising steps in all. */
  steps: number;
  /** 0 to 1. */
  fraction: number;
}

/** What to do while waiting. */
export interface WaitOptions {
  /** Called for every step. */
  onProgress?: ((progress: JobProgress) => void) | undefined;
  /** Called for every event: states, steps and previews. */
  onEvent?: ((event: GenerationEvent) => void) | undefined;
  /** Ends the waiting, not the generation. */
  signal?: AbortSignal | undefined;
  /** Milliseconds to wait at most. Default: as long as it takes. */
  timeout?: number | undefined;
}

const FINAL: readonly GenerationState[] = ['succeeded', 'failed', 'canceled', 'expired'];
/** The server sends a sign of life every 15 s; a stream without any for this long is dead. */
const SILENCE_MS_MAX = 60_000;
/** Failures in a row after which watching gives up. With growing pauses that is about a minute. */
const FAILURES_MAX = 10;
/** How often the server is asked where its stream does not work. */
const POLL_MS = 1_500;

/** A generation. Made by `easel.generations.create` and `easel.generations.get`. */
export class Job {
  /** The generation as the server last told it. */
  generation: Generation;
  private readonly transport: Transport;

  /** @internal */
  constructor(transport: Transport, generation: Generation) {
    this.transport = transport;
    this.generation = generation;
  }

  get id(): string {
    return this.generation.id;
  }

  get state(): GenerationState {
    return this.generation.state;
  }

  /** True in a state that does not change any more. */
  get isFinal(): boolean {
    return FINAL.includes(this.state);
  }

  /** The first picture, once there is one. */
  get url(): string | undefined {
    return this.generation.png_url ?? undefined;
  }

  /** The picture as vectors, for charts, diagrams and infographics. */
  get svgUrl(): string | undefined {
    return this.generation.svg_url ?? undefined;
  }

  /** All pictures. */
  get images(): GenerationImage[] {
    return this.generation.images;
  }

  /** Asks the server how it stands. */
  async refresh(options: RequestOptions = {}): Promise<this> {
    this.generation = await this.transport.json({ method: 'GET', path: this.path, options });
    return this;
  }

  /** Cancels it and gives its credits back. A finished one stays finished (`ConflictError`). */
  async cancel(options: RequestOptions = {}): Promise<this> {
    this.generation = await this.transport.json({ method: 'DELETE', path: this.path, options });
    return this;
  }

  /**
   * Waits until the pictures are there. Throws the error of a generation that failed, was
   * cancelled (`GenerationCanceledError`) or expired (`DeadlineExceededError`), and `APITimeoutError`
   * when `timeout` passed; the generation goes on then.
   */
  async wait(options: WaitOptions = {}): Promise<this> {
    const limit = limited(options.signal, options.timeout);
    try {
      for await (const event of this.events({ signal: limit.signal })) {
        options.onEvent?.(event);
        if (event.type === 'progress') {
          const { step, steps } = event;
          options.onProgress?.({ step, steps, fraction: steps > 0 ? step / steps : 0 });
        }
      }
    } catch (error) {
      if (limit.isLate()) {
        throw new APITimeoutError(`generation ${this.id} was not done within ${options.timeout} ms`);
      }
      throw error;
    } finally {
      limit.end();
    }
    if (this.state !== 'succeeded') throw failure(this.generation);
    return this;
  }

  /**
   * What happens to it, as it happens, until it is final. A stream that breaks is opened again;
   * where streams are impossible the server is asked repeatedly instead.
   */
  async *events(options: { signal?: AbortSignal | undefined } = {}): AsyncGenerator<GenerationEvent> {
    const { signal } = options;
    let told: GenerationState | undefined;
    const stateEvent = (): GenerationEvent | undefined => {
      if (told === this.state) return undefined;
      told = this.state;
      return { type: 'state', state: this.state, generation: this.generation };
    };
    if (this.isFinal) {
      yield { type: 'state', state: this.state, generation: this.generation };
      return;
    }
    for (let failures = 0; ; ) {
      let problem: unknown = new APIConnectionError('the stream of events ended early');
      try {
        for await (const event of this.stream(signal)) {
          failures = 0;
          const shown = event === 'state' ? stateEvent() : event;
          if (shown) yield shown;
          if (this.isFinal) return;
        }
      } catch (error) {
        // Whether the generation itself is gone is for the next call to say.
        if (!(error instanceof NotFoundError)) problem = this.bearable(error, signal);
      }
      failures += 1;
      let pause = pauseMs(problem, failures - 1);
      // The stream only hints; this is the truth, and the way on where streams do not work.
      try {
        const before = this.generation.progress?.step;
        await this.refresh({ signal, maxRetries: 0 });
        const shown = stateEvent();
        if (shown) yield shown;
        if (this.isFinal) return;
        const { progress } = this.generation;
        if (progress && progress.step !== before) yield { type: 'progress', ...progress };
        // The server is there, so that it is worth going on, and asking often.
        failures = Math.min(failures, FAILURES_MAX - 1);
        pause = Math.min(pause, POLL_MS);
      } catch (error) {
        problem = this.bearable(error, signal);
        pause = pauseMs(problem, failures - 1);
      }
      if (failures >= FAILURES_MAX) throw problem;
      await sleep(pause, signal);
    }
  }

  /** The bytes of a picture. Waits until it is there. */
  async bytes(options: { index?: number; format?: 'png' | 'svg' } & RequestOptions = {}): Promise<Uint8Array> {
    const { index = 0, format = 'png', ...request } = options;
    if (this.state !== 'succeeded') await this.wait({ signal: request.signal });
    const url = format === 'svg' ? this.svgUrl : this.images[index]?.url;
    if (url === undefined) {
      throw new EaselError(
        format === 'svg'
          ? `generation ${this.id} is painted and has no vectors`
          : `generation ${this.id} has no picture ${index}`,
      );
    }
    return this.transport.file(url, request);
  }

  /**
   * Writes a picture to a file: as vectors where the name ends in `.svg`, else as PNG. Waits until
   * it is there; makes missing folders. Returns the path.
   */
  async save(path: string, options: { index?: number } & RequestOptions = {}): Promise<string> {
    const format = path.toLowerCase().endsWith('.svg') ? 'svg' : 'png';
    await writeFileWhole(path, await this.bytes({ ...options, format }));
    return path;
  }

  private get path(): string {
    return `/api/v1/generations/${encodeURIComponent(this.id)}`;
  }

  /** One connection's events; `'state'` where `generation` was brought up to date. */
  private async *stream(
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Exclude<GenerationEvent, { type: 'state' }> | 'state'> {
    const own = new AbortController();
    const forward = () => own.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    let silent = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silent = true;
        own.abort(new APIConnectionError('the stream of events fell silent'));
      }, SILENCE_MS_MAX);
    };
    try {
      if (signal?.aborted) throw signal.reason;
      heard();
      const body = await this.transport.stream(`${this.path}/events`, own.signal);
      const reader = body.getReader();
      const decoder = new TextDecoder();
      const parser = new EventParser();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          heard();
          for (const event of parser.push(decoder.decode(value, { stream: true }))) {
            const known = await this.understood(event, signal);
            if (known) yield known;
          }
        }
      } finally {
        await reader.cancel().catch(() => undefined);
      }
    } catch (error) {
      if (silent) throw new APIConnectionError('the stream of events fell silent');
      if (signal?.aborted) throw signal.reason;
      if (error instanceof EaselError) throw error;
      throw new APIConnectionError('the stream of events broke', { cause: error });
    } finally {
      clearTimeout(timer);
      own.abort();
      signal?.removeEventListener('abort', forward);
    }
  }

  private async understood(
    event: ServerEvent,
    signal: AbortSignal | undefined,
  ): Promise<Exclude<GenerationEvent, { type: 'state' }> | 'state' | undefined> {
    const data = JSON.parse(event.data) as Record<string, unknown>;
    switch (event.event) {
      case 'progress':
        return { type: 'progress', step: Number(data['step']), steps: Number(data['steps']) };
      case 'preview':
        return {
          type: 'preview',
          index: Number(data['index']),
          png: fromBase64(String(data['png_base64'])),
        };
      case 'state':
        // Where the server cannot read the job at the moment, it tells only its state.
        if ('images' in data) this.generation = data as unknown as Generation;
        else await this.refresh({ signal });
        return 'state';
      default:
        // A newer server may tell more.
        return undefined;
    }
  }

  /** `error`, if watching can go on in spite of it; throws it otherwise. */
  private bearable(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted) throw signal.reason;
    if (isRetryable(error)) return error;
    throw error;
  }
}

/** The error that a generation ended with. */
function failure(generation: Generation): APIError {
  const { id, state, error } = generation;
  const kind = { canceled: 'cancelled', expired: 'deadline_exceeded' }[state as string];
  return APIError.of({
    status: 0,
    kind: error?.kind ?? kind ?? 'engine_failed',
    message: error?.message ?? `generation ${id} is ${state}`,
    param: error?.param,
    generationId: id,
  });
}

/** A signal that ends with `signal` or after `timeout`. */
function limited(signal: AbortSignal | undefined, timeout: number | undefined) {
  const own = new AbortController();
  let late = false;
  const forward = () => own.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward, { once: true });
  const end = () => {
    late = true;
    own.abort(new APITimeoutError('the time to wait is over'));
  };
  const timer = timeout === undefined ? undefined : setTimeout(end, timeout);
  return {
    signal: own.signal,
    isLate: () => late,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    },
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
