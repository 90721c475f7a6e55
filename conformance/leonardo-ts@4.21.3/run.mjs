// Drives the unmodified package @leonardo-ai/sdk 4.21.3 against a running Easel: every operation of
// the package, uploads through the presigned form, variations, errors, a webhook. The package
// checks answers strictly (zod), so every call is also a check of the answer's shape.

import { execFileSync } from "node:child_process";
import http from "node:http";
import process from "node:process";
import zlib from "node:zlib";
import { Leonardo } from "@leonardo-ai/sdk";
import * as errors from "@leonardo-ai/sdk/sdk/models/errors/index.js";

const { EASEL_URL, EASEL_REAL_URL, EASEL_TEST_KEY, EASEL_BIN, EASEL_DATA } = process.env;
const NOBODY = "00000000-0000-4000-8000-000000000000";
const SMALL = { alchemy: false, height: 512, width: 512, numImages: 1, presetStyle: "NONE" };
let checked = 0;

function ok(what, holds) {
  if (!holds) throw new Error(`leonardo-ts 4.21.3: ${what}`);
  checked += 1;
  console.log(`ok ${what}`);
}

const client = (base, bearerAuth) =>
  new Leonardo({ serverURL: `${base}/api/rest/v1`, bearerAuth });
const leo = client(EASEL_URL, EASEL_TEST_KEY);

async function refused(what, status, call) {
  try {
    await call();
  } catch (error) {
    const body = error instanceof errors.SDKError ? JSON.parse(error.body) : {};
    ok(`${what}: ${status} ${body.error ?? error}`,
      error.statusCode === status && body.error && body.path.startsWith("$") && body.code);
    return body;
  }
  throw new Error(`leonardo-ts 4.21.3: ${what}: nothing was thrown`);
}

async function until(done, look) {
  for (let tries = 0; tries < 2400; tries += 1) {
    const seen = await look();
    if (done(seen)) return seen;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error("leonardo-ts 4.21.3: waited too long");
}

const generation = (id, of = leo) => until((g) => g.status !== "PENDING",
  async () => (await of.image.getGenerationById(id)).object.generationsByPk);
const variation = (id) => until((v) => v.status !== "PENDING",
  async () => (await leo.variation.getVariationById(id)).object.generatedImageVariationGeneric[0]);

async function create(request, of = leo) {
  const answer = await of.image.createGeneration(request);
  ok("create answers 200 JSON", answer.statusCode === 200 && answer.contentType === "application/json");
  const job = answer.object.sdGenerationJob;
  ok("a job with its cost", job.generationId && job.apiCreditCost >= 0 && job.cost.unit === "DOLLARS");
  return job.generationId;
}

// A PNG: colour(x, y) gives [r, g, b].
function png(width, height, colour) {
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };
  const chunk = (type, data) => {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length, 0);
    out.write(type, 4);
    data.copy(out, 8);
    out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colour(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
    chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
const red = png(64, 64, () => [200, 20, 20]);
const disc = png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? [200, 20, 20] : [255, 255, 255]));
const half = png(64, 64, (x) => (x < 32 ? [0, 0, 0] : [255, 255, 255]));
const dataUrl = (bytes) => `data:image/png;base64,${bytes.toString("base64")}`;

// As Leonardo's guides do it: outside the package, without a key, the file last.
async function send(url, fields, bytes) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (bytes) form.append("file", new Blob([bytes], { type: "image/png" }), "a.png");
  return (await fetch(url, { method: "POST", body: form })).status;
}
async function upload(bytes) {
  const { object } = await leo.initImages.uploadInitImage({ extension: "png" });
  const place = object.uploadInitImage;
  ok("the form takes the picture", [200, 204].includes(await send(place.url, JSON.parse(place.fields), bytes)));
  return place.id;
}

async function generations() {
  const id = await create({ prompt: "A majestic cat in the snow" });
  const done = await generation(id);
  ok("the defaults of the package are painted", done.status === "COMPLETE" && done.generatedImages.length === 4);
  const [image] = done.generatedImages;
  const picture = await fetch(image.url);
  ok("a picture at its address, without a key", picture.headers.get("content-type") === "image/png");
  ok("what was asked is shown", done.imageWidth === 1024 && done.imageHeight === 768 && done.presetStyle === "DYNAMIC");

  const full = await generation(await create({ ...SMALL, prompt: "a knight", modelId: null,
    sdVersion: "v1_5", guidanceScale: 7.5, numImages: 2, numInferenceSteps: 15, negativePrompt: "blurry",
    scheduler: "KLMS", seed: 4242, tiling: true, public: false, presetStyle: "LEONARDO",
    promptMagic: true, promptMagicStrength: 0.5, promptMagicVersion: "v3", expandedDomain: true,
    contrastRatio: 0.5, highContrast: true }));
  ok("every shown parameter is as sent", full.seed === 4242 && full.guidanceScale === 7.5
    && full.inferenceSteps === 15 && full.scheduler === "KLMS" && full.presetStyle === "LEONARDO"
    && full.negativePrompt.includes("blurry") && full.promptMagic && full.promptMagicStrength === 0.5
    && full.promptMagicVersion === "v3" && full.public === false);
  for (const scheduler of ["EULER_ANCESTRAL_DISCRETE", "EULER_DISCRETE", "DDIM", "DPM_SOLVER", "PNDM", "LEONARDO"]) {
    const one = await generation(await create({ ...SMALL, prompt: "a boat", scheduler }));
    ok(`scheduler ${scheduler}`, one.status === "COMPLETE" && one.scheduler === scheduler);
  }
  for (const presetStyle of ["ANIME", "CINEMATIC_CLOSEUP", "RENDER_3D", "SKETCH_BW", "UNPROCESSED"]) {
    const one = await generation(await create({ ...SMALL, prompt: "a boat", presetStyle }));
    ok(`style ${presetStyle}`, one.presetStyle === presetStyle);
  }
  const photo = await generation(await create({ ...SMALL, prompt: "a face", alchemy: true, photoReal: true,
    photoRealVersion: "v2", photoRealStrength: 0.5 }));
  ok("photoReal is shown", photo.photoReal === true && photo.photoRealStrength === 0.5);
  const ultra = await generation(await create({ ...SMALL, prompt: "a city", ultra: true }));
  ok("ultra is shown", ultra.ultra === true);
  const enhanced = await generation(await create({ ...SMALL, prompt: "a fox", enhancePrompt: true,
    enhancePromptInstruction: "add a red scarf" }));
  ok("the prompt is said as instructed", enhanced.prompt.includes("fox") && enhanced.prompt.includes("red scarf"));
  return { id, image: image.id };
}

async function listing({ id, image }, user) {
  const { object } = await leo.image.getGenerationsByUserId(user, 5, 0);
  ok("a page of generations", object.generations.length === 5);
  const first = (await leo.image.getGenerationsByUserId(user, 1, 0)).object.generations[0];
  const second = (await leo.image.getGenerationsByUserId(user, 1, 1)).object.generations[0];
  ok("newest first", first.createdAt >= second.createdAt && first.id !== second.id);
  ok("nobody's list is empty", (await leo.image.getGenerationsByUserId(NOBODY)).object.generations.length === 0);
  const shown = (await leo.image.getGenerationById(id)).object.generationsByPk.generatedImages
    .find((one) => one.id === image);
  ok("a picture shows its variations", shown.generatedImageVariationGenerics.length >= 2);
  ok("deleted", (await leo.image.deleteGenerationById(id)).object.deleteGenerationsByPk.id === id);
  ok("null after that", (await leo.image.getGenerationById(id)).object.generationsByPk === null);
  ok("null again", (await leo.image.deleteGenerationById(id)).object.deleteGenerationsByPk === null);
}

async function pictures(image) {
  const sent = await upload(red);
  const one = (await leo.initImages.getInitImageById(sent)).object.initImagesByPk;
  ok("an init image with its address", one.id === sent && (await fetch(one.url)).status === 200);
  const painted = await generation(await create({ ...SMALL, prompt: "i2i", initImageId: sent, initStrength: 0.5 }));
  ok("image to image", painted.status === "COMPLETE" && painted.initStrength === 0.5);
  const from = await generation(await create({ ...SMALL, prompt: "again", initGenerationImageId: image }));
  ok("from a generated picture", from.status === "COMPLETE");
  const wide = await generation(await create({ ...SMALL, prompt: "wide", initImageId: sent, unzoom: true, unzoomAmount: 1.5 }));
  ok("unzoomed", wide.status === "COMPLETE");

  const { object } = await leo.initImages.uploadCanvasInitImage({ initExtension: "png", maskExtension: "png" });
  const places = object.uploadCanvasInitImage;
  ok("a canvas takes its picture", await send(places.initUrl, JSON.parse(places.initFields), red) === 204);
  ok("and its mask", await send(places.maskUrl, JSON.parse(places.maskFields), half) === 204);
  for (const canvasRequestType of ["INPAINT", "OUTPAINT", "SKETCH2IMG", "IMG2IMG"]) {
    const masked = canvasRequestType === "INPAINT" ? { canvasMaskId: places.maskImageId } : {};
    const done = await generation(await create({ ...SMALL, prompt: "canvas", canvasRequest: true,
      canvasRequestType, canvasInitId: places.initImageId, ...masked }));
    ok(`canvas ${canvasRequestType}`, done.status === "COMPLETE");
  }

  const fresh = (await leo.initImages.uploadInitImage({ extension: "webp" })).object.uploadInitImage;
  const fields = JSON.parse(fresh.fields);
  ok("a wrong ticket is refused", await send(fresh.url, { ...fields, Policy: "wrong" }, red) === 404);
  ok("a wrong key is refused", await send(fresh.url, { ...fields, key: "x" }, red) === 403);
  ok("a missing file is refused", await send(fresh.url, fields) === 400);
  ok("a broken picture is refused", await send(fresh.url, fields, Buffer.from("no picture")) === 400);
  ok("the right form is taken", await send(fresh.url, fields, red) === 204);
  ok("but only once", await send(fresh.url, fields, red) === 409);
  ok("deleted", (await leo.initImages.deleteInitImageById(sent)).object.deleteInitImagesByPk.id === sent);
  ok("null after that", (await leo.initImages.getInitImageById(sent)).object.initImagesByPk === null);

  const media = (await leo.media.uploadMedia({ extension: "png" })).object.uploadMedia;
  ok("media take a picture", await send(media.url, JSON.parse(media.fields), red) === 204);
  ok("media are shown", (await leo.media.getUploadedMediaById(media.uploadId)).object.uploadedMediaByPk.width === 64);
  ok("and deleted", (await leo.media.deleteUploadedMediaById(media.uploadId)).object.deleteUploadedMediaByPk.id);
}

async function variations(image) {
  const sent = await upload(disc);
  const upscaled = (await leo.variation.createVariationUpscale({ id: image })).object.sdUpscaleJob;
  ok("upscaled", (await variation(upscaled.id)).transformType === "UPSCALE");
  const unzoomed = (await leo.variation.createVariationUnzoom({ id: image, isVariation: false })).object.sdUnzoomJob;
  const wide = await variation(unzoomed.id);
  ok("unzoomed", wide.status === "COMPLETE" && wide.transformType === "UNZOOM");
  const nobg = (await leo.variation.createVariationNoBG({ id: sent, isVariation: false })).object.sdNobgJob;
  const cut = await variation(nobg.id);
  ok("the background is gone", cut.transformType === "NOBG" && (await fetch(cut.url)).status === 200);
  const universal = (await leo.variation.createUniversalUpscalerJob({ variationId: unzoomed.id,
    upscalerStyle: "2D ART & ILLUSTRATION", creativityStrength: 3, upscaleMultiplier: 1.25 })).object.universalUpscaler;
  ok("universally upscaled", (await variation(universal.id)).status === "COMPLETE");
  const ultra = (await leo.variation.createUniversalUpscalerJob({ initImageId: sent,
    ultraUpscaleStyle: "REALISTIC", similarity: 8, detailContrast: 7 })).object.universalUpscaler;
  ok("in ultra", (await variation(ultra.id)).status === "COMPLETE");
  ok("an unknown variation is an empty list",
    (await leo.variation.getVariationById(NOBODY)).object.generatedImageVariationGeneric.length === 0);
  ok("so is one of a video",
    (await leo.variation.getMotionVariationById(NOBODY)).object.generatedImageVariationMotion.length === 0);
  await refused("an unknown picture", 404, () => leo.variation.createVariationUpscale({ id: NOBODY }));
  await refused("no picture", 400, () => leo.variation.createVariationUnzoom({}));
}

async function catalog(user) {
  const models = (await leo.models.listPlatformModels()).object.customModels;
  ok("installed models", models.length > 0 && models.every((m) => m.id && m.name));
  const model = (await leo.models.getModelById(models[0].id)).object.customModelsByPk;
  ok("one model", model.id === models[0].id && model.modelWidth > 0 && model.status === "COMPLETE");
  const own = await generation(await create({ ...SMALL, prompt: "own", modelId: model.id }));
  ok("painted with it", own.modelId === model.id);
  ok("an unknown model is null", (await leo.models.getModelById(NOBODY)).object.customModelsByPk === null);
  ok("no own models", (await leo.models.getCustomModelsByUserId(user)).object.customModels.length === 0);
  ok("nothing to delete", (await leo.models.deleteModelById(NOBODY)).object.deleteCustomModelsByPk === null);
  await refused("installed models stay", 403, () => leo.models.deleteModelById(models[0].id));
  ok("elements", Array.isArray((await leo.elements.listElements()).object.loras));
  ok("own elements", Array.isArray((await leo.elements.getCustomElementsByUserId(user)).object.userLoras));
  ok("an unknown element is null", (await leo.elements.getElementById(5)).object.userLorasByPk === null);
  ok("nothing to delete", (await leo.elements.deleteElementById(5)).object.deleteUserLorasByPk === null);
  const improved = (await leo.prompt.promptImprove({ prompt: "a dog", promptInstructions: "add a blue hat" })).object.promptGeneration;
  ok("an improved prompt", improved.prompt.includes("dog") && improved.prompt.includes("blue hat") && improved.apiCreditCost === 0);
  ok("a random prompt", (await leo.prompt.promptRandom()).object.promptGeneration.prompt.length > 10);
  const price = (params) => leo.pricingCalculator.pricingCalculator({ service: "IMAGE_GENERATION", serviceParams: params });
  ok("a price", (await price({})).object.calculateProductionApiServiceCost.cost > 0);
  const dear = await price({ imageGeneration: { imageHeight: 1024, imageWidth: 1024, numImages: 4, inferenceSteps: 60 } });
  ok("more work, more credits", dear.object.calculateProductionApiServiceCost.cost
    > (await price({ imageGeneration: { numImages: 1 } })).object.calculateProductionApiServiceCost.cost);
}

async function live() {
  const common = { prompt: "a lake", imageDataUrl: dataUrl(red), width: 512, height: 512, requestTimestamp: "t1" };
  for (const [what, call] of [
    ["painted at once", () => leo.realtimeCanvas.createLCMGeneration({ ...common, style: "ANIME", steps: 4 })],
    ["refined", () => leo.realtimeCanvas.performInstantRefine(common)],
    ["inpainted", () => leo.realtimeCanvas.performInpaintingLCM({ ...common, maskDataUrl: dataUrl(half) })],
    ["upscaled at once", () => leo.realtimeCanvas.performAlchemyUpscaleLCM({ ...common, refineCreative: true })],
  ]) {
    const job = (await call()).object.lcmGenerationJob;
    ok(what, job.imageDataUrl[0].startsWith("data:image/png;base64,") && job.requestTimestamp === "t1");
    if (what === "upscaled at once") ok("with its ids", job.generatedImageId && job.generationId.length === 1);
  }
  await refused("a broken picture", 400, () =>
    leo.realtimeCanvas.createLCMGeneration({ ...common, imageDataUrl: "data:image/png;base64,AAAA" }));
}

async function missing() {
  const video = (call) => refused("no video", 400, call);
  await video(() => leo.motion.createSVDMotionGeneration({ imageId: "i", isInitImage: true, motionStrength: 5 }));
  await video(() => leo.motion.createTextToVideoGeneration({ prompt: "waves", resolution: "RESOLUTION_480" }));
  await video(() => leo.motion.createImageToVideoGeneration({ imageId: "i", imageType: "UPLOADED", prompt: "waves" }));
  await video(() => leo.motion.createVideoUpscale({ sourceGenerationId: "g", resolution: "RESOLUTION_720" }));
  await refused("no training", 400, () => leo.models.createModel({ datasetId: "d", instancePrompt: "x", name: "n" }));
  await refused("no training", 400, () => leo.elements.createElement({ learningRate: 0.1, loraFocus: "Style", numTrainEpochs: 1 }));
  await refused("no datasets", 400, () => leo.dataset.createDataset({ name: "d" }));
  ok("no dataset", (await leo.dataset.getDatasetById(NOBODY)).object.datasetsByPk === null);
  ok("nothing to delete", (await leo.dataset.deleteDatasetById(NOBODY)).object.deleteDatasetsByPk === null);
  await refused("no datasets", 400, () => leo.dataset.uploadDatasetImage({ extension: "png" }, NOBODY));
  await refused("no datasets", 400, () => leo.dataset.uploadDatasetImageFromGen({ generatedImageId: "i" }, NOBODY));
  await refused("no 3D models", 400, () => leo.threeDModelAssets.uploadModelAsset({ name: "n", modelExtension: "obj" }));
  ok("nothing to delete", (await leo.threeDModelAssets.delete3DModelById(NOBODY, {})).object.deleteModelAssetsByPk === null);
  ok("no versions", (await leo.blueprints.getBlueprintVersionsByBlueprintId(NOBODY)).oneOf.blueprintVersions.edges.length === 0);
  ok("no generations", (await leo.blueprints.getBlueprintExecutionGenerations(NOBODY)).object.blueprintExecutionGenerations.edges.length === 0);
  await refused("no blueprint", 404, () => leo.blueprints.getBlueprintById(NOBODY));
  await refused("no execution", 404, () => leo.blueprints.getBlueprintExecution(NOBODY));
}

async function refusals() {
  const bad = (what, more) => refused(what, 400, () => leo.image.createGeneration({ ...SMALL, prompt: "a", ...more }));
  for (const [what, more] of [
    ["too wide", { width: 1544 }], ["not a multiple of 8", { width: 513 }], ["too small", { width: 128 }],
    ["too many pictures", { numImages: 9 }], ["too many large pictures", { numImages: 5, width: 1024 }],
    ["too few steps", { numInferenceSteps: 5 }], ["too much guidance", { guidanceScale: 21 }],
    ["too large a seed", { seed: 9999999999 }], ["ultra with alchemy", { ultra: true, alchemy: true }],
    ["a contrast not offered", { contrast: 2 }], ["no ControlNet", { controlnets: [{ initImageId: "x",
      initImageType: "UPLOADED", preprocessorId: 67, strengthType: "High" }] }],
    ["no segmentation", { transparency: "foreground_only" }], ["strength without a picture", { initStrength: 0.5 }],
    ["an unknown LoRA", { elements: [{ akUUID: NOBODY, weight: 1 }] }], ["an empty prompt", { prompt: "" }],
  ]) await bad(what, more);
  await refused("an unknown init image", 404, () => leo.image.createGeneration({ ...SMALL, prompt: "a", initImageId: NOBODY }));
  await refused("an unknown key", 401, () => client(EASEL_URL, "esl_nosuch").user.getUserSelf());
  if (EASEL_BIN) {
    const poor = key(["leonardo-ts-poor"]);
    await refused("no credits", 402, () => client(EASEL_URL, poor).image.createGeneration({ ...SMALL, prompt: "a" }));
  }
}

// Easel takes every variable that begins with EASEL_ for one of its settings.
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("EASEL_")));
const easel = (args) => execFileSync(EASEL_BIN, ["keys", "--data", EASEL_DATA, ...args],
  { encoding: "utf8", env: { ...plain, EASEL_LOG_FILTER: "error" } });
const key = (args) => easel(["create", ...args]).match(/esl_\w+/)[0];

async function webhook() {
  const heard = [];
  const receiver = http.createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      heard.push({ bearer: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()) });
      response.end();
    });
  });
  await new Promise((listening) => receiver.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${receiver.address().port}/leonardo`;
  const account = easel(["list"]).match(/acct_\w+/)[0];
  const told = key(["leonardo-ts-told", "--account", account, "--callback", address, "--callback-token", "hush"]);
  const id = await create({ ...SMALL, prompt: "told" }, client(EASEL_URL, told));
  const done = await generation(id);
  const message = (await until((m) => m, async () => heard.find((m) => m.body.data.object.id === id)));
  const about = message.body.data.object;
  ok("the webhook is told with its token", message.bearer === "Bearer hush");
  ok("in Leonardo's form", message.body.type === "image_generation.complete" && message.body.api_version === "v1"
    && about.status === "COMPLETE" && about.images[0].id === done.generatedImages[0].id);
  receiver.close();
}

async function real() {
  const tiny = client(EASEL_REAL_URL, EASEL_TEST_KEY);
  const id = await create({ prompt: "a lake", width: 256, height: 256, numImages: 1, numInferenceSteps: 10,
    scheduler: "EULER_ANCESTRAL_DISCRETE" }, tiny);
  const done = await generation(id, tiny);
  ok("really painted", done.status === "COMPLETE" && (await fetch(done.generatedImages[0].url)).status === 200);
}

const details = (await leo.user.getUserSelf()).object.userDetails[0];
ok("the account", details.user.id && details.apiSubscriptionTokens > 0);
const made = await generations();
await pictures(made.image);
await variations(made.image);
await listing(made, details.user.id);
await catalog(details.user.id);
await live();
await missing();
await refusals();
if (EASEL_BIN) await webhook();
if (EASEL_REAL_URL) await real();
console.log(`leonardo-ts 4.21.3: ${checked} checks passed`);
