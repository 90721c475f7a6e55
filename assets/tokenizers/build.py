"""Makes the vocabularies of this folder from the sources of stable-diffusion.cpp, which embeds them
as C arrays: `python3 build.py PATH/TO/stable-diffusion.cpp/src/tokenizers/vocab`."""

import json
import re
import struct
import sys
from pathlib import Path

HERE = Path(__file__).parent


def embedded(path: Path) -> str:
    """The text in the array of a C header."""
    numbers = re.findall(r"0x([0-9a-f]{2})", path.read_text())
    return bytes.fromhex("".join(numbers)).rstrip(b"\0").decode()


def shortest(score: float) -> str:
    """The shortest decimal number that is the same as a 32-bit float."""
    wanted = struct.pack("f", score)
    return next(t for n in range(1, 12) if struct.pack("f", float(t := f"{score:.{n}g}")) == wanted)


def main(vocab: Path) -> None:
    # Byte pairs in order of rank; the first line of the source is its version.
    merges = embedded(vocab / "clip_merges.hpp").splitlines()[1:]
    merges = [line for line in merges if line.count(" ") == 1]
    (HERE / "clip_merges.txt").write_text("\n".join(merges) + "\n")
    # Pieces with their log probabilities, without padding, end, unknown and the extra ids.
    pieces = json.loads(embedded(vocab / "t5.hpp"))["model"]["vocab"]
    lines = [f"{shortest(score)}\t{piece}" for piece, score in pieces if score != 0.0]
    (HERE / "t5_pieces.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
