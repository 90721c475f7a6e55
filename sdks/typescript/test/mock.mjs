// A server that answers as a test tells it and remembers what it was asked.

import { createServer } from 'node:http';
import { after } from 'node:test';

import { Easel } from '@easel-images/sdk';

/** Starts a server; `answer(request, response, count)` may return a value to send as JSON. */
export async function mock(answer, options = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const seen = {
      method: request.method,
      path: request.url,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    requests.push(seen);
    const count = requests.filter((r) => r.method === seen.method && r.path === seen.path).length;
    const value = await answer(seen, response, count);
    if (value !== undefined) send(response, 200, value);
    else if (!response.headersSent && !response.writableEnded && !response.destroyed) {
      // The test keeps the request waiting.
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  after(close);
  const easel = new Easel({ apiKey: 'test-key', baseURL, ...options });
  return { easel, requests, baseURL, close };
}

export function send(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

export function refuse(response, status, kind, extra = {}, headers = {}) {
  send(response, status, { error: { kind, message: `it is ${kind}`, ...extra } }, headers);
}

/** A generation as the server tells it. */
export function generation(fields = {}) {
  const succeeded = fields.state === 'succeeded';
  const url = 'http://127.0.0.1:9/files/one.png';
  return {
    id: 'job_1', state: 'queued', intent: 'standard', prompt: 'a fox', revised_prompt: null,
    spec: null, params: null, width: 512, height: 512, credits: 2,
    images: succeeded ? [{ url, width: 512, height: 512, seed: 7 }] : [],
    png_url: succeeded ? url : null, svg_url: null, progress: null, queue_position: 0,
    estimated_seconds: 1, attempt: 1, notes: [], error: null,
    created_at: '2030-01-01T00:00:00Z', started_at: null, finished_at: null,
    ...fields,
  };
}

export function sse(event, data) {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export function openStream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}
