"""Checks that the engine paints the same picture from the exported files as PyTorch from the checkpoint.

Runs `easel` in a folder of its own, at 256 pixels (the least it takes), and prints how far the two
pictures are apart. Rounding of the weights (8 and 16 bits) makes a difference of about one in 255.

Usage: python compare.py EASEL DATA_FOLDER AUTOENCODER CHECKPOINT EXPORT_FOLDER SETTING [PICTURES.png]
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from sample import Painter

PROMPTS = [("a red apple", 7, 1, 1.0), ("a blue car and a yellow bus", 3, 8, 3.5)]


def main(easel, data, vae, checkpoint, export, setting, sheet=None):
    painter = Painter(data, vae, checkpoint, setting)
    painter.config["size"] = 256
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            subprocess.run([easel, *map(str, arguments), "--data", folder], check=True,
                           capture_output=True)
        run("models", "add", Path(export) / "easel-mini.gguf", "--name", "mini", "--taesd",
            Path(export) / "easel-mini-vae.safetensors")
        for prompt, seed, steps, guidance in PROMPTS:
            file = Path(folder) / "picture.png"
            run("make", prompt, "--no-enhance", "--model", "mini", "--seed", seed, "--steps", steps,
                "--guidance-scale", guidance, "--width", 256, "--height", 256, "-o", file)
            theirs = np.asarray(Image.open(file).convert("RGB")).astype(int)
            ours = painter.paint([prompt], [seed], steps=steps, guidance=guidance)[0].astype(int)
            print(f"{prompt}: {steps} steps, guidance {guidance}: mean difference "
                  f"{np.abs(ours - theirs).mean():.2f}, correlation "
                  f"{np.corrcoef(ours.ravel(), theirs.ravel())[0, 1]:.5f}")
            rows.append(np.concatenate([ours, theirs], 1))
    if sheet:
        Image.fromarray(np.concatenate(rows).astype(np.uint8)).save(sheet)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:])
