// Drives the unmodified npm packages ai 7.0.173 and @ai-sdk/xai 5.0.12; what they do stands in
// scenarios/ai-sdk-xai.mjs.

import { pathToFileURL } from "node:url";
import { createXai } from "@ai-sdk/xai";
import { APICallError, experimental_generateVideo as generateVideo, generateImage } from "ai";

const scenarios = pathToFileURL(`${process.env.EASEL_ROOT}/conformance/scenarios/ai-sdk-xai.mjs`);
const { run } = await import(scenarios);
await run({ createXai, generateImage, generateVideo, APICallError }, "5.0.12");
