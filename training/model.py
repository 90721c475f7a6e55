"""The diffusion model: a CLIP-shaped text encoder and the small U-Net of SD 1.x ("tiny").

Both are trained in a narrow form that has an exact counterpart in the engine's fixed shapes:
the text encoder uses `text_width` of 768 channels (norms still divide by 768, as they do there) and
`text_layers` of 12 layers; U-Net levels may do without attention. `export.py` fills up with zeros.
The engine pads texts to 77 tokens; here only `text_tokens` are computed and the last one, if it is
padding, counts as often as it stands there.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

FULL_WIDTH, FULL_LENGTH, HEAD = 768, 77, 64
LATENT = 4
HEADS = 8


def attention(q, k, v, bias=None):
    """Scaled dot-product attention; on CPUs in plain steps, whose backward pass is much faster."""
    if q.is_cuda:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if bias is not None:
        scores = scores + bias.to(scores.dtype)
    return scores.softmax(-1, dtype=q.dtype) @ v


class WideNorm(nn.Module):
    """A layer norm over 768 channels of which all but the first few are zero."""

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, x):
        x = x.float()
        mean = x.sum(-1, keepdim=True) / FULL_WIDTH
        variance = x.square().sum(-1, keepdim=True) / FULL_WIDTH - mean.square()
        return (x - mean) * torch.rsqrt(variance + 1e-5) * self.weight + self.bias


class TextLayer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.heads = width // HEAD
        self.norm1, self.norm2 = WideNorm(width), WideNorm(width)
        self.qkv = nn.Linear(width, width * 3)
        self.out = nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, width * 4), nn.Linear(width * 4, width)

    def forward(self, x, mask):
        n, length, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(n, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        h = attention(q, k, v, mask)
        x = x + self.out(h.transpose(1, 2).reshape(n, length, width))
        h = self.fc1(self.norm2(x))
        return x + self.fc2(h * torch.sigmoid(1.702 * h))


class TextEncoder(nn.Module):
    def __init__(self, vocabulary, width, layers, length):
        super().__init__()
        self.length = length
        self.tokens = nn.Embedding(vocabulary, width)
        self.places = nn.Parameter(torch.randn(length, width) * 0.2)
        nn.init.normal_(self.tokens.weight, std=0.7)
        with torch.no_grad():
            self.tokens.weight[0].zero_()  # words that were never seen
        self.layers = nn.ModuleList(TextLayer(width) for _ in range(layers))
        self.final = WideNorm(width)
        mask = torch.full((length, length), -torch.inf).triu(1)
        # The last row stands for a typical one of the padding behind it, which sees many of its kind.
        mask[-1, -1] = math.log((FULL_LENGTH - length) / 2)
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, ids):
        x = self.tokens(ids) + self.places
        for layer in self.layers:
            x = layer(x, self.mask)
        return self.final(x)


class GroupNorm(nn.GroupNorm):
    def __init__(self, channels):
        super().__init__(32, channels, eps=1e-5)


class ResBlock(nn.Module):
    def __init__(self, inputs, outputs, steps):
        super().__init__()
        self.norm1, self.conv1 = GroupNorm(inputs), nn.Conv2d(inputs, outputs, 3, padding=1)
        self.step = nn.Linear(steps, outputs)
        self.norm2, self.conv2 = GroupNorm(outputs), nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x, step):
        h = self.conv1(F.silu(self.norm1(x))) + self.step(step)[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(h)))


class Attention(nn.Module):
    def __init__(self, width, context):
        super().__init__()
        self.q = nn.Linear(width, width, bias=False)
        self.k = nn.Linear(context, width, bias=False)
        self.v = nn.Linear(context, width, bias=False)
        self.out = nn.Linear(width, width)

    def forward(self, x, context, bias=None):
        n, length, width = x.shape
        def split(y):
            return y.view(n, -1, HEADS, width // HEADS).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(context)), split(self.v(context))
        h = attention(q, k, v, bias)
        return self.out(h.transpose(1, 2).reshape(n, length, width))


class Transformer(nn.Module):
    def __init__(self, width, context):
        super().__init__()
        self.norm = GroupNorm(width)
        self.enter, self.leave = nn.Linear(width, width), nn.Linear(width, width)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(width) for _ in range(3))
        self.itself, self.text = Attention(width, width), Attention(width, context)
        self.fc1, self.fc2 = nn.Linear(width, width * 8), nn.Linear(width * 4, width)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, x, context, bias):
        n, width, height, across = x.shape
        h = self.enter(self.norm(x).permute(0, 2, 3, 1).reshape(n, height * across, width))
        y = self.norm1(h)
        h = h + self.itself(y, y)
        h = h + self.text(self.norm2(h), context, bias)
        a, gate = self.fc1(self.norm3(h)).chunk(2, -1)
        h = h + self.fc2(a * F.gelu(gate, approximate="tanh"))
        return x + self.leave(h).view(n, height, across, width).permute(0, 3, 1, 2)


class Unet(nn.Module):
    """Levels of 1, 2 and 4 times the width; one block down, two up, nothing in the middle."""

    def __init__(self, width, context, attention):
        super().__init__()
        self.width = width
        widths = [width, width * 2, width * 4]
        steps = width * 4
        self.time1, self.time2 = nn.Linear(width, steps), nn.Linear(steps, steps)
        self.first = nn.Conv2d(LATENT, width, 3, padding=1)

        def transformer(level):
            return Transformer(widths[level], context) if attention[level] else None

        def modules(things):
            return nn.ModuleList(thing if thing is not None else nn.Identity() for thing in things)
        self.attention = attention
        ins = [width, width, width * 2]
        self.down = nn.ModuleList(ResBlock(a, b, steps) for a, b in zip(ins, widths))
        self.down_text = modules(transformer(level) for level in range(3))
        self.halve = nn.ModuleList(nn.Conv2d(w, w, 3, stride=2, padding=1) for w in widths[:2])
        # What is passed over: first, block 0, halved 0, block 1, halved 1, block 2.
        passed = [width, width, width, width * 2, width * 2, width * 4]
        self.up, self.up_text, self.grow = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        channels = width * 4
        for level in (2, 1, 0):
            for _ in range(2):
                self.up.append(ResBlock(channels + passed.pop(), widths[level], steps))
                self.up_text.append(transformer(level) or nn.Identity())
                channels = widths[level]
            if level:
                self.grow.append(nn.Conv2d(channels, channels, 3, padding=1))
        self.norm, self.last = GroupNorm(width), nn.Conv2d(width, LATENT, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x, t, context, bias):
        half = self.width // 2
        rates = torch.exp(-math.log(10000) * torch.arange(half, device=x.device) / half)
        angles = t.float()[:, None] * rates
        step = self.time2(F.silu(self.time1(torch.cat([angles.cos(), angles.sin()], -1))))
        step = F.silu(step)

        def attend(layer, level, x):
            return layer(x, context, bias) if self.attention[level] else x
        x = self.first(x)
        passed = [x]
        for level in range(3):
            x = attend(self.down_text[level], level, self.down[level](x, step))
            passed.append(x)
            if level < 2:
                x = self.halve[level](x)
                passed.append(x)
        for place in range(6):
            level = 2 - place // 2
            x = self.up[place](torch.cat([x, passed.pop()], 1), step)
            x = attend(self.up_text[place], level, x)
            if place in (1, 3):
                x = self.grow[place // 2](F.interpolate(x, scale_factor=2))
        return self.last(F.silu(self.norm(x)))


class Model(nn.Module):
    def __init__(self, vocabulary, width, text_width, text_layers, text_tokens, attention):
        super().__init__()
        self.text = TextEncoder(vocabulary, text_width, text_layers, text_tokens)
        self.unet = Unet(width, text_width, attention)
        self.length = text_tokens

    def forward(self, x, t, ids, end):
        """The noise in `x`. `end` is the row of the padding token."""
        bias = torch.zeros(ids.shape, device=x.device)
        bias[:, -1] = (ids[:, -1] == end) * math.log(FULL_LENGTH - self.length + 1)
        return self.unet(x, t, self.text(ids), bias[:, None, None, :])


def alphas_cumprod():
    """The engine's own schedule for SD 1.x."""
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    return torch.cumprod(1 - betas, 0)
