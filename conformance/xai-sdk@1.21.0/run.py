"""Drives PyPI `xai-sdk` 1.21.0 (gRPC) against a running Easel. Only the host and the key are set:
`localhost:PORT` needs nothing else, any other name needs `use_insecure_channel=True`."""

import asyncio
import base64
import io
import os
import struct
import sys
import tempfile
import time
import zlib
from urllib.parse import urlsplit

import grpc
from xai_sdk import AsyncClient, Client

KEY = os.environ["EASEL_TEST_KEY"]
PORT = urlsplit(os.environ["EASEL_URL"]).port
MODEL = "grok-imagine-image"
checks = 0


def ok(what, true=True):
    global checks
    if not true:
        sys.exit(f"FAILED: {what}")
    checks += 1
    print(f"ok {what}")


def png(width, height, seed=None):
    """A PNG of noise (large) or of one colour (small)."""
    noise = os.urandom(3 * width) if seed is not None else None
    rows = []
    for _ in range(height):
        row = os.urandom(3 * width) if noise is not None else b"\x30\x80\xc0" * width
        rows.append(b"\0" + row)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    level = 0 if noise is not None else 6
    data = zlib.compress(b"".join(rows), level)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def data_url(body):
    return "data:image/png;base64," + base64.b64encode(body).decode()


def size(body):
    if body[:8] == b"\x89PNG\r\n\x1a\n":
        return struct.unpack(">II", body[16:24])
    assert body[:3] == b"\xff\xd8\xff", body[:16]
    return None


def refused(what, code, words, call):
    try:
        call()
    except grpc.RpcError as err:
        said = err.details() or ""
        fine = err.code() == code and all(word in said for word in words)
        ok(f"{what}: {err.code().name}", fine or print(err.code(), said))
        return
    ok(f"{what}: not refused", False)


SMALL = data_url(png(320, 240))


def images(client, name):
    image = client.image
    made = image.sample("a fox in the snow", MODEL)
    ok(f"{name}: an address", made.url.startswith("http://") and "/files/" in made.url)
    ok(f"{name}: moderation and model", made.respect_moderation and made.model == "fake")
    ok(f"{name}: usage", made.usage.prompt_tokens == 5 and made.cost_usd > 0)
    ok(f"{name}: bytes by address", size(made.image) == (1024, 1024))

    made = image.sample("a fox", MODEL, image_format="base64")
    ok(f"{name}: base64 is a data URL", made.base64.startswith("data:image/"))
    ok(f"{name}: bytes by base64", size(made.image) == (1024, 1024))

    for ratio, expect in {"1:1": (1024, 1024), "16:9": (1360, 768), "9:16": (768, 1360), "3:4": (880, 1184),
                          "4:3": (1184, 880), "2:3": (832, 1248), "3:2": (1248, 832), "9:19.5": (688, 1504),
                          "19.5:9": (1504, 688), "9:20": (688, 1520), "20:9": (1520, 688), "1:2": (720, 1456),
                          "2:1": (1456, 720)}.items():
        got = size(image.sample("a fox", MODEL, aspect_ratio=ratio, image_format="base64").image)
        near = got and abs(got[0] / got[1] - expect[0] / expect[1]) < 0.05
        ok(f"{name}: aspect ratio {ratio} gives {got}", near)
    got = image.sample("a fox", MODEL, aspect_ratio="16:9", resolution="2k", quality="medium", user="u1")
    ok(f"{name}: 2k", size(got.image) == (2048, 1152))
    for quality in ["low", "medium"]:
        ok(f"{name}: quality {quality}", image.sample("a fox", MODEL, quality=quality).url)

    four = image.sample_batch("a fox", MODEL, n=4)
    ok(f"{name}: four pictures", len(four) == 4 and len({made.url for made in four}) == 4)
    ten = image.sample_batch("a fox", MODEL, n=10, image_format="base64")
    ok(f"{name}: ten pictures in one message", len(ten) == 10 and all(made.image for made in ten))
    drawn = image.sample_batch("bar chart of apples 3, pears 5, plums 2", MODEL, n=3)
    ok(f"{name}: a chart is drawn, and comes as often as asked", len(drawn) == 3 and drawn[0].image)


def edits(client, name):
    image = client.image
    made = image.sample("as a pencil sketch", MODEL, image_url=SMALL, image_format="base64")
    got = size(made.image)
    ok(f"{name}: an edit keeps proportions {got}", abs(got[0] / got[1] - 4 / 3) < 0.05)
    again = image.sample("in oil", MODEL, image_url=image.sample("a fox", MODEL).url)
    ok(f"{name}: an edit of a picture made here", again.url)
    several = image.sample_batch("combine", MODEL, 2, image_urls=[SMALL, SMALL, SMALL], aspect_ratio="1:1",
                                 image_format="base64")
    ok(f"{name}: an edit of three pictures", [size(made.image) for made in several] == [(1024, 1024)] * 2)
    large = data_url(png(1300, 1000, seed=1))
    total = 3 * len(large)
    made = image.sample("combine", MODEL, image_urls=[large] * 3)
    ok(f"{name}: a message of {total // 2**20} MiB", total > 14 * 2**20 and made.url)


def storage(client, name):
    made = client.image.sample("a fox", MODEL, storage_options={"filename": "o.png", "expires_after": 7200,
                                                                "public_url": {}})
    ok(f"{name}: a stored picture", made.file_output.filename == "o.png" and made.file_output.file_id)
    ok(f"{name}: its address", made.public_url.startswith("http://"))
    left = made.file_output.expires_at.seconds - time.time()
    ok(f"{name}: its life", 7000 < left <= 7200)
    kept = client.image.sample("a fox", MODEL, storage_options={"filename": "p.png"})
    ok(f"{name}: stored without an address", not kept.file_output.public_url)
    edited = client.image.sample("in oil", MODEL, image_file_id=made.file_output.file_id)
    ok(f"{name}: an edit by file id", edited.url)
    refused(f"{name}: too short a life", grpc.StatusCode.INVALID_ARGUMENT, ["expires_after"],
            lambda: client.image.sample("a", MODEL, storage_options={"filename": "o.png", "expires_after": 5}))


def files(client, name):
    body = png(64, 48)
    first = client.files.upload(body, filename="b.png")
    ok(f"{name}: upload of bytes", first.id and first.size > 0 and first.filename == "b.png")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.png")
        with open(path, "wb") as file:
            file.write(png(80, 40))
        second = client.files.upload(path, expires_after=7200)
    ok(f"{name}: upload of a path", second.filename == "a.png" and second.expires_at.seconds > 0)
    third = client.files.upload(io.BytesIO(png(16, 16)), filename="c.png")
    ok(f"{name}: upload of a file object", third.id != second.id)
    ok(f"{name}: get", client.files.get(first.id).filename == "b.png")
    ok(f"{name}: content", size(client.files.content(first.id)) == (64, 48))
    names = [file.filename for file in client.files.list(order="asc", sort_by="filename").data]
    ok(f"{name}: list by name", names == sorted(names) and {"a.png", "b.png", "c.png"} <= set(names))
    ids, token = [], None
    while True:
        page = client.files.list(limit=2, order="desc", pagination_token=token)
        ids += [file.id for file in page.data]
        token = page.pagination_token
        if not token:
            break
    ok(f"{name}: pages, newest first", ids[:3] == [third.id, second.id, first.id] and len(set(ids)) == len(ids))
    rising = [file.id for file in client.files.list(limit=100, order="asc").data]
    ok(f"{name}: oldest first", rising == ids[::-1])
    sizes = [file.size for file in client.files.list(order="desc", sort_by="size").data]
    ok(f"{name}: largest first", sizes == sorted(sizes, reverse=True))
    ok(f"{name}: public address", "/files/" in client.files.create_public_url(first.id).public_url)
    refused(f"{name}: an address cannot be revoked", grpc.StatusCode.FAILED_PRECONDITION, ["delete the file"],
            lambda: client.files.revoke_public_url(first.id))
    refused(f"{name}: filters", grpc.StatusCode.INVALID_ARGUMENT, ["filter"],
            lambda: client.files.list(filter='name = "a.png"'))
    refused(f"{name}: only pictures", grpc.StatusCode.INVALID_ARGUMENT, ["picture"],
            lambda: client.files.upload(b"%PDF-1.4 no picture", filename="a.pdf"))
    for file in (first, second, third):
        ok(f"{name}: delete", client.files.delete(file.id).deleted)
    refused(f"{name}: a deleted file", grpc.StatusCode.NOT_FOUND, [], lambda: client.files.get(first.id))


def others(client, name):
    models = client.models.list_image_generation_models()
    ok(f"{name}: models", [model.name for model in models] == ["fake"] and models[0].image_price > 0)
    ok(f"{name}: a model by its alias", client.models.get_image_generation_model(MODEL).name == "fake")
    ok(f"{name}: no language models", len(client.models.list_language_models()) == 0)
    refused(f"{name}: a language model", grpc.StatusCode.NOT_FOUND, ["grok-4"],
            lambda: client.models.get_language_model("grok-4"))
    key = client.auth.get_api_key_info()
    ok(f"{name}: key", key.redacted_api_key.startswith(KEY[:8]) and not key.api_key_blocked and not key.disabled)
    video = client.video
    refused(f"{name}: video.generate", grpc.StatusCode.FAILED_PRECONDITION, ["Wan 2"],
            lambda: video.generate("a sunset", "grok-imagine-video", duration=6, aspect_ratio="16:9",
                                   resolution="480p"))
    refused(f"{name}: video.start from a picture", grpc.StatusCode.FAILED_PRECONDITION, ["Wan 2"],
            lambda: video.start("crash", "grok-imagine-video", image_url=SMALL))
    refused(f"{name}: video.extend", grpc.StatusCode.FAILED_PRECONDITION, ["Wan 2"],
            lambda: video.extend("zoom out", "grok-imagine-video", video_url="http://127.0.0.1:9/x.mp4", duration=2))
    refused(f"{name}: video with a bad duration", grpc.StatusCode.INVALID_ARGUMENT, ["duration"],
            lambda: video.start("a", "grok-imagine-video", duration=999))
    refused(f"{name}: an unknown video", grpc.StatusCode.NOT_FOUND, ["nothing-like-it"],
            lambda: video.get("nothing-like-it"))


def bad_input(client, name):
    wrong = grpc.StatusCode.INVALID_ARGUMENT
    image = client.image
    refused(f"{name}: n of 0", wrong, ["`n`"], lambda: image.sample_batch("a", MODEL, n=0))
    refused(f"{name}: n of 11", wrong, ["`n`"], lambda: image.sample_batch("a", MODEL, n=11))
    refused(f"{name}: an empty prompt", wrong, ["prompt"], lambda: image.sample("", MODEL))
    refused(f"{name}: a long prompt", wrong, ["20000"], lambda: image.sample("x" * 20_001, MODEL))
    refused(f"{name}: four pictures", wrong, ["3"],
            lambda: image.sample("a", MODEL, image_urls=[SMALL] * 4))
    refused(f"{name}: a picture that is none", wrong, ["image"],
            lambda: image.sample("a", MODEL, image_url="data:image/png;base64,AAAA"))
    refused(f"{name}: an odd address", wrong, ["image"],
            lambda: image.sample("a", MODEL, image_url="file:///etc/passwd"))
    refused(f"{name}: an unknown file", wrong, ["file"], lambda: image.sample("a", MODEL, image_file_id="f"))


def keys(host, name, **more):
    client = Client(api_key="no-such-key-at-all", api_host=host, **more)
    bad = grpc.StatusCode.UNAUTHENTICATED
    refused(f"{name}: a bad key", bad, ["key"], lambda: client.image.sample("a", MODEL))
    refused(f"{name}: a bad key in Auth", bad, ["key"], lambda: client.auth.get_api_key_info())


def deadline(host):
    client = Client(api_key=KEY, api_host=host, timeout=0.001)
    refused("a client without patience", grpc.StatusCode.DEADLINE_EXCEEDED, [],
            lambda: client.image.sample("a", MODEL))


async def in_parallel(host, name, **more):
    client = AsyncClient(api_key=KEY, api_host=host, **more)
    made = await asyncio.gather(*(client.image.sample(f"a fox {i}", MODEL) for i in range(6)))
    ok(f"{name}: six at once", len({one.url for one in made}) == 6)
    ok(f"{name}: bytes by address", size(await made[0].image) == (1024, 1024))
    one = await client.image.sample("a fox", MODEL, image_format="base64", aspect_ratio="16:9")
    ok(f"{name}: bytes by base64", size(await one.image) == (1360, 768))
    four = await client.image.sample_batch("a fox", MODEL, n=4)
    ok(f"{name}: four pictures", len(four) == 4)
    edited = await client.image.sample("sketch", MODEL, image_url=SMALL)
    ok(f"{name}: an edit", edited.url)
    ok(f"{name}: models", [m.name for m in await client.models.list_image_generation_models()] == ["fake"])
    ok(f"{name}: key", (await client.auth.get_api_key_info()).redacted_api_key)
    stored = await client.image.sample("a", MODEL, storage_options={"filename": "q.png", "public_url": {}})
    ok(f"{name}: stored", stored.public_url)
    listed = await client.files.list(limit=100)
    ok(f"{name}: files", stored.file_output.file_id in [file.id for file in listed.data])
    ok(f"{name}: content", size(await client.files.content(stored.file_output.file_id)))
    try:
        await client.video.generate("a", "grok-imagine-video")
        ok(f"{name}: video refused", False)
    except grpc.RpcError as err:
        ok(f"{name}: video refused", err.code() == grpc.StatusCode.FAILED_PRECONDITION)
    await client.close()


def main():
    ways = [("localhost", f"localhost:{PORT}", {}),
            ("127.0.0.1", f"127.0.0.1:{PORT}", {"use_insecure_channel": True})]
    for name, host, more in ways:
        client = Client(api_key=KEY, api_host=host, **more)
        images(client, name)
        edits(client, name)
        storage(client, name)
        others(client, name)
        bad_input(client, name)
        if not more:
            files(client, name)
        else:
            # The package sends no key with uploads on such a channel.
            refused(f"{name}: upload without a key", grpc.StatusCode.UNAUTHENTICATED, ["use_insecure_channel"],
                    lambda: client.files.upload(png(8, 8), filename="a.png"))
        keys(host, name, **more)
        client.close()
        asyncio.run(in_parallel(host, f"async {name}", **more))
    deadline(f"localhost:{PORT}")
    print(f"{checks} checks passed")


main()
