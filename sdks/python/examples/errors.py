"""Telling errors apart."""

from easel import (
    APIConnectionError,
    APIError,
    AuthenticationError,
    Easel,
    InsufficientCreditsError,
    InvalidRequestError,
    ModelUnavailableError,
    RateLimitError,
)

with Easel(max_retries=1, timeout=30.0) as easel:
    try:
        easel.images.generate("a fox", width=7)
    except InvalidRequestError as error:
        print(f"wrong {error.param}: {error}")
    except AuthenticationError:
        print("check EASEL_API_KEY")
    except InsufficientCreditsError:
        print("no credits left")
    except RateLimitError as error:
        print(f"try again in {error.retry_after} s")
    except ModelUnavailableError:
        print("install a model first")
    except APIConnectionError as error:
        print(f"is the server running? {error}")
    except APIError as error:
        print(error.status, error.kind, error.request_id)
