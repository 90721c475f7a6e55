"""Drives Easel with the official Python SDK of the Model Context Protocol, `mcp` 2.3.0: over
streamable HTTP against the running server, and over stdio against a process of its own; each with
the handshake of the revisions before 2026-07-28 and without it."""

import asyncio
import base64
import json
import os
import struct
import sys
import tempfile
import zlib

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

URL = os.environ["EASEL_URL"]
KEY = os.environ["EASEL_TEST_KEY"]
TOOLS = {"make_image", "draw_spec", "understand_prompt", "edit_image", "get_job", "list_models"}
CHART = {"type": "chart", "kind": "bar", "title": "Sales", "categories": ["Q1", "Q2"],
         "series": [{"values": [10, 20]}]}
checks = 0


def ok(what, true=True):
    global checks
    if not true:
        sys.exit(f"FAILED: {what}")
    checks += 1
    print(f"ok {what}")


def png(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = []
    for y in range(height):
        inside = height // 4 < y < 3 * height // 4
        row = b"".join(b"\xc0\x20\x20" if inside and width // 4 < x < 3 * width // 4 else b"\xff\xff\xff"
                       for x in range(width))
        rows.append(b"\0" + row)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows)))
            + chunk(b"IEND", b""))


def pictures(result):
    """Sizes of the pictures in a result."""
    sizes = []
    for block in result.content:
        if block.type == "image":
            body = base64.b64decode(block.data)
            assert block.mime_type == "image/png" and body[:8] == b"\x89PNG\r\n\x1a\n", block.mime_type
            sizes.append(struct.unpack(">II", body[16:24]))
    return sizes


def about(result):
    return json.loads(result.content[-1].text)


async def failed(client, what, words, tool, arguments):
    result = await client.call_tool(tool, arguments)
    said = result.content[0].text
    ok(f"{what}: {said[:70]}", result.is_error and all(word in said for word in words))


async def tools(client, name, served):
    ok(f"{name}: server", client.server_info.name == "easel" and "make_image" in client.instructions)
    listed = (await client.list_tools()).tools
    ok(f"{name}: tools", {tool.name for tool in listed} == TOOLS)
    schema = next(tool for tool in listed if tool.name == "make_image").input_schema
    width = schema["properties"]["width"]
    ok(f"{name}: ranges in the schema", (width["minimum"], width["maximum"]) == (256, 2048))
    ok(f"{name}: descriptions", all(tool.description and tool.annotations for tool in listed))

    seen = []

    async def progress(step, total, message):
        seen.append((step, total))

    made = await client.call_tool("make_image", {"prompt": "a fox in the snow", "width": 512, "height": 256,
                                                 "seed": 7, "steps": 4}, progress_callback=progress)
    told = about(made)
    ok(f"{name}: a painted picture", not made.is_error and pictures(made) == [(512, 256)])
    ok(f"{name}: what is said about it", told["state"] == "succeeded" and told["id"].startswith("job_")
       and told["credits"] > 0 and told["intent"] == "standard" and told["images"][0]["seed"] == 7)
    ok(f"{name}: progress {seen}", seen and seen == sorted(seen) and seen[-1][1] == 4)
    ok(f"{name}: where it is", ("url" in told["images"][0]) == served)
    two = await client.call_tool("make_image", {"prompt": "a fox", "n": 2, "width": 256, "height": 256})
    ok(f"{name}: two pictures", pictures(two) == [(256, 256)] * 2)
    drawn = await client.call_tool("make_image", {"prompt": "pie chart: a 30%, b 70%", "intent": "chart"})
    ok(f"{name}: a drawn picture", about(drawn)["intent"] == "chart" and pictures(drawn) == [(1024, 1024)])

    chart = await client.call_tool("draw_spec", {"spec": CHART, "width": 640, "height": 480})
    ok(f"{name}: a spec", pictures(chart) == [(640, 480)])
    ok(f"{name}: vectors", ("svg_url" in about(chart)) == served)
    await failed(client, f"{name}: a spec without data", ["series"], "draw_spec",
                 {"spec": {"type": "chart", "kind": "candlestick"}})
    await failed(client, f"{name}: a spec without a type", ["type"], "draw_spec", {"spec": {"kind": "bar"}})

    understood = about(await client.call_tool("understand_prompt", {"prompt": "bar chart of a 1, b 2"}))
    ok(f"{name}: understanding", understood["intent"] == "chart" and understood["spec"]["type"] == "chart")
    again = await client.call_tool("draw_spec", {"spec": understood["spec"]})
    ok(f"{name}: what was understood can be drawn", pictures(again))

    source = base64.b64encode(png(120, 90)).decode()
    cut = await client.call_tool("edit_image", {"image": source, "operation": "remove_background"})
    ok(f"{name}: background removed", pictures(cut) == [(120, 90)])
    large = await client.call_tool("edit_image", {"image": "data:image/png;base64," + source,
                                                  "operation": "enlarge", "factor": 3})
    ok(f"{name}: enlarged", pictures(large) == [(360, 270)])
    art = told["images"][0]["id"]
    painted = await client.call_tool("edit_image", {"image": art, "prompt": "in oil", "strength": 0.5})
    ok(f"{name}: repainted", about(painted)["state"] == "succeeded" and pictures(painted))
    if served:
        by_url = await client.call_tool("edit_image", {"image": told["images"][0]["url"], "prompt": "in oil",
                                                       "mask": source})
        ok(f"{name}: repainted by address, with a mask", pictures(by_url))
    await failed(client, f"{name}: repaint without a prompt", ["prompt"], "edit_image", {"image": source})
    await failed(client, f"{name}: what has no meaning", ["factor"], "edit_image",
                 {"image": source, "prompt": "a", "factor": 2})
    await failed(client, f"{name}: no picture", ["image"], "edit_image",
                 {"image": "AAAA", "operation": "enlarge"})

    job = await client.call_tool("get_job", {"id": told["id"]})
    ok(f"{name}: a job again", about(job)["id"] == told["id"] and pictures(job) == [(512, 256)])
    await failed(client, f"{name}: an unknown job", ["job"], "get_job", {"id": "job_" + "0" * 32})
    await failed(client, f"{name}: no id", ["nonsense"], "get_job", {"id": "nonsense"})

    models = about(await client.call_tool("list_models", {}))["models"]
    ok(f"{name}: models", [model["name"] for model in models] == ["fake"] and models[0]["is_default"])
    await failed(client, f"{name}: a size out of range", ["width"], "make_image", {"prompt": "a", "width": 9})
    await failed(client, f"{name}: an empty prompt", ["prompt"], "make_image", {"prompt": ""})
    await failed(client, f"{name}: an unknown argument", ["colour"], "make_image", {"prompt": "a", "colour": 1})
    try:
        await client.call_tool("no_such_tool", {})
        ok(f"{name}: an unknown tool", False)
    except Exception as err:
        ok(f"{name}: an unknown tool: {err}", "no_such_tool" in str(err))


async def at_once(client, name):
    calls = [client.call_tool("make_image", {"prompt": f"a fox {i}", "width": 256, "height": 256})
             for i in range(4)]
    made = await asyncio.gather(*calls)
    ok(f"{name}: four at once", len({about(one)["id"] for one in made}) == 4)


async def over_http(mode):
    name = f"http, {mode}"
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=60) as http:
        async with Client(streamable_http_client(f"{URL}/mcp", http_client=http), mode=mode) as client:
            await tools(client, name, True)
            await at_once(client, name)
    async with httpx2.AsyncClient(headers={"Authorization": "Bearer no-such-key"}, timeout=60) as http:
        try:
            async with Client(streamable_http_client(f"{URL}/mcp", http_client=http), mode=mode) as client:
                await client.list_tools()
            ok(f"{name}: a bad key", False)
        except BaseException as err:
            ok(f"{name}: a bad key", not isinstance(err, SystemExit))


async def over_stdio(mode):
    name = f"stdio, {mode}"
    with tempfile.TemporaryDirectory() as folder:
        saved = os.path.join(folder, "pictures")
        server = StdioServerParameters(command=os.environ["EASEL_BIN"], env={"EASEL_LOG_FILTER": "error"},
                                       args=["mcp", "--data", os.path.join(folder, "data"), "--engine", "fake",
                                             "--save", saved])
        async with Client(server, mode=mode) as client:
            await tools(client, name, False)
            await at_once(client, name)
        files = os.listdir(saved)
        ok(f"{name}: {len(files)} files saved", any(f.endswith(".png") for f in files)
           and any(f.endswith(".svg") for f in files))


async def refusals():
    async with httpx2.AsyncClient(timeout=60) as http:
        answer = await http.post(f"{URL}/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"})
        ok("no key", answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer")
        key = {"Authorization": f"Bearer {KEY}"}
        answer = await http.post(f"{URL}/mcp", headers=key | {"Origin": "https://evil.example"},
                                 json={"jsonrpc": "2.0", "id": 1, "method": "ping"})
        ok("a page from elsewhere", answer.status_code == 403)


async def main():
    for mode in ["auto", "legacy"]:
        await over_http(mode)
        await over_stdio(mode)
    await refusals()
    print(f"{checks} checks passed")


asyncio.run(main())
