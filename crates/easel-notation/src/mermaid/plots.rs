//! Plots of numbers: xy charts, sankeys, radars. Syntax: <https://mermaid.js.org/syntax/xyChart.html>,
//! <https://mermaid.js.org/syntax/sankey.html>, <https://mermaid.js.org/syntax/radar.html>.

use easel_types::Spec;
use easel_types::spec::{ChartKind, ChartSpec, Flow, Orientation, Series};

use super::lines;
use super::preamble::Preamble;
use crate::ELEMENTS_MAX;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::label;
use crate::notes::Notes;

/// Reads an xy chart.
pub(super) fn xychart(
    mut cursor: Cursor<'_>,
    preamble: &Preamble,
    notes: &mut Notes,
) -> Outcome<Spec> {
    let mut spec = ChartSpec::default();
    cursor.blanks();
    if cursor.eat_word("horizontal") {
        spec.orientation = Orientation::Horizontal;
    } else {
        cursor.eat_word("vertical");
    }
    let mut range = None;
    let mut last = cursor;
    lines::each(cursor, notes, |line, _| {
        last = line.text;
        xy_statement(line.text, &mut spec, &mut range)
    })?;
    let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    if longest == 0 {
        return Err(Problem::empty("at least one `bar [1, 2, 3]` or `line [1, 2, 3]`"));
    }
    if spec.categories.is_empty() {
        spec.categories = places(range, longest);
    }
    let count = spec.categories.len();
    if longest > count {
        let outcome = Err(last.expected(&format!("at most {count} values, one a category")));
        notes.bear(&last, outcome)?;
    }
    within_limits(spec.series.len(), count)?;
    for series in &mut spec.series {
        series.values.resize(count, None);
    }
    let kind = |kind: ChartKind| spec.series.iter().all(|series| series.kind == Some(kind));
    spec.kind = if kind(ChartKind::Bar) {
        ChartKind::Bar
    } else if kind(ChartKind::Line) {
        ChartKind::Line
    } else {
        ChartKind::Combo
    };
    if spec.kind != ChartKind::Combo {
        spec.series.iter_mut().for_each(|series| series.kind = None);
    }
    spec.show_values = preamble.show_values.then_some(true);
    Ok(Spec::Chart(spec))
}

fn xy_statement(line: Cursor<'_>, spec: &mut ChartSpec, range: &mut Option<[f64; 2]>) -> Outcome {
    let mut rest = line;
    if let Some(title) = lines::title(&line) {
        spec.title = Some(title);
    } else if rest.eat("x-axis") {
        let axis = axis(rest)?;
        spec.x_label = axis.title;
        spec.categories = axis.categories;
        *range = axis.range;
    } else if rest.eat("y-axis") {
        let axis = axis(rest)?;
        spec.y_label = axis.title;
        spec.y_min = axis.range.map(|[low, _]| low);
        spec.y_max = axis.range.map(|[_, high]| high);
    } else {
        let kind = if rest.eat_word("bar") {
            ChartKind::Bar
        } else if rest.eat_word("line") {
            ChartKind::Line
        } else {
            return Err(line.expected("`title`, `x-axis`, `y-axis`, `bar` or `line`"));
        };
        let Some((name, values)) = rest.split("[") else {
            return Err(rest.expected("values such as `[1, 2, 3]`"));
        };
        let values = numbers(values, "]")?;
        let total: usize = spec.series.iter().map(|series| series.values.len()).sum();
        if total + values.len() > ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "values" });
        }
        let values = values.into_iter().map(Some).collect();
        let name = label::some(name.rest());
        spec.series.push(Series { name, values, kind: Some(kind), ..Series::default() });
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Axis {
    title: Option<String>,
    categories: Vec<String>,
    range: Option<[f64; 2]>,
}

/// `"Title" [a, "b c"]`, `Title 0 --> 10`, either without title.
fn axis(text: Cursor<'_>) -> Outcome<Axis> {
    let mut rest = text.trim();
    let mut made = Axis::default();
    if rest.eat("\"") {
        made.title = rest.take_until("\"").and_then(label::some);
    } else {
        let title = rest.rest();
        let is_number = |word: &str| word.parse::<f64>().is_ok();
        let mut end = 0;
        for word in title.split_inclusive(char::is_whitespace) {
            let is_range =
                is_number(word.trim()) && title.get(end..).is_some_and(|t| t.contains("-->"));
            if word.starts_with('[') || is_range {
                break;
            }
            end += word.find('[').unwrap_or(word.len());
        }
        rest.skip(end);
        made.title = title.get(..end).and_then(label::some);
    }
    rest.blanks();
    if rest.eat("[") {
        let Some((list, _)) = rest.split("]") else {
            return Err(rest.expected("categories and `]`"));
        };
        made.categories = list.commas().iter().map(|part| label::clean(part.rest())).collect();
        if made.categories.len() > ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "categories" });
        }
    } else if let Some((low, high)) = rest.split("-->") {
        made.range = Some([number(low)?, number(high)?]);
    } else if !rest.is_done() {
        return Err(rest.expected("`[categories]` or `low --> high`"));
    }
    Ok(made)
}

/// Every series has a value or a gap at every place, which must not grow out of bounds.
fn within_limits(series: usize, places: usize) -> Outcome {
    if series.saturating_mul(places) > ELEMENTS_MAX {
        return Err(Problem::TooMany { what: "values" });
    }
    Ok(())
}

/// Evenly spaced names for places without names.
fn places(range: Option<[f64; 2]>, count: usize) -> Vec<String> {
    let [low, high] = range.unwrap_or([1.0, count as f64]);
    let step = if count > 1 { (high - low) / (count - 1) as f64 } else { 0.0 };
    let place = |nth: usize| {
        let value = low + step * nth as f64;
        let text = format!("{value:.2}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    (0..count).map(place).collect()
}

fn number(text: Cursor<'_>) -> Outcome<f64> {
    let text = text.trim();
    let number = text.rest().trim_start_matches('+').parse().ok();
    number.filter(|n: &f64| n.is_finite()).ok_or_else(|| text.expected("a number"))
}

/// Numbers between commas up to `close`.
fn numbers(text: Cursor<'_>, close: &str) -> Outcome<Vec<f64>> {
    let Some((list, behind)) = text.split(close) else {
        return Err(text.expected(&format!("numbers and `{close}`")));
    };
    if !behind.trim().is_done() && !behind.trim().starts_with(",") {
        return Err(behind.expected("the end of the line"));
    }
    list.commas().into_iter().map(number).collect()
}

/// Reads a sankey: lines of `from,to,value`.
pub(super) fn sankey(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut spec = ChartSpec { kind: ChartKind::Sankey, ..ChartSpec::default() };
    lines::each(cursor, notes, |line, _| {
        let line = line.text;
        let parts = cells(line.rest());
        let [from, to, value] = parts.as_slice() else {
            return Err(line.expected("`from,to,value`"));
        };
        let value: f64 = value.parse().map_err(|_| line.expected("a number as the third part"))?;
        if !(value.is_finite() && value > 0.0) {
            return Err(line.expected("a value greater than 0"));
        }
        if spec.links.len() >= ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "flows" });
        }
        spec.links.push(Flow { from: label::clean(from), to: label::clean(to), value });
        Ok(())
    })?;
    if spec.links.is_empty() {
        return Err(Problem::empty("at least one flow, such as `Coal,Power,25`"));
    }
    Ok(Spec::Chart(spec))
}

/// The cells of a line of CSV; `""` in quotes is a quote.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// A radar while it is read: ids of its axes in their order.
#[derive(Debug, Default)]
struct Radar {
    spec: ChartSpec,
    axes: Vec<String>,
}

/// Reads a radar chart.
pub(super) fn radar(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut radar = Radar::default();
    radar.spec.kind = ChartKind::Radar;
    lines::each(cursor, notes, |line, notes| radar.statement(line.text, notes))?;
    if radar.spec.series.is_empty() || radar.spec.categories.is_empty() {
        return Err(Problem::empty("`axis a, b, c` and `curve x{1, 2, 3}`"));
    }
    let count = radar.spec.categories.len();
    within_limits(radar.spec.series.len(), count)?;
    for series in &mut radar.spec.series {
        series.values.resize(count, None);
    }
    Ok(Spec::Chart(radar.spec))
}

impl Radar {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let mut rest = line;
        if let Some(title) = lines::title(&line) {
            self.spec.title = Some(title);
        } else if rest.eat_word("axis") {
            for part in rest.commas() {
                let (id, name) = named(part);
                self.axes.push(id);
                self.spec.categories.push(name);
            }
        } else if rest.eat_word("curve") {
            while let Some((head, body)) = rest.split("{") {
                let (_, name) = named(head.trim());
                let Some((inside, behind)) = body.split("}") else {
                    return Err(body.expected("values and `}`"));
                };
                within_limits(self.spec.series.len() + 1, self.axes.len())?;
                let values = self.values(inside)?;
                self.spec.series.push(Series { name: Some(name), values, ..Series::default() });
                rest = behind.trim();
                rest.eat(",");
            }
        } else if rest.eat_word("max") {
            self.spec.y_max = Some(number(rest)?);
        } else if rest.eat_word("min") {
            self.spec.y_min = Some(number(rest)?);
        } else if ["ticks", "graticule", "showLegend"].iter().any(|word| rest.eat_word(word)) {
            notes.once(&line, "rings and legend of a radar are chosen by the renderer");
        } else {
            return Err(line.expected("`axis`, `curve`, `title`, `min` or `max`"));
        }
        Ok(())
    }

    /// `1, 2, 3` in the order of the axes, or `a: 1, b: 2`.
    fn values(&self, inside: Cursor<'_>) -> Outcome<Vec<Option<f64>>> {
        let mut values = vec![None; self.axes.len()];
        for (nth, part) in inside.commas().into_iter().enumerate() {
            let (place, value) = match part.split(":") {
                Some((id, value)) => {
                    let id = id.trim();
                    let place = self.axes.iter().position(|axis| axis == id.rest());
                    (place.ok_or_else(|| id.expected("the id of an axis"))?, value)
                }
                None => (nth, part),
            };
            let value = number(value)?;
            match values.get_mut(place) {
                Some(slot) => *slot = Some(value),
                None => return Err(part.expected("one value an axis")),
            }
        }
        Ok(values)
    }
}

/// `id["Name"]` or `Name`: id and name.
fn named(text: Cursor<'_>) -> (String, String) {
    match text.rest().split_once('[') {
        Some((id, name)) => (id.trim().to_owned(), label::clean(name.trim().trim_end_matches(']'))),
        None => (text.trimmed().to_owned(), label::clean(text.rest())),
    }
}
