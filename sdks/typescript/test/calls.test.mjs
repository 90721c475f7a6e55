// What goes over the wire for each call, and what comes back.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import Easel, { EaselError, InvalidRequestError, VERSION } from '@easel-images/sdk';

import { generation, mock, send } from './mock.mjs';

const PARAMETERS = {
  prompt: 'a fox, vivid colors', model: 'FLUX.1-dev', width: 512, height: 512,
  num_iterations: 20, guidance_scale: 3,
};

test('a client needs a key, from its options or the environment', () => {
  const saved = { ...process.env };
  delete process.env.EASEL_API_KEY;
  assert.throws(() => new Easel(), (e) => e instanceof EaselError && /EASEL_API_KEY/.test(e.message));
  process.env.EASEL_API_KEY = 'from-environment';
  process.env.EASEL_BASE_URL = 'http://127.0.0.1:1234///';
  assert.equal(new Easel().baseURL, 'http://127.0.0.1:1234');
  process.env = saved;
});

test('the CommonJS build is the same package', () => {
  const cjs = createRequire(import.meta.url)('@easel-images/sdk');
  assert.equal(cjs.VERSION, VERSION);
  assert.equal(cjs.default, cjs.Easel);
  assert.equal(new cjs.Easel({ apiKey: 'k', baseURL: 'http://h' }).baseURL, 'http://h');
});

test('the version is that of the manifest', async () => {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal(VERSION, manifest.version);
});

test('smartgen sends its parameters as they are and answers with address and parameters', async () => {
  const { easel, requests } = await mock(() => ({
    url: 'http://h/x.png', parameters: PARAMETERS, generation_id: 'job_1',
  }));
  const params = {
    description: 'a fox', image_model: 'FLUX.1-dev', is_sd: false, language_model: 'm',
    stylization_level: 1, detail_level: 2, color_level: 5, lighting_level: 4,
    must_include: 'a "red" hat', examples: ['a cat'], quality: 'high', num_iterations: 4,
    guidance_scale: 2.5, negative_prompt: 'blurry', width: 512, height: 768,
  };
  const made = await easel.smartgen.generateImage(params);
  assert.equal(made.url, 'http://h/x.png');
  assert.deepEqual(made.parameters, PARAMETERS);
  const [request] = requests;
  assert.equal(`${request.method} ${request.path}`, 'POST /v1/smartgen');
  assert.deepEqual(request.body, params);
  assert.equal(request.headers.authorization, 'Bearer test-key');
  assert.equal(request.headers['content-type'], 'application/json');
  assert.match(request.headers['user-agent'], /^easel-typescript\/\d/);
  assert.match(request.headers['idempotency-key'], /^easel-sdk-[0-9a-f]{32}$/);
});

test('smartgen in two steps: parameters first, then the picture of them', async () => {
  const { easel, requests } = await mock((request) => {
    if (request.path === '/v1/smartgen') return { parameters: PARAMETERS };
    return generation({ state: 'succeeded' });
  });
  const { parameters } = await easel.smartgen.generateImage({ description: 'a fox', param_only: true });
  assert.equal(requests[0].headers['idempotency-key'], undefined);
  const made = await easel.images.generate({ ...parameters, num_iterations: 5 });
  assert.equal(made.url, 'http://127.0.0.1:9/files/one.png');
  assert.deepEqual(requests[1].body, {
    prompt: 'a fox, vivid colors', model: 'FLUX.1-dev', width: 512, height: 512,
    steps: 5, guidance_scale: 3, smart: false,
  });
});

test('smartgen with a progress callback goes through a generation', async () => {
  const { easel, requests } = await mock((request) =>
    request.path === '/v1/smartgen' ? { parameters: PARAMETERS } : generation({ state: 'succeeded' }),
  );
  const made = await easel.smartgen.generateImage({ description: 'a fox' }, { onProgress() {} });
  assert.deepEqual(requests.map((r) => r.path), ['/v1/smartgen', '/api/v1/generations']);
  assert.equal(requests[0].body.param_only, true);
  assert.deepEqual(Object.keys(made).sort(), ['generation_id', 'parameters', 'url']);
});

test('images.generate tells what was really used', async () => {
  const params = {
    model: 'sdxl', prompt: 'a fox', negative_prompt: 'dog', steps: 20, guidance_scale: 6, seed: 7, n: 1,
  };
  const { easel, requests } = await mock(() => generation({ state: 'succeeded', params }));
  const made = await easel.images.generate({ prompt: 'a fox', neg_prompt: 'dog', seed: -1 });
  assert.deepEqual(requests[0].body, {
    prompt: 'a fox', smart: false, negative_prompt: 'dog', seed: -1,
  });
  assert.equal(made.model, 'sdxl');
  assert.equal(made.num_iterations, 20);
  assert.equal(made.neg_prompt, 'dog');
  assert.equal(made.seed, 7);
  assert.equal(made.generation_id, 'job_1');
});

test('images.generate keeps wishes for a smart picture and large seeds, and refuses contradictions', async () => {
  const { easel, requests } = await mock(() => generation({ state: 'succeeded' }));
  await easel.images.generate({ prompt: 'x', intent: 'logo', seed: '12345678901234567890' });
  assert.deepEqual(requests[0].body, {
    prompt: 'x', intent: 'logo', seed: Number(12345678901234567890n % 2n ** 53n),
  });
  const refused = (e) => e instanceof InvalidRequestError && e.param === 'num_iterations';
  await assert.rejects(easel.images.generate({ prompt: 'x', steps: 1, num_iterations: 2 }), refused);
  await assert.rejects(easel.images.generate({ prompt: 'x', seed: 'one' }), { param: 'seed' });
  assert.equal(requests.length, 1);
});

test('pictures to start from go as base64', async () => {
  const { easel, requests } = await mock(() => generation({ state: 'succeeded' }));
  await easel.generations.create({
    prompt: 'x', init_image: new Uint8Array([1, 2, 3]), mask: 'AAAA',
    reference_images: [new Blob([new Uint8Array([4])]), new Uint8Array([5]).buffer],
  });
  const { init_image, mask, reference_images } = requests[0].body;
  assert.deepEqual([init_image, mask, reference_images], ['AQID', 'AAAA', ['BA==', 'BQ==']]);
});

test('understand, models, account and usage', async () => {
  const { easel, requests } = await mock((request) => ({
    'POST /api/v1/understand': { intent: 'chart' },
    'GET /api/v1/models': { models: [{ name: 'sdxl' }] },
    'GET /api/v1/account': { credits_available: 5 },
    'GET /api/v1/usage?limit=3': { entries: [{ kind: 'grant' }] },
  })[`${request.method} ${request.path}`]);
  assert.equal((await easel.understand('a chart', { width: 512 })).intent, 'chart');
  assert.deepEqual(requests[0].body, { prompt: 'a chart', width: 512 });
  assert.deepEqual(await easel.models.list(), [{ name: 'sdxl' }]);
  assert.equal((await easel.account.get()).credits_available, 5);
  assert.deepEqual(await easel.account.usage({ limit: 3 }), [{ kind: 'grant' }]);
});

test('render answers with the file', async () => {
  const { easel, requests } = await mock((request, response) => {
    response.writeHead(200, {
      'content-type': 'image/svg+xml', 'easel-job-id': 'job_9', 'easel-credits': '3',
    });
    response.end('<svg/>');
  });
  const drawn = await easel.render({ type: 'chart', kind: 'bar' }, { width: 300, format: 'svg' });
  assert.equal(drawn.text(), '<svg/>');
  assert.deepEqual([drawn.mediaType, drawn.generationId, drawn.credits], ['image/svg+xml', 'job_9', 3]);
  assert.deepEqual(requests[0].body, { spec: { type: 'chart', kind: 'bar' }, width: 300, format: 'svg' });
  const path = join(await mkdtemp(join(tmpdir(), 'easel-')), 'drawn.svg');
  assert.equal(await drawn.save(path), path);
  assert.equal(await readFile(path, 'utf8'), '<svg/>');
});

test('listing goes from page to page', async () => {
  const { easel, requests } = await mock((request) =>
    request.path.includes('before=job_2')
      ? { generations: [generation({ id: 'job_3' })], next_before: null }
      : { generations: [generation({ id: 'job_1' }), generation({ id: 'job_2' })], next_before: 'job_2' },
  );
  const ids = [];
  for await (const job of easel.generations.list({ state: 'succeeded', limit: 2 })) ids.push(job.id);
  assert.deepEqual(ids, ['job_1', 'job_2', 'job_3']);
  assert.equal(requests[0].path, '/api/v1/generations?state=succeeded&limit=2');
});

test('files are fetched without the key and written whole, into new folders', async () => {
  let base;
  const { easel, requests, baseURL } = await mock((request, response) => {
    if (request.path.startsWith('/files/')) {
      response.writeHead(200, { 'content-type': 'image/png' });
      response.end(request.path);
      return undefined;
    }
    const png = `${base}/files/1.png`;
    return generation({
      state: 'succeeded', intent: 'chart', png_url: png, svg_url: `${base}/files/1.svg`,
      images: [{ url: png, width: 1, height: 1, seed: null }],
    });
  });
  base = baseURL;
  const folder = await mkdtemp(join(tmpdir(), 'easel-'));
  const job = await easel.generations.create({ prompt: 'a chart' });
  await job.save(join(folder, 'new', 'a.png'));
  await job.save(join(folder, 'new', 'a.svg'));
  await easel.save('/files/by-address.png', join(folder, 'b.png'));
  await easel.save({ url: `${baseURL}/files/by-result.png` }, join(folder, 'c.png'));
  assert.equal(await readFile(join(folder, 'new', 'a.png'), 'utf8'), '/files/1.png');
  assert.equal(await readFile(join(folder, 'new', 'a.svg'), 'utf8'), '/files/1.svg');
  assert.equal(await readFile(join(folder, 'b.png'), 'utf8'), '/files/by-address.png');
  assert.equal(await readFile(join(folder, 'c.png'), 'utf8'), '/files/by-result.png');
  assert.deepEqual((await readdir(join(folder, 'new'))).sort(), ['a.png', 'a.svg']);
  for (const request of requests.filter((r) => r.path.startsWith('/files/'))) {
    assert.equal(request.headers.authorization, undefined);
  }
  await assert.rejects(job.bytes({ index: 4 }), /no picture 4/);
});

test('the types name every field of the API description', async () => {
  const read = (path) => readFile(new URL(path, import.meta.url), 'utf8');
  let description;
  try {
    description = JSON.parse(await read('../../../api/openapi/easel.json'));
  } catch (error) {
    // Outside a checkout of the repository there is nothing to compare with.
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const types = await read('../src/types.ts');
  const fields = (name) => {
    const body = new RegExp(`export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(types)[1];
    return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map((match) => match[1]).sort();
  };
  for (const [ours, theirs] of Object.entries({
    GenerationCreateParams: 'GenerationBody', Generation: 'Generation', Understanding: 'UnderstandAnswer',
    Model: 'ModelAnswer', Account: 'AccountAnswer', UsageEntry: 'UsageEntry', Hires: 'HiresBody',
    Lora: 'LoraBody', GenerationImage: 'ImageAnswer', GenerationProgress: 'ProgressAnswer',
    GenerationPage: 'GenerationList',
  })) {
    const properties = Object.keys(description.components.schemas[theirs].properties).sort();
    assert.deepEqual(fields(ours), properties, ours);
  }
});
