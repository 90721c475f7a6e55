//! Sequence diagrams: participants side by side, what they say to each other from top to bottom.
//!
//! The steps are made one flat list here ([`rows`]), set for the canvas in [`layout`], drawn in
//! [`draw`]; the boxes at the top are planned in [`heads`], those around participants in [`boxes`].

mod boxes;
mod draw;
mod heads;
mod layout;

use std::collections::HashMap;

use easel_types::spec::{DiagramSpec, Edge, EdgeLine, Fragment, Remark, RemarkSide, Step};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;
use crate::theme::Color;

use boxes::Span;
use heads::Cast;

/// Largest font of messages at 1024 pixels.
const FONT_MAX: f64 = 24.0;

/// A message between two participants, by their numbers.
struct Message<'a> {
    from: usize,
    to: usize,
    label: Option<String>,
    edge: &'a Edge,
    /// Place among the messages, from 1.
    number: usize,
}

/// What happens at one height.
enum What<'a> {
    Message(Message<'a>),
    /// Text, first and last participant, side.
    Remark(&'a str, (usize, usize), RemarkSide),
    /// A fragment begins: its kind and first condition, first and last participant in it.
    Open(&'a str, &'a str, (usize, usize)),
    /// The next condition of the fragment.
    Section(&'a str),
    Close,
    Divider(&'a str),
    Activate(usize),
    Deactivate(usize),
}

/// Something that happens, and in how many fragments.
struct Row<'a> {
    what: What<'a>,
    depth: usize,
}

/// What is played, and by whom.
#[derive(Clone, Copy)]
struct Play<'a> {
    casts: &'a [Cast<'a>],
    rows: &'a [Row<'a>],
    spans: &'a [Span<'a>],
    /// Whether messages are numbered.
    numbered: bool,
}

/// Draws a sequence diagram.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let spec = boxes::in_order(spec);
    let (casts, rows) = (heads::casts(&spec, &mut stage), rows(&spec));
    let colors: Vec<Color> = casts.iter().map(|cast| cast.color).collect();
    let spans = boxes::spans(&spec, &mut stage, &colors);
    let play = Play { casts: &casts, rows: &rows, spans: &spans, numbered: spec.numbered };
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let layout = layout::layout(play, &mut stage, area, font);
        let fits = layout.fits;
        (layout, fits)
    });
    if let Some((font, layout)) = found {
        draw::draw(play, &layout, &mut stage);
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

/// The steps in one list, fragments opened and closed.
fn rows(spec: &DiagramSpec) -> Vec<Row<'_>> {
    let mut flat = Flat {
        ids: parts::ids(spec),
        last: spec.nodes.len().saturating_sub(1),
        rows: Vec::new(),
        messages: 0,
    };
    if spec.steps.is_empty() {
        for edge in spec.edges.iter().filter(|edge| edge.line != EdgeLine::Hidden) {
            flat.message(edge, 0);
        }
    } else {
        flat.steps(&spec.steps, 0);
    }
    for remark in &spec.notes {
        flat.remark(remark, 0);
    }
    flat.rows
}

struct Flat<'a> {
    ids: HashMap<&'a str, usize>,
    /// Number of the last participant.
    last: usize,
    rows: Vec<Row<'a>>,
    messages: usize,
}

impl<'a> Flat<'a> {
    fn steps(&mut self, steps: &'a [Step], depth: usize) {
        for step in steps {
            match step {
                Step::Message(edge) => self.message(edge, depth),
                Step::Remark(remark) => self.remark(remark, depth),
                Step::Activate { node } => self.bar(node, What::Activate, depth),
                Step::Deactivate { node } => self.bar(node, What::Deactivate, depth),
                Step::Fragment(fragment) => self.fragment(fragment, depth),
                Step::Divider { label } => {
                    self.rows.push(Row { what: What::Divider(label), depth });
                }
            }
        }
    }

    fn message(&mut self, edge: &'a Edge, depth: usize) {
        let ends = (self.ids.get(edge.from.as_str()), self.ids.get(edge.to.as_str()));
        let (Some(&from), Some(&to)) = ends else { return };
        self.messages += 1;
        let words = [&edge.from_label, &edge.label, &edge.to_label];
        let words: Vec<&str> = words.into_iter().filter_map(|w| parts::given(w.as_ref())).collect();
        let label = (!words.is_empty()).then(|| words.join(" · "));
        let message = Message { from, to, label, edge, number: self.messages };
        self.rows.push(Row { what: What::Message(message), depth });
    }

    fn remark(&mut self, remark: &'a Remark, depth: usize) {
        if remark.text.trim().is_empty() {
            return;
        }
        let numbers = remark.nodes.iter().filter_map(|id| self.ids.get(id.as_str()).copied());
        let ends = numbers.fold(None, widen).unwrap_or((0, self.last));
        self.rows.push(Row { what: What::Remark(&remark.text, ends, remark.side), depth });
    }

    fn bar(&mut self, node: &str, what: fn(usize) -> What<'a>, depth: usize) {
        if let Some(&number) = self.ids.get(node) {
            self.rows.push(Row { what: what(number), depth });
        }
    }

    fn fragment(&mut self, fragment: &'a Fragment, depth: usize) {
        let place = self.rows.len();
        let first = fragment.sections.first().map_or("", |section| section.label.trim());
        let what = What::Open(fragment.kind.trim(), first, (0, self.last));
        self.rows.push(Row { what, depth });
        for (index, section) in fragment.sections.iter().enumerate() {
            if index > 0 {
                let what = What::Section(section.label.trim());
                self.rows.push(Row { what, depth: depth + 1 });
            }
            self.steps(&section.steps, depth + 1);
        }
        let inside = self.rows[place + 1..].iter().fold(None, |ends, row| match &row.what {
            What::Message(message) => widen(widen(ends, message.from), message.to),
            What::Remark(_, (low, high), _) => widen(widen(ends, *low), *high),
            _ => ends,
        });
        if let (Some(Row { what: What::Open(_, _, ends), .. }), Some(found)) =
            (self.rows.get_mut(place), inside)
        {
            *ends = found;
        }
        self.rows.push(Row { what: What::Close, depth });
    }
}

/// A range that holds one more participant.
fn widen(ends: Option<(usize, usize)>, number: usize) -> Option<(usize, usize)> {
    Some(ends.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
}
