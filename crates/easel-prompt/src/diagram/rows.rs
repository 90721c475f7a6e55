//! What kinds of diagrams make of a table: who reports to whom, tasks with dates, cards with their
//! column, events with their year. Tables are found by `grid`.

use easel_types::spec::DiagramKind;

use crate::tokens::Text;

use super::grid::{self, Grid, Role};
use super::head::{self, Content};
use super::schedule::{self, Row};
use super::sketch::Sketch;
use super::text::{has_word, items, label};
use super::{Made, boards, quadrant};

/// A row by the roles of its columns.
struct Cells<'a> {
    roles: &'a [Option<Role>],
    row: &'a [String],
}

impl<'a> Cells<'a> {
    /// The cell of a role; empty where there is none.
    fn get(&self, role: Role) -> &'a str {
        let at = self.roles.iter().position(|own| *own == Some(role));
        at.and_then(|at| self.row.get(at)).map_or("", String::as_str)
    }

    /// Cells that have no role.
    fn others(&self) -> impl Iterator<Item = &'a str> {
        let free = self.roles.iter().zip(self.row).filter(|(role, _)| role.is_none());
        free.map(|(_, cell)| cell.as_str()).filter(|cell| has_word(cell))
    }
}

/// The diagram that a table in the prompt holds.
pub(super) fn read(
    text: &Text<'_>,
    content: &Content<'_>,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let end = text.prompt.len().min(content.head_end + content.body.len());
    let lists = matches!(
        kind,
        Some(
            DiagramKind::Orgchart
                | DiagramKind::Mindmap
                | DiagramKind::Fishbone
                | DiagramKind::Er
                | DiagramKind::Timeline
        )
    );
    let grid = grid::find(text.prompt.get(..end)?, lists)?;
    let kind = match kind {
        None | Some(DiagramKind::Flowchart | DiagramKind::Network) => told(&grid).or(kind)?,
        Some(kind) => kind,
    };
    let root = || {
        let above = content.lines.first().map(|line| line.text);
        let above = above.filter(|line| !line.contains(['|', '\t', ',', ';']));
        head::title(text, content)
            .or_else(|| above.map(|line| label(line, text.language)))
            .filter(|title| has_word(title))
    };
    match kind {
        DiagramKind::Gantt => tasks(text, &grid),
        DiagramKind::Timeline => events(text, &grid),
        DiagramKind::Kanban => cards(text, &grid),
        DiagramKind::Journey => steps(text, &grid),
        DiagramKind::Quadrant => points(text, &grid),
        DiagramKind::Er => columns(text, &grid),
        DiagramKind::Orgchart | DiagramKind::Mindmap if grid.names(Role::Parent) => {
            children(text, &grid, kind)
        }
        DiagramKind::Mindmap => levels(text, &grid, root(), kind),
        DiagramKind::Orgchart => levels(text, &grid, None, kind),
        DiagramKind::Fishbone => causes(text, &grid, root()),
        DiagramKind::Flowchart
        | DiagramKind::Network
        | DiagramKind::State
        | DiagramKind::Architecture
        | DiagramKind::Block => arrows(text, &grid, kind),
        _ => None,
    }
}

/// The kind that the headings tell.
fn told(grid: &Grid) -> Option<DiagramKind> {
    let has = |role| grid.names(role);
    if has(Role::Parent) {
        Some(DiagramKind::Orgchart)
    } else if has(Role::Name) && has(Role::Start) && (has(Role::End) || has(Role::Length)) {
        Some(DiagramKind::Gantt)
    } else if has(Role::Score) && (has(Role::Name) || has(Role::Section)) {
        Some(DiagramKind::Journey)
    } else {
        None
    }
}

fn made(sketch: Sketch, kind: DiagramKind) -> Option<Made> {
    (sketch.nodes.len() >= 2).then(|| Made { sketch, kind: Some(kind), ..Made::default() })
}

/// "Name | Title | Reports to".
fn children(text: &Text<'_>, grid: &Grid, kind: DiagramKind) -> Option<Made> {
    let mut sketch = Sketch::new(text.language);
    let mut roles = grid.roles(&[Role::Id, Role::Parent, Role::Name, Role::Text]);
    if !roles.contains(&Some(Role::Name))
        && let Some(own) = roles.iter_mut().find(|role| **role == Some(Role::Text))
    {
        // "Role | Reports to": the role is the name.
        *own = Some(Role::Name);
    }
    let mut ids: Vec<(String, usize)> = Vec::new();
    let mut nodes = Vec::new();
    for row in &grid.rows {
        let cells = Cells { roles: &roles, row };
        let name = label(cells.get(Role::Name), text.language);
        if !has_word(&name) {
            nodes.push(None);
            continue;
        }
        let known = nodes.iter().flatten().any(|at| sketch.label(*at) == name);
        let node = if known { sketch.fresh(&name) } else { sketch.node(&name) };
        let words: Vec<&str> = [cells.get(Role::Text)]
            .into_iter()
            .chain(cells.others())
            .filter(|w| has_word(w))
            .collect();
        sketch.change(node, |node| {
            node.text = (!words.is_empty()).then(|| words.join(", "));
        });
        ids.push((cells.get(Role::Id).to_lowercase(), node));
        nodes.push(Some(node));
    }
    for (row, node) in grid.rows.iter().zip(nodes) {
        let Some(node) = node else { continue };
        let above = Cells { roles: &roles, row }.get(Role::Parent);
        for name in above.split([';', '/']).filter(|name| has_word(name)) {
            let name = label(name, text.language);
            let by_id = ids.iter().find(|(id, _)| *id == name.to_lowercase() && !id.is_empty());
            let above = by_id.map(|(_, at)| *at).or_else(|| sketch.like(&name));
            let above = above.unwrap_or_else(|| sketch.node(&name));
            if above != node {
                sketch.edge(above, node, None);
            }
        }
    }
    if sketch.edges.is_empty() { None } else { made(sketch, kind) }
}

/// "Level 1 | Level 2 | Level 3": each cell hangs under the one before it; an empty one stands for
/// the one above.
fn levels(text: &Text<'_>, grid: &Grid, root: Option<String>, kind: DiagramKind) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let root = root.map(|name| sketch.fresh(&label(&name, language)));
    let mut path: Vec<Option<usize>> = vec![None; grid.head.len()];
    let mut known: Vec<(Option<usize>, String, usize)> = Vec::new();
    for row in &grid.rows {
        let mut parent = root;
        for (depth, cell) in row.iter().enumerate() {
            let last = depth + 1 == row.len();
            let names = if last { items(cell, language) } else { vec![label(cell, language)] };
            for name in names.into_iter().filter(|name| has_word(name)) {
                let same = known.iter().find(|(p, n, _)| *p == parent && *n == name);
                let node = same.map(|(_, _, at)| *at).unwrap_or_else(|| sketch.fresh(&name));
                if same.is_none() {
                    known.push((parent, name, node));
                    if let Some(parent) = parent {
                        sketch.edge(parent, node, None);
                    }
                }
                if let Some(slot) = path.get_mut(depth) {
                    *slot = Some(node);
                }
            }
            parent = path.get(depth).copied().flatten().or(parent);
        }
        if sketch.is_full() {
            break;
        }
    }
    if sketch.edges.is_empty() { None } else { made(sketch, kind) }
}

/// "Category | Cause", or the categories as headings.
fn causes(text: &Text<'_>, grid: &Grid, problem: Option<String>) -> Option<Made> {
    let language = text.language;
    let listed = grid.names(Role::Section) || grid.names(Role::Name);
    let mut sketch = Sketch::new(language);
    let head = problem.map(|name| sketch.fresh(&super::fishbone::without_problem(&name, language)));
    let mut categories: Vec<(String, usize)> = Vec::new();
    let mut last = String::new();
    for row in &grid.rows {
        for (at, cell) in row.iter().enumerate().skip(usize::from(listed)) {
            let category = if listed { row.first() } else { grid.head.get(at) };
            let category = category.filter(|c| has_word(c)).unwrap_or(&last).clone();
            last.clone_from(&category);
            let known = categories.iter().find(|(name, _)| *name == category).map(|(_, at)| *at);
            let above = known.unwrap_or_else(|| {
                let node = sketch.fresh(&category);
                if let Some(head) = head {
                    sketch.edge(node, head, None);
                }
                categories.push((category, node));
                node
            });
            for cause in items(cell, language) {
                let node = sketch.fresh(&cause);
                sketch.edge(node, above, None);
            }
        }
    }
    made(sketch, DiagramKind::Fishbone)
}

/// "Task | Start | End | Depends on".
fn tasks(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    let roles = grid.roles(&[
        Role::Id,
        Role::Start,
        Role::End,
        Role::Length,
        Role::After,
        Role::Status,
        Role::Section,
        Role::Name,
    ]);
    let unit = grid.head.iter().zip(&roles).find(|(_, role)| **role == Some(Role::Length));
    let unit = unit.map_or("", |(cell, _)| cell.as_str());
    let mut section = String::new();
    let rows: Vec<Row<'_>> = grid
        .rows
        .iter()
        .map(|row| {
            let cells = Cells { roles: &roles, row };
            let own = cells.get(Role::Section);
            if has_word(own) {
                own.clone_into(&mut section);
            }
            Row {
                id: cells.get(Role::Id),
                name: label(cells.get(Role::Name), text.language),
                start: cells.get(Role::Start),
                end: cells.get(Role::End),
                length: cells.get(Role::Length),
                unit,
                after: cells.get(Role::After),
                status: cells.get(Role::Status),
                section: section.clone(),
            }
        })
        .collect();
    schedule::of_rows(text, &rows)
}

/// "Year | Event".
fn events(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    let roles = grid.roles(&[Role::Date, Role::Name, Role::Section, Role::Text]);
    let mut sketch = Sketch::new(text.language);
    for row in &grid.rows {
        let cells = Cells { roles: &roles, row };
        let (name, when) = (label(cells.get(Role::Name), text.language), cells.get(Role::Date));
        if !has_word(&name) {
            continue;
        }
        let words: Vec<&str> = [cells.get(Role::Text)]
            .into_iter()
            .chain(cells.others())
            .filter(|w| has_word(w))
            .collect();
        let node = sketch.fresh(&name);
        sketch.change(node, |node| {
            node.start = has_word(when).then(|| when.to_owned());
            node.text = (!words.is_empty()).then(|| words.join(", "));
        });
        let section = cells.get(Role::Section);
        if has_word(section) {
            sketch.place(section, node);
        }
    }
    made(sketch, DiagramKind::Timeline)
}

/// "Task | Status", or the columns of the board as headings.
fn cards(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let status = if grid.names(Role::Status) { Role::Status } else { Role::Section };
    if grid.names(status) && grid.names(Role::Name) {
        let roles = grid.roles(&[status, Role::Actor, Role::Name]);
        for row in &grid.rows {
            let cells = Cells { roles: &roles, row };
            let name = label(cells.get(Role::Name), language);
            if !has_word(&name) {
                continue;
            }
            let node = sketch.fresh(&name);
            let mut tags = items(cells.get(Role::Actor), language);
            tags.extend(cells.others().map(str::to_owned));
            sketch.change(node, |node| node.tags = tags);
            sketch.place(&label(cells.get(status), language), node);
        }
        return made(sketch, DiagramKind::Kanban);
    }
    for (at, column) in grid.head.iter().enumerate() {
        sketch.group(column);
        for cell in grid.rows.iter().filter_map(|row| row.get(at)) {
            for card in cell.split("<br>").flat_map(|part| part.split(';')) {
                boards::card(&mut sketch, column, card, language);
            }
        }
    }
    made(sketch, DiagramKind::Kanban)
}

/// "Phase | Step | Score | Who".
fn steps(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    let roles = grid.roles(&[Role::Score, Role::Section, Role::Actor, Role::Name]);
    let mut sketch = Sketch::new(text.language);
    let mut section = String::new();
    for row in &grid.rows {
        let cells = Cells { roles: &roles, row };
        let own = cells.get(Role::Section);
        if has_word(own) {
            own.clone_into(&mut section);
        }
        let name = label(cells.get(Role::Name), text.language);
        if !has_word(&name) {
            continue;
        }
        let node = sketch.fresh(&name);
        let value = boards::score_of(cells.get(Role::Score));
        let tags = items(cells.get(Role::Actor), text.language);
        sketch.change(node, |node| {
            node.value = value;
            node.tags = tags;
        });
        if has_word(&section) {
            sketch.place(&section, node);
        }
    }
    let scored = sketch.nodes.iter().any(|node| node.value.is_some());
    if scored { made(sketch, DiagramKind::Journey) } else { None }
}

/// "Item | Effort | Impact": the headings name the far ends of the axes.
fn points(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    let mut sketch = Sketch::new(text.language);
    let number = |cell: &String| cell.trim_end_matches('%').replace(',', ".").parse::<f64>().ok();
    let numeric: Vec<usize> = (0..grid.head.len())
        .filter(|at| grid.rows.iter().all(|row| row.get(*at).and_then(number).is_some()))
        .collect();
    let [x, y] = numeric.as_slice() else { return None };
    for row in &grid.rows {
        let name = row.iter().enumerate().find(|(at, _)| at != x && at != y)?.1;
        let at = row.get(*x).and_then(number).zip(row.get(*y).and_then(number));
        let node = sketch.node(&label(name, text.language));
        sketch.change(node, |node| node.at = at.map(|(x, y)| [x, y]));
    }
    quadrant::scale(&mut sketch);
    let (x, y) = (grid.head.get(*x)?.clone(), grid.head.get(*y)?.clone());
    sketch.axes = Some([String::new(), x, String::new(), y]);
    made(sketch, DiagramKind::Quadrant)
}

/// "Table | Column | Type | Key".
fn columns(text: &Text<'_>, grid: &Grid) -> Option<Made> {
    if !grid.names(Role::Section) {
        return None;
    }
    let roles = grid.roles(&[Role::Section, Role::Name]);
    let mut sketch = Sketch::new(text.language);
    let mut table = String::new();
    for row in &grid.rows {
        let cells = Cells { roles: &roles, row };
        let own = cells.get(Role::Section);
        if has_word(own) {
            own.clone_into(&mut table);
        }
        let node = sketch.entity(&table);
        let words: Vec<&str> = [cells.get(Role::Name)].into_iter().chain(cells.others()).collect();
        sketch.change(node, |node| {
            // One row a table: "Order | id, date".
            let lists = words.len() == 1;
            let parts = items(&words.join(" "), text.language);
            node.members.extend(if lists { parts } else { vec![words.join(" ")] });
        });
    }
    made(sketch, DiagramKind::Er)
}

/// "From | To | Label".
fn arrows(text: &Text<'_>, grid: &Grid, kind: DiagramKind) -> Option<Made> {
    if !(grid.names(Role::From) && grid.names(Role::To)) {
        return None;
    }
    let roles = grid.roles(&[Role::From, Role::To, Role::Label]);
    let mut sketch = Sketch::new(text.language);
    for row in &grid.rows {
        let cells = Cells { roles: &roles, row };
        let from = label(cells.get(Role::From), text.language);
        let to = label(cells.get(Role::To), text.language);
        if !has_word(&from) || !has_word(&to) {
            continue;
        }
        let (from, to) = (sketch.node(&from), sketch.node(&to));
        let words: Vec<&str> = [cells.get(Role::Label)]
            .into_iter()
            .chain(cells.others())
            .filter(|w| has_word(w))
            .collect();
        sketch.edge(from, to, (!words.is_empty()).then(|| words.join(", ")));
    }
    made(sketch, kind)
}
