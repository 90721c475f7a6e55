//! Radar charts: one spoke a category, one outline a series. Values stand under the names of the
//! spokes for up to three series.

use std::f64::consts::{FRAC_PI_2, TAU};
use std::rc::Rc;

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect, Vec2};

use super::common::{Emphasis, row_color};
use crate::canvas::Stage;
use crate::charts::{Table, axes, legend};
use crate::lint::segment_meets;
use crate::scales::Scale;
use crate::scene::{Anchor, AxisTrace, Pen, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Most series whose values are written at the spokes.
const WRITTEN_SERIES_MAX: usize = 3;

/// Draws the outlines into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let emphasis = Emphasis::new(spec);
    let names = table.names();
    let mut colors = Vec::new();
    for (row, name) in names.iter().enumerate() {
        let own = row_color(spec, stage.palette, row);
        colors.push(emphasis.color(stage.palette, name, own));
    }
    let mut area = area;
    if table.has_names() {
        let keys: Vec<_> = names.iter().cloned().zip(colors.iter().copied()).collect();
        area = legend::draw(stage, area, &keys);
    }
    let area = axes::caption(stage, area, table.caption.as_deref());
    let scale = scale(spec, table);
    let spokes = fit(table, stage, area, &colors);
    let web = Web { center: spokes.center, radius: spokes.radius, count: table.categories.len() };
    web.paint(stage, &scale);
    let mut segments = Vec::new();
    for (row, color) in colors.iter().enumerate() {
        let is_accent = !emphasis.is_some() || emphasis.has(&names[row]);
        let values = &table.rows[row].values;
        outline(stage, (&web, &scale), values, (*color, is_accent), &mut segments);
    }
    web.ticks(stage, &scale, table, &segments);
    spokes.draw(table, stage, &colors);
    let gaps =
        table.rows.iter().flat_map(|row| &row.values).filter(|value| value.is_none()).count();
    if gaps > 0 {
        stage.scene.notes.push(format!("{gaps} values are missing; outlines pass over them"));
    }
    if table.rows.len() > WRITTEN_SERIES_MAX {
        let count = table.values().count();
        let note = format!("{count} values are drawn to scale but not written");
        stage.scene.notes.push(note);
    }
}

fn scale(spec: &ChartSpec, table: &Table) -> Scale {
    let ends = [spec.y_min, spec.y_max];
    let with_steps =
        |steps: f64| Scale::nice(table.values().chain(ends.into_iter().flatten()), true, steps);
    let mut scale = with_steps(4.0);
    if scale.ticks().len() < 4 {
        // Marks up to ten: rings at 0, 5 and 10 are too few to read by.
        scale = with_steps(5.0);
    }
    if let Some(high) = spec.y_max.filter(|high| table.values().all(|value| value <= *high))
        && scale.low == 0.0
        && high > 0.0
    {
        // The number of rings that gives the shortest numbers.
        let length = |count: &f64| table.unit.number(high / count).len();
        let counts = [4.0, 5.0, 3.0, 6.0];
        let best = counts.into_iter().min_by_key(length).unwrap_or(4.0);
        scale = Scale { high, step: high / best, ..scale };
    }
    scale
}

/// Centre, size and number of spokes.
struct Web {
    center: Point,
    radius: f64,
    count: usize,
}

impl Web {
    fn direction(&self, index: usize) -> Vec2 {
        Vec2::from_angle(-FRAC_PI_2 + TAU * index as f64 / self.count.max(1) as f64)
    }

    fn polygon(&self, share: f64) -> BezPath {
        let mut path = BezPath::new();
        for index in 0..self.count {
            let point = self.center + self.direction(index) * (self.radius * share);
            if index == 0 { path.move_to(point) } else { path.line_to(point) }
        }
        path.close_path();
        path
    }

    fn paint(&self, stage: &mut Stage<'_>, scale: &Scale) {
        let palette = stage.palette;
        let thin = stage.canvas.px(1.25).max(1.0);
        let shares: Vec<f64> = scale.ticks().iter().map(|tick| scale.share(*tick)).collect();
        let ground = palette.background.mix(palette.grid, 0.32);
        for (index, share) in shares.iter().enumerate().rev() {
            let fill =
                if index % 2 == (shares.len() - 1) % 2 { ground } else { palette.background };
            if *share > 0.0 {
                stage.scene.fill(Shape::Path(self.polygon(*share)), fill);
                let is_zero = *share < 1.0 && scale.low < 0.0 && index == 0;
                let color = if is_zero { palette.axis } else { palette.grid };
                stage.scene.stroke(Shape::Path(self.polygon(*share)), Pen::butt(color, thin));
            }
        }
        for index in 0..self.count {
            let tip = self.center + self.direction(index) * self.radius;
            stage.scene.line(self.center, tip, Pen::butt(palette.grid, thin));
        }
    }

    /// Numbers at the rings on the first spoke, where no outline passes.
    fn ticks(
        &self,
        stage: &mut Stage<'_>,
        scale: &Scale,
        table: &Table,
        segments: &[(Point, Point)],
    ) {
        let texts = axes::tick_texts(scale, &table.unit, true);
        stage.scene.axes.push(AxisTrace {
            low: scale.low,
            high: scale.high,
            ticks: texts.iter().map(|(_, text)| text.clone()).collect(),
            has_bars: false,
        });
        let style = TextStyle::new(stage.canvas.font(16.0), Weight::Regular);
        let step = self.radius * scale.share(scale.low + scale.step);
        if step < style.size * 1.4 {
            return;
        }
        for (value, text) in &texts {
            let share = scale.share(*value);
            let block = stage.engine.block(text, style, None);
            let center = self.center - Vec2::new(0.0, self.radius * share);
            let chip =
                Rect::from_center_size(center, (block.width + style.size * 0.9, style.size * 1.3));
            let is_free = !segments.iter().any(|(from, to)| {
                segment_meets(*from, *to, chip.inflate(stage.canvas.px(7.0), stage.canvas.px(7.0)))
            });
            if share > 0.0 && is_free {
                stage.scene.rect(chip, style.size * 0.3, stage.palette.background);
                let color = (stage.palette.muted, Role::Tick);
                stage.put(text, (style, None), (center, Anchor::Center), color);
            }
        }
    }
}

fn outline(
    stage: &mut Stage<'_>,
    (web, scale): (&Web, &Scale),
    values: &[Option<f64>],
    (color, is_accent): (Color, bool),
    segments: &mut Vec<(Point, Point)>,
) {
    let at = |(index, value): (usize, &Option<f64>)| {
        let share = scale.share((*value)?).clamp(0.0, 1.0);
        Some(web.center + web.direction(index) * (web.radius * share))
    };
    let points: Vec<Point> = values.iter().enumerate().filter_map(at).collect();
    let Some(first) = points.first() else { return };
    let mut path = BezPath::new();
    path.move_to(*first);
    points.iter().skip(1).for_each(|point| path.line_to(*point));
    path.close_path();
    for (index, from) in points.iter().enumerate() {
        segments.push((*from, points[(index + 1) % points.len()]));
    }
    let (tint, width) = if is_accent { (0.15, 4.0) } else { (0.04, 2.5) };
    stage.scene.fill(Shape::Path(path.clone()), color.alpha(tint));
    let pen = Pen::new(color, stage.canvas.px(width).max(1.5));
    stage.scene.stroke(Shape::Path(path), pen);
    let radius = stage.canvas.px(if is_accent { 7.0 } else { 5.0 }).max(2.5);
    for point in points {
        stage.scene.disc(point, radius + stage.canvas.px(1.75), stage.palette.background);
        stage.scene.disc(point, radius, color);
    }
}

/// Names (and values) around the web, and the web's place that leaves room for them.
struct Spokes {
    names: Vec<Rc<Block>>,
    cuts: Vec<Option<String>>,
    values: Vec<Vec<(Rc<Block>, String)>>,
    gap: f64,
    center: Point,
    radius: f64,
}

/// The largest web with the largest names.
fn fit(table: &Table, stage: &mut Stage<'_>, area: Rect, colors: &[Color]) -> Spokes {
    let least = stage.canvas.font_min();
    let mut size = stage.canvas.font(23.0);
    let is_written = colors.len() <= WRITTEN_SERIES_MAX;
    loop {
        let is_last = size <= least;
        let width = area.width() * if is_last { 0.2 } else { 0.26 };
        let style = TextStyle { leading: 1.2, ..TextStyle::new(size, Weight::SemiBold) };
        let style = style.align(Align::Center);
        let mut fits = true;
        let (mut names, mut cuts) = (Vec::new(), Vec::new());
        for name in &table.categories {
            let block = stage.engine.balanced(name, style, width);
            let is_good = !block.broken_word && block.lines.len() <= 3;
            fits &= is_good;
            if is_last && !is_good {
                let (block, cut) = stage.engine.shortened(name, style, (width, 2));
                names.push(block);
                cuts.push(cut);
            } else {
                names.push(block);
                cuts.push(None);
            }
        }
        let value_style = TextStyle::new((size * 0.92).max(least), Weight::SemiBold);
        let mut values: Vec<Vec<(Rc<Block>, String)>> = vec![Vec::new(); names.len()];
        if is_written {
            for row in &table.rows {
                for (list, value) in values.iter_mut().zip(&row.values) {
                    let text =
                        value.map_or_else(|| "–".to_owned(), |value| table.unit.value(value));
                    list.push((stage.engine.block(&text, value_style, None), text));
                }
            }
        }
        let gap = stage.canvas.px(26.0).max(size * 0.8);
        let mut spokes = Spokes { names, cuts, values, gap, center: area.center(), radius: 0.0 };
        spokes.grow(area);
        let is_large = spokes.radius > area.width().min(area.height()) * 0.24;
        if is_last || (fits && is_large && !spokes.overlap()) {
            return spokes;
        }
        size = (size * 0.88).max(least);
    }
}

impl Spokes {
    fn direction(&self, index: usize) -> Vec2 {
        Vec2::from_angle(-FRAC_PI_2 + TAU * index as f64 / self.names.len().max(1) as f64)
    }

    /// Width and height of a name with its values.
    fn size(&self, index: usize) -> (f64, f64) {
        let (Some(name), Some(values)) = (self.names.get(index), self.values.get(index)) else {
            return (0.0, 0.0);
        };
        let gap = name.size * 0.55;
        let below: f64 = values.iter().map(|(block, _)| block.width + gap).sum::<f64>() - gap;
        let height = values.first().map_or(0.0, |(block, _)| block.height);
        (name.width.max(below), name.height + height)
    }

    /// What a name with its values covers, relative to the centre.
    fn rect(&self, index: usize, radius: f64) -> Rect {
        let (width, height) = self.size(index);
        let direction = self.direction(index);
        let tip = direction * (radius + self.gap);
        let middle = tip + Vec2::new(direction.x * width / 2.0, direction.y * height / 2.0);
        Rect::from_center_size(middle.to_point(), (width, height))
    }

    fn bounds(&self, radius: f64) -> Rect {
        let circle = Rect::from_center_size(Point::ZERO, (radius, radius));
        (0..self.names.len()).fold(circle, |bounds, index| bounds.union(self.rect(index, radius)))
    }

    /// The largest radius with which everything lies in `area`, and the middle for it.
    fn grow(&mut self, area: Rect) {
        let (mut low, mut high) = (4.0, area.width().max(area.height()));
        for _ in 0..24 {
            let radius = f64::midpoint(low, high);
            let bounds = self.bounds(radius);
            if bounds.width() <= area.width() && bounds.height() <= area.height() {
                low = radius;
            } else {
                high = radius;
            }
        }
        self.radius = low;
        let bounds = self.bounds(low);
        self.center = area.center() - bounds.center().to_vec2();
    }

    fn overlap(&self) -> bool {
        let rects: Vec<Rect> =
            (0..self.names.len()).map(|index| self.rect(index, self.radius)).collect();
        rects.iter().enumerate().any(|(index, rect)| {
            rects.iter().take(index).any(|other| rect.intersect(*other).area() > 0.5)
        })
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, colors: &[Color]) {
        let ink = stage.palette.ink;
        for (index, name) in table.categories.iter().enumerate() {
            let rect = self.rect(index, self.radius) + self.center.to_vec2();
            let (Some(block), Some(values)) = (self.names.get(index), self.values.get(index))
            else {
                continue;
            };
            let cut = self.cuts.get(index).cloned().flatten();
            let place = (Point::new(rect.center().x, rect.y0), Anchor::TopCenter);
            stage.scene.text((block, cut.as_deref().unwrap_or(name)), place, ink, Role::Label);
            stage.record_cut(name, cut.is_some());
            let gap = block.size * 0.55;
            let width: f64 = values.iter().map(|(value, _)| value.width + gap).sum::<f64>() - gap;
            let mut x = rect.center().x - width / 2.0;
            for ((value, text), color) in values.iter().zip(colors) {
                let ground = stage.palette.background;
                let color = stage.palette.readable(*color, ground, 4.6);
                let color = if colors.len() == 1 { stage.palette.muted } else { color };
                let place = (Point::new(x, rect.y0 + block.height), Anchor::TopLeft);
                stage.scene.text((value, text), place, color, Role::Value);
                x += value.width + gap;
            }
        }
    }
}
