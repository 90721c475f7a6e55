"""Drives the unmodified package pixelapi 0.1.0 (urllib) against a running Easel."""

import os
import urllib.request

import pixelapi
from pixelapi import AuthError, InsufficientCredits, PixelAPI, PixelAPIError, RateLimitError

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
api = PixelAPI(KEY, base_url=URL + "/")
checked = 0


def check(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"pixelapi 0.1.0: {what}")
    checked += 1


def refused(kind, call):
    try:
        call()
    except PixelAPIError as error:
        check(f"expected {kind.__name__}, got {type(error).__name__}: {error}", type(error) is kind)
        return error
    raise SystemExit(f"pixelapi 0.1.0: expected {kind.__name__}, nothing was raised")


check("version", pixelapi.__version__ == "0.1.0")
before = api.get_balance()["credits_remaining"]

done = api.generate("a cat in space", width=256, height=320, seed=7, steps=4, guidance_scale=0.0,
                    negative_prompt="dog", poll_interval=0.05)
check("status", done["status"] == "completed")
check("output_url is absolute", done["output_url"].startswith("http://"))
check("credits_used is the POST's", done["credits_used"] > 0)
picture = urllib.request.urlopen(done["output_url"], timeout=5).read()
check("the picture is a PNG of the size", picture[:8] == b"\x89PNG\r\n\x1a\n"
      and picture[16:24] == (256).to_bytes(4, "big") + (320).to_bytes(4, "big"))
check("the price was taken", abs(before - api.get_balance()["credits_remaining"]
                                 - done["credits_used"]) < 1e-6)

again = api.generate("a cat in space", width=256, height=320, seed=7, steps=4, guidance_scale=0.0,
                     negative_prompt="dog", poll_interval=0.05)
check("the same seed gives the same picture",
      urllib.request.urlopen(again["output_url"], timeout=5).read() == picture)

pending = api.generate("later", width=256, height=256, steps=1, wait=False)
check("an id at once", pending["generation_id"] and pending["status"] in ("pending", "processing"))
check("get_generation", api.get_generation(pending["generation_id"])["prompt"] == "later")
check("models are an object", "models" in api.get_models())
check("usage", len(api.get_usage(limit=2)["generations"]) == 2)

refused(AuthError, lambda: PixelAPI("wrong-key", base_url=URL).get_balance())
error = refused(PixelAPIError, lambda: api.generate("x", width=99))
check("a bad width is a 400 that names it", error.status_code == 400 and "width" in str(error))
error = refused(PixelAPIError, lambda: api.generate(""))
check("an empty prompt is a 400", error.status_code == 400)
error = refused(PixelAPIError, lambda: api.get_generation("unknown"))
check("an unknown id is a 404", error.status_code == 404)
error = refused(PixelAPIError, lambda: api.generate("[[fake:fail]] x", width=256, height=256,
                                                    steps=1, poll_interval=0.05))
check("a failed generation is raised with its reason", "Generation failed" in str(error))

poor = api._request("POST", "/api/v1/keys", {"name": "poor", "new_account": True})["secret"]
refused(InsufficientCredits, lambda: PixelAPI(poor, base_url=URL).generate("x", wait=False))
check("RateLimitError exists", issubclass(RateLimitError, PixelAPIError))
print(f"pixelapi 0.1.0: {checked} checks passed")
