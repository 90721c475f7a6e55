"""Drives the unmodified package openai 3.51.0 (httpx2), sync and async, against a running Easel."""

import asyncio
import base64
import io
import json
import os
import re
import threading
import time
import urllib.request

import httpx2
import openai
from openai import AsyncOpenAI, OpenAI
from PIL import Image

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
GPT = "gpt-image-1"
checked = 0


def check(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"openai python: {what}")
    checked += 1
    print(f"ok {what}")


def refused(what, kind, call):
    try:
        call()
    except openai.OpenAIError as error:
        check(f"{what} is refused with {kind.__name__} (got {type(error).__name__}: {error})",
              type(error) is kind)
        return error
    raise SystemExit(f"openai python: {what}: nothing was raised")


def png(width=320, height=256):
    file = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 60, 40, 255)).save(file, "PNG")
    return file.getvalue()


def decoded(picture):
    image = Image.open(io.BytesIO(base64.b64decode(picture.b64_json)))
    image.load()
    return image


def fetched(url):
    image = Image.open(io.BytesIO(urllib.request.urlopen(url, timeout=5).read()))
    image.load()
    return image


def native(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data, {
        "Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))


def credits():
    return native("/v1/account/balance")["balance"]


def poor_key():
    return native("/api/v1/keys", {"name": "poor", "new_account": True})["secret"]


def generating(client):
    plain = client.images.generate(prompt="a red fox", model="dall-e-2", size="256x256")
    check("an address by default", fetched(plain.data[0].url).size == (256, 256))
    check("when it was made", plain.created > 1_500_000_000)
    answer = client.images.generate(
        prompt="an otter", model=GPT, size="512x256", quality="low", background="opaque",
        output_format="png", moderation="low", n=2, user="u")
    check("bytes for gpt-image", [decoded(p).size for p in answer.data] == [(512, 256)] * 2)
    check("the request is repeated", (answer.size, answer.quality, answer.background,
                                      answer.output_format) == ("512x256", "low", "opaque", "png"))
    usage = answer.usage
    check("usage adds up", usage.total_tokens == usage.input_tokens + usage.output_tokens
          and usage.input_tokens_details.text_tokens == 2)
    for kind in ("jpeg", "webp"):
        answer = client.images.generate(prompt="an otter", model=GPT, size="256x256",
                                        output_format=kind)
        check(kind, decoded(answer.data[0]).format.lower() == kind)
    answer = client.images.generate(prompt="an otter", model=GPT, size="256x256",
                                    response_format="url", style="vivid")
    check("an address when asked for", fetched(answer.data[0].url).size == (256, 256))
    check("the revised prompt", answer.data[0].revised_prompt.startswith("an otter"))
    ten = client.images.generate(prompt="an otter", n=10, size="256x256")
    check("ten pictures", len({picture.url for picture in ten.data}) == 10)
    auto = client.images.generate(prompt="an otter", size="auto", quality="auto")
    check("auto", fetched(auto.data[0].url).width >= 256)
    chart = client.images.generate(prompt="Bar chart of sales: north 3, south 5", model=GPT,
                                   size="1536x1024")
    check("a chart is drawn", chart.model == "chart" and decoded(chart.data[0]).size == (1536, 1024))
    more = client.images.generate(prompt="an otter", size="256x256", extra_body={
        "seed": 7, "negative_prompt": "dog", "steps": 3, "guidance_scale": 5.0})
    again = client.images.generate(prompt="an otter", size="256x256", extra_body={
        "seed": 7, "negative_prompt": "dog", "steps": 3, "guidance_scale": 5.0})
    check("a seed gives the same picture",
          fetched(more.data[0].url).tobytes() == fetched(again.data[0].url).tobytes())
    headers = {"Idempotency-Key": f"conformance-{time.time()}"}
    once = client.images.generate(prompt="a fox", size="256x256", extra_headers=headers)
    twice = client.images.generate(prompt="a fox", size="256x256", extra_headers=headers)
    check("one key, one picture", once.data[0].url == twice.data[0].url)


def imagine(client):
    model = "grok-imagine-image"
    plain = client.images.generate(model=model, prompt="A collage of London landmarks")
    check("xAI through this client: an address", fetched(plain.data[0].url).size == (1024, 1024))
    wide = client.images.generate(model=model, prompt="Mountains", n=2, extra_body={
        "aspect_ratio": "16:9", "resolution": "1k"})
    check("xAI: 16:9", [fetched(p.url).size for p in wide.data] == [(1360, 768)] * 2)
    big = client.images.generate(model=model, prompt="a pie chart: a 1, b 2",
                                 extra_body={"aspect_ratio": "16:9", "resolution": "2k"})
    check("xAI: 2k", fetched(big.data[0].url).width == 2048)
    garden = client.images.generate(model=model, prompt="A serene Japanese garden",
                                    response_format="b64_json")
    check("xAI: base64", decoded(garden.data[0]).size == (1024, 1024))


def editing(client):
    single = client.images.edit(model=GPT, image=("in.png", png(), "image/png"),
                                prompt="make it red", size="512x512")
    check("one picture is edited", decoded(single.data[0]).size == (512, 512))
    several = client.images.edit(
        model=GPT, image=[("a.png", png(), "image/png"), ("b.png", png(), "image/png")],
        mask=("m.png", png(), "image/png"), prompt="combine", n=2, input_fidelity="high")
    check("two pictures and a mask", len(several.data) == 2)
    ratio = decoded(several.data[0])
    check("the first picture's proportions", abs(ratio.width / ratio.height - 1.25) < 0.05)
    varied = client.images.create_variation(image=("in.png", png(), "image/png"), n=2,
                                            size="256x256")
    check("variations", [fetched(p.url).size for p in varied.data] == [(256, 256)] * 2)


def streamed(events, start, n_partial, size):
    events = list(events)
    *partial, last = events
    check(f"{start}: the stream ends with the picture", last.type == f"{start}.completed"
          and decoded(last).size == size and last.usage.total_tokens > 0)
    check(f"{start}: rough pictures come first", len(partial) <= n_partial and all(
        event.type == f"{start}.partial_image" and event.partial_image_index == index
        and decoded(event).width > 0 for index, event in enumerate(partial)))
    return len(partial)


def streaming(client):
    events = client.images.generate(model=GPT, prompt="s", stream=True, partial_images=2,
                                    size="256x256")
    check("rough pictures come at all", streamed(events, "image_generation", 2, (256, 256)) > 0)
    events = client.images.edit(model=GPT, prompt="s", stream=True, partial_images=1,
                                image=("a.png", png(), "image/png"), size="256x256")
    streamed(events, "image_edit", 1, (256, 256))
    events = client.images.generate(prompt="a pie chart: a 1, b 2", stream=True, partial_images=3)
    check("a drawn picture is one event", streamed(events, "image_generation", 0, (1024, 1024)) == 0)


def models(client):
    listed = list(client.models.list())
    check("models are listed", listed and all(model.object == "model" for model in listed))
    one = client.models.retrieve(listed[0].id)
    check("one model is shown", one.id == listed[0].id and one.owned_by)
    refused("an unknown model", openai.NotFoundError, lambda: client.models.retrieve("nothing"))


def videos(client):
    before = credits()
    error = refused("a video", openai.NotFoundError, lambda: client.videos.create(
        prompt="waves", model="sora-2", seconds="4", size="720x1280"))
    check("it says which model would do", error.code == "model_not_found"
          and "Wan" in error.message)
    refused("a polled video", openai.NotFoundError,
            lambda: client.videos.create_and_poll(prompt="waves"))
    refused("a video from a picture", openai.NotFoundError, lambda: client.videos.create(
        prompt="waves", input_reference=("a.png", png(), "image/png")))
    error = refused("a video of 5 seconds", openai.BadRequestError,
                    lambda: client.videos.create(prompt="waves", seconds="5"))
    check("the parameter is named", error.param == "seconds")
    check("no videos are listed", list(client.videos.list(limit=3)) == [])
    for what, call in [
        ("retrieving", lambda: client.videos.retrieve("video_1")),
        ("deleting", lambda: client.videos.delete("video_1")),
        ("downloading", lambda: client.videos.download_content("video_1")),
        ("remixing", lambda: client.videos.remix("video_1", prompt="b")),
    ]:
        refused(what, openai.NotFoundError, call)
    check("videos cost nothing", credits() == before)


def errors(client):
    before = credits()
    for param, options in [
        ("n", {"n": 11}), ("prompt", {"prompt": ""}), ("size", {"size": "1x1"}),
        ("background", {"background": "transparent"}), ("output_format", {"output_format": "gif"}),
        ("output_compression", {"output_compression": 10}), ("quality", {"quality": "best"}),
        ("colour", {"extra_body": {"colour": "red"}}),
    ]:
        error = refused(f"a bad {param}", openai.BadRequestError,
                        lambda: client.images.generate(**{"prompt": "a", **options}))
        check(f"{param} is named", error.param == param
              and error.type == "invalid_request_error" and error.request_id)
    wrong = OpenAI(base_url=f"{URL}/v1", api_key="wrong")
    refused("a wrong key", openai.AuthenticationError, lambda: wrong.models.list())
    attempts = []
    http = httpx2.Client(event_hooks={"request": [attempts.append]})
    broke = OpenAI(base_url=f"{URL}/v1", api_key=poor_key(), http_client=http)
    error = refused("a request without credits", openai.APIStatusError,
                    lambda: broke.images.generate(prompt="a fox"))
    check("402 once", (error.status_code, error.code, len(attempts))
          == (402, "insufficient_quota", 1))
    check("errors cost nothing", credits() == before)


def retrying():
    key, over, limited = poor_key(), threading.Event(), threading.Event()

    def flood():
        with httpx2.Client(headers={"Authorization": f"Bearer {key}"}) as http:
            while not over.is_set():
                if http.get(f"{URL}/v1/account/balance").status_code == 429:
                    limited.set()

    threads = [threading.Thread(target=flood) for _ in range(8)]
    for thread in threads:
        thread.start()
    seen = []

    def answered(response):
        seen.append(response.status_code)
        if response.status_code == 429:
            check("a wait that this client keeps", int(response.headers["retry-after"]) <= 60)
            over.set()

    http = httpx2.Client(event_hooks={"response": [answered]})
    client = OpenAI(base_url=f"{URL}/v1", api_key=key, http_client=http, max_retries=5)
    if not limited.wait(60):
        over.set()
        raise SystemExit("openai python: no flood is refused")
    while 429 not in seen:
        listed = list(client.models.list())
    for thread in threads:
        thread.join()
    check("a refused request is tried again", seen[-1] == 200 and listed)
    error = openai.RateLimitError
    check("429 has a class of its own", issubclass(error, openai.APIStatusError))


async def asynchronous():
    async with AsyncOpenAI(base_url=f"{URL}/v1/", api_key=KEY) as client:
        answers = await asyncio.gather(*[
            client.images.generate(prompt=f"fox {n}", model=GPT, size="256x256") for n in range(4)])
        check("async: four at once", all(decoded(a.data[0]).size == (256, 256) for a in answers))
        edited = await client.images.edit(model=GPT, prompt="b", size="256x256",
                                          image=("a.png", png(), "image/png"))
        check("async: an edit", decoded(edited.data[0]).size == (256, 256))
        stream = await client.images.generate(model=GPT, prompt="s", stream=True,
                                              partial_images=1, size="256x256")
        streamed([event async for event in stream], "image_generation", 1, (256, 256))
        check("async: models", [model async for model in client.models.list()])
        try:
            await client.images.generate(prompt="a", n=0)
        except openai.BadRequestError as error:
            check("async: a bad n", error.param == "n")
        try:
            await client.videos.create(prompt="waves")
        except openai.NotFoundError as error:
            check("async: a video", re.search("Wan", error.message))


def painted_for_real():
    client = OpenAI(base_url=os.environ["EASEL_REAL_URL"] + "/v1", api_key=KEY)
    answer = client.images.generate(model="tiny", prompt="a fox", size="256x256",
                                    response_format="b64_json", extra_body={"steps": 2})
    check("the real engine paints", decoded(answer.data[0]).size == (256, 256))
    check("the model really used", answer.model == "tiny")
    edited = client.images.edit(model="tiny", image=("a.png", png(256, 256), "image/png"),
                                prompt="bluer", size="256x256", response_format="b64_json",
                                quality="low")
    check("the real engine edits", decoded(edited.data[0]).size == (256, 256))
    refused("looking at a second picture with such a model", openai.BadRequestError,
            lambda: client.images.edit(model="tiny", prompt="b", size="256x256", image=[
                ("a.png", png(256, 256), "image/png"), ("b.png", png(256, 256), "image/png")]))


with OpenAI(base_url=f"{URL}/v1", api_key=KEY) as client:
    for scenario in (generating, imagine, editing, streaming, models, videos, errors):
        scenario(client)
retrying()
asyncio.run(asynchronous())
if "EASEL_REAL_URL" in os.environ:
    painted_for_real()
print(f"openai python 3.51.0: {checked} checks")
