"""The tokenizer of CLIP, as the engine applies it: byte pairs over lower-case words.

The merges are those of the PyPI package open_clip_torch (bpe_simple_vocab_16e6.txt.gz, MIT).
"""
import gzip
import re
from functools import lru_cache

BEGIN, END, LENGTH = 49406, 49407, 77
WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+")


def byte_letters():
    """A printable letter for each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(b) for b in plain]
    spare = 0
    for byte in range(256):
        if byte not in plain:
            plain.append(byte)
            letters.append(chr(256 + spare))
            spare += 1
    return plain, letters


class Tokenizer:
    def __init__(self, path):
        lines = gzip.open(path).read().decode().split("\n")[1:49152 - 256 - 2 + 1]
        merges = [tuple(line.split()) for line in lines]
        order, letters = byte_letters()
        vocabulary = letters + [v + "</w>" for v in letters] + ["".join(m) for m in merges]
        self.ids = {token: number for number, token in enumerate(vocabulary)}
        self.ranks = {merge: rank for rank, merge in enumerate(merges)}
        self.letters = dict(zip(order, letters))

    @lru_cache(maxsize=100_000)
    def word(self, word):
        parts = [self.letters[b] for b in word.encode()]
        parts[-1] += "</w>"
        while len(parts) > 1:
            ranked = [(self.ranks.get(pair, 1 << 30), at) for at, pair in enumerate(zip(parts, parts[1:]))]
            best, at = min(ranked)
            if best == 1 << 30:
                break
            parts[at:at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self.ids[p] for p in parts)

    def __call__(self, text):
        """Numbers of the tokens, without begin, end and padding."""
        return [number for word in WORDS.findall(text.lower()) for number in self.word(word)]
