"""Composes the training pictures, encodes them to latents and writes them down with their captions.

Writes latents-NN.npy (half precision) and captions-NN.npy (rows of the vocabulary) in parts,
so that it can be stopped and continued, and vocabulary.json: the tokens that occur.

Usage: python build.py DATA_FOLDER AUTOENCODER SETTING [parts to make now, first of them]
"""
import itertools
import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch

import autoencoder
from compose import COLOURS, COUNTS, FLAT, LINE, SHAPES, SOLID, STYLES, plural, stream
from tokens import BEGIN, END, Tokenizer

# Further words of captions and prompts.
WORDS = """a an the of on and with in at next to left right above below over under background sky
scene grass sand snow water ground gradient badge emblem logo app icon white simple flat vector
illustration style sticker design minimal clean modern cute colorful bright dark light picture
image drawing art , . - small big large one five many""".split()


def vocabulary(data, tokenizer):
    """All tokens that captions can have, in order. Row 0 is for all others, 1 begins, 2 ends."""
    texts = list(WORDS)
    for entry in json.loads((data / "concepts.json").read_text()):
        for name in entry["names"]:
            texts += [name, plural(name)]
    texts += [*COLOURS, *SHAPES, *FLAT, *SOLID, *LINE]
    texts += [word for words in [*STYLES.values(), *COUNTS.values()] for word in words]
    seen = {token for text in texts for token in tokenizer(text)}
    return [-1, BEGIN, END, *sorted(seen)]


def encode(text, tokenizer, rows, length):
    """Rows of the vocabulary, padded with the end as the engine does."""
    ids = [rows.get(token, 0) for token in tokenizer(text)][:length - 2]
    return [1, *ids, *[2] * (length - 1 - len(ids))]


def main(data, checkpoint, setting, limit="1000", begin="0"):
    data = Path(data)
    whole = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    tokenizer = Tokenizer(data / "open_clip" / "bpe_simple_vocab_16e6.txt.gz")
    path = data / "vocabulary.json"
    if not path.exists():
        path.write_text(json.dumps(vocabulary(data, tokenizer)))
    rows = {token: row for row, token in enumerate(json.loads(path.read_text()))}
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = autoencoder.load(checkpoint, setting).to(device)
    model = model.to(memory_format=torch.channels_last)
    length, size = whole["model"]["text_tokens"], whole["part"]
    made = 0
    for part in range(int(begin), whole["pictures"] // size):
        target = data / f"latents-{part:02}.npy"
        if target.exists() or made >= int(limit):
            continue
        made += 1
        start = time.time()
        source = stream(data, whole["size"], 1000 + part, part < whole["first_parts"],
                        whole["processes"])
        latents, captions, texts = [], [], []
        for _ in range(size // 50):
            batch = list(itertools.islice(source, 50))
            pictures = torch.from_numpy(np.stack([b[0] for b in batch])).to(device)
            pictures = pictures.permute(0, 3, 1, 2).float().div(255)
            with torch.no_grad(), torch.autocast(device, torch.bfloat16):
                z = model.encode(pictures.contiguous(memory_format=torch.channels_last))
            latents.append(z.float().cpu().numpy().astype(np.float16))
            for _, facts in batch:
                texts.append(facts["caption"])
                captions.append(encode(facts["caption"], tokenizer, rows, length))
        source.close()
        np.save(data / f"captions-{part:02}.npy", np.array(captions, np.int16))
        np.save(data / f"part-{part}.npy", np.concatenate(latents))
        (data / f"part-{part}.npy").rename(target)
        if part == 0:
            (data / "captions-00.txt").write_text("\n".join(texts))
        print(f"part {part}: {size / (time.time() - start):.0f} pictures/s, latents mean "
              f"{np.concatenate(latents).astype(np.float32).mean():.3f} deviation {np.concatenate(latents).astype(np.float32).std():.3f}",
              flush=True)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    main(*sys.argv[1:])
