"""Puts our picture of each kind beside the other engine's: sheets.py THEIRS OURS OUT."""
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

theirs, ours, out = map(pathlib.Path, sys.argv[1:])
TILE, GAP, HEAD = 560, 12, 34
font = ImageFont.load_default(20)
out.mkdir(parents=True, exist_ok=True)
for file in sorted(theirs.glob("*.png")):
    kind, engine = file.stem.rsplit("-", 1)
    own = ours / f"{'scene_water_cycle' if kind == 'water_cycle' else kind}.webp"
    if not own.exists():
        continue
    sheet = Image.new("RGB", (2 * TILE + 3 * GAP, TILE + HEAD + GAP), (228, 230, 234))
    draw = ImageDraw.Draw(sheet)
    for column, (name, path) in enumerate([("Easel", own), (engine, file)]):
        picture = Image.open(path).convert("RGB")
        picture.thumbnail((TILE, TILE), Image.LANCZOS)
        x = GAP + column * (TILE + GAP)
        draw.text((x, 6), f"{kind.replace('_', ' ')}: {name}", fill=(30, 41, 59), font=font)
        sheet.paste(picture, (x + (TILE - picture.width) // 2, HEAD + (TILE - picture.height) // 2))
    sheet.save(out / f"{kind}.webp", quality=80, method=6)
