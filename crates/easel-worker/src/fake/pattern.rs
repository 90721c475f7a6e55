//! The fake engine's pictures: waves of colour drawn from a hash of the order. Every part of an
//! order that would change a real picture changes these; nothing else does, so that pictures can
//! be compared byte by byte.

use easel_types::params::Size;
use easel_worker_protocol::PaintCommand;
use image::{GrayImage, Rgb, RgbImage};

use crate::painter::PaintFailure;
use crate::pictures::{decode_gray, decode_rgb, resize_gray, resize_rgb, restore_unmasked};

/// Longer side of previews, in pixels.
const PREVIEW_SIDE: u32 = 64;

/// An order with its pictures decoded.
#[derive(Debug)]
pub(crate) struct Canvas {
    key: u64,
    seed: u64,
    seamless: bool,
    size: Size,
    init: Option<(RgbImage, f32)>,
    mask: Option<GrayImage>,
}

impl Canvas {
    pub(crate) fn new(command: &PaintCommand, pictures: &[Vec<u8>]) -> Result<Self, PaintFailure> {
        let mut key = key(command);
        for (position, _) in command.references.iter().zip(1_u32..) {
            let reference = decode_rgb(pictures, *position, "reference picture")?;
            key = fold(key, reference.as_raw());
        }
        let size = final_size(command);
        let init = match command.init {
            Some(init) => {
                let picture = decode_rgb(pictures, init.attachment, "init picture")?;
                Some((resize_rgb(picture, size), init.strength.clamp(0.0, 1.0)))
            }
            None => None,
        };
        let mask = match command.mask {
            Some(position) => Some(resize_gray(decode_gray(pictures, position, "mask")?, size)),
            None => None,
        };
        Ok(Self { key, seed: command.seed, seamless: command.seamless, size, init, mask })
    }

    /// Picture `index` of the order.
    pub(crate) fn paint(&self, index: u32) -> RgbImage {
        let waves = Waves::new(self.key, self.seed + u64::from(index), self.seamless);
        let mut picture = waves.draw(self.size);
        if let Some((init, strength)) = &self.init {
            for (new, old) in picture.pixels_mut().zip(init.pixels()) {
                for (new, old) in new.0.iter_mut().zip(old.0) {
                    *new = channel(f32::from(old) + (f32::from(*new) - f32::from(old)) * strength);
                }
            }
            if let Some(mask) = &self.mask {
                restore_unmasked(&mut picture, init, mask);
            }
        }
        picture
    }
}

/// A small version of picture `index`.
pub(crate) fn preview(command: &PaintCommand, index: u32) -> RgbImage {
    let longer = command.size.width.max(command.size.height).max(1);
    let side = |pixels: u32| (pixels * PREVIEW_SIDE.min(longer) / longer).max(1);
    let waves = Waves::new(key(command), command.seed + u64::from(index), command.seamless);
    waves.draw(Size::new(side(command.size.width), side(command.size.height)))
}

/// Size after the hires pass, if there is one.
fn final_size(command: &PaintCommand) -> Size {
    let Some(hires) = &command.hires else { return command.size };
    let scaled = |side: u32| scale_side(side, hires.scale);
    Size::new(scaled(command.size.width), scaled(command.size.height))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to a range of u32 first"
)]
fn scale_side(side: u32, scale: f32) -> u32 {
    (f64::from(side) * f64::from(scale)).round().clamp(1.0, 16_384.0) as u32
}

/// A hash of everything that changes the pictures, except the seed.
fn key(command: &PaintCommand) -> u64 {
    let hires = command.hires.as_ref();
    let numbers = [
        command.guidance_scale,
        command.distilled_guidance,
        hires.map_or(0.0, |hires| hires.scale),
        hires.map_or(0.0, |hires| hires.strength),
    ];
    let counts = [
        command.steps,
        command.clip_skip.unwrap_or(0),
        hires.map_or(0, |hires| hires.steps),
        u32::from(command.vae_tiling),
    ];
    let mut key = fold(0xcbf2_9ce4_8422_2325, command.prompt.as_bytes());
    key = fold(key, &[0]);
    key = fold(key, command.negative_prompt.as_bytes());
    key = fold(key, command.model_files.model.as_os_str().as_encoded_bytes());
    key = numbers.iter().fold(key, |key, number| fold(key, &number.to_le_bytes()));
    key = counts.iter().fold(key, |key, count| fold(key, &count.to_le_bytes()));
    key = fold(key, command.sampler.map_or("", |sampler| sampler.as_str()).as_bytes());
    key = fold(key, command.scheduler.map_or("", |scheduler| scheduler.as_str()).as_bytes());
    for lora in command.loras.iter().filter(|lora| lora.weight != 0.0) {
        key = fold(key, lora.path.as_os_str().as_encoded_bytes());
        key = fold(key, &lora.weight.to_le_bytes());
    }
    key
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo: draft-eastlake-fnv).
fn fold(key: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(key, |key, &byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One wave per colour channel.
struct Waves {
    channels: [Wave; 3],
}

struct Wave {
    across: f32,
    down: f32,
    phase: f32,
}

impl Waves {
    fn new(key: u64, seed: u64, seamless: bool) -> Self {
        let mut state = key ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut wave = || {
            // 0 to 1023 eighths of an eighth of a turn; whole turns meet at the edges.
            let mut number =
                |range: u64| u16::try_from(next(&mut state) % range).map_or(0.0, f32::from);
            let turns = if seamless { 1.0 } else { 0.13 };
            Wave {
                across: (1.0 + number(5)) * turns,
                down: (1.0 + number(5)) * turns,
                phase: number(1024) / 1024.0,
            }
        };
        Self { channels: [wave(), wave(), wave()] }
    }

    fn draw(&self, size: Size) -> RgbImage {
        let share = |position: u32, side: u32| {
            u16::try_from(position).map_or(0.0, f32::from)
                / u16::try_from(side).map_or(1.0, f32::from)
        };
        RgbImage::from_fn(size.width, size.height, |x, y| {
            let (x, y) = (share(x, size.width), share(y, size.height));
            Rgb(self.channels.each_ref().map(|wave| {
                let turns = wave.across * x + wave.down * y + wave.phase;
                // A triangle instead of a sine: the same bits on every machine.
                channel((turns.fract() * 2.0 - 1.0).abs() * 255.0)
            }))
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to the range of u8 first"
)]
fn channel(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
