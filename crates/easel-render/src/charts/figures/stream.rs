//! Streams: the series as ribbons on each other around a middle line, named where they are thick.

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect};

use super::common::{Emphasis, ink_on, row_color};
use crate::canvas::Stage;
use crate::charts::names::Names;
use crate::charts::table::Table;
use crate::charts::{axes, curves, legend};
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Most corners of edges for which there are seams between the ribbons.
const SEAMS_MAX: usize = 300;

/// Draws the ribbons into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let emphasis = Emphasis::new(spec);
    let names = table.names();
    let colors: Vec<Color> = names
        .iter()
        .enumerate()
        .map(|(row, name)| emphasis.color(stage.palette, name, row_color(spec, stage.palette, row)))
        .collect();
    let area = axes::caption(stage, area, table.caption.as_deref());
    let mut stream = Stream::new(table, stage, area);
    let is_named = table.rows.len() < 2
        || (0..names.len()).all(|row| stream.place(stage, row, &names[row]).is_some());
    if !is_named {
        let keys: Vec<_> = names.iter().cloned().zip(colors.iter().copied()).collect();
        let below = legend::draw(stage, area, &keys);
        stream = Stream::new(table, stage, below);
    }
    for (row, color) in colors.iter().enumerate() {
        if let Some(path) = curves::ribbon(&stream.edge(row + 1), &stream.edge(row)) {
            stage.scene.fill(Shape::Path(path), *color);
        }
    }
    // Very long edges are told apart by their colours alone.
    let is_short = colors.len() * table.categories.len() <= SEAMS_MAX;
    for row in (1..colors.len()).filter(|_| is_short) {
        let edge = stream.edge(row);
        let Some(first) = edge.first() else { continue };
        let mut path = BezPath::new();
        path.move_to(*first);
        curves::curve(&mut path, &edge);
        let pen = Pen::butt(stage.palette.background, stage.canvas.px(2.5).max(1.0));
        stage.scene.stroke(Shape::Path(path), pen);
    }
    if is_named && table.rows.len() > 1 {
        for (row, (name, color)) in names.iter().zip(&colors).enumerate() {
            if let Some((at, style)) = stream.place(stage, row, name) {
                let ink = ink_on(stage, *color, style);
                stage.put(name, (style, None), (at, Anchor::Center), (ink, Role::Label));
            }
        }
    }
    let top = stream.plot.y1 + stage.canvas.px(12.0);
    let centers = stream.xs.clone();
    stream.labels.draw_below(stage, &table.categories, (&centers, top));
    let largest = stream.largest;
    let note = format!("the widest place of the stream is {}", table.unit.value(largest));
    stage.scene.notes.push(note);
}

struct Stream {
    plot: Rect,
    xs: Vec<f64>,
    /// Heights of the edges at every category from the lowest to the highest, in values from the
    /// middle.
    edges: Vec<Vec<f64>>,
    largest: f64,
    labels: Names,
}

impl Stream {
    fn new(table: &Table, stage: &mut Stage<'_>, area: Rect) -> Self {
        let count = table.categories.len();
        let pitch = area.width() / count.max(2) as f64;
        let labels = Names::below(stage, &table.categories, (pitch, false));
        let plot = Rect {
            x0: area.x0 + labels.ends.0 / 2.0,
            x1: area.x1 - labels.ends.1 / 2.0,
            y1: area.y1 - labels.depth - stage.canvas.px(16.0),
            ..area
        };
        let step = plot.width() / count.saturating_sub(1).max(1) as f64;
        let xs = (0..count).map(|index| plot.x0 + step * index as f64).collect();
        let value = |row: usize, column: usize| {
            let values = table.rows.get(row).map(|row| row.values.as_slice());
            values.and_then(|values| values.get(column).copied().flatten()).unwrap_or(0.0)
        };
        let sum =
            |column: usize| -> f64 { (0..table.rows.len()).map(|row| value(row, column)).sum() };
        let mut edges: Vec<Vec<f64>> =
            vec![(0..count).map(|column| -sum(column) / 2.0).collect::<Vec<f64>>()];
        for row in 0..table.rows.len() {
            let below = edges.last().cloned().unwrap_or_default();
            let above = below.iter().enumerate();
            edges.push(above.map(|(column, height)| height + value(row, column)).collect());
        }
        let largest = (0..count).map(sum).fold(0.0, f64::max);
        Self { plot, xs, edges, largest, labels }
    }

    fn edge(&self, row: usize) -> Vec<Point> {
        let scale = if self.largest > 0.0 { self.plot.height() / self.largest } else { 0.0 };
        let heights = self.edges.get(row).map(Vec::as_slice).unwrap_or_default();
        let middle = self.plot.center().y;
        self.xs
            .iter()
            .zip(heights)
            .map(|(x, height)| Point::new(*x, middle - height * scale))
            .collect()
    }

    /// The place in a ribbon where its name fits best, with its size.
    fn place(&self, stage: &mut Stage<'_>, row: usize, name: &str) -> Option<(Point, TextStyle)> {
        let (low, high) = (self.edge(row), self.edge(row + 1));
        let at = |edge: &[Point], x: f64| -> Option<f64> {
            if x < edge.first()?.x {
                return None;
            }
            let next = edge.iter().position(|point| point.x >= x)?;
            let (to, from) = (edge.get(next)?, edge.get(next.saturating_sub(1))?);
            let run = (to.x - from.x).max(1e-9);
            Some(from.y + (to.y - from.y) * ((x - from.x) / run).clamp(0.0, 1.0))
        };
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(30.0);
        loop {
            let style = TextStyle::new(size, Weight::Bold);
            let half = stage.engine.width(name, style) / 2.0 + size * 0.4;
            let mut best: Option<(f64, Point)> = None;
            for step in 1..48 {
                let x = self.plot.x0 + self.plot.width() * f64::from(step) / 48.0;
                let mut ceiling = f64::MIN;
                let mut floor = f64::MAX;
                for part in -2..=2 {
                    let x = x + half * f64::from(part) / 2.0;
                    let (Some(top), Some(bottom)) = (at(&high, x), at(&low, x)) else {
                        ceiling = f64::MAX;
                        break;
                    };
                    ceiling = ceiling.max(top);
                    floor = floor.min(bottom);
                }
                let free = floor - ceiling;
                if free > size * 1.25 && best.is_none_or(|(most, _)| free > most) {
                    best = Some((free, Point::new(x, f64::midpoint(floor, ceiling))));
                }
            }
            if let Some((_, point)) = best {
                return Some((point, style));
            }
            if size <= least {
                return None;
            }
            size = (size * 0.85).max(least);
        }
    }
}
