//! Partial pixels. Along the border between subject and ground each pixel is explained as a
//! mixture of the ground's colour and the subject's nearby; its share becomes its alpha, and the
//! ground is taken out of its colour, so that no halo remains on another ground. Mixing is in
//! encoded sRGB, because that is how renderers smooth edges and how browsers will mix again.

use image::{Rgba, RgbaImage};

use super::fill::{Fill, window};
use super::ground::Ground;
use super::unit;
use crate::cast::{index, to_u8};
use crate::light::distance;

/// Width of a soft edge on each side of the border, in pixels: a share of the shorter side within
/// these.
const SIDE_PER_RADIUS: u32 = 400;
const RADIUS: (u32, u32) = (2, 5);
/// How far a pixel may lie from the line between two colours and still be a mixture of them, in
/// channel units, beside the noise.
const MIX_TOLERANCE: f32 = 0.04;
/// Colours nearer than this cannot be told apart well enough to unmix, in channel units.
const CONTRAST_MIN: f32 = 0.04;
/// Shares below this are none, and as near to one are all.
const SNAP: (f32, f32) = (0.02, 0.2);
/// Below this alpha the unmixed colour, in which rounding errors grow, gives way to the
/// subject's colour nearby.
const FAINT: f32 = 0.35;

type Color = [f32; 3];

/// The subject with partial alpha at its edges; the ground is transparent black.
pub(super) fn unmix(pixels: &RgbaImage, ground: &Ground, fill: &Fill) -> RgbaImage {
    let (width, height) = pixels.dimensions();
    let radius = (width.min(height) / SIDE_PER_RADIUS).clamp(RADIUS.0, RADIUS.1);
    let reach = 2 * radius + 1;
    let cap = u8::try_from(radius + 2).unwrap_or(u8::MAX);
    let edges = Edges { pixels, ground, fill, depths: fill.depths(cap), radius, reach };
    RgbaImage::from_fn(width, height, |x, y| {
        let is_ground = fill.is_ground(x, y);
        let pixel = *pixels.get_pixel(x, y);
        if edges.depth(x, y) > radius {
            return if is_ground { Rgba([0; 4]) } else { pixel };
        }
        let (color, share) = edges.explain(x, y);
        if share >= 1.0 {
            return pixel;
        }
        let alpha = to_u8(f32::from(pixel.0[3]) * share);
        if alpha == 0 {
            return Rgba([0; 4]);
        }
        let [red, green, blue] = color.map(|channel| to_u8(channel.clamp(0.0, 1.0) * 255.0));
        Rgba([red, green, blue, alpha])
    })
}

struct Edges<'a> {
    pixels: &'a RgbaImage,
    ground: &'a Ground,
    fill: &'a Fill,
    depths: Vec<u8>,
    radius: u32,
    reach: u32,
}

impl Edges<'_> {
    fn depth(&self, x: u32, y: u32) -> u32 {
        u32::from(self.depths[index(y) * index(self.pixels.width()) + index(x)])
    }

    fn window(&self, x: u32, y: u32, reach: u32) -> impl Iterator<Item = (u32, u32)> + use<> {
        window(x, y, reach, self.pixels.width(), self.pixels.height())
    }

    /// The subject's colour in this pixel and its share of it.
    fn explain(&self, x: u32, y: u32) -> (Color, f32) {
        let here = unit(self.pixels.get_pixel(x, y));
        let whole = if self.fill.is_ground(x, y) { 0.0 } else { 1.0 };
        let ground = self.ground_near(x, y);
        let subject = self
            .subject_near(x, y)
            .filter(|subject| self.is_mixture(here, ground, *subject))
            .or_else(|| self.strongest_near(x, y, here, ground));
        let Some(subject) = subject else { return (here, whole) };
        let contrast = distance(subject, ground);
        if contrast < CONTRAST_MIN {
            return (here, whole);
        }
        let share = share(here, ground, subject);
        let snap = (2.0 * self.ground.noise / contrast).clamp(SNAP.0, SNAP.1);
        if share < snap {
            return (subject, 0.0);
        }
        if share > 1.0 - snap {
            return (here, 1.0);
        }
        let trust = (share / FAINT).min(1.0);
        let mut color = subject;
        for channel in 0..3 {
            let unmixed = (here[channel] - (1.0 - share) * ground[channel]) / share;
            color[channel] = trust * unmixed.clamp(0.0, 1.0) + (1.0 - trust) * subject[channel];
        }
        (color, share)
    }

    /// The ground's colour here, corrected by how the ground nearby differs from the estimate.
    fn ground_near(&self, x: u32, y: u32) -> Color {
        let expected = self.ground.color(x, y);
        let mean = self.mean_near(x, y, true, |x, y| {
            let (found, expected) = (unit(self.pixels.get_pixel(x, y)), self.ground.color(x, y));
            [found[0] - expected[0], found[1] - expected[1], found[2] - expected[2]]
        });
        let [red, green, blue] = mean.unwrap_or_default();
        [expected[0] + red, expected[1] + green, expected[2] + blue]
    }

    /// The colour of the subject nearby, away from its edge.
    fn subject_near(&self, x: u32, y: u32) -> Option<Color> {
        self.mean_near(x, y, false, |x, y| unit(self.pixels.get_pixel(x, y)))
    }

    /// The mean over pixels of one sort that are no edge pixels, the nearest counting most.
    fn mean_near(
        &self,
        x: u32,
        y: u32,
        of_ground: bool,
        value: impl Fn(u32, u32) -> Color,
    ) -> Option<Color> {
        let mut sum = [0.0; 3];
        let mut weights = 0.0_f32;
        for (near_x, near_y) in self.window(x, y, self.reach) {
            if self.depth(near_x, near_y) <= self.radius
                || self.fill.is_ground(near_x, near_y) != of_ground
            {
                continue;
            }
            let (across, down) = (near_x.abs_diff(x) as f32, near_y.abs_diff(y) as f32);
            let weight = (across * across + down * down).max(1.0).powi(-2);
            let found = value(near_x, near_y);
            sum.iter_mut().zip(found).for_each(|(sum, channel)| *sum += weight * channel);
            weights += weight;
        }
        (weights > 0.0).then(|| sum.map(|channel| channel / weights))
    }

    /// Of the subject's pixels nearby that could be mixed into this one, the colour farthest from
    /// the ground: for lines and rims too thin to have an inside.
    fn strongest_near(&self, x: u32, y: u32, here: Color, ground: Color) -> Option<Color> {
        self.window(x, y, self.radius)
            .filter(|(x, y)| !self.fill.is_ground(*x, *y))
            .map(|(x, y)| unit(self.pixels.get_pixel(x, y)))
            .filter(|subject| self.is_mixture(here, ground, *subject))
            .max_by(|one, other| distance(*one, ground).total_cmp(&distance(*other, ground)))
    }

    fn is_mixture(&self, here: Color, ground: Color, subject: Color) -> bool {
        let share = share(here, ground, subject).clamp(0.0, 1.0);
        let mut mixed = ground;
        for channel in 0..3 {
            mixed[channel] += share * (subject[channel] - ground[channel]);
        }
        distance(mixed, here) <= MIX_TOLERANCE + 2.0 * self.ground.noise
    }
}

/// How much of `subject` is in `here`, a mixture with `ground`: its place on the line between.
fn share(here: Color, ground: Color, subject: Color) -> f32 {
    let (mut along, mut length) = (0.0, 0.0);
    for channel in 0..3 {
        let way = subject[channel] - ground[channel];
        along += (here[channel] - ground[channel]) * way;
        length += way * way;
    }
    if length > 0.0 { along / length } else { 0.0 }
}
