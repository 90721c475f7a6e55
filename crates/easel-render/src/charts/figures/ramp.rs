//! Colours for numbers: from pale to strong in the theme's first colour, or over the ground
//! between two colours where numbers lie on both sides of zero; and the strip that explains them.

use kurbo::{Point, Rect};

use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::scene::{Anchor, Gradient, GradientRun, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::{Color, Palette};

/// A colour for every number of a range.
#[derive(Debug, Clone)]
pub(super) struct Ramp {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Colours at shares of 0.0..=1.0 of the range, ascending.
    stops: Vec<(f64, Color)>,
}

impl Ramp {
    /// A ramp over these values towards a colour.
    pub(super) fn new(palette: &Palette, first: Color, values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::MAX, f64::MIN);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let ground = palette.background;
        let strong = |color: Color| color.mix(palette.ink, 0.3);
        let second = palette.series(1);
        if low < 0.0 && high > 0.0 {
            let reach = high.max(-low);
            let stops = vec![
                (0.0, strong(second)),
                (0.22, second),
                (0.5, ground.mix(palette.muted, 0.1)),
                (0.78, first),
                (1.0, strong(first)),
            ];
            return Self { low: -reach, high: reach, stops };
        }
        if low >= 0.0 && low <= high * 0.4 {
            low = 0.0;
        }
        let stops = vec![(0.0, ground.mix(first, 0.13)), (0.62, first), (1.0, strong(first))];
        Self { low, high, stops }
    }

    /// Place of a value in the range, 0.0..=1.0.
    pub(super) fn share(&self, value: f64) -> f64 {
        let range = self.high / 2.0 - self.low / 2.0;
        if range > 0.0 { ((value / 2.0 - self.low / 2.0) / range).clamp(0.0, 1.0) } else { 0.62 }
    }

    /// Colour of a value.
    pub(super) fn color(&self, value: f64) -> Color {
        self.color_at(self.share(value))
    }

    /// Colour at a share of the range.
    pub(super) fn color_at(&self, share: f64) -> Color {
        for pair in self.stops.windows(2) {
            if let [(from, first), (to, second)] = pair
                && share <= *to
            {
                return first.mix(*second, ((share - from) / (to - from)).clamp(0.0, 1.0));
            }
        }
        self.stops.last().map_or(Color::WHITE, |(_, color)| *color)
    }

    /// Draws the strip with the ends of the range at the top right of `area`; returns what is
    /// left below.
    pub(super) fn legend(&self, stage: &mut Stage<'_>, area: Rect, unit: &Unit) -> Rect {
        let canvas = stage.canvas;
        let style = TextStyle::new(canvas.font(17.0), Weight::Regular);
        let write = |value: f64| {
            let largest = self.low.abs().max(self.high.abs());
            let step = crate::numbers::denoise(value.abs().max(largest * 1e-3));
            unit.attach(&unit.tick(value, step, largest))
        };
        let (low, high) = (write(self.low), write(self.high));
        if self.low == self.high {
            return area;
        }
        let widths = (stage.engine.width(&low, style), stage.engine.width(&high, style));
        let gap = style.size * 0.6;
        let height = style.size * 0.8;
        let length = (area.width() * 0.26).min(canvas.px(260.0)).max(canvas.px(90.0));
        let middle = area.y0 + style.size * 0.7;
        let x1 = area.x1 - widths.1 - gap;
        let strip = Rect::new(x1 - length, middle - height / 2.0, x1, middle + height / 2.0);
        let run = GradientRun::Linear(Point::new(strip.x0, middle), Point::new(strip.x1, middle));
        let gradient = Gradient { run, stops: self.stops.clone() };
        stage.scene.gradient(Shape::Rounded(strip, height * 0.3), gradient);
        let color = (stage.palette.muted, Role::Tick);
        let place = (Point::new(strip.x0 - gap, middle), Anchor::Right);
        stage.put(&low, (style, None), place, color);
        stage.put(&high, (style, None), (Point::new(strip.x1 + gap, middle), Anchor::Left), color);
        Rect { y0: middle + style.size * 1.3, ..area }
    }
}

#[cfg(test)]
mod tests {
    use easel_types::spec::Theme;

    use super::*;

    #[test]
    fn text_is_readable_on_every_step_of_every_theme() {
        for theme in Theme::ALL {
            let palette = Palette::new(theme);
            for values in [[0.0, 1.0], [-1.0, 1.0], [1e200, 1e200], [0.0, 0.0]] {
                let ramp = Ramp::new(&palette, palette.series(0), values.into_iter());
                for step in 0..=40 {
                    let color = ramp.color_at(f64::from(step) / 40.0);
                    let ratio = palette.on(color).contrast(color);
                    assert!(ratio >= 4.5, "{theme:?} {values:?} {step}: {ratio}");
                }
                assert!(ramp.share(values[0]).is_finite());
            }
        }
    }
}
