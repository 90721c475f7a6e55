// A picture from a description and levels, in one step.

import Easel from '@easel-images/sdk';

const easel = new Easel(); // EASEL_API_KEY and EASEL_BASE_URL from the environment

const result = await easel.smartgen.generateImage({
  description: 'A futuristic cyberpunk portrait of a young woman',
  image_model: 'FLUX.1-dev',
  stylization_level: 3,
  detail_level: 4,
  color_level: 5,
  lighting_level: 2,
});

console.log(result.url);
console.log(result.parameters.prompt);
await easel.save(result, 'out/portrait.png');
