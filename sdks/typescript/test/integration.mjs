// Against a running Easel: EASEL_BASE_URL and EASEL_API_KEY say which. The pictures are small, so
// that any engine will do. `npm run integration`; `--no-smartgen` leaves out what servers of
// before 0.2 lack.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Easel, {
  AuthenticationError, ConflictError, EaselError, GenerationCanceledError, InvalidRequestError,
  NotFoundError, UnsupportedParameterError,
} from '@easel-images/sdk';

const easel = new Easel();
const folder = await mkdtemp(join(tmpdir(), 'easel-'));
const small = { width: 256, height: 256 };
const model = process.env.EASEL_IMAGE_MODEL;
const smart = { ...small, ...(model && { image_model: model }) };
const CHART = 'Bar chart of sales: Q1 120, Q2 150, Q3 90, Q4 180';

const isPng = (bytes) => Buffer.from(bytes.subarray(1, 4)).toString() === 'PNG';

const checks = {
  async 'account, models and usage'() {
    const account = await easel.account.get();
    assert.ok(account.id && account.credits_available > 0);
    const models = await easel.models.list();
    assert.ok(models.some((model) => model.is_default));
    assert.ok(Array.isArray(await easel.account.usage({ limit: 1 })));
  },
  async 'a prompt is understood'() {
    const meant = await easel.understand(CHART);
    assert.equal(meant.intent, 'chart');
    assert.deepEqual(meant.spec.categories, ['Q1', 'Q2', 'Q3', 'Q4']);
  },
  async 'a spec is drawn as PNG and SVG'() {
    const { spec } = await easel.understand(CHART);
    const png = await easel.render(spec, small);
    assert.ok(isPng(png.bytes) && png.mediaType === 'image/png' && png.credits > 0);
    const svg = await easel.render(spec, { format: 'svg' });
    assert.ok(svg.text().startsWith('<svg') && svg.generationId.startsWith('job_'));
  },
  async 'a chart is finished at once and saved'() {
    const job = await easel.generations.create({ prompt: CHART });
    assert.ok(job.isFinal && job.generation.intent === 'chart');
    await job.wait();
    assert.ok(isPng(await readFile(await job.save(join(folder, 'new', 'chart.png')))));
    assert.match(await readFile(await job.save(join(folder, 'chart.svg')), 'utf8'), /^<svg/);
  },
  async 'a painted picture is waited for with progress'() {
    const job = await easel.generations.create({ prompt: 'a fox', smart: false, steps: 3, ...small });
    const steps = [];
    await job.wait({ onProgress: (told) => steps.push(told.step) });
    assert.equal(job.state, 'succeeded');
    assert.ok(steps.length > 0 && steps.at(-1) <= 3, `${steps}`);
    assert.ok(isPng(await job.bytes()));
    const states = [];
    for await (const event of (await easel.generations.get(job.id)).events()) states.push(event.state);
    assert.deepEqual(states, ['succeeded']);
  },
  async 'images.generate uses its parameters'() {
    const made = await easel.images.generate({
      prompt: 'a fox', num_iterations: 2, guidance_scale: 3, neg_prompt: 'dog', seed: 7, ...small,
    });
    assert.equal(made.prompt, 'a fox');
    assert.deepEqual(
      [made.width, made.height, made.num_iterations, made.guidance_scale, made.neg_prompt, made.seed],
      [256, 256, 2, 3, 'dog', 7],
    );
    assert.ok(made.model && isPng(await easel.download(made)));
  },
  async 'a picture to start from'() {
    const { bytes } = await easel.render((await easel.understand(CHART)).spec, small);
    const job = await easel.generations.create({
      prompt: 'a fox', smart: false, steps: 2, init_image: bytes, strength: 0.5, ...small,
    });
    assert.equal((await job.wait()).state, 'succeeded');
  },
  async 'the same idempotency key gives the same generation'() {
    const options = { idempotencyKey: `check-${Date.now()}-${Math.random()}` };
    const first = await easel.generations.create({ prompt: CHART }, options);
    const second = await easel.generations.create({ prompt: CHART }, options);
    assert.equal(first.id, second.id);
    await assert.rejects(easel.generations.create({ prompt: 'another' }, options), ConflictError);
  },
  async 'a generation is cancelled'() {
    const job = await easel.generations.create({
      prompt: 'a slow fox', smart: false, steps: 150, width: 1024, height: 1024,
      deadline_seconds: 600,
    });
    // Waiting and cancelling meet; whoever is first, waiting ends as the job does.
    const waited = job.wait().then((done) => done.state, (error) => error);
    const canceled = await (await easel.generations.get(job.id)).cancel().catch((error) => error);
    const end = await waited;
    if (canceled instanceof ConflictError) assert.equal(end, 'succeeded');
    else assert.ok(canceled.state === 'canceled' && end instanceof GenerationCanceledError, `${end}`);
  },
  async 'generations are listed page by page'() {
    const ids = [];
    for await (const job of easel.generations.list({ limit: 2 })) {
      ids.push(job.id);
      if (ids.length === 5) break;
    }
    assert.equal(new Set(ids).size, 5);
  },
  async 'refusals are typed'() {
    await assert.rejects(easel.generations.create({ prompt: 'x', width: 7 }), (error) =>
      error instanceof InvalidRequestError && error.param === 'width' && !!error.requestId);
    await assert.rejects(easel.generations.get('job_00000000000000000000000000000000'), NotFoundError);
    const stranger = new Easel({ apiKey: 'wrong' });
    await assert.rejects(stranger.account.get(), AuthenticationError);
    assert.ok(new UnsupportedParameterError({ status: 422, kind: '', message: '' }) instanceof EaselError);
  },
};

if (!process.argv.includes('--no-smartgen')) {
  Object.assign(checks, {
    async 'smartgen in two steps'() {
      const { parameters, ...rest } = await easel.smartgen.generateImage({
        description: 'A cyberpunk cityscape', stylization_level: 4, color_level: 5,
        must_include: 'neon "lights", flying cars', quality: 'high', ...smart, param_only: true,
      });
      assert.deepEqual(rest, {});
      assert.ok(parameters.prompt.includes('neon "lights", flying cars'), parameters.prompt);
      assert.deepEqual([parameters.width, parameters.height, parameters.num_iterations], [256, 256, 30]);
      const made = await easel.images.generate({ ...parameters, num_iterations: 2 });
      assert.equal(made.prompt, parameters.prompt);
    },
    async 'smartgen in one step, for Stable Diffusion'() {
      const made = await easel.smartgen.generateImage({
        description: 'a fox', is_sd: true, num_iterations: 2, detail_level: 1, ...smart,
      });
      assert.ok(isPng(await easel.download(made)));
      assert.ok(made.parameters.neg_prompt && made.generation_id);
    },
    async 'smartgen with progress'() {
      const steps = [];
      const made = await easel.smartgen.generateImage(
        { description: 'a fox', num_iterations: 3, ...smart },
        { onProgress: (told) => steps.push(told.step) },
      );
      assert.ok(steps.length > 0 && isPng(await easel.download(made)));
    },
  });
}

try {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (error) {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`easel-typescript: ${Object.keys(checks).length} checks passed`);
