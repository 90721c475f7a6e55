//! The numbers in a tensor and how they are encoded. Where in a file they go is decided in
//! [`super::containers`] and [`super::torch_zip`].

use std::io;

/// A tensor to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tensor {
    pub(crate) name: String,
    /// Outermost dimension first.
    pub(crate) shape: Vec<u64>,
    pub(crate) content: Content,
}

/// What is in a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Content {
    /// Half precision, evenly distributed with this standard deviation.
    Random(f32),
    /// Half precision zeros: a hole in the file.
    Zero,
    /// Single precision, all the same: norms and biases.
    Constant(f32),
}

/// How numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    F32,
    F16,
    /// ggml's blocks of 32 numbers of 8 bits with a common scale.
    Q8_0,
}

/// Numbers in a block of `Q8_0`.
const BLOCK: u64 = 32;
/// Its bytes: a scale in half precision and the numbers.
const BLOCK_BYTES: u64 = 34;

impl Tensor {
    pub(crate) fn new(name: String, shape: &[u64], content: Content) -> Self {
        Self { name, shape: shape.to_vec(), content }
    }

    pub(crate) fn numbers(&self) -> u64 {
        self.shape.iter().product()
    }

    /// The encoding that loses nothing.
    pub(crate) const fn exact_encoding(&self) -> Encoding {
        match self.content {
            Content::Random(_) | Content::Zero => Encoding::F16,
            Content::Constant(_) => Encoding::F32,
        }
    }

    /// `Q8_0` where it is usual: for matrices.
    pub(crate) fn small_encoding(&self) -> Encoding {
        let matrix = matches!(self.shape[..], [_, inputs] if inputs.is_multiple_of(BLOCK));
        match self.exact_encoding() {
            Encoding::F16 if matrix => Encoding::Q8_0,
            other => other,
        }
    }

    pub(crate) fn bytes(&self, encoding: Encoding) -> u64 {
        match encoding {
            Encoding::F32 => self.numbers() * 4,
            Encoding::F16 => self.numbers() * 2,
            Encoding::Q8_0 => self.numbers() / BLOCK * BLOCK_BYTES,
        }
    }
}

/// Where numbers go.
pub(crate) trait Sink {
    /// Appends bytes.
    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Appends `count` zero bytes.
    fn zeros(&mut self, count: u64) -> io::Result<()>;
}

/// Writes the numbers of the tensor at `index` of a file. Every tensor has random numbers of its
/// own, so that adding one changes no other.
pub(crate) fn write_numbers(
    sink: &mut impl Sink,
    tensor: &Tensor,
    encoding: Encoding,
    (seed, index): (u64, u64),
) -> io::Result<()> {
    let mut random = SplitMix::of(seed, index);
    match (tensor.content, encoding) {
        (Content::Zero, _) => sink.zeros(tensor.bytes(encoding)),
        (Content::Constant(value), _) => {
            for _ in 0..tensor.numbers() {
                sink.bytes(&value.to_le_bytes())?;
            }
            Ok(())
        }
        (Content::Random(deviation), Encoding::Q8_0) => {
            write_blocks(sink, tensor.numbers(), deviation, &mut random)
        }
        (Content::Random(deviation), _) => {
            write_halves(sink, tensor.numbers(), deviation, &mut random)
        }
    }
}

/// Random numbers from 256 evenly spaced ones: fast, and the same everywhere.
fn write_halves(
    sink: &mut impl Sink,
    mut left: u64,
    deviation: f32,
    random: &mut SplitMix,
) -> io::Result<()> {
    let levels: [[u8; 2]; 256] = std::array::from_fn(|level| {
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        half(reach(deviation) * (f32::from(level) - 127.5) / 127.5).to_le_bytes()
    });
    while left > 0 {
        for &byte in random.next().iter().take(usize::try_from(left).unwrap_or(8)) {
            sink.bytes(levels.get(usize::from(byte)).unwrap_or(&[0; 2]))?;
        }
        left = left.saturating_sub(8);
    }
    Ok(())
}

/// Nearly the same numbers as [`write_halves`] makes of the same random bytes.
fn write_blocks(
    sink: &mut impl Sink,
    numbers: u64,
    deviation: f32,
    random: &mut SplitMix,
) -> io::Result<()> {
    let scale = half(reach(deviation) / 127.0).to_le_bytes();
    for _ in 0..numbers / BLOCK {
        sink.bytes(&scale)?;
        for _ in 0..BLOCK / 8 {
            // Of the 256 levels, -128 is not used by the format.
            sink.bytes(&random.next().map(|byte| byte.max(1).wrapping_sub(128)))?;
        }
    }
    Ok(())
}

/// An even distribution from -a to a has the deviation a / √3.
fn reach(deviation: f32) -> f32 {
    deviation * 3_f32.sqrt()
}

/// IEEE 754 half precision bits of `value`, rounded to nearest; too small values become zero.
/// `value` must be below 65,504.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) & 0x8000;
    // The exponent is moved from bias 127 to bias 15, after rounding away 13 bits of fraction.
    let rounded = (bits & 0x7fff_ffff) + 0x1000;
    let magnitude = (rounded >> 13).saturating_sub((127 - 15) << 10);
    let magnitude = if magnitude < 1 << 10 { 0 } else { magnitude };
    u16::try_from(sign | magnitude).unwrap_or(0)
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    fn of(seed: u64, index: u64) -> Self {
        let mut mixer = Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ index);
        Self(u64::from_le_bytes(mixer.next()))
    }

    fn next(&mut self) -> [u8; 8] {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).to_le_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_bits_are_right() {
        let cases = [
            (0.0, 0x0000),
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (0.5, 0x3800),
            (0.333_333_34, 0x3555),
            (1.000_976_6, 0x3c01),
            (6.103_515_6e-5, 0x0400),
            (1e-8, 0x0000),
        ];
        for (value, bits) in cases {
            assert_eq!(half(value), bits, "{value}");
        }
    }

    #[test]
    fn only_matrices_are_made_small() {
        let tensor = |shape: &[u64], content| Tensor::new("t".to_owned(), shape, content);
        let matrix = tensor(&[8, 64], Content::Random(1.0));
        assert_eq!((matrix.small_encoding(), matrix.bytes(Encoding::Q8_0)), (Encoding::Q8_0, 544));
        let others = [
            tensor(&[8, 48], Content::Random(1.0)),
            tensor(&[64], Content::Zero),
            tensor(&[64, 32, 1, 1], Content::Random(1.0)),
        ];
        for other in others {
            assert_eq!(other.small_encoding(), Encoding::F16, "{other:?}");
        }
        assert_eq!(tensor(&[8, 32], Content::Constant(1.0)).small_encoding(), Encoding::F32);
    }
}
