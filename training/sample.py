"""Paints with a checkpoint in PyTorch as the engine does: same noise, samplers and guidance.

Usage: python sample.py DATA_FOLDER AUTOENCODER CHECKPOINT SETTING OUT.png [--steps N --guidance G
       --sampler NAME --seed S --prompts FILE]
"""
import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch

import autoencoder
from build import encode
from compose import sheet
from model import Model, alphas_cumprod
from tokens import Tokenizer


def engine_noise(seed, call, count):
    """What the engine's random numbers (Philox, as on CUDA) are at the `call`-th drawing."""
    counter = [np.full(count, call, np.uint64), np.zeros(count, np.uint64),
               np.arange(count, dtype=np.uint64), np.zeros(count, np.uint64)]
    key = [seed & 0xFFFFFFFF, seed >> 32]
    low = np.uint64(0xFFFFFFFF)
    for turn in range(10):
        a = counter[0] * np.uint64(0xD2511F53)
        b = counter[2] * np.uint64(0xCD9E8D57)
        counter = [(b >> np.uint64(32)) ^ counter[1] ^ np.uint64(key[0]), b & low,
                   (a >> np.uint64(32)) ^ counter[3] ^ np.uint64(key[1]), a & low]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    u = (counter[0].astype(np.float64) + 0.5) / 2**32
    v = (counter[1].astype(np.float64) + 0.5) / 2**32 * 2 * np.pi
    return (np.sqrt(-2 * np.log(u)) * np.sin(v)).astype(np.float32)


class Painter:
    def __init__(self, data, vae, checkpoint, setting, device=None):
        device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        data = Path(data)
        self.config = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
        vocabulary = json.loads((data / "vocabulary.json").read_text())
        self.rows = {token: row for row, token in enumerate(vocabulary)}
        self.tokenizer = Tokenizer(data / "open_clip" / "bpe_simple_vocab_16e6.txt.gz")
        self.model = Model(len(vocabulary), **self.config["model"]).to(device).eval()
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        self.model.load_state_dict(state["ema"])
        self.vae = autoencoder.load(vae, setting).to(device) if vae else None
        self.device = device
        self.sigmas = torch.sqrt((1 - alphas_cumprod()) / alphas_cumprod()).log()

    def sigma(self, t):
        low = int(t)
        share = t - low
        return float(((1 - share) * self.sigmas[low] + share * self.sigmas[min(low + 1, 999)]).exp())

    def tokens(self, texts):
        length = self.config["model"]["text_tokens"]
        return torch.tensor([encode(t, self.tokenizer, self.rows, length) for t in texts],
                            device=self.device)

    @torch.no_grad()
    def latents(self, texts, seeds, steps=8, guidance=3.0, sampler="euler_a", negative=""):
        side = self.config["size"] // 8
        times = [999 - 999 / max(steps - 1, 1) * n for n in range(steps)]
        sigmas = [self.sigma(t) for t in times] + [0.0]
        calls = 0

        def noise():
            nonlocal calls
            drawn = [engine_noise(seed, calls, 4 * side * side) for seed in seeds]
            calls += 1
            return torch.from_numpy(np.stack(drawn)).view(-1, 4, side, side).to(self.device)
        x = noise() * sigmas[0]
        ids, none = self.tokens(texts), self.tokens([negative] * len(texts))
        before = None
        for step in range(steps):
            now, then = sigmas[step], sigmas[step + 1]
            t = torch.full((len(texts),), times[step], device=self.device)
            scaled = x / (now**2 + 1) ** 0.5
            eps = self.model(scaled, t, ids, 2).float()
            if guidance != 1:
                without = self.model(scaled, t, none, 2).float()
                eps = without + guidance * (eps - without)
            clean = x - now * eps
            if then == 0:
                x = clean
            elif sampler == "euler":
                x = x + eps * (then - now)
            elif sampler == "euler_a":
                up = min(then, (then**2 * (now**2 - then**2) / now**2) ** 0.5)
                x = x + eps * ((then**2 - up**2) ** 0.5 - now) + noise() * up
            else:  # dpm++2m
                h = np.log(now / then)
                mixed = clean
                if before is not None:
                    r = before[1] / h
                    mixed = (1 + 1 / (2 * r)) * clean - 1 / (2 * r) * before[0]
                x = then / now * x - np.expm1(-h) * mixed
                before = (clean, h)
        return x

    @torch.no_grad()
    def paint(self, texts, seeds, **settings):
        """Pictures as arrays of bytes."""
        made = self.vae.decode(self.latents(texts, seeds, **settings)).clamp(0, 1)
        return (made.permute(0, 2, 3, 1).cpu().numpy() * 255 + 0.5).astype(np.uint8)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("data", "vae", "checkpoint", "setting", "out"):
        parser.add_argument(name)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--guidance", type=float, default=3)
    parser.add_argument("--sampler", default="euler_a")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prompts", default=str(Path(__file__).parent / "prompts.txt"))
    given = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    painter = Painter(given.data, given.vae, given.checkpoint, given.setting)
    texts = [line for line in Path(given.prompts).read_text().splitlines()
             if line and not line.startswith("#")]
    pictures = []
    for start in range(0, len(texts), 20):
        some = texts[start:start + 20]
        pictures += list(painter.paint(some, [given.seed + start + n for n in range(len(some))],
                                       steps=given.steps, guidance=given.guidance,
                                       sampler=given.sampler))
    sheet(pictures, 10).save(given.out)
