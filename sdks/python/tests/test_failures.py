"""Retries, time-outs, cancellation and the classes of errors."""

import asyncio
import unittest

import easel
from easel import APIConnectionError, APIError, APITimeoutError, AsyncEasel, EaselError

from .clients import BothClients, both
from .mock import HANG, Answer, Mock, generation, refuse, sse, stream

NOW = {"retry-after": "0"}

KINDS = {
    "invalid_request": (400, easel.InvalidRequestError),
    "unsupported_parameter": (422, easel.UnsupportedParameterError),
    "payload_too_large": (413, easel.PayloadTooLargeError),
    "content_rejected": (422, easel.ContentRejectedError),
    "unauthenticated": (401, easel.AuthenticationError),
    "forbidden": (403, easel.PermissionDeniedError),
    "not_found": (404, easel.NotFoundError),
    "conflict": (409, easel.ConflictError),
    "insufficient_credits": (402, easel.InsufficientCreditsError),
    "rate_limited": (429, easel.RateLimitError),
    "at_capacity": (503, easel.CapacityError),
    "cancelled": (409, easel.GenerationCanceledError),
    "deadline_exceeded": (504, easel.DeadlineExceededError),
    "engine_failed": (502, easel.EngineFailedError),
    "model_unavailable": (503, easel.ModelUnavailableError),
    "unavailable": (503, easel.UnavailableError),
    "internal": (500, easel.ServerError),
}


class Failures(BothClients):
    def test_every_kind_of_error_has_its_class(self):
        told = {}
        client, _ = self.mock(lambda _: told["answer"], max_retries=0)
        for kind, (status, known) in KINDS.items():
            told["answer"] = refuse(status, kind, {"x-request-id": "r1"}, param="width")
            with self.subTest(kind), self.assertRaises(APIError) as raised:
                client.account.get()
            error = raised.exception
            self.assertIs(type(error), known)
            self.assertEqual(
                (error.status, error.kind, error.param, error.request_id, str(error)),
                (status, kind, "width", "r1", f"it is {kind}"),
            )

    def test_answers_in_other_shapes_are_errors_too(self):
        told = {}
        client, _ = self.mock(lambda _: told["answer"], max_retries=0)
        for answer, known, message in (
            (Answer(502, raw=b"<h1>Bad gateway</h1>"), easel.ServerError, "Bad gateway"),
            (Answer(401, {"detail": "no"}), easel.AuthenticationError, "^no$"),
            (Answer(404, {"error": "none"}), easel.NotFoundError, "^none$"),
            (Answer(418, [1]), APIError, "418"),
            (Answer(200, raw=b"hello"), EaselError, "not answered with JSON"),
        ):
            told["answer"] = answer
            with self.assertRaisesRegex(known, message):
                client.account.get()

    def test_failures_are_tried_again_under_the_same_idempotency_key(self):
        for status in (408, 429, 500, 502, 503):
            def answer(request, status=status):
                return refuse(status, "unavailable", NOW) if request.count < 3 else generation()

            client, server = self.mock(answer)
            self.assertEqual(client.generations.create(prompt="a fox").id, "job_1")
            self.assertEqual(len(server.requests), 3)
            self.assertEqual(len({r.headers["idempotency-key"] for r in server.requests}), 1)

    def test_two_calls_have_two_keys_and_a_given_one_is_used(self):
        client, server = self.mock(lambda _: generation())
        client.generations.create(prompt="a fox")
        client.generations.create(prompt="a fox")
        client.generations.create(prompt="a fox", idempotency_key="mine")
        keys = [request.headers["idempotency-key"] for request in server.requests]
        self.assertNotEqual(keys[0], keys[1])
        self.assertEqual(keys[2], "mine")

    def test_a_broken_connection_is_tried_again(self):
        account = {"id": "a", "name": "n", "credits_available": 1.0, "credits_held": 0.0}

        def answer(request):
            if request.count == 1:
                return Answer(drop=True)
            if request.count == 2:
                return Answer(raw=b'{"id":', drop=True)
            return account

        client, server = self.mock(answer)
        self.assertEqual(client.account.get().credits_available, 1)
        self.assertEqual(len(server.requests), 3)

    def test_a_server_that_is_not_there_is_a_connection_error(self):
        client, server = self.mock(lambda _: {}, max_retries=0)
        server.close()
        with self.assertRaisesRegex(APIConnectionError, "GET /api/v1/account failed"):
            client.account.get()

    def test_what_stays_as_it_is_is_not_tried_again(self):
        for kind in ("invalid_request", "insufficient_credits", "not_found", "model_unavailable",
                     "engine_failed"):
            client, server = self.mock(lambda _, kind=kind: refuse(KINDS[kind][0], kind))
            with self.subTest(kind), self.assertRaises(KINDS[kind][1]):
                client.account.get()
            self.assertEqual(len(server.requests), 1)

    def test_a_long_retry_after_is_left_to_the_caller(self):
        client, server = self.mock(lambda _: refuse(429, "rate_limited", {"retry-after": "120"}))
        with self.assertRaises(easel.RateLimitError) as raised:
            client.account.get()
        self.assertEqual(raised.exception.retry_after, 120)
        self.assertEqual(len(server.requests), 1)

    def test_retries_end(self):
        client, server = self.mock(lambda _: refuse(503, "unavailable", NOW), max_retries=1)
        with self.assertRaises(easel.UnavailableError):
            client.account.get()
        self.assertEqual(len(server.requests), 2)
        with self.assertRaises(easel.UnavailableError):
            client.generations.create(prompt="x", max_retries=0)
        self.assertEqual(len(server.requests), 3)

    def test_a_time_out_ends_a_call(self):
        servers = []
        client, server = self.mock(lambda _: servers[0].sleep_until_closed(), max_retries=0)
        servers.append(server)
        with self.assertRaises(APITimeoutError):
            client.generations.create(prompt="x", timeout=0.05)

    def test_breaking_off_images_generate_cancels_the_generation(self):
        def answer(request):
            if request.method == "DELETE":
                return generation(state="canceled")
            if request.path.endswith("/events"):
                return stream(sse("state", generation(state="running")), HANG)
            return generation()

        client, server = self.mock(answer)

        def stop(_):
            raise KeyError("enough")

        with self.assertRaises(KeyError):
            client.images.generate("x", on_event=stop)
        with self.assertRaises(APITimeoutError):
            client.images.generate("x", wait_timeout=0.2)
        deleted = [r.path for r in server.requests if r.method == "DELETE"]
        self.assertEqual(deleted, ["/api/v1/generations/job_1"] * 2)


AsyncFailures = both(Failures)


class Cancellation(unittest.IsolatedAsyncioTestCase):
    async def test_a_cancelled_task_cancels_its_generation(self):
        def answer(request):
            if request.method == "DELETE":
                return generation(state="canceled")
            if request.path.endswith("/events"):
                return stream(sse("state", generation(state="running")), HANG)
            return generation()

        server = Mock(answer)
        self.addCleanup(server.close)
        async with AsyncEasel(api_key="k", base_url=server.base_url) as client:
            running = asyncio.Event()
            made = client.images.generate("x", on_event=lambda _: running.set())
            making = asyncio.create_task(made)
            await running.wait()
            making.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await making
        self.assertEqual(server.requests[-1].method, "DELETE")
