"""Collects icons from the npm package @iconify/json into one small file.

Takes icon sets whose licence permits training and redistribution of the result, leaves out sets of
brand logos, matches the names of icons with `concepts.txt`, and writes
  icons.jsonl.gz     one icon a line: set, name, concept, drawing (SVG body and box)
  concepts.json      the concepts with their names for captions and how often they are drawn
  ATTRIBUTION.md     the sets that were used, with author, licence and address

Usage: python collect.py PATH_OF_UNPACKED_PACKAGE OUT_FOLDER
"""
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
LICENCES = {"MIT", "Apache-2.0", "ISC", "CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "OFL-1.1",
            "BSD-3-Clause", "Unlicense"}
# Sets of brands, flags, files and interface glyphs: nothing for them in concepts.txt but brands.
LEFT_OUT_CATEGORIES = {"Logos", "Programming"}
LEFT_OUT = {"fa-brands", "fa6-brands", "fa7-brands", "svg-spinners", "line-md", "flag",
            "circle-flags", "flagpack", "cif", "ginetex", "nonicons", "fad", "bpmn", "wpf"}
# Words of names that tell of a drawing's style, not of what is drawn.
STYLE_WORDS = set("""outline outlined filled fill solid line linear bold duotone thin light regular
sharp rounded round twotone tone color colour flat duo variant alt alternate simple glyph stroke
24px 32px 16px 20px 48px 24 16 20 28 32 48 12 1 2 3 4 negative basic broken bulk curved icon
sharp-duotone two-tone remix big small medium gradient block freehand stickies plump emoji""".split())
# Longer drawings are mostly painted with gradients and slow to render.
LONGEST_BODY = 24_000


def concepts():
    """Names of icons to the concept they stand for, and the names of concepts for captions."""
    by_name, captions = {}, []
    for line in (HERE / "concepts.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        names = [name.strip() for name in line.split("|")]
        concept = names[0]
        captions.append({"concept": concept,
                         "names": [n for n in names if not n.startswith("~")]})
        for name in names:
            by_name.setdefault(name.lstrip("~").replace(" ", "-"), concept)
    return by_name, captions


def plain(name):
    """The name without words of style."""
    words = name.split("-")
    while len(words) > 1 and words[-1] in STYLE_WORDS:
        words.pop()
    while len(words) > 1 and words[0] in STYLE_WORDS and words[0] not in {"light", "24", "big"}:
        words.pop(0)
    return "-".join(words)


def prefixes(name):
    """The name, and without a leading word that names a group in some sets."""
    yield name
    for group in ("food-", "animal-", "weather-", "building-", "vehicle-", "transport-", "plant-",
                  "fruit-", "ecology-", "nature-", "fa-", "shopping-", "sport-", "music-"):
        if name.startswith(group):
            yield name[len(group):]


def attribution(collections, used):
    """The sets in a table, with authors, licences and where they come from."""
    def link(text, address):
        text = text.replace("|", "/")
        return f"[{text}]({address})" if address else text
    rows = ["# Icon sets that the built-in model learned from", "",
            "All from the npm package `@iconify/json`; which icons were picked is decided by",
            "`collect.py`. The pictures were recoloured, composed and shrunk for the training.", "",
            "| set | author | licence | icons |", "|---|---|---|---|"]
    for key in sorted(used):
        info = collections[key]
        author, licence = info["author"], info["license"]
        rows.append(f"| {info['name']} (`{key}`) | {link(author['name'], author.get('url'))} | "
                    f"{link(licence.get('spdx') or licence['title'], licence.get('url'))} | {used[key]} |")
    return "\n".join(rows) + "\n"


def allowed(key, info):
    return (info["license"].get("spdx") in LICENCES and key not in LEFT_OUT
            and info.get("category") not in LEFT_OUT_CATEGORIES)


def main(package, out):
    package, out = Path(package), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    by_name, captions = concepts()
    collections = json.loads((package / "collections.json").read_text())
    found, used = [], Counter()
    for key, info in sorted(collections.items()):
        if not allowed(key, info):
            continue
        data = json.loads((package / "json" / f"{key}.json").read_text())
        side = (data.get("width", 16), data.get("height", 16))
        taken = Counter()
        for name, icon in data["icons"].items():
            if icon.get("hidden") or len(icon["body"]) > LONGEST_BODY:
                continue
            concept = next((by_name[n] for n in prefixes(plain(name)) if n in by_name), None)
            if concept is None or "<text" in icon["body"] or "<animate" in icon["body"]:
                continue
            # Sets with a dozen weights of the same drawing shall not weigh a dozen times.
            taken[concept] += 1
            if taken[concept] > 6:
                continue
            box = [icon.get("left", 0), icon.get("top", 0), icon.get("width", side[0]),
                   icon.get("height", side[1])]
            found.append({"set": key, "name": name, "concept": concept, "box": box,
                          "palette": bool(info.get("palette")), "body": icon["body"]})
            used[key] += 1
    sets_of = defaultdict(set)
    coloured = Counter()
    for icon in found:
        sets_of[icon["concept"]].add(icon["set"])
        coloured[icon["concept"]] += icon["palette"]
    for caption in captions:
        concept = caption["concept"]
        caption |= {"sets": len(sets_of[concept]), "coloured": coloured[concept],
                    "icons": sum(i["concept"] == concept for i in found)}
    captions.sort(key=lambda c: -(c["sets"] + 2 * c["coloured"]))
    with gzip.open(out / "icons.jsonl.gz", "wt", compresslevel=9) as file:
        for icon in found:
            file.write(json.dumps(icon, separators=(",", ":")) + "\n")
    (out / "concepts.json").write_text(json.dumps(captions, indent=0))
    (out / "ATTRIBUTION.md").write_text(attribution(collections, used))
    print(len(found), "icons of", len(used), "sets;", sum(c["icons"] > 0 for c in captions), "concepts")
    for caption in captions:
        print(caption["concept"], caption["sets"], caption["coloured"], caption["icons"], sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:3])
