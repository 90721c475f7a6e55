"""The picture encoder and decoder, in the shape of TAESD, trained on composed pictures.

The engine's shape is fixed: 64 channels everywhere, one block at full size, three below. What a small
budget leaves out is cut here (`widths`, `blocks`) and filled up with zeros by `export.py`, where
an absent block is the identity. Latents are normalised to mean 0 and variance 1 per channel by a
batch norm without parameters, which the export folds into the last layer of the encoder.

Usage: python autoencoder.py DATA_FOLDER CHECKPOINT SETTING [decoder]
With "decoder", the encoder stays as it is and the decoder goes on learning.
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

from compose import stream


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Sequential(*[nn.Conv2d(width, width, 3, padding=1) for _ in range(3)])
        nn.init.zeros_(self.conv[2].weight)
        nn.init.zeros_(self.conv[2].bias)

    def forward(self, x):
        h = F.relu(self.conv[0](x))
        h = F.relu(self.conv[1](h))
        return F.relu(self.conv[2](h) + x)


class Encoder(nn.Module):
    """Pictures in 0..1 to latents of an eighth of the side. Levels go from full size down."""

    def __init__(self, widths, blocks):
        super().__init__()
        self.first = nn.Conv2d(3, widths[0], 3, padding=1)
        self.blocks = nn.ModuleList(
            nn.ModuleList(Block(width) for _ in range(count)) for width, count in zip(widths, blocks))
        self.down = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1, bias=False)
                                  for a, b in zip(widths, widths[1:]))
        self.last = nn.Conv2d(widths[3], 4, 3, padding=1)

    def forward(self, x):
        x = self.first(x)
        for level, blocks in enumerate(self.blocks):
            if level:
                x = self.down[level - 1](x)
            for block in blocks:
                x = block(x)
        return self.last(x)


class Decoder(nn.Module):
    """Latents to pictures in 0..1. Levels go from the latents' size up."""

    def __init__(self, widths, blocks):
        super().__init__()
        widths, blocks = widths[::-1], blocks[::-1]
        self.first = nn.Conv2d(4, widths[0], 3, padding=1)
        self.blocks = nn.ModuleList(
            nn.ModuleList(Block(width) for _ in range(count)) for width, count in zip(widths, blocks))
        self.up = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1, bias=False)
                                for a, b in zip(widths, widths[1:]))
        self.last = nn.Conv2d(widths[3], 3, 3, padding=1)

    def forward(self, z):
        x = F.relu(self.first(torch.tanh(z / 3) * 3))
        for level, blocks in enumerate(self.blocks):
            if level:
                x = self.up[level - 1](F.interpolate(x, scale_factor=2))
            for block in blocks:
                x = block(x)
        return self.last(x)


class Autoencoder(nn.Module):
    def __init__(self, widths, blocks):
        super().__init__()
        self.encoder, self.decoder = Encoder(widths, blocks), Decoder(widths, blocks)
        self.norm = nn.BatchNorm2d(4, affine=False, momentum=0.01)
        for name, part in self.named_modules():
            if isinstance(part, nn.Conv2d):
                if not name.endswith("conv.2"):
                    nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
                if part.bias is not None:
                    nn.init.zeros_(part.bias)
        nn.init.constant_(self.decoder.last.bias, 0.5)
        self.decoder.last.weight.data *= 0.2

    def encode(self, x):
        return self.norm(self.encoder(x).float())

    def decode(self, z):
        return self.decoder(z)


def edges(x):
    return x[..., 1:, :] - x[..., :-1, :], x[..., :, 1:] - x[..., :, :-1]


def loss_of(made, true):
    """Absolute and squared difference, of the pictures and of their edges."""
    made, true = made.float(), true.float()
    difference = F.l1_loss(made, true) + 2 * F.mse_loss(made, true)
    return difference + sum(F.l1_loss(a, b) for a, b in zip(edges(made), edges(true)))


def load(path, setting):
    config = json.loads((Path(__file__).parent / "config.json").read_text())[setting]["autoencoder"]
    model = Autoencoder(config["widths"], config["blocks"])
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    return model.eval().requires_grad_(False)


def main(data, path, setting, part="both"):
    whole = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    config = whole["autoencoder"]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    model = Autoencoder(config["widths"], config["blocks"]).to(device)
    path = Path(path)
    begun = 0
    if path.exists():
        state = torch.load(path, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        begun = state["steps"]
    only_decoder = part == "decoder"
    if only_decoder:
        model.encoder.eval().requires_grad_(False)
        model.norm.eval()
    trained = model.decoder.parameters() if only_decoder else model.parameters()
    optimizer = torch.optim.AdamW(trained, lr=config["rate"], betas=(0.9, 0.98), weight_decay=0)
    if device == "cpu":
        model = model.to(memory_format=torch.channels_last)
    source = stream(data, whole["size"], int(time.time()), False, whole["processes"])
    rng = np.random.default_rng()
    crop, batch = config["crop"], config["batch"]
    end = time.time() + config["minutes"] * 60
    start, step, mean, squared, last_saved = time.time(), 0, 0.0, 0.0, time.time()
    pool = []
    while time.time() < end:
        # Every picture is seen in several crops, now and in some later batches.
        for _ in range(max(1, batch // 4)):
            pool.append(next(source)[0])
        pool = pool[-4000:]
        crops = []
        for number in rng.integers(len(pool), size=batch):
            y, x = rng.integers((whole["size"] - crop) // 8 + 1, size=2) * 8
            piece = pool[number][y:y + crop, x:x + crop]
            crops.append(piece[:, ::-1] if rng.random() < 0.5 else piece)
        true = torch.from_numpy(np.stack(crops)).to(device).permute(0, 3, 1, 2).float() / 255
        true = true.contiguous(memory_format=torch.channels_last)
        share = 1 - (time.time() - start) / (end - start)
        for group in optimizer.param_groups:
            group["lr"] = config["rate"] * min(1, (step + 1) / 100) * (0.03 + 0.97 * min(1, share * 1.5))
        with torch.autocast(device, torch.bfloat16):
            z = model.encode(true)
            # Noise makes near latents mean near pictures, which the diffusion model needs.
            made = model.decode(z + torch.randn_like(z) * 0.08 * (not only_decoder))
            loss = loss_of(made, true)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        mean += loss.item()
        squared += F.mse_loss(made.detach().float(), true).item()
        if step % 100 == 0:
            speed = step * batch / (time.time() - start)
            print(f"{begun + step} loss {mean / 100:.4f} psnr {-10 * np.log10(squared / 100):.2f} "
                  f"{speed:.0f} crops/s", flush=True)
            mean = squared = 0.0
        if time.time() - last_saved > 120 or time.time() >= end:
            torch.save({"model": model.state_dict(), "steps": begun + step}, path)
            last_saved = time.time()
    torch.save({"model": model.state_dict(), "steps": begun + step}, path)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    main(*sys.argv[1:])
