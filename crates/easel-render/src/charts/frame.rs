//! The frame of a chart with axes: solves where the plot lies between ticks, names and labels,
//! draws grid and axes, and says where values are. One frame serves upright and lying charts,
//! places for categories, numbers and times.

use easel_types::spec::AxisSide;
use kurbo::{Point, Rect};

use super::axes;
use super::names::Names;
use crate::canvas::Stage;
use crate::locale::Locale;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role};
use crate::time_axis::{self, Precision, TimeTick};

/// Least ticks of an axis, unless it is short.
const TICKS_MIN: usize = 4;

/// What a value axis has to show.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent properties of an axis")]
pub(super) struct AxisPlan {
    pub(super) values: Vec<f64>,
    pub(super) from_zero: bool,
    pub(super) is_log: bool,
    pub(super) bounds: (Option<f64>, Option<f64>),
    pub(super) unit: Unit,
    /// The unit stands at the ticks.
    pub(super) with_unit: bool,
    /// Lengths are read on it.
    pub(super) has_bars: bool,
    /// No tick is written beyond this.
    pub(super) last_tick: Option<f64>,
}

/// A value axis with its ticks.
#[derive(Debug, Clone)]
pub(super) struct ValueAxis {
    pub(super) scale: Scale,
    pub(super) ticks: Vec<(f64, String)>,
    has_bars: bool,
}

impl ValueAxis {
    /// With about `count` steps; with more of them where that leaves less than four ticks.
    fn new(plan: &AxisPlan, count: f64) -> Self {
        let first = Self::with_steps(plan, count);
        if first.ticks.len() >= TICKS_MIN || count < 2.0 {
            return first;
        }
        [1.5, 2.0, 2.8]
            .into_iter()
            .map(|factor| Self::with_steps(plan, count * factor))
            .find(|axis| (TICKS_MIN..=7).contains(&axis.ticks.len()))
            .unwrap_or(first)
    }

    fn with_steps(plan: &AxisPlan, count: f64) -> Self {
        let values = plan.values.iter().copied();
        let scale = if plan.is_log {
            Scale::log(values.chain([plan.bounds.0, plan.bounds.1].into_iter().flatten()), count)
        } else {
            Scale::bounded(values, plan.from_zero, (count, plan.bounds.0, plan.bounds.1))
        };
        Self::with(plan, scale)
    }

    fn with(plan: &AxisPlan, scale: Scale) -> Self {
        let mut ticks = axes::tick_texts(&scale, &plan.unit, plan.with_unit);
        if let Some(last) = plan.last_tick {
            ticks.retain(|(value, _)| *value <= last * 1.000_001);
        }
        Self { scale, ticks, has_bars: plan.has_bars }
    }

    /// With as many steps as `other` has, so that both share the grid lines, zero on zero.
    fn beside(plan: &AxisPlan, other: &Self) -> Self {
        let own = Self::new(plan, 5.0);
        let (left, right) = (&other.scale, &own.scale);
        let given = plan.bounds.0.is_some() || plan.bounds.1.is_some();
        if left.is_log || right.is_log || given {
            return own;
        }
        let steps = ((left.high - left.low) / left.step).round();
        let below = (-left.low / left.step).round().max(0.0);
        let has_zero = left.low <= 0.0;
        let (low, high) = plan
            .values
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
        let mut step = right.step;
        for _ in 0..12 {
            let begin = if right.low <= 0.0 && has_zero {
                -below * step
            } else {
                (low / step).floor() * step
            };
            let end = begin + steps * step;
            if begin <= low && end >= high {
                return Self::with(plan, Scale { low: begin, high: end, step, is_log: false });
            }
            let power = 10_f64.powf(step.log10().floor());
            let fraction = step / power;
            let next = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|f| *f > fraction * 1.001);
            step = power * next.unwrap_or(20.0);
        }
        own
    }
}

/// What stands along the other axis.
#[derive(Debug, Clone)]
pub(super) enum Places {
    /// A band for each name.
    Bands,
    /// A point for each name, the first and last at the ends.
    Points,
    /// Numbers.
    Numbers { values: Vec<f64>, is_log: bool, unit: Unit },
    /// Times, in days; their precision.
    Times { values: Vec<f64>, precision: Precision, locale: Locale },
}

/// A scale for numbers or times along the category axis.
#[derive(Debug, Clone)]
enum Along {
    Names,
    Numbers(Scale, Vec<(f64, String)>),
    Times((f64, f64), Vec<TimeTick>),
}

/// Room that a mark needs beyond a value, in pixels, towards the high and the low end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub(super) value: f64,
    pub(super) side: AxisSide,
    pub(super) high: f64,
    pub(super) low: f64,
}

/// Everything that the layout depends on.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a> {
    pub(super) names: &'a [String],
    pub(super) places: Places,
    pub(super) is_lying: bool,
    pub(super) left: AxisPlan,
    pub(super) right: Option<AxisPlan>,
    pub(super) reaches: Vec<Reach>,
    /// Free space left and right of the plot, pixels.
    pub(super) margins: (f64, f64),
    /// How far the first and last place keep off the sides of the plot, pixels.
    pub(super) inset: f64,
    pub(super) x_label: Option<&'a str>,
    /// The names are the subject (bars) rather than a scale (lines).
    pub(super) strong_names: bool,
}

/// A finished frame.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) plot: Rect,
    pub(super) is_lying: bool,
    /// Categories are bands, not points.
    pub(super) has_bands: bool,
    pub(super) left: ValueAxis,
    pub(super) right: Option<ValueAxis>,
    /// Middles of the categories along their axis, pixels.
    pub(super) centers: Vec<f64>,
    /// Width of a category along its axis, pixels.
    pub(super) band: f64,
    along: Along,
    /// Begin and end of the places along the category axis, pixels.
    span: (f64, f64),
    /// How many names found no place.
    pub(super) hidden_names: usize,
    /// Where what stands below the plot begins, pixels.
    foot: f64,
}

impl Frame {
    /// Lays out and draws grid, ticks and names.
    pub(super) fn new(stage: &mut Stage<'_>, area: Rect, plan: &Plan<'_>) -> Self {
        let area = axes::bottom_label(stage, area, plan.x_label);
        if plan.is_lying {
            Self::lying(stage, area, plan)
        } else {
            Self::upright(stage, area, plan)
        }
    }

    fn upright(stage: &mut Stage<'_>, area: Rect, plan: &Plan<'_>) -> Self {
        let style = axes::tick_style(stage);
        let count = axes::tick_count(stage, area.height() * 0.85, style.size);
        let left = ValueAxis::new(&plan.left, count);
        let right = plan.right.as_ref().map(|right| ValueAxis::beside(right, &left));
        let gutter = |stage: &mut Stage<'_>, axis: &ValueAxis| {
            axes::ticks_width(stage, &axis.ticks) + style.size * 0.7
        };
        let left_gutter = gutter(stage, &left);
        let right_gutter = right.as_ref().map_or(0.0, |axis| gutter(stage, axis));
        let mut plot = Rect {
            x0: area.x0 + left_gutter + plan.margins.0,
            y0: area.y0 + style.size * 0.6,
            x1: area.x1 - right_gutter - plan.margins.1,
            ..area
        };
        plot.x1 = plot.x1.max(plot.x0 + area.width() * 0.2);
        let count = plan.names.len().max(1) as f64;
        let mut inset = plan.inset;
        let mut names = None;
        let mut along = Along::Names;
        match &plan.places {
            Places::Bands | Places::Points => {
                let made =
                    Names::below(stage, plan.names, (plot.width() / count, plan.strong_names));
                plot.y1 -= made.depth + stage.canvas.px(14.0);
                if matches!(plan.places, Places::Points) {
                    let reach = made.ends.0.max(made.ends.1) / 2.0 - stage.canvas.px(40.0);
                    inset = inset.max(reach).min(plot.width() * 0.2);
                }
                names = Some(made);
            }
            places => {
                along = Along::new(stage, places, plot.width());
                inset = inset.max(along.overhang(stage, plot, area));
                let rows = if along.has_second_row() { 3.0 } else { 1.7 };
                plot.y1 -= style.size * rows;
            }
        }
        let foot = plot.y1;
        make_room(plan, &mut plot, (&left, right.as_ref()), false);
        let span = (plot.x0 + inset, plot.x1 - inset);
        let (centers, band) = centers(plan, &along, span, plot.width());
        axes::horizontal_grid(stage, plot, &left.scale, &left.ticks);
        if let Some(right) = &right {
            axes::right_ticks(stage, plot, &right.scale, &right.ticks);
        }
        let mut frame = Self {
            plot,
            is_lying: false,
            has_bands: matches!(plan.places, Places::Bands),
            left,
            right,
            centers,
            band,
            along,
            span,
            hidden_names: 0,
            foot,
        };
        frame.trace(stage);
        if let Some(names) = names {
            let top = foot + stage.canvas.px(14.0);
            names.draw_below(stage, plan.names, (&frame.centers, top));
            frame.hidden_names = names.hidden(plan.names.len());
        } else {
            frame.draw_along(stage);
        }
        frame
    }

    fn lying(stage: &mut Stage<'_>, area: Rect, plan: &Plan<'_>) -> Self {
        let style = axes::tick_style(stage);
        let count = plan.names.len().max(1) as f64;
        let foot = style.size * 1.7;
        let band = (area.height() - foot) / count;
        let names = Names::beside(stage, plan.names, (area.width() * 0.42, band));
        let gap = stage.canvas.px(14.0);
        let mut plot = Rect {
            x0: area.x0 + names.depth + gap + plan.margins.0,
            x1: area.x1 - plan.margins.1,
            y1: area.y1 - foot,
            ..area
        };
        plot.x1 = plot.x1.max(plot.x0 + area.width() * 0.2);
        let probe = ValueAxis::new(&plan.left, 4.0);
        let widest = axes::ticks_width(stage, &probe.ticks);
        let count = plot.width() / (widest + style.size * 1.6).max(stage.canvas.px(90.0));
        let left = ValueAxis::new(&plan.left, count.clamp(1.0, 5.0));
        let last = left.ticks.last().map_or(0.0, |(_, text)| stage.engine.width(text, style));
        plot.x1 -= (last / 2.0 - stage.canvas.margin() * 0.6).max(0.0);
        make_room(plan, &mut plot, (&left, None), true);
        let span = (plot.y0, plot.y1);
        let (centers, band) = centers(plan, &Along::Names, span, plot.height());
        axes::vertical_grid(stage, plot, &left.scale, &left.ticks);
        names.draw_beside(stage, plan.names, (&centers, area.x0 + names.depth));
        let frame = Self {
            plot,
            is_lying: true,
            has_bands: true,
            left,
            right: None,
            centers,
            band,
            along: Along::Names,
            span,
            hidden_names: names.hidden(plan.names.len()),
            foot: plot.y1,
        };
        frame.trace(stage);
        frame
    }

    fn trace(&self, stage: &mut Stage<'_>) {
        for axis in [Some(&self.left), self.right.as_ref()].into_iter().flatten() {
            axes::trace(stage, &axis.scale, &axis.ticks, axis.has_bars);
        }
    }

    /// Ticks of numbers or times below the plot.
    fn draw_along(&self, stage: &mut Stage<'_>) {
        let style = axes::tick_style(stage);
        let muted = (stage.palette.muted, Role::Tick);
        match &self.along {
            Along::Names => {}
            Along::Numbers(scale, ticks) => {
                let inner = Rect { x0: self.span.0, x1: self.span.1, y1: self.foot, ..self.plot };
                axes::vertical_grid(stage, inner, scale, ticks);
                axes::trace(stage, scale, ticks, false);
            }
            Along::Times(_, ticks) => {
                let safe = stage.canvas.safe();
                let mut free = f64::MIN;
                for tick in ticks {
                    let x = self.along(tick.at);
                    let pen = Pen::butt(stage.palette.axis, stage.canvas.px(1.5).max(1.0));
                    let foot = self.foot + style.size * 0.35;
                    stage.scene.line(Point::new(x, self.foot), Point::new(x, foot), pen);
                    let y = self.foot + style.size * 1.05;
                    stage.put(&tick.text, (style, None), (Point::new(x, y), Anchor::Center), muted);
                    let Some(below) = &tick.below else { continue };
                    let width = stage.engine.width(below, style);
                    let x = x.max(safe.x0 + width / 2.0).min(safe.x1 - width / 2.0);
                    if x - width / 2.0 < free {
                        continue;
                    }
                    free = x + width / 2.0 + style.size * 0.6;
                    let place = (Point::new(x, y + style.size * 1.25), Anchor::Center);
                    stage.put(below, (style, None), place, muted);
                }
            }
        }
    }

    fn axis(&self, side: AxisSide) -> &ValueAxis {
        match (side, &self.right) {
            (AxisSide::Right, Some(right)) => right,
            _ => &self.left,
        }
    }

    pub(super) fn scale(&self, side: AxisSide) -> &Scale {
        &self.axis(side).scale
    }

    /// Where a value is along the value axis, pixels; at the end of the axis where it is beyond.
    pub(super) fn value(&self, side: AxisSide, value: f64) -> f64 {
        let share = self.axis(side).scale.clamped(value);
        if self.is_lying {
            self.plot.x0 + share * self.plot.width()
        } else {
            self.plot.y1 - share * self.plot.height()
        }
    }

    /// Where a number or time is along the other axis, pixels.
    pub(super) fn along(&self, at: f64) -> f64 {
        let share = match &self.along {
            Along::Names => 0.5,
            Along::Numbers(scale, _) => scale.clamped(at),
            Along::Times((low, high), _) => ((at - low) / (high - low)).clamp(0.0, 1.0),
        };
        self.span.0 + share * (self.span.1 - self.span.0)
    }

    /// Whether there are numbers or times along the other axis.
    pub(super) fn has_names(&self) -> bool {
        matches!(self.along, Along::Names)
    }

    /// Whether there are times along the other axis.
    pub(super) fn is_time(&self) -> bool {
        matches!(self.along, Along::Times(..))
    }

    /// A place along the category axis (pixels) and a place along the value axis.
    pub(super) fn spot(&self, along: f64, value: f64) -> Point {
        if self.is_lying { Point::new(value, along) } else { Point::new(along, value) }
    }

    /// The rectangle between two places along the category axis and two along the value axis.
    pub(super) fn block(&self, along: (f64, f64), values: (f64, f64)) -> Rect {
        Rect::from_points(self.spot(along.0, values.0), self.spot(along.1, values.1))
    }

    /// Draws the line that lengths begin at, over the marks.
    pub(super) fn zero_line(&self, stage: &mut Stage<'_>) {
        let zero = self.value(AxisSide::Left, self.left.scale.base());
        let pen = Pen::butt(stage.palette.axis, stage.canvas.px(2.0).max(1.0));
        let (from, to) = if self.is_lying {
            (Point::new(zero, self.plot.y0), Point::new(zero, self.plot.y1))
        } else {
            (Point::new(self.plot.x0, zero), Point::new(self.plot.x1, zero))
        };
        stage.scene.line(from, to, pen);
    }
}

impl Along {
    fn new(stage: &mut Stage<'_>, places: &Places, width: f64) -> Self {
        let style = axes::tick_style(stage);
        let least = stage.canvas.px(110.0).max(style.size * 4.0);
        let count = (width / least).clamp(1.0, 6.0);
        match places {
            Places::Bands | Places::Points => Self::Names,
            Places::Numbers { values, is_log, unit } => {
                let numbers = || values.iter().copied();
                let make = |count: f64| {
                    let scale = if *is_log {
                        Scale::log(numbers(), count)
                    } else {
                        Scale::nice(numbers(), is_near_zero(values), count)
                    };
                    let ticks = axes::tick_texts(&scale, unit, true);
                    (scale, ticks)
                };
                let (_, ticks) = make(count);
                let widest = axes::ticks_width(stage, &ticks) + style.size;
                let count = count.min((width / widest).max(1.0));
                let few = |made: &(Scale, Vec<(f64, String)>)| made.1.len() < TICKS_MIN;
                let (scale, ticks) = Some(make(count))
                    .filter(|made| !few(made) || count < 2.0)
                    .unwrap_or_else(|| make(count * 1.6));
                Self::Numbers(scale, ticks)
            }
            Places::Times { values, precision, locale } => {
                let (mut low, mut high) = values
                    .iter()
                    .fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(*at), high.max(*at)));
                if low >= high {
                    (low, high) = (low.min(high) - 1.0, low.min(high) + 1.0);
                }
                let missing = stage.engine.block(&locale.month(1), style, None).missing > 0;
                let locale = if missing { locale.with_english_words() } else { *locale };
                let ticks = time_axis::ticks((low, high), count, *precision, locale);
                Self::Times((low, high), ticks)
            }
        }
    }

    fn has_second_row(&self) -> bool {
        matches!(self, Self::Times(_, ticks) if ticks.iter().any(|tick| tick.below.is_some()))
    }

    /// How far the last label would reach over the margin.
    fn overhang(&self, stage: &mut Stage<'_>, plot: Rect, area: Rect) -> f64 {
        let style = axes::tick_style(stage);
        let text = match self {
            Self::Names => return 0.0,
            Self::Numbers(_, ticks) => ticks.last().map_or("", |(_, text)| text),
            Self::Times(_, ticks) => ticks.last().map_or("", |tick| &tick.text),
        };
        let half = stage.engine.width(text, style) / 2.0;
        let free = area.x1 - plot.x1 + stage.canvas.margin() * 0.6;
        (half - free).max(0.0)
    }
}

/// A cloud of points is shown from zero only where zero is close to it.
fn is_near_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    low >= 0.0 && low <= high * 0.25
}

/// Middles of the categories, and the width of one.
fn centers(plan: &Plan<'_>, along: &Along, span: (f64, f64), length: f64) -> (Vec<f64>, f64) {
    let count = plan.names.len();
    let whole = span.1 - span.0;
    match (&plan.places, along) {
        (Places::Bands, _) => {
            let band = length / count.max(1) as f64;
            let begin = f64::midpoint(span.0, span.1) - length / 2.0;
            ((0..count).map(|index| begin + band * (index as f64 + 0.5)).collect(), band)
        }
        (Places::Points, _) if count < 2 => (vec![f64::midpoint(span.0, span.1); count], whole),
        (Places::Points, _) => {
            let pitch = whole / (count - 1) as f64;
            ((0..count).map(|index| span.0 + pitch * index as f64).collect(), pitch)
        }
        (Places::Times { values, .. }, Along::Times((low, high), _)) => {
            let at = |value: &f64| span.0 + (value - low) / (high - low) * whole;
            let places: Vec<f64> = values.iter().map(at).collect();
            let mut sorted = places.clone();
            sorted.sort_by(f64::total_cmp);
            let gaps = sorted.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0.01);
            let least = gaps.fold(whole, f64::min);
            (places, least)
        }
        _ => (Vec::new(), whole),
    }
}

/// Shortens the plot so that what reaches beyond the values stays inside of it.
fn make_room(
    plan: &Plan<'_>,
    plot: &mut Rect,
    (left, right): (&ValueAxis, Option<&ValueAxis>),
    is_lying: bool,
) {
    let length = if is_lying { plot.width() } else { plot.height() };
    let (mut high, mut low): (f64, f64) = (0.0, 0.0);
    for reach in &plan.reaches {
        let axis = match reach.side {
            AxisSide::Left => Some(left),
            AxisSide::Right => right,
        };
        let Some(axis) = axis else { continue };
        let share = axis.scale.clamped(reach.value);
        // The mark at `share` of a plot shortened by d must end inside: solve for d.
        high = high.max((reach.high - (1.0 - share) * length) / share.max(0.3));
        low = low.max((reach.low - share * length) / (1.0 - share).max(0.3));
    }
    let most = length * 0.3;
    let (high, low) = (high.min(most), low.min(most));
    if is_lying {
        plot.x1 -= high;
        plot.x0 += low;
    } else {
        plot.y0 += high;
        plot.y1 -= low;
    }
}
