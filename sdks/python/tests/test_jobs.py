"""Waiting for generations: streams of events, their interruptions, how generations end."""

import unittest

import easel
from easel import APITimeoutError, ProgressEvent
from easel._sse import EventParser

from .clients import BothClients, both
from .mock import HANG, generation, refuse, sse, stream

STREAM = "/api/v1/generations/job_1/events"
RUNNING = sse("state", generation(state="running"))
DONE = sse("state", generation(state="succeeded"))


class Parsing(unittest.TestCase):
    def test_events_are_cut_right_however_they_are_divided(self):
        content = (
            ": hello\n\nevent: progress\r\ndata: {\"a\":1}\r\n\r\ndata: one\ndata:  twö\nid: 3\n\n"
            "\rdata\n\n"
        ).encode()
        expect = [("progress", '{"a":1}'), ("message", "one\n twö"), ("message", "")]
        for size in range(1, len(content) + 1):
            parser, got = EventParser(), []
            for at in range(0, len(content), size):
                got += parser.push(content[at : at + size])
            self.assertEqual(got, expect, f"pieces of {size}")


class Jobs(BothClients):
    def watched(self, write, job=None):
        """A server whose stream is what `write(count)` says, and whose job is what `job()` is."""

        def answer(request):
            if request.path == STREAM:
                return write(request.count)
            if request.method == "POST":
                return generation()
            return job() if job else generation(state="running")

        client, server = self.mock(answer)
        return client.generations.create(prompt="a fox"), server

    def seen(self, job):
        return [
            event.state if event.type == "state"
            else f"{event.type} {event.step if event.type == 'progress' else event.index}"
            for event in job.events()
        ]

    def test_waiting_follows_the_stream_and_tells_progress(self):
        job, server = self.watched(lambda _: stream(
            RUNNING, sse("progress", {"step": 1, "steps": 2}), b": keep-alive\n\n",
            sse("preview", {"index": 0, "png_base64": "iVBORw=="}), sse("something-new", {}),
            sse("progress", {"step": 2, "steps": 2}), DONE,
        ))
        self.assertIsNone(job.url)
        progress, events = [], []
        done = job.wait(on_progress=progress.append, on_event=events.append)
        self.assertEqual((done.id, job.state), ("job_1", "succeeded"))
        self.assertEqual(job.url, "http://127.0.0.1:9/files/one.png")
        self.assertEqual(progress, [ProgressEvent(1, 2), ProgressEvent(2, 2)])
        self.assertEqual([p.fraction for p in progress], [0.5, 1])
        self.assertEqual([e.png for e in events if e.type == "preview"], [b"\x89PNG"])
        (asked,) = [r for r in server.requests if r.path == STREAM]
        self.assertEqual(asked.headers["accept"], "text/event-stream")

    def test_a_stream_that_breaks_is_opened_again_and_no_state_is_told_twice(self):
        def write(count):
            if count == 1:
                return stream(RUNNING, sse("progress", {"step": 1, "steps": 3}))
            if count == 2:
                return stream(RUNNING)
            return stream(RUNNING, sse("progress", {"step": 3, "steps": 3}), DONE)

        job, server = self.watched(write)
        self.assertEqual(self.seen(job), ["running", "progress 1", "progress 3", "succeeded"])
        self.assertEqual(sum(r.path == STREAM for r in server.requests), 3)

    def test_without_streams_the_server_is_asked_until_it_is_done(self):
        answers = [
            generation(state="running", progress={"step": 1, "steps": 2}),
            generation(state="succeeded"),
        ]
        job, _ = self.watched(
            lambda _: refuse(503, "at_capacity", {"retry-after": "0"}), lambda: answers.pop(0)
        )
        self.assertEqual(self.seen(job), ["running", "progress 1", "succeeded"])

    def test_a_state_without_the_generation_is_looked_up(self):
        job, _ = self.watched(
            lambda _: stream(sse("state", {"id": "job_1", "state": "succeeded"})),
            lambda: generation(state="succeeded"),
        )
        job.wait()
        self.assertTrue(job.url)

    def test_a_generation_that_is_gone_ends_the_watching(self):
        job, _ = self.watched(lambda _: refuse(404, "not_found"), lambda: refuse(404, "not_found"))
        with self.assertRaises(easel.NotFoundError):
            job.wait()

    def test_a_finished_generation_needs_no_stream(self):
        client, server = self.mock(lambda _: generation(state="succeeded", intent="chart"))
        job = client.generations.create(prompt="a chart")
        job.wait()
        self.assertEqual(self.seen(job), ["succeeded"])
        self.assertEqual(len(server.requests), 1)

    def test_a_generation_ends_with_its_error(self):
        for state, error, known in (
            ("failed", {"kind": "engine_failed", "message": "no memory"}, easel.EngineFailedError),
            ("failed", {"kind": "content_rejected", "message": "x"}, easel.ContentRejectedError),
            ("canceled", None, easel.GenerationCanceledError),
            ("expired", None, easel.DeadlineExceededError),
        ):
            final = sse("state", generation(state=state, error=error))
            job, _ = self.watched(lambda _, final=final: stream(final))
            with self.subTest(state), self.assertRaises(known) as raised:
                job.wait()
            told = error["message"] if error else f"generation job_1 is {state}"
            self.assertEqual((raised.exception.generation_id, str(raised.exception)), ("job_1", told))

    def test_waiting_has_a_time_out_of_its_own_and_the_generation_goes_on(self):
        job, server = self.watched(lambda _: stream(RUNNING, HANG))
        with self.assertRaisesRegex(APITimeoutError, "not done within 0.1 s"):
            job.wait(timeout=0.1)
        self.assertNotIn("DELETE", [request.method for request in server.requests])

    def test_leaving_the_loop_early_is_fine(self):
        job, _ = self.watched(lambda _: stream(RUNNING, HANG))
        events = job.events()
        self.assertEqual(next(events).state, "running")
        events.close()

    def test_cancelling_tells_the_server(self):
        client, server = self.mock(
            lambda r: generation(state="canceled" if r.method == "DELETE" else "queued")
        )
        job = client.generations.create(prompt="a fox")
        job.cancel()
        self.assertEqual((job.state, server.requests[-1].method), ("canceled", "DELETE"))


AsyncJobs = both(Jobs)
