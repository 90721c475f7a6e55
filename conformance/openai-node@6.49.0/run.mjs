// Drives the unmodified npm package openai 6.49.0; what it does stands in scenarios/openai.mjs.

import { pathToFileURL } from "node:url";
import OpenAI, { toFile } from "openai";

const scenarios = pathToFileURL(`${process.env.EASEL_ROOT}/conformance/scenarios/openai.mjs`);
const { run } = await import(scenarios);
await run(OpenAI, toFile, "6.49.0");
