//! Candlesticks: open, high, low and close of each period. Rising periods are hollow, falling
//! ones filled, so that they are told apart without colours.

use easel_types::spec::{AxisScale, AxisSide, ChartSpec};
use kurbo::{Point, Rect, Size};

use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::line::tell_hidden_places;
use super::placer::{Placer, around};
use super::table::Table;
use super::{axes, remarks, times};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};

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
        margins: (0.0, stage.canvas.px(10.0)),
        x_label: table.x_label.as_deref(),
        strong_names: false,
    };
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, &table, stage, &frame);
    paint(stage, &frame, &candles);
    if spec.show_values != Some(false) {
        write_key_values(&table, stage, (&frame, &candles));
    }
    remarks::over(spec, &table, stage, &frame);
    tell_hidden_places(stage, &table, &frame);
}

fn paint(stage: &mut Stage<'_>, frame: &Frame, candles: &[[f64; 4]]) {
    let at = |value: f64| frame.value(AxisSide::Left, value);
    let half = (frame.band * 0.32).clamp(0.75, stage.canvas.px(26.0).max(1.0));
    let width = stage.canvas.px(2.5).min(half * 0.8).max(0.75);
    let (up, down) = (stage.palette.series(0), stage.palette.series(1));
    for ([open, high, low, close], center) in candles.iter().zip(&frame.centers) {
        let rises = close >= open;
        let color = if rises { up } else { down };
        let pen = Pen::butt(color, width);
        let (top, bottom) = (at(open.max(*close)), at(open.min(*close)));
        stage.scene.line(Point::new(*center, at(*high)), Point::new(*center, top), pen);
        stage.scene.line(Point::new(*center, bottom), Point::new(*center, at(*low)), pen);
        let mut body = Rect::new(center - half, top, center + half, bottom);
        if body.height() < width {
            body = body.inflate(0.0, (width - body.height()) / 2.0);
        }
        if rises && half > width {
            let body = body.inset(-width / 2.0);
            stage.scene.rect(body, 0.0, stage.palette.background);
            stage.scene.stroke(Shape::Rounded(body.abs(), 0.0), pen);
        } else {
            stage.scene.rect(body, 0.0, color);
        }
    }
}

/// Writes the highest high, the lowest low and the last close.
fn write_key_values(table: &Table, stage: &mut Stage<'_>, (frame, candles): (&Frame, &[[f64; 4]])) {
    let highest = candles.iter().enumerate().max_by(|a, b| a.1[1].total_cmp(&b.1[1]));
    let lowest = candles.iter().enumerate().min_by(|a, b| a.1[2].total_cmp(&b.1[2]));
    let last = candles.iter().enumerate().next_back();
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
