// The client: what an application makes one of.

import { EaselError } from './errors.js';
import { writeFileWhole } from './files.js';
import { type ClientOptions, type RequestOptions, Transport } from './http.js';
import { Accounts } from './resources/account.js';
import { Generations } from './resources/generations.js';
import { Images } from './resources/images.js';
import { Models } from './resources/models.js';
import { SmartGen } from './resources/smartgen.js';
import type { Spec, Understanding } from './types.js';

/** Canvas and form of a drawn picture. */
export interface RenderOptions extends RequestOptions {
  /** Pixels, 256 to 2048. Default 1024. */
  width?: number | undefined;
  /** Pixels, 256 to 2048. Default 1024. */
  height?: number | undefined;
  /** Default `png`. */
  format?: 'png' | 'svg' | 'webp' | 'jpeg' | 'pdf' | undefined;
  /** Pixels per pixel of the canvas, 1 to 4. */
  scale?: number | undefined;
}

/** A drawn picture. */
export class Rendering {
  /** @internal */
  constructor(
    /** The file. */
    readonly bytes: Uint8Array,
    /** `image/png` or `image/svg+xml`. */
    readonly mediaType: string,
    /** The generation behind it. */
    readonly generationId: string,
    /** What it cost. */
    readonly credits: number,
  ) {}

  /** The file as text, for SVG. */
  text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** Writes the file; makes missing folders. Returns the path. */
  async save(path: string): Promise<string> {
    await writeFileWhole(path, this.bytes);
    return path;
  }
}

/** A client of one Easel server. */
export class Easel {
  /** A picture from a description and levels. */
  readonly smartgen: SmartGen;
  /** A picture from finished parameters. */
  readonly images: Images;
  /** Every kind of picture, with progress. */
  readonly generations: Generations;
  /** The installed models. */
  readonly models: Models;
  /** The account of the key. */
  readonly account: Accounts;
  /** Address of the server, without a slash at its end. */
  readonly baseURL: string;
  private readonly transport: Transport;

  constructor(options: ClientOptions = {}) {
    this.transport = new Transport(options);
    this.baseURL = this.transport.baseURL;
    this.generations = new Generations(this.transport);
    this.images = new Images(this.generations);
    this.smartgen = new SmartGen(this.transport, this.images);
    this.models = new Models(this.transport);
    this.account = new Accounts(this.transport);
  }

  /** What a prompt means, free of charge. */
  async understand(
    prompt: string,
    options: { width?: number; height?: number } & RequestOptions = {},
  ): Promise<Understanding> {
    const { width, height, ...request } = options;
    const body = { prompt, width, height };
    return this.transport.json({
      method: 'POST',
      path: '/api/v1/understand',
      body,
      options: request,
    });
  }

  /** Draws a chart, diagram or infographic. */
  async render(spec: Spec, options: RenderOptions = {}): Promise<Rendering> {
    const { width, height, format, scale, ...request } = options;
    const { bytes, headers } = await this.transport.bytes({
      method: 'POST',
      path: '/api/v1/render',
      body: { spec, width, height, format, scale },
      charged: true,
      options: { ...request, headers: { accept: '*/*', ...request.headers } },
    });
    const told = (name: string) => headers.get(name) ?? '';
    const mediaType = told('content-type');
    return new Rendering(bytes, mediaType, told('easel-job-id'), Number(told('easel-credits')));
  }

  /** The bytes of a picture by its address, or of a result that has one. */
  async download(picture: string | { url: string }, options?: RequestOptions): Promise<Uint8Array> {
    const url = typeof picture === 'string' ? picture : picture.url;
    if (!url) throw new EaselError('there is no address to download from');
    return this.transport.file(new URL(url, `${this.baseURL}/`).href, options);
  }

  /** Writes a picture to a file; makes missing folders. Returns the path. */
  async save(
    picture: string | { url: string },
    path: string,
    options?: RequestOptions,
  ): Promise<string> {
    await writeFileWhole(path, await this.download(picture, options));
    return path;
  }
}
