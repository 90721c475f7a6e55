// The account of the key, and what it was charged.

import type { RequestOptions, Transport } from '../http.js';
import type { Account, UsageEntry } from '../types.js';

export class Accounts {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Name and credits. */
  async get(options?: RequestOptions): Promise<Account> {
    return this.transport.json({ method: 'GET', path: '/api/v1/account', options });
  }

  /** The ledger, newest first; `limit` 1 to 1000, default 100. */
  async usage(params: { limit?: number } = {}, options?: RequestOptions): Promise<UsageEntry[]> {
    const { entries } = await this.transport.json<{ entries: UsageEntry[] }>({
      method: 'GET',
      path: '/api/v1/usage',
      query: { limit: params.limit },
      options,
    });
    return entries;
  }
}
