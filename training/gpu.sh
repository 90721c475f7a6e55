#!/bin/sh
# One call on a GPU machine without a network: everything from the packed data to the weights, within
# ten minutes. Further calls go on from what the one before brought back.
#
# Usage: sh training/gpu.sh PACKED OUT
#   PACKED  icons.jsonl.gz, concepts.json, open_clip/, wheels/ (resvg-py for that machine's Python)
#           and, from the second call on, what the call before left in OUT
#   OUT     weights in parts of at most 15 MiB, the log and a contact sheet
set -e
packed=$(realpath "$1") out=$2 data=${WORK:-/tmp/easel-mini} setting=${SETTING:-gpu} python=${PYTHON:-python3}
mkdir -p "$data" "$out"
out=$(realpath "$out")
cd "$(dirname "$0")"
export PYTHONUNBUFFERED=1 PYTHONPATH=$data/site
$python -m pip install -q --no-index --no-deps --target "$data/site" "$packed"/wheels/*.whl
cp -r "$packed"/icons.jsonl.gz "$packed"/concepts.json "$packed"/open_clip "$data"/
test -e "$data/sprites.npy" || $python sprites.py "$data" "$setting"
if ls "$packed"/autoencoder.0 2> /dev/null; then
    $python parts.py together "$packed" "$data/autoencoder.pt"
    $python parts.py together "$packed" "$data/model.pt"
    minutes=${MINUTES:-6.5}
else
    $python autoencoder.py "$data" "$data/autoencoder.pt" "$setting"
    minutes=${MINUTES:-3.5}
fi
$python build.py "$data" "$data/autoencoder.pt" "$setting" &
builder=$!
while ! test -e "$data/latents-02.npy"; do kill -0 $builder; sleep 2; done
$python train.py "$data" "$data/model.pt" "$setting" "$minutes" | tee "$out/train.log"
wait
$python parts.py apart "$data/autoencoder.pt" "$out"
$python parts.py apart "$data/model.pt" "$out"
cp "$data/vocabulary.json" "$out"
$python sample.py "$data" "$data/autoencoder.pt" "$data/model.pt" "$setting" "$out/sheet.png"
