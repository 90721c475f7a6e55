// What both releases of the npm package `openai` do with a running Easel; each is driven,
// unmodified, by a `run.mjs` of its own.

import { check, credits, finished, flood, KEY, poorKey, refused, URL_BASE } from "./checks.mjs";
import { measured, png } from "./pictures.mjs";

const GPT = "gpt-image-1";
const WAN = /Wan/;

function decoded(picture) {
  return measured(Buffer.from(picture.b64_json, "base64"));
}

async function fetched(url) {
  const answer = await fetch(url);
  return measured(Buffer.from(await answer.arrayBuffer()));
}

const isSized = (picture, width, height) => picture.width === width && picture.height === height;

async function generating(client) {
  const plain = await client.images.generate({ prompt: "a red fox", model: "dall-e-2", size: "256x256" });
  check("an address by default", isSized(await fetched(plain.data[0].url), 256, 256));
  check("when it was made", plain.created > 1_500_000_000);
  const bytes = await client.images.generate({
    prompt: "an otter", model: GPT, size: "512x256", quality: "low", background: "opaque",
    output_format: "png", moderation: "low", n: 2, user: "u",
  });
  check("two pictures", bytes.data.length === 2);
  check("bytes for gpt-image", bytes.data.every((p) => !p.url && isSized(decoded(p), 512, 256)));
  check("the request is repeated", bytes.size === "512x256" && bytes.quality === "low"
    && bytes.background === "opaque" && bytes.output_format === "png");
  check("usage adds up", bytes.usage.total_tokens
    === bytes.usage.input_tokens + bytes.usage.output_tokens && bytes.usage.output_tokens > 0);
  const jpeg = await client.images.generate({
    prompt: "an otter", model: GPT, size: "256x256", output_format: "jpeg",
  });
  check("JPEG", decoded(jpeg.data[0]).kind === "jpeg");
  const asked = await client.images.generate({
    prompt: "an otter", model: GPT, size: "256x256", response_format: "url", style: "natural",
  });
  check("an address when asked for", isSized(await fetched(asked.data[0].url), 256, 256));
  const ten = await client.images.generate({ prompt: "an otter", n: 10, size: "256x256" });
  check("ten pictures", ten.data.length === 10 && new Set(ten.data.map((p) => p.url)).size === 10);
  const auto = await client.images.generate({ prompt: "an otter", size: "auto", quality: "auto" });
  check("auto", (await fetched(auto.data[0].url)).width >= 256);
  const chart = await client.images.generate({
    prompt: "Bar chart of sales: north 3, south 5", model: GPT, size: "1024x1024",
  });
  check("a chart is drawn", chart.model === "chart" && isSized(decoded(chart.data[0]), 1024, 1024));
  for (const size of ["1536x1024", "1024x1536", "1792x1024"]) {
    const [width, height] = size.split("x").map(Number);
    const answer = await client.images.generate({ prompt: "a pie chart: a 1, b 2", size });
    check(size, isSized(await fetched(answer.data[0].url), width, height));
  }
  const headers = { "Idempotency-Key": `conformance-${Date.now()}` };
  const once = await client.images.generate({ prompt: "a fox", size: "256x256" }, { headers });
  const twice = await client.images.generate({ prompt: "a fox", size: "256x256" }, { headers });
  check("one key, one picture", once.data[0].url === twice.data[0].url);
}

async function imagine(client) {
  const plain = await client.images.generate({ model: "grok-imagine-image", prompt: "London" });
  check("xAI through this client: an address", isSized(await fetched(plain.data[0].url), 1024, 1024));
  check("xAI: what it cost", plain.usage.cost_in_usd_ticks > 0);
  const wide = await client.images.generate({
    model: "grok-imagine-image", prompt: "city", n: 2, aspect_ratio: "16:9", resolution: "1k",
  });
  check("xAI: 16:9", wide.data.length === 2 && isSized(await fetched(wide.data[0].url), 1360, 768));
  const bytes = await client.images.generate({
    model: "grok-imagine-image", prompt: "garden", response_format: "b64_json",
  });
  check("xAI: base64", isSized(decoded(bytes.data[0]), 1024, 1024));
}

async function editing(client, toFile) {
  const file = (name, width = 320, height = 256) =>
    toFile(png(width, height), name, { type: "image/png" });
  const single = await client.images.edit({
    model: GPT, image: await file("in.png"), prompt: "make it red", size: "512x512",
  });
  check("one picture is edited", isSized(decoded(single.data[0]), 512, 512));
  check("a picture counts", single.usage.input_tokens_details.image_tokens > 0);
  const several = await client.images.edit({
    model: GPT, image: [await file("a.png"), await file("b.png")], mask: await file("m.png"),
    prompt: "combine", n: 2, input_fidelity: "high",
  });
  check("two pictures and a mask", several.data.length === 2
    && decoded(several.data[0]).width > 255);
  const url = await client.images.edit({
    model: "dall-e-2", image: await file("in.png"), prompt: "make it red", size: "256x256",
    response_format: "url",
  });
  check("an edited picture at an address", isSized(await fetched(url.data[0].url), 256, 256));
  const varied = await client.images.createVariation({
    image: await file("in.png"), n: 2, size: "256x256",
  });
  check("variations", varied.data.length === 2
    && isSized(await fetched(varied.data[1].url), 256, 256));
}

async function streaming(client, toFile) {
  const events = [];
  const generated = await client.images.generate({
    model: GPT, prompt: "a long stream", stream: true, partial_images: 2, size: "512x512",
  });
  for await (const event of generated) events.push(event);
  const partial = events.filter((event) => event.type === "image_generation.partial_image");
  const last = events.at(-1);
  check("the stream ends with the picture", last.type === "image_generation.completed"
    && isSized(decoded(last), 512, 512) && last.usage.total_tokens > 0 && last.created_at > 0);
  check("no more rough pictures than asked", partial.length >= 1 && partial.length <= 2
    && partial.length === events.length - 1);
  check("rough pictures decode and are counted",
    partial.every((event, index) => event.partial_image_index === index && decoded(event).width));
  const edited = await client.images.edit({
    model: GPT, image: await toFile(png(256, 256), "a.png", { type: "image/png" }), prompt: "e",
    stream: true, partial_images: 1, size: "256x256",
  });
  const names = [];
  for await (const event of edited) names.push(event.type);
  check("an edit is streamed", names.at(-1) === "image_edit.completed"
    && names.slice(0, -1).every((name) => name === "image_edit.partial_image"));
  const drawn = await client.images.generate({ prompt: "a pie chart: a 1, b 2", stream: true });
  const only = [];
  for await (const event of drawn) only.push(event);
  check("a drawn picture is one event", only.length === 1 && decoded(only[0]).width === 1024);
}

async function models(client) {
  const names = [];
  for await (const model of client.models.list()) names.push(model);
  check("models are listed", names.length > 0 && names.every((m) => m.object === "model"));
  const one = await client.models.retrieve(names[0].id);
  check("one model is shown", one.id === names[0].id && one.created > 0 && one.owned_by);
}

async function videos(client, toFile, OpenAI) {
  const before = await credits();
  const make = () => client.videos.create({
    model: "sora-2", prompt: "waves", seconds: "4", size: "720x1280",
  });
  const error = await refused("a video", make, OpenAI.NotFoundError);
  check("it says which model would do", error.code === "model_not_found" && WAN.test(error.message));
  const reference = await toFile(png(256, 256), "r.png", { type: "image/png" });
  await refused("a video from a picture",
    () => client.videos.create({ prompt: "w", input_reference: reference }), OpenAI.NotFoundError);
  const bad = await refused("a video of 5 seconds",
    () => client.videos.create({ prompt: "waves", seconds: "5" }), OpenAI.BadRequestError);
  check("the parameter is named", bad.param === "seconds");
  const listed = [];
  for await (const video of client.videos.list({ limit: 3, order: "desc" })) listed.push(video);
  check("no videos are listed", listed.length === 0);
  const unknown = [
    ["retrieving", () => client.videos.retrieve("video_1")],
    ["deleting", () => client.videos.delete("video_1")],
    ["downloading", () => client.videos.downloadContent("video_1")],
    ["remixing", () => client.videos.remix("video_1", { prompt: "b" })],
  ];
  for (const [what, call] of unknown) await refused(what, call, OpenAI.NotFoundError);
  check("videos cost nothing", (await credits()) === before);
}

async function errors(client, OpenAI) {
  const before = await credits();
  const make = (options = {}, more = {}) => client.images.generate(
    { prompt: "a fox", size: "256x256", ...options }, more);
  const bad = await refused("n 11", () => make({ n: 11 }), OpenAI.BadRequestError);
  check("400 in full", bad.status === 400 && bad.param === "n" && bad.code === "invalid_value"
    && bad.type === "invalid_request_error" && bad.requestID);
  for (const [param, options] of [
    ["size", { size: "1x1" }], ["prompt", { prompt: "" }], ["background", { background: "transparent" }],
    ["output_format", { output_format: "svg" }], ["output_compression", { output_compression: 10 }],
    ["quality", { quality: "best" }], ["frame_count", { frame_count: 2 }],
  ]) {
    const error = await refused(`a bad ${param}`, () => make(options), OpenAI.BadRequestError);
    check(`${param} is named`, error.param === param);
  }
  const other = (apiKey, more = {}) =>
    new OpenAI({ baseURL: `${URL_BASE}/v1`, apiKey, maxRetries: 2, ...more });
  const wrong = await refused("a wrong key", () => other("wrong").models.list(),
    OpenAI.AuthenticationError);
  check("401 in full", wrong.code === "invalid_api_key");
  const poor = await poorKey();
  let attempts = 0;
  const counted = (url, init) => {
    attempts += 1;
    return fetch(url, init);
  };
  const broke = await refused("a request without credits", () => other(poor, { fetch: counted })
    .images.generate({ prompt: "a fox" }), OpenAI.APIError);
  check("402 once", broke.status === 402 && broke.code === "insufficient_quota" && attempts === 1);
  await refused("an unknown model", () => client.models.retrieve("nothing"), OpenAI.NotFoundError);
  check("errors cost nothing", (await credits()) === before);
  const headers = { "Idempotency-Key": `clash-${Date.now()}` };
  await make({}, { headers });
  attempts = 0;
  await refused("another request under the same key",
    () => other(KEY, { fetch: counted }).images.generate({ prompt: "a dog" }, { headers }),
    OpenAI.ConflictError);
  check("409 is not tried again", attempts === 1);
}

async function retrying(OpenAI) {
  const apiKey = await poorKey();
  const base = { baseURL: `${URL_BASE}/v1`, apiKey };
  let stop = await flood(apiKey);
  const error = await refused("a request in a flood", async () => {
    for (;;) await new OpenAI({ ...base, maxRetries: 0 }).models.list();
  }, OpenAI.RateLimitError);
  check("429 in full", error.code === "rate_limit_exceeded"
    && Number(error.headers.get("retry-after")) <= 60);
  let attempts = 0;
  const patient = new OpenAI({
    ...base, maxRetries: 5, fetch: async (url, init) => {
      attempts += 1;
      const answer = await fetch(url, init);
      if (answer.status === 429) await stop();
      return answer;
    },
  });
  let listed = await patient.models.list();
  while (attempts === 1) {
    attempts = 0;
    listed = await patient.models.list();
  }
  await stop();
  check("a refused request is tried again", attempts >= 2 && listed.data.length > 0);
}

export async function run(OpenAI, toFile, release) {
  const client = new OpenAI({ baseURL: `${URL_BASE}/v1`, apiKey: KEY });
  await generating(client);
  await imagine(client);
  await editing(client, toFile);
  await streaming(client, toFile);
  await models(client);
  await videos(client, toFile, OpenAI);
  await errors(client, OpenAI);
  await retrying(OpenAI);
  const slash = new OpenAI({ baseURL: `${URL_BASE}/v1/`, apiKey: KEY });
  check("a base address that ends in a slash", (await slash.models.list()).data.length > 0);
  if (process.env.EASEL_REAL_URL) {
    const real = new OpenAI({ baseURL: `${process.env.EASEL_REAL_URL}/v1`, apiKey: KEY });
    const answer = await real.images.generate({
      model: "tiny", prompt: "a fox", size: "256x256", steps: 2, response_format: "b64_json",
    });
    check("the real engine paints", isSized(decoded(answer.data[0]), 256, 256));
  }
  finished(`openai ${release}`);
}
