//! What groups of labelled values mean for a kind of chart: which names are categories and which
//! are series, five-number summaries, prices, targets, points, nested parts.

use std::collections::HashMap;

use easel_types::spec::{ChartKind, Flow, Part, Series};

use super::grid::{Cell, Group, Reading};
use super::title::Frame;
use super::words;
use super::{Data, UnitTally, periods};
use crate::tokens::Text;

/// Data out of a reading.
pub(super) fn data(
    text: &Text<'_>,
    reading: Reading,
    frame: &Frame,
    errors: &HashMap<usize, [f64; 2]>,
) -> Data {
    let mut made = Data {
        heading: reading.heading.clone(),
        used: reading.used.clone(),
        tied: reading.tied,
        ..Data::default()
    };
    let cells = || reading.groups.iter().flat_map(|g| &g.cells);
    let mut tally = UnitTally::default();
    cells().for_each(|cell| tally.count(cell.unit.as_deref()));
    made.mixed = tally.differs;
    made.unit = tally.common().or_else(|| reading.unit.clone());
    if reading.labelled || reading.axis.is_some() {
        made.labelled = cells().count();
    }
    let _ = text;
    if special(&reading, frame, &mut made) {
        return made;
    }
    arrange(&reading, frame, &mut made, errors);
    drop_total(frame, &mut made, false);
    // "…, tax -30, net profit": the sum so far.
    if let (Some(ChartKind::Waterfall), Some(name), [only]) =
        (frame.kind, reading.trailing, made.series.as_mut_slice())
    {
        made.categories.push(name);
        only.values.push(None);
    }
    made
}

/// Names of a sum.
pub(super) fn is_total(name: &str) -> bool {
    matches!(
        &*name.to_lowercase(),
        "total" | "totals" | "sum" | "all" | "overall" | "gesamt" | "summe" | "suma" | "totale" | "totaal" | "razem"
            | "итого" | "всего" | "toplam" | "合计" | "总计" | "合計" | "총계" | "합계" | "المجموع" | "कुल" | "grand total"
            | "insgesamt" | "somme" | "ogółem"
    )
}

/// A last or first category that is the sum of the others stands in no chart of them; `wished`
/// where the prompt says so, however the sum comes out.
pub(super) fn drop_total(frame: &Frame, made: &mut Data, wished: bool) {
    let last = made.categories.len().saturating_sub(1);
    let found = [last, 0].into_iter().find(|at| made.categories.get(*at).is_some_and(|n| is_total(n)));
    let Some(at) = found else { return };
    if made.categories.len() < 3 || frame.kind == Some(ChartKind::Waterfall) {
        return;
    }
    let sums = |s: &Series| {
        let total = s.values.get(at).copied().flatten()?;
        let sum: f64 = s.values.iter().flatten().sum::<f64>() - total;
        Some((sum - total).abs() < 1e-6 * sum.abs().max(1.0))
    };
    if wished || made.series.iter().all(|s| sums(s) == Some(true)) {
        made.categories.remove(at);
        for series in made.series.iter_mut().filter(|s| at < s.values.len()) {
            series.values.remove(at);
        }
    }
}

/// Kinds whose rows are more than one number. False where the reading holds nothing of the sort.
fn special(reading: &Reading, frame: &Frame, made: &mut Data) -> bool {
    let groups = &reading.groups;
    match frame.kind {
        Some(ChartKind::Candlestick) => rows(groups, made, 4, &price),
        Some(ChartKind::Boxplot) => {
            let sorted = |g: &Group| g.cells.windows(2).all(|w| w[0].value <= w[1].value);
            let five = groups
                .iter()
                .all(|g| g.cells.len() == 5 && (sorted(g) || !g.cells[1].label.is_empty()));
            (five && !frame.raw && rows(groups, made, 5, &quartile)) || samples(groups, made)
        }
        Some(ChartKind::Violin | ChartKind::Ridgeline) => samples(groups, made),
        Some(ChartKind::Histogram) => raw(reading, made),
        Some(ChartKind::Scatter | ChartKind::Bubble | ChartKind::Hexbin) => {
            points(reading, frame, made)
        }
        Some(ChartKind::Treemap | ChartKind::Sunburst) => parts(groups, made),
        Some(ChartKind::Venn) => venn(groups, made),
        _ => false,
    }
}

/// The place of an opening, highest, lowest or closing price in its row.
pub(super) fn price(label: &str) -> Option<usize> {
    let label = label.to_lowercase();
    [
        ["open", "eröff", "apert", "ouv", "开盘", "始値"],
        ["high", "max", "hoch", "alto", "haut", "最高"],
        ["low", "min", "tief", "bajo", "bas", "最低"],
        ["close", "schluss", "cierre", "clôt", "收盘", "終値"],
    ]
    .iter()
    .position(|names| {
        names.iter().any(|name| label.contains(name))
            || (label.len() == 1 && names[0].starts_with(&label))
    })
}

/// The place of a quartile in its row.
pub(super) fn quartile(label: &str) -> Option<usize> {
    let label = label.to_lowercase();
    let exact = |names: &[&str]| {
        names.iter().any(|name| label == *name || (name.len() > 3 && label.contains(name)))
    };
    [
        exact(&["min", "minimum", "low", "lowest", "mínimo", "最小", "minimo", "мин", "p0"]),
        exact(&["q1", "lower quartile", "first quartile", "25%", "p25", "unteres quartil", "25th"]),
        exact(&[
            "median",
            "med",
            "mediana",
            "médiane",
            "q2",
            "p50",
            "中位数",
            "медиана",
            "medyan",
            "50th",
        ]),
        exact(&["q3", "upper quartile", "third quartile", "75%", "p75", "oberes quartil", "75th"]),
        exact(&["max", "maximum", "high", "highest", "máximo", "最大", "massimo", "макс", "p100"]),
    ]
    .iter()
    .position(|found| *found)
}

/// Rows of `width` numbers a category, in the order that labels give, or as they stand.
fn rows(
    groups: &[Group],
    made: &mut Data,
    width: usize,
    place: &dyn Fn(&str) -> Option<usize>,
) -> bool {
    let mut all: Vec<Vec<f64>> = Vec::new();
    for group in groups {
        if group.cells.len() != width {
            return false;
        }
        let places: Vec<Option<usize>> = group.cells.iter().map(|c| place(&c.label)).collect();
        let mut row = vec![f64::NAN; width];
        for (nth, cell) in group.cells.iter().enumerate() {
            let named = places.iter().all(Option::is_some);
            let at = if named { places[nth].unwrap_or(nth) } else { nth };
            if let Some(slot) = row.get_mut(at) {
                *slot = cell.value;
            }
        }
        if row.iter().any(|v| !v.is_finite()) {
            return false;
        }
        all.push(row);
    }
    made.categories = names(groups);
    made.series = vec![Series { points: all, ..Series::default() }];
    true
}

/// Names of groups; numbered where they have none.
fn names(groups: &[Group]) -> Vec<String> {
    let named = |(at, group): (usize, &Group)| {
        if group.name.is_empty() { (at + 1).to_string() } else { group.name.clone() }
    };
    groups.iter().enumerate().map(named).collect()
}

/// Raw numbers, one list a category.
fn samples(groups: &[Group], made: &mut Data) -> bool {
    let lists =
        groups.iter().all(|g| g.cells.len() > 1 && g.cells.iter().all(|c| c.label.is_empty()));
    if !lists {
        return false;
    }
    made.categories = names(groups);
    let list =
        |group: &Group| group.cells.iter().map(|c| c.value).filter(|v| v.is_finite()).collect();
    made.series = vec![Series { samples: groups.iter().map(list).collect(), ..Series::default() }];
    true
}

/// Raw numbers of a histogram.
fn raw(reading: &Reading, made: &mut Data) -> bool {
    let [only] = reading.groups.as_slice() else { return false };
    if reading.axis.is_some()
        || only.cells.len() < 3
        || only.cells.iter().any(|c| !c.label.is_empty())
    {
        return false;
    }
    made.series = vec![Series {
        values: only.cells.iter().map(|c| finite(c.value)).collect(),
        ..Series::default()
    }];
    true
}

/// Rows of two or three numbers, or two or three lists of one length.
fn points(reading: &Reading, frame: &Frame, made: &mut Data) -> bool {
    let groups = &reading.groups;
    let wide = if frame.kind == Some(ChartKind::Bubble) { 3 } else { 2 };
    let finite = |g: &Group| g.cells.iter().all(|c| c.value.is_finite());
    if !groups.iter().all(finite) || groups.is_empty() {
        return false;
    }
    if groups.len() >= 2
        && groups.iter().all(|g| g.cells.len() == wide)
        && (groups.len() > wide || groups[0].cells.len() < 3 || wide == 3)
    {
        let points = groups.iter().map(|g| g.cells.iter().map(|c| c.value).collect()).collect();
        let named = groups.iter().all(|g| !g.name.is_empty());
        let point_labels =
            if named { groups.iter().map(|g| g.name.clone()).collect() } else { Vec::new() };
        made.series = vec![Series { points, point_labels, ..Series::default() }];
        made.unit = None;
        return true;
    }
    let length = groups[0].cells.len();
    if groups.len() == wide && length >= 3 && groups.iter().all(|g| g.cells.len() == length) {
        let points =
            (0..length).map(|at| groups.iter().map(|g| g.cells[at].value).collect()).collect();
        made.series = vec![Series { points, ..Series::default() }];
        made.x_label = Some(groups[0].name.clone()).filter(|n| !n.is_empty());
        made.y_label = groups.get(1).map(|g| g.name.clone()).filter(|n| !n.is_empty());
        made.unit = None;
        return true;
    }
    // "x: 1, 2, 3 y: 2, 4, 8", "1: 5, 2: 8": numbers for names.
    let numbers =
        |names: &[String]| -> Option<Vec<f64>> { names.iter().map(|n| n.parse().ok()).collect() };
    if let (Some(xs), [only]) = (reading.axis.as_deref().and_then(numbers), groups.as_slice()) {
        made.series = vec![Series {
            points: xs.iter().zip(&only.cells).map(|(x, c)| vec![*x, c.value]).collect(),
            ..Series::default()
        }];
        return true;
    }
    let [only] = groups.as_slice() else { return false };
    let labels: Vec<String> = only.cells.iter().map(|c| c.label.clone()).collect();
    let Some(xs) = numbers(&labels) else { return false };
    made.series = vec![Series {
        points: xs.iter().zip(&only.cells).map(|(x, c)| vec![*x, c.value]).collect(),
        ..Series::default()
    }];
    wide == 2
}

/// Groups with parts.
fn parts(groups: &[Group], made: &mut Data) -> bool {
    if groups.len() < 2
        || groups.iter().any(|g| g.name.is_empty() || g.cells.iter().any(|c| c.label.is_empty()))
    {
        return false;
    }
    let leaf = |cell: &Cell| Part {
        name: cell.label.clone(),
        value: finite(cell.value),
        parts: Vec::new(),
    };
    made.parts = groups
        .iter()
        .map(|group| Part {
            name: group.name.clone(),
            value: None,
            parts: group.cells.iter().map(leaf).collect(),
        })
        .collect();
    true
}

/// Sets and what they share.
fn venn(groups: &[Group], made: &mut Data) -> bool {
    let [only] = groups else { return false };
    let shares = |label: &str| {
        let lower = label.to_lowercase();
        [
            "both",
            "overlap",
            "shared",
            "common",
            "intersection",
            "ambos",
            "ambas",
            "beide",
            "les deux",
            "entrambi",
            "両方",
            "两者",
            "all three",
            "oba",
            "оба",
            "ikisi",
        ]
        .iter()
        .any(|w| lower.contains(w))
            || [
                " and ", " & ", " y ", " und ", " et ", "∩", " e ", " + ", " en ", " i ", " и ",
                " ve ",
            ]
            .iter()
            .any(|w| lower.contains(w))
    };
    let (links, sets): (Vec<&Cell>, Vec<&Cell>) = only.cells.iter().partition(|c| shares(&c.label));
    if !(2..=3).contains(&sets.len()) || sets.iter().any(|s| s.label.is_empty()) {
        return false;
    }
    for link in &links {
        let lower = link.label.to_lowercase();
        let named: Vec<&&Cell> =
            sets.iter().filter(|s| lower.contains(&s.label.to_lowercase())).collect();
        let pair = match named.as_slice() {
            [a, b] => (a.label.clone(), b.label.clone()),
            _ if sets.len() == 2 => (sets[0].label.clone(), sets[1].label.clone()),
            _ => continue,
        };
        made.links.push(Flow { from: pair.0, to: pair.1, value: link.value });
    }
    if made.links.len() < links.len() {
        made.links.clear();
        return false;
    }
    made.parts = sets
        .iter()
        .map(|s| Part { name: s.label.clone(), value: finite(s.value), parts: Vec::new() })
        .collect();
    true
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Rows of values with names for rows and columns, before it is decided which are categories.
struct Table {
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Vec<Option<Cell>>>,
}

impl Table {
    fn turned(self) -> Self {
        let cells = (0..self.columns.len())
            .map(|c| self.cells.iter().map(|row| row.get(c).cloned().flatten()).collect())
            .collect();
        Self { rows: self.columns, columns: self.rows, cells }
    }
}

/// Categories and series of kinds with one number a cell.
fn arrange(reading: &Reading, frame: &Frame, made: &mut Data, errors: &HashMap<usize, [f64; 2]>) {
    let several = reading.groups.len() > 1;
    let table = if !several {
        let Some(only) = reading.groups.first() else { return };
        match factored(only, reading) {
            Some(table) => table,
            None => single(only, reading, made),
        }
    } else if reading.labelled {
        labelled(&reading.groups, frame)
    } else {
        lists(reading, made)
    };
    let mut table = table;
    take_targets(&mut table, frame, made);
    write(table, made, errors);
}

/// One series.
fn single(only: &Group, reading: &Reading, made: &mut Data) -> Table {
    let count = only.cells.len();
    let bare = only.cells.iter().all(|c| c.label.is_empty());
    let columns = match &reading.axis {
        Some(axis) if axis.len() == count => axis.clone(),
        _ if bare => {
            if count > 1 {
                made.note = Some("The numbers have no labels, so they are numbered in order.");
                (1..=count).map(|n| n.to_string()).collect()
            } else {
                vec![String::new()]
            }
        }
        _ => only.cells.iter().map(|c| c.label.clone()).collect(),
    };
    Table {
        rows: vec![only.name.clone()],
        columns,
        cells: vec![only.cells.iter().cloned().map(Some).collect()],
    }
}

/// "coal 2000 50, coal 2010 45, gas 2000 20, gas 2010 25": labels that are two names each, every
/// pair of them once.
fn factored(only: &Group, reading: &Reading) -> Option<Table> {
    if reading.axis.is_some() || only.cells.len() < 4 || only.cells.len() > 400 {
        return None;
    }
    let split = |last: bool, by: char| -> Option<Table> {
        let mut rows: Vec<String> = Vec::new();
        let mut columns: Vec<String> = Vec::new();
        let mut seen = HashMap::new();
        for cell in &only.cells {
            let (a, b) =
                if last { cell.label.rsplit_once(by)? } else { cell.label.split_once(by)? };
            let (a, b) = (a.trim(), b.trim());
            let index = |list: &mut Vec<String>, name: &str| {
                list.iter().position(|n| n == name).unwrap_or_else(|| {
                    list.push(name.to_owned());
                    list.len() - 1
                })
            };
            let key = (index(&mut rows, a), index(&mut columns, b));
            if seen.insert(key, cell.clone()).is_some() {
                return None;
            }
        }
        let whole =
            rows.len() >= 2 && columns.len() >= 2 && rows.len() * columns.len() == only.cells.len();
        whole.then(|| Table {
            cells: (0..rows.len())
                .map(|r| (0..columns.len()).map(|c| seen.get(&(r, c)).cloned()).collect())
                .collect(),
            rows,
            columns,
        })
    };
    let table = [' ', '-', '/', '×', '–']
        .into_iter()
        .find_map(|by| split(true, by).or_else(|| split(false, by)))?;
    let periods = |names: &[String]| names.iter().all(|n| periods::is_period(n));
    Some(if periods(&table.rows) && !periods(&table.columns) { table.turned() } else { table })
}

/// Groups with the same labels: rows are groups, columns are labels, unless it reads better the
/// other way.
fn labelled(groups: &[Group], frame: &Frame) -> Table {
    let mut columns: Vec<String> = Vec::new();
    for cell in groups.iter().flat_map(|g| &g.cells) {
        if !columns.iter().any(|c| {
            c.eq_ignore_ascii_case(&cell.label) || c.to_lowercase() == cell.label.to_lowercase()
        }) && columns.len() < 60
        {
            columns.push(cell.label.clone());
        }
    }
    let row = |group: &Group| {
        columns
            .iter()
            .map(|column| {
                let lower = column.to_lowercase();
                group.cells.iter().find(|cell| cell.label.to_lowercase() == lower).cloned()
            })
            .collect()
    };
    let cells = groups.iter().map(row).collect();
    let rows = names(groups);
    let table = Table { rows, columns, cells };
    if places(&table, frame) { table.turned() } else { table }
}

/// Whether the rows are the places along the axis.
fn places(table: &Table, frame: &Frame) -> bool {
    let class = |name: &String| {
        let lower = name.trim();
        lower.starts_with(|c: char| c.is_ascii_digit() || c == '<' || c == '>')
            && (lower.contains(['-', '–']) || lower.ends_with('+') || lower.starts_with(['<', '>']))
    };
    let all = |names: &[String], fits: &dyn Fn(&String) -> bool| names.iter().all(fits);
    let period = |name: &String| periods::is_period(name);
    if frame.kind == Some(ChartKind::Dumbbell) {
        return table.columns.len() == 2 || table.rows.len() != 2;
    }
    if all(&table.columns, &period) {
        return false;
    }
    if frame.series.is_some_and(|n| n == table.rows.len() && n != table.columns.len()) {
        return false;
    }
    if all(&table.rows, &period) || all(&table.rows, &class) {
        return !matches!(
            frame.kind,
            Some(ChartKind::Radar | ChartKind::Heatmap | ChartKind::Parallel)
        );
    }
    // "budget 100, actual 120": what is measured twice names series.
    let measured = |name: &String| {
        words::among(
            &name.to_lowercase(),
            "budget actual plan planned forecast men women male female males females boys \
    girls before after yes no revenue revenues cost costs profit income expenses \
    imports exports import export high low min max new returning online offline \
    in-store wins losses hombres mujeres männer frauen hommes femmes uomini donne \
    homens mulheres mannen vrouwen soll ist sales ingresos gastos einnahmen ausgaben \
    recettes dépenses 男 女 남 여 남자 여자 男性 女性",
        )
    };
    if all(&table.columns, &measured)
        && !matches!(frame.kind, Some(ChartKind::Radar | ChartKind::Heatmap | ChartKind::Parallel))
    {
        return true;
    }
    let unnamed = table.columns.iter().any(String::is_empty);
    let target = table.columns.iter().any(|c| is_target(c));
    match frame.kind {
        Some(ChartKind::Radar | ChartKind::Heatmap | ChartKind::Parallel) => false,
        Some(ChartKind::Dumbbell | ChartKind::Marimekko | ChartKind::Bullet) => true,
        _ => frame.stacked || unnamed || target || table.rows.len() > table.columns.len(),
    }
}

/// Lists of one length: every list is a series.
fn lists(reading: &Reading, made: &mut Data) -> Table {
    let count = reading.groups.iter().map(|g| g.cells.len()).max().unwrap_or(0);
    let named = reading.axis.as_ref().filter(|axis| axis.len() == count);
    let columns = named.cloned().unwrap_or_else(|| {
        made.note = Some("The numbers have no labels, so they are numbered in order.");
        (1..=count).map(|n| n.to_string()).collect()
    });
    let row = |group: &Group| (0..count).map(|at| group.cells.get(at).cloned()).collect();
    let rows: Vec<String> = reading.groups.iter().map(|g| g.name.clone()).collect();
    let table = Table { cells: reading.groups.iter().map(row).collect(), rows, columns };
    // "Mon 12-18": the ends of ranges are two series.
    if reading.ranged && count == 2 {
        let mut table = table.turned();
        if named.is_none() {
            table.rows = vec!["Low".to_owned(), "High".to_owned()];
            made.note = None;
        }
        return table;
    }
    // "Wins and losses: Lions 10/5, Tigers 8/7": the list in the heading names the numbers of a row.
    let named_rows = table.rows.iter().all(|r| !r.is_empty()) && table.rows.len() > 1;
    let timed = table.columns.iter().all(|c| periods::is_period(c));
    let finer = timed && table.rows.iter().all(|r| periods::is_period(r) && !periods::is_year(r));
    if reading.tuples && named.is_some() && named_rows && (!timed || finer) {
        return table.turned();
    }
    let periods =
        table.rows.len() > 1 && table.rows.iter().all(|r| periods::is_period(r)) && !timed;
    if !periods {
        return table;
    }
    let mut table = table.turned();
    if named.is_none() {
        // The numbers of a row have no names of their own.
        table.rows.iter_mut().for_each(String::clear);
        made.note = None;
    }
    table
}

/// A name for what should have been reached.
pub(super) fn is_target(label: &str) -> bool {
    let lower = label.to_lowercase();
    [
        "target",
        "targets",
        "goal",
        "goals",
        "quota",
        "ziel",
        "soll",
        "objetivo",
        "meta",
        "objectif",
        "cible",
        "obiettivo",
        "doel",
        "cel",
        "цель",
        "план",
        "hedef",
        "目标",
        "目標",
        "목표",
        "लक्ष्य",
        "الهدف",
        "plan",
    ]
    .iter()
    .any(|name| lower == *name || lower.strip_suffix(name).is_some_and(|rest| rest.ends_with(' ')))
}

/// Takes the series of targets out, for kinds that show them as marks.
fn take_targets(table: &mut Table, frame: &Frame, made: &mut Data) {
    if !matches!(frame.kind, Some(ChartKind::Bullet | ChartKind::Gauge)) {
        return;
    }
    let unnamed_second = table.rows.len() == 2 && frame.kind == Some(ChartKind::Bullet);
    let Some(at) = table.rows.iter().position(|r| is_target(r)).or(unnamed_second.then_some(1))
    else {
        return;
    };
    if table.rows.len() == 2 {
        table.rows.remove(at);
        let row = table.cells.remove(at);
        made.targets = row.into_iter().map(|cell| cell.and_then(|c| finite(c.value))).collect();
    }
}

/// Writes a table as categories and series.
fn write(table: Table, made: &mut Data, errors: &HashMap<usize, [f64; 2]>) {
    made.categories = table.columns;
    let several = table.rows.len() > 1;
    for (name, row) in table.rows.into_iter().zip(table.cells) {
        let values = row.iter().map(|cell| cell.as_ref().and_then(|c| finite(c.value))).collect();
        let found: Vec<Option<[f64; 2]>> = row
            .iter()
            .map(|cell| cell.as_ref().and_then(|c| errors.get(&c.start).copied()))
            .collect();
        let mut tally = UnitTally::default();
        row.iter().flatten().for_each(|cell| tally.count(cell.unit.as_deref()));
        made.series.push(Series {
            name: Some(name).filter(|n| !n.is_empty()),
            values,
            errors: if found.iter().any(Option::is_some) { found } else { Vec::new() },
            unit: if several && made.mixed { tally.common() } else { None },
            ..Series::default()
        });
    }
}
