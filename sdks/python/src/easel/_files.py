"""Reading and writing files."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path
from typing import Union

from ._types import ImageInput


def write_whole(path: Union[str, "os.PathLike[str]"], content: bytes) -> str:
    """Writes in one step: nobody sees half a file. Makes missing folders. Returns the path."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        half.write_bytes(content)
        os.replace(half, target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return str(target)


def as_base64(picture: ImageInput) -> str:
    """A picture as base64; text is taken for base64 or a data URL already."""
    if isinstance(picture, str):
        return picture
    content = picture if isinstance(picture, (bytes, bytearray)) else Path(picture).read_bytes()
    return base64.b64encode(content).decode("ascii")
