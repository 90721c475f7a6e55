#!/usr/bin/env python3
"""Makes icons.bin, the icon set the renderer embeds, from npm packages and concepts.txt.

usage: npm install lucide-static @tabler/icons && python3 build.py node_modules

Every shape becomes SVG path data on the 24 x 24 grid, so that the renderer needs one parser only.
The layout of icons.bin is described in README.md.
"""
import json
import pathlib
import re
import struct
import sys
import zlib

# Icons to a compressed block: small enough to inflate in microseconds.
BLOCK = 32
# Strengths of a match; crates/easel-render/src/icons/mod.rs says what they decide.
PHRASE, CONCEPT, NAME, STEM, WEAK, TAG = 12, 10, 9, 7, 5, 2
# An icon is reached through its own name only where that is a thing, not a word of typography.
NAME_CATEGORIES = {
    "Animals", "Food", "Sport", "Vehicles", "Buildings", "Weather", "Nature", "Health", "Devices",
    "Map", "Games", "Photography", "E-commerce", "Computers", "Electrical", "Media", "Zodiac",
}
DROPPED_CATEGORIES = {"Letters", "Numbers"}
NO_NAMES = set(
    "ad angle aperture asterisk baseline bold box boxes brackets braces captions case circle combine "
    "command component contact container contrast copy crop cross cylinder delete diff disc divide "
    "dock dome dot drone ear edit eject equal expand eye fan file files focus forward frame form "
    "group hand hash heading highlighter hop house image import info inbox italic iron key lens link "
    "list loader locate lock logs mail mails mars medal menu merge minimize minus mouse move nut "
    "octagon option pause percent phi phone pi pin play plug plus pointer power quote radical radio "
    "radius rat ratio redo regex repeat replace reply rewind ring rotate save scale scaling scan "
    "screw scroll search section send server share sheet shrink sigma slash slice spade spline split "
    "square stone strikethrough subscript summary superscript table tablets tag tags tangent terminal "
    "text timeline torus type underline undo ungroup unlink unplug variable venus view waypoints wrap "
    "x cut star point points spring switch line label target help bow bone beach device map blade "
    "bar fall rise current direction directions free direct route routes plate note notes report "
    "current home base open order orders state states plan plans left right top bottom up down "
    "sausage mood wash wave cell cards crane ironing fold grill pool cup".split()
)
# As STOP_WORDS in crates/easel-render/src/icons/words.rs; they are no part of phrases.
STOP_WORDS = set(
    "the a an of to and or in on at by for with from into is are it its your our their first last new "
    "all no not be as that this more less most one two three over up de la el le les des der die das "
    "und et y il di do van en i".split()
)
# Tags that say little or mislead.
NO_TAGS = set(
    "action actions object symbol sign shape arrow arrows direction line lines box square circle "
    "round point mark dot icon left right down number text letter form list item items more other "
    "file files user interface button menu control view mode state status type level set group "
    "thing part side area place piece line part time date work make take give good best better high "
    "lower small large big long short full empty active manage management system general basic "
    "simple quick easy open close first last next back start stop change option choose use used "
    "using create life home house room people person human light dark white black color colour "
    "sound point model class value values name names page area field key test check ready work "
    "goods service services product products quality customer customers support effect local "
    "world early late same different new old north south east west chance measure figure".split()
)


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


def stem(word):
    """As `stem` in crates/easel-render/src/icons/words.rs."""
    for ending in ("ings", "ing", "ies", "ers", "er", "ed", "es", "s", "e", "y"):
        if len(word) >= len(ending) + 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def load(modules):
    lucide = json.loads((modules / "lucide-static/icon-nodes.json").read_text())
    lucide_tags = json.loads((modules / "lucide-static/tags.json").read_text())
    tabler = json.loads((modules / "@tabler/icons/tabler-nodes-outline.json").read_text())
    about = json.loads((modules / "@tabler/icons/icons.json").read_text())
    icons, brands, tags, things = {}, set(), {}, set()
    for name, nodes in tabler.items():
        category = about[name]["category"]
        if category in DROPPED_CATEGORIES or len(nodes) > 40:
            continue
        icons[name] = "".join(path_data(tag, attributes) for tag, attributes in nodes)
        tags[name] = {str(tag).lower() for tag in about[name]["tags"]}
        if category == "Brand":
            brands.add(name)
        if category in NAME_CATEGORIES:
            things.add(name)
    for name, nodes in lucide.items():
        icons[name] = "".join(path_data(tag, attributes) for tag, attributes in nodes)
        tags.setdefault(name, set()).update(tag.lower() for tag in lucide_tags.get(name, []))
        things.add(name)
        brands.discard(name)
    return icons, brands, tags, things


def concepts(path, icons):
    """Icons, English words, other words and whether they are weak, line by line."""
    language = re.compile(r"_(es|fr|de|it|pt|nl|pl|ru|tr|ar|ja|ko|fever|snow|gov)$")
    for line in path.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        weak = line.startswith("~")
        columns = [column.split() for column in line.lstrip("~").split("|")]
        columns += [[]] * (3 - len(columns))
        found = [name for name in columns[0] if name in icons]
        if not found:
            print("no such icon:", line[:60])
            continue
        phrase = lambda words: " ".join(word for word in words.split("_") if word not in STOP_WORDS) or words
        english = [phrase(word) for word in columns[1]]
        other = [phrase(language.sub("", word)).lower() for word in columns[2]]
        yield found, english, other, weak


def index(icons, brands, tags, things, path):
    """Key to icon to strength. Keys: words and phrases as they are, `~stem`, `^word` of another
    language, `#tag`."""
    keys = {}

    def add(key, names, strength):
        entry = keys.setdefault(key, {})
        for rank, name in enumerate(names):
            # Of two icons for a word the first named is the better one.
            entry[name] = max(entry.get(name, (0, 0)), (strength, -rank))

    english_words = set()
    rows = list(concepts(path, icons))
    for found, english, _, weak in rows:
        for word in english:
            strong = PHRASE if " " in word else CONCEPT
            add(word, found, WEAK if weak and " " not in word else strong)
            if " " not in word:
                english_words.add(word)
                add("~" + stem(word), found, WEAK - 1 if weak else STEM)
    for found, _, other, weak in rows:
        for word in other:
            if word in english_words:
                continue
            strong = PHRASE if " " in word else CONCEPT
            add(word, found, WEAK if weak else strong)
            if " " not in word:
                add("^" + word, found, WEAK - 1 if weak else STEM)
    for name in sorted(things):
        word = name.replace("-", " ")
        if name not in brands and word not in NO_NAMES and word not in english_words and not re.search(r"\d", word):
            add(word, [name], PHRASE if " " in word else NAME)
    by_tag = {}
    for name, words in tags.items():
        if name not in brands:
            for word in words:
                if len(word) >= 4 and word.isalpha() and word not in NO_TAGS:
                    by_tag.setdefault(word, []).append(name)
    for word, names in by_tag.items():
        if len(names) <= 6 and word not in keys:
            plain = sorted(names, key=lambda name: (name.count("-"), name not in things, len(name), name))
            add("#" + word, plain, TAG)
    return keys


def main():
    modules, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    icons, brands, tags, things = load(modules)
    keys = index(icons, brands, tags, things, here / "concepts.txt")
    names = sorted(icons, key=str.encode)
    numbers = {name: number for number, name in enumerate(names)}
    words = sorted(keys, key=str.encode)
    name_ends, key_ends, posting_ends, block_ends = [0], [0], [0], [0]
    name_text, key_text, postings, blocks = b"", b"", b"", b""
    for name in names:
        name_text += name.encode()
        name_ends.append(len(name_text))
    for word in words:
        key_text += word.encode()
        key_ends.append(len(key_text))
        ranked = sorted(keys[word].items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
        for name, (strength, _) in ranked[:6]:
            postings += struct.pack("<HB", numbers[name], strength)
        posting_ends.append(len(postings) // 3)
    for first in range(0, len(names), BLOCK):
        text = "\n".join(icons[name] for name in names[first : first + BLOCK])
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        blocks += packer.compress(text.encode()) + packer.flush()
        block_ends.append(len(blocks))
    sections = [struct.pack(f"<{len(ends)}I", *ends) for ends in (name_ends, key_ends, posting_ends, block_ends)]
    sections += [name_text, key_text, postings, blocks]
    header = struct.pack("<8I", *(len(section) for section in sections))
    (here / "icons.bin").write_bytes(header + b"".join(sections))
    print(f"{len(names)} icons, {len(words)} keys, {len(postings) // 3} postings")


main()
