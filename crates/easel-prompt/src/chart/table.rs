//! Tables pasted into a prompt: CSV, TSV, semicolons and Markdown.

use easel_types::spec::{ChartKind, Series};

use super::periods::is_period;
use super::{Data, UnitTally};
use crate::language::Language;
use crate::numbers::{self, Number, Scan};
use crate::tokens::{Text, collapse};

/// A table and where it stands.
#[derive(Debug)]
pub(super) struct Table {
    /// What it says.
    pub data: Data,
    /// The byte range of its lines in the prompt.
    pub span: std::ops::Range<usize>,
    /// Rows of numbers only, for kinds with two numeric axes.
    pub points: Vec<Vec<f64>>,
}

/// A line cut into cells.
struct Row<'a> {
    cells: Vec<&'a str>,
    start: usize,
    end: usize,
}

/// The first table of at least two rows in the prompt.
pub(super) fn find(text: &Text<'_>, kind: Option<ChartKind>) -> Option<Table> {
    let html = html(text.prompt);
    let prompt = html.as_deref().unwrap_or(text.prompt);
    ['|', '\t', ';', ','].into_iter().find_map(|delimiter| {
        let rows = rows(prompt, delimiter);
        let mut from = 0;
        while from < rows.len() {
            let Some(width) = rows[from].as_ref().map(|row| row.cells.len()) else {
                from += 1;
                continue;
            };
            let count = rows[from..]
                .iter()
                .take_while(|row| row.as_ref().is_some_and(|row| row.cells.len() == width))
                .count();
            let block: Vec<&Row<'_>> = rows[from..from + count].iter().flatten().collect();
            if let Some(table) = read(text, &block, (delimiter, kind)) {
                return Some(table);
            }
            from += count.max(1);
        }
        None
    })
}

/// Every line as cells; `None` for lines that are no table row. Ruling lines of Markdown go.
fn rows(prompt: &str, delimiter: char) -> Vec<Option<Row<'_>>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in prompt.split_inclusive('\n') {
        let end = start + line.len();
        let trimmed = line.trim_matches(|c: char| c == ' ' || c == '\r' || c == '\n');
        let is_rule = trimmed.contains('-')
            && trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'));
        if !is_rule {
            let inner = if delimiter == '|' {
                let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
                inner.strip_suffix('|').unwrap_or(inner)
            } else {
                trimmed
            };
            let cells: Vec<&str> =
                inner.split(delimiter).map(|cell| cell.trim().trim_matches('"')).collect();
            rows.push((cells.len() >= 2).then_some(Row { cells, start, end }));
        }
        start = end;
    }
    rows
}

/// The number that a whole cell is.
fn cell_number(cell: &str, language: Language) -> Option<Number> {
    match numbers::scan(cell, None, language)? {
        Scan::Number(number, length) if cell[length..].trim().is_empty() => Some(number),
        Scan::Number(mut number, length) if number.unit.is_none() => {
            // "12 kg": one short word after the number is its unit.
            let word = cell[length..].trim();
            let short = word.len() <= 12 && word.chars().all(char::is_alphabetic);
            (short && cell[length..].starts_with(' ')).then(|| {
                number.unit = Some(word.to_owned());
                number
            })
        }
        _ => None,
    }
}

/// `6,9`: a decimal comma that no thousands separator can be. Spreadsheets that write it so
/// separate cells by something else.
fn is_comma_decimal(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.split_once(',').is_some_and(|(whole, fraction)| {
        let fraction = fraction.trim_end_matches(['%', ' ', '€']);
        digits(whole.trim_start_matches(['-', '+', '−'])) && digits(fraction) && fraction.len() < 3
    })
}

/// `68 042 591`: groups of three behind blanks, nothing else in the cell but a unit.
fn is_spaced(cell: &str) -> bool {
    let groups: Vec<&str> = cell.split([' ', '\u{a0}', '\u{202f}']).collect();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
    groups.len() >= 2 && digits(groups[0]) && groups[0].len() <= 3 && groups[1].len() >= 3 && digits(&groups[1].chars().take(3).collect::<String>())
}

/// The rows of an HTML table as lines of cells between bars, of the same length in bytes so that
/// places stay. `None` where there is no table.
fn html(prompt: &str) -> Option<String> {
    let lower = prompt.to_ascii_lowercase();
    if !lower.contains("<td") {
        return None;
    }
    let mut out = String::with_capacity(prompt.len());
    let mut at = 0;
    while let Some(open) = prompt[at..].find('<') {
        out.push_str(&prompt[at..at + open]);
        let tag = at + open;
        let Some(length) = prompt[tag..].find('>').map(|n| n + 1) else {
            at = tag;
            break;
        };
        let name = &lower[tag..tag + length];
        let sign = match name {
            _ if name.starts_with("</tr") || name.starts_with("<table") || name.starts_with("</table") => '\n',
            _ if name.starts_with("</td") || name.starts_with("</th") && !name.starts_with("</thead") => '|',
            _ => ' ',
        };
        out.push(sign);
        out.extend(std::iter::repeat_n(' ', length - 1));
        at = tag + length;
    }
    out.push_str(&prompt[at..]);
    Some(out)
}

fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "-" | "–" | "—" | "n/a" | "N/A" | "NA" | "null" | "?")
}

/// Reads rows of equal width as a table. At least two rows must hold numbers behind their first
/// cell, or one below a header.
fn read(text: &Text<'_>, block: &[&Row<'_>], (delimiter, kind): (char, Option<ChartKind>)) -> Option<Table> {
    // "Sales: 5, 10" in every line names lists, it does not fill cells.
    if delimiter == ',' && block.iter().all(|row| row.cells[0].contains(": ")) {
        return None;
    }
    let commas = delimiter != ','
        && block.iter().flat_map(|row| &row.cells).any(|cell| is_comma_decimal(cell));
    let written = numbers::written_as(text.prompt, text.language);
    let spaces = delimiter != ',' && block.iter().flat_map(|row| &row.cells).any(|cell| is_spaced(cell));
    let language = if spaces {
        Language::FRENCH
    } else if commas {
        Language::GERMAN
    } else {
        written
    };
    let number = |cell: &str| cell_number(cell, language);
    let numeric = |row: &Row<'_>| {
        row.cells[1..].iter().all(|cell| number(cell).is_some() || is_missing(cell))
            && row.cells[1..].iter().any(|cell| number(cell).is_some())
    };
    let mut body = block;
    let mut header = None;
    let (first, rest) = block.split_first()?;
    let years = first.cells[1..].iter().all(|cell| number(cell).is_some_and(|n| n.is_year()));
    let years_below = rest.first().is_some_and(|row| {
        row.cells[1..].iter().all(|cell| number(cell).is_some_and(|n| n.is_year()))
    });
    if !numeric(first) || (years && !years_below && number(first.cells[0]).is_none()) {
        header = Some(*first);
        body = rest;
    }
    let count = body.iter().take_while(|row| numeric(row)).count();
    let body = &body[..count];
    if body.is_empty() || body.len() + usize::from(header.is_some()) < 2 {
        return None;
    }
    if header.is_none() && body.iter().all(|row| row.cells[0].split(' ').count() > 6) {
        return None;
    }
    let start = header.unwrap_or(body[0]).start;
    let end = body.last().map_or(start, |row| row.end);
    let points = body
        .iter()
        .map(|row| row.cells.iter().filter_map(|cell| number(cell)).map(|n| n.value).collect())
        .filter(|point: &Vec<f64>| point.len() == body[0].cells.len())
        .collect();
    Some(Table { data: data(body, header, language, kind), span: start..end, points })
}

/// Categories down the first column, one series a column; turned round where the columns are
/// periods and the rows are not.
fn data(body: &[&Row<'_>], header: Option<&Row<'_>>, language: Language, kind: Option<ChartKind>) -> Data {
    let mut units = UnitTally::default();
    let names: Vec<String> = body.iter().map(|row| collapse(row.cells[0])).collect();
    let width = body[0].cells.len();
    let columns: Vec<Option<String>> = (1..width)
        .map(|at| header.map(|row| collapse(row.cells[at])).filter(|name| !name.is_empty()))
        .collect();
    let mut grid: Vec<Vec<Option<f64>>> = Vec::new();
    for row in body {
        let values = row.cells[1..].iter().map(|cell| {
            let number = cell_number(cell, language)?;
            units.count(number.unit.as_deref());
            Some(number.value)
        });
        grid.push(values.collect());
    }
    let periods = columns.iter().all(|name| name.as_deref().is_some_and(is_period));
    let rows_are_series = matches!(kind, Some(ChartKind::Heatmap | ChartKind::Radar | ChartKind::Parallel)) && header.is_some() && columns.len() > 1 && body.len() > 1;
    let turned = rows_are_series || (periods || header.is_none())
        && columns.len() > if header.is_some() { 2 } else { 1 }
        && !names.iter().all(|name| is_period(name));
    let corner = header.map(|row| collapse(row.cells[0])).filter(|name| !name.is_empty());
    let mut made = Data { unit: units.common(), table: true, ..Data::default() };
    if turned {
        made.categories = columns
            .into_iter()
            .enumerate()
            .map(|(at, name)| name.unwrap_or_else(|| (at + 1).to_string()))
            .collect();
        made.series = names
            .into_iter()
            .zip(grid)
            .map(|(name, values)| Series { name: Some(name), values, ..Series::default() })
            .collect();
    } else {
        made.categories = names;
        made.series = columns
            .into_iter()
            .enumerate()
            .map(|(at, name)| Series {
                name,
                values: grid.iter().map(|row| row.get(at).copied().flatten()).collect(),
                ..Series::default()
            })
            .collect();
        made.x_label = corner;
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, categories: &[&str], series: &[(Option<&str>, &[f64])]) {
        let table = find(&Text::new(prompt), None).unwrap();
        assert_eq!(table.data.categories, categories, "{prompt}");
        let got: Vec<(Option<&str>, Vec<f64>)> = table
            .data
            .series
            .iter()
            .map(|s| (s.name.as_deref(), s.values.iter().flatten().copied().collect()))
            .collect();
        let expect: Vec<(Option<&str>, Vec<f64>)> =
            series.iter().map(|(name, values)| (*name, values.to_vec())).collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn tables_in_four_notations_are_read() {
        let expect: &[(Option<&str>, &[f64])] = &[(Some("Sales"), &[10.0, 1200.5])];
        check("Plot:\nMonth,Sales\nJan,10\nFeb,1200.5", &["Jan", "Feb"], expect);
        check("Month\tSales\nJan\t10\nFeb\t1,200.5", &["Jan", "Feb"], expect);
        check(
            "| Month | Sales |\n|---|---:|\n| Jan | 10 |\n| Feb | 1200.5 |",
            &["Jan", "Feb"],
            expect,
        );
        check("Month;Sales\nJan;10\nFeb;1200.5", &["Jan", "Feb"], expect);
        check(
            "Region,2020,2021,2022\nNorth,5,6,1\nSouth,7,8,2",
            &["2020", "2021", "2022"],
            &[(Some("North"), &[5.0, 6.0, 1.0]), (Some("South"), &[7.0, 8.0, 2.0])],
        );
    }

    #[test]
    fn lists_in_lines_are_no_tables() {
        assert!(find(&Text::new("A 1, B 2\nC 3, D 4"), None).is_none());
        assert!(find(&Text::new("a cat, a dog\na bird, a fish"), None).is_none());
    }
}
