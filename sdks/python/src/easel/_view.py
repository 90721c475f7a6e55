"""What can be read off a generation, for both kinds of job."""

from __future__ import annotations

from typing import Optional

from ._types import Generation, GenerationImage, State


class JobView:
    """A generation as the server last told it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        """The generation as the server last told it."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.state}>"

    @property
    def id(self) -> str:
        """Its id."""
        return self.generation.id

    @property
    def state(self) -> State:
        """Its state."""
        return self.generation.state

    @property
    def is_final(self) -> bool:
        """True in a state that does not change any more."""
        return self.generation.is_final

    @property
    def url(self) -> Optional[str]:
        """The first picture, once there is one."""
        return self.generation.png_url

    @property
    def svg_url(self) -> Optional[str]:
        """The picture as vectors, for charts, diagrams and infographics."""
        return self.generation.svg_url

    @property
    def images(self) -> list[GenerationImage]:
        """All pictures."""
        return self.generation.images
