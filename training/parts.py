"""Takes a checkpoint apart into small files and puts it together again.

For machines that small files alone come back from. The moving average goes in half precision, without
the optimizer's state, which builds up again within some hundred steps.

Usage: python parts.py apart CHECKPOINT FOLDER       writes FOLDER/NAME.0, .1 … of 15 MiB at most
       python parts.py together FOLDER CHECKPOINT
"""
import io
import sys
from pathlib import Path

import torch

LARGEST = 15 << 20


def apart(checkpoint, folder):
    checkpoint, folder = Path(checkpoint), Path(folder)
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    weights = state.get("ema", state["model"])
    small = {k: v.half() if v.is_floating_point() else v for k, v in weights.items()}
    whole = io.BytesIO()
    torch.save({"ema": small, "steps": state["steps"], "samples": state.get("samples", 0)}, whole)
    folder.mkdir(parents=True, exist_ok=True)
    for number, at in enumerate(range(0, whole.tell(), LARGEST)):
        (folder / f"{checkpoint.stem}.{number}").write_bytes(whole.getbuffer()[at:at + LARGEST])


def together(folder, checkpoint):
    checkpoint = Path(checkpoint)
    files = sorted(Path(folder).glob(f"{checkpoint.stem}.*"), key=lambda f: int(f.suffix[1:]))
    state = torch.load(io.BytesIO(b"".join(f.read_bytes() for f in files)), weights_only=True)
    weights = {k: v.float() if v.is_floating_point() else v for k, v in state["ema"].items()}
    torch.save(state | {"model": weights, "ema": weights}, checkpoint)


if __name__ == "__main__":
    {"apart": apart, "together": together}[sys.argv[1]](*sys.argv[2:4])
