// Retries, time-outs, cancellation and the classes of errors.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as sdk from '@easel-images/sdk';

import { generation, mock, openStream, refuse, send, sse } from './mock.mjs';

const NOW = { 'retry-after': '0' };

test('every kind of error has its class', async () => {
  const kinds = {
    invalid_request: [400, sdk.InvalidRequestError],
    unsupported_parameter: [422, sdk.UnsupportedParameterError],
    payload_too_large: [413, sdk.PayloadTooLargeError],
    content_rejected: [422, sdk.ContentRejectedError],
    unauthenticated: [401, sdk.AuthenticationError],
    forbidden: [403, sdk.PermissionDeniedError],
    not_found: [404, sdk.NotFoundError],
    conflict: [409, sdk.ConflictError],
    insufficient_credits: [402, sdk.InsufficientCreditsError],
    rate_limited: [429, sdk.RateLimitError],
    at_capacity: [503, sdk.CapacityError],
    cancelled: [409, sdk.GenerationCanceledError],
    deadline_exceeded: [504, sdk.DeadlineExceededError],
    engine_failed: [502, sdk.EngineFailedError],
    model_unavailable: [503, sdk.ModelUnavailableError],
    unavailable: [503, sdk.UnavailableError],
    internal: [500, sdk.ServerError],
  };
  let kind;
  const { easel } = await mock((request, response) => {
    refuse(response, kinds[kind][0], kind, { param: 'width' }, { 'x-request-id': 'r1' });
  }, { maxRetries: 0 });
  for (kind of Object.keys(kinds)) {
    const [status, known] = kinds[kind];
    const error = await easel.account.get().catch((e) => e);
    assert.equal(error.constructor, known, kind);
    assert.ok(error instanceof sdk.APIError && error instanceof sdk.EaselError);
    assert.deepEqual(
      [error.status, error.kind, error.param, error.requestId, error.name, error.message],
      [status, kind, 'width', 'r1', known.name, `it is ${kind}`],
    );
  }
});

test('answers in other shapes are errors too', async () => {
  let answer;
  const { easel } = await mock((request, response) => answer(response), { maxRetries: 0 });
  const refused = async (given) => {
    answer = given;
    return easel.account.get().catch((e) => e);
  };
  const gateway = await refused((response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<h1>Bad gateway</h1>');
  });
  assert.ok(gateway instanceof sdk.ServerError && /Bad gateway/.test(gateway.message));
  const detail = await refused((response) => send(response, 401, { detail: 'no' }));
  assert.ok(detail instanceof sdk.AuthenticationError && detail.message === 'no');
  const text = await refused((response) => {
    response.writeHead(200);
    response.end('hello');
  });
  assert.ok(text instanceof sdk.EaselError && /not answered with JSON/.test(text.message));
});

for (const status of [408, 429, 500, 502, 503]) {
  test(`a ${status} is tried again under the same idempotency key`, async () => {
    const { easel, requests } = await mock((request, response, count) => {
      if (count < 3) return refuse(response, status, 'unavailable', {}, NOW);
      return generation();
    });
    assert.equal((await easel.generations.create({ prompt: 'a fox' })).id, 'job_1');
    const keys = new Set(requests.map((request) => request.headers['idempotency-key']));
    assert.equal(requests.length, 3);
    assert.equal(keys.size, 1);
  });
}

test('two calls have two idempotency keys, and a given one is used', async () => {
  const { easel, requests } = await mock(() => generation());
  await easel.generations.create({ prompt: 'a fox' });
  await easel.generations.create({ prompt: 'a fox' });
  await easel.generations.create({ prompt: 'a fox' }, { idempotencyKey: 'mine' });
  const keys = requests.map((request) => request.headers['idempotency-key']);
  assert.notEqual(keys[0], keys[1]);
  assert.equal(keys[2], 'mine');
});

test('a broken connection is tried again', async () => {
  const { easel, requests } = await mock((request, response, count) => {
    if (count === 1) return void response.destroy();
    // An answer cut off in the middle.
    if (count === 2) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"id":');
      return void setImmediate(() => response.destroy());
    }
    return { credits_available: 1 };
  });
  assert.equal((await easel.account.get()).credits_available, 1);
  assert.equal(requests.length, 3);
});

test('a server that is not there is a connection error that says why', async () => {
  const { close, baseURL } = await mock(() => ({}));
  close();
  const easel = new sdk.Easel({ apiKey: 'k', baseURL, maxRetries: 0 });
  await assert.rejects(easel.account.get(), (error) =>
    error instanceof sdk.APIConnectionError && /ECONNREFUSED/.test(error.message));
});

for (const [status, kind] of [[400, 'invalid_request'], [402, 'insufficient_credits'],
  [404, 'not_found'], [503, 'model_unavailable'], [502, 'engine_failed']]) {
  test(`${kind} is not tried again`, async () => {
    const { easel, requests } = await mock((request, response) => refuse(response, status, kind));
    await assert.rejects(easel.account.get(), { kind });
    assert.equal(requests.length, 1);
  });
}

test('a long Retry-After is left to the caller', async () => {
  const { easel, requests } = await mock((request, response) =>
    refuse(response, 429, 'rate_limited', {}, { 'retry-after': '120' }));
  await assert.rejects(easel.account.get(), (error) =>
    error instanceof sdk.RateLimitError && error.retryAfter === 120);
  assert.equal(requests.length, 1);
});

test('retries end', async () => {
  const { easel, requests } = await mock((request, response) =>
    refuse(response, 503, 'unavailable', {}, NOW));
  await assert.rejects(easel.account.get(), sdk.UnavailableError);
  assert.equal(requests.length, 3);
  await assert.rejects(easel.account.get({ maxRetries: 0 }), sdk.UnavailableError);
  assert.equal(requests.length, 4);
});

test('a time-out ends a call', async () => {
  const { easel } = await mock(() => undefined);
  await assert.rejects(easel.account.get({ timeout: 20, maxRetries: 0 }), sdk.APITimeoutError);
});

test('a signal ends a call, before it, during it and between retries', async () => {
  const stop = new AbortController();
  const { easel, requests } = await mock((request, response) => {
    if (request.path === '/api/v1/account') {
      stop.abort(new Error('enough'));
      return undefined;
    }
    refuse(response, 503, 'unavailable', {}, { 'retry-after': '30' });
    return undefined;
  });
  await assert.rejects(easel.account.get({ signal: stop.signal }), /enough/);
  await assert.rejects(easel.account.get({ signal: stop.signal }), /enough/);
  assert.equal(requests.length, 1);
  const pause = new AbortController();
  const waiting = easel.models.list({ signal: pause.signal });
  setTimeout(() => pause.abort(), 50);
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('aborting images.generate cancels the generation', async () => {
  const stop = new AbortController();
  let canceled;
  const done = new Promise((resolve) => (canceled = resolve));
  const { easel } = await mock((request, response) => {
    if (request.method === 'DELETE') {
      canceled(request.path);
      return generation({ state: 'canceled' });
    }
    if (request.path.endsWith('/events')) {
      openStream(response);
      response.write(sse('state', generation({ state: 'running' })));
      stop.abort();
      return undefined;
    }
    return generation();
  });
  await assert.rejects(easel.images.generate({ prompt: 'x' }, { signal: stop.signal }), {
    name: 'AbortError',
  });
  assert.equal(await done, '/api/v1/generations/job_1');
});
