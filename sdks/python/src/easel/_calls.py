"""What the synchronous and the asynchronous client share: how calls are written and answers read,
what is retried, what a generation ended with. No input or output happens here."""

from __future__ import annotations

import base64
import email.utils
import json
import os
import platform
import random
import re
import secrets
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional, Union, cast

import httpx

from ._errors import APIConnectionError, APIError, APITimeoutError, EaselError, InvalidRequestError
from ._files import as_base64
from ._sse import ServerEvent
from ._types import (
    Generation,
    ImageResult,
    GenerationProgress,
    PreviewEvent,
    ProgressEvent,
    Rendering,
    SmartGenImage,
    SmartGenPreview,
    State,
    StateEvent,
    read,
    read_generation,
)
from ._version import __version__

DEFAULT_BASE_URL = "http://127.0.0.1:8188"
DEFAULT_TIMEOUT = 600.0
DEFAULT_MAX_RETRIES = 2
GENERATIONS = "/api/v1/generations"
SMARTGEN = "/v1/smartgen"

SILENCE_MAX = 60.0
"""The server sends a sign of life every 15 s; a stream without any for so many seconds is dead."""
FAILURES_MAX = 10
"""Failures in a row after which watching gives up. With growing pauses that is about a minute."""
POLL_SECONDS = 1.5
"""How often the server is asked where its stream does not work."""
_PAUSE = 0.5
_PAUSE_MAX = 8.0
_RETRY_AFTER_MAX = 60.0
"""A server that wants a longer pause gets no retry, and the caller is told."""
_LASTING = ("model_unavailable", "engine_failed", "deadline_exceeded")
"""Kinds that stay as they are however often one asks, unless the server says when to."""
_SEED_END = 2**53


@dataclass
class Options:
    """Settings of one call: None means those of the client."""

    timeout: Optional[float] = None
    max_retries: Optional[int] = None
    idempotency_key: Optional[str] = None
    extra_headers: Optional[Mapping[str, str]] = None


@dataclass
class Call:
    """A call."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Optional[Mapping[str, Any]] = None
    charged: bool = False
    """True where repeating the call without an idempotency key would charge twice."""
    accept: str = "application/json"
    options: Options = field(default_factory=Options)


class Settings:
    """Where the server is, and how to talk to it."""

    def __init__(
        self,
        api_key: Optional[str],
        base_url: Optional[str],
        timeout: float,
        max_retries: int,
        headers: Optional[Mapping[str, str]],
    ) -> None:
        key = (api_key or os.environ.get("EASEL_API_KEY") or "").strip()
        if not key:
            raise EaselError(
                "an API key is needed: give api_key, or set the environment variable EASEL_API_KEY"
            )
        self._api_key = key
        base = base_url or os.environ.get("EASEL_BASE_URL") or DEFAULT_BASE_URL
        self.base_url = base.strip().rstrip("/")
        self.timeout = timeout
        self.max_retries = max_retries
        self._headers = dict(headers or {})

    def retries(self, call: Call) -> int:
        """How often a failed call is tried again."""
        given = call.options.max_retries
        return self.max_retries if given is None else given

    def key(self, call: Call) -> Optional[str]:
        """The idempotency key, the same for all tries of one call."""
        if call.options.idempotency_key is not None:
            return call.options.idempotency_key
        return f"easel-sdk-{secrets.token_hex(16)}" if call.charged else None

    def request(self, call: Call, key: Optional[str]) -> dict[str, Any]:
        """The arguments of ``httpx.Client.request``."""
        own = call.path.startswith("/")
        headers = {
            "accept": call.accept if own else "*/*",
            "user-agent": f"easel-python/{__version__} python/{platform.python_version()}",
        }
        if own:
            headers["authorization"] = f"Bearer {self._api_key}"
            headers.update(self._headers)
        if key is not None:
            headers["idempotency-key"] = key
        headers.update(call.options.extra_headers or {})
        timeout = self.timeout if call.options.timeout is None else call.options.timeout
        request: dict[str, Any] = {
            "method": call.method,
            "url": self.base_url + call.path if own else call.path,
            "headers": headers,
            "timeout": httpx.Timeout(timeout, connect=min(timeout, 10.0)),
            # Files may lie behind another address.
            "follow_redirects": not own,
        }
        query = {name: value for name, value in call.query.items() if value is not None}
        if query:
            request["params"] = query
        if call.body is not None:
            request["json"] = {n: value for n, value in call.body.items() if value is not None}
        return request

    def file(self, url: str, options: Options) -> Call:
        """The call that fetches a file, which needs no key."""
        if not url:
            raise EaselError("there is no address to download from")
        absolute = url if re.match("https?:", url) else f"{self.base_url}/{url.lstrip('/')}"
        return Call("GET", absolute, options=options)


def connection_error(call: Call, error: httpx.HTTPError) -> APIConnectionError:
    """Our error for one of httpx."""
    what = f"{call.method} {call.path}"
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(f"{what} was not answered in time ({type(error).__name__})")
    return APIConnectionError(f"{what} failed: {error or type(error).__name__}")


def parsed(call: Call, response: httpx.Response) -> Any:
    """The JSON of an answer."""
    try:
        return response.json()
    except ValueError as error:
        raise EaselError(f"{call.method} {call.path} was not answered with JSON") from error


def refusal(response: httpx.Response) -> APIError:
    """The error that an answer means. Its body must have been read."""
    kind, message, param = "", "", None
    body: Any
    try:
        body = response.json()
    except ValueError:
        # Something between here and the server answered in its own way.
        body, message = None, response.text.strip()[:300]
    if isinstance(body, dict):
        told = cast("dict[str, Any]", body)
        error = told.get("error")
        if isinstance(error, dict):
            fields = cast("dict[str, Any]", error)
            kind, message = str(fields.get("kind") or ""), str(fields.get("message") or "")
            param = fields.get("param")
        for other in (told.get("error"), told.get("message"), told.get("detail")):
            if not message and isinstance(other, str):
                message = other
    return APIError.of(
        message or f"the server answered {response.status_code} {response.reason_phrase}".strip(),
        status=response.status_code,
        kind=kind,
        param=param,
        retry_after=_retry_after(response.headers.get("retry-after")),
        request_id=response.headers.get("x-request-id"),
    )


def _retry_after(value: Optional[str]) -> Optional[float]:
    """Seconds, from seconds or a date."""
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def is_retryable(error: BaseException) -> bool:
    """True where trying again may help."""
    if isinstance(error, APIConnectionError):
        return True
    if not isinstance(error, APIError):
        return False
    wait = error.retry_after
    if wait is not None and wait > _RETRY_AFTER_MAX:
        return False
    if wait is None and error.kind in _LASTING:
        return False
    return error.status in (408, 429) or error.status >= 500


def pause(error: BaseException, retry: int) -> float:
    """Seconds before the next try."""
    after = error.retry_after if isinstance(error, APIError) else None
    # Spread, so that clients that failed together do not come back together.
    if after is not None:
        return after + random.random() * 0.1
    return min(_PAUSE * float(2**retry), _PAUSE_MAX) * (1 - random.random() / 4)


def generation_path(generation_id: str) -> str:
    """The address of a generation."""
    return f"{GENERATIONS}/{urllib.parse.quote(generation_id, safe='')}"


def create_call(params: Mapping[str, Any], options: Options) -> Call:
    """The call that asks for pictures."""
    body = dict(params)
    for name in ("init_image", "mask"):
        if body.get(name) is not None:
            body[name] = as_base64(body[name])
    if body.get("reference_images") is not None:
        body["reference_images"] = [as_base64(image) for image in body["reference_images"]]
    return Call("POST", GENERATIONS, body=body, charged=True, options=options)


def render_call(spec: Any, canvas: tuple[Any, Any, Any], form: Any, options: Options) -> Call:
    """The call that draws a spec on a canvas: width, height and scale."""
    width, height, scale = canvas
    body = {"spec": spec, "width": width, "height": height, "format": form, "scale": scale}
    return Call(
        "POST", "/api/v1/render", body=body, charged=True, accept="*/*", options=options
    )


def rendering(response: httpx.Response) -> Rendering:
    """A drawn picture."""
    headers = response.headers
    return Rendering(
        content=response.content,
        media_type=headers.get("content-type", ""),
        generation_id=headers.get("easel-job-id", ""),
        credits=float(headers.get("easel-credits") or 0),
    )


def native(prompt: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of ``images.generate`` under the server's own names."""
    body: dict[str, Any] = {n: value for n, value in params.items() if value is not None}
    for name, own in (("num_iterations", "steps"), ("neg_prompt", "negative_prompt")):
        if name in body:
            value = body.pop(name)
            if body.setdefault(own, value) != value:
                raise _invalid(name, f"`{name}` and `{own}` are the same; give one of them")
    if "seed" in body:
        body["seed"] = _seed(body["seed"])
    if not any(name in body for name in ("smart", "intent", "enhance", "spec", "source")):
        body["smart"] = False
    return {"prompt": prompt, **body}


def _seed(seed: Union[int, str]) -> int:
    """Larger seeds, also those written as text, come round again."""
    try:
        whole = int(seed)
    except ValueError:
        raise _invalid("seed", f"`seed` is {seed}; it must be a whole number") from None
    return whole if whole < 0 else whole % _SEED_END


def _invalid(param: str, message: str) -> InvalidRequestError:
    return InvalidRequestError(message, status=400, kind="invalid_request", param=param)


def image_result(generation: Generation) -> ImageResult:
    """What ``images.generate`` answers with."""
    told = generation.params or {}
    return ImageResult(
        url=generation.png_url or "",
        model=told.get("model") or "",
        prompt=told.get("prompt") or generation.prompt,
        width=generation.width,
        height=generation.height,
        images=generation.images,
        generation_id=generation.id,
        credits=generation.credits,
        num_iterations=told.get("steps"),
        guidance_scale=told.get("guidance_scale"),
        neg_prompt=told.get("negative_prompt") or None,
        seed=told.get("seed"),
    )


def smartgen_answer(
    data: Mapping[str, Any], param_only: bool
) -> Union[SmartGenImage, SmartGenPreview]:
    """What SmartGen answers with."""
    return read(SmartGenPreview, data) if param_only else read(SmartGenImage, data)


def event_of(event: ServerEvent) -> Union[ProgressEvent, PreviewEvent, Generation, str, None]:
    """An event of a stream: for a change of state the generation or, where the server tells only
    that there is one, ``"state"``; nothing for events that only newer clients know."""
    try:
        told = json.loads(event.data)
        if event.event == "progress":
            return ProgressEvent(step=int(told["step"]), steps=int(told["steps"]))
        if event.event == "preview":
            return PreviewEvent(int(told["index"]), base64.b64decode(told["png_base64"]))
        if event.event == "state":
            return read_generation(told) if "images" in told else "state"
    except (KeyError, TypeError, ValueError) as error:
        raise APIConnectionError(f"the stream of events is broken: {error}") from error
    return None


class Watch:
    """What was told about a generation, and how the telling goes."""

    def __init__(self) -> None:
        self._told: Optional[State] = None
        self._failures = 0

    def heard(self) -> None:
        """The stream works."""
        self._failures = 0

    def change(self, generation: Generation) -> Optional[StateEvent]:
        """The event for a state that was not told yet."""
        if generation.state == self._told:
            return None
        self._told = generation.state
        return StateEvent(generation.state, generation)

    def advance(
        self, before: Optional[GenerationProgress], now: Optional[GenerationProgress]
    ) -> Optional[ProgressEvent]:
        """The event for a step that was found by asking."""
        if now is None or now == before:
            return None
        return ProgressEvent(now.step, now.steps)

    def pause(self, problem: EaselError, reached: bool) -> float:
        """Seconds until the stream is opened again; raises where it is time to give up. The server
        was ``reached`` by asking: it is worth going on, and asking often."""
        self._failures += 1
        if self._failures >= FAILURES_MAX:
            if not reached:
                raise problem
            self._failures = FAILURES_MAX - 1
        seconds = pause(problem, self._failures - 1)
        return min(seconds, POLL_SECONDS) if reached else seconds


def ended(generation: Generation) -> APIError:
    """The error that a generation ended with."""
    kinds = {"canceled": "cancelled", "expired": "deadline_exceeded"}
    failure = generation.error
    return APIError.of(
        failure.message if failure else f"generation {generation.id} is {generation.state}",
        status=0,
        kind=failure.kind if failure else kinds.get(generation.state, "engine_failed"),
        param=failure.param if failure else None,
        generation_id=generation.id,
    )


def picture_url(generation: Generation, index: int, form: str) -> str:
    """The address of a picture of a finished generation."""
    if form == "svg":
        if generation.svg_url is None:
            raise EaselError(f"generation {generation.id} is painted and has no vectors")
        return generation.svg_url
    if not 0 <= index < len(generation.images):
        raise EaselError(f"generation {generation.id} has no picture {index}")
    return generation.images[index].url


def form_of(path: Union[str, "os.PathLike[str]"]) -> str:
    """``svg`` where the name says so, else ``png``."""
    return "svg" if os.fspath(path).lower().endswith(".svg") else "png"
