"""Runs one test against both clients: what is written with the synchronous one is done with the
asynchronous one too, call by call."""

import asyncio
import inspect
import unittest

from easel import AsyncEasel, AsyncJob, Easel, Job

from .mock import Mock


class Blocking:
    """An asynchronous object that waits for its own results."""

    def __init__(self, target, loop):
        self._target, self._loop = target, loop

    def __getattr__(self, name):
        return self._shown(getattr(self._target, name))

    def _shown(self, value):
        if inspect.isasyncgen(value):
            return self._each(value)
        if inspect.isawaitable(value):
            return self._shown(self._loop.run_until_complete(value))
        if callable(value) and not isinstance(value, type):
            return lambda *args, **kwargs: self._shown(value(*args, **kwargs))
        if isinstance(value, AsyncJob) or type(value).__name__.startswith("Async"):
            return Blocking(value, self._loop)
        return value

    def _each(self, values):
        try:
            while True:
                try:
                    yield self._shown(self._loop.run_until_complete(values.__anext__()))
                except StopAsyncIteration:
                    return
        finally:
            self._loop.run_until_complete(values.aclose())


class BothClients(unittest.TestCase):
    """A test case with a mock server and either client."""

    asynchronous = False

    def mock(self, answer, **options):
        server = Mock(answer)
        self.addCleanup(server.close)
        options = {"api_key": "test-key", "base_url": server.base_url, **options}
        if not self.asynchronous:
            client = Easel(**options)
            self.addCleanup(client.close)
            return client, server
        loop = asyncio.new_event_loop()
        client = AsyncEasel(**options)
        self.addCleanup(loop.close)
        # The loop stands still between calls, and so do the ends of abandoned generators.
        self.addCleanup(lambda: loop.run_until_complete(settled(loop)))
        self.addCleanup(lambda: loop.run_until_complete(client.aclose()))
        return Blocking(client, loop), server


async def settled(loop):
    """Everything that was begun has ended."""
    await loop.shutdown_asyncgens()
    rest = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    await asyncio.gather(*rest, return_exceptions=True)


def both(cls):
    """The asynchronous twin of a test class."""
    return type("Async" + cls.__name__, (cls,), {"asynchronous": True, "__module__": cls.__module__})


__all__ = ["BothClients", "Job", "both"]
