"""Drives the unmodified package pixelapi 0.2.0 (httpx), sync and async, against a running Easel.

The release fails on import as shipped: its client module imports `__version__` from the package
before the package has set it. The module object is therefore made here with that one name set, and
the package's own `__init__` is executed into it; no file of the package is touched.
"""

import asyncio
import importlib.util
import os
import sys
import urllib.request

spec = importlib.util.find_spec("pixelapi")
pixelapi = importlib.util.module_from_spec(spec)
pixelapi.__version__ = "0.2.0"
sys.modules["pixelapi"] = pixelapi
spec.loader.exec_module(pixelapi)

from pixelapi import (  # noqa: E402
    AsyncPixelAPI, AuthenticationError, GenerationStatus, InsufficientCreditsError, NotFoundError,
    PixelAPI, PixelAPIError, ServerError, ValidationError,
)

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
SMALL = {"width": 256, "height": 256, "steps": 1}
PICTURE = "http://127.0.0.1:9/picture.png"
checked = 0


def check(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"pixelapi 0.2.0: {what}")
    checked += 1


def refused(kind, call):
    try:
        call()
    except PixelAPIError as error:
        check(f"expected {kind.__name__}, got {type(error).__name__}: {error}", type(error) is kind)
        return error
    raise SystemExit(f"pixelapi 0.2.0: expected {kind.__name__}, nothing was raised")


def size(url):
    png = urllib.request.urlopen(url, timeout=5).read()
    check("a PNG", png[:8] == b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def picture_calls(client):
    """Changes of a picture; a drawn chart has the plain background that some of them need."""
    source = client._client.post("/v1/image/smart-generate", json={
        "prompt": "Bar chart: a 1, b 2", "width": 512, "height": 512}).json()["output_url"]
    cut = client.image.remove_background(image_url=source)
    check("done at once", cut.is_complete and cut.credits_used == 1 and size(cut.output_url) == (512, 512))
    png = urllib.request.urlopen(cut.output_url, timeout=5).read()
    check("the picture has an alpha channel", png[25] == 6)
    for options, side in (({}, 1024), ({"scale": 4}, 2048)):
        larger = client.image.upscale(image_url=source, **options)
        check("upscaled", larger.is_complete and size(larger.output_url) == (side, side))
    removed = client.image.remove_object(image_url=source, mask_url=cut.output_url)
    removed = client.generation.wait(removed.id, poll_interval=0.05)
    check("an object was removed", removed.is_complete and removed.output_url.startswith("http://"))
    placed = client.image.replace_background(image_url=source, prompt="marble table")
    placed = client.generation.wait(placed.id, poll_interval=0.05)
    check("a background was replaced", placed.is_complete and placed.metadata["prompt"] == "marble table")

    for name, call in (
        ("image_url", lambda: client.image.remove_background(image_url="picture.png")),
        ("image_url", lambda: client.image.upscale(image_url="data:image/png;base64,AAEC")),
        ("scale", lambda: client.image.upscale(image_url=source, scale=9)),
        ("image_url", lambda: client.image.upscale(image_url=PICTURE)),
        ("mask_url", lambda: client.image.remove_object(image_url=source, mask_url="x")),
        ("prompt", lambda: client.image.replace_background(image_url=source, prompt=" ")),
    ):
        error = refused(PixelAPIError, call)
        check(f"a 400 that names {name}", error.status_code == 400 and name in str(error.body))


def sync_calls(client):
    started = client.image.generate(prompt="a cat in space", model="sdxl", seed=7,
                                    negative_prompt="dog", guidance_scale=7.0, **SMALL)
    check("a status it can parse", started.status in
          (GenerationStatus.PENDING, GenerationStatus.PROCESSING))
    done = client.generation.wait(started.id, poll_interval=0.05)
    check("completed", done.is_complete and done.output_url.startswith("http://"))
    check("times and credits", done.created_at and done.completed_at and done.credits_used > 0)
    check("the rest is in metadata", done.metadata["seed"] == 7)
    picture = urllib.request.urlopen(done.output_url, timeout=5).read()
    check("a PNG", picture[:8] == b"\x89PNG\r\n\x1a\n")

    picture_calls(client)
    error = refused(ServerError, lambda: client.image.restore_face(image_url=PICTURE))
    check("the missing capability is named", "no installed engine can" in str(error))
    refused(ValidationError, lambda: client.audio.generate(prompt="upbeat", duration=5))

    error = refused(PixelAPIError, lambda: client.image.generate(prompt="x", width=99))
    check("a 400", error.status_code == 400)
    error = refused(ValidationError, lambda: client.image.generate(prompt="x", style="anime"))
    check("an unknown field is named", "style" in str(error))
    refused(NotFoundError, lambda: client.generation.get("unknown"))
    failing = client.image.generate(prompt="[[fake:fail]] x", **SMALL)
    error = refused(PixelAPIError, lambda: client.generation.wait(failing.id, poll_interval=0.05))
    check("the reason", str(error) and "Generation failed" != str(error))
    with PixelAPI("wrong-key", base_url=URL) as stranger:
        refused(AuthenticationError, lambda: stranger.generation.get("x"))
    poor = client._client.post("/api/v1/keys", json={"name": "poor", "new_account": True}).json()
    with PixelAPI(poor["secret"], base_url=URL) as guest:
        refused(InsufficientCreditsError, lambda: guest.image.generate(prompt="x", **SMALL))


def smart_calls(http):
    chart = http.post("/v1/image/smart-generate",
                      json={"prompt": "A bar chart showing Q1-Q4 sales growth"}).json()
    check("instant", chart["status"] == "completed" and chart["intent"] == "smart-chart"
          and chart["credits_used"] == 3)
    check("the picture is there", urllib.request.urlopen(chart["output_url"], timeout=5).status == 200)
    logo = http.post("/v1/image/smart-generate", json={
        "prompt": "A minimalist coffee shop logo with cup and steam", "width": 512, "height": 512,
    }).json()
    check("queued", logo["status"] == "queued" and logo["intent"] == "smart-logo")
    return logo["generation_id"]


async def async_calls():
    async with AsyncPixelAPI(KEY, base_url=URL) as client:
        started = await client.image.generate(prompt="a dog in space", **SMALL)
        done = await client.generation.wait(started.id, poll_interval=0.05)
        check("async completed", done.is_complete)
        try:
            await client.generation.get("unknown")
        except NotFoundError:
            check("async 404", True)
        else:
            raise SystemExit("pixelapi 0.2.0: an unknown id was found")


with PixelAPI(KEY, base_url=URL + "/") as client:
    sync_calls(client)
    logo = client.generation.wait(smart_calls(client._client), poll_interval=0.05)
    check("a smart job is polled like any other", logo.metadata["intent"] == "smart-logo")
asyncio.run(async_calls())
print(f"pixelapi 0.2.0: {checked} checks passed")
