// Writing files, where there are any. Bundlers for browsers take `files-browser` instead.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes `bytes` to `path` in one step: nobody sees half a file. Makes missing folders. */
export async function writeFileWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const unique = globalThis.crypto.randomUUID().slice(0, 8);
  const half = join(folder, `.${basename(path)}.${unique}.part`);
  try {
    await writeFile(half, bytes);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
