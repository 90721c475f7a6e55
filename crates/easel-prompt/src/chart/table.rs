//! Tables pasted into a prompt: CSV, TSV, semicolons, Markdown, HTML and columns set apart by
//! blanks. What columns mean for a kind of chart is decided in `columns`.

use easel_types::spec::{ChartKind, Flow, Series};

use super::periods::is_period;
use super::{Data, UnitTally};
use crate::language::Language;
use crate::numbers::{self, Number, Scan};
use crate::numerals;
use crate::tokens::{Text, collapse};

/// A table and where it stands.
#[derive(Debug)]
pub(super) struct Table {
    /// What it says.
    pub data: Data,
    /// The byte range of its lines in the prompt.
    pub span: std::ops::Range<usize>,
}

/// A line cut into cells.
struct Row<'a> {
    cells: Vec<&'a str>,
    start: usize,
    end: usize,
}

/// Stands for two or more blanks as a delimiter.
const BLANKS: char = ' ';

/// Stands for single blanks before the numbers at the end of each line.
const WORDS: char = '\u{1}';

/// The first table of at least two rows in the prompt.
pub(super) fn find(text: &Text<'_>, kind: Option<ChartKind>) -> Option<Table> {
    let html = html(text.prompt);
    let prompt = html.as_deref().unwrap_or(text.prompt);
    ['|', '\t', ';', ',', BLANKS, WORDS].into_iter().find_map(|delimiter| {
        let rows = rows(text, prompt, delimiter);
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
            let found = raw(&block, kind).or_else(|| triples(text, &block, kind)).or_else(|| read(text, &block, (delimiter, kind)));
            if let Some(mut table) = found {
                if html.is_some() {
                    table.span = whole_html(text.prompt);
                }
                return Some(table);
            }
            from += count.max(1);
        }
        None
    })
}

/// The bytes from the first tag of an HTML table to its last.
fn whole_html(prompt: &str) -> std::ops::Range<usize> {
    let lower = prompt.to_ascii_lowercase();
    let start = lower.find("<table").or_else(|| lower.find("<t")).unwrap_or(0);
    let end = lower.rfind("</t").and_then(|at| lower[at..].find('>').map(|n| at + n + 1));
    start..end.unwrap_or(prompt.len())
}

/// Every line as cells; `None` for lines that are no table row. Ruling lines of Markdown go.
fn rows<'a>(text: &Text<'_>, prompt: &'a str, delimiter: char) -> Vec<Option<Row<'a>>> {
    let language = numerals::written_as(prompt, text.language);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in prompt.split_inclusive('\n') {
        let end = start + line.len();
        let trimmed = line.trim_matches(|c: char| c == ' ' || c == '\r' || c == '\n');
        let is_rule = trimmed.contains('-')
            && trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+' | '='));
        if !is_rule {
            let inner = if delimiter == '|' {
                let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
                inner.strip_suffix('|').unwrap_or(inner)
            } else {
                trimmed
            };
            let mut cells = if delimiter == WORDS {
                numbers_at_end(inner, language)
            } else {
                split(inner, delimiter)
            };
            // "bar chart: Apple; 40": words before a colon in the first line lead to the table.
            if let Some(first) = cells
                .first_mut()
                .filter(|cell| start == 0 && delimiter != ',' && cell.contains(": "))
            {
                *first = first.rsplit_once(": ").map_or(*first, |(_, rest)| rest.trim());
            }
            rows.push((cells.len() >= 2).then_some(Row { cells, start, end }));
        }
        start = end;
    }
    if matches!(delimiter, BLANKS | WORDS) {
        unnamed_corner(&mut rows, language);
    }
    rows
}

/// "age 45 43": the words before the numbers at the end of a line, and the numbers; the words of
/// a line without any.
fn numbers_at_end(line: &str, language: Language) -> Vec<&str> {
    let mut words: Vec<&str> = line.split_whitespace().take(40).collect();
    let is_number = |word: &&str| cell_number(word, language).is_some() || is_missing(word);
    let count = words.iter().rev().take_while(|word| is_number(word)).count();
    let sentence = line.ends_with(['.', '!', '?', ',', ':']) || line.contains(": ");
    if count == 0 && !sentence {
        return words;
    }
    let at = words.len() - count.min(words.len().saturating_sub(1));
    let values = words.split_off(at);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if values.len() < 2 || words.len() > 4 {
        return Vec::new();
    }
    let from = first.as_ptr().addr() - line.as_ptr().addr();
    let to = last.as_ptr().addr() - line.as_ptr().addr() + last.len();
    let label = line.get(from..to).unwrap_or_default();
    std::iter::once(clean(label)).chain(values).collect()
}

/// A header with one cell less than the rows below names no corner.
fn unnamed_corner(rows: &mut [Option<Row<'_>>], language: Language) {
    for at in 1..rows.len() {
        let Some(width) = rows[at].as_ref().map(|row| row.cells.len()) else { continue };
        let valued = rows[at].as_ref().is_some_and(|row| {
            row.cells.iter().skip(1).any(|cell| cell_number(cell, language).is_some())
        });
        let Some(header) = rows[at - 1].as_mut() else { continue };
        let named = header.cells.iter().all(|cell| cell_number(cell, language).is_none_or(|n| n.is_year()));
        if valued && named && header.cells.len() + 1 == width {
            header.cells.insert(0, "");
        }
    }
}

/// The cells as they are, where a table is wished for.
fn raw(block: &[&Row<'_>], kind: Option<ChartKind>) -> Option<Table> {
    if kind != Some(ChartKind::Table) || block.len() < 2 {
        return None;
    }
    let written = |row: &&Row<'_>| row.cells.iter().map(|cell| collapse(cell)).collect::<Vec<_>>();
    let (first, last) = (block.first()?, block.last()?);
    let cells: Vec<Vec<String>> = block.iter().skip(1).map(written).collect();
    let data = Data { columns: written(first), cells, table: true, ..Data::default() };
    Some(Table { data, span: first.start..last.end })
}

/// Cells of a line. A quoted cell may hold the delimiter.
fn split(line: &str, delimiter: char) -> Vec<&str> {
    if delimiter == BLANKS {
        let cells = line.split("  ").flat_map(|part| part.split('\t'));
        return cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
    }
    let mut cells = Vec::new();
    let mut from = 0;
    let mut quoted = false;
    let mut opening = true;
    for (at, c) in line.char_indices() {
        if c == '"' && (opening || quoted) {
            quoted = !quoted;
        } else if c == delimiter && !quoted && !groups_digits(line, from, at) {
            cells.push(&line[from..at]);
            from = at + c.len_utf8();
        }
        opening = (c == delimiter && !quoted) || (opening && c == ' ');
    }
    // A mark that is never closed is an inch or a mistake.
    if quoted {
        return line.split(delimiter).map(|cell| cell.trim().trim_matches('"')).collect();
    }
    cells.push(&line[from..]);
    cells.into_iter().map(clean).collect()
}

/// "Downtown 12,400": a comma between the digits of a number behind a name.
fn groups_digits(line: &str, from: usize, at: usize) -> bool {
    let after = line.get(at + 1..).unwrap_or_default();
    let three = after.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let cell = line.get(from..at).unwrap_or_default();
    let digits = cell.bytes().rev().take_while(u8::is_ascii_digit).count();
    let name = cell.get(..cell.len() - digits).unwrap_or_default().trim_end_matches(['$', '€', '£']);
    three && (1..=3).contains(&digits) && name.ends_with([' ', ':']) && name.contains(char::is_alphabetic)
}

/// A cell without quotation marks and the marks of Markdown.
fn clean(cell: &str) -> &str {
    cell.trim()
        .trim_matches('"')
        .trim_matches('*')
        .trim_matches('`')
        .trim_end_matches([':', '：'])
        .trim()
}

/// Flows of a table with two columns of names and one of numbers.
fn triples(text: &Text<'_>, block: &[&Row<'_>], kind: Option<ChartKind>) -> Option<Table> {
    if !matches!(kind, Some(ChartKind::Sankey | ChartKind::Chord)) {
        return None;
    }
    let language = numerals::written_as(text.prompt, text.language);
    let flow = |row: &&Row<'_>| -> Option<Flow> {
        let [from, to, value] = row.cells[..] else { return None };
        let value = cell_number(value, language)?.value;
        let named = cell_number(from, language).is_none() && cell_number(to, language).is_none();
        (named && value > 0.0 && !from.is_empty() && !to.is_empty()).then(|| Flow {
            from: collapse(from),
            to: collapse(to),
            value,
        })
    };
    let links: Vec<Flow> = block.iter().filter_map(flow).collect();
    let (first, last) = (block.first()?, block.last()?);
    let whole = links.len() + 1 >= block.len() && links.len() >= 2;
    whole.then(|| Table {
        data: Data { links, table: true, ..Data::default() },
        span: first.start..last.end,
    })
}

/// The number that a whole cell is.
fn cell_number(cell: &str, language: Language) -> Option<Number> {
    // "(4,500)" is a loss.
    if let Some(inner) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let mut number = cell_number(inner, language).filter(|_| !inner.starts_with('('))?;
        number.value = -number.value.abs();
        return Some(number);
    }
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
    groups.len() >= 2
        && digits(groups[0])
        && groups[0].len() <= 3
        && groups[1].len() >= 3
        && digits(&groups[1].chars().take(3).collect::<String>())
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
        out.push_str(&prompt[at..at + open].replace(['\n', '\r'], " "));
        let tag = at + open;
        let Some(length) = prompt[tag..].find('>').map(|n| n + 1) else {
            at = tag;
            break;
        };
        let name = &lower[tag..tag + length];
        let sign = match name {
            _ if name.starts_with("</tr")
                || name.starts_with("</table")
                || name.starts_with("<table") =>
            {
                '\n'
            }
            _ if name.starts_with("<tr") => '|',
            _ if name.starts_with("</td")
                || name.starts_with("</th") && !name.starts_with("</thead") =>
            {
                '|'
            }
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

/// Reads rows of equal width as a table. At least two rows must hold numbers, or one below a
/// header. The first column of names labels the rows; further columns of names go to them.
fn read(
    text: &Text<'_>,
    block: &[&Row<'_>],
    (delimiter, kind): (char, Option<ChartKind>),
) -> Option<Table> {
    // "Sales: 5, 10" in every line names lists, it does not fill cells.
    if delimiter == ',' && block.iter().all(|row| row.cells[0].contains(": ")) {
        return None;
    }
    let language = language(text, block, delimiter);
    let number = |cell: &str| cell_number(cell, language);
    let width = block.first()?.cells.len();
    // Columns that hold numbers below the first row.
    let filled = |at: usize| {
        let cells = || block.iter().skip(1).map(|row| row.cells[at]);
        let valued = cells().filter(|cell| number(cell).is_some()).count();
        let missing = cells().filter(|cell| is_missing(cell)).count();
        valued > 0 && valued + missing == block.len() - 1
    };
    if block.len() < 2 {
        return None;
    }
    let mut values: Vec<usize> = (0..width).filter(|at| filled(*at)).collect();
    let counts_rows = |at: &usize| index(block, *at, language);
    if values.len() > 1 || values.len() < width - 1 {
        let counted = values.iter().copied().find(counts_rows);
        values.retain(|at| Some(*at) != counted);
        if let Some(at) = counted.filter(|_| values.len() == width - 1) {
            values.insert(0, at);
        }
    }
    let skipped: Vec<usize> =
        (0..width).filter(|at| filled(*at) && !values.contains(at)).collect();
    let label = (0..width).find(|at| !values.contains(at) && !skipped.contains(at)).unwrap_or(0);
    values.retain(|at| *at != label);
    let is_name = |at: &usize| *at != label && !values.contains(at) && !skipped.contains(at);
    let names = (0..width).filter(is_name).collect::<Vec<_>>();
    if values.is_empty()
        || (label > 0 && delimiter == ',' && block.len() < 3)
        || names.len() > values.len() + 1
    {
        return None;
    }
    let first = block[0];
    let numeric =
        values.iter().all(|at| number(first.cells[*at]).is_some() || is_missing(first.cells[*at]))
            && values.iter().any(|at| number(first.cells[*at]).is_some());
    let years = values.iter().all(|at| number(first.cells[*at]).is_some_and(|n| n.is_year()));
    let years_below =
        values.iter().all(|at| number(block[1].cells[*at]).is_some_and(|n| n.is_year()));
    let header = (!numeric || (years && !years_below && number(first.cells[label]).is_none()))
        .then_some(first);
    let body = if header.is_some() { &block[1..] } else { block };
    let long = |row: &&Row<'_>| row.cells[label].split(' ').count() > 6;
    let loose = delimiter == BLANKS && (body.len() < 2 || width < 2)
        || delimiter == WORDS && (header.is_none() || body.len() < 2 || label != 0);
    if (header.is_none() && (body.len() < 2 || body.iter().all(long))) || loose {
        return None;
    }
    let start = header.unwrap_or(body[0]).start;
    let end = body.last().map_or(start, |row| row.end);
    let columns = Columns { label, values, names };
    Some(Table { data: data(body, header, &columns, (language, kind)), span: start..end })
}

/// Whether a column only counts the rows: 0, 1, 2 below no name, "#" or "id".
fn index(block: &[&Row<'_>], at: usize, language: Language) -> bool {
    let head = block.first().and_then(|row| row.cells.get(at)).copied().unwrap_or_default();
    let named = matches!(
        &*head.to_lowercase(),
        "" | "#" | "id" | "idx" | "index" | "no" | "no." | "nr" | "nr." | "n°" | "№" | "lp" | "lp." | "rank" | "pos" | "row"
            | "platz" | "rang" | "#rank" | "序号" | "番号" | "순위" | "順位" | "排名"
    );
    let value = |row: &&Row<'_>| cell_number(row.cells.get(at)?, language).map(|n| n.value);
    let values: Vec<Option<f64>> = block.iter().skip(1).map(value).collect();
    let first = values.first().copied().flatten();
    let steps = values.windows(2).all(|w| matches!(w, [Some(a), Some(b)] if (b - a - 1.0).abs() < 1e-9));
    named && steps && first.is_some_and(|n| n == 0.0 || (n - 1.0).abs() < 1e-9)
}

/// The language whose way of writing numbers the cells follow.
fn language(text: &Text<'_>, block: &[&Row<'_>], delimiter: char) -> Language {
    let cells = || block.iter().flat_map(|row| &row.cells);
    if delimiter != ',' && cells().any(|cell| is_spaced(cell)) {
        Language::FRENCH
    } else if delimiter != ',' && cells().any(|cell| is_comma_decimal(cell)) {
        Language::GERMAN
    } else if delimiter == ',' {
        Language::ENGLISH
    } else {
        numerals::written_as(text.prompt, text.language)
    }
}

/// What the columns of a table hold.
struct Columns {
    label: usize,
    values: Vec<usize>,
    names: Vec<usize>,
}

/// Categories down the label column, one series a column of numbers; turned round where the
/// columns are periods and the rows are not, and for kinds whose rows are series.
fn data(
    body: &[&Row<'_>],
    header: Option<&Row<'_>>,
    columns: &Columns,
    (language, kind): (Language, Option<ChartKind>),
) -> Data {
    let mut units = UnitTally::default();
    let row_name = |row: &&Row<'_>| {
        let more = columns.names.iter().map(|at| row.cells[*at]).filter(|c| !c.is_empty());
        let all: Vec<&str> = std::iter::once(row.cells[columns.label]).chain(more).collect();
        collapse(&all.join(", "))
    };
    let names: Vec<String> = body.iter().map(row_name).collect();
    let titles: Vec<Option<String>> = columns
        .values
        .iter()
        .map(|at| header.map(|row| collapse(row.cells[*at])).filter(|name| !name.is_empty()))
        .collect();
    let mut grid: Vec<Vec<Option<f64>>> = Vec::new();
    let mut own: Vec<UnitTally> = columns.values.iter().map(|_| UnitTally::default()).collect();
    for row in body {
        let values = columns.values.iter().zip(&mut own).map(|(at, own)| {
            let number = cell_number(row.cells[*at], language)?;
            units.count(number.unit.as_deref());
            own.count(number.unit.as_deref());
            Some(number.value)
        });
        grid.push(values.collect());
    }
    let periods = titles.iter().all(|name| name.as_deref().is_some_and(is_period));
    let rows_are_series = matches!(
        kind,
        Some(
            ChartKind::Heatmap
                | ChartKind::Radar
                | ChartKind::Parallel
                | ChartKind::Slope
                | ChartKind::Bump
        )
    ) && header.is_some()
        && titles.len() > 1
        && body.len() > 1
        && (kind == Some(ChartKind::Heatmap) || !names.iter().all(|name| is_period(name)));
    let wide = titles.len() > if header.is_some() { 2 } else { 1 };
    let turned = rows_are_series
        || ((periods || header.is_none()) && wide && !names.iter().all(|name| is_period(name)));
    let corner =
        header.map(|row| collapse(row.cells[columns.label])).filter(|name| !name.is_empty());
    let mixed = units.differs;
    let mut made = Data { unit: units.common(), table: true, mixed, ..Data::default() };
    if turned {
        let title =
            |(at, name): (usize, Option<String>)| name.unwrap_or_else(|| (at + 1).to_string());
        made.categories = titles.into_iter().enumerate().map(title).collect();
        let series = |(name, values)| Series { name: Some(name), values, ..Series::default() };
        made.series = names.into_iter().zip(grid).map(series).collect();
    } else {
        made.categories = names;
        let series = |(at, (name, own)): (usize, (Option<String>, UnitTally))| Series {
            name,
            values: grid.iter().map(|row| row.get(at).copied().flatten()).collect(),
            unit: if mixed { own.common() } else { None },
            ..Series::default()
        };
        made.series = titles.into_iter().zip(own).enumerate().map(series).collect();
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
