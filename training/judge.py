"""A judge of pictures: a small network that says what is on a picture, trained on rendered pictures.

It tells the concept, the colour an object was given (or none) and the look (of its own colours, solid
or line), from 64 × 64 pixels. A tenth of the sprites is kept from its training; how well it does on
those and on compositions that the model's training never had is what it is validated by.

Usage: python judge.py DATA_FOLDER JUDGE.pt SETTING [minutes]
"""
import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from compose import OBJECT_COLOURS, Composer, put, scaled

SIDE = 64
LOOKS = ["colour", "solid", "line"]
COLOURS = ["none", *OBJECT_COLOURS]


class Judge(nn.Module):
    def __init__(self, concepts):
        super().__init__()
        widths = [3, 24, 48, 96, 160, 224]
        layers = []
        for number, (a, b) in enumerate(zip(widths, widths[1:])):
            layers += [nn.Conv2d(a, b, 3, padding=1, stride=1 if number == 0 else 2),
                       nn.BatchNorm2d(b), nn.ReLU()]
        self.body = nn.Sequential(*layers, nn.Conv2d(224, 224, 3, padding=1), nn.BatchNorm2d(224),
                                  nn.ReLU())
        self.heads = nn.ModuleList(nn.Linear(448, n) for n in (concepts, len(COLOURS), len(LOOKS)))

    def forward(self, x):
        h = self.body(x * 2 - 1)
        h = torch.cat([h.mean((2, 3)), h.amax((2, 3))], 1)
        return [head(h) for head in self.heads]


class Views(Composer):
    """Single objects as the judge is shown them: any size and place, on any ground."""

    def __init__(self, data, seed, kept, first):
        super().__init__(data, SIDE * 2, seed, first=first)
        kept_number = {n for n in range(len(self.entries)) if n % 10 == 3}
        for looks in self.by_concept.values():
            for look, numbers in looks.items():
                fitting = [n for n in numbers if (n in kept_number) == kept]
                looks[look] = fitting if fitting or kept else numbers
        if kept:
            self.concepts = [c for c in self.concepts if self.by_concept[c]["colour"]]

    def colour_for(self, concept, colours=OBJECT_COLOURS):
        return self.pick(colours)

    def view(self):
        rng, side = self.rng, self.side
        thing = self.thing(self.concept())
        canvas, _, _ = self.ground((thing["colour"],), plain=0.35)
        size = int(side * rng.uniform(0.6, 0.98))
        left, top = (int((side - size) * rng.uniform(0.1, 0.9)) for _ in range(2))
        put(canvas, scaled(thing["sprite"], size, rng.random() < 0.3, rng.uniform(-10, 10)), left, top)
        small = canvas.reshape(SIDE, 2, SIDE, 2, 3).mean((1, 3))
        look = "colour" if thing["look"] == "schemed" else thing["look"]
        return (np.clip(small, 0, 255).astype(np.uint8), self.concepts_at[thing["concept"]],
                COLOURS.index(thing["colour"] or "none"), LOOKS.index(look))

    def batch(self, count, order):
        self.concepts_at = order
        views = [self.view() for _ in range(count)]
        return (torch.from_numpy(np.stack([v[0] for v in views])),
                *(torch.tensor([v[n] for v in views]) for n in (1, 2, 3)))


def shown(pictures):
    """Bytes (n, 64, 64, 3) as the network takes them."""
    return pictures.permute(0, 3, 1, 2).float() / 255


def roughened(x, rng):
    """Blur and noise, so that a picture's decoder is not what is judged."""
    if rng.random() < 0.5:
        x = F.interpolate(F.avg_pool2d(x, 2), scale_factor=2, mode="bilinear")
    return (x + torch.randn_like(x) * rng.uniform(0, 0.06)).clamp(0, 1)


def load(path):
    state = torch.load(path, map_location="cpu", weights_only=True)
    judge = Judge(len(state["concepts"]))
    judge.load_state_dict(state["model"])
    return judge.eval().requires_grad_(False), state["concepts"]


def main(data, path, setting, minutes="8"):
    first = setting == "cpu"
    seen, kept = Views(data, 77, False, first), Views(data, 78, True, first)
    concepts = seen.concepts
    order = {c: n for n, c in enumerate(concepts)}
    judge = Judge(len(concepts)).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(judge.parameters(), lr=2e-3, weight_decay=0.02)
    rng = np.random.default_rng(3)
    pool, step, begin = None, 0, time.time()
    length = float(minutes) * 60
    while time.time() - begin < length:
        new = seen.batch(16, order)
        pool = new if pool is None else tuple(torch.cat([a, b])[-8000:] for a, b in zip(pool, new))
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1, (step + 1) / 100) * max(0.02, 1 - (time.time() - begin) / length)
        for _ in range(2):
            rows = torch.from_numpy(rng.integers(0, len(pool[0]), 64))
            x = roughened(shown(pool[0][rows]), rng).contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                answers = judge(x)
            loss = sum(weight * F.cross_entropy(a.float(), pool[n + 1][rows])
                       for n, (a, weight) in enumerate(zip(answers, (1, 0.5, 0.3))))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            step += 1
        if step % 100 == 0:
            print(step, f"loss {loss.item():.3f}", flush=True)
    judge.eval()
    with torch.no_grad():
        for name, source in (("seen sprites", seen), ("kept sprites", kept)):
            pictures, *truth = source.batch(600, order)
            answers = judge(shown(pictures))
            top5 = (answers[0].topk(5).indices == truth[0][:, None]).any(1).float().mean()
            rates = [(a.argmax(1) == t).float().mean().item() for a, t in zip(answers, truth)]
            print(f"{name}: concept {rates[0]:.3f}, top five {top5:.3f}, colour {rates[1]:.3f}, "
                  f"look {rates[2]:.3f} (chance {1 / len(concepts):.3f})")
    torch.save({"model": judge.state_dict(), "concepts": concepts}, path)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    main(*sys.argv[1:])
