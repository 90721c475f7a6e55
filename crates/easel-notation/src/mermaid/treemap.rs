//! Treemaps: nested parts by indentation. Syntax: <https://mermaid.js.org/syntax/treemap.html>.

use easel_types::Spec;
use easel_types::spec::{ChartKind, ChartSpec, Part};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use super::styles;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;
use crate::{DEPTH_MAX, ELEMENTS_MAX};

/// Reads a treemap.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut spec = ChartSpec { kind: ChartKind::Treemap, ..ChartSpec::default() };
    // The branch that is open, from the outermost part on, under a part that holds all.
    let mut branch: Vec<(usize, Part)> = Vec::new();
    let mut whole = Part::default();
    let mut count = 0;
    for line in Lines::new(cursor) {
        if let Some(title) = lines::title(&line.text) {
            spec.title = Some(title);
            continue;
        }
        if !line.text.starts_with("\"") && styles::read(&line.text, &mut Graph::default(), notes) {
            notes.once(&line.text, "classes of a treemap are not drawn");
            continue;
        }
        while branch.last().is_some_and(|(indent, _)| *indent >= line.indent) {
            close(&mut branch, &mut whole);
        }
        count += 1;
        if count > ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "parts" });
        }
        if branch.len() >= DEPTH_MAX {
            return Err(Problem::TooDeep { at: line.text.offset(), what: "parts" });
        }
        match part(line.text) {
            Ok(part) => branch.push((line.indent, part)),
            Err(problem) => notes.bear(&line.text, Err(problem))?,
        }
    }
    while !branch.is_empty() {
        close(&mut branch, &mut whole);
    }
    spec.parts = whole.parts;
    if spec.parts.is_empty() {
        return Err(Problem::empty("at least one part, such as `\"Rent\": 900`"));
    }
    Ok(Spec::Chart(spec))
}

fn close(branch: &mut Vec<(usize, Part)>, whole: &mut Part) {
    let Some((_, part)) = branch.pop() else { return };
    branch.last_mut().map_or(whole, |(_, parent)| parent).parts.push(part);
}

/// `"Name"`, `"Name": 12`, either with `:::class`.
fn part(text: Cursor<'_>) -> Outcome<Part> {
    let mut rest = text;
    let name = if rest.eat("\"") {
        rest.take_until("\"").ok_or_else(|| text.expected("a name that ends with `\"`"))?
    } else {
        rest.take_while(|c| c != ':').trim()
    };
    rest.blanks();
    let mut value = None;
    if !rest.starts_with(":::") && (rest.eat(":") || rest.eat(",")) {
        rest.blanks();
        let digits = rest.take_while(|c| !c.is_whitespace() && c != ':');
        let number: Option<f64> = digits.replace(['_', ','], "").parse().ok();
        value = Some(number.filter(|n| n.is_finite()).ok_or_else(|| rest.expected("a number"))?);
    }
    Ok(Part { name: label::clean(name), value, parts: Vec::new() })
}
