// Drives the unmodified npm packages ai 6.0.326 and @ai-sdk/xai 3.0.138; what they do stands in
// scenarios/ai-sdk-xai.mjs.

import { pathToFileURL } from "node:url";
import { createXai } from "@ai-sdk/xai";
import { APICallError, experimental_generateVideo as generateVideo, generateImage } from "ai";

const scenarios = pathToFileURL(`${process.env.EASEL_ROOT}/conformance/scenarios/ai-sdk-xai.mjs`);
const { run } = await import(scenarios);
await run({ createXai, generateImage, generateVideo, APICallError }, "3.0.138");
