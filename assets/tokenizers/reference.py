"""Counts tokens with the tokenizers of Hugging Face, as the reference for the tests of
easel-prompt: `python3 reference.py T5_TOKENIZER.json < TEXTS > ../../crates/easel-prompt/tests/data/tokens.tsv`,
one text to a line. Needs the PyPI package `tokenizers`; the JSON is the array in
`stable-diffusion.cpp/src/tokenizers/vocab/t5.hpp`."""

import sys
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def clip() -> Tokenizer:
    """CLIP's tokenizer over the merges of this folder."""
    lines = (Path(__file__).parent / "clip_merges.txt").read_text().splitlines()
    merges = [tuple(line.split(" ")) for line in lines]
    symbols = sorted(pre_tokenizers.ByteLevel.alphabet())
    symbols += [symbol + "</w>" for symbol in symbols] + ["".join(pair) for pair in merges]
    vocab = {symbol: at for at, symbol in enumerate(dict.fromkeys(symbols))}
    made = Tokenizer(models.BPE(vocab, merges, end_of_word_suffix="</w>"))
    made.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PATTERN), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    return made


def main(json: str) -> None:
    readers = [clip(), Tokenizer.from_file(json)]
    for line in sys.stdin:
        text = line.rstrip("\n")
        counts = [len(reader.encode(text, add_special_tokens=False).ids) for reader in readers]
        print(*counts, text, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
