//! Mermaid: which diagram a text is, and what may stand before all of them. Each kind of diagram
//! has a file. Syntax: <https://mermaid.js.org/intro/syntax-reference.html>.

mod architecture;
mod block;
mod c4;
mod class;
mod er;
mod flowchart;
mod gantt;
mod git;
mod indented;
mod journey;
mod lines;
mod links;
mod pie;
mod plots;
mod preamble;
mod quadrant;
mod sequence;
mod shapes;
mod state;
mod styles;
mod timeline;
mod treemap;

use easel_types::Spec;

use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::notes::Notes;
use preamble::Preamble;

/// For messages.
const SUPPORTED: &str = "flowchart, sequenceDiagram, classDiagram, stateDiagram-v2, erDiagram, \
     mindmap, gantt, timeline, journey, quadrantChart, gitGraph, pie, xychart-beta, sankey-beta, \
     radar-beta, treemap-beta, kanban, block-beta, architecture-beta and C4Context";

/// Names of diagrams that Mermaid knows and that are not read here.
const UNREAD: [&str; 8] = [
    "requirementDiagram",
    "zenuml",
    "packet-beta",
    "packet",
    "info",
    "venn-beta",
    "ishikawa-beta",
    "wardley-beta",
];

/// Reads the body of a diagram, behind its name.
type Reader = fn(Cursor<'_>, &Preamble, &mut Notes) -> Outcome<Spec>;

fn reader(name: &str) -> Option<Reader> {
    Some(match name {
        "graph" | "flowchart" | "flowchart-elk" => flowchart::read,
        "sequenceDiagram" => sequence::read,
        "classDiagram" | "classDiagram-v2" => class::read,
        "stateDiagram" | "stateDiagram-v2" => state::read,
        "erDiagram" => er::read,
        "mindmap" => indented::mindmap,
        "kanban" => indented::kanban,
        "gantt" => gantt::read,
        "timeline" => timeline::read,
        "journey" => journey::read,
        "quadrantChart" => quadrant::read,
        "gitGraph" => git::read,
        "pie" => pie::read,
        "xychart-beta" | "xychart" => plots::xychart,
        "sankey-beta" | "sankey" => plots::sankey,
        "radar-beta" | "radar" => plots::radar,
        "treemap-beta" | "treemap" => treemap::read,
        "block-beta" | "block" => block::read,
        "architecture-beta" | "architecture" => architecture::read,
        "C4Context" | "C4Container" | "C4Component" | "C4Dynamic" | "C4Deployment" => c4::read,
        _ => return None,
    })
}

/// Whether `text` begins as a Mermaid diagram.
pub(crate) fn is_mermaid(text: &str) -> bool {
    let mut cursor = Cursor::within(text, 0, text.len());
    preamble::skip(&mut cursor);
    let name = name(&mut cursor);
    match name {
        "graph" | "flowchart" | "flowchart-elk" => {
            cursor.blanks();
            let direction = cursor.take_while(|c| c.is_ascii_alphabetic());
            matches!(direction, "TB" | "TD" | "BT" | "LR" | "RL")
                || direction.is_empty()
                    && match cursor.peek() {
                        None | Some('\n' | ';' | '<' | '>' | '^') => {
                            !cursor.trimmed().starts_with('{')
                        }
                        _ => false,
                    }
        }
        // Words of everyday language are names of diagrams only where nothing else is on the line.
        "timeline" | "journey" | "kanban" | "block" | "mindmap" | "gantt" | "radar" | "treemap"
        | "architecture" | "sankey" | "xychart" | "packet" | "info" | "pie" => {
            cursor.blanks();
            let line = cursor.line();
            let first = line.trimmed().split_whitespace().next().unwrap_or_default();
            matches!(first, "" | "title" | "showData" | "horizontal" | ";" | "LR" | "TD")
                || first.starts_with("%%")
        }
        _ => reader(name).is_some() || UNREAD.contains(&name),
    }
}

fn name<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Reads a Mermaid diagram.
pub(crate) fn read(mut cursor: Cursor<'_>, notes: &mut Notes) -> Outcome<Spec> {
    let preamble = preamble::read(&mut cursor, notes);
    let place = cursor;
    let name = name(&mut cursor);
    let Some(reader) = reader(name) else {
        return Err(if UNREAD.contains(&name) {
            Problem::Unsupported { at: place.offset(), kind: name.to_owned(), supported: SUPPORTED }
        } else {
            place.expected("the name of a diagram, such as `flowchart LR` or `sequenceDiagram`")
        });
    };
    let mut spec = reader(cursor, &preamble, notes)?;
    preamble.apply(&mut spec);
    Ok(spec)
}
