"""Drives the unmodified package webuiapi 0.9.17 against a running Easel: painting, starting from
pictures, masks, enlarging, texts in PNG files, lists, settings, progress and interruption, sync and
async. Where EASEL_REAL_URL is set, one picture is painted by the real engine too."""

import asyncio
import os
import threading
import time
from urllib.parse import urlparse

import webuiapi
from PIL import Image, ImageDraw

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
SMALL = {"width": 256, "height": 256, "steps": 2}
checked = 0


def check(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"webuiapi 0.9.17: {what}")
    checked += 1
    print("ok", what)


def refused(what, status, part, call):
    """The package raises RuntimeError(status, text)."""
    try:
        call()
    except RuntimeError as err:
        check(what, err.args[0] == status and part in err.args[1])
    else:
        check(what, False)


def connect(url, password=KEY):
    parts = urlparse(url)
    return webuiapi.WebUIApi(
        baseurl=f"http://{parts.netloc}/sdapi/v1", username="anybody", password=password)


api = connect(URL)

# Lists.
models = api.get_sd_models()
check("models have titles and names", all(m["title"] and m["model_name"] for m in models))
check("util_get_model_names", api.util_get_model_names() == sorted(m["title"] for m in models))
check("util_get_sampler_names", {"Euler a", "DPM++ 2M", "DDIM"} <= set(api.util_get_sampler_names()))
check("util_get_scheduler_names", {"automatic", "karras"} <= set(api.util_get_scheduler_names()))
check("upscalers", "Lanczos" in [u["name"] for u in api.get_upscalers()])
check("latent modes", api.get_latent_upscale_modes()[0]["name"] == "Latent")
for name in ["sd_vae", "loras", "hypernetworks", "face_restorers", "realesrgan_models", "prompt_styles"]:
    check(f"get_{name}", isinstance(getattr(api, f"get_{name}")(), list))
check("scripts", api.get_scripts() == {"txt2img": [], "img2img": []})
check("embeddings", api.get_embeddings()["loaded"] == {})
check("memory", "ram" in api.get_memory())
check("cmd flags", api.get_cmd_flags()["api"] is True)
check("refresh_checkpoints", api.refresh_checkpoints() == {})
check("no extensions are found", not (api.has_controlnet or api.has_adetailer or api.has_animatediff))

# Settings.
api.set_options({"CLIP_stop_at_last_layers": 2})
options = api.get_options()
check("a setting is kept", options["CLIP_stop_at_last_layers"] == 2)
api.util_set_model(models[0]["model_name"])
check("util_set_model", api.util_get_current_model() == models[0]["title"])
check("an unknown setting is named", api.set_options({"made_up": 1}) == {"ignored": ["made_up"]})
api.set_options({"CLIP_stop_at_last_layers": 1})
api.util_wait_for_ready(check_interval=0.1)
check("util_wait_for_ready", True)

# txt2img, with everything the package sends by itself.
result = api.txt2img(prompt="a red fox", negative_prompt="blurry", seed=1003, cfg_scale=7, **SMALL)
check("a picture of the size", result.image.size == (256, 256))
check("info is parsed", result.info["seed"] == 1003 and result.info["all_seeds"] == [1003])
check("parameters echo", result.parameters["prompt"] == "a red fox"
      and result.parameters["sampler_name"] == "Euler a")
text = result.image.info["parameters"]
check("the text is in the file", text == result.info["infotexts"][0])
check("the text is that server's", text.startswith(
    "a red fox\nNegative prompt: blurry\nSteps: 2, Sampler: Euler a, Schedule type: Automatic, "
    "CFG scale: 7, Seed: 1003, Size: 256x256, Model hash: "))

again = api.txt2img(prompt="a red fox", negative_prompt="blurry", seed=1003, cfg_scale=7, **SMALL)
check("the same seed gives the same picture", again.image.tobytes() == result.image.tobytes())
batch = api.txt2img(prompt="a fox", batch_size=2, n_iter=2, seed=5, **SMALL)
check("a batch", len(batch.images) == 4 and batch.info["all_seeds"] == [5, 6, 7, 8])
hires = api.txt2img(prompt="a fox", enable_hr=True, hr_scale=2, denoising_strength=0.5,
                    hr_upscaler=webuiapi.HiResUpscaler.Latent, hr_second_pass_steps=3, **SMALL)
check("a second pass", hires.image.size == (512, 512))
check("its text", "Hires upscale: 2, Hires steps: 3" in hires.image.info["parameters"])
for sampler in api.util_get_sampler_names():
    name = api.txt2img(prompt="a fox", sampler_name=sampler, scheduler="Karras", **SMALL).info
    check(f"sampler {sampler}", name["sampler_name"] == sampler)
old = api.txt2img(prompt="a fox", sampler_name="DPM++ 2M Karras", **SMALL)
check("a sampler with its scheduler", "Sampler: DPM++ 2M, Schedule type: Karras"
      in old.image.info["parameters"])
one = api.txt2img(prompt="a fox", override_settings={
    "sd_model_checkpoint": models[0]["title"], "CLIP_stop_at_last_layers": 2}, **SMALL)
check("override_settings", one.info["sd_model_name"] == models[0]["model_name"]
      and one.info["clip_skip"] == 2)
check("tiling", api.txt2img(prompt="a wall", tiling=True, **SMALL).parameters["tiling"] is True)
off = api.txt2img(prompt="a fox", alwayson_scripts={"ADetailer": {"args": [False]}}, **SMALL)
check("an extension that is off", off.image is not None)
check("send_images=False", api.txt2img(prompt="a fox", send_images=False, **SMALL).images == [])

# img2img and inpainting.
varied = api.img2img(images=[result.image], prompt="a blue fox", seed=7, denoising_strength=0.6, **SMALL)
check("img2img", varied.image.size == (256, 256))
check("its text", "Denoising strength: 0.6" in varied.image.info["parameters"])
check("init images are not sent back", varied.parameters["init_images"] is None)
shown = api.img2img(images=[result.image], prompt="a", include_init_images=True, **SMALL)
check("unless wanted", len(shown.parameters["init_images"]) == 1)
mask = Image.new("RGB", result.image.size, "black")
ImageDraw.Draw(mask).ellipse((60, 60, 190, 190), fill="white")
for invert in (0, 1):
    painted = api.img2img(images=[result.image], mask_image=mask, inpainting_fill=1, prompt="a cat",
                          inpainting_mask_invert=invert, resize_mode=1, **SMALL)
    check(f"inpainting, inverted {invert}", painted.image.size == (256, 256))
clear = Image.new("RGBA", result.image.size, (0, 0, 0, 0))
ImageDraw.Draw(clear).rectangle((10, 10, 90, 90), fill=(0, 0, 0, 255))
check("a mask with transparency", api.img2img(
    images=[result.image], mask_image=clear, prompt="a cat", **SMALL).image.size == (256, 256))

# Enlarging.
large = api.extra_single_image(image=result.image, upscaler_1=webuiapi.Upscaler.Lanczos,
                               upscaling_resize=1.5)
check("extra_single_image", large.image.size == (384, 384) and "1.5" in large.info)
both = api.extra_batch_images(images=[result.image, varied.image], upscaler_1="Lanczos",
                              resize_mode=1, upscaling_resize_w=400, upscaling_resize_h=300)
check("extra_batch_images", [i.size for i in both.images] == [(400, 300)] * 2)

# Texts in PNG files: that of Easel, and one written by that server.
read = api.png_info(hires.image)
check("png_info", read.info == hires.info["infotexts"][0] and read.parameters["Seed"] == str(
    hires.info["seed"]))
foreign = Image.new("RGB", (8, 8))
foreign.info["parameters"] = (
    "a dog, running\nNegative prompt: cat\nSteps: 30, Sampler: Euler a, CFG scale: 7.5, Seed: 12, "
    'Size: 512x640, Model hash: 45dee52b, Lora hashes: "ink: 0a1b, snow: 22cc", Version: v1.10.1')
read = api.png_info(foreign).parameters
check("its own texts", (read["Prompt"], read["Lora hashes"], read["Size-2"], read["CFG scale"])
      == ("a dog, running", "ink: 0a1b, snow: 22cc", "640", "7.5"))
check("a picture without text", api.png_info(Image.new("RGB", (8, 8))).info == "")

# Errors.
refused("an unknown sampler", 422, "DPM++ 2M", lambda: api.txt2img(prompt="a", sampler_name="UniPC", **SMALL))
refused("a missing upscaler", 422, "upscaler_1", lambda: api.extra_single_image(
    image=result.image, upscaler_1=webuiapi.Upscaler.ESRGAN_4x))
refused("a missing hires upscaler", 422, "hr_upscaler", lambda: api.txt2img(
    prompt="a", enable_hr=True, hr_upscaler=webuiapi.HiResUpscaler.ESRGAN_4x, **SMALL))
refused("faces", 422, "restore_faces", lambda: api.txt2img(prompt="a", restore_faces=True, **SMALL))
refused("an extension that is on", 422, "ControlNet", lambda: api.txt2img(
    prompt="a", alwayson_scripts={}, controlnet_units=[webuiapi.ControlNetUnit(image=mask, model="canny")],
    **SMALL))
refused("no prompt", 422, "prompt", lambda: api.txt2img(**SMALL))
refused("too large", 422, "width", lambda: api.txt2img(prompt="a", width=9000))
refused("describing", 503, "describes", lambda: api.interrogate(result.image))
refused("a wrong key", 401, "detail", lambda: connect(URL, "nonsense-key").txt2img(prompt="a", **SMALL))

# Progress and interruption.
outcome = []
def long_one():
    try:
        api_too = connect(URL)
        outcome.append(api_too.txt2img(prompt="a fox", batch_size=10, alwayson_scripts={}, steps=150,
                                       width=1024, height=1024))
    except RuntimeError as err:
        outcome.append(err)
worker = threading.Thread(target=long_one)
worker.start()
state = {}
while worker.is_alive() and not state.get("job_count"):
    state = api.get_progress()["state"]
check("progress tells the job", state.get("job") == "txt2img" and state["job_count"] == 10)
check("interrupt", api.interrupt() == {})
worker.join()
check("the waiting call ends", outcome[0].args[0] == 409 and "cancelled" in outcome[0].args[1]
      if isinstance(outcome[0], RuntimeError) else len(outcome[0].images) == 10)
api.util_wait_for_ready(check_interval=0.1)
check("skip without a job", api.skip() == {})
idle = api.get_progress()
check("idle", idle["progress"] == 0 and idle["state"]["job_count"] == 0)


# The package's own async calls, by aiohttp.
async def together():
    made = await asyncio.gather(*(
        api.txt2img(prompt=f"a {animal}", use_async=True, alwayson_scripts={}, **SMALL)
        for animal in ("cat", "dog")))
    return [m.image.size for m in made]


check("async calls", asyncio.run(together()) == [(256, 256)] * 2)

if os.environ.get("EASEL_REAL_URL"):
    real = connect(os.environ["EASEL_REAL_URL"])
    made = real.txt2img(prompt="a red circle", seed=3, cfg_scale=5, scheduler="Karras",
                        sampler_name="DPM++ 2M", alwayson_scripts={}, **SMALL)
    check("the real engine paints", made.image.size == (256, 256))
    changed = real.img2img(images=[made.image], mask_image=mask, inpainting_fill=1, seed=4,
                           prompt="a blue circle", denoising_strength=0.7, alwayson_scripts={}, **SMALL)
    check("and repaints", changed.image.tobytes() != made.image.tobytes())

print(f"webuiapi 0.9.17: {checked} checks passed")
