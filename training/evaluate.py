"""Measures how far pictures show what their captions say, on captions kept from the training.

The captions are composed with `evaluating`, so that every combination of thing and colour, and every
pair of things, is one that no training caption had. The judge looks at the painted pictures and, for
comparison, at real renderings of the same captions. Chance is what a picture of another caption of
the same kind gets.

Usage: python evaluate.py DATA_FOLDER AUTOENCODER CHECKPOINT JUDGE SETTING OUT.json [captions a kind]
"""
import json
import os
import sys
from pathlib import Path

import numpy as np
import torch

import judge as judging
from compose import Composer
from sample import Painter

SAMPLING = {"steps": 8, "guidance": 3.5, "sampler": "euler_a"}


def whole(picture):
    """A picture of 128 pixels at the judge's size."""
    side = picture.shape[0]
    return picture.reshape(64, side // 64, 64, side // 64, 3).mean((1, 3)).astype(np.uint8)


def halves(picture, upright):
    """The two places of a pair at the judge's size."""
    side = picture.shape[0]
    half, quarter = side // 2, side // 4
    if upright:
        parts = [picture[:half, quarter:-quarter], picture[half:, quarter:-quarter]]
    else:
        parts = [picture[quarter:-quarter, :half], picture[quarter:-quarter, half:]]
    step = half // 64
    return [p.reshape(64, step, 64, step, 3).mean((1, 3)).astype(np.uint8) for p in parts]


class Panel:
    def __init__(self, path):
        self.judge, self.concepts = judging.load(path)

    def look(self, pictures):
        with torch.no_grad():
            return self.judge(judging.shown(torch.from_numpy(np.stack(pictures))))

    def singles(self, pictures, facts):
        """Shares of right concepts (in the first one and five), colours and looks."""
        concept, colour, look = self.look([whole(p) for p in pictures])
        truth = torch.tensor([self.concepts.index(f["things"][0][0]) for f in facts])
        colours = torch.tensor([judging.COLOURS.index(f["things"][0][1] or "none") for f in facts])
        looks = torch.tensor([judging.LOOKS.index(f["look"].replace("schemed", "colour")) for f in facts])
        named = colours > 0
        return {"concept first": (concept.argmax(1) == truth).float().mean().item(),
                "concept in five": (concept.topk(5).indices == truth[:, None]).any(1).float().mean().item(),
                "colour": (colour.argmax(1) == colours)[named].float().mean().item(),
                "style": (look.argmax(1) == looks).float().mean().item()}

    def pairs(self, pictures, facts):
        """Shares of pairs with both things in place, and with both colours in place or swapped."""
        views = [view for p, f in zip(pictures, facts) for view in halves(p, f["upright"])]
        concept, colour, _ = self.look(views)
        both, one, bound, swapped, coloured = 0, 0, 0, 0, 0
        for n, fact in enumerate(facts):
            found = [self.concepts.index(fact["things"][k][0]) in concept[2 * n + k].topk(5).indices
                     for k in (0, 1)]
            both += all(found)
            one += sum(found) / 2
            wanted = [thing[1] for thing in fact["things"]]
            if None in wanted or wanted[0] == wanted[1]:
                continue
            coloured += 1
            columns = [judging.COLOURS.index(w) for w in wanted]
            # Which of the two named colours each place has rather.
            likes = [colour[2 * n + k][columns].argmax().item() for k in (0, 1)]
            bound += likes == [0, 1]
            swapped += likes == [1, 0]
        return {"thing in place, in five": one / len(facts), "both in five": both / len(facts),
                "colours bound": bound / max(coloured, 1), "colours swapped": swapped / max(coloured, 1)}


def compose(composer, kind, count):
    made = []
    while len(made) < count:
        canvas, facts = getattr(composer, kind)()
        if kind == "single" and not any(colour for _, colour in facts["things"]) and len(made) % 3:
            continue
        made.append((np.clip(canvas + 0.5, 0, 255).astype(np.uint8), facts))
    return [m[0] for m in made], [m[1] for m in made]


def main(data, vae, checkpoint, judge, setting, out, count="120"):
    painter, panel = Painter(data, vae, checkpoint, setting), Panel(judge)
    composer = Composer(data, painter.config["size"], 4242, evaluating=True, first=setting == "cpu")
    report = {"sampling": SAMPLING, "captions": int(count)}
    for kind, judged in (("single", panel.singles), ("pair", panel.pairs)):
        real, facts = compose(composer, kind, int(count))
        painted = []
        for start in range(0, len(facts), 20):
            texts = [f["caption"] for f in facts[start:start + 20]]
            painted += list(painter.paint(texts, list(range(start, start + len(texts))), **SAMPLING))
        report[kind] = {"painted": judged(painted, facts), "real": judged(real, facts),
                        "through the autoencoder": judged(through(painter, real), facts),
                        "chance": judged(real[7:] + real[:7], facts)}
        print(kind, json.dumps(report[kind], indent=1))
    Path(out).write_text(json.dumps(report, indent=1))


def through(painter, pictures):
    """Pictures as the autoencoder gives them back: the best that painting could be."""
    with torch.no_grad():
        x = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float().to(painter.device) / 255
        made = torch.cat([painter.vae.decode(painter.vae.encode(part)) for part in x.split(20)])
    return list((made.clamp(0, 1).permute(0, 2, 3, 1).cpu().numpy() * 255 + 0.5).astype(np.uint8))


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    main(*sys.argv[1:])
