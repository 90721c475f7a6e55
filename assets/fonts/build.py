#!/usr/bin/env python3
"""Makes the subset fonts of this folder from their upstream packages. Run by hand; the results
are committed.

    pip install fonttools brotli
    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb cjk
    npm pack @fontsource/lora … (see FAMILIES), each unpacked to npm/<name>
    python3 build.py cjk/usr/share/fonts/opentype/noto npm [TARGET]

The same versions of fonttools and of the packages (README.md) give the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger, Options
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent

# File name, index of the face in the collection.
CJK = {"NotoSansCJK-Regular": "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold": "NotoSansCJK-Bold.ttc"}

# Families for names and headings: file name, package of @fontsource, weight. Some have reserved
# names, so the subsets are called `Easel Serif` and so on.
FAMILIES = [
    ("EaselSerif-Regular", "playfair-display", 400),
    ("EaselSerif-Bold", "playfair-display", 700),
    ("EaselSlab-Bold", "zilla-slab", 700),
    ("EaselRounded-Regular", "nunito", 400),
    ("EaselRounded-Bold", "nunito", 700),
    ("EaselMono-Bold", "jetbrains-mono", 700),
    ("EaselDisplay-Bold", "oswald", 600),
    ("EaselScript-Regular", "pacifico", 400),
]
LATIN = set(range(0x20, 0x250)) | set(range(0x1E00, 0x1F00)) | set(range(0x2000, 0x2070)) | {0x20AC, 0x2122}
# Chinese (simplified) forms, with Japanese and Korean ones for texts in these languages.
CJK_SCRIPTS = ["DFLT.dflt"] + [
    f"{script}.{language}" for script in ["hani", "kana", "hang"] for language in ["dflt", "JAN ", "KOR "]
]
# Characters of names that the standards of the 1980s lack.
NAMES = "镕喆堃犇淼焱垚鑫昇珺璟琰瑄玥珏曌赟芃祎翀旻昉暐彧弢翊珩琮璐瑀晞婳祺禛祐粿囧槑冇啲嘅嚟咗嘢"


def two_bytes(codec, first, second):
    found = set()
    for lead in first:
        for trail in second:
            try:
                found.add(bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                pass
    return {character for character in found if len(character) == 1}


def common_cjk():
    """GB 2312, JIS X 0208 levels 1 and 2, Big5 level 1, KS X 1001 and every modern Hangul
    syllable, with their punctuation."""
    high = range(0xA1, 0xFF)
    big5 = two_bytes("big5", range(0xA1, 0xC7), [*range(0x40, 0x7F), *high])
    korean = two_bytes("euc_kr", range(0xA1, 0xFE), high)
    han = range(0x4E00, 0xA000)
    compatibility = range(0xF900, 0xFB00)
    korean = {c for c in korean if ord(c) not in han and ord(c) not in compatibility}
    characters = two_bytes("gb2312", high, high) | two_bytes("euc_jp", high, high) | big5 | korean
    points = {ord(character) for character in characters | set(NAMES)}
    points |= set(range(0xAC00, 0xD7A4))
    # Punctuation, kana, jamo, enclosed and full-width forms.
    for first, last in [
        (0x3000, 0x303F), (0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3105, 0x312F), (0x3131, 0x318E),
        (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFFEF), (0x2460, 0x24FF),
    ]:
        points |= set(range(first, last + 1))
    # Letters of other scripts come from their own fonts.
    return {point for point in points if point >= 0x2000}


def options(features, scripts):
    chosen = subset.Options()
    chosen.layout_features = features
    chosen.layout_scripts = scripts
    chosen.hinting = False
    chosen.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14, 16, 17]
    chosen.notdef_outline = True
    chosen.drop_tables += ["BASE", "vhea", "vmtx", "VORG", "DSIG"]
    return chosen


def cut(font, target, points, features, scripts=("*",)):
    cutter = subset.Subsetter(options(list(features), list(scripts)))
    cutter.populate(unicodes=points)
    cutter.subset(font)
    # No time stamps: the same input gives the same bytes.
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created
    font.save(target)
    print(f"{target.name}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size} bytes")


def cjk(folder, out):
    points = common_cjk()
    for name, file in CJK.items():
        collection = TTCollection(folder / file)
        font = next(f for f in collection if f["name"].getDebugName(6).startswith("NotoSansCJKsc"))
        cut(font, out / f"{name}.otf", points, ["locl", "ccmp"], CJK_SCRIPTS)


def rename(font, name):
    family, style = name.replace("Easel", "Easel ").split("-")
    table = font["name"]
    for name_id in (16, 17):
        table.removeNames(nameID=name_id)
    for name_id, text in [(1, family), (2, style), (3, name), (4, f"{family} {style}"), (6, name)]:
        table.removeNames(nameID=name_id)
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if style == "Bold" else 400


def families(npm, out):
    for name, package, weight in FAMILIES:
        parts = []
        for part in ["latin", "latin-ext"]:
            font = TTFont(npm / package / "files" / f"{package}-{part}-{weight}-normal.woff2")
            font.flavor = None
            file = out / f".{part}.ttf"
            font.save(file)
            parts.append(file)
        font = Merger(options=Options(drop_tables=["DSIG", "STAT", "gasp"])).merge(parts)
        for file in parts:
            file.unlink()
        rename(font, name)
        cut(font, out / f"{name}.ttf", LATIN, ["kern", "liga", "calt", "mark", "mkmk", "ccmp", "locl"])


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    target = arguments[2] if len(arguments) > 2 else HERE
    cjk(arguments[0], target)
    families(arguments[1], target)
