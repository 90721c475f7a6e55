// SmartGen: a picture from a description and levels of style, detail, color and lighting.

import type { RequestOptions, Transport } from '../http.js';
import type { SmartGenImage, SmartGenParams, SmartGenPreview } from '../types.js';
import type { ImageOptions, Images } from './images.js';

export class SmartGen {
  /** @internal */
  constructor(
    private readonly transport: Transport,
    private readonly images: Images,
  ) {}

  /** Writes the prompt and makes the picture; with `param_only`, writes the prompt only. */
  async generateImage(
    params: SmartGenParams & { param_only: true },
    options?: ImageOptions,
  ): Promise<SmartGenPreview>;
  async generateImage(
    params: SmartGenParams & { param_only?: false },
    options?: ImageOptions,
  ): Promise<SmartGenImage>;
  async generateImage(
    params: SmartGenParams,
    options?: ImageOptions,
  ): Promise<SmartGenImage | SmartGenPreview>;
  async generateImage(
    params: SmartGenParams,
    options: ImageOptions = {},
  ): Promise<SmartGenImage | SmartGenPreview> {
    const { onProgress, onEvent, ...request } = options;
    if (params.param_only || (!onProgress && !onEvent)) return this.post(params, request);
    // One call has one answer; progress needs the generation, and so both steps from here.
    const { idempotencyKey, ...first } = request;
    const { parameters } = await this.post<SmartGenPreview>({ ...params, param_only: true }, first);
    const made = await this.images.generate(
      { ...parameters },
      { ...first, idempotencyKey, onProgress, onEvent },
    );
    return { url: made.url, parameters, generation_id: made.generation_id };
  }

  private post<T extends SmartGenPreview>(body: SmartGenParams, options: RequestOptions): Promise<T> {
    const charged = !body.param_only;
    return this.transport.json({ method: 'POST', path: '/v1/smartgen', body, charged, options });
  }
}
