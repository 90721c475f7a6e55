"""Drives the unmodified package Leonardo-Ai-SDK 7.0.0 against a running Easel: every operation of
the package, uploads through the presigned form, variations, errors, a webhook, sync and async. Where
an answer had a wrong type the package would silently give an empty object, so every check looks
into what was answered."""

import asyncio
import http.server
import json
import math
import os
import re
import struct
import subprocess
import threading
import time
import zlib

import httpx
from leonardo_ai_sdk import LeonardoAiSDK
from leonardo_ai_sdk.models.errors import SDKError

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
REAL_URL, BIN, DATA = (os.environ.get(name) for name in ("EASEL_REAL_URL", "EASEL_BIN", "EASEL_DATA"))
NOBODY = "00000000-0000-4000-8000-000000000000"
SMALL = {"alchemy": False, "height": 512, "width": 512, "num_images": 1, "preset_style": "NONE"}
checked = 0


def ok(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"leonardo-python 7.0.0: {what}")
    checked += 1
    print(f"ok {what}")


def client(base, key):
    return LeonardoAiSDK(bearer_auth=key, server_url=f"{base}/api/rest/v1")


leo = client(URL, KEY)


def refused(what, status, call):
    try:
        call()
    except SDKError as error:
        body = json.loads(error.body)
        ok(f"{what}: {status} {body['error']}",
           error.status_code == status and body["path"].startswith("$") and body["code"])
        return
    raise SystemExit(f"leonardo-python 7.0.0: {what}: nothing was raised")


def until(done, look):
    for _ in range(2400):
        seen = look()
        if done(seen):
            return seen
        time.sleep(0.05)
    raise SystemExit("leonardo-python 7.0.0: waited too long")


def generation(id, of=leo):
    return until(lambda g: g.status != "PENDING",
                 lambda: of.image.get_generation_by_id(id=id).object.generations_by_pk)


def variation(id):
    look = lambda: leo.variation.get_variation_by_id(id=id).object.generated_image_variation_generic[0]
    return until(lambda v: v.status != "PENDING", look)


def create(request, of=leo):
    answer = of.image.create_generation(request=request)
    job = answer.object.sd_generation_job
    ok("a job with its cost", answer.status_code == 200 and job.generation_id
       and job.api_credit_cost >= 0 and job.cost.unit == "DOLLARS")
    return job.generation_id


def png(width, height, colour):
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(
        ">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(bytes(colour(x, y)) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


RED = png(64, 64, lambda x, y: (200, 20, 20))
DISC = png(64, 64, lambda x, y: (200, 20, 20) if math.hypot(x - 32, y - 32) < 20 else (255, 255, 255))
HALF = png(64, 64, lambda x, y: (0, 0, 0) if x < 32 else (255, 255, 255))


def data_url(picture):
    import base64
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def send(url, fields, picture):
    """As Leonardo's guides do it: outside the package, without a key."""
    files = {"file": ("a.png", picture, "image/png")} if picture else {"nothing": ("", b"")}
    return httpx.post(url, data=fields, files=files).status_code


def upload(picture):
    place = leo.init_images.upload_init_image(request={"extension": "png"}).object.upload_init_image
    ok("the form takes the picture", send(place.url, json.loads(place.fields), picture) == 204)
    return place.id


def generations():
    id = create({"prompt": "A majestic cat in the snow"})
    done = generation(id)
    ok("the defaults of the package are painted",
       done.status == "COMPLETE" and len(done.generated_images) == 4)
    picture = httpx.get(done.generated_images[0].url)
    ok("a picture at its address, without a key", picture.headers["content-type"] == "image/png")
    full = generation(create({**SMALL, "prompt": "a knight", "model_id": None, "sd_version": "v1_5",
                              "guidance_scale": 7.5, "num_images": 2, "num_inference_steps": 15,
                              "negative_prompt": "blurry", "scheduler": "KLMS", "seed": 4242,
                              "tiling": False, "public": False, "preset_style": "LEONARDO"}))
    ok("every shown parameter is as sent", full.seed == 4242 and full.guidance_scale == 7.5
       and full.inference_steps == 15 and full.scheduler == "KLMS" and full.public is False
       and full.preset_style == "LEONARDO" and full.negative_prompt == "blurry"
       and len(full.generated_images) == 2 and full.image_width == 512 and full.created_at)
    enhanced = generation(create({**SMALL, "prompt": "a fox", "enhance_prompt": True}))
    ok("an enhanced prompt is painted", enhanced.status == "COMPLETE" and enhanced.prompt == "a fox")
    return id, done.generated_images[0].id


def pictures(image):
    sent = upload(RED)
    one = leo.init_images.get_init_image_by_id(id=sent).object.init_images_by_pk
    ok("an init image with its address", one.id == sent and httpx.get(one.url).status_code == 200)
    painted = generation(create({**SMALL, "prompt": "i2i", "init_image_id": sent, "init_strength": 0.5}))
    ok("image to image", painted.status == "COMPLETE" and painted.init_strength == 0.5)
    again = generation(create({**SMALL, "prompt": "again", "init_generation_image_id": image}))
    ok("from a generated picture", again.status == "COMPLETE")
    places = leo.init_images.upload_canvas_init_image(
        request={"init_extension": "png", "mask_extension": "png"}).object.upload_canvas_init_image
    ok("a canvas takes its picture", send(places.init_url, json.loads(places.init_fields), RED) == 204)
    ok("and its mask", send(places.mask_url, json.loads(places.mask_fields), HALF) == 204)
    done = generation(create({**SMALL, "prompt": "inpaint", "canvas_request": True,
                              "canvas_request_type": "INPAINT", "canvas_init_id": places.init_image_id,
                              "canvas_mask_id": places.mask_image_id}))
    ok("inpainted", done.status == "COMPLETE")
    fresh = leo.init_images.upload_init_image(request={"extension": "jpg"}).object.upload_init_image
    fields = json.loads(fresh.fields)
    ok("a wrong ticket is refused", send(fresh.url, {**fields, "Policy": "wrong"}, RED) == 404)
    ok("a missing file is refused", send(fresh.url, fields, None) == 400)
    ok("a broken picture is refused", send(fresh.url, fields, b"no picture") == 400)
    ok("the right form is taken", send(fresh.url, fields, RED) == 204)
    ok("but only once", send(fresh.url, fields, RED) == 409)
    ok("deleted", leo.init_images.delete_init_image_by_id(id=sent).object.delete_init_images_by_pk.id == sent)
    ok("null after that", leo.init_images.get_init_image_by_id(id=sent).object.init_images_by_pk is None)


def variations(image):
    sent = upload(DISC)
    v = leo.variation
    upscaled = v.create_variation_upscale(request={"id": image}).object.sd_upscale_job
    ok("upscaled", variation(upscaled.id).transform_type == "UPSCALE")
    unzoomed = v.create_variation_unzoom(request={"id": image, "is_variation": False}).object.sd_unzoom_job
    ok("unzoomed", variation(unzoomed.id).transform_type == "UNZOOM")
    nobg = v.create_variation_no_bg(request={"id": sent, "is_variation": False}).object.sd_nobg_job
    cut = variation(nobg.id)
    ok("the background is gone", cut.transform_type == "NOBG" and httpx.get(cut.url).status_code == 200)
    universal = v.create_universal_upscaler_job(
        request={"generated_image_id": image, "upscaler_style": "GENERAL", "creativity_strength": 5,
                 "upscale_multiplier": 1.5}).object.universal_upscaler
    done = variation(universal.id)
    ok("universally upscaled", done.status == "COMPLETE" and done.url and done.created_at)
    ok("an unknown variation is an empty list",
       v.get_variation_by_id(id=NOBODY).object.generated_image_variation_generic == [])
    ok("so is one of a video",
       v.get_motion_variation_by_id(id=NOBODY).object.generated_image_variation_motion == [])
    refused("an unknown picture", 404, lambda: v.create_variation_upscale(request={"id": NOBODY}))


def listing(id, image, user):
    page = leo.image.get_generations_by_user_id(user_id=user, limit=2, offset=0).object.generations
    ok("a page of generations", len(page) == 2 and page[0].created_at >= page[1].created_at)
    shown = leo.image.get_generation_by_id(id=id).object.generations_by_pk
    shown = next(one for one in shown.generated_images if one.id == image)
    ok("a picture shows its variations", len(shown.generated_image_variation_generics) >= 3)
    ok("nobody's list is empty",
       leo.image.get_generations_by_user_id(user_id=NOBODY).object.generations == [])
    ok("deleted", leo.image.delete_generation_by_id(id=id).object.delete_generations_by_pk.id == id)
    ok("null after that", leo.image.get_generation_by_id(id=id).object.generations_by_pk is None)


def catalog(user):
    models = leo.models.list_platform_models().object.custom_models
    model = leo.models.get_model_by_id(id=models[0].id).object.custom_models_by_pk
    ok("installed models", model.id == models[0].id and model.model_width > 0 and model.created_at)
    own = generation(create({**SMALL, "prompt": "own", "model_id": model.id}))
    ok("painted with it", own.model_id == model.id)
    ok("no own models", leo.models.get_custom_models_by_user_id(user_id=user).object.custom_models == [])
    ok("elements", leo.elements.list_elements().object.loras is not None)
    ok("own elements", leo.elements.get_custom_elements_by_user_id(user_id=user).object.user_loras is not None)
    ok("an unknown element is null", leo.elements.get_element_by_id(id=5).object.user_loras_by_pk is None)
    ok("nothing to delete", leo.elements.delete_element_by_id(id=5).object.delete_user_loras_by_pk is None)
    ok("nothing to delete", leo.models.delete_model_by_id(id=NOBODY).object.delete_custom_models_by_pk is None)
    improved = leo.prompt.prompt_improve(
        request={"prompt": "a dog", "prompt_instructions": "add a hat"}).object.prompt_generation
    ok("an improved prompt", "dog" in improved.prompt and "hat" in improved.prompt)
    ok("a random prompt", len(leo.prompt.prompt_random().object.prompt_generation.prompt) > 10)
    price = leo.pricing_calculator.pricing_calculator(request={
        "service": "IMAGE_GENERATION",
        "service_params": {"image_generation": {"image_height": 1024, "image_width": 1024, "num_images": 4,
                                                "inference_steps": 60}}})
    ok("a price", price.object.calculate_production_api_service_cost.cost > 0)


def live():
    common = {"prompt": "a lake", "image_data_url": data_url(RED), "width": 512, "height": 512,
              "request_timestamp": "t1"}
    for what, call, more in [
        ("painted at once", leo.realtime_canvas.create_lcm_generation, {"style": "ANIME"}),
        ("refined", leo.realtime_canvas.perform_instant_refine, {}),
        ("inpainted", leo.realtime_canvas.perform_inpainting_lcm, {"mask_data_url": data_url(HALF)}),
        ("upscaled at once", leo.realtime_canvas.perform_alchemy_upscale_lcm, {}),
    ]:
        job = call(request={**common, **more}).object.lcm_generation_job
        ok(what, job.image_data_url[0].startswith("data:image/png;base64,")
           and job.request_timestamp == "t1")


def missing():
    m = leo.motion
    refused("no video", 400, lambda: m.create_svd_motion_generation(request={"image_id": "i"}))
    refused("no video", 400, lambda: m.create_text_to_video_generation(request={"prompt": "waves"}))
    refused("no video", 400, lambda: m.create_image_to_video_generation(
        request={"image_id": "i", "image_type": "UPLOADED", "prompt": "waves"}))
    refused("no video", 400, lambda: m.create_video_upscale(
        request={"source_generation_id": "g", "resolution": "RESOLUTION_720"}))
    refused("no training", 400, lambda: leo.models.create_model(
        request={"dataset_id": "d", "instance_prompt": "x", "name": "n"}))
    refused("no datasets", 400, lambda: leo.dataset.create_dataset(request={"name": "d"}))
    ok("no dataset", leo.dataset.get_dataset_by_id(id=NOBODY).object.datasets_by_pk is None)
    refused("no 3D models", 400, lambda: leo.three_d_model_assets.upload_model_asset(
        request={"name": "n", "model_extension": "obj"}))
    ok("no 3D model", leo.three_d_model_assets.get3_d_model_by_id(id=NOBODY).status_code == 200)
    ok("no 3D models", leo.three_d_model_assets.get3_d_models_by_user_id(user_id=NOBODY).status_code == 200)
    refused("no textures", 400, lambda: leo.texture.create_texture_generation(request={"prompt": "wood"}))
    ok("no texture", leo.texture.get_texture_generation_by_id(id=NOBODY).status_code == 200)
    ok("no textures", leo.texture.get_texture_generations_by_model_id(model_id=NOBODY).status_code == 200)
    ok("nothing to delete", leo.texture.delete_texture_generation_by_id(id=NOBODY).status_code == 200)
    ok("no blueprints", leo.blueprints.list_blueprints().status_code == 200)
    refused("no blueprint", 404, lambda: leo.blueprints.get_blueprint_by_id(id=NOBODY))


def refusals():
    for what, more in [
        ("too wide", {"width": 1544}), ("too small", {"width": 128}), ("too many pictures", {"num_images": 9}),
        ("too few steps", {"num_inference_steps": 5}), ("too much guidance", {"guidance_scale": 21}),
        ("too large a seed", {"seed": 9999999999}), ("ultra with alchemy", {"ultra": True, "alchemy": True}),
        ("no ControlNet", {"controlnets": [{"init_image_id": "x", "init_image_type": "UPLOADED",
                                            "preprocessor_id": 67}]}),
        ("an empty prompt", {"prompt": ""}),
    ]:
        refused(what, 400, lambda: leo.image.create_generation(request={**SMALL, "prompt": "a", **more}))
    refused("an unknown key", 401, lambda: client(URL, "esl_nosuch").user.get_user_self())
    if BIN:
        poor = client(URL, key(["leonardo-python-poor"]))
        refused("no credits", 402, lambda: poor.image.create_generation(request={**SMALL, "prompt": "a"}))


def easel(args):
    # Easel takes every variable that begins with EASEL_ for one of its settings.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    environment = {**plain, "EASEL_LOG_FILTER": "error"}
    return subprocess.run([BIN, "keys", "--data", DATA, *args], env=environment, check=True,
                          capture_output=True, text=True).stdout


def key(args):
    return re.search(r"esl_\w+", easel(["create", *args])).group()


def webhook():
    heard = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.append((self.headers["authorization"], json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    account = re.search(r"acct_\w+", easel(["list"])).group()
    told = key(["leonardo-python-told", "--account", account, "--callback-token", "hush",
                "--callback", f"http://127.0.0.1:{server.server_port}/leonardo"])
    id = create({**SMALL, "prompt": "told"}, client(URL, told))
    mine = lambda: [m for m in heard if m[1]["data"]["object"]["id"] == id]
    bearer, message = until(lambda found: found, mine)[0]
    ok("the webhook is told with its token", bearer == "Bearer hush")
    ok("in Leonardo's form", message["type"] == "image_generation.complete"
       and message["data"]["object"]["images"][0]["url"].startswith("http"))
    server.shutdown()


async def asynchronous():
    async with client(URL, KEY) as other:
        answer = await other.image.create_generation_async(request={**SMALL, "prompt": "a boat"})
        id = answer.object.sd_generation_job.generation_id
        for _ in range(2400):
            found = await other.image.get_generation_by_id_async(id=id)
            if found.object.generations_by_pk.status != "PENDING":
                break
            await asyncio.sleep(0.05)
        ok("painted asynchronously", found.object.generations_by_pk.status == "COMPLETE")


def real():
    tiny = client(REAL_URL, KEY)
    id = create({"prompt": "a lake", "width": 256, "height": 256, "num_images": 1,
                 "num_inference_steps": 10, "scheduler": "DPM_SOLVER"}, tiny)
    done = generation(id, tiny)
    ok("really painted", done.status == "COMPLETE"
       and httpx.get(done.generated_images[0].url).status_code == 200)


details = leo.user.get_user_self().object.user_details[0]
ok("the account", details.user.id and details.api_subscription_tokens > 0)
made, picture = generations()
pictures(picture)
variations(picture)
listing(made, picture, details.user.id)
catalog(details.user.id)
live()
missing()
refusals()
asyncio.run(asynchronous())
if BIN:
    webhook()
if REAL_URL:
    real()
print(f"leonardo-python 7.0.0: {checked} checks passed")
