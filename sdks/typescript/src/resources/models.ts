// The models that are installed.

import type { RequestOptions, Transport } from '../http.js';
import type { Model } from '../types.js';

export class Models {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** By name. */
  async list(options?: RequestOptions): Promise<Model[]> {
    const { models } = await this.transport.json<{ models: Model[] }>({
      method: 'GET',
      path: '/api/v1/models',
      options,
    });
    return models;
  }
}
