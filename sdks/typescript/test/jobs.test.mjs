// Waiting for generations: streams of events, their interruptions, and what generations end with.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as sdk from '@easel-images/sdk';

import { EventParser } from '../dist/esm/sse.js';
import { generation, mock, openStream, refuse, sse } from './mock.mjs';

const STREAM = '/api/v1/generations/job_1/events';

/** A server whose stream is written by `write`, and whose job is what `job()` says. */
function watched(write, job = () => generation({ state: 'running' })) {
  return mock((request, response, count) => {
    if (request.path === STREAM) return write(response, count);
    return request.method === 'POST' ? generation() : job();
  });
}

async function seen(job) {
  const events = [];
  for await (const event of job.events()) {
    events.push(event.type === 'state' ? event.state : `${event.type} ${event.step ?? event.index}`);
  }
  return events;
}

test('events are cut right, however they are divided', () => {
  const text = ': hello\n\nevent: progress\r\ndata: {"a":1}\r\n\r\ndata: one\ndata:  two\nid: 3\n\n\rdata\n\n';
  const expect = [
    { event: 'progress', data: '{"a":1}' },
    { event: 'message', data: 'one\n two' },
    { event: 'message', data: '' },
  ];
  for (let size = 1; size <= text.length; size += 1) {
    const parser = new EventParser();
    const got = [];
    for (let at = 0; at < text.length; at += size) got.push(...parser.push(text.slice(at, at + size)));
    assert.deepEqual(got, expect, `pieces of ${size}`);
  }
});

test('waiting follows the stream and tells progress', async () => {
  const { easel, requests } = await watched((response) => {
    openStream(response);
    response.write(sse('state', generation({ state: 'running' })));
    response.write(sse('progress', { step: 1, steps: 2 }));
    response.write(': keep-alive\n\n');
    response.write(sse('preview', { index: 0, png_base64: 'iVBORw==' }));
    response.write(sse('something-new', {}));
    response.write(sse('progress', { step: 2, steps: 2 }));
    response.end(sse('state', generation({ state: 'succeeded' })));
  });
  const job = await easel.generations.create({ prompt: 'a fox' });
  assert.equal(job.url, undefined);
  const progress = [];
  const previews = [];
  const done = await job.wait({
    onProgress: (told) => progress.push(told),
    onEvent: (event) => event.type === 'preview' && previews.push(...event.png),
  });
  assert.equal(done, job);
  assert.equal(job.state, 'succeeded');
  assert.equal(job.url, 'http://127.0.0.1:9/files/one.png');
  assert.deepEqual(progress, [
    { step: 1, steps: 2, fraction: 0.5 }, { step: 2, steps: 2, fraction: 1 },
  ]);
  assert.deepEqual(previews, [0x89, 0x50, 0x4e, 0x47]);
  assert.equal(requests.filter((r) => r.path === STREAM)[0].headers.accept, 'text/event-stream');
});

test('a stream that breaks is opened again, and no state is told twice', async () => {
  const { easel, requests } = await watched((response, count) => {
    openStream(response);
    response.write(sse('state', generation({ state: 'running' })));
    if (count === 1) {
      response.write(sse('progress', { step: 1, steps: 3 }));
      return void setTimeout(() => response.destroy(), 20);
    }
    if (count === 2) return void response.end();
    response.write(sse('progress', { step: 3, steps: 3 }));
    response.end(sse('state', generation({ state: 'succeeded' })));
  });
  const job = await easel.generations.create({ prompt: 'a fox' });
  assert.deepEqual(await seen(job), ['running', 'progress 1', 'progress 3', 'succeeded']);
  assert.equal(requests.filter((r) => r.path === STREAM).length, 3);
});

test('without streams the server is asked until it is done', async () => {
  let asked = 0;
  const { easel } = await watched(
    (response) => refuse(response, 503, 'at_capacity', {}, { 'retry-after': '0' }),
    () => {
      asked += 1;
      if (asked === 1) return generation({ state: 'running', progress: { step: 1, steps: 2 } });
      return generation({ state: 'succeeded' });
    },
  );
  const job = await easel.generations.create({ prompt: 'a fox' });
  assert.deepEqual(await seen(job), ['running', 'progress 1', 'succeeded']);
});

test('a state without the generation is looked up', async () => {
  const { easel } = await watched(
    (response) => {
      openStream(response);
      response.end(sse('state', { id: 'job_1', state: 'succeeded' }));
    },
    () => generation({ state: 'succeeded' }),
  );
  const job = await easel.generations.create({ prompt: 'a fox' });
  await job.wait();
  assert.ok(job.url);
});

test('a generation that is gone, or not ours, ends the watching', async () => {
  const { easel } = await mock((request, response) =>
    request.method === 'POST' ? generation() : refuse(response, 404, 'not_found'));
  const job = await easel.generations.create({ prompt: 'a fox' });
  await assert.rejects(job.wait(), sdk.NotFoundError);
});

test('a finished generation needs no stream', async () => {
  const { easel, requests } = await mock(() => generation({ state: 'succeeded', intent: 'chart' }));
  const job = await easel.generations.create({ prompt: 'a chart' });
  await job.wait();
  assert.deepEqual(await seen(job), ['succeeded']);
  assert.equal(requests.length, 1);
});

for (const [state, error, known] of [
  ['failed', { kind: 'engine_failed', message: 'out of memory' }, sdk.EngineFailedError],
  ['failed', { kind: 'content_rejected', message: 'no' }, sdk.ContentRejectedError],
  ['canceled', null, sdk.GenerationCanceledError],
  ['expired', null, sdk.DeadlineExceededError],
]) {
  test(`a generation that is ${state} throws ${known.name}`, async () => {
    const { easel } = await watched((response) => {
      openStream(response);
      response.end(sse('state', generation({ state, error })));
    });
    const job = await easel.generations.create({ prompt: 'a fox' });
    const thrown = await job.wait().catch((e) => e);
    assert.equal(thrown.constructor, known);
    assert.equal(thrown.generationId, 'job_1');
    assert.equal(thrown.message, error?.message ?? `generation job_1 is ${state}`);
  });
}

test('waiting has a time-out and a signal of its own; the generation goes on', async () => {
  const { easel, requests } = await watched((response) => {
    openStream(response);
    response.write(sse('state', generation({ state: 'running' })));
  });
  const job = await easel.generations.create({ prompt: 'a fox' });
  await assert.rejects(job.wait({ timeout: 60 }), sdk.APITimeoutError);
  const stop = new AbortController();
  const onEvent = () => stop.abort(new Error('seen enough'));
  await assert.rejects(job.wait({ signal: stop.signal, onEvent }), /seen enough|seen enough/);
  assert.ok(requests.every((request) => request.method !== 'DELETE'));
});

test('leaving the loop early closes the stream', async () => {
  let closed;
  const gone = new Promise((resolve) => (closed = resolve));
  const { easel } = await watched((response) => {
    openStream(response);
    response.on('close', closed);
    response.write(sse('state', generation({ state: 'running' })));
  });
  const job = await easel.generations.create({ prompt: 'a fox' });
  for await (const event of job.events()) {
    assert.equal(event.state, 'running');
    break;
  }
  await gone;
});

test('cancelling tells the server', async () => {
  const { easel, requests } = await mock((request) =>
    generation({ state: request.method === 'DELETE' ? 'canceled' : 'queued' }));
  const job = await easel.generations.create({ prompt: 'a fox' });
  await job.cancel();
  assert.equal(job.state, 'canceled');
  assert.equal(requests[1].method, 'DELETE');
});
