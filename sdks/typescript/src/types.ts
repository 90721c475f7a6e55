// What goes over the wire, as the server writes it. Field names are the server's own.

/** Kinds of picture. The first three are drawn at once, the others are painted by an engine. */
export type Intent = 'chart' | 'diagram' | 'infographic' | 'logo' | 'standard';

/** States of a generation; the last four are final. */
export type GenerationState =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'expired';

/** A finished description of a chart, diagram or infographic. `type` says which. */
export interface Spec {
  type: 'chart' | 'diagram' | 'infographic';
  [field: string]: unknown;
}

/** A picture to start from: bytes, a `Blob`, base64 or a data URL. */
export type ImageInput = string | Uint8Array | ArrayBuffer | Blob;

/** A LoRA and its weight. */
export interface Lora {
  /** Name of an installed LoRA. */
  name: string;
  /** −4 to 4. Default 1. */
  weight?: number;
}

/** A second pass at a larger size. */
export interface Hires {
  /** 1 to 4. Default 2. */
  scale?: number;
  /** Denoising steps. Default 10. */
  steps?: number;
  /** How much is repainted, 0 to 1. Default 0.5. */
  strength?: number;
}

/** Parameters of `easel.generations.create`. Either `prompt` or `spec` is needed. */
export interface GenerationCreateParams {
  /** What the picture should show. */
  prompt?: string;
  /** A finished description to draw. */
  spec?: Spec;
  /** A diagram or chart to draw as Mermaid or Graphviz DOT. */
  source?: string;
  /** False hands the prompt to the diffusion model as it stands. Default true. */
  smart?: boolean;
  /** Insist on a kind of picture (with `smart`). */
  intent?: Intent;
  /** False keeps the prompt byte for byte (with `smart`). Default true. */
  enhance?: boolean;
  /** Pixels, 256 to 2048. */
  width?: number;
  /** Pixels, 256 to 2048. */
  height?: number;
  /** Name of an installed model. */
  model?: string;
  /** What to avoid. */
  negative_prompt?: string;
  /** Denoising steps, 1 to 150. */
  steps?: number;
  /** 0 to 30; 1 and below is off. */
  guidance_scale?: number;
  /** Below 2^53; −1 or absent for a random one. */
  seed?: number;
  /** How many pictures, 1 to 10. */
  n?: number;
  /** Such as `euler` or `dpm++2m`. */
  sampler?: string;
  /** Such as `karras`. */
  scheduler?: string;
  /** CLIP layers left out from the end, 1 to 12. */
  clip_skip?: number;
  /** Picture to start from. */
  init_image?: ImageInput;
  /** How much of it is repainted, 0 to 1. */
  strength?: number;
  /** White where the init image is repainted. */
  mask?: ImageInput;
  /** Pictures to look at. */
  reference_images?: ImageInput[];
  /** Installed LoRAs. */
  loras?: Lora[];
  /** A second pass at a larger size. */
  hires?: Hires;
  /** Decode the picture in tiles to save memory. */
  vae_tiling?: boolean;
  /** Make the edges meet. */
  seamless?: boolean;
  /** Form of the picture, default `png`; `pdf` for drawn pictures only, which come as SVG besides. */
  format?: 'png' | 'webp' | 'jpeg' | 'pdf';
  /** Pixels per pixel of the canvas, 1 to 4, for drawn pictures. */
  scale?: number;
  /** SVG with words instead of outlines, for drawn pictures. */
  selectable_text?: boolean;
  /** Higher runs first, −100 to 100. */
  priority?: number;
  /** The generation expires if it cannot start within this many seconds. */
  deadline_seconds?: number;
}

/** One picture of a generation. */
export interface GenerationImage {
  /** Where it can be fetched without a key. */
  url: string;
  width: number;
  height: number;
  /** The seed it was made with, for painted pictures. */
  seed: number | null;
}

/** How far the present attempt is. */
export interface GenerationProgress {
  /** Denoising steps done. */
  step: number;
  /** Denoising steps in all. */
  steps: number;
}

/** What the diffusion model was told. */
export interface PaintParams {
  model: string;
  prompt: string;
  negative_prompt: string;
  steps: number;
  guidance_scale: number;
  seed: number;
  n: number;
  [field: string]: unknown;
}

/** A generation as the server sees it. */
export interface Generation {
  id: string;
  state: GenerationState;
  intent: Intent;
  /** What the person wrote. */
  prompt: string;
  /** What was made of it, where that differs. */
  revised_prompt: string | null;
  /** The picture as drawn, for charts, diagrams and infographics. */
  spec: Spec | null;
  /** What the diffusion model was told, for the other kinds. */
  params: PaintParams | null;
  width: number;
  height: number;
  /** Price in credits: held while open, taken on success. */
  credits: number;
  images: GenerationImage[];
  /** The first picture. */
  png_url: string | null;
  /** The same as vectors, for drawn kinds. */
  svg_url: string | null;
  progress: GenerationProgress | null;
  /** Generations before this one in the queue. */
  queue_position: number | null;
  /** Seconds until it is done, as far as can be told. */
  estimated_seconds: number;
  /** How often it has been started. */
  attempt: number;
  /** Remarks on how it was understood or drawn. */
  notes: string[];
  /** Why it failed. */
  error: { kind: string; message: string; param?: string } | null;
  /** RFC 3339. */
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** What happens to a generation. */
export type GenerationEvent =
  | { type: 'state'; state: GenerationState; generation: Generation }
  | { type: 'progress'; step: number; steps: number }
  | { type: 'preview'; index: number; png: Uint8Array };

/** One page of generations, newest first. */
export interface GenerationPage {
  generations: Generation[];
  /** Give as `before` to get the next page; null on the last one. */
  next_before: string | null;
}

/** What a prompt was understood to mean. */
export interface Understanding {
  intent: Intent;
  /** How sure, 0 to 1. */
  confidence: number;
  /** The second most likely intent. */
  runner_up: Intent | null;
  /** ISO 639-1 code. */
  language: string;
  /** The picture that would be drawn, for charts, diagrams and infographics. */
  spec: Spec | null;
  /** What an engine would be told, for logos and other pictures. */
  enhanced_prompt: string | null;
  /** What it would be told to avoid. */
  negative_prompt: string | null;
  /** The way from the prompt to the enhanced one: its pieces in order. */
  changes: { change: "kept" | "added" | "removed"; text: string }[];
  notes: string[];
}

/** An installed model. */
export interface Model {
  name: string;
  kind: string;
  /** sd1, sdxl, flux, … */
  family: string;
  size_bytes: number;
  default_steps: number;
  default_guidance_scale: number;
  /** Side of the square picture it was trained for, in pixels. */
  default_side: number;
  /** True for the model that requests without a model name use. */
  is_default: boolean;
  /** Why generations with it wait at present, if they do. */
  problem: string | null;
}

/** The account of the key. */
export interface Account {
  id: string;
  name: string;
  /** Credits that may be spent. */
  credits_available: number;
  /** Credits held for open generations. */
  credits_held: number;
}

/** One line of the account's ledger. */
export interface UsageEntry {
  /** grant, hold, capture or release. */
  kind: string;
  available_delta: number;
  held_delta: number;
  generation_id: string | null;
  note: string;
  created_at: string;
}

/** A level of a SmartGen dimension. */
export type Level = 1 | 2 | 3 | 4 | 5;

/** Parameters of `easel.smartgen.generateImage`. */
export interface SmartGenParams {
  /** What the picture shows. */
  description: string;
  /** Default `FLUX.1-dev`. */
  image_model?: string;
  /** True writes the prompt as Stable Diffusion likes it: weighted tags. Default false. */
  is_sd?: boolean;
  /** The language model that writes the prompt, where the server uses one. */
  language_model?: string;
  /** 1 photorealistic to 5 highly artistic. */
  stylization_level?: number;
  /** 1 minimalist to 5 extremely intricate. */
  detail_level?: number;
  /** 1 monochrome to 5 hyper-saturated. */
  color_level?: number;
  /** 1 flat to 5 extremely dramatic. */
  lighting_level?: number;
  /** Words that stand in the prompt unaltered. */
  must_include?: string;
  /** Prompts whose form is followed. */
  examples?: string[];
  /** `high` takes more steps. Default `normal`. */
  quality?: 'normal' | 'high';
  /** Denoising steps; outweighs `quality`. */
  num_iterations?: number;
  /** Default 3, with `is_sd` 6. */
  guidance_scale?: number;
  /** What to avoid; only with `is_sd`. */
  negative_prompt?: string;
  /** Pixels. */
  width?: number;
  /** Pixels. */
  height?: number;
  /** True answers with the parameters only and makes no picture. */
  param_only?: boolean;
}

/** Parameters as `easel.images.generate` takes them. */
export interface SmartGenParameters {
  prompt: string;
  model: string;
  width: number;
  height: number;
  num_iterations: number;
  guidance_scale: number;
  neg_prompt?: string;
}

/** The answer with `param_only: true`. */
export interface SmartGenPreview {
  parameters: SmartGenParameters;
}

/** A picture made by SmartGen. */
export interface SmartGenImage extends SmartGenPreview {
  /** Where the picture can be fetched without a key. */
  url: string;
  /** The generation behind it; `easel.generations.get` takes it. */
  generation_id: string;
  /** The prompt where the server changed it once more. */
  revised_prompt?: string;
}

/**
 * Parameters of `easel.images.generate`: those of `SmartGenParameters`, or the server's own. A
 * thing that has two names may be given under one of them.
 */
export interface ImageGenerateParams extends Omit<GenerationCreateParams, 'seed'> {
  prompt: string;
  /** The same as `steps`. */
  num_iterations?: number;
  /** The same as `negative_prompt`. */
  neg_prompt?: string;
  /** Below 2^53; −1 or absent for a random one. */
  seed?: number | string;
}

/** A picture made by `easel.images.generate`, with the parameters that were really used. */
export interface ImageResult {
  /** Where the first picture can be fetched without a key. */
  url: string;
  /** The model that painted it; for a drawn picture the empty string. */
  model: string;
  prompt: string;
  width: number;
  height: number;
  num_iterations?: number;
  guidance_scale?: number;
  neg_prompt?: string;
  seed?: number;
  /** All pictures. */
  images: GenerationImage[];
  /** The generation behind it; `easel.generations.get` takes it. */
  generation_id: string;
  /** What it cost. */
  credits: number;
}
