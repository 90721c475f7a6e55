"""The asynchronous client. ``_sync`` is its twin; what they share is in ``_calls``."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, List, Literal, Optional, Union, cast, overload

import httpx

from . import _calls
from ._calls import Call, Options, Settings, Watch
from ._errors import APIConnectionError, APITimeoutError, EaselError, NotFoundError
from ._files import write_whole
from ._sse import EventParser
from ._types import (
    Account,
    Event,
    Generation,
    GenerationImage,
    GenerationPage,
    ImageResult,
    Model,
    PreviewEvent,
    ProgressEvent,
    Rendering,
    SmartGenImage,
    SmartGenPreview,
    Spec,
    State,
    StateEvent,
    Understanding,
    UsageEntry,
    read,
    read_generation,
)
from ._sync import OnEvent, OnProgress
from ._view import JobView

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._types import GenerationParams, ImageParams

_Path = Union[str, "os.PathLike[str]"]


class AsyncTransport:
    """Sends calls, and again those that failed."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient) -> None:
        self.settings = settings
        self.http = http

    async def send(self, call: Call) -> httpx.Response:
        key, retries, retry = self.settings.key(call), self.settings.retries(call), 0
        while True:
            cause: Optional[Exception] = None
            error: EaselError
            try:
                response = await self.http.request(**self.settings.request(call, key))
                if response.is_success:
                    return response
                error = _calls.refusal(response)
            except httpx.HTTPError as raised:
                cause, error = raised, _calls.connection_error(call, raised)
            if retry >= retries or not _calls.is_retryable(error):
                raise error from cause
            await asyncio.sleep(_calls.pause(error, retry))
            retry += 1

    async def json(self, call: Call) -> Any:
        return _calls.parsed(call, await self.send(call))


class AsyncJob(JobView):
    """A generation that can be waited for, watched, cancelled and saved."""

    def __init__(self, transport: AsyncTransport, generation: Generation) -> None:
        super().__init__(generation)
        self._transport = transport

    async def refresh(
        self, *, timeout: Optional[float] = None, max_retries: Optional[int] = None
    ) -> AsyncJob:
        """Asks the server how it stands."""
        path = _calls.generation_path(self.id)
        call = Call("GET", path, options=Options(timeout, max_retries))
        self.generation = read_generation(await self._transport.json(call))
        return self

    async def cancel(
        self, *, timeout: Optional[float] = None, max_retries: Optional[int] = None
    ) -> AsyncJob:
        """Cancels it and gives its credits back; a finished one stays finished
        (``ConflictError``)."""
        path = _calls.generation_path(self.id)
        call = Call("DELETE", path, options=Options(timeout, max_retries))
        self.generation = read_generation(await self._transport.json(call))
        return self

    async def wait(
        self,
        *,
        timeout: Optional[float] = None,
        on_progress: Optional[OnProgress] = None,
        on_event: Optional[OnEvent] = None,
    ) -> AsyncJob:
        """Waits until the pictures are there.

        Raises the error of a generation that failed, was cancelled (``GenerationCanceledError``)
        or expired (``DeadlineExceededError``), and ``APITimeoutError`` when ``timeout`` seconds
        passed; the generation goes on then.
        """

        async def follow() -> None:
            async with contextlib.aclosing(self.events()) as events:
                async for event in events:
                    if on_event is not None:
                        on_event(event)
                    if on_progress is not None and isinstance(event, ProgressEvent):
                        on_progress(event)

        try:
            await asyncio.wait_for(follow(), timeout)
        except asyncio.TimeoutError:
            message = f"generation {self.id} was not done within {timeout} s"
            raise APITimeoutError(message) from None
        if self.state != "succeeded":
            raise _calls.ended(self.generation)
        return self

    async def events(self) -> AsyncGenerator[Event, None]:
        """What happens to it, as it happens, until it is final. A stream that breaks is opened
        again; where streams are impossible the server is asked repeatedly instead."""
        if self.is_final:
            yield StateEvent(self.state, self.generation)
            return
        watch = Watch()
        while True:
            problem: EaselError = APIConnectionError("the stream of events ended early")
            event: Optional[Event]
            try:
                async with contextlib.aclosing(self._stream()) as stream:
                    async for told in stream:
                        watch.heard()
                        if isinstance(told, Generation):
                            self.generation = told
                            event = watch.change(told)
                        elif isinstance(told, str):
                            event = watch.change((await self.refresh()).generation)
                        else:
                            event = told
                        if event is not None:
                            yield event
                        if self.is_final:
                            return
            except NotFoundError:
                pass  # Whether the generation itself is gone is for the next call to say.
            except EaselError as error:
                problem = _bearable(error)
            reached = True
            # The stream only hints; this is the truth, and the way on where streams do not work.
            try:
                before = self.generation.progress
                await self.refresh(max_retries=0)
            except EaselError as error:
                problem, reached = _bearable(error), False
            else:
                found = watch.change(self.generation)
                if found is not None:
                    yield found
                if self.is_final:
                    return
                step = watch.advance(before, self.generation.progress)
                if step is not None:
                    yield step
            await asyncio.sleep(watch.pause(problem, reached))

    async def _stream(
        self,
    ) -> AsyncGenerator[Union[ProgressEvent, PreviewEvent, Generation, str], None]:
        """One connection's events."""
        path = _calls.generation_path(self.id) + "/events"
        call = Call("GET", path, accept="text/event-stream")
        request = self._transport.settings.request(call, None)
        request["timeout"] = httpx.Timeout(_calls.SILENCE_MAX, connect=10.0)
        parser = EventParser()
        try:
            async with self._transport.http.stream(**request) as response:
                if not response.is_success:
                    await response.aread()
                    raise _calls.refusal(response)
                async for chunk in response.aiter_bytes():
                    for event in parser.push(chunk):
                        told = _calls.event_of(event)
                        if told is not None:
                            yield told
        except httpx.HTTPError as error:
            raise _calls.connection_error(call, error) from error

    async def read(self, *, index: int = 0, format: Literal["png", "svg"] = "png") -> bytes:
        """The bytes of a picture. Waits until it is there."""
        if self.state != "succeeded":
            await self.wait()
        url = _calls.picture_url(self.generation, index, format)
        call = self._transport.settings.file(url, Options())
        return (await self._transport.send(call)).content

    async def save(self, path: _Path, *, index: int = 0) -> str:
        """Writes a picture to a file: as vectors where the name ends in ``.svg``, else as PNG.
        Waits until it is there; makes missing folders. Returns the path."""
        form = cast("Literal['png', 'svg']", _calls.form_of(path))
        content = await self.read(index=index, format=form)
        return await asyncio.to_thread(write_whole, path, content)


def _bearable(error: EaselError) -> EaselError:
    """``error``, if watching can go on in spite of it."""
    if _calls.is_retryable(error):
        return error
    raise error


class AsyncGenerations:
    """Every kind of picture, with progress."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(
        self,
        *,
        timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        extra_headers: Optional[Mapping[str, str]] = None,
        **params: Unpack[GenerationParams],
    ) -> AsyncJob:
        """Asks for pictures. Charts, diagrams and infographics are finished in the answer; others
        are queued, to be waited for with ``job.wait()``."""
        options = Options(timeout, max_retries, idempotency_key, extra_headers)
        told = await self._transport.json(_calls.create_call(params, options))
        return AsyncJob(self._transport, read_generation(told))

    async def get(self, generation_id: str) -> AsyncJob:
        """A generation made earlier."""
        told = await self._transport.json(Call("GET", _calls.generation_path(generation_id)))
        return AsyncJob(self._transport, read_generation(told))

    async def page(
        self,
        *,
        state: Optional[State] = None,
        before: Optional[str] = None,
        limit: Optional[int] = None,
    ) -> GenerationPage:
        """One page of the account's generations, newest first; ``limit`` 1 to 100, default 20."""
        query = {"state": state, "before": before, "limit": limit}
        told = await self._transport.json(Call("GET", _calls.GENERATIONS, query=query))
        generations = [read_generation(each) for each in told["generations"]]
        return GenerationPage(generations, told.get("next_before"))

    async def list(
        self,
        *,
        state: Optional[State] = None,
        before: Optional[str] = None,
        limit: Optional[int] = None,
    ) -> AsyncIterator[AsyncJob]:
        """All of the account's generations, newest first, page by page as they are needed."""
        while True:
            page = await self.page(state=state, before=before, limit=limit)
            for generation in page.generations:
                yield AsyncJob(self._transport, generation)
            before = page.next_before
            if before is None:
                return


class AsyncImages:
    """A picture from finished parameters."""

    def __init__(self, generations: AsyncGenerations) -> None:
        self._generations = generations

    async def generate(
        self,
        prompt: str,
        *,
        on_progress: Optional[OnProgress] = None,
        on_event: Optional[OnEvent] = None,
        wait_timeout: Optional[float] = None,
        timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        extra_headers: Optional[Mapping[str, str]] = None,
        **params: Unpack[ImageParams],
    ) -> ImageResult:
        """Makes a picture and waits for it, ``wait_timeout`` seconds at most. The prompt is not
        changed, unless ``smart``, ``intent`` or ``enhance`` ask for it. Where waiting is broken
        off, the generation is cancelled."""
        job = await self._generations.create(
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
            extra_headers=extra_headers,
            **cast("GenerationParams", _calls.native(prompt, params)),
        )
        try:
            await job.wait(timeout=wait_timeout, on_progress=on_progress, on_event=on_event)
        except BaseException:
            # Nobody else knows the generation, so that nobody else could stop it.
            if not job.is_final:
                try:
                    await job.cancel(timeout=5.0, max_retries=0)
                except EaselError:
                    pass
            raise
        return _calls.image_result(job.generation)


class AsyncSmartGen:
    """A picture from a description and levels of style, detail, color and lighting."""

    def __init__(self, transport: AsyncTransport, images: AsyncImages) -> None:
        self._transport = transport
        self._images = images

    @overload
    async def generate_image(
        self,
        description: str,
        *,
        param_only: Literal[True],
        image_model: Optional[str] = None,
        is_sd: Optional[bool] = None,
        language_model: Optional[str] = None,
        stylization_level: Optional[int] = None,
        detail_level: Optional[int] = None,
        color_level: Optional[int] = None,
        lighting_level: Optional[int] = None,
        must_include: Optional[str] = None,
        examples: Optional[Sequence[str]] = None,
        quality: Optional[Literal["normal", "high"]] = None,
        num_iterations: Optional[int] = None,
        guidance_scale: Optional[float] = None,
        negative_prompt: Optional[str] = None,
        width: Optional[int] = None,
        height: Optional[int] = None,
        on_progress: Optional[OnProgress] = None,
        on_event: Optional[OnEvent] = None,
        timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> SmartGenPreview: ...

    @overload
    async def generate_image(
        self,
        description: str,
        *,
        param_only: Literal[False] = False,
        image_model: Optional[str] = None,
        is_sd: Optional[bool] = None,
        language_model: Optional[str] = None,
        stylization_level: Optional[int] = None,
        detail_level: Optional[int] = None,
        color_level: Optional[int] = None,
        lighting_level: Optional[int] = None,
        must_include: Optional[str] = None,
        examples: Optional[Sequence[str]] = None,
        quality: Optional[Literal["normal", "high"]] = None,
        num_iterations: Optional[int] = None,
        guidance_scale: Optional[float] = None,
        negative_prompt: Optional[str] = None,
        width: Optional[int] = None,
        height: Optional[int] = None,
        on_progress: Optional[OnProgress] = None,
        on_event: Optional[OnEvent] = None,
        timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> SmartGenImage: ...

    async def generate_image(
        self,
        description: str,
        *,
        param_only: bool = False,
        on_progress: Optional[OnProgress] = None,
        on_event: Optional[OnEvent] = None,
        timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        **params: Any,
    ) -> Union[SmartGenImage, SmartGenPreview]:
        """Writes the prompt and makes the picture; with ``param_only``, writes the prompt only.

        The levels are 1 to 5: ``stylization_level`` photorealistic to highly artistic,
        ``detail_level`` minimalist to extremely intricate, ``color_level`` monochrome to
        hyper-saturated, ``lighting_level`` flat to extremely dramatic. ``must_include`` stands in
        the prompt unaltered; the form of ``examples`` is followed; ``is_sd`` writes weighted tags
        for Stable Diffusion. Defaults: ``image_model`` FLUX.1-dev, ``num_iterations`` 20 (30 with
        ``quality="high"``), ``guidance_scale`` 3 (6 with ``is_sd``).
        """
        options = Options(timeout, max_retries, idempotency_key)
        if param_only or (on_progress is None and on_event is None):
            return await self._post(description, params, param_only, options)
        # One call has one answer; progress needs the generation, and so both steps from here.
        preview = await self._post(description, params, True, Options(timeout, max_retries))
        made = await self._images.generate(
            on_progress=on_progress,
            on_event=on_event,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
            **cast(Any, preview.parameters),
        )
        return SmartGenImage(made.url, preview.parameters, made.generation_id)

    async def _post(
        self, description: str, params: Mapping[str, Any], param_only: bool, options: Options
    ) -> Union[SmartGenImage, SmartGenPreview]:
        body = {"description": description, **params}
        if param_only:
            body["param_only"] = True
        call = Call("POST", _calls.SMARTGEN, body=body, charged=not param_only, options=options)
        return _calls.smartgen_answer(await self._transport.json(call), param_only)


class AsyncModels:
    """The installed models."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def list(self) -> List[Model]:
        """By name."""
        told = await self._transport.json(Call("GET", "/api/v1/models"))
        return [read(Model, model) for model in told["models"]]


class AsyncAccounts:
    """The account of the key."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def get(self) -> Account:
        """Name and credits."""
        return read(Account, await self._transport.json(Call("GET", "/api/v1/account")))

    async def usage(self, *, limit: Optional[int] = None) -> list[UsageEntry]:
        """The ledger, newest first; ``limit`` 1 to 1000, default 100."""
        told = await self._transport.json(Call("GET", "/api/v1/usage", query={"limit": limit}))
        return [read(UsageEntry, entry) for entry in told["entries"]]


class AsyncEasel:
    """A client of one AsyncEasel server. Close it, or use it as a context manager.

    ``api_key`` and ``base_url`` default to the environment variables ``EASEL_API_KEY`` and
    ``EASEL_BASE_URL``, the latter then to ``http://127.0.0.1:8188``. ``timeout`` are the seconds
    to wait for the server to answer; failed calls are tried again ``max_retries`` times.
    """

    def __init__(
        self,
        api_key: Optional[str] = None,
        base_url: Optional[str] = None,
        *,
        timeout: float = _calls.DEFAULT_TIMEOUT,
        max_retries: int = _calls.DEFAULT_MAX_RETRIES,
        headers: Optional[Mapping[str, str]] = None,
        http_client: Optional[httpx.AsyncClient] = None,
    ) -> None:
        settings = Settings(api_key, base_url, timeout, max_retries, headers)
        self._owned = http_client is None
        self._http = httpx.AsyncClient() if http_client is None else http_client
        self._transport = AsyncTransport(settings, self._http)
        self.base_url = settings.base_url
        self.generations = AsyncGenerations(self._transport)
        self.images = AsyncImages(self.generations)
        self.smartgen = AsyncSmartGen(self._transport, self.images)
        self.models = AsyncModels(self._transport)
        self.account = AsyncAccounts(self._transport)

    async def aclose(self) -> None:
        """Closes the connections; a client given as ``http_client`` stays open."""
        if self._owned:
            await self._http.aclose()

    async def __aenter__(self) -> AsyncEasel:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[type[BaseException]],
        exc: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        await self.aclose()

    async def understand(
        self, prompt: str, *, width: Optional[int] = None, height: Optional[int] = None
    ) -> Understanding:
        """What a prompt means, free of charge."""
        body = {"prompt": prompt, "width": width, "height": height}
        told = await self._transport.json(Call("POST", "/api/v1/understand", body=body))
        return read(Understanding, told)

    async def render(
        self,
        spec: Spec,
        *,
        width: Optional[int] = None,
        height: Optional[int] = None,
        format: Optional[Literal["png", "svg", "webp", "jpeg", "pdf"]] = None,
        scale: Optional[float] = None,
        idempotency_key: Optional[str] = None,
    ) -> Rendering:
        """Draws a chart, diagram or infographic."""
        options = Options(idempotency_key=idempotency_key)
        call = _calls.render_call(spec, (width, height, scale), format, options)
        return _calls.rendering(await self._transport.send(call))

    async def download(
        self, picture: Union[str, ImageResult, SmartGenImage, GenerationImage]
    ) -> bytes:
        """The bytes of a picture by its address, or of a result that has one."""
        url = picture if isinstance(picture, str) else picture.url
        call = self._transport.settings.file(url, Options())
        return (await self._transport.send(call)).content

    async def save(
        self, picture: Union[str, ImageResult, SmartGenImage, GenerationImage], path: _Path
    ) -> str:
        """Writes a picture to a file; makes missing folders. Returns the path."""
        content = await self.download(picture)
        return await asyncio.to_thread(write_whole, path, content)
