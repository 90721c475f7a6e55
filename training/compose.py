"""Composes training pictures out of sprites and says in words what is on them.

A picture is one object, a badge or app icon, a pair, several of a kind, or a simple scene. Colours
are taken from `COLOURS`; which combinations are held out for the evaluation is decided by
`held_out`, so that no caption of the evaluation was ever trained on.
"""
import collections
import itertools
import json
import multiprocessing
import zlib
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = {
    "red": (220, 38, 38), "orange": (245, 125, 32), "yellow": (250, 204, 21),
    "green": (34, 160, 70), "teal": (20, 150, 140), "blue": (37, 99, 235),
    "purple": (130, 60, 210), "pink": (240, 110, 170), "brown": (130, 80, 45),
    "black": (24, 24, 27), "white": (250, 250, 250), "gray": (140, 140, 146),
    "gold": (212, 165, 40), "light blue": (135, 195, 250), "dark blue": (25, 40, 110),
    "light green": (150, 220, 140), "dark green": (15, 85, 50), "cyan": (30, 200, 230),
}
OBJECT_COLOURS = ["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown",
                  "black", "white", "gray", "gold", "light blue", "dark blue", "dark green"]
GROUND_COLOURS = ["white", "light blue", "blue", "yellow", "green", "light green", "pink", "purple",
                  "orange", "red", "teal", "gray", "black", "dark blue", "cyan"]
STYLES = {  # of coloured sets; the rest is "flat"
    "fluent-emoji": ["3d icon", "glossy icon"],
    "streamline-freehand-color": ["hand drawn icon", "sketch"],
    "fluent-emoji-flat": ["flat icon", "emoji"], "twemoji": ["flat icon", "emoji"],
    "noto": ["emoji", "cartoon"], "noto-v1": ["emoji", "cartoon"], "emojione": ["emoji", "cartoon"],
}
# Sets that are coloured by their own scheme, not as the things are: always painted anew.
SCHEMED = {"streamline-color", "streamline-plump-color", "streamline-flex-color", "icon-park",
           "streamline-sharp-color", "streamline-cyber-color", "streamline-kameleon-color",
           "meteocons", "marketeq", "streamline-ultimate-color"}
FLAT = ["flat icon", "illustration", "icon"]
SOLID = ["silhouette", "solid icon", "simple icon", "logo"]
LINE = ["line icon", "outline icon", "line art"]
SHAPES = ["circle", "rounded square", "square", "hexagon", "shield", "ring", "diamond shape"]
COUNTS = {2: ["two", "2"], 3: ["three", "3"], 4: ["four", "4"]}


def held_out(*words):
    """Whether a combination is kept for the evaluation: one in twelve."""
    return zlib.crc32("|".join(words).encode()) % 12 == 0


def first_concepts():
    """The concepts that a small budget begins with."""
    lines = (Path(__file__).parent / "first.txt").read_text().splitlines()
    return [c.strip() for line in lines if not line.startswith("#") for c in line.split(",")]


def article(words):
    return ("an " if words[0] in "aeiou" and not words.startswith(("unicorn", "euro")) else "a ") + words


def plural(words):
    if words.endswith(("s", "sh", "ch", "x")):
        return words + ("" if words.endswith("s") else "es")
    return words[:-1] + "ies" if words.endswith("y") and words[-2] not in "aeiou" else words + "s"


def shade(name, rng, jitter=12):
    return np.clip(np.array(COLOURS[name], np.float32) + rng.normal(0, jitter, 3), 0, 255)


def tinted(sprite, colour):
    """The sprite in shades of one colour, its light and dark parts kept."""
    light = sprite[..., :3].astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    seen = light[sprite[..., 3] > 128]
    low, high = np.percentile(seen, [3, 97]) if len(seen) else (0, 255)
    light = np.clip((light - low) / max(high - low, 40), 0, 1)[..., None]
    dark, bright = colour * 0.35, colour + (255 - colour) * 0.75
    rgb = np.where(light < 0.5, dark + (colour - dark) * light * 2,
                   colour + (bright - colour) * (light - 0.5) * 2)
    return np.concatenate([rgb, sprite[..., 3:]], -1)


def one_colour(sprite, colour):
    out = np.empty(sprite.shape, np.float32)
    out[..., :3] = colour
    out[..., 3] = sprite[..., 3]
    return out


def scaled(sprite, side, flip=False, turn=0):
    """A float sprite, multiplied with alpha, of the given side."""
    picture = Image.fromarray(np.clip(sprite, 0, 255).astype(np.uint8), "RGBA").convert("RGBa")
    if flip:
        picture = picture.transpose(Image.FLIP_LEFT_RIGHT)
    if turn:
        picture = picture.rotate(turn, Image.BICUBIC)
    return np.asarray(picture.resize((side, side), Image.BOX if side < 64 else Image.BILINEAR),
                      np.float32)


def put(canvas, sprite, left, top):
    """Lays a sprite over the canvas; parts outside are cut off."""
    height, width = canvas.shape[:2]
    side = sprite.shape[0]
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + side, width), min(top + side, height)
    if x0 >= x1 or y0 >= y1:
        return
    part = sprite[y0 - top:y1 - top, x0 - left:x1 - left]
    place = canvas[y0:y1, x0:x1]
    place *= 1 - part[..., 3:] / 255
    place += part[..., :3]


def shape_mask(kind, side, radius, centre=None):
    """How much of each pixel a shape covers."""
    middle = side / 2 if centre is None else centre
    y, x = np.mgrid[:side, :side].astype(np.float32) + 0.5 - middle
    ax, ay = np.abs(x), np.abs(y)
    if kind in ("circle", "ring"):
        far = np.hypot(x, y) - radius
        if kind == "ring":
            far = np.maximum(far, radius * 0.84 - np.hypot(x, y))
    elif kind == "square":
        far = np.maximum(ax, ay) - radius * 0.9
    elif kind == "rounded square":
        corner = radius * 0.42
        dx, dy = ax - radius * 0.94 + corner, ay - radius * 0.94 + corner
        far = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - corner
    elif kind == "hexagon":
        far = np.maximum(ax * 0.866 + ay * 0.5, ay) - radius * 0.9
    elif kind == "diamond shape":
        far = (ax + ay) * 0.7071 - radius * 0.74
    else:  # shield
        top = np.maximum(ax - radius * 0.8, -y - radius * 0.9)
        below = np.hypot(ax + radius * 0.55, np.maximum(y, 0)) - radius * 1.35
        far = np.where(y > 0, np.maximum(top, below), top)
    return np.clip(0.5 - far, 0, 1)[..., None]


class Composer:
    """Pictures and captions out of a folder of sprites."""

    def __init__(self, data, side, seed, evaluating=False, first=False):
        data = Path(data)
        self.sprites = np.load(data / "sprites.npy", mmap_mode="r")
        self.entries = json.loads((data / "sprites.json").read_text())
        self.names = {c["concept"]: c["names"] for c in
                      json.loads((data / "concepts.json").read_text())}
        self.by_concept = defaultdict(lambda: defaultdict(list))
        for number, entry in enumerate(self.entries):
            if entry["look"] == "colour" and entry["set"] in SCHEMED:
                entry["look"] = "schemed"
            self.by_concept[entry["concept"]][entry["look"]].append(number)
        self.concepts = sorted(c for c, looks in self.by_concept.items() if looks["colour"])
        self.shares = [0.52, 0.15, 0.2, 0.06, 0.07]
        if first:
            self.shares = [0.62, 0.1, 0.18, 0.04, 0.06]
            self.concepts = [c for c in first_concepts() if c in self.concepts]
        self.side, self.rng, self.evaluating = side, np.random.default_rng(seed), evaluating

    def pick(self, of):
        return of[self.rng.integers(len(of))]

    def concept(self):
        return self.pick(self.concepts)

    def name(self, concept):
        """Mostly the first name; other names are for understanding, not for the evaluation."""
        names = self.names[concept]
        if self.evaluating or len(names) == 1 or self.rng.random() < 0.6:
            return names[0]
        return self.pick(names[1:])

    def colour_for(self, concept, colours=OBJECT_COLOURS):
        """A colour of which held-out combinations are left (or of which nothing else is)."""
        for _ in range(200):
            colour = self.pick(colours)
            if held_out(concept, colour) == self.evaluating:
                return colour
        return None

    def sprite(self, number):
        return np.asarray(self.sprites[number])

    def thing(self, concept, looks=None, colour=None, may_colour=True):
        """A sprite of a concept, its words and its style."""
        rng = self.rng
        have = self.by_concept[concept]
        weights = {"colour": 0.68, "schemed": 0.08, "solid": 0.18, "line": 0.06}
        kinds = [k for k in (looks or weights) if have[k]] or ["colour"]
        chances = np.array([weights[k] for k in kinds])
        look = kinds[rng.choice(len(kinds), p=chances / chances.sum())]
        number = self.pick(have[look])
        sprite, entry = self.sprite(number), self.entries[number]
        name = self.name(concept)
        if look in ("colour", "schemed"):
            style = self.pick(STYLES.get(entry["set"], FLAT))
            if colour is None and (look == "schemed" or may_colour and rng.random() < 0.3):
                colour = self.colour_for(concept, [c for c in OBJECT_COLOURS if c not in
                                                   ("white", "black")])
            if colour:
                sprite = tinted(sprite, shade(colour, rng))
        else:
            style = self.pick(SOLID if look == "solid" else LINE)
            colour = colour or self.colour_for(concept)
            if colour is None:
                return self.thing(concept, ["colour"], None, False)
            sprite = one_colour(sprite, shade(colour, rng))
        words = f"{colour} {name}" if colour else name
        return {"sprite": sprite, "words": words, "style": style, "look": look, "colour": colour,
                "concept": concept}

    def ground(self, avoid=(), plain=0.45):
        """A canvas, its words (None for white that is not mentioned) and its colour's name."""
        rng = self.rng
        side = self.side
        free = [c for c in GROUND_COLOURS if c not in avoid]
        if rng.random() < plain and "white" in free:
            name = "white"
        else:
            name = self.pick(free)
        colour = shade(name, rng, 5 if name == "white" else 10)
        if name == "white" and rng.random() < 0.8:
            colour = np.full(3, 255, np.float32)
        canvas = np.broadcast_to(colour, (side, side, 3)).astype(np.float32).copy()
        words = f"{name} background"
        if name != "white" and rng.random() < 0.1:
            other = self.pick([c for c in free if c != name])
            share = np.linspace(0, 1, side, dtype=np.float32)[:, None, None]
            canvas = canvas * (1 - share) + shade(other, rng) * share
            words = f"{name} and {other} gradient background"
        if name == "white" and rng.random() < 0.7:
            words = None
        return canvas, words, name

    def sentence(self, what, style, ground):
        """One of several ways to say it."""
        rng = self.rng
        tail = ""
        if ground:
            tail = self.pick([f" on {article(ground)}", f", {ground}", f" on {ground}"])
        way = rng.random()
        if way < 0.3:
            return what + tail
        if way < 0.5:
            return f"{what}, {style}{tail}"
        if way < 0.7:
            return f"{article(style)} of {what}{tail}"
        if way < 0.85:
            return f"{what}{tail}, {style}"
        return f"{style} of {what}{tail}"

    # Kinds of pictures. Each returns a canvas (float) and facts: a caption and what is on it.

    def single(self, concept=None, **wanted):
        rng, side = self.rng, self.side
        thing = self.thing(concept or self.concept(), **wanted)
        near = {"light blue": ("light blue", "cyan"), "gold": ("gold", "yellow"),
                "dark green": ("green",), "dark blue": ("black",), "black": ("dark blue",)}
        avoid = (thing["colour"], *near.get(thing["colour"], ())) if thing["look"] != "colour" else ()
        canvas, words, ground = self.ground(avoid)
        size = int(side * rng.uniform(0.66, 0.86))
        turn = rng.uniform(-12, 12) if rng.random() < 0.1 else 0
        left, top = ((side - size) // 2 + rng.integers(-3, 4, 2)).tolist()
        put(canvas, scaled(thing["sprite"], size, rng.random() < 0.2, turn), left, top)
        plain = thing["words"]
        what = plain if rng.random() < 0.4 else article(plain)
        return canvas, {"kind": "single", "caption": self.sentence(what, thing["style"], words),
                        "things": [(thing["concept"], thing["colour"])], "look": thing["look"],
                        "ground": ground}

    def badge(self):
        rng, side = self.rng, self.side
        concept = self.concept()
        shape = self.pick(SHAPES)
        canvas, words, ground = self.ground(plain=0.7)
        frame = self.pick([c for c in OBJECT_COLOURS if c != ground])
        colour = shade(frame, rng)
        mask = shape_mask(shape, side, side * rng.uniform(0.4, 0.47))
        if shape == "rounded square" and rng.random() < 0.3:
            share = np.linspace(0.8, 1.25, side, dtype=np.float32)[:, None, None]
            colour = np.clip(colour * share, 0, 255)
        canvas[:] = canvas * (1 - mask) + colour * mask
        size = int(side * rng.uniform(0.42, 0.52))
        inside = ground if shape == "ring" else frame
        if rng.random() < 0.6 or shape == "ring" and rng.random() < 0.5:
            fitting = ["white"] * 3 + ["black", "yellow", "gold"]
            if inside in ("white", "yellow", "gold"):
                fitting = ["black", "red", "blue", "purple", "dark blue", "dark green"]
            elif inside in ("black", "dark blue", "brown"):
                fitting = ["white", "yellow", "gold", "white"]
            colour_name = self.colour_for(concept, [c for c in fitting if c != inside])
            thing = self.thing(concept, ["solid", "line"] if self.by_concept[concept]["solid"]
                               else ["colour"], colour_name)
        else:
            thing = self.thing(concept, ["colour"], may_colour=False)
        at = (side - size) // 2
        put(canvas, scaled(thing["sprite"], size), at, at - (side // 40 if shape == "shield" else 0))
        what = article(thing["words"])
        framed = f"{frame} {shape}"
        kind = self.pick(["badge", "emblem", "logo", "app icon" if "square" in shape else "badge"])
        caption = self.pick([
            f"{kind} of {what} in {article(framed)}", f"{what} in {article(framed)}, {kind}",
            f"{thing['words']} {kind}, {framed}", f"{article(framed)} {kind} with {what}"])
        if words:
            caption += f", {words}"
        return canvas, {"kind": "badge", "caption": caption, "look": thing["look"], "ground": ground,
                        "things": [(concept, thing["colour"])], "frame": (shape, frame)}

    def pair(self):
        rng, side = self.rng, self.side
        for _ in range(300):
            first, second = self.concept(), self.concept()
            if first != second and held_out(*sorted((first, second))) == self.evaluating:
                break
        coloured = rng.random() < 0.55
        looks = ["solid", "colour"] if rng.random() < 0.2 else ["colour"]
        things, colours = [], []
        for concept in (first, second):
            colour = None
            if coloured:
                colour = self.colour_for(concept, [c for c in OBJECT_COLOURS if c not in
                                                   ("white", "black", *colours)])
                colours.append(colour)
            things.append(self.thing(concept, looks, colour, False))
        canvas, words, ground = self.ground([t["colour"] for t in things if t["look"] != "colour"])
        size = int(side * rng.uniform(0.42, 0.48))
        a, b = (side // 2 - size) // 2 + 1, side // 2 + (side // 2 - size) // 2 - 1
        middle = (side - size) // 2 + int(rng.integers(-4, 5))
        upright = rng.random() < 0.2
        for thing, at in zip(things, (a, b)):
            place = (middle, at) if upright else (at, middle)
            put(canvas, scaled(thing["sprite"], size), *place)
        x, y = (article(t["words"]) for t in things)
        if upright:
            what = self.pick([f"{x} above {y}", f"{y} below {x}", f"{x} over {y}"])
        else:
            what = self.pick([f"{x} and {y}"] * 4 + [f"{x} next to {y}", f"{x} to the left of {y}",
                                                     f"{y} to the right of {x}", f"{x} with {y}"])
        return canvas, {"kind": "pair", "caption": self.sentence(what, things[0]["style"], words),
                        "things": [(t["concept"], t["colour"]) for t in things], "ground": ground,
                        "look": "colour", "upright": upright}

    def several(self):
        rng, side = self.rng, self.side
        thing = self.thing(self.concept())
        canvas, words, ground = self.ground((thing["colour"],))
        count = int(rng.integers(2, 5))
        size = int(side * {2: 0.45, 3: 0.32, 4: 0.42}[count])
        if count == 4:
            places = [(x, y) for y in (0.28, 0.72) for x in (0.28, 0.72)]
        else:
            places = [((n + 0.5) / count, 0.5) for n in range(count)]
        sprite = scaled(thing["sprite"], size)
        for x, y in places:
            put(canvas, sprite, int(x * side - size / 2), int(y * side - size / 2))
        what = f"{self.pick(COUNTS[count])} {plural(thing['words'])}"
        return canvas, {"kind": "several", "caption": self.sentence(what, thing["style"], words),
                        "things": [(thing["concept"], thing["colour"])], "ground": ground,
                        "look": thing["look"], "count": count}

    def scene(self):
        rng, side = self.rng, self.side
        sky = self.pick(["light blue", "light blue", "blue", "dark blue", "orange", "pink"])
        land, colour = [("grass", "green"), ("sand", "yellow"), ("snow", "white"), ("water", "blue"),
                        ("ground", "brown")][rng.choice(5, p=[0.4, 0.15, 0.15, 0.15, 0.15])]
        if sky == "blue" and land == "water":
            sky = "light blue"
        canvas = np.broadcast_to(shade(sky, rng), (side, side, 3)).astype(np.float32).copy()
        level = int(side * rng.uniform(0.68, 0.78))
        canvas[level:] = shade(colour, rng)
        thing = self.thing(self.concept(), ["colour"])
        size = int(side * rng.uniform(0.5, 0.62))
        left = int(side * rng.uniform(0.05, 0.45))
        extra = ""
        if rng.random() < 0.6:
            up = self.pick([c for c in ("moon", "star", "cloud") if sky == "dark blue"] or
                           ["sun", "cloud", "rainbow", "airplane", "bird"])
            if self.by_concept[up]["colour"]:
                small = int(side * 0.26)
                there = int(side * 0.7) if left + size / 2 < side / 2 else int(side * 0.05)
                put(canvas, scaled(self.sprite(self.pick(self.by_concept[up]["colour"])), small),
                    there, int(side * 0.06))
                extra = f" and {article(up)}"
        put(canvas, scaled(thing["sprite"], size), left, level - size + int(side * 0.08))
        what = article(thing["words"])
        caption = self.pick([f"{what} on {land} under {article(sky)} sky{extra}",
                             f"scene with {what} on {colour} {land}, {sky} sky{extra}"])
        return canvas, {"kind": "scene", "caption": caption, "look": "colour", "ground": sky,
                        "things": [(thing["concept"], thing["colour"])]}

    def picture(self):
        kind = self.rng.choice(5, p=self.shares)
        make = (self.single, self.badge, self.pair, self.several, self.scene)[kind]
        canvas, facts = make()
        return np.clip(canvas + 0.5, 0, 255).astype(np.uint8), facts


def _chunk(task):
    """A few pictures, composed in a process of a pool."""
    data, side, seed, first, count = task
    composer = Composer(data, side, seed, first=first)
    return [composer.picture() for _ in range(count)]


def stream(data, side, seed, first, processes, chunk=250):
    """Pictures with their facts without end, composed by so many processes."""
    if processes == 1:
        composer = Composer(data, side, seed, first=first)
        while True:
            yield composer.picture()
    tasks = ((data, side, [seed, number], first, chunk) for number in itertools.count())
    with multiprocessing.Pool(processes) as pool:
        ahead = collections.deque()
        while True:
            while len(ahead) < processes * 3:
                ahead.append(pool.apply_async(_chunk, (next(tasks),)))
            yield from ahead.popleft().get()


def sheet(pictures, across):
    """Pictures in rows."""
    side = pictures[0].shape[0]
    rows = -(-len(pictures) // across)
    out = np.full((rows * (side + 4), across * (side + 4), 3), 255, np.uint8)
    for number, picture in enumerate(pictures):
        y, x = divmod(number, across)
        out[y * (side + 4):y * (side + 4) + side, x * (side + 4):x * (side + 4) + side] = picture
    return Image.fromarray(out)


if __name__ == "__main__":
    import sys
    import time
    composer = Composer(sys.argv[1], 128, 0)
    start = time.time()
    made = [composer.picture() for _ in range(60)]
    print((time.time() - start) / 60 * 1000, "ms a picture")
    sheet([m[0] for m in made], 10).save(sys.argv[2])
    for _, facts in made:
        print(facts["caption"])
