"""What goes over the wire. Field names are the server's own."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Optional, TypedDict, TypeVar, Union

from ._errors import EaselError

Intent = Literal["chart", "diagram", "infographic", "logo", "standard"]
"""Kinds of picture. The first three are drawn at once, the others are painted by an engine."""

State = Literal["queued", "running", "succeeded", "failed", "canceled", "expired"]
"""States of a generation; the last four are final."""

ImageInput = Union[bytes, bytearray, str, "os.PathLike[str]"]
"""A picture to start from: bytes, a path object, or text that is base64 or a data URL."""

Spec = Mapping[str, Any]
"""A finished description of a chart, diagram or infographic; its ``type`` says which."""

_T = TypeVar("_T")


class Lora(TypedDict, total=False):
    """A LoRA and its weight."""

    name: str
    """Name of an installed LoRA."""
    weight: float
    """-4 to 4. Default 1."""


class Hires(TypedDict, total=False):
    """A second pass at a larger size."""

    scale: float
    """1 to 4. Default 2."""
    steps: int
    """Denoising steps. Default 10."""
    strength: float
    """How much is repainted, 0 to 1. Default 0.5."""


class PaintingParams(TypedDict, total=False):
    """Parameters of every generation but ``prompt``."""

    spec: Spec
    """A finished description to draw, instead of a prompt."""
    smart: bool
    """False hands the prompt to the diffusion model as it stands. Default true."""
    intent: Intent
    """Insist on a kind of picture (with ``smart``)."""
    enhance: bool
    """False keeps the prompt byte for byte (with ``smart``). Default true."""
    width: int
    """Pixels, 256 to 2048."""
    height: int
    """Pixels, 256 to 2048."""
    model: str
    """Name of an installed model."""
    negative_prompt: str
    """What to avoid."""
    steps: int
    """Denoising steps, 1 to 150."""
    guidance_scale: float
    """0 to 30; 1 and below is off."""
    n: int
    """How many pictures, 1 to 10."""
    sampler: str
    """Such as ``euler`` or ``dpm++2m``."""
    scheduler: str
    """Such as ``karras``."""
    clip_skip: int
    """CLIP layers left out from the end, 1 to 12."""
    init_image: ImageInput
    """Picture to start from."""
    strength: float
    """How much of it is repainted, 0 to 1."""
    mask: ImageInput
    """White where the init image is repainted."""
    reference_images: Sequence[ImageInput]
    """Pictures to look at."""
    loras: Sequence[Lora]
    """Installed LoRAs."""
    hires: Hires
    """A second pass at a larger size."""
    vae_tiling: bool
    """Decode the picture in tiles to save memory."""
    seamless: bool
    """Make the edges meet."""
    format: Literal["png", "webp", "jpeg", "pdf"]
    """Form of the picture, default ``png``; ``pdf`` for drawn pictures only."""
    scale: float
    """Pixels per pixel of the canvas, 1 to 4, for drawn pictures."""
    selectable_text: bool
    """SVG with words instead of outlines, for drawn pictures."""
    source: str
    """A diagram or chart to draw as Mermaid or Graphviz DOT."""
    priority: int
    """Higher runs first, -100 to 100."""
    deadline_seconds: int
    """The generation expires if it cannot start within this many seconds."""


class GenerationParams(PaintingParams, total=False):
    """Parameters of ``easel.generations.create``. Either ``prompt`` or ``spec`` is needed."""

    prompt: str
    """What the picture should show."""
    seed: int
    """Below 2**53; -1 or absent for a random one."""


class ImageParams(PaintingParams, total=False):
    """Parameters of ``easel.images.generate`` but ``prompt``. A thing with two names may be given
    under one of them."""

    num_iterations: int
    """The same as ``steps``."""
    neg_prompt: str
    """The same as ``negative_prompt``."""
    seed: Union[int, str]
    """-1 or absent for a random one; larger ones than 2**53 come round again."""


class _SmartGenParametersRequired(TypedDict):
    prompt: str
    model: str
    width: int
    height: int
    num_iterations: int
    guidance_scale: float


class SmartGenParameters(_SmartGenParametersRequired, total=False):
    """Parameters as ``easel.images.generate(**parameters)`` takes them."""

    neg_prompt: str


@dataclass(frozen=True)
class SmartGenPreview:
    """The answer with ``param_only=True``."""

    parameters: SmartGenParameters


@dataclass(frozen=True)
class SmartGenImage:
    """A picture made by SmartGen."""

    url: str
    """Where the picture can be fetched without a key."""
    parameters: SmartGenParameters
    generation_id: str
    """The generation behind it; ``easel.generations.get`` takes it."""
    revised_prompt: Optional[str] = None
    """The prompt where the server changed it once more."""


@dataclass(frozen=True)
class GenerationImage:
    """One picture of a generation."""

    url: str
    """Where it can be fetched without a key."""
    width: int
    height: int
    seed: Optional[int] = None
    """The seed it was made with, for painted pictures."""


@dataclass(frozen=True)
class GenerationProgress:
    """How far an attempt is."""

    step: int
    """Denoising steps done."""
    steps: int
    """Denoising steps in all."""

    @property
    def fraction(self) -> float:
        """0 to 1."""
        return self.step / self.steps if self.steps else 0.0


@dataclass(frozen=True)
class GenerationFailure:
    """Why a generation failed."""

    kind: str
    message: str
    param: Optional[str] = None


@dataclass(frozen=True)
class Generation:
    """A generation as the server sees it."""

    id: str
    state: State
    intent: Intent
    prompt: str
    """What the person wrote."""
    width: int
    height: int
    credits: float
    """Price: held while open, taken on success."""
    estimated_seconds: float
    attempt: int
    created_at: str
    revised_prompt: Optional[str] = None
    """What was made of the prompt, where that differs."""
    spec: Optional[dict[str, Any]] = None
    """The picture as drawn, for charts, diagrams and infographics."""
    params: Optional[dict[str, Any]] = None
    """What the diffusion model was told, for the other kinds."""
    images: list[GenerationImage] = field(default_factory=list[GenerationImage])
    png_url: Optional[str] = None
    """The first picture."""
    svg_url: Optional[str] = None
    """The same as vectors, for drawn kinds."""
    progress: Optional[GenerationProgress] = None
    queue_position: Optional[int] = None
    """Generations before this one in the queue."""
    notes: list[str] = field(default_factory=list[str])
    """Remarks on how it was understood or drawn."""
    error: Optional[GenerationFailure] = None
    started_at: Optional[str] = None
    finished_at: Optional[str] = None

    @property
    def is_final(self) -> bool:
        """True in a state that does not change any more."""
        return self.state in ("succeeded", "failed", "canceled", "expired")


@dataclass(frozen=True)
class GenerationPage:
    """One page of generations, newest first."""

    generations: list[Generation]
    next_before: Optional[str] = None
    """Give as ``before`` to get the next page; none on the last one."""


@dataclass(frozen=True)
class StateEvent:
    """A generation changed its state."""

    state: State
    generation: Generation
    type: Literal["state"] = "state"


@dataclass(frozen=True)
class ProgressEvent(GenerationProgress):
    """A denoising step was done."""

    type: Literal["progress"] = "progress"


@dataclass(frozen=True)
class PreviewEvent:
    """A picture as far as it is."""

    index: int
    png: bytes = field(repr=False)
    type: Literal["preview"] = "preview"


Event = Union[StateEvent, ProgressEvent, PreviewEvent]
"""What happens to a generation."""


@dataclass(frozen=True)
class Understanding:
    """What a prompt was understood to mean."""

    intent: Intent
    confidence: float
    """How sure, 0 to 1."""
    language: str
    """ISO 639-1 code."""
    runner_up: Optional[Intent] = None
    """The second most likely intent."""
    spec: Optional[dict[str, Any]] = None
    """The picture that would be drawn, for charts, diagrams and infographics."""
    enhanced_prompt: Optional[str] = None
    """What an engine would be told, for logos and other pictures."""
    negative_prompt: Optional[str] = None
    """What it would be told to avoid."""
    changes: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    """The way from the prompt to the enhanced one: pieces that are kept, added or removed."""
    notes: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Model:
    """An installed model."""

    name: str
    kind: str
    family: str
    """sd1, sdxl, flux, …"""
    size_bytes: int
    default_steps: int
    default_guidance_scale: float
    default_side: int
    """Side of the square picture it was trained for, in pixels."""
    is_default: bool
    """True for the model that requests without a model name use."""
    problem: Optional[str] = None
    """Why generations with it wait at present, if they do."""


@dataclass(frozen=True)
class Account:
    """The account of the key."""

    id: str
    name: str
    credits_available: float
    """Credits that may be spent."""
    credits_held: float
    """Credits held for open generations."""


@dataclass(frozen=True)
class UsageEntry:
    """One line of the account's ledger."""

    kind: str
    """grant, hold, capture or release."""
    available_delta: float
    held_delta: float
    note: str
    created_at: str
    generation_id: Optional[str] = None


@dataclass(frozen=True)
class ImageResult:
    """A picture made by ``easel.images.generate``, with the parameters that were really used."""

    url: str
    """Where the first picture can be fetched without a key."""
    model: str
    """The model that painted it; for a drawn picture the empty string."""
    prompt: str
    width: int
    height: int
    images: list[GenerationImage]
    """All pictures."""
    generation_id: str
    """The generation behind it; ``easel.generations.get`` takes it."""
    credits: float
    """What it cost."""
    num_iterations: Optional[int] = None
    guidance_scale: Optional[float] = None
    neg_prompt: Optional[str] = None
    seed: Optional[int] = None


@dataclass(frozen=True)
class Rendering:
    """A drawn picture."""

    content: bytes = field(repr=False)
    """The file."""
    media_type: str
    """``image/png`` or ``image/svg+xml``."""
    generation_id: str
    """The generation behind it."""
    credits: float
    """What it cost."""

    @property
    def text(self) -> str:
        """The file as text, for SVG."""
        return self.content.decode()

    def save(self, path: Union[str, "os.PathLike[str]"]) -> str:
        """Writes the file; makes missing folders. Returns the path."""
        from ._files import write_whole

        return write_whole(path, self.content)


def read(cls: type[_T], data: Mapping[str, Any]) -> _T:
    """An object of a wire class. Fields that a newer server adds are passed over."""
    names = {each.name for each in dataclasses.fields(cls)}  # type: ignore[arg-type]
    try:
        return cls(**{name: value for name, value in data.items() if name in names})
    except TypeError as error:
        raise EaselError(f"the server's answer is no {cls.__name__}: {error}") from error


def read_generation(data: Mapping[str, Any]) -> Generation:
    """A generation with the objects inside."""
    fields = dict(data)
    images: Sequence[Mapping[str, Any]] = data.get("images") or ()
    fields["images"] = [read(GenerationImage, image) for image in images]
    if data.get("progress"):
        fields["progress"] = read(GenerationProgress, data["progress"])
    if data.get("error"):
        fields["error"] = read(GenerationFailure, data["error"])
    return read(Generation, fields)
