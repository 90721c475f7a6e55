// What the package exports.

export { Easel, Easel as default, Rendering, type RenderOptions } from './client.js';
export type { ClientOptions, RequestOptions } from './http.js';
export { Job, type JobProgress, type WaitOptions } from './job.js';
export type { GenerationListParams } from './resources/generations.js';
export type { ImageOptions } from './resources/images.js';
export * from './errors.js';
export * from './types.js';
export { VERSION } from './version.js';
