"""What can go wrong, as classes to tell apart with ``except``."""

from __future__ import annotations

from typing import Optional


class EaselError(Exception):
    """Everything this package raises by itself."""


class APIConnectionError(EaselError):
    """The server could not be reached, or the connection broke, also after all retries."""


class APITimeoutError(APIConnectionError):
    """The server did not answer in time, or a generation was not done in time."""


class APIError(EaselError):
    """The server refused a call, or a generation failed.

    ``status`` is the HTTP status, 0 for a generation that was accepted and failed later; ``kind``
    is the server's name for it, such as ``invalid_request``; ``param`` names the parameter at
    fault; ``retry_after`` are the seconds after which the server wants the next try;
    ``request_id`` finds the request in the server's log; ``generation_id`` is the generation that
    failed.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        kind: str = "",
        param: Optional[str] = None,
        retry_after: Optional[float] = None,
        request_id: Optional[str] = None,
        generation_id: Optional[str] = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.param = param
        self.retry_after = retry_after
        self.request_id = request_id
        self.generation_id = generation_id

    @staticmethod
    def of(
        message: str,
        *,
        status: int,
        kind: str,
        param: Optional[str] = None,
        retry_after: Optional[float] = None,
        request_id: Optional[str] = None,
        generation_id: Optional[str] = None,
    ) -> APIError:
        """The error of the class that belongs to a kind or, where none is known, to a status."""
        known = _BY_KIND.get(kind) or _BY_STATUS.get(status)
        if known is None:
            known = ServerError if status >= 500 else APIError
        return known(
            message,
            status=status,
            kind=kind,
            param=param,
            retry_after=retry_after,
            request_id=request_id,
            generation_id=generation_id,
        )


class InvalidRequestError(APIError):
    """400: a value is missing, malformed or out of range; ``param`` names it."""


class UnsupportedParameterError(InvalidRequestError):
    """422: a known parameter or combination that the server cannot honour."""


class PayloadTooLargeError(InvalidRequestError):
    """413: more bytes than the server accepts."""


class ContentRejectedError(APIError):
    """422: refused by the content policy."""


class AuthenticationError(APIError):
    """401: no key, or an unknown one."""


class PermissionDeniedError(APIError):
    """403: the key may not do this."""


class InsufficientCreditsError(APIError):
    """402: the balance does not cover the price."""


class NotFoundError(APIError):
    """404: no such thing in this account."""


class ConflictError(APIError):
    """409: contradicts what is there, such as an idempotency key used for something else."""


class RateLimitError(APIError):
    """429: too many requests; ``retry_after`` says when to try again."""


class ServerError(APIError):
    """5xx: the server's fault, or not possible at the moment."""


class CapacityError(ServerError):
    """503: the server as a whole has no room; ``retry_after`` says when to try again."""


class ModelUnavailableError(ServerError):
    """503: no installed model can do this, or the one named is not installed."""


class UnavailableError(ServerError):
    """503: a part of the server is away for the moment."""


class EngineFailedError(ServerError):
    """502: the engine tried and failed."""


class DeadlineExceededError(ServerError):
    """504: the deadline of the generation passed before it could start."""


class GenerationCanceledError(APIError):
    """The generation was cancelled."""


_BY_KIND: dict[str, type[APIError]] = {
    "invalid_request": InvalidRequestError,
    "unsupported_parameter": UnsupportedParameterError,
    "payload_too_large": PayloadTooLargeError,
    "content_rejected": ContentRejectedError,
    "unauthenticated": AuthenticationError,
    "forbidden": PermissionDeniedError,
    "not_found": NotFoundError,
    "conflict": ConflictError,
    "insufficient_credits": InsufficientCreditsError,
    "rate_limited": RateLimitError,
    "at_capacity": CapacityError,
    "cancelled": GenerationCanceledError,
    "deadline_exceeded": DeadlineExceededError,
    "engine_failed": EngineFailedError,
    "model_unavailable": ModelUnavailableError,
    "unavailable": UnavailableError,
    "internal": ServerError,
}

_BY_STATUS: dict[int, type[APIError]] = {
    400: InvalidRequestError,
    401: AuthenticationError,
    402: InsufficientCreditsError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    413: PayloadTooLargeError,
    422: UnsupportedParameterError,
    429: RateLimitError,
}
