// What stands in for `files` in a browser.

import { EaselError } from './errors.js';

/** Browsers have no files to write to. */
export function writeFileWhole(path: string, _bytes: Uint8Array): Promise<void> {
  return Promise.reject(
    new EaselError(`a browser cannot write ${path}; use bytes() and offer a download instead`),
  );
}
