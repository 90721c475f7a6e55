#!/usr/bin/env python3
"""Makes emoji.txt from its upstream packages. Run by hand; the result is committed.

    pip install fonttools skia-pathops
    npm pack @iconify-json/fluent-emoji-flat @iconify-json/noto @iconify-json/circle-flags emojilib \
        unicode-emoji-json
    (each unpacked to npm/<name without scope>)
    python3 build.py npm

One line for each emoji, ascending by its code points:

    code points in hex, joined by `-`, without U+FE0F <TAB> name <TAB> keywords <TAB> layers

Layers are filled paths on a 32 x 32 grid, back to front: `#rrggbb` or `#rrggbbaa`, a space, path
data (nonzero winding), separated by `|`.
"""

import json
import re
import sys
import xml.etree.ElementTree as ET
from math import radians
from pathlib import Path

import pathops
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path

HERE = Path(__file__).resolve().parent
TONES = range(0x1F3FB, 0x1F400)
COLORS = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "silver": "#c0c0c0",
          "gray": "#808080", "blue": "#0000ff", "gold": "#ffd700", "none": None}


def local(tag):
    return tag.rsplit("}", 1)[-1]


def number(element, name, default=0.0):
    return float(element.get(name, default))


def outline(element):
    """The path data of a basic shape."""
    kind = local(element.tag)
    if kind == "path":
        return element.get("d")
    if kind in ("circle", "ellipse"):
        x, y = number(element, "cx"), number(element, "cy")
        rx = number(element, "rx", element.get("r", 0))
        ry = number(element, "ry", element.get("r", 0))
        return f"M{x - rx} {y}A{rx} {ry} 0 1 1 {x + rx} {y}A{rx} {ry} 0 1 1 {x - rx} {y}z"
    if kind == "rect":
        x, y, w, h = (number(element, name) for name in ("x", "y", "width", "height"))
        r = min(number(element, "rx", element.get("ry", 0)), w / 2, h / 2)
        if not r:
            return f"M{x} {y}h{w}v{h}h{-w}z"
        return (
            f"M{x + r} {y}h{w - 2 * r}a{r} {r} 0 0 1 {r} {r}v{h - 2 * r}a{r} {r} 0 0 1 {-r} {r}"
            f"h{-(w - 2 * r)}a{r} {r} 0 0 1 {-r} {-r}v{-(h - 2 * r)}a{r} {r} 0 0 1 {r} {-r}z"
        )
    return None


def transform(text):
    result = Identity
    for name, values in re.findall(r"(\w+)\(([^)]*)\)", text or ""):
        v = [float(x) for x in re.split(r"[\s,]+", values.strip())]
        if name == "translate":
            result = result.translate(v[0], v[1] if len(v) > 1 else 0)
        elif name == "scale":
            result = result.scale(v[0], v[1] if len(v) > 1 else v[0])
        elif name == "rotate":
            center = v[1:] or [0, 0]
            result = result.translate(*center).rotate(radians(v[0])).translate(-center[0], -center[1])
        elif name == "matrix":
            result = result.transform(Transform(*v))
        else:
            raise ValueError(name)
    return result


def shape(data, matrix):
    path = pathops.Path()
    parse_path(data, TransformPen(path.getPen(glyphSet=None), matrix))
    return path


def text_of(path):
    """Path data with two decimals."""
    out = []
    fmt = lambda *points: " ".join(f"{v:.2f}".rstrip("0").rstrip(".") or "0" for p in points for v in p)
    path.convertConicsToQuads()
    for verb, points in path.segments:
        if verb == "moveTo":
            out.append("M" + fmt(*points))
        elif verb == "lineTo":
            out.append("L" + fmt(*points))
        elif verb == "curveTo":
            out.append("C" + fmt(*points))
        elif verb == "qCurveTo":
            # Implied points lie between the off-curve ones.
            *off, last = points
            for index, control in enumerate(off):
                if index + 1 < len(off):
                    following = off[index + 1]
                    end = ((control[0] + following[0]) / 2, (control[1] + following[1]) / 2)
                else:
                    end = last
                out.append("Q" + fmt(control, end))
        else:
            out.append("z")
    return "".join(out).replace(" -", "-").replace("-0 ", "0 ")


class Drawing:
    def __init__(self, body, matrix=Identity, mask=None):
        root = ET.fromstring(
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>'
        )
        self.ids = {e.get("id"): e for e in root.iter() if e.get("id")}
        self.layers = []
        self.walk(root, {"fill": "#000000", "opacity": 1.0, "clip": mask}, matrix)

    def color(self, text):
        if text is None or text == "none":
            return None
        if text.startswith("url("):
            gradient = self.ids[text[5:-1]]
            stops = [s.get("stop-color") for s in gradient.iter() if local(s.tag) == "stop"]
            return self.color(stops[0])
        text = COLORS.get(text.lower(), text.lower())
        if len(text) == 4:
            text = "#" + "".join(c * 2 for c in text[1:])
        assert re.fullmatch(r"#[0-9a-f]{6}", text), text
        return text

    def walk(self, element, style, matrix):
        kind = local(element.tag)
        if kind in ("defs", "clipPath", "mask", "filter", "linearGradient", "radialGradient"):
            return
        style = dict(style)
        for name in ("fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"):
            if element.get(name) is not None:
                style[name] = element.get(name)
        for name in ("opacity", "fill-opacity"):
            style["opacity"] *= number(element, name, 1)
        matrix = matrix.transform(transform(element.get("transform")))
        if element.get("clip-path"):
            clip = pathops.Path()
            for child in self.ids[element.get("clip-path")[5:-1]]:
                target = self.ids[child.get("href")[1:]] if local(child.tag) == "use" else child
                if outline(target) is None:
                    continue
                clip = pathops.op(clip, shape(outline(target), matrix), pathops.PathOp.UNION)
            style["clip"] = (
                clip if style["clip"] is None else pathops.op(clip, style["clip"], pathops.PathOp.INTERSECTION)
            )
        if kind == "use":
            href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href")
            self.walk(self.ids[href[1:]], style, matrix)
            return
        data = outline(element)
        if data:
            self.paint(data, style, matrix)
        for child in element:
            self.walk(child, style, matrix)

    def paint(self, data, style, matrix):
        fill, stroke = self.color(style.get("fill")), self.color(style.get("stroke"))
        if fill:
            plain = style["clip"] is None and style.get("fill-rule") != "evenodd" and matrix == Identity
            if plain:
                self.add(fill, style, data)
            else:
                path = shape(data, matrix)
                if style.get("fill-rule") == "evenodd":
                    path.fillType = pathops.FillType.EVEN_ODD
                    path.convertConicsToQuads()
                    path.simplify(fix_winding=True, keep_starting_points=False)
                self.clipped(fill, style, path)
        if stroke:
            path = shape(data, matrix)
            scale = (abs(matrix.xx * matrix.yy - matrix.xy * matrix.yx)) ** 0.5
            cap = {"round": pathops.LineCap.ROUND_CAP, "square": pathops.LineCap.SQUARE_CAP}
            path.stroke(
                float(style.get("stroke-width", 1)) * scale,
                cap.get(style.get("stroke-linecap"), pathops.LineCap.BUTT_CAP),
                pathops.LineJoin.ROUND_JOIN
                if style.get("stroke-linejoin") == "round"
                else pathops.LineJoin.MITER_JOIN,
                4,
            )
            path.convertConicsToQuads()
            path.simplify(fix_winding=True, keep_starting_points=False)
            self.clipped(stroke, style, path)

    def clipped(self, color, style, path):
        if style["clip"] is not None:
            path = pathops.op(path, style["clip"], pathops.PathOp.INTERSECTION)
        self.add(color, style, text_of(path))

    def add(self, color, style, data):
        if not data:
            return
        alpha = round(style["opacity"] * 255)
        if alpha < 4:
            return
        color += "" if alpha == 255 else f"{alpha:02x}"
        self.layers.append((color, data))

    def text(self):
        return "|".join(f"{color} {data}" for color, data in self.layers)


def key(points):
    return "-".join(f"{point:x}" for point in points if point != 0xFE0F)


def words(name, extra):
    found = []
    for word in re.findall(r"[a-z0-9]+", (name + " " + " ".join(extra)).lower().replace("_", " ")):
        if len(word) > 1 and word not in found:
            found.append(word)
    return " ".join(found)


def flag_body(body):
    # Every flag is masked by the same disc, which is cut here.
    body = re.sub(r"<mask.*?</mask>", "", body)
    return re.sub(r' mask="[^"]*"', "", body)


def main(npm):
    fluent = json.loads((npm / "fluent-emoji-flat/icons.json").read_text())
    fluent_chars = json.loads((npm / "fluent-emoji-flat/chars.json").read_text())
    noto = json.loads((npm / "noto/icons.json").read_text())
    noto_chars = json.loads((npm / "noto/chars.json").read_text())
    flags = json.loads((npm / "circle-flags/icons.json").read_text())
    aliases = {name: alias["parent"] for name, alias in flags.get("aliases", {}).items()}
    names = json.loads((npm / "unicode-emoji-json/data-by-emoji.json").read_text())
    keywords = json.loads((npm / "emojilib/dist/emoji-en-US.json").read_text())
    split = lambda chars: key([int(part, 16) for part in chars.split("-")])
    by_key = {split(chars): icon for chars, icon in fluent_chars.items()}
    # What Fluent lacks: couples, families, the emoji of the last years.
    noto_by_key = {split(chars): icon for chars, icon in noto_chars.items()}
    disc = shape("M0 256A256 256 0 1 1 512 256A256 256 0 1 1 0 256z", Identity)
    place = Transform(28 / 512, 0, 0, 28 / 512, 2, 2)
    mask = pathops.Path()
    disc.draw(TransformPen(mask.getPen(glyphSet=None), place))
    rows, missing = {}, []
    for emoji, about in names.items():
        points = [ord(c) for c in emoji]
        code = key(points)
        text = None
        if code in by_key:
            icon = fluent["icons"].get(by_key[code])
            text = icon and Drawing(icon["body"]).text()
        elif all(0x1F1E6 <= point <= 0x1F1FF for point in points):
            country = "".join(chr(point - 0x1F1E6 + ord("a")) for point in points)
            country = aliases.get(country, country)
            if country in flags["icons"]:
                text = Drawing(flag_body(flags["icons"][country]["body"]), place, mask).text()
        elif points[0] == 0x1F3F4 and len(points) > 4:
            region = "".join(chr(p - 0xE0000) for p in points[1:-1])
            region = region[:2] + "-" + region[2:]
            if region in flags["icons"]:
                text = Drawing(flag_body(flags["icons"][region]["body"]), place, mask).text()
        if not text and code in noto_by_key:
            icon = noto["icons"].get(noto_by_key[code])
            text = icon and Drawing(icon["body"], Identity.scale(0.25)).text()
        if text:
            rows[code] = f"{code}\t{about['name']}\t{words(about['name'], keywords.get(emoji, []))}\t{text}"
        else:
            missing.append((emoji, about["name"], about["emoji_version"]))
    print(f"{len(rows)} emoji, {len(missing)} without a picture: {missing}")
    out = HERE / "emoji.txt"
    order = sorted(rows, key=lambda code: [int(part, 16) for part in code.split("-")])
    out.write_text("\n".join(rows[code] for code in order) + "\n")
    print(out.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
