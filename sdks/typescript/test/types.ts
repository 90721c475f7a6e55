// Compiled, never run: how the package is used from TypeScript, and what it must refuse.

import Easel, {
  APIError,
  type GenerationEvent,
  InsufficientCreditsError,
  type SmartGenImage,
  type SmartGenParameters,
} from '@easel-images/sdk';

export async function uses(easel: Easel): Promise<void> {
  const image: SmartGenImage = await easel.smartgen.generateImage({
    description: 'a fox',
    color_level: 5,
  });
  const { parameters } = await easel.smartgen.generateImage({ description: 'a fox', param_only: true });
  const told: SmartGenParameters = parameters;
  const made = await easel.images.generate({ ...told, seed: 3 }, { onProgress: (p) => p.fraction });
  const either = await easel.smartgen.generateImage({ description: 'a', param_only: Math.random() > 0.5 });
  if ('url' in either) either.generation_id.toUpperCase();
  // @ts-expect-error: there may be no picture.
  either.url;
  // @ts-expect-error: no picture is made with `param_only`.
  (await easel.smartgen.generateImage({ description: 'a', param_only: true })).url;
  // @ts-expect-error: the description is missing.
  await easel.smartgen.generateImage({ color_level: 5 });
  // @ts-expect-error: no such parameter.
  await easel.generations.create({ prompt: 'x', colour: 5 });

  const job = await easel.generations.create({ prompt: 'a chart', intent: 'chart' });
  const done = await job.wait({ timeout: 1000 });
  done.id.at(0);
  for await (const event of job.events()) use(event);
  image.url.at(0);
  made.seed?.toFixed();
  const error: unknown = null;
  if (error instanceof InsufficientCreditsError) error.retryAfter?.toFixed();
  if (error instanceof APIError && error.kind === 'not_found') error.param?.at(0);
}

function use(event: GenerationEvent): number | string {
  switch (event.type) {
    case 'state':
      return event.generation.id;
    case 'progress':
      return event.step / event.steps;
    case 'preview':
      return event.png.length;
  }
}
