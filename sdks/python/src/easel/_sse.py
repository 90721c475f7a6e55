"""Reading server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_LINE_END = re.compile("\r\n|\n|\r")


class ServerEvent(NamedTuple):
    """One event."""

    event: str
    data: str


class EventParser:
    """Cuts bytes into events, however they are divided on the way."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._event = ""
        self._data: list[str] = []
        self._after_return = False

    def push(self, content: bytes) -> list[ServerEvent]:
        """The events that are complete with ``content``."""
        text = self._decoder.decode(content)
        if not text:
            return []
        # A line ends with \\n, \\r or both; a \\r at the very end may be half of both.
        half = self._after_return and text.startswith("\n")
        self._after_return = text.endswith("\r")
        *lines, self._rest = _LINE_END.split(self._rest + (text[1:] if half else text))
        events = (self._line(line) for line in lines)
        return [event for event in events if event is not None]

    def _line(self, line: str) -> ServerEvent | None:
        if not line:
            event, data = self._event or "message", self._data
            self._event, self._data = "", []
            return ServerEvent(event, "\n".join(data)) if data else None
        # A line that begins with a colon is a comment, sent to keep the connection alive.
        name, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
        return None
