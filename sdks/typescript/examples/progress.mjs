// A job: events as they happen, waiting with a time-out, cancelling.

import Easel from '@easel-images/sdk';

const easel = new Easel();

const job = await easel.generations.create({ prompt: 'a red fox in fresh snow', width: 512, height: 512, steps: 4 });
for await (const event of job.events()) {
  if (event.type === 'state') console.log(event.state);
  if (event.type === 'progress') console.log(`step ${event.step} of ${event.steps}`);
  if (event.type === 'preview') console.log(`a preview of ${event.png.length} bytes`);
}
await job.save('out/fox.png');

const other = await easel.generations.create({ prompt: 'a blue fox', steps: 100 });
try {
  await other.cancel();
  console.log(other.state);
} catch (error) {
  console.log(`too late to cancel: ${error.message}`);
}
