// Drives the unmodified package heurist 0.0.43 against a running Easel: images.generate,
// SmartGen with its language model, and workflows with every way of dividing a key.

import { FluxLoraTask, Heurist, Text2VideoTask, UpscalerTask } from 'heurist'

const { EASEL_URL: URL_, EASEL_REAL_URL: REAL, EASEL_TEST_KEY: KEY } = process.env
const WORKFLOW_KEY = process.env.EASEL_WORKFLOW_KEY
const SMALL = { width: 256, height: 256, num_iterations: 2 }
let checked = 0

// The package prints every error it throws.
console.error = () => {}
const say = console.log
console.log = () => {}

function check(what, holds, seen) {
  if (!holds) {
    say(`heurist 0.0.43: ${what}`, seen ?? '')
    process.exit(1)
  }
  say(`ok ${what}`)
  checked += 1
}

async function thrown(what, call) {
  try {
    const value = await call()
    check(`${what}: nothing was thrown`, false, value)
  } catch (error) {
    return error
  }
}

async function png(url) {
  const response = await fetch(url)
  check(`${url.slice(0, 12)}… is a PNG`, response.headers.get('content-type') === 'image/png')
  const bytes = Buffer.from(await response.arrayBuffer())
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes }
}

async function api(method, path, body, key = KEY) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const response = await fetch(URL_ + path, { method, headers, body: body && JSON.stringify(body) })
  return response.json()
}

const client = new Heurist({ baseURL: URL_, workflowURL: URL_, apiKey: KEY })

async function images() {
  const wanted = { model: 'FLUX.1-dev', prompt: 'a red fox, "quoted"', neg_prompt: 'blurry',
    num_iterations: 4, guidance_scale: 3, width: 256, height: 320, seed: 42 }
  const made = await client.images.generate(wanted)
  check('the answer is an address', /^http:\/\/\S+\.png$/.test(made.url), made.url)
  const { width, height, bytes } = await png(made.url)
  check('the picture has the size', width === 256 && height === 320)
  check('the parameters come back', made.model === 'FLUX.1-dev' && made.seed === 42)
  const again = await client.images.generate({ ...wanted, job_id_prefix: 'again' })
  check('the same seed gives the same picture', (await png(again.url)).bytes.equals(bytes))

  const plain = await client.images.generate({ model: 'sdxl10', prompt: 'minimal' })
  const size = await png(plain.url)
  check('512 x 512 where nothing is said', size.width === 512 && size.height === 512)
  const zeros = await client.images.generate({ model: 'sd15', prompt: 'p', seed: 0, width: 0 })
  check('zeros are left out by the package', (await png(zeros.url)).width === 512)
  for (const seed of ['12345678901234567890', Number.MAX_SAFE_INTEGER, -1, '7']) {
    const huge = await client.images.generate({ model: 'sdxl', prompt: 'p', seed, ...SMALL })
    check(`seed ${seed}`, (await png(huge.url)).width === 256)
  }
  const zeek = await client.images.generate({ model: 'Zeek', prompt: 'Zeek as a pirate', ...SMALL })
  check('a model that only the alias for all names knows', (await png(zeek.url)).width === 256)
  const slash = new Heurist({ baseURL: `${URL_}/`, apiKey: KEY })
  const doubled = await slash.images.generate({ model: 'sdxl', prompt: 'p', ...SMALL })
  check('a base address with a slash behind it', doubled.url.startsWith('http://'))

  const before = (await api('GET', '/api/v1/account')).credits_available
  const strange = new Heurist({ baseURL: URL_, apiKey: 'wrong-key' })
  const refused = [
    ['an unknown key', () => strange.images.generate({ model: 'sdxl', prompt: 'p' })],
    ['no prompt', () => client.images.generate({ model: 'sdxl' })],
    ['too many iterations', () => client.images.generate({ model: 'sdxl', prompt: 'p', num_iterations: 51 })],
    ['a width out of range', () => client.images.generate({ model: 'sdxl', prompt: 'p', width: 99 })],
    ['a negative seed', () => client.images.generate({ model: 'sdxl', prompt: 'p', seed: -5 })],
    ['an engine that fails', () => client.images.generate({ model: 'sdxl', prompt: '[[fake:fail]] p' })],
  ]
  for (const [what, call] of refused) {
    const error = await thrown(what, call)
    check(`${what} is refused`, error.message === 'Generate image error. Please try again later', error)
  }
  const poor = (await api('POST', '/api/v1/keys', { name: 'poor', new_account: true })).secret
  const guest = new Heurist({ baseURL: URL_, apiKey: poor })
  await thrown('no credits', () => guest.images.generate({ model: 'sdxl', prompt: 'p' }))
  check('what is refused costs nothing', (await api('GET', '/api/v1/account')).credits_available === before)

  const sd = { prompt: 'p', width: 1024, height: 512, num_iterations: 30 }
  const body = { job_id: `raw-${Date.now()}`, model_input: { SD: sd }, model_id: 'sdxl', deadline: 60, priority: 1 }
  const [first, second] = [await api('POST', '/submit_job', body), await api('POST', '/submit_job', body)]
  check('the same job_id gives the same picture', typeof first === 'string' && first === second, [first, second])
  const clash = await api('POST', '/submit_job', { ...body, model_input: { SD: { prompt: 'q' } } })
  check('with other content it is refused', clash.code === 409 && clash.message.includes('job_id'), clash)
}

async function smartgen() {
  client.smartgen.openai.baseURL = URL_
  const description = 'A futuristic cyberpunk portrait of a young woman'
  const of = (more) => client.smartgen.generateImage({ description, param_only: true, ...more })
  const plain = (await of({})).parameters
  check('the prompt was composed', plain.prompt !== description
    && plain.prompt.toLowerCase().includes('cyberpunk portrait of a young woman'), plain.prompt)
  check('the documented defaults', plain.model === 'FLUX.1-dev' && plain.num_iterations === 20
    && plain.guidance_scale === 3 && plain.width === 512 && !('neg_prompt' in plain), plain)
  check('the same again', (await of({})).parameters.prompt === plain.prompt)
  for (const level of ['stylization_level', 'detail_level', 'color_level', 'lighting_level']) {
    const prompts = []
    for (const value of [1, 2, 4, 5]) prompts.push((await of({ [level]: value })).parameters.prompt)
    check(`${level} gives a prompt for each level`, new Set([plain.prompt, ...prompts]).size === 5, prompts)
    check(`${level} 3 adds nothing`, (await of({ [level]: 3 })).parameters.prompt === plain.prompt)
    check(`${level} 9 is 5`, (await of({ [level]: 9 })).parameters.prompt === prompts[3])
  }
  const must = (await of({ must_include: 'neon lights, "EASEL" sign' })).parameters.prompt
  check('what must be included is there', must.includes('neon lights, "EASEL" sign'), must)
  const like = (await of({ examples: ['a cat on a roof, film grain', 'a dog in the rain, film grain'] })).parameters
  check('examples are followed', like.prompt !== plain.prompt, like.prompt)
  const high = (await of({ quality: 'high', width: 768 })).parameters
  check('quality', high.num_iterations === 30 && high.width === 768)
  const sd = (await of({ is_sd: true })).parameters
  check('stable diffusion gets tags and a negative prompt', sd.prompt.includes(',') && sd.guidance_scale === 6
    && sd.neg_prompt === '(worst quality: 1.4), bad quality, nsfw', sd)

  const one = await client.smartgen.generateImage({ description, stylization_level: 4, language_model: 'my/llm', ...SMALL })
  check('one step', (await png(one.url)).width === 256 && one.parameters.prompt !== description)
  const { parameters } = await of({ ...SMALL, is_sd: true, negative_prompt: 'blurry' })
  const two = await client.images.generate({ ...parameters, seed: 5 })
  check('two steps', (await png(two.url)).width === 256 && two.neg_prompt === 'blurry')

  const v1 = new Heurist({ baseURL: URL_, apiKey: KEY })
  v1.smartgen.openai.baseURL = `${URL_}/v1`
  check('the address with /v1', (await v1.smartgen.generateImage({ description, param_only: true })).parameters.prompt === plain.prompt)
  const chat = { model: 'my/llm', messages: [{ role: 'user', content: 'Tell me a joke.' }] }
  const other = await thrown('another chat', () => client.smartgen.openai.chat.completions.create(chat))
  check('another chat is refused', other.status === 503 && other.message.includes('no language model'), other)
  const strange = new Heurist({ baseURL: URL_, apiKey: 'wrong-key' })
  strange.smartgen.openai.baseURL = URL_
  const raw = await strange.smartgen.generateImage({ description, param_only: true })
  check('without a key the package falls back to the description', raw.parameters.prompt === description)

  const native = await api('POST', '/v1/smartgen', { description, param_only: true, stylization_level: 4 })
  check('the server\'s own call has the same form', JSON.stringify(Object.keys(native.parameters).sort())
    === JSON.stringify(Object.keys(plain).sort()), native)
}

async function workflows() {
  const image = (await client.images.generate({ model: 'sdxl', prompt: 'source', ...SMALL })).url
  const keys = [
    ['a key with #', WORKFLOW_KEY],
    ['a key with -, whose second piece is short', KEY],
    ['a key without pieces', (await api('POST', '/api/v1/keys', { name: 'plain' })).secret],
  ]
  for (const [what, apiKey] of keys) {
    const { workflow } = new Heurist({ baseURL: URL_, workflowURL: URL_, apiKey })
    const task = new UpscalerTask({ image_url: image, workflow_id: 'wf1', timeout_seconds: 120, job_id_prefix: 'up' })
    const done = await workflow.executeWorkflowAndWaitForResult(task, 30000, 1000)
    check(`${what}: finished`, done.status === 'finished' && done.workflow_id === 'wf1', done)
    check(`${what}: twice as large`, (await png(done.result.url)).width === 512)
    const error = await thrown('a finished task', () => workflow.cancelTask(done.task_id))
    check(`${what}: a finished task cannot be cancelled`, error.errorDetails.status_code === 409, error)
  }

  const { workflow } = new Heurist({ baseURL: URL_, workflowURL: URL_, apiKey: WORKFLOW_KEY })
  const refused = [
    ['a LoRA that is not installed', 400, 'is not installed',
      () => workflow.executeWorkflow(new FluxLoraTask({ prompt: 'p', lora_name: 'l', aspect_ratio: '1:1' }))],
    ['a video', 503, 'Wan 2.x',
      () => workflow.executeWorkflow(new Text2VideoTask({ prompt: 'waves', width: 320, height: 240, length: 9, steps: 4, seed: 3, fps: 8, quality: 5 }))],
    ['no picture', 400, 'image', () => workflow.executeWorkflow(new UpscalerTask({ image_url: 'nothing' }))],
    ['an unknown task', 404, 'no task', () => workflow.queryTaskResult('0123456789abcdef0123456789abcdef')],
    ['an unknown task', 404, 'no task', () => workflow.cancelTask('x')],
    ['an unknown key', 401, 'API key',
      () => new Heurist({ workflowURL: URL_, apiKey: 'nobody#knows-this-one' }).workflow.executeWorkflow(new UpscalerTask({ image_url: image }))],
    ['a video\'s resources', 503, 'Wan 2.x', () => workflow.resourceRequest('conformance', 'wf1', 'txt2vid')],
  ]
  for (const [what, status, words, call] of refused) {
    const error = await thrown(what, call)
    check(`${what} is refused with ${status}`, error.errorDetails?.status_code === status
      && error.message.includes(words), error)
  }
  check('resources', await workflow.resourceRequest('conformance', 'wf1', 'upscaler') === 'easel')

  const real = new Heurist({ baseURL: REAL, workflowURL: REAL, apiKey: KEY })
  const lora = new FluxLoraTask({ prompt: 'a boat', lora_name: 'tiny-lora', width: 256, height: 256, guidance: 3, steps: 2 })
  const painted = await real.workflow.executeWorkflowAndWaitForResult(lora, 120000, 1000)
  check('a LoRA on the real engine', painted.status === 'finished' && painted.result.model === 'tiny', painted)
  check('its picture', (await png(painted.result.url)).width === 256)
  const slow = await real.workflow.executeWorkflow(new FluxLoraTask({ prompt: 'a slow boat', lora_name: 'tiny-lora', width: 512, height: 512, steps: 100 }))
  const canceled = await real.workflow.cancelTask(slow)
  check('a task is cancelled', canceled.task_id === slow && canceled.msg.includes('canceled'), canceled)
  check('and stays so', (await real.workflow.queryTaskResult(slow)).status === 'canceled')
  const made = await real.images.generate({ model: 'tiny', prompt: 'a fox', ...SMALL, seed: 3 })
  check('a picture of the real engine', (await png(made.url)).width === 256)
}

await images()
await smartgen()
await workflows()
say(`heurist 0.0.43: ${checked} checks passed`)
