"""Trains the diffusion model on the encoded pictures. Stops and goes on at any time.

Every few minutes the weights, their moving average, the optimizer's state and the numbers of steps
and samples are saved; the next run goes on from there. On CPUs several worker processes of one thread
each take steps on the same weights in shared memory without waiting for each other: threads and
processes that wait waste a machine that others use too. New parts of the data are taken up while it runs.

Usage: python train.py DATA_FOLDER CHECKPOINT SETTING [minutes]
"""
import copy
import json
import math
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as mp
import torch.nn.functional as F

from model import Model, alphas_cumprod

SAVE_EVERY = 240
REPORT_EVERY = int(os.environ.get("REPORT_EVERY", "50"))


class Data:
    """The encoded pictures with their captions; the first 512 are kept for validation."""

    def __init__(self, folder):
        self.folder, self.parts, self.looked = Path(folder), [], 0.0
        self.look()

    def look(self):
        """Takes up parts that have come."""
        self.looked = time.time()
        paths = sorted(self.folder.glob("latents-*.npy"))
        for path in paths[len(self.parts):]:
            captions = path.with_name(path.name.replace("latents", "captions"))
            self.parts.append((torch.from_numpy(np.load(path)),
                               torch.from_numpy(np.load(captions).astype(np.int64))))

    def batch(self, count, rng):
        if time.time() - self.looked > (20 if torch.cuda.is_available() else 300):
            self.look()
        sizes = np.array([len(p[0]) for p in self.parts])
        latents, captions = [], []
        for part, share in zip(self.parts, rng.multinomial(count, sizes / sizes.sum())):
            begin = 512 if part is self.parts[0] else 0
            rows = torch.from_numpy(rng.integers(begin, len(part[0]), share))
            latents.append(part[0][rows])
            captions.append(part[1][rows])
        return torch.cat(latents).float(), torch.cat(captions)

    def validation(self):
        latents, captions = self.parts[0]
        return latents[:512].float(), captions[:512]


def weights_of(cumulated):
    """How much the error of each step counts: less where nearly nothing is noise, more where nearly
    all is, since the first of few sampling steps decides what will be seen."""
    ratio = cumulated / (1 - cumulated)
    weights = torch.clamp(5 / ratio, max=1) * cumulated.pow(-0.5).clamp(max=8)
    return (weights / weights.mean()).float()


def noisy(latents, t, noise, cumulated):
    share = cumulated[t].float()[:, None, None, None]
    return share.sqrt() * latents + (1 - share).sqrt() * noise


def validate(model, data, cumulated, device):
    """The mean squared error over all steps, with the same noise every time."""
    latents, captions = (x.to(device) for x in data.validation())
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(latents.shape, generator=generator).to(device)
    t = (torch.arange(512) * 1000 // 512).to(device)
    total = 0.0
    with torch.no_grad(), torch.autocast(device, torch.bfloat16):
        for part in range(0, 512, 64):
            s = slice(part, part + 64)
            made = model(noisy(latents[s], t[s], noise[s], cumulated), t[s], captions[s], 2)
            total += F.mse_loss(made.float(), noise[s]).item() / 8
    return total


def compiled(model, data):
    """The model compiled where the machine can, else as it is."""
    try:
        network = torch.compile(model)
        latents, captions = (x[:2].cuda() for x in data.validation())
        with torch.no_grad(), torch.autocast("cuda", torch.bfloat16):
            network(latents, torch.zeros(2, dtype=torch.int64, device="cuda"), captions, 2)
        return network
    except Exception as problem:  # no compiler there, or one that does not know the machine
        print("not compiled:", str(problem)[:200])
        return model


def work(rank, model, counter, data_folder, path, setting, minutes):
    """What a worker does; the first one keeps the average, reports and saves."""
    torch.set_num_threads(1)
    whole = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    config = whole["train"]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    average_model = {k: v.clone() for k, v in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=config["rate"], betas=(0.9, 0.99),
                                  weight_decay=0.01, fused=True)
    if path.exists():
        state = torch.load(path, map_location=device, weights_only=True)
        average_model = {k: v.clone() for k, v in state["ema"].items()}
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        del state
    data = Data(data_folder)
    steps, samples = counter.tolist()
    rng = np.random.default_rng([steps, rank, 5])
    torch.manual_seed(steps * 64 + rank)
    cumulated = alphas_cumprod().to(device)
    weights = weights_of(cumulated)
    batch = config["batch"]
    begin = last_saved = last_report = time.time()
    end = begin + minutes * 60
    total, seen, mine, saved, going = 0.0, samples, 0, 0, True
    network = compiled(model, data) if device == "cuda" else model
    while going:
        latents, ids = (x.to(device) for x in data.batch(batch, rng))
        dropped = torch.rand(batch, 1, device=device) < config["dropout"]
        empty = torch.full_like(ids, 2)
        empty[:, 0] = 1
        ids = torch.where(dropped, empty, ids)
        ids = torch.where((torch.rand(ids.shape, device=device) < 0.005) & (ids > 2), 0, ids)
        t = torch.randint(0, 1000, (batch,), device=device)
        noise = torch.randn_like(latents)
        x = noisy(latents, t, noise, cumulated).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device, torch.bfloat16):
            made = network(x, t, ids, 2)
        error = (made.float() - noise).square().mean((1, 2, 3))
        (error * weights[t]).mean().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        rate = config["rate"] * min(1, (steps + 1) / config["warmup"], (mine + 1) / 50)
        if config["decay"]:
            rate *= 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, (time.time() - begin) / (end - begin))))
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
        counter += torch.tensor([1, batch])
        steps, samples = counter.tolist()
        mine += 1
        total += error.mean().item()
        if rank == 0:
            keep = min(config["ema"], (1 + steps) / (20 + steps))
            with torch.no_grad():
                now = model.state_dict()
                torch._foreach_lerp_(list(average_model.values()), list(now.values()), 1 - keep)
        going = time.time() < end
        if rank == 0 and mine % REPORT_EVERY == 0:
            print(f"{time.strftime('%H:%M')} step {steps} samples {samples} loss "
                  f"{total / REPORT_EVERY:.4f} {(samples - seen) / (time.time() - last_report):.1f} samples/s "
                  f"{sum(len(p[0]) for p in data.parts)} pictures", flush=True)
            total, seen, last_report = 0.0, samples, time.time()
        if rank == 0 and (time.time() - last_saved > SAVE_EVERY or not going):
            last_saved = time.time()
            torch.save({"model": model.state_dict(), "ema": average_model, "steps": steps,
                        "optimizer": optimizer.state_dict(), "samples": samples},
                       path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
            saved += 1
            if not going or saved % 4 == 0:
                judged = copy.deepcopy(model)
                judged.load_state_dict(average_model)
                print(f"validation {validate(judged, data, cumulated, device):.4f}", flush=True)


def main(data_folder, path, setting, minutes=None):
    path = Path(path)
    whole = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    minutes = float(minutes or whole["train"]["minutes"])
    vocabulary = json.loads((Path(data_folder) / "vocabulary.json").read_text())
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    model = Model(len(vocabulary), **whole["model"]).to(device)
    model.unet = model.unet.to(memory_format=torch.channels_last)
    counter = torch.zeros(2, dtype=torch.int64)  # steps and samples
    if path.exists():
        state = torch.load(path, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        counter += torch.tensor([state["steps"], state["samples"]])
    workers = whole["train"]["workers"] if device == "cpu" else 1
    if workers == 1:
        work(0, model, counter, data_folder, path, setting, minutes)
    else:
        model.share_memory()
        counter.share_memory_()
        mp.spawn(work, (model, counter, data_folder, path, setting, minutes), nprocs=workers)


if __name__ == "__main__":
    main(*sys.argv[1:])
