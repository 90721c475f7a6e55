//! Which pixels are ground: a flood from the border, and at wish the enclosed parts of the same
//! colour. Partial pixels at the edges are the affair of `edges`.

use std::collections::VecDeque;

use image::RgbaImage;

use super::ground::{Ground, ring};
use super::{Holes, SHOWN, unit};
use crate::cast::index;
use crate::light::{distance, seen};

/// How far beyond the tolerance the flood may go where colours change slowly, as a multiple of
/// it: soft shadows and uneven light.
const REACH: f32 = 2.5;
/// Most change from one pixel to the next that counts as slow, in OKLab.
const SLOW_STEP: f32 = 0.012;
/// Smallest enclosed part that is cleared, in pixels and as a share of all: below it are
/// highlights rather than holes.
const HOLE_PIXELS_MIN: usize = 12;
const HOLES_PER_PICTURE: usize = 40_000;

/// Largest faint part that counts as a trace of compression, in pixels.
const SPECK_PIXELS_MAX: usize = 48;

/// The pixels that are ground.
#[derive(Debug)]
pub(super) struct Fill {
    width: u32,
    height: u32,
    is_ground: Vec<bool>,
}

impl Fill {
    /// Floods the picture.
    pub(super) fn new(pixels: &RgbaImage, ground: &Ground, holes: Holes) -> Self {
        let (width, height) = pixels.dimensions();
        let is_ground = vec![false; index(width) * index(height)];
        let mut fill = Self { width, height, is_ground };
        let near = |x: u32, y: u32| off_ground(pixels, ground, x, y) <= ground.tolerance;
        let mut open = VecDeque::new();
        for (x, y) in ring(width, height, 0) {
            if !fill.is_ground(x, y) && near(x, y) {
                fill.mark(x, y);
                open.push_back((x, y));
            }
        }
        while let Some((x, y)) = open.pop_front() {
            for (next_x, next_y) in neighbours(x, y, width, height) {
                if fill.is_ground(next_x, next_y) {
                    continue;
                }
                let off = off_ground(pixels, ground, next_x, next_y);
                let is_slow = || {
                    let here = seen(unit(pixels.get_pixel(x, y)));
                    distance(here, seen(unit(pixels.get_pixel(next_x, next_y)))) <= SLOW_STEP
                };
                if off <= ground.tolerance || (off <= REACH * ground.tolerance && is_slow()) {
                    fill.mark(next_x, next_y);
                    open.push_back((next_x, next_y));
                }
            }
        }
        fill.clear_specks(|x, y| off_ground(pixels, ground, x, y) <= REACH * ground.tolerance);
        match holes {
            Holes::Keep => {}
            Holes::Clear => fill.clear_holes(near),
        }
        fill
    }

    /// Marks small faint parts that touch the ground: what lossy compression strews around strong
    /// edges. Partial pixels at edges may be among them; `edges` looks at those again.
    fn clear_specks(&mut self, is_faint: impl Fn(u32, u32) -> bool) {
        for part in self.parts(is_faint) {
            let mut around =
                part.iter().flat_map(|(x, y)| neighbours(*x, *y, self.width, self.height));
            if part.len() <= SPECK_PIXELS_MAX && around.any(|(x, y)| self.is_ground(x, y)) {
                part.into_iter().for_each(|(x, y)| self.mark(x, y));
            }
        }
    }

    /// Marks enclosed parts whose pixels are `near` the ground's colour.
    fn clear_holes(&mut self, near: impl Fn(u32, u32) -> bool) {
        let least = (self.is_ground.len() / HOLES_PER_PICTURE).max(HOLE_PIXELS_MIN);
        for part in self.parts(near) {
            if part.len() >= least {
                part.into_iter().for_each(|(x, y)| self.mark(x, y));
            }
        }
    }

    /// The connected parts of pixels that are not ground and are `wanted`.
    fn parts(&self, wanted: impl Fn(u32, u32) -> bool) -> Vec<Vec<(u32, u32)>> {
        let mut looked_at = self.is_ground.clone();
        let place = |x: u32, y: u32| index(y) * index(self.width) + index(x);
        let mut parts = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                if looked_at[place(x, y)] || !wanted(x, y) {
                    continue;
                }
                looked_at[place(x, y)] = true;
                let mut part = vec![(x, y)];
                let mut done = 0;
                while let Some((x, y)) = part.get(done).copied() {
                    done += 1;
                    for (x, y) in neighbours(x, y, self.width, self.height) {
                        if !looked_at[place(x, y)] && wanted(x, y) {
                            looked_at[place(x, y)] = true;
                            part.push((x, y));
                        }
                    }
                }
                parts.push(part);
            }
        }
        parts
    }

    fn mark(&mut self, x: u32, y: u32) {
        self.is_ground[index(y) * index(self.width) + index(x)] = true;
    }

    /// True if this pixel is ground.
    pub(super) fn is_ground(&self, x: u32, y: u32) -> bool {
        self.is_ground[index(y) * index(self.width) + index(x)]
    }

    /// How many pixels are ground.
    pub(super) fn ground_count(&self) -> usize {
        self.is_ground.iter().filter(|is_ground| **is_ground).count()
    }

    /// For every pixel, row by row, its distance (king's moves) to the nearest pixel of the other
    /// sort, but at most `cap`.
    pub(super) fn depths(&self, cap: u8) -> Vec<u8> {
        let width = index(self.width);
        let mut depths = vec![0_u8; self.is_ground.len()];
        let mut open = VecDeque::new();
        for y in 0..self.height {
            for x in 0..self.width {
                let here = self.is_ground(x, y);
                let mut around = self.around(x, y);
                if around.any(|(x, y)| self.is_ground(x, y) != here) {
                    depths[index(y) * width + index(x)] = 1;
                    open.push_back((x, y));
                }
            }
        }
        while let Some((x, y)) = open.pop_front() {
            let next = depths[index(y) * width + index(x)] + 1;
            if next >= cap {
                continue;
            }
            let here = self.is_ground(x, y);
            for (x, y) in self.around(x, y) {
                let depth = &mut depths[index(y) * width + index(x)];
                if *depth == 0 && self.is_ground(x, y) == here {
                    *depth = next;
                    open.push_back((x, y));
                }
            }
        }
        depths.iter_mut().filter(|depth| **depth == 0).for_each(|depth| *depth = cap);
        depths
    }

    /// The up to nine pixels around and including this one.
    fn around(&self, x: u32, y: u32) -> impl Iterator<Item = (u32, u32)> + use<> {
        window(x, y, 1, self.width, self.height)
    }
}

/// The pixels at most `reach` away in both directions.
pub(super) fn window(
    x: u32,
    y: u32,
    reach: u32,
    width: u32,
    height: u32,
) -> impl Iterator<Item = (u32, u32)> + use<> {
    let columns = x.saturating_sub(reach)..(x + reach + 1).min(width);
    let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
    rows.flat_map(move |y| columns.clone().map(move |x| (x, y)))
}

/// The up to four pixels that share a side.
fn neighbours(x: u32, y: u32, width: u32, height: u32) -> impl Iterator<Item = (u32, u32)> {
    let left = x.checked_sub(1).map(|x| (x, y));
    let right = (x + 1 < width).then_some((x + 1, y));
    let above = y.checked_sub(1).map(|y| (x, y));
    let below = (y + 1 < height).then_some((x, y + 1));
    [left, right, above, below].into_iter().flatten()
}

/// How far this pixel is from the ground's colour, in OKLab; 0 where it is transparent.
fn off_ground(pixels: &RgbaImage, ground: &Ground, x: u32, y: u32) -> f32 {
    let pixel = pixels.get_pixel(x, y);
    if pixel.0[3] < SHOWN {
        return 0.0;
    }
    distance(seen(unit(pixel)), seen(ground.color(x, y)))
}
