"""Makes small flat pictures large with crisp edges: what the server does in Rust, for looking at here.

Smooth enlarging blurs an edge over as many pixels as the factor. Here every pixel is pushed towards
the darkest or lightest value around it, by how far it is on that side, which makes edges one pixel
wide again without steps; even areas have no range and stay as they are.

Usage: python upscale.py IN.png OUT.png [factor]
"""
import sys

import numpy as np
from PIL import Image, ImageFilter


def enlarged(picture, factor=4, steepness=3.0):
    """The picture `factor` times as large. `steepness` 1 would leave it smooth."""
    size = (picture.width * factor, picture.height * factor)
    smooth = picture.resize(size, Image.BICUBIC)
    reach = factor + 1 | 1
    low = np.asarray(smooth.filter(ImageFilter.MinFilter(reach)), np.float32)
    high = np.asarray(smooth.filter(ImageFilter.MaxFilter(reach)), np.float32)
    values = np.asarray(smooth, np.float32)
    span = np.maximum(high - low, 1)
    share = (values - low) / span
    # Weak edges are shading or noise of the decoder, and are not sharpened.
    strength = 1 + (steepness - 1) * np.clip((span - 16) / 48, 0, 1)
    pushed = np.clip(0.5 + (share - 0.5) * strength, 0, 1)
    return Image.fromarray(np.clip(low + pushed * span + 0.5, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    enlarged(Image.open(sys.argv[1]).convert("RGB"), times).save(sys.argv[2])
