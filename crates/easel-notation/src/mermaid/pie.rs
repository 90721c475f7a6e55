//! Pies. Syntax: <https://mermaid.js.org/syntax/pie.html>.

use easel_types::Spec;
use easel_types::spec::{ChartKind, ChartSpec, Series};

use super::lines;
use super::preamble::Preamble;
use crate::ELEMENTS_MAX;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::label;
use crate::notes::Notes;

/// Reads a pie.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut spec = ChartSpec { kind: ChartKind::Pie, ..ChartSpec::default() };
    let mut values = Vec::new();
    lines::each(cursor, notes, |line, _| {
        let mut rest = line.text;
        if rest.eat_word("showData") {
            spec.show_values = Some(true);
            rest.blanks();
        }
        if rest.is_done() {
            return Ok(());
        }
        if let Some(title) = lines::title(&rest) {
            spec.title = Some(title);
            return Ok(());
        }
        let (name, value) = slice(rest)?;
        if values.len() >= ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "slices" });
        }
        spec.categories.push(name);
        values.push(Some(value));
        Ok(())
    })?;
    if values.is_empty() {
        return Err(Problem::empty("at least one slice, such as `\"Cats\" : 40`"));
    }
    spec.series = vec![Series { values, ..Series::default() }];
    Ok(Spec::Chart(spec))
}

/// `"Name" : 12.5`.
fn slice(line: Cursor<'_>) -> Outcome<(String, f64)> {
    let Some(colon) = line.rest().rfind(':') else {
        return Err(line.expected("a slice such as `\"Cats\" : 40`"));
    };
    let name = line.first(colon).trim();
    let mut number = line;
    number.skip(colon + 1);
    let number = number.trim();
    let value: Option<f64> = number.rest().trim_end_matches([';', '%']).trim().parse().ok();
    let value = value.filter(|value| value.is_finite() && *value >= 0.0);
    let value = value.ok_or_else(|| number.expected("a number that is not negative"))?;
    if name.is_done() {
        return Err(line.expected("the name of a slice"));
    }
    let name = label::clean(name.rest().trim_matches('\''));
    Ok((name, value))
}
