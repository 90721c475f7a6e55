// What both releases of npm `ai` + `@ai-sdk/xai` do with a running Easel; each is driven,
// unmodified, by a `run.mjs` of its own.

import { check, credits, finished, flood, KEY, poorKey, refused, URL_BASE } from "./checks.mjs";
import { measured, png } from "./pictures.mjs";

const MODEL = "grok-imagine-image";

const measure = (image) => measured(Buffer.from(image.uint8Array));
const isSized = (image, width, height) => {
  const found = measure(image);
  return found.width === width && found.height === height;
};

export async function run({ createXai, generateImage, generateVideo, APICallError }, release) {
  let requests = [];
  const counted = async (url, init) => {
    const answer = await fetch(url, init);
    requests.push({ status: answer.status, answer: await answer.clone().json() });
    return answer;
  };
  const provider = (apiKey = KEY) =>
    createXai({ baseURL: `${URL_BASE}/v1`, apiKey, fetch: counted });
  const xai = provider();
  const image = (options, from = xai) => generateImage({ model: from.image(MODEL), ...options });

  const plain = await image({ prompt: "A collage of London landmarks" });
  check("one picture", isSized(plain.image, 1024, 1024) && plain.images.length === 1);
  check("no warnings", plain.warnings.length === 0);
  const full = await image({
    prompt: "Mountain landscape at sunrise", aspectRatio: "16:9",
    providerOptions: { xai: {
      output_format: "jpeg", sync_mode: true, resolution: "1k", quality: "low", user: "u1",
    } },
  });
  check("16:9 in 1k as JPEG", isSized(full.image, 1360, 768)
    && full.image.mediaType === "image/jpeg" && measure(full.image).kind === "jpeg");
  const told = plain.providerMetadata.xai;
  check("the revised prompt", told.images[0].revisedPrompt.startsWith("A collage"));
  // Read by @ai-sdk/xai, then dropped by `ai`, which keeps only `images` of several calls.
  check("the cost", requests.at(-2).answer.usage.cost_in_usd_ticks > 0);
  requests = [];
  const four = await image({ prompt: "a city", n: 4, aspectRatio: "1:1" });
  check("four pictures in two calls", four.images.length === 4 && requests.length === 2
    && four.images.every((picture) => isSized(picture, 1024, 1024)));
  const big = await image({
    prompt: "a bar chart: a 1, b 2", aspectRatio: "2:1", providerOptions: { xai: { resolution: "2k" } },
  });
  check("2:1 in 2k", isSized(big.image, 2048, 1024));
  for (const [ratio, width, height] of [
    ["9:16", 768, 1360], ["4:3", 1184, 880], ["3:4", 880, 1184], ["3:2", 1248, 832],
    ["2:3", 832, 1248], ["19.5:9", 1504, 688], ["9:19.5", 688, 1504], ["20:9", 1520, 688],
    ["9:20", 688, 1520], ["1:2", 720, 1456],
  ]) {
    const drawn = await image({ prompt: "a pie chart: a 1, b 2", aspectRatio: ratio });
    check(`the ratio ${ratio}`, isSized(drawn.image, width, height));
  }
  const auto = await image({
    prompt: "a pie chart: a 1, b 2", providerOptions: { xai: { aspect_ratio: "auto" } },
  });
  check("the ratio auto", measure(auto.image).width >= 256);

  const sketch = await image({
    prompt: { text: "Render this as a pencil sketch", images: [png(512, 256)] },
  });
  check("one edited picture keeps its proportions", isSized(sketch.image, 1456, 720));
  const base64 = `data:image/png;base64,${png(256, 256).toString("base64")}`;
  const two = await image({
    prompt: { text: "combine", images: [base64, png(256, 256)] }, aspectRatio: "16:9",
  });
  check("two pictures take the ratio that was asked", isSized(two.image, 1360, 768));
  const three = await image({
    prompt: { text: "combine", images: [base64, base64, base64] }, aspectRatio: "1:1", n: 2,
  });
  check("three pictures", three.images.length === 2 && isSized(three.images[1], 1024, 1024));
  const own = await fetch(`${URL_BASE}/v1/images/generations`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ model: MODEL, prompt: "a fox", response_format: "url" }),
  });
  const { url } = (await own.json()).data[0];
  const again = await image({ prompt: { text: "bluer", images: [url] } });
  check("a picture of ours by its address", isSized(again.image, 1024, 1024));

  const before = await credits();
  const failing = async (what, call, status, attempts = 1) => {
    requests = [];
    const error = await refused(what, call, (thrown) => APICallError.isInstance(thrown));
    check(`${what}: ${status}, asked ${attempts} times`, error.statusCode === status
      && requests.length === attempts);
    return error;
  };
  const many = await failing("four pictures to edit",
    () => image({ prompt: { text: "a", images: Array(4).fill(base64) } }), 400);
  check("the message says how many are allowed", many.message.includes("from 1 to 3"));
  await failing("an unknown ratio", () => image({ prompt: "a", aspectRatio: "7:5" }), 400);
  await failing("an empty prompt", () => image({ prompt: "" }), 400);
  await failing("a broken picture", () => image({
    prompt: { text: "a", images: ["data:image/png;base64,AAECAwQF"] },
  }), 400);
  await failing("a wrong key", () => image({ prompt: "a" }, provider("wrong")), 401);
  const poor = await poorKey();
  const broke = await failing("a key without credits", () => image({ prompt: "a" }, provider(poor)), 402);
  check("the message says what to do", broke.message.includes("credits"));

  const video = (options) => generateVideo({ model: xai.video("grok-imagine-video"), ...options });
  const options = { duration: 5, aspectRatio: "16:9", resolution: "854x480" };
  const timelapse = await failing("a video", () => video({ prompt: "A timelapse", ...options }), 404);
  check("it says which model would do", /Wan/.test(timelapse.message));
  await failing("a video from a picture",
    () => video({ prompt: { image: png(256, 256), text: "water" }, duration: 5 }), 404);
  const source = "https://a.example/a.mp4";
  await failing("an edited video", () => video({
    prompt: "edit", providerOptions: { xai: { mode: "edit-video", videoUrl: source } },
  }), 404);
  await failing("a longer video", () => video({
    prompt: "extend", providerOptions: { xai: { mode: "extend-video", videoUrl: source } },
  }), 404);
  await failing("a video from references", () => video({
    prompt: "refer", providerOptions: { xai: { mode: "reference-to-video", referenceImageUrls: [base64] } },
  }), 404);
  const long = await failing("a video that is too long",
    () => video({ prompt: "a", duration: 16 }), 400);
  check("the field is named", long.message.includes("duration"));
  check("what is refused costs nothing", (await credits()) === before);

  const key = await poorKey();
  const stop = await flood(key);
  let limited;
  while (limited?.statusCode !== 429) {
    limited = await image({ prompt: "a", maxRetries: 0 }, provider(key)).catch((error) => error);
  }
  check("a flood is 429 and may be tried again", limited.isRetryable
    && Number(limited.responseHeaders["retry-after"]) <= 60);
  requests = [];
  const patient = image({ prompt: "a" }, provider(key)).catch((error) => error);
  while (!requests.some((request) => request.status === 429)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (requests.some((request) => request.status === 402)) break;
  }
  await stop();
  await patient;
  check("after the flood it came through", requests.at(-1).status === 402);
  if (process.env.EASEL_REAL_URL) {
    const real = createXai({ baseURL: `${process.env.EASEL_REAL_URL}/v1`, apiKey: KEY });
    const { image: drawn } = await generateImage({
      model: real.image("tiny"), prompt: "a bar chart: a 1, b 2",
    });
    check("the real server answers", isSized(drawn, 1024, 1024));
  }
  finished(`ai-sdk-xai ${release}`);
}
