"""Against a running Easel: EASEL_BASE_URL and EASEL_API_KEY say which. The pictures are small, so
that any engine will do. ``python tests/integration.py``; with ``--no-smartgen`` without SmartGen.
"""

import asyncio
import os
import sys
import tempfile
import threading
import uuid
from pathlib import Path

import easel
from easel import AsyncEasel, Easel

CHART = "Bar chart of sales: Q1 120, Q2 150, Q3 90, Q4 180"
SMALL = {"width": 256, "height": 256}
MODEL = os.environ.get("EASEL_IMAGE_MODEL")
SMART = {**SMALL, **({"image_model": MODEL} if MODEL else {})}
checked = 0


def check(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"easel-python: {what}")
    checked += 1


def is_png(content):
    return content[:8] == b"\x89PNG\r\n\x1a\n"


def raised(kind, call):
    try:
        call()
    except kind as error:
        check(kind.__name__, type(error) is kind)
        return error
    raise SystemExit(f"easel-python: {kind.__name__} was not raised")


def drawn_pictures(client, folder):
    account = client.account.get()
    check("an account with credits", account.id and account.credits_available > 0)
    check("a default model", any(model.is_default for model in client.models.list()))
    check("a ledger", isinstance(client.account.usage(limit=1), list))
    meant = client.understand(CHART)
    check("a chart is meant", meant.intent == "chart")
    check("with its categories", meant.spec["categories"] == ["Q1", "Q2", "Q3", "Q4"])
    png = client.render(meant.spec, **SMALL)
    check("drawn as PNG", is_png(png.content) and png.media_type == "image/png" and png.credits)
    svg = client.render(meant.spec, format="svg")
    check("drawn as SVG", svg.text.startswith("<svg") and svg.generation_id.startswith("job_"))
    job = client.generations.create(prompt=CHART)
    check("finished at once", job.is_final and job.generation.intent == "chart")
    check("saved", is_png(Path(job.wait().save(folder / "new" / "chart.png")).read_bytes()))
    check("saved as SVG", Path(job.save(folder / "chart.svg")).read_text().startswith("<svg"))
    return png.content


def painted_pictures(client, start):
    job = client.generations.create(prompt="a fox", smart=False, steps=3, **SMALL)
    steps = []
    job.wait(on_progress=lambda told: steps.append(told.step))
    check("progress", steps and steps[-1] <= 3)
    check("a picture", job.state == "succeeded" and is_png(job.read()))
    again = [event.type for event in client.generations.get(job.id).events()]
    check("a finished one has one event", again == ["state"])
    made = client.images.generate(
        "a fox", num_iterations=2, guidance_scale=3, neg_prompt="dog", seed=7, **SMALL
    )
    used = (made.prompt, made.num_iterations, made.guidance_scale, made.neg_prompt, made.seed)
    check(f"its parameters, {used}", used == ("a fox", 2, 3, "dog", 7))
    check("its picture", made.model and is_png(client.download(made)))
    job = client.generations.create(
        prompt="a fox", smart=False, steps=2, init_image=start, strength=0.5, **SMALL
    )
    check("from another picture", job.wait().state == "succeeded")


def keys_and_cancelling(client):
    key = f"check-{uuid.uuid4()}"
    first = client.generations.create(prompt=CHART, idempotency_key=key)
    second = client.generations.create(prompt=CHART, idempotency_key=key)
    check("the same key, the same generation", first.id == second.id)
    raised(easel.ConflictError,
           lambda: client.generations.create(prompt="another", idempotency_key=key))

    job = client.generations.create(
        prompt="a slow fox", smart=False, steps=150, width=1024, height=1024, deadline_seconds=600
    )
    ends = []

    def wait():
        try:
            ends.append(job.wait().state)
        except easel.EaselError as error:
            ends.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    # Waiting and cancelling meet; whoever is first, waiting ends as the job does.
    try:
        canceled = client.generations.get(job.id).cancel().state == "canceled"
    except easel.ConflictError:
        canceled = False
    waiting.join()
    end = ends[0]
    good = isinstance(end, easel.GenerationCanceledError) if canceled else end == "succeeded"
    check(f"cancelled: {canceled}, waiting ended with {end!r}", good)


def lists_and_refusals(client):
    ids = set()
    for job in client.generations.list(limit=2):
        ids.add(job.id)
        if len(ids) == 5:
            break
    check("five generations on three pages", len(ids) == 5)
    error = raised(easel.InvalidRequestError,
                   lambda: client.generations.create(prompt="x", width=7))
    check("what was wrong", error.param == "width" and error.request_id)
    raised(easel.NotFoundError, lambda: client.generations.get("job_" + "0" * 32))
    with Easel(api_key="wrong") as stranger:
        raised(easel.AuthenticationError, stranger.account.get)


def smartgen(client):
    preview = client.smartgen.generate_image(
        "A cyberpunk cityscape", stylization_level=4, color_level=5,
        must_include='neon "lights", flying cars', quality="high", param_only=True, **SMART,
    )
    parameters = preview.parameters
    check("what must be included", 'neon "lights", flying cars' in parameters["prompt"])
    check("the parameters", (parameters["width"], parameters["num_iterations"]) == (256, 30))
    made = client.images.generate(**{**parameters, "num_iterations": 2})
    check("the second step", made.prompt == parameters["prompt"])
    image = client.smartgen.generate_image(
        "a fox", is_sd=True, num_iterations=2, detail_level=1, **SMART
    )
    check("in one step", is_png(client.download(image)) and image.generation_id)
    check("a negative prompt", image.parameters["neg_prompt"])
    steps = []
    client.smartgen.generate_image(
        "a fox", num_iterations=3, on_progress=lambda told: steps.append(told.step), **SMART
    )
    check("with progress", steps)


async def asynchronously(folder, with_smartgen):
    async with AsyncEasel() as client:
        check("understanding", (await client.understand(CHART)).intent == "chart")
        job = await client.generations.create(prompt="a fox", smart=False, steps=2, **SMALL)
        events = [event async for event in job.events()]
        check("events", events[-1].type == "state" and events[-1].state == "succeeded")
        check("saved", is_png(Path(await job.save(folder / "async.png")).read_bytes()))
        images = await asyncio.gather(
            *(client.images.generate(f"fox {n}", num_iterations=1, **SMALL) for n in range(3))
        )
        check("three at once", len({image.generation_id for image in images}) == 3)
        listed = [job.id async for job in client.generations.list(limit=100)]
        check("listed", images[0].generation_id in listed)
        slow = client.images.generate("a slow fox", steps=150, width=1024, height=1024)
        task = asyncio.create_task(slow)
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        check("a cancelled task", task.cancelled() or task.exception() is None)
        if with_smartgen:
            image = await client.smartgen.generate_image("a fox", num_iterations=1, **SMART)
            check("SmartGen", is_png(await client.download(image)))


def main():
    with_smartgen = "--no-smartgen" not in sys.argv
    with tempfile.TemporaryDirectory() as name, Easel() as client:
        folder = Path(name)
        start = drawn_pictures(client, folder)
        painted_pictures(client, start)
        keys_and_cancelling(client)
        lists_and_refusals(client)
        if with_smartgen:
            smartgen(client)
        asyncio.run(asynchronously(folder, with_smartgen))
    print(f"easel-python: {checked} checks passed")


main()
