#!/usr/bin/env python3
"""Makes lucide.json, the icon set the renderer embeds, from the npm package `lucide-static`.

usage: python3 build.py PATH/TO/lucide-static

Reads icon-nodes.json (shapes) and tags.json (keywords) of the package; keeps the icons listed in
selection.txt, one a line: name, then extra keywords of our own. Every shape becomes SVG path data
on the 24 x 24 grid, so that the renderer needs one parser only.
"""
import json
import pathlib
import re
import sys


def number(value):
    text = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return text if text not in ("", "-0") else "0"


def ellipse(cx, cy, rx, ry):
    n = number
    return (
        f"M{n(cx - rx)} {n(cy)}a{n(rx)} {n(ry)} 0 1 0 {n(2 * rx)} 0"
        f"a{n(rx)} {n(ry)} 0 1 0 {n(-2 * rx)} 0z"
    )


def rect(x, y, w, h, r):
    n = number
    if r == 0:
        return f"M{n(x)} {n(y)}h{n(w)}v{n(h)}h{n(-w)}z"
    arc = lambda dx, dy: f"a{n(r)} {n(r)} 0 0 1 {n(dx)} {n(dy)}"
    return (
        f"M{n(x + r)} {n(y)}h{n(w - 2 * r)}{arc(r, r)}v{n(h - 2 * r)}{arc(-r, r)}"
        f"h{n(2 * r - w)}{arc(-r, -r)}v{n(2 * r - h)}{arc(r, -r)}z"
    )


def absolute_start(data):
    """A leading `m` is absolute only at the start of a path; here paths are joined."""
    if not data.startswith("m"):
        return data
    value = r"[-+]?(?:\d+\.?\d*|\.\d+)"
    match = re.match(rf"m\s*({value})[\s,]*({value})\s*(.*)", data, re.S)
    x, y, rest = match.groups()
    joint = "l" if rest and rest[0] in "-+.0123456789" else ""
    return f"M{x} {y}{joint}{rest}"


def path_data(tag, attributes):
    value = lambda key, default=0.0: float(attributes.get(key, default))
    if tag == "path":
        return absolute_start(attributes["d"])
    if tag == "circle":
        return ellipse(value("cx"), value("cy"), value("r"), value("r"))
    if tag == "ellipse":
        return ellipse(value("cx"), value("cy"), value("rx"), value("ry"))
    if tag == "line":
        return "M{} {}L{} {}".format(*(number(attributes[k]) for k in ("x1", "y1", "x2", "y2")))
    if tag == "rect":
        radius = value("rx", attributes.get("ry", 0))
        return rect(value("x"), value("y"), value("width"), value("height"), radius)
    if tag in ("polyline", "polygon"):
        points = attributes["points"].replace(",", " ").split()
        pairs = [f"{number(x)} {number(y)}" for x, y in zip(points[::2], points[1::2])]
        return "M" + "L".join(pairs) + ("z" if tag == "polygon" else "")
    raise SystemExit(f"cannot convert <{tag}>")


def main():
    package = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).parent
    nodes = json.loads((package / "icon-nodes.json").read_text())
    tags = json.loads((package / "tags.json").read_text())
    icons = []
    for line in (here / "selection.txt").read_text().splitlines():
        name, *extra = line.split()
        if name not in nodes:
            raise SystemExit(f"{name} is not in the package")
        path = "".join(path_data(tag, attributes) for tag, attributes in nodes[name])
        words = {word.lower() for tag in tags.get(name, []) for word in tag.split()}
        icons.append({"name": name, "path": path, "own": extra, "tags": sorted(words - set(extra))})
    lines = ",\n".join(json.dumps(icon, separators=(",", ":")) for icon in icons)
    (here / "lucide.json").write_text("[\n" + lines + "\n]\n")


main()
