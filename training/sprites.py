"""Renders the collected icons once, cropped to what is drawn, as 128 × 128 RGBA sprites.

Writes sprites.npy (number, 128, 128, 4; colours not multiplied with alpha) and sprites.json (concept,
set and look of each). The look is measured: "colour" for icons with colours of their own, "solid"
for one-coloured icons with areas, "line" for those made of strokes.

Usage: python sprites.py DATA_FOLDER SETTING
"""
import gzip
import io
import json
import multiprocessing
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

from compose import first_concepts

SIDE = 128
# Sets whose drawings have one colour or few but are listed as coloured, or that are hard to read.
NOT_COLOURED = {"glyphs-poly", "streamline-stickies-color", "gcp", "unjs"}
SOLID_SHARE, LINE_SHARE = 0.35, 0.15


def render(icon, side=SIDE):
    """The sprite of an icon, or None where nothing is drawn."""
    left, top, width, height = icon["box"]
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
           f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}" '
           f'color="#000">{icon["body"]}</svg>')
    try:
        zoom = 224 / max(width, height)
        png = resvg_py.svg_to_bytes(svg_string=svg, width=round(width * zoom),
                                    height=round(height * zoom), skip_system_fonts=True)
    except (ValueError, RuntimeError):
        return None
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    box = picture.getchannel("A").point(lambda a: 255 if a > 16 else 0).getbbox()
    if box is None:
        return None
    picture = picture.crop(box)
    if min(picture.size) < 8:
        return None
    scale = side / max(picture.size)
    size = [max(1, round(s * scale)) for s in picture.size]
    picture = picture.convert("RGBa").resize(size, Image.LANCZOS).convert("RGBA")
    sprite = Image.new("RGBA", (side, side))
    sprite.paste(picture, ((side - size[0]) // 2, (side - size[1]) // 2))
    return np.asarray(sprite)


def look_of(icon, sprite):
    """"colour", "solid" or "line"."""
    alpha = sprite[..., 3].astype(np.float32) / 255
    if icon["palette"] and icon["set"] not in NOT_COLOURED:
        seen = sprite[..., :3][alpha > 0.8].astype(np.int32)
        if len(seen) and (seen.max(1) - seen.min(1)).mean() > 24:
            return "colour"
    sums = np.pad(alpha.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    box = 15
    means = (sums[box:, box:] - sums[:-box, box:] - sums[box:, :-box] + sums[:-box, :-box]) / box**2
    return "solid" if (means > 0.985).mean() > 0.03 else "line"


def choose(icons, limit, rng):
    """At most `limit` icons of a concept, coloured ones first, of as many sets as there are."""
    rng.shuffle(icons)
    order = defaultdict(int)
    ranked = []
    for icon in icons:
        order[icon["set"]] += 1
        ranked.append((order[icon["set"]], icon))
    ranked.sort(key=lambda pair: pair[0])
    coloured = [icon for _, icon in ranked if icon["palette"]]
    others = [icon for _, icon in ranked if not icon["palette"]]
    share = min(len(coloured), max(limit // 2, limit - len(others)))
    return coloured[:share] + others[:(limit - share) * 3]


def main(data, setting):
    data = Path(data)
    config = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    concepts = json.loads((data / "concepts.json").read_text())
    first = set(first_concepts())
    concepts.sort(key=lambda c: (c["concept"] not in first,
                                 -(4 * min(c["coloured"], 12) + min(c["sets"], 40))))
    wanted = {c["concept"] for c in concepts[:config["concepts"]]}
    rng = random.Random(1)
    by_concept = defaultdict(list)
    with gzip.open(data / "icons.jsonl.gz", "rt") as file:
        for line in file:
            icon = json.loads(line)
            if icon["concept"] in wanted:
                by_concept[icon["concept"]].append(icon)
    pictures, entries = [], []
    renderer = map if config["processes"] == 1 else multiprocessing.Pool(config["processes"]).map
    limit = config["icons_per_concept"]
    room = {"colour": limit, "solid": round(limit * SOLID_SHARE), "line": round(limit * LINE_SHARE)}
    for concept in sorted(by_concept):
        taken = defaultdict(int)
        chosen = choose(by_concept[concept], limit, rng)
        for icon, sprite in zip(chosen, renderer(render, chosen)):
            if sprite is None:
                continue
            look = look_of(icon, sprite)
            if taken[look] >= room[look]:
                continue
            taken[look] += 1
            pictures.append(sprite)
            entries.append({"concept": concept, "set": icon["set"], "name": icon["name"],
                            "look": look})
    np.save(data / "sprites.npy", np.stack(pictures))
    (data / "sprites.json").write_text(json.dumps(entries))
    looks = defaultdict(int)
    for entry in entries:
        looks[entry["look"]] += 1
    print(len(entries), "sprites of", len(by_concept), "concepts", dict(looks))


if __name__ == "__main__":
    main(*sys.argv[1:3])
