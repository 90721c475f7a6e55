"""Writes a checkpoint as files that stable-diffusion.cpp loads as SD 1.x with a small U-Net and TAESD.

What the training left out is filled up so that the engine computes the same: absent text layers,
channels and attentions are zeros, absent blocks of the autoencoder the identity. Zeros are stored
in the smallest encoding there is and vanish when the file is compressed.

  easel-mini.gguf             U-Net and text encoder
  easel-mini-vae.safetensors  picture encoder and decoder

Usage: python export.py DATA_FOLDER AUTOENCODER CHECKPOINT OUT_FOLDER SETTING
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

import autoencoder
from model import FULL_LENGTH, FULL_WIDTH, Model

TOKENS, LAYERS, INNER = 49408, 12, 3072
F32, F16, Q8_0, Q2_K = 0, 1, 8, 10
UNET = "model.diffusion_model."
TEXT = "cond_stage_model.transformer.text_model."


def widened(array, shape):
    """The array in the first corner of zeros."""
    out = np.zeros(shape, np.float32)
    out[tuple(slice(0, side) for side in array.shape)] = array
    return out


def pair(out, name, part, matrix=None):
    """Weight and bias of a layer. `matrix` reshapes the weight."""
    weight = part.weight.detach().float().numpy()
    out[name + ".weight"] = weight if matrix is None else weight.reshape(matrix)
    if part.bias is not None:
        out[name + ".bias"] = part.bias.detach().float().numpy()


def text_tensors(text):
    """The text encoder in CLIP's shape, but for the tokens, which `main` knows the numbers of."""
    width, out = text.tokens.weight.shape[1], {}

    def norm(name, part):
        out[name + ".weight"] = widened(part.weight.detach().numpy(), [FULL_WIDTH])
        out[name + ".bias"] = widened(part.bias.detach().numpy(), [FULL_WIDTH])

    def linear(name, weight, bias, shape):
        out[name + ".weight"] = widened(weight.detach().numpy(), shape)
        out[name + ".bias"] = widened(bias.detach().numpy(), shape[:1])
    places = text.places.detach().numpy()
    places = np.concatenate([places, np.repeat(places[-1:], FULL_LENGTH - len(places), 0)])
    out[TEXT + "embeddings.position_embedding.weight"] = widened(places, [FULL_LENGTH, FULL_WIDTH])
    square = [FULL_WIDTH, FULL_WIDTH]
    for number in range(LAYERS):
        name = f"{TEXT}encoder.layers.{number}."
        if number < len(text.layers):
            layer = text.layers[number]
            for place, kind in enumerate("qkv"):
                rows = slice(place * width, (place + 1) * width)
                linear(f"{name}self_attn.{kind}_proj", layer.qkv.weight[rows], layer.qkv.bias[rows], square)
            linear(name + "self_attn.out_proj", layer.out.weight, layer.out.bias, square)
            linear(name + "mlp.fc1", layer.fc1.weight, layer.fc1.bias, [INNER, FULL_WIDTH])
            linear(name + "mlp.fc2", layer.fc2.weight, layer.fc2.bias, [FULL_WIDTH, INNER])
            norm(name + "layer_norm1", layer.norm1)
            norm(name + "layer_norm2", layer.norm2)
            continue
        for kind in ("q_proj", "k_proj", "v_proj", "out_proj"):
            out[f"{name}self_attn.{kind}.weight"] = np.zeros(square, np.float32)
            out[f"{name}self_attn.{kind}.bias"] = np.zeros(FULL_WIDTH, np.float32)
        for kind, shape in (("fc1", [INNER, FULL_WIDTH]), ("fc2", [FULL_WIDTH, INNER])):
            out[f"{name}mlp.{kind}.weight"] = np.zeros(shape, np.float32)
            out[f"{name}mlp.{kind}.bias"] = np.zeros(shape[0], np.float32)
        for kind in ("layer_norm1", "layer_norm2"):
            out[f"{name}{kind}.weight"] = np.zeros(FULL_WIDTH, np.float32)
            out[f"{name}{kind}.bias"] = np.zeros(FULL_WIDTH, np.float32)
    norm(TEXT + "final_layer_norm", text.final)
    return out


def unet_tensors(unet):
    out = {}

    def residual(name, part):
        pair(out, name + "in_layers.0", part.norm1)
        pair(out, name + "in_layers.2", part.conv1)
        pair(out, name + "emb_layers.1", part.step)
        pair(out, name + "out_layers.0", part.norm2)
        pair(out, name + "out_layers.3", part.conv2)
        if isinstance(part.skip, torch.nn.Conv2d):
            pair(out, name + "skip_connection", part.skip)

    def transformer(name, part, width):
        block = name + "transformer_blocks.0."
        if isinstance(part, torch.nn.Identity):
            for norm, prefix in (("norm", name), ("norm1", block), ("norm2", block), ("norm3", block)):
                out[f"{prefix}{norm}.weight"] = np.zeros(width, np.float32)
                out[f"{prefix}{norm}.bias"] = np.zeros(width, np.float32)
            for kind in ("proj_in", "proj_out"):
                out[f"{name}{kind}.weight"] = np.zeros([width, width, 1, 1], np.float32)
                out[f"{name}{kind}.bias"] = np.zeros(width, np.float32)
            for kind, inputs in (("attn1", width), ("attn2", FULL_WIDTH)):
                out[f"{block}{kind}.to_q.weight"] = np.zeros([width, width], np.float32)
                out[f"{block}{kind}.to_k.weight"] = np.zeros([width, inputs], np.float32)
                out[f"{block}{kind}.to_v.weight"] = np.zeros([width, inputs], np.float32)
                out[f"{block}{kind}.to_out.0.weight"] = np.zeros([width, width], np.float32)
                out[f"{block}{kind}.to_out.0.bias"] = np.zeros(width, np.float32)
            for kind, shape in (("0.proj", [width * 8, width]), ("2", [width, width * 4])):
                out[f"{block}ff.net.{kind}.weight"] = np.zeros(shape, np.float32)
                out[f"{block}ff.net.{kind}.bias"] = np.zeros(shape[0], np.float32)
            return
        pair(out, name + "norm", part.norm)
        pair(out, name + "proj_in", part.enter, [width, width, 1, 1])
        pair(out, name + "proj_out", part.leave, [width, width, 1, 1])
        for number in (1, 2, 3):
            pair(out, f"{block}norm{number}", getattr(part, f"norm{number}"))
        for kind, layer in (("attn1", part.itself), ("attn2", part.text)):
            for letter in "qkv":
                pair(out, f"{block}{kind}.to_{letter}", getattr(layer, letter))
            pair(out, f"{block}{kind}.to_out.0", layer.out)
        for letter in "kv":
            key = f"{block}attn2.to_{letter}.weight"
            out[key] = widened(out[key], [width, FULL_WIDTH])
        pair(out, block + "ff.net.0.proj", part.fc1)
        pair(out, block + "ff.net.2", part.fc2)

    widths = [unet.width, unet.width * 2, unet.width * 4]
    pair(out, UNET + "time_embed.0", unet.time1)
    pair(out, UNET + "time_embed.2", unet.time2)
    pair(out, UNET + "input_blocks.0.0", unet.first)
    for level in range(3):
        name = f"{UNET}input_blocks.{level * 3 + 1}."
        residual(name + "0.", unet.down[level])
        transformer(name + "1.", unet.down_text[level], widths[level])
        if level < 2:
            pair(out, f"{UNET}input_blocks.{level * 3 + 3}.0.op", unet.halve[level])
    for place in range(6):
        level = 2 - place // 2
        name = f"{UNET}output_blocks.{place // 2 * 3 + place % 2}."
        residual(name + "0.", unet.up[place])
        transformer(name + "1.", unet.up_text[place], widths[level])
    pair(out, UNET + "output_blocks.2.1.conv", unet.grow[0])
    pair(out, UNET + "output_blocks.5.2.conv", unet.grow[1])
    pair(out, UNET + "out.0", unet.norm)
    pair(out, UNET + "out.2", unet.last)
    return out


def vae_tensors(vae, per_level=(1, 3, 3, 3), width=64):
    """The autoencoder in TAESD's shape: every channel count 64, blocks 1, 3, 3, 3."""
    out = {}

    def conv(name, part, shape, weight=None, bias=None):
        weight = part.weight.detach().numpy() if weight is None else weight
        out[name + ".weight"] = widened(weight, shape)
        if part.bias is not None or bias is not None:
            out[name + ".bias"] = widened(part.bias.detach().numpy() if bias is None else bias, shape[:1])

    def block(name, part):
        for number in range(3):
            if part is None:
                out[f"{name}.conv.{number * 2}.weight"] = np.zeros([width, width, 3, 3], np.float32)
                out[f"{name}.conv.{number * 2}.bias"] = np.zeros(width, np.float32)
            else:
                conv(f"{name}.conv.{number * 2}", part.conv[number], [width, width, 3, 3])

    def level(name, index, blocks, count):
        for number in range(count):
            block(f"{name}{index + number}", blocks[number] if number < len(blocks) else None)
        return index + count
    # Encoder. The norm of the latents goes into the last layer.
    name, encoder = "encoder.layers.", vae.encoder
    conv(name + "0", encoder.first, [width, 3, 3, 3])
    index = level(name, 1, encoder.blocks[0], per_level[0])
    for step in range(3):
        conv(f"{name}{index}", encoder.down[step], [width, width, 3, 3])
        index = level(name, index + 1, encoder.blocks[step + 1], per_level[step + 1])
    scale = 1 / torch.sqrt(vae.norm.running_var + vae.norm.eps)
    weight = encoder.last.weight.detach() * scale[:, None, None, None]
    bias = (encoder.last.bias.detach() - vae.norm.running_mean) * scale
    conv(f"{name}{index}", encoder.last, [4, width, 3, 3], weight.numpy(), bias.numpy())
    # Decoder: 1 is a ReLU, and doubling the size takes a place before each convolution.
    name, decoder = "decoder.layers.", vae.decoder
    conv(name + "0", decoder.first, [width, 4, 3, 3])
    index = 2
    for step in range(4):
        index = level(name, index, decoder.blocks[step], per_level[3 - step])
        if step < 3:
            conv(f"{name}{index + 1}", decoder.up[step], [width, width, 3, 3])
            index += 2
    conv(f"{name}{index}", decoder.last, [3, width, 3, 3])
    return out


def encoded(name, array):
    """How a tensor is stored, and its bytes."""
    if array.ndim == 1:
        return F32, array.astype("<f4").tobytes()
    if array.ndim == 2 and not array.any() and array.shape[1] % 256 == 0:
        return Q2_K, bytes(array.size // 256 * 84)
    matrix = array.ndim == 2 and array.shape[1] % 32 == 0 and "position" not in name
    if not matrix:
        return F16, array.astype("<f2").tobytes()
    blocks = array.reshape(-1, 32)
    scale = (np.abs(blocks).max(1, keepdims=True) / 127).astype("<f2")
    whole = np.divide(blocks, scale.astype(np.float32), out=np.zeros_like(blocks), where=scale > 0)
    whole = np.clip(np.rint(whole), -127, 127).astype(np.int8)
    return Q8_0, np.concatenate([scale.view(np.int8).reshape(-1, 2), whole], 1).tobytes()


def write_gguf(path, tensors):
    """A GGUF file without metadata: the engine goes by the names of the tensors."""
    def aligned(size):
        return -(-size // 32) * 32
    header, bodies, offset = bytearray(), [], 0
    header += b"GGUF" + struct.pack("<IQQ", 3, len(tensors), 0)
    for name, array in sorted(tensors.items()):
        kind, body = encoded(name, array)
        raw = name.encode()
        header += struct.pack("<Q", len(raw)) + raw + struct.pack("<I", array.ndim)
        header += struct.pack(f"<{array.ndim}Q", *array.shape[::-1]) + struct.pack("<IQ", kind, offset)
        bodies.append(body)
        offset += aligned(len(body))
    with open(path, "wb") as file:
        file.write(header + bytes(aligned(len(header)) - len(header)))
        for body in bodies:
            file.write(body + bytes(aligned(len(body)) - len(body)))


def main(data, vae_path, checkpoint, out, setting):
    data, out = Path(data), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((Path(__file__).parent / "config.json").read_text())[setting]
    vocabulary = json.loads((data / "vocabulary.json").read_text())
    model = Model(len(vocabulary), **config["model"])
    if checkpoint != "random":
        model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["ema"])
    else:
        torch.manual_seed(3)
        for value in model.parameters():
            if not value.any():
                torch.nn.init.normal_(value, std=0.03)
        torch.save({"ema": model.state_dict()}, out / "random.pt")
    tensors = unet_tensors(model.unet) | text_tensors(model.text)
    tokens = np.zeros([TOKENS, FULL_WIDTH], np.float32)
    rows = model.text.tokens.weight.detach().numpy()
    # Tokens that were never seen have the row of none: what row 0 has become.
    tokens[:, :rows.shape[1]] = rows[0]
    for row, token in enumerate(vocabulary):
        if token >= 0:
            tokens[token, :rows.shape[1]] = rows[row]
    tensors[TEXT + "embeddings.token_embedding.weight"] = tokens
    write_gguf(out / "easel-mini.gguf", tensors)
    vae = autoencoder.load(vae_path, setting)
    save_file({name: array.astype(np.float16) for name, array in sorted(vae_tensors(vae).items())},
              str(out / "easel-mini-vae.safetensors"))
    for path in sorted(out.glob("easel-mini*")):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:6])
