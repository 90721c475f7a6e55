// One picture from finished parameters: the prompt goes to the model as it stands.

import { InvalidRequestError } from '../errors.js';
import type { RequestOptions } from '../http.js';
import type { WaitOptions } from '../job.js';
import type { GenerationCreateParams, ImageGenerateParams, ImageResult } from '../types.js';
import type { Generations } from './generations.js';

/** Settings of a call that waits for its picture. */
export type ImageOptions = RequestOptions & Pick<WaitOptions, 'onProgress' | 'onEvent'>;

/** Seeds are below 2^53. */
const SEED_END = 2n ** 53n;

export class Images {
  /** @internal */
  constructor(private readonly generations: Generations) {}

  /**
   * Makes a picture and waits for it. The prompt is not changed, unless `smart`, `intent` or
   * `enhance` ask for it. Aborting `options.signal` cancels the generation.
   */
  async generate(params: ImageGenerateParams, options: ImageOptions = {}): Promise<ImageResult> {
    const { onProgress, onEvent, ...request } = options;
    const job = await this.generations.create(native(params), request);
    try {
      await job.wait({ onProgress, onEvent, signal: request.signal });
    } catch (error) {
      // Nobody else knows the generation, so that nobody else could stop it.
      if (!job.isFinal) void job.cancel({ maxRetries: 0 }).catch(() => undefined);
      throw error;
    }
    const { generation } = job;
    const told = generation.params;
    return {
      url: job.url ?? '',
      model: told?.model ?? '',
      prompt: told?.prompt ?? generation.prompt,
      width: generation.width,
      height: generation.height,
      ...(told && {
        num_iterations: told.steps,
        guidance_scale: told.guidance_scale,
        ...(told.negative_prompt && { neg_prompt: told.negative_prompt }),
        seed: told.seed,
      }),
      images: generation.images,
      generation_id: generation.id,
      credits: generation.credits,
    };
  }
}

/** The parameters under the server's own names. */
function native(params: ImageGenerateParams): GenerationCreateParams {
  const { num_iterations, neg_prompt, seed, ...rest } = params;
  const steps = one('num_iterations', num_iterations, 'steps', rest.steps);
  const negative = one('neg_prompt', neg_prompt, 'negative_prompt', rest.negative_prompt);
  const asked = rest.smart ?? rest.intent ?? rest.enhance ?? rest.spec ?? rest.source;
  return {
    ...rest,
    ...(asked === undefined && { smart: false }),
    ...(steps !== undefined && { steps }),
    ...(negative !== undefined && { negative_prompt: negative }),
    ...(seed != null && { seed: seedNumber(seed) }),
  };
}

function one<T>(name: string, value: T | null | undefined, own: string, other: T | null | undefined) {
  if (value != null && other != null && value !== other) {
    throw invalid(name, `\`${name}\` and \`${own}\` are the same; give one of them`);
  }
  return value ?? other ?? undefined;
}

/** Larger seeds, also those written as text, come round again. */
function seedNumber(seed: number | string): number {
  try {
    const whole = BigInt(seed);
    return Number(whole < 0n ? whole : whole % SEED_END);
  } catch {
    throw invalid('seed', `\`seed\` is ${seed}; it must be a whole number`);
  }
}

function invalid(param: string, message: string): InvalidRequestError {
  return new InvalidRequestError({ status: 400, kind: 'invalid_request', message, param });
}
