// Generations: asking for pictures and getting a handle on them.

import type { RequestOptions, Transport } from '../http.js';
import { Job } from '../job.js';
import type {
  Generation,
  GenerationCreateParams,
  GenerationPage,
  GenerationState,
  ImageInput,
} from '../types.js';

/** Which generations are listed. */
export interface GenerationListParams {
  state?: GenerationState;
  /** Only generations older than this one. */
  before?: string;
  /** Generations a page, 1 to 100. Default 20. */
  limit?: number;
}

export class Generations {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /**
   * Asks for pictures. Charts, diagrams and infographics are finished in the answer; others are
   * queued, to be waited for with `job.wait()`.
   */
  async create(params: GenerationCreateParams, options?: RequestOptions): Promise<Job> {
    const { init_image, mask, reference_images, ...rest } = params;
    const body: Record<string, unknown> = rest;
    if (init_image != null) body['init_image'] = await base64(init_image);
    if (mask != null) body['mask'] = await base64(mask);
    if (reference_images != null) {
      body['reference_images'] = await Promise.all(reference_images.map(base64));
    }
    const generation = await this.transport.json<Generation>({
      method: 'POST',
      path: '/api/v1/generations',
      body,
      charged: true,
      options,
    });
    return new Job(this.transport, generation);
  }

  /** A generation made earlier. */
  async get(id: string, options?: RequestOptions): Promise<Job> {
    const path = `/api/v1/generations/${encodeURIComponent(id)}`;
    const generation = await this.transport.json<Generation>({ method: 'GET', path, options });
    return new Job(this.transport, generation);
  }

  /** One page of the account's generations, newest first. */
  async page(params: GenerationListParams = {}, options?: RequestOptions): Promise<GenerationPage> {
    const { state, before, limit } = params;
    const path = '/api/v1/generations';
    return this.transport.json({ method: 'GET', path, query: { state, before, limit }, options });
  }

  /** All of the account's generations, newest first, page by page as they are needed. */
  async *list(params: GenerationListParams = {}, options?: RequestOptions): AsyncGenerator<Job> {
    let before = params.before;
    for (;;) {
      const page = await this.page({ ...params, ...(before ? { before } : {}) }, options);
      for (const generation of page.generations) yield new Job(this.transport, generation);
      if (!page.next_before) return;
      before = page.next_before;
    }
  }
}

/** A picture as base64; text is taken for base64 or a data URL already. */
async function base64(image: ImageInput): Promise<string> {
  if (typeof image === 'string') return image;
  const buffer = image instanceof Blob ? await image.arrayBuffer() : image;
  const bytes = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
  let binary = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
