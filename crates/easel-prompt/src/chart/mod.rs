//! Chart specs out of prompts: tables, points, several series or label–value pairs, and where a
//! prompt holds no data, an illustrative chart that says so. Scales and looks are the renderer's.

mod axis;
mod columns;
mod dates;
mod fit;
mod flows;
mod goals;
mod grid;
mod illustrative;
mod json;
mod kinds;
mod lenient;
mod lexemes;
mod noise;
mod periods;
mod points;
mod polish;
mod prepare;
mod settle;
mod shape;
mod sides;
mod slots;
mod spans;
mod table;
mod title;
mod wishes;
mod words;

use easel_types::spec::{ChartKind, ChartSpec, Flow, Part, Series, Source};

use self::title::Frame;
use crate::tokens::{Kind, Text, Token, capitalised};
use crate::{lexicon, phrases};

/// Most values taken from a prompt; hostile prompts hold more.
const VALUES_MAX: usize = 5000;

/// Data read out of a prompt, whatever notation it was in.
#[derive(Debug, Clone, Default)]
struct Data {
    categories: Vec<String>,
    series: Vec<Series>,
    targets: Vec<Option<f64>>,
    parts: Vec<Part>,
    links: Vec<Flow>,
    /// Headings and cells of a table that is to be shown as one.
    columns: Vec<String>,
    cells: Vec<Vec<String>>,
    unit: Option<String>,
    /// Its values have several units.
    mixed: bool,
    /// Tokens that stand before the data and belong to the heading.
    heading: Vec<Token>,
    /// First byte of every token that the data has used up.
    used: Vec<usize>,
    x_label: Option<String>,
    y_label: Option<String>,
    /// What every value is out of.
    whole: Option<f64>,
    /// It was a table.
    table: bool,
    /// How many values had a label of their own.
    labelled: usize,
    /// How many were tied to their label by a colon, equals sign or brackets.
    tied: usize,
    /// Something had to be assumed: a remark for the person.
    note: Option<&'static str>,
}

impl Data {
    fn count(&self) -> usize {
        let series = |s: &Series| {
            let samples: usize = s.samples.iter().map(Vec::len).sum();
            s.values.iter().flatten().count() + s.points.len() + samples
        };
        self.series.iter().map(series).sum::<usize>() + self.parts.len() + self.links.len() + self.cells.len()
    }
}

/// Counts units to find the one that all numbers share.
#[derive(Debug, Default)]
struct UnitTally {
    unit: Option<String>,
    differs: bool,
}

impl UnitTally {
    fn count(&mut self, unit: Option<&str>) {
        match (unit, &self.unit) {
            (None, _) => {}
            (Some(unit), None) => self.unit = Some(unit.to_owned()),
            (Some(unit), Some(known)) => self.differs |= unit != known,
        }
    }

    /// The unit, where there is exactly one. "$10, 20, 30" means dollars throughout.
    fn common(self) -> Option<String> {
        self.unit.filter(|_| !self.differs)
    }
}

/// The chart a prompt describes.
pub(crate) fn extract(text: &Text<'_>, notes: &mut Vec<String>) -> ChartSpec {
    let mut frame = title::frame(text);
    if let Some(found) = json::find(text.prompt) {
        frame.title = frame.title.or(found.title);
    }
    let mut spec = if let Some(spec) = points::read(text, &frame) {
        spec
    } else if let Some(data) = read_data(text, &frame) {
        from_data(text, &frame, data, notes)
    } else {
        notes.push(
            "The prompt holds no numbers, so the values are illustrative and marked as such."
                .to_owned(),
        );
        illustrative::chart(text, &frame)
    };
    fit::wishes(text, &frame, &mut spec);
    fit::fit(text, &frame, &mut spec, notes);
    spec
}

/// How much the prompt looks like data to be charted, in the units of the intent weights; 0
/// where it holds none.
pub(crate) fn evidence(text: &Text<'_>) -> f32 {
    let numbers = text.tokens.iter().filter(|token| token.number().is_some()).count();
    if numbers < 2 {
        return 0.0;
    }
    let frame = title::frame(text);
    let Some(data) = read_data(text, &frame) else { return 0.0 };
    if data.table {
        return 4.0;
    }
    let spelled = frame.names.iter().any(|named| !named.bare);
    let mut weight = if spelled && (data.labelled >= 2 || data.table) { 3.0 } else { 0.0 };
    let periods = data.categories.iter().filter(|label| periods::is_period(label)).count();
    let count = data.count();
    let real_labels = data.labelled >= 2 || data.series.len() > 1;
    if periods >= 2 && count >= 2 {
        weight += 2.0;
    }
    if data.unit.as_deref().is_some_and(|unit| matches!(unit, "%" | "$" | "€" | "£" | "¥")) {
        weight += 1.4;
    }
    if data.tied >= 2 {
        weight += 1.0;
    }
    if title::keys_kind(&text.tokens) && count >= 2 {
        weight += 2.0;
    }
    if text.tokens.iter().any(|token| is_measure(&token.lower)) {
        weight += 1.4;
    }
    if real_labels && count >= 3 && weight > 0.0 {
        weight += 0.6;
    }
    if count < 2 { weight * 0.3 } else { weight }
}

/// Nouns that name what charts are drawn of.
fn is_measure(word: &str) -> bool {
    const MEASURES: &str = " sales revenue revenues profit profits growth cost costs expenses income spending budget \
         traffic visitors users signups downloads subscribers population temperature temperatures \
         rainfall share shares market votes score scores units orders customers conversion rate \
         rates percentage gdp inflation unemployment production consumption emissions attendance \
         survey results kpi performance trend trends statistics stats ventas ingresos umsatz \
         umsätze verkäufe ventes chiffre fatturato vendite vendas receita verkoop omzet sprzedaż \
         przychody продажи выручка satışlar gelir ";
    !word.is_empty()
        && MEASURES.match_indices(word).any(|(at, _)| {
            MEASURES[..at].ends_with(' ') && MEASURES[at + word.len()..].starts_with(' ')
        })
}

/// Reads data in the first notation that fits.
fn read_data(text: &Text<'_>, frame: &Frame) -> Option<Data> {
    let block = json::find(text.prompt)
        .map(|found| (found.data, found.span))
        .or_else(|| table::find(text, frame.kind).map(|table| (table.data, table.span)));
    if let Some((mut data, span)) = block {
        let outside = |token: &&Token| !span.contains(&token.start);
        data.heading = frame.rest.iter().filter(outside).cloned().collect();
        let inside = text.tokens.iter().filter(|token| span.contains(&token.start));
        data.used = inside.map(|token| token.start).collect();
        shape::drop_total(frame, &mut data, without_total(text));
        columns::fit(frame, &mut data);
        return Some(data);
    }
    let mut rest = frame.rest.clone();
    prepare::degrees(text, &mut rest);
    let all = rest.clone();
    let numbers = || all.iter().filter_map(Token::number);
    let ranges = frame.rest.iter().filter(|t| spans::low_high(text, t).is_some()).count();
    // "quarterly sales for 2023 and 2024" names years and holds no data.
    let few = numbers().count() == 0
        || numbers().all(crate::numbers::Number::is_year) && numbers().count() <= 2;
    let spelled = numbers().count() == 0 && prepare::spelled_out(&mut rest);
    let ranged = few && ranges >= 2 && spans::ranges_as_values(text, &mut rest);
    let glued = numbers().count() == 0 && !ranged && !spelled && lexemes::glued(text, &mut rest);
    if few && !ranged && !spelled && !glued && !rest.iter().any(|t| t.lower.contains('/')) {
        return None;
    }
    let mut prepared = prepare::prepare(text, &rest, frame.kind);
    if let Some(data) = flowing(text, frame, &prepared.tokens) {
        return Some(data);
    }
    settle::settle(text, &mut prepared.tokens, frame.kind);
    let reading = grid::read(text, &prepared.tokens, frame.kind)?;
    let mut data = shape::data(text, reading, frame, &prepared.errors);
    data.used.extend(prepared.used);
    data.whole = prepared.whole;
    let years = text.tokens.iter().filter_map(Token::number).all(crate::numbers::Number::is_year);
    let bare = years && !spelled && !ranged && data.labelled < data.count();
    (data.count() > 0 && !bare).then_some(data)
}

/// "leave the total out", "ohne Summe".
fn without_total(text: &Text<'_>) -> bool {
    let total = |t: &Token| shape::is_total(&t.lower);
    let leaves = |t: &Token| {
        words::among(
            &t.lower,
            "leave without exclude excluding ignore skip drop omit ohne sin sans senza sem zonder bez без keine weglassen not no except minus",
        )
    };
    let tokens = &text.tokens;
    (0..tokens.len()).any(|at| {
        total(&tokens[at]) && tokens[at.saturating_sub(4)..at].iter().any(leaves)
    })
}

/// Flows, where the kind shows them, or where arrows between names carry values.
fn flowing(text: &Text<'_>, frame: &Frame, tokens: &[Token]) -> Option<Data> {
    let wanted = matches!(frame.kind, Some(ChartKind::Sankey | ChartKind::Chord));
    if !wanted {
        return None;
    }
    let found = flows::read(text, tokens)?;
    let mut tally = UnitTally::default();
    found.units.iter().for_each(|unit| tally.count(unit.as_deref()));
    let heading = tokens.iter().take_while(|t| t.end <= found.first).cloned().collect();
    let used = tokens.iter().filter(|t| t.start >= found.first).map(|t| t.start).collect();
    Some(Data { links: found.links, unit: tally.common(), heading, used, ..Data::default() })
}

/// A spec out of data.
fn from_data(text: &Text<'_>, frame: &Frame, mut data: Data, notes: &mut Vec<String>) -> ChartSpec {
    truncate(&mut data, notes);
    if frame.kind == Some(ChartKind::Bullet) && data.targets.is_empty() && data.count() == 1 {
        data.targets = data.whole.take().map(Some).into_iter().collect();
    }
    notes.extend(data.note.map(str::to_owned));
    let one = data.whole.is_some() && data.count() == 1;
    let guess = || if one { ChartKind::Gauge } else { fit::kind(text, &data) };
    let kind = frame.kind.unwrap_or_else(guess);
    let spoken = speaking(&data.heading);
    let heading = (!spoken.is_empty())
        .then(|| phrases::heading(text, &spoken))
        .flatten()
        .and_then(|heading| lexicon::without_kinds(&heading, text));
    let (title, subtitle) = match frame.title.clone() {
        Some(title) => (Some(title), heading.filter(|h| h.chars().any(|c| c.is_ascii_digit()))),
        None => (heading, None),
    };
    let title = title.or_else(|| quotation_beside(text, &data)).or_else(|| single_name(&data));
    let subtitle = subtitle.or_else(|| leftover(text, frame, &data, title.as_deref()));
    let mut series = data.series;
    if let [only] = series.as_mut_slice()
        && same(only.name.as_deref(), title.as_deref())
    {
        only.name = None;
    }
    ChartSpec {
        kind,
        title,
        subtitle,
        categories: data.categories,
        series,
        y_max: data.whole,
        targets: data.targets,
        parts: data.parts,
        links: data.links,
        columns: data.columns,
        cells: data.cells,
        unit: with_scale(data.unit, frame.unit.clone()),
        x_label: data.x_label,
        y_label: data.y_label,
        source: Source::Prompt,
        ..ChartSpec::default()
    }
}

/// The parts of a heading that say more than "here is the data" and "make it a chart".
fn speaking(tokens: &[Token]) -> Vec<Token> {
    let ends = |t: &Token| {
        matches!(
            t.kind,
            Kind::Newline | Kind::Mark(':' | '：' | '.' | '!' | '?' | '。' | slots::BREAK | '—')
        )
    };
    let idle = |t: &Token| {
        !t.is_text()
            || t.small && !t.caps
            || phrases::is_request(&t.lower)
            || phrases::is_filler(&t.lower)
            || words::among(
                &t.lower,
                "here's table csv json tsv spreadsheet thanks thx plots graphs only instead \
    colors colours today quick quickly w font size format image picture slide so if \
    possible as two three daten datos données dati dados tabelle tabla tableau \
    tabella",
            )
    };
    let mut out: Vec<Token> = Vec::new();
    for piece in tokens.split_inclusive(ends) {
        if !piece.iter().all(idle) {
            out.extend(piece.iter().filter(|t| !t.is_mark(slots::BREAK)).cloned());
        }
    }
    out
}

/// The unit of the numbers together with the one stated for all: "$" and "millions" is
/// "$ millions".
fn with_scale(unit: Option<String>, stated: Option<String>) -> Option<String> {
    match (unit, stated) {
        (Some(unit), Some(stated)) if unit != stated => Some(format!("{unit} {stated}")),
        (unit, stated) => unit.or(stated),
    }
}

fn same(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
}

/// A quotation that is no label: "… TypeScript 65 — "Most admired languages"".
fn quotation_beside(text: &Text<'_>, data: &Data) -> Option<String> {
    if data.table {
        return None;
    }
    let used: std::collections::HashSet<usize> = data.used.iter().copied().collect();
    let mut free = text.tokens.iter().filter(|token| {
        token.kind == Kind::Quoted && token.lower.contains(' ') && !used.contains(&token.start)
    });
    let first = free.next()?;
    free.next().is_none().then(|| text.prompt[first.start..first.end].to_owned())
}

/// The name of the only series, as a heading.
fn single_name(data: &Data) -> Option<String> {
    match data.series.as_slice() {
        [only] => {
            only.name.as_deref().filter(|name| !phrases::is_structural_word(name)).map(capitalised)
        }
        _ => None,
    }
}

/// Cuts hostile amounts of data.
fn truncate(data: &mut Data, notes: &mut Vec<String>) {
    let columns = data.series.len().max(1);
    let keep = (VALUES_MAX / columns).max(1);
    if columns > VALUES_MAX || data.categories.len() > keep {
        data.series.truncate(VALUES_MAX);
        data.categories.truncate(keep);
        for series in &mut data.series {
            series.values.truncate(keep);
        }
        notes.push(format!("Only the first {VALUES_MAX} values were taken."));
    }
}

/// Numbers of the prompt that found no place elsewhere, with the words around them, so that
/// nothing the person wrote is lost.
fn leftover(text: &Text<'_>, frame: &Frame, data: &Data, title: Option<&str>) -> Option<String> {
    let in_heading = |token: &Token| {
        data.heading.iter().any(|known| known.start == token.start) && frame.title.is_none()
    };
    // `used` is as long as the prompt; a set keeps this linear.
    let used: std::collections::HashSet<usize> = data.used.iter().copied().collect();
    let free = |token: &Token| !used.contains(&token.start) && !in_heading(token);
    let mut parts: Vec<String> = Vec::new();
    let breaks = |token: &Token| {
        matches!(token.kind, Kind::Mark(',' | ';' | '.') | Kind::Newline) || !free(token)
    };
    for run in frame.rest.split(breaks) {
        if run.iter().any(|token| token.number().is_some() && free(token)) {
            let words = text.slice(phrases::trimmed(run, |_| false));
            if !words.is_empty() && title.is_none_or(|title| !title.contains(&words)) {
                parts.push(words);
            }
        }
    }
    (!parts.is_empty()).then(|| capitalised(&parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &str) {
        let mut notes = Vec::new();
        let spec = extract(&Text::new(prompt), &mut notes);
        let mut line = format!("{}|{}", spec.kind.as_str(), spec.title.unwrap_or_default());
        for series in &spec.series {
            line += &format!("|{}", series.name.clone().unwrap_or_default());
            for (label, value) in spec.categories.iter().zip(&series.values) {
                line += &format!(" {label}={}", value.map_or("-".to_owned(), |v| v.to_string()));
            }
        }
        line += &format!("|{}", spec.unit.unwrap_or_default());
        assert_eq!(line, expect, "{prompt}");
    }

    #[test]
    fn pairs_are_read_in_many_notations() {
        check("bar chart of sales: Q1 12, Q2 15 and Q3 9", "bar|Sales| Q1=12 Q2=15 Q3=9|");
        check(
            "pie chart of market share: Apple 40%, Samsung 35%, Others 25%",
            "pie|Market share| Apple=40 Samsung=35 Others=25|%",
        );
        check("bar chart Apple=40, Pear=12", "bar|| Apple=40 Pear=12|");
        check("pie of 40% Apple, 60% Pear", "pie|| Apple=40 Pear=60|%");
        check("chart: 12 in January, 15 in February", "bar|| January=12 February=15|");
        check("chart of shares: Apple (40%), Pear (60%)", "pie|Shares| Apple=40 Pear=60|%");
        check("chart: sales were 12 in 2020 and 15 in 2021", "bar|Sales| 2020=12 2021=15|");
        check(
            "Show our revenue by quarter: Q1 12k, Q2 15k",
            "bar|Revenue by quarter| Q1=12000 Q2=15000|",
        );
        check("bar chart Q1 12 Q2 15 Q3 9", "bar|| Q1=12 Q2=15 Q3=9|");
        check("bar chart of sales with apples $10, pears $12", "bar|Sales| apples=10 pears=12|$");
    }

    #[test]
    fn several_series_are_told_apart() {
        check("bar chart 2023: A 1, B 2; 2024: A 3, B 4", "bar||A 2023=1 2024=3|B 2023=2 2024=4|");
        check(
            "line chart: revenue 10, 20, 30 and costs 5, 6, 7 for Q1, Q2, Q3",
            "line||revenue Q1=10 Q2=20 Q3=30|costs Q1=5 Q2=6 Q3=7|",
        );
    }
}
