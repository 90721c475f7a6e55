#!/bin/sh
# One call on a GPU machine without a network: everything from the packed data to the weights, within
# ten minutes. Further calls go on from what the one before brought back.
#
# Usage: sh training/gpu.sh PACKED OUT
#   PACKED  icons.jsonl.gz, concepts.json, open_clip/, wheels/ (resvg-py for that machine's Python)
#           and, from the second call on, what the call before left in OUT
#   OUT     weights in parts of at most 15 MiB, the log and a contact sheet
set -e
cd "$(dirname "$0")"
packed=$1 out=$2 data=${WORK:-/tmp/easel-mini}
mkdir -p "$data" "$out"
export PYTHONUNBUFFERED=1 PYTHONPATH=$data/site
python3 -m pip install -q --no-index --no-deps --target "$data/site" "$packed"/wheels/*.whl
cp -r "$packed"/icons.jsonl.gz "$packed"/concepts.json "$packed"/open_clip "$data"/
test -e "$data/sprites.npy" || python3 sprites.py "$data" gpu
if ls "$packed"/autoencoder.0 2> /dev/null; then
    python3 parts.py together "$packed" "$data/autoencoder.pt"
    python3 parts.py together "$packed" "$data/model.pt"
    minutes=${MINUTES:-6.5}
else
    python3 autoencoder.py "$data" "$data/autoencoder.pt" gpu
    minutes=${MINUTES:-3.5}
fi
python3 build.py "$data" "$data/autoencoder.pt" gpu &
while ! ls "$data"/latents-03.npy 2> /dev/null; do sleep 2; done
python3 train.py "$data" "$data/model.pt" gpu "$minutes" | tee "$out/train.log"
wait
python3 parts.py apart "$data/autoencoder.pt" "$out"
python3 parts.py apart "$data/model.pt" "$out"
cp "$data/vocabulary.json" "$out"
python3 sample.py "$data" "$data/autoencoder.pt" "$data/model.pt" gpu "$out/sheet.png"
