"""What goes over the wire for each call, and what comes back."""

import dataclasses
import inspect
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import easel
from easel import AsyncEasel, Easel, EaselError, InvalidRequestError
from easel import _types as types

from .clients import BothClients, both
from .mock import Answer, generation

PARAMETERS = {
    "prompt": "a fox, vivid colors", "model": "FLUX.1-dev", "width": 512, "height": 512,
    "num_iterations": 20, "guidance_scale": 3,
}


class Settings(unittest.TestCase):
    def test_a_client_needs_a_key_from_its_arguments_or_the_environment(self):
        with mock.patch.dict(os.environ, clear=True):
            with self.assertRaisesRegex(EaselError, "EASEL_API_KEY"):
                Easel()
            with Easel(api_key="k") as client:
                self.assertEqual(client.base_url, "http://127.0.0.1:8188")
        with mock.patch.dict(os.environ, EASEL_API_KEY="k", EASEL_BASE_URL="http://h:1//"):
            with Easel() as client:
                self.assertEqual(client.base_url, "http://h:1")

    def test_both_clients_have_the_same_methods(self):
        def surface(cls):
            methods = {}
            for name, value in inspect.getmembers(cls, inspect.isfunction):
                if not name.startswith("_"):
                    methods[name.replace("aclose", "close")] = [
                        (p.name, str(p.annotation).replace("Async", ""), p.default)
                        for p in inspect.signature(value).parameters.values()
                    ]
            return methods

        with Easel(api_key="k") as client:
            twin = AsyncEasel(api_key="k")
            self.assertEqual(surface(Easel), surface(AsyncEasel))
            self.assertEqual(surface(easel.Job), surface(easel.AsyncJob))
            for part in ("smartgen", "images", "generations", "models", "account"):
                one, other = type(getattr(client, part)), type(getattr(twin, part))
                self.assertEqual(surface(one), surface(other))

    def test_the_types_name_every_field_of_the_api_description(self):
        path = Path(__file__).parents[3] / "api/openapi/easel.json"
        if not path.exists():
            return  # Outside a checkout of the repository there is nothing to compare with.
        schemas = json.loads(path.read_text())["components"]["schemas"]
        body = set(easel.GenerationParams.__annotations__) | set(
            types.PaintingParams.__annotations__
        )
        self.assertEqual(body, set(schemas["GenerationBody"]["properties"]))
        for ours, theirs in {
            easel.Generation: "Generation", easel.Understanding: "UnderstandAnswer",
            easel.Model: "ModelAnswer", easel.Account: "AccountAnswer",
            easel.UsageEntry: "UsageEntry", easel.GenerationImage: "ImageAnswer",
            easel.GenerationProgress: "ProgressAnswer", easel.GenerationFailure: "ErrorBody",
            easel.GenerationPage: "GenerationList",
        }.items():
            names = {each.name for each in dataclasses.fields(ours)}
            self.assertEqual(names, set(schemas[theirs]["properties"]), theirs)
        for ours, theirs in {easel.Lora: "LoraBody", easel.Hires: "HiresBody"}.items():
            self.assertEqual(set(ours.__annotations__), set(schemas[theirs]["properties"]))


class Calls(BothClients):
    def test_smartgen_sends_its_parameters_as_they_are(self):
        client, server = self.mock(lambda _: {
            "url": "http://h/x.png", "parameters": PARAMETERS, "generation_id": "job_1",
        })
        params = {
            "description": "a fox", "image_model": "FLUX.1-dev", "is_sd": False,
            "language_model": "m", "stylization_level": 1, "detail_level": 2, "color_level": 5,
            "lighting_level": 4, "must_include": 'a "red" hat', "examples": ["a cat"],
            "quality": "high", "num_iterations": 4, "guidance_scale": 2.5,
            "negative_prompt": "blurry", "width": 512, "height": 768,
        }
        made = client.smartgen.generate_image(**params)
        self.assertEqual((made.url, made.parameters), ("http://h/x.png", PARAMETERS))
        self.assertEqual((made.generation_id, made.revised_prompt), ("job_1", None))
        (request,) = server.requests
        self.assertEqual((request.method, request.path), ("POST", "/v1/smartgen"))
        self.assertEqual(request.body, params)
        self.assertEqual(request.headers["authorization"], "Bearer test-key")
        self.assertRegex(request.headers["user-agent"], r"^easel-python/\d")
        self.assertRegex(request.headers["idempotency-key"], r"^easel-sdk-[0-9a-f]{32}$")

    def test_smartgen_in_two_steps(self):
        def answer(request):
            if request.path == "/v1/smartgen":
                return {"parameters": PARAMETERS}
            return generation(state="succeeded")

        client, server = self.mock(answer)
        preview = client.smartgen.generate_image("a fox", param_only=True)
        self.assertEqual(server.requests[0].body, {"description": "a fox", "param_only": True})
        self.assertNotIn("idempotency-key", server.requests[0].headers)
        made = client.images.generate(**{**preview.parameters, "num_iterations": 5})
        self.assertEqual(made.url, "http://127.0.0.1:9/files/one.png")
        self.assertEqual(server.requests[1].body, {
            "prompt": "a fox, vivid colors", "model": "FLUX.1-dev", "width": 512, "height": 512,
            "steps": 5, "guidance_scale": 3, "smart": False,
        })
        with_progress = client.smartgen.generate_image("a fox", on_progress=print)
        self.assertEqual(with_progress.generation_id, "job_1")
        self.assertEqual([r.path for r in server.requests[2:]], ["/v1/smartgen", "/api/v1/generations"])

    def test_images_generate_tells_what_was_really_used(self):
        params = {
            "model": "sdxl", "prompt": "a fox", "negative_prompt": "dog", "steps": 20,
            "guidance_scale": 6.0, "seed": 7, "n": 1,
        }
        client, server = self.mock(lambda _: generation(state="succeeded", params=params))
        made = client.images.generate("a fox", neg_prompt="dog", seed=-1, model=None)
        self.assertEqual(server.requests[0].body, {
            "prompt": "a fox", "smart": False, "negative_prompt": "dog", "seed": -1,
        })
        self.assertEqual(
            (made.model, made.num_iterations, made.neg_prompt, made.seed, made.generation_id),
            ("sdxl", 20, "dog", 7, "job_1"),
        )

    def test_images_generate_keeps_smart_wishes_and_refuses_contradictions(self):
        client, server = self.mock(lambda _: generation(state="succeeded"))
        client.images.generate("x", intent="logo", seed="12345678901234567890")
        self.assertEqual(server.requests[0].body, {
            "prompt": "x", "intent": "logo", "seed": 12345678901234567890 % 2**53,
        })
        for wrong, param in (({"steps": 1, "num_iterations": 2}, "num_iterations"),
                             ({"seed": "one"}, "seed")):
            with self.assertRaises(InvalidRequestError) as raised:
                client.images.generate("x", **wrong)
            self.assertEqual(raised.exception.param, param)
        self.assertEqual(len(server.requests), 1)

    def test_pictures_to_start_from_go_as_base64(self):
        client, server = self.mock(lambda _: generation(state="succeeded"))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "start.png"
            path.write_bytes(b"\x04")
            client.generations.create(
                prompt="x", init_image=b"\x01\x02\x03", mask="AAAA", reference_images=[path],
            )
        body = server.requests[0].body
        self.assertEqual(
            (body["init_image"], body["mask"], body["reference_images"]), ("AQID", "AAAA", ["BA=="])
        )

    def test_understand_models_account_and_usage(self):
        model = {
            "name": "sdxl", "kind": "checkpoint", "family": "sdxl", "size_bytes": 1,
            "default_steps": 20, "default_guidance_scale": 6.0, "default_side": 1024,
            "is_default": True, "problem": None, "new_field": 1,
        }
        answers = {
            ("POST", "/api/v1/understand"): {
                "intent": "chart", "confidence": 0.9, "language": "en", "notes": [],
            },
            ("GET", "/api/v1/models"): {"models": [model]},
            ("GET", "/api/v1/account"): {
                "id": "a", "name": "n", "credits_available": 5.0, "credits_held": 0.0,
            },
            ("GET", "/api/v1/usage?limit=3"): {"entries": [{
                "kind": "grant", "available_delta": 5.0, "held_delta": 0.0, "note": "",
                "created_at": "", "generation_id": None,
            }]},
        }
        client, server = self.mock(lambda r: answers[(r.method, r.path)])
        self.assertEqual(client.understand("a chart", width=512).intent, "chart")
        self.assertEqual(server.requests[0].body, {"prompt": "a chart", "width": 512})
        self.assertEqual([m.name for m in client.models.list()], ["sdxl"])
        self.assertEqual(client.account.get().credits_available, 5)
        self.assertEqual(client.account.usage(limit=3)[0].kind, "grant")

    def test_render_answers_with_the_file(self):
        client, server = self.mock(lambda _: Answer(raw=b"<svg/>", headers={
            "content-type": "image/svg+xml", "easel-job-id": "job_9", "easel-credits": "3",
        }))
        drawn = client.render({"type": "chart", "kind": "bar"}, width=300, format="svg")
        self.assertEqual(
            (drawn.text, drawn.media_type, drawn.generation_id, drawn.credits),
            ("<svg/>", "image/svg+xml", "job_9", 3),
        )
        self.assertEqual(server.requests[0].body, {
            "spec": {"type": "chart", "kind": "bar"}, "width": 300, "format": "svg",
        })
        with tempfile.TemporaryDirectory() as folder:
            path = drawn.save(Path(folder) / "new" / "drawn.svg")
            self.assertEqual(Path(path).read_text(), "<svg/>")

    def test_listing_goes_from_page_to_page(self):
        def answer(request):
            if "before=job_2" in request.path:
                return {"generations": [generation(id="job_3")], "next_before": None}
            page = [generation(id="job_1"), generation(id="job_2")]
            return {"generations": page, "next_before": "job_2"}

        client, server = self.mock(answer)
        ids = [job.id for job in client.generations.list(state="succeeded", limit=2)]
        self.assertEqual(ids, ["job_1", "job_2", "job_3"])
        self.assertEqual(server.requests[0].path, "/api/v1/generations?state=succeeded&limit=2")

    def test_files_are_fetched_without_the_key_and_written_whole(self):
        urls = {}

        def answer(request):
            if request.path.startswith("/files/"):
                return Answer(raw=request.path.encode())
            png = urls["base"] + "/files/1.png"
            return generation(
                state="succeeded", png_url=png, svg_url=urls["base"] + "/files/1.svg",
                images=[{"url": png, "width": 1, "height": 1, "seed": None}],
            )

        client, server = self.mock(answer)
        urls["base"] = server.base_url
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            job = client.generations.create(prompt="a chart")
            job.save(folder / "new" / "a.png")
            job.save(folder / "new" / "a.svg")
            client.save("/files/by-address.png", folder / "b.png")
            client.save(job.images[0], folder / "c.png")
            read = {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*.*")}
        self.assertEqual(read, {
            "new/a.png": "/files/1.png", "new/a.svg": "/files/1.svg",
            "b.png": "/files/by-address.png", "c.png": "/files/1.png",
        })
        for request in server.requests[1:]:
            self.assertNotIn("authorization", request.headers)
        with self.assertRaisesRegex(EaselError, "no picture 4"):
            job.read(index=4)

    def test_an_answer_of_another_server_is_an_error(self):
        client, _ = self.mock(lambda _: {"hello": "world"})
        with self.assertRaisesRegex(EaselError, "no Account"):
            client.account.get()


AsyncCalls = both(Calls)
