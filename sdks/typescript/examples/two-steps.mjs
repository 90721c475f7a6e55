// Parameters first, to look at and change; then the picture of them.

import Easel from '@easel-images/sdk';

const easel = new Easel();

const { parameters } = await easel.smartgen.generateImage({
  description: 'A cyberpunk cityscape',
  image_model: 'FLUX.1-dev',
  stylization_level: 4,
  must_include: 'neon lights, flying cars',
  param_only: true,
});
console.log(parameters.prompt);

const image = await easel.images.generate(
  { ...parameters, num_iterations: 4, seed: 42 },
  { onProgress: ({ step, steps }) => console.log(`step ${step} of ${steps}`) },
);
console.log(image.url, image.model, image.seed);
await easel.save(image, 'out/cityscape.png');
