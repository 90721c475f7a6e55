//! Groups: the sides of a comparison, strengths and weaknesses, plans with prices, do and don't.
//! Where a prompt is cut into entries is in `outline`.

use easel_types::spec::{InfographicGroup, InfographicItem};

use super::entry::{self, Style};
use super::outline::{Outline, Raw};
use super::scan::{self, Cut};
use super::sides::{self, Side};
use super::versus::{sides_named, versus_parts};
use super::{figures, split};
use crate::tokens::capitalised;

/// Most groups that can be drawn beside each other.
pub(super) const GROUPS_MAX: usize = 6;

/// Longest heading of a group, in bytes.
const HEAD_BYTES_MAX: usize = 200;

/// The groups of an outline with the template they call for, where it consists of some.
pub(super) fn read(
    outline: &Outline,
    all_named: &[&'static str],
) -> Option<(Vec<InfographicGroup>, &'static str)> {
    let grouping = |name: &&&'static str| {
        matches!(**name, "swot" | "pros_cons" | "before_after" | "table" | "quadrant" | "compare")
    };
    let named = all_named.iter().find(grouping).copied();
    let compared = sides_named(&outline.frame);
    if let Some(found) = by_aspect(&outline.entries, &compared) {
        return Some((found, "compare"));
    }
    // Costs are an aspect of what is compared.
    let aspects = all_named.contains(&"compare") && !all_named.contains(&"table");
    let plans = compared.is_empty() && !aspects && priced(&outline.entries);
    let named = if plans { Some("table") } else { named };
    let raws = untangled(&outline.entries, named);
    let head_side = |raw: &Raw| parted(raw, named).and_then(|part| sides::side(&part.head));
    let stray = raws.len() >= 3
        && raws.first().is_some_and(|raw| head_side(raw).is_none())
        && raws.iter().skip(1).all(|raw| head_side(raw).is_some());
    let raws: Vec<Raw> = raws.into_iter().skip(usize::from(stray)).collect();
    let parted: Vec<Parted> = raws.iter().filter_map(|raw| parted(raw, named)).collect();
    let known: Vec<Side> = parted.iter().filter_map(|part| sides::side(&part.head)).collect();
    let all = parted.len() == raws.len() && raws.len() >= 2;
    let known_all = all && known.len() == raws.len();
    let comparing = matches!(
        named,
        Some("swot" | "pros_cons" | "before_after" | "table" | "quadrant" | "compare")
    );
    let opposed = known.len() >= 2 && known.iter().any(|side| *side != known[0]);
    let sided = matches!(named, Some("swot" | "pros_cons" | "before_after" | "quadrant"));
    // Two headed lists beside each other are compared, whatever they are called.
    let arranged = |name: &&str| {
        matches!(
            *name,
            "hierarchy"
                | "mindmap"
                | "roadmap"
                | "timeline"
                | "steps"
                | "checklist"
                | "layers"
                | "pyramid"
                | "cycle"
                | "funnel"
        )
    };
    let opposite = !all_named.iter().any(arranged)
        && all
        && parted.len() == 2
        && parted.iter().all(|part| part.items.len() >= 2)
        && raws.iter().all(|raw| raw.children.is_empty());
    let matches_names = compared.len() >= 2
        && all
        && raws.len() == compared.len()
        && parted.iter().all(|part| is_one_of(&part.head, &compared));
    if all
        && (known_all && opposed
            || comparing && (sided || listed(&parted))
            || matches_names
            || opposite)
    {
        let groups = joined(parted);
        let template = match named {
            Some(name @ ("swot" | "table" | "quadrant" | "before_after" | "pros_cons")) => name,
            _ if known_all => sides::template(&known),
            _ => "compare",
        };
        return (groups.len() <= GROUPS_MAX).then_some((groups, template));
    }
    let groups = (comparing || compared.len() >= 2).then(|| by_first_word(&raws, &compared))??;
    Some((groups, named.filter(|n| *n != "table").unwrap_or("compare")))
}

/// Whether entries are plans: a name, a price and what is in it.
fn priced(raws: &[Raw]) -> bool {
    let plan = |raw: &Raw| {
        parted(raw, Some("table")).is_some_and(|part| {
            part.value.as_deref().is_some_and(is_currency) && !part.items.is_empty()
        })
    };
    let count = raws.iter().filter(|raw| plan(raw)).count();
    count >= 2 && count + 1 >= raws.len()
}

/// Whether the parts hold lists or prices rather than one sentence each.
fn listed(parts: &[Parted]) -> bool {
    let rich = parts.iter().filter(|part| part.items.len() > 1 || part.value.is_some()).count();
    rich * 2 >= parts.len() || parts.iter().all(|part| sides::side(&part.head).is_some())
}

/// A group as it is written.
struct Parted {
    head: String,
    value: Option<String>,
    items: Vec<Raw>,
}

/// Head, price and list of an entry.
fn parted(raw: &Raw, named: Option<&str>) -> Option<Parted> {
    let text = entry::clean(&raw.text);
    let priced = named == Some("table");
    if !raw.children.is_empty() {
        let (head, mut value) = price_of(&text, priced);
        let more = raw.more.iter().map(|more| Raw::of(more));
        // The price may be the first line under the name.
        if let Some(first) =
            raw.children.first().filter(|first| priced && value.is_none() && is_price(&first.text))
        {
            value = Some(first.text.clone());
            return Some(Parted {
                head,
                value,
                items: more.chain(raw.children.iter().skip(1).cloned()).collect(),
            });
        }
        return Some(Parted {
            head,
            value,
            items: more.chain(raw.children.iter().cloned()).collect(),
        });
    }
    if let Some(more) = raw.more.as_deref() {
        let (head, value) = price_of(&text, priced);
        return Some(Parted {
            head,
            value,
            items: split::inner(more).iter().map(|part| Raw::of(part)).collect(),
        });
    }
    let (head, rest) = head_and_list(&text, priced)?;
    let (head, mut value) = price_of(&head, priced);
    let mut rest = rest.as_str();
    // "Free: $0, 1 project": the price opens the list.
    if priced && value.is_none() {
        let first = scan::marks(rest).into_iter().find(|mark| mark.cut != Cut::Sentence);
        let end = first.map_or(rest.len(), |mark| mark.start);
        let after = first.map_or(rest.len(), |mark| mark.end);
        if is_price(&rest[..end]) {
            value = Some(rest[..end].trim().to_owned());
            rest = &rest[after..];
        } else if let Some((price, more)) =
            figures::prefix(rest).filter(|(price, _)| is_currency(price))
        {
            value = Some(price.to_owned());
            rest = more;
        }
    }
    let items = if rest.trim().is_empty() {
        Vec::new()
    } else {
        split::inner(rest).iter().map(|part| Raw::of(part)).collect()
    };
    (!head.is_empty() && scan::word_count(&head) <= 8).then_some(Parted { head, value, items })
}

/// The words before the list of a group, and the list.
fn head_and_list(text: &str, priced: bool) -> Option<(String, String)> {
    let marks = scan::marks(text);
    let comma = marks
        .iter()
        .find(|mark| matches!(mark.cut, Cut::Comma | Cut::Semicolon))
        .map_or(text.len(), |mark| mark.start);
    let colon = marks.iter().find(|mark| mark.cut == Cut::Colon && mark.start < comma);
    let dashes: Vec<_> =
        marks.iter().filter(|mark| mark.cut == Cut::Dash && mark.start < comma).collect();
    // "Free - $0 - 1 project": the price stands between two dashes.
    let dash = match dashes.as_slice() {
        [first, second, ..] if priced && is_price(text.get(first.end..second.start)?) => {
            Some(*second)
        }
        [first, ..] => Some(*first),
        [] => None,
    };
    let arrow =
        match marks.iter().filter(|mark| mark.cut == Cut::Arrow).collect::<Vec<_>>().as_slice() {
            [only] => Some(*only),
            _ => None,
        };
    if let Some(joint) = colon.or(dash).or(arrow) {
        return Some((
            text.get(..joint.start)?.trim().to_owned(),
            text.get(joint.end..)?.trim().to_owned(),
        ));
    }
    // "strengths are the view and the coffee".
    let copula =
        [" are ", " is ", " sind ", " ist ", " sont ", " son ", " sono ", " são ", " zijn "];
    if let Some((at, length)) =
        copula.iter().filter_map(|verb| text.find(verb).map(|at| (at, verb.len()))).min()
        && sides::side(&text[..at]).is_some()
    {
        return Some((
            text[..at].trim().to_owned(),
            text[at + length..].replace(" and ", ", ").replace(" und ", ", "),
        ));
    }
    if let Some(found) = sides::told(text) {
        return Some(found);
    }
    // "導入前（手書き、残業）" and "Pro $12 (a, b)".
    let trimmed = text.trim_end();
    if let Some(inner) = trimmed.strip_suffix([')', '）']) {
        let open = inner.find(['(', '（'])?;
        let list = inner[open..].trim_start_matches(['(', '（']);
        let head = trimmed[..open].trim();
        return (!head.is_empty()).then(|| (head.to_owned(), list.to_owned()));
    }
    if priced && let Some(found) = around_price(text) {
        return Some(found);
    }
    // "Basic $9, 5 users".
    if priced {
        let end = comma.min(text.len());
        let (head, value) = price_of(&text[..end], true);
        let value = value?;
        let rest = text[end..].trim_start_matches([',', ';', '、', '，', ' ']);
        return Some((format!("{head} - {value}"), rest.to_owned()));
    }
    None
}

/// "Silver €20 a month with gym and classes": name and price, and what stands behind "with".
fn around_price(text: &str) -> Option<(String, String)> {
    const WITH: [&str; 16] = [
        " with ",
        " including ",
        " includes ",
        " incl. ",
        " mit ",
        " inkl. ",
        " con ",
        " avec ",
        " com ",
        " met ",
        " z ",
        " с ",
        " ile ",
        " for ",
        " gets ",
        " für ",
    ];
    let (at, lead) =
        WITH.iter().filter_map(|with| text.find(with).map(|at| (at, with.len()))).min()?;
    let (name, price) = price_of(&text[..at], true);
    let price = price?;
    Some((format!("{name} - {price}"), text[at + lead..].to_owned()))
}

/// A name without the price behind it, and the price.
fn price_of(head: &str, priced: bool) -> (String, Option<String>) {
    let head = head.trim().trim_end_matches([':', '：', '-', '–', ' ']);
    if !priced || head.len() > HEAD_BYTES_MAX {
        return (head.to_owned(), None);
    }
    let (name, value) = split_price(head);
    // "Pro at $12": the preposition led to the price.
    let bare = value.as_ref().and_then(|_| {
        let (rest, last) = name.rsplit_once(' ')?;
        let leads = [
            "at", "for", "à", "für", "zu", "a", "por", "per", "voor", "za", "за", "costs",
            "kostet", "=", "ab", "from",
        ];
        leads.contains(&last.to_lowercase().as_str()).then(|| rest.to_owned())
    });
    let name = bare.unwrap_or(name);
    // "ライト 月980円": the period stands before its price.
    let period =
        name.rsplit_once(' ').filter(|(_, last)| ["月", "年", "월", "月額"].contains(last));
    match (period, &value) {
        (Some((rest, last)), Some(price)) => (rest.to_owned(), Some(format!("{last}{price}"))),
        _ => (name, value),
    }
}

/// The price at the end of a name, or at its start.
fn split_price(head: &str) -> (String, Option<String>) {
    let bracket = head.strip_suffix([')', '）']).and_then(|inner| {
        let open = inner.rfind(['(', '（'])?;
        Some((head[..open].trim(), inner[open..].trim_start_matches(['(', '（']).trim()))
    });
    if let Some((name, price)) = bracket.filter(|(_, price)| is_price(price)) {
        return (name.to_owned(), Some(price.to_owned()));
    }
    for mark in scan::marks(head)
        .iter()
        .filter(|mark| matches!(mark.cut, Cut::Dash | Cut::Colon | Cut::Comma))
    {
        let price = head[mark.end..].trim();
        if is_price(price) {
            return (head[..mark.start].trim().to_owned(), Some(price.to_owned()));
        }
    }
    if let Some((name, price)) =
        figures::suffix(head).filter(|(_, price)| price.chars().any(|c| !c.is_ascii_digit()))
    {
        return (name.to_owned(), Some(price.to_owned()));
    }
    // "Pro 12 € im Monat": the words of the period belong to the price.
    for (at, _) in head.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let tail = head[at..].trim();
        if is_price(tail) {
            return (head[..at].trim().to_owned(), Some(tail.to_owned()));
        }
    }
    (head.to_owned(), None)
}

/// Words for the period of a price, as they begin.
const PERIODS: &[&str] = &[
    "per",
    "a month",
    "a year",
    "month",
    "monthly",
    "year",
    "yearly",
    "mo",
    "user",
    "pro",
    "im",
    "monat",
    "jahr",
    "monatlich",
    "al",
    "mes",
    "año",
    "mensual",
    "par",
    "mois",
    "an",
    "mese",
    "anno",
    "mês",
    "ano",
    "por",
    "maand",
    "jaar",
    "miesiąc",
    "miesięcznie",
    "в",
    "месяц",
    "мес",
    "ay",
    "aylık",
    "月",
    "年",
    "월",
    "شهر",
    "महीना",
    "माह",
    "प्रति",
];

/// Words for no price, or for one that is told later.
const FREE: [&str; 17] = [
    "free",
    "kostenlos",
    "gratis",
    "gratuit",
    "grátis",
    "gratuito",
    "бесплатно",
    "ücretsiz",
    "免费",
    "無料",
    "무료",
    "مجاني",
    "मुफ़्त",
    "custom",
    "on request",
    "contact us",
    "auf anfrage",
];

/// Whether a text is a price: a figure, perhaps with a period, or a word for none.
fn is_price(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    if FREE.contains(&&*lower) {
        return true;
    }
    let Some((figure, rest)) = figures::prefix(text) else { return false };
    let per = rest.trim_start_matches(['/', ' ']).to_lowercase();
    let periodic = PERIODS.iter().any(|word| per.starts_with(word)) && scan::word_count(&per) <= 4;
    (rest.is_empty() && (is_currency(figure) || figure == "0"))
        || (periodic && !per.is_empty() && is_currency(figure))
}

fn is_currency(figure: &str) -> bool {
    let lower = figure.to_lowercase();
    [
        "$", "€", "£", "¥", "￥", "₹", "₩", "₽", "₺", "zł", "usd", "eur", "chf", "руб", "tl", "元",
        "円", "원", "euro", "dollar", "pln", "rs", "r$",
    ]
    .iter()
    .any(|sign| lower.contains(sign))
}

/// Groups out of parts; parts of one name are one group.
fn joined(parts: Vec<Parted>) -> Vec<InfographicGroup> {
    let mut out: Vec<InfographicGroup> = Vec::new();
    for part in parts {
        let made: Vec<InfographicItem> =
            part.items.iter().map(|raw| entry::item(raw, Style::default())).collect();
        let label = capitalised(&part.head);
        match out.iter_mut().find(|group| group.label.to_lowercase() == label.to_lowercase()) {
            Some(group) => group.items.extend(made),
            None => out.push(InfographicGroup {
                label,
                value: part.value,
                items: made,
                ..InfographicGroup::default()
            }),
        }
    }
    out
}

/// "Price: high vs low": entries with a word for each of the sides.
fn by_aspect(raws: &[Raw], compared: &[String]) -> Option<Vec<InfographicGroup>> {
    if compared.len() < 2 || raws.is_empty() {
        return None;
    }
    let mut groups: Vec<InfographicGroup> = compared
        .iter()
        .map(|name| InfographicGroup { label: capitalised(name), ..InfographicGroup::default() })
        .collect();
    let mut found = 0;
    for raw in raws {
        let text = entry::clean(&raw.text);
        let Some((aspect, verdicts)) = aspect_of(&text, compared.len()) else { continue };
        found += 1;
        for (group, verdict) in groups.iter_mut().zip(verdicts) {
            group.items.push(InfographicItem {
                label: capitalised(&aspect),
                value: Some(verdict),
                ..InfographicItem::default()
            });
        }
    }
    (found == raws.len()).then_some(groups)
}

/// The aspect and the verdict on each side.
fn aspect_of(text: &str, sides: usize) -> Option<(String, Vec<String>)> {
    let (head, rest) = match entry::explanation(text) {
        Some((head, rest)) => (Some(head), rest),
        None => (None, text),
    };
    let mut parts = versus_parts(rest);
    if parts.len() != sides {
        // "Price: $5 / $7", "Price: $5, $7".
        head?;
        let marks = scan::marks(rest);
        for cut in [Cut::Slash, Cut::Bar, Cut::Comma] {
            let found = scan::cut_at(rest, &marks, |own| own == cut);
            if found.len() == sides && parts.len() != sides {
                parts = found.into_iter().map(str::to_owned).collect();
            }
        }
        let figured = parts.iter().all(|part| figures::is_figure(part));
        if parts.len() != sides || !figured {
            return None;
        }
    }
    if let Some(head) = head {
        return Some((head.to_owned(), parts));
    }
    // "battery 8 h vs 11 h": the aspect and the first verdict stand together.
    let first = parts.first()?.clone();
    let (aspect, verdict) = match figures::suffix(&first) {
        Some((aspect, verdict)) => (aspect.to_owned(), verdict.to_owned()),
        None => {
            let words: Vec<&str> = first.split_whitespace().collect();
            let count =
                parts.get(1)?.split_whitespace().count().min(words.len().checked_sub(1)?).max(1);
            let (aspect, verdict) = words.split_at(words.len() - count);
            (aspect.join(" "), verdict.join(" "))
        }
    };
    if aspect.is_empty() {
        return None;
    }
    *parts.first_mut()? = verdict;
    Some((aspect, parts))
}

fn is_one_of(head: &str, names: &[String]) -> bool {
    let head = head.to_lowercase();
    names.iter().any(|name| {
        let name = name.to_lowercase();
        name == head || name.contains(&head) || head.contains(&name)
    })
}

/// "do write a subject; don't reply all", "cats are quiet; dogs are loyal": entries that begin
/// with the name of their group.
fn by_first_word(raws: &[Raw], compared: &[String]) -> Option<Vec<InfographicGroup>> {
    let mut out: Vec<InfographicGroup> = Vec::new();
    let mut names: Vec<&str> = compared.iter().map(String::as_str).collect();
    if names.len() < 2 {
        names = vec!["don't", "do not", "don’t", "do"];
    }
    for raw in raws {
        for part in split::inner(&entry::clean(&raw.text)) {
            let lower = part.to_lowercase();
            let found = names.iter().find(|name| {
                lower
                    .strip_prefix(&name.to_lowercase())
                    .is_some_and(|rest| rest.starts_with([' ', ':', ',']))
            });
            let Some(name) = found else {
                // What follows a part of a group belongs to it.
                let group = out.last_mut()?;
                group.items.push(entry::item(&Raw::of(&part), Style::default()));
                continue;
            };
            let rest = part.get(name.len()..)?.trim_start_matches([' ', ':', ',', '-']);
            let rest = without_copula(rest);
            let label = capitalised(name);
            let item = entry::item(&Raw::of(rest), Style::default());
            match out.iter_mut().find(|group| group.label == label) {
                Some(group) => group.items.push(item),
                None => out.push(InfographicGroup {
                    label,
                    items: vec![item],
                    ..InfographicGroup::default()
                }),
            }
        }
    }
    (out.len() >= 2 && out.len() <= GROUPS_MAX).then_some(out)
}

/// "are independent" as a property of a side.
fn without_copula(text: &str) -> &str {
    for copula in [
        "are ", "is ", "sind ", "ist ", "son ", "es ", "sont ", "est ", "sono ", "è ", "são ",
        "é ", "zijn ", "have ", "has ",
    ] {
        if let Some(rest) = text.strip_prefix(copula) {
            return if copula.starts_with("ha") { text } else { rest };
        }
    }
    text
}

/// Entries that hold a group and the next group's head without a separator of their own are
/// left; entries under one shared heading are given back as they are.
fn untangled(raws: &[Raw], named: Option<&str>) -> Vec<Raw> {
    // "Strengths: a; b; Weaknesses: c": entries without a head belong to the one before.
    let headed = |raw: &Raw| {
        !raw.children.is_empty()
            || raw.more.is_some()
            || head_and_list(&entry::clean(&raw.text), named == Some("table")).is_some()
    };
    let heads = raws.iter().filter(|raw| headed(raw)).count();
    if heads < 2 || heads == raws.len() || !raws.first().is_some_and(headed) {
        return raws.to_vec();
    }
    let mut out: Vec<Raw> = Vec::new();
    for raw in raws {
        match out.last_mut() {
            Some(last) if !headed(raw) => {
                last.text.push_str("; ");
                last.text.push_str(&raw.text);
            }
            _ => out.push(raw.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_stand_apart_from_names() {
        let check = |head: &str, name: &str, price: Option<&str>| {
            assert_eq!(price_of(head, true), (name.to_owned(), price.map(str::to_owned)), "{head}");
        };
        check("Pro - $12/month", "Pro", Some("$12/month"));
        check("Básico R$ 79/mês", "Básico", Some("R$ 79/mês"));
        check("Pro ($12 per month)", "Pro", Some("$12 per month"));
        check("Team 49 € pro Monat", "Team", Some("49 € pro Monat"));
        check("Storage", "Storage", None);
    }
}
