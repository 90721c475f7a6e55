//! Candlesticks: open, high, low and close of each period. Rising periods are hollow, falling
//! ones filled, so that they are told apart without colours.

use easel_types::spec::{AxisScale, AxisSide, ChartSpec};
use kurbo::{BezPath, Point, Rect, Size};

use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::line::tell_hidden_places;
use super::placer::{Placer, around};
use super::table::Table;
use super::{axes, remarks, times};
use crate::canvas::Stage;
use crate::scene::{Anchor, Gradient, GradientRun, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Fewest candles that show a course.
const GROUND_MIN: usize = 12;

/// Draws the candles into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::new(spec);
    table.drop_own_targets();
    table.tell(stage);
    let mut candles: Vec<[f64; 4]> = spec
        .series
        .first()
        .into_iter()
        .flat_map(|series| &series.points)
        .filter_map(|point| Some([*point.first()?, *point.get(1)?, *point.get(2)?, *point.get(3)?]))
        .collect();
    for index in table.categories.len()..candles.len() {
        table.categories.push((index + 1).to_string());
    }
    table.categories.truncate(candles.len());
    let mut places = Places::Bands;
    if let Some((values, precision)) = times::of(spec.x_scale, &table.categories) {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        candles = order.iter().filter_map(|place| candles.get(*place).copied()).collect();
        let values = times::arrange(&mut table, &values);
        places = Places::Times { values, precision, locale: table.unit.locale() };
    }
    table.unit = table.unit.clone().for_values(candles.iter().flatten().copied());
    let area = axes::caption(stage, area, table.caption.as_deref());
    let mut values: Vec<f64> = candles.iter().flat_map(|[_, high, low, _]| [*high, *low]).collect();
    let side = AxisSide::Left;
    let room = stage.canvas.px(22.0);
    let mut reaches: Vec<Reach> =
        values.iter().map(|value| Reach { value: *value, side, high: room, low: room }).collect();
    reaches.extend(remarks::reaches(spec, &table, stage));
    values.extend(remarks::values(spec));
    let count = candles.len().max(1) as f64;
    let last = Tag::new(spec, &table, stage, &candles);
    let plan = Plan {
        names: &table.categories,
        inset: if matches!(places, Places::Bands) { 0.0 } else { area.width() * 0.45 / count },
        places,
        is_lying: false,
        left: AxisPlan {
            values,
            is_log: spec.y_scale == AxisScale::Log,
            bounds: (spec.y_min, spec.y_max),
            unit: table.unit.clone(),
            with_unit: true,
            ..AxisPlan::default()
        },
        right: None,
        reaches,
        margins: (0.0, last.as_ref().map_or(stage.canvas.px(10.0), |tag| tag.width)),
        x_label: table.x_label.as_deref(),
        strong_names: false,
    };
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, &table, stage, &frame);
    if candles.len() >= GROUND_MIN {
        ground(stage, &frame, &candles);
    }
    if let Some(tag) = &last {
        tag.draw(stage, &frame);
    }
    paint(stage, &frame, &candles);
    if spec.show_values != Some(false) {
        write_key_values(&table, stage, (&frame, &candles), last.is_some());
    }
    remarks::over(spec, &table, stage, &frame);
    tell_hidden_places(stage, &table, &frame);
}

/// The last price, on a tag beside the plot.
struct Tag {
    value: f64,
    text: String,
    style: TextStyle,
    color: Color,
    /// Room right of the plot.
    width: f64,
}

impl Tag {
    /// None where values are not shown or the tag would be as wide as the plot.
    fn new(
        spec: &ChartSpec,
        table: &Table,
        stage: &mut Stage<'_>,
        candles: &[[f64; 4]],
    ) -> Option<Self> {
        let [open, .., close] = *candles.last()?;
        let style = TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold);
        let text = table.unit.value(close);
        let width = stage.engine.width(&text, style) + style.size * 1.8;
        let fits = width < stage.canvas.width * 0.16 && spec.show_values != Some(false);
        let color = stage.palette.series(usize::from(close < open));
        let color = stage.palette.readable(color, stage.palette.background, 4.6);
        fits.then_some(Self { value: close, text, style, color, width })
    }

    fn draw(&self, stage: &mut Stage<'_>, frame: &Frame) {
        let y = frame.value(AxisSide::Left, self.value);
        let size = self.style.size;
        let left = frame.plot.x1 + size * 0.5;
        let from = frame.centers.last().copied().unwrap_or(frame.plot.x0);
        let pen = Pen { dash: Some(size * 0.25), ..Pen::butt(self.color, stage.canvas.px(1.5)) };
        stage.scene.line(Point::new(from, y), Point::new(left, y), pen);
        let right = frame.plot.x1 + self.width;
        let tag = Rect::new(left, y - size * 0.8, right, y + size * 0.8);
        stage.scene.rect(tag, size * 0.35, self.color);
        let on = stage.palette.on(self.color);
        let place = (tag.center(), Anchor::Center);
        stage.put(&self.text, (self.style, None), place, (on, Role::Value));
    }
}

/// A pale surface under the closing prices, which carries the eye along.
fn ground(stage: &mut Stage<'_>, frame: &Frame, candles: &[[f64; 4]]) {
    let closes = candles.iter().zip(&frame.centers);
    let points: Vec<Point> = closes
        .map(|([.., close], x)| Point::new(*x, frame.value(AxisSide::Left, *close)))
        .collect();
    let ([first, ..], [.., last]) = (points.as_slice(), points.as_slice()) else { return };
    let bottom = frame.plot.y1;
    let mut path = BezPath::new();
    path.move_to((first.x, bottom));
    points.iter().for_each(|point| path.line_to(*point));
    path.line_to((last.x, bottom));
    path.close_path();
    let top = points.iter().map(|point| point.y).fold(bottom, f64::min);
    let color = stage.palette.series(0);
    let run = GradientRun::Linear(Point::new(0.0, top), Point::new(0.0, bottom));
    let stops = vec![(0.0, color.alpha(0.16)), (1.0, color.alpha(0.0))];
    stage.scene.gradient(Shape::Path(path), Gradient { run, stops });
}

fn paint(stage: &mut Stage<'_>, frame: &Frame, candles: &[[f64; 4]]) {
    let at = |value: f64| frame.value(AxisSide::Left, value);
    let half = (frame.band * 0.32).clamp(0.75, stage.canvas.px(26.0).max(1.0));
    let width = stage.canvas.px(2.5).min(half * 0.8).max(0.75);
    let corner = (half * 0.25).min(stage.canvas.px(4.0));
    let (up, down) = (stage.palette.series(0), stage.palette.series(1));
    for ([open, high, low, close], center) in candles.iter().zip(&frame.centers) {
        let rises = close >= open;
        let color = if rises { up } else { down };
        let pen = Pen::new(color, width);
        let (top, bottom) = (at(open.max(*close)), at(open.min(*close)));
        stage.scene.line(Point::new(*center, at(*high)), Point::new(*center, top), pen);
        stage.scene.line(Point::new(*center, bottom), Point::new(*center, at(*low)), pen);
        let mut body = Rect::new(center - half, top, center + half, bottom);
        if body.height() < width {
            body = body.inflate(0.0, (width - body.height()) / 2.0);
        }
        if rises && half > width {
            let body = body.inset(-width / 2.0);
            stage.scene.rect(body, corner, stage.palette.background);
            let rim = Shape::Rounded(body.abs(), corner.min(body.abs().height() / 2.0));
            stage.scene.stroke(rim, pen);
        } else {
            stage.scene.rect(body, corner, color);
        }
    }
}

/// Writes the highest high, the lowest low and, where it has no tag, the last close.
fn write_key_values(
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, candles): (&Frame, &[[f64; 4]]),
    is_tagged: bool,
) {
    let highest = candles.iter().enumerate().max_by(|a, b| a.1[1].total_cmp(&b.1[1]));
    let lowest = candles.iter().enumerate().min_by(|a, b| a.1[2].total_cmp(&b.1[2]));
    let last = candles.iter().enumerate().next_back().filter(|_| !is_tagged);
    let style = TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold);
    let mut placer = Placer::of(stage);
    let values = [
        highest.map(|(index, candle)| (index, candle[1])),
        lowest.map(|(index, candle)| (index, candle[2])),
        last.map(|(index, candle)| (index, candle[3])),
    ];
    for (index, value) in values.into_iter().flatten() {
        let Some(center) = frame.centers.get(index) else { continue };
        let text = table.unit.value(value);
        let size = Size::new(stage.engine.width(&text, style) + 4.0, style.size * 0.95);
        let point = Point::new(*center, frame.value(AxisSide::Left, value));
        let mut centers = around(point, size, stage.canvas.px(7.0).max(3.0));
        if Some(value) == lowest.map(|(_, candle)| candle[2]) {
            centers.swap(0, 1);
        }
        if let Some(rect) = placer.find(size, centers) {
            let ink = (stage.palette.ink, Role::Value);
            stage.put(&text, (style, None), (rect.center(), Anchor::Center), ink);
        }
    }
    stage.scene.notes.push(
        "hollow candles closed higher than they opened, filled ones lower; the other values are \
         read from the axis"
            .to_owned(),
    );
}
