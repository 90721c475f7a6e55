//! Which terms together refuse a prompt. The terms are in `lists`, where they stand in `views`.

use std::collections::HashMap;
use std::ops::Range;

use super::Category;
use super::ages::{self, Found};
use super::lists::{Lexicon, Matching, Term, Tier};
use super::views::{self, Line, is_separator};

/// Words between a person and what that person wears, at most.
const ATTIRE_WORDS_MAX: usize = 5;
/// Characters between them, at most.
const NEAR_CHARS_MAX: usize = 80;

/// A term that was seen: its name in rule ids and its language.
#[derive(Debug, Clone)]
struct Sign {
    tier: Tier,
    language: &'static str,
    number: usize,
    gated: bool,
}

impl Sign {
    fn id(&self) -> String {
        format!("{}.{}.{}", self.tier.name(), self.language, self.number)
    }
}

/// The signs of each tier: the first of each language, open ones before gated ones.
#[derive(Debug, Default)]
struct Signs(HashMap<Tier, Vec<Sign>>);

impl Signs {
    fn add(&mut self, sign: Sign) {
        let signs = self.0.entry(sign.tier).or_default();
        let same = |known: &Sign| (known.language, known.gated) == (sign.language, sign.gated);
        if !signs.iter().any(same) {
            signs.push(sign);
        }
    }

    fn of(&self, tiers: &[Tier]) -> Vec<&Sign> {
        tiers.iter().filter_map(|tier| self.0.get(tier)).flatten().collect()
    }

    /// The first sign that needs no other beside it.
    fn one(&self, tiers: &[Tier]) -> Option<&Sign> {
        self.of(tiers).into_iter().find(|sign| !sign.gated)
    }

    /// True where a prompt has one of `tiers`.
    fn has(&self, tiers: &[Tier]) -> bool {
        self.one(tiers).is_some()
    }

    /// Two signs that count together.
    fn pair(&self, left: &[Tier], right: &[Tier]) -> Option<(&Sign, &Sign)> {
        let rights = self.of(right);
        self.of(left).into_iter().find_map(|a| {
            let fits = |b: &&&Sign| (!a.gated && !b.gated) || a.language == b.language;
            rights.iter().find(fits).map(|b| (a, *b))
        })
    }
}

/// What was seen in a prompt.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// All signs, for sexual content with minors.
    all: Signs,
    /// Those that the operator did not allow.
    open: Signs,
    negative: Signs,
    attire: bool,
}

/// Words for a minor, an age counted as one of the first.
const YOUTH: [Tier; 2] = [Tier::Definite, Tier::Ambiguous];
/// What is never made with minors, whatever the prompt says besides.
const ACTS: [Tier; 3] = [Tier::Explicit, Tier::Genre, Tier::Nudity];

impl Seen {
    /// Reads a prompt.
    pub(super) fn read(&mut self, prompt: &str, operator: &Lexicon) {
        for line in views::lines(prompt) {
            self.read_line(&line, operator);
        }
    }

    /// Reads a negative prompt.
    pub(super) fn read_negative(&mut self, negative: &str) {
        let built_in = Lexicon::built_in();
        for line in views::lines(negative) {
            let hits: Vec<(&Term, Range<usize>)> = line
                .hits(built_in)
                .into_iter()
                .filter_map(|hit| built_in.term(hit.term).map(|term| (term, hit.at)))
                .collect();
            // "adult content" is no grown-up.
            let [benign, content] =
                [Tier::Benign, Tier::Suggestive].map(|tier| covered(&line, &hits, tier));
            for (term, at) in &hits {
                let counts = matches!(term.tier, Tier::Clothing | Tier::Grown);
                if counts && !within(&benign, at) && !within(&content, at) {
                    self.negative.add(sign(term));
                }
            }
        }
    }

    fn read_line(&mut self, line: &Line, operator: &Lexicon) {
        let built_in = Lexicon::built_in();
        let hits: Vec<(&Term, Range<usize>)> = [built_in, operator]
            .into_iter()
            .flat_map(|lexicon| {
                let hits = line.hits(lexicon).into_iter();
                hits.filter_map(|hit| lexicon.term(hit.term).map(|term| (term, hit.at)))
            })
            .collect();
        let harmless =
            if line.matching == Matching::Anywhere { Tier::Spelled } else { Tier::Benign };
        let benign = covered(line, &hits, harmless);
        let allowed = covered(line, &hits, Tier::Allowed);
        let mut found: Vec<Found> = Vec::new();
        for (term, at) in hits {
            let blocked = term.tier == Tier::Blocked;
            if within(&benign, &at) && !blocked {
                continue;
            }
            if !within(&allowed, &at) {
                self.open.add(sign(term));
            }
            self.all.add(sign(term));
            found.push((term.tier, at, term.number));
        }
        let ages =
            if line.matching == Matching::Words { ages::minors(line, &found) } else { vec![] };
        if !ages.is_empty() {
            let age =
                Sign { tier: Tier::Definite, language: "any", number: usize::MAX, gated: false };
            self.all.add(age);
        }
        self.attire |= wears(line, &found, &ages);
    }

    /// The rule of `category` that the prompt breaks, by its id.
    pub(super) fn broken(&self, category: Category) -> Option<String> {
        match category {
            Category::Minors => self.minors(),
            Category::Sexual => self.alone("explicit", &[Tier::Explicit]).or_else(|| {
                let genre = || self.alone("genre", &[Tier::Genre]);
                if self.is_about() { None } else { genre() }
            }),
            Category::Nudity => self.alone("nudity", &[Tier::Nudity]),
            Category::Violence => {
                let gore = || self.alone("violence", &[Tier::Violence]);
                if self.is_about() || self.is_history() { None } else { gore() }
            }
            Category::Hate => self.alone("slogan", &[Tier::HateSlogan]).or_else(|| {
                let symbol = || self.alone("symbol", &[Tier::HateSymbol]);
                if self.is_about() || self.is_history() { None } else { symbol() }
            }),
            Category::SelfHarm => {
                let harm = || self.alone("self-harm", &[Tier::SelfHarm]);
                if self.is_about() { None } else { harm() }
            }
            Category::Weapons => {
                let pair = self.open.pair(&[Tier::Instruction], &[Tier::Weapon]);
                pair.map(|(a, b)| rule("weapons.instructions", &[a, b]))
            }
            Category::PublicFigures => self.alone("public-figure", &[Tier::PublicFigure]),
            Category::Trademarks => self.alone("trademark", &[Tier::Trademark]),
            Category::Blocklist => self.alone("blocklist", &[Tier::Blocked]),
        }
    }

    /// A rule of one term.
    fn alone(&self, name: &str, tiers: &[Tier]) -> Option<String> {
        self.open.one(tiers).map(|sign| rule(name, &[sign]))
    }

    /// True for a prompt about its subject (education, medicine, statistics, prevention) that does
    /// not ask for a picture of people.
    fn is_about(&self) -> bool {
        self.all.has(&[Tier::Context]) && !self.all.has(&[Tier::Depiction])
    }

    /// True for a prompt about history or religion.
    fn is_history(&self) -> bool {
        self.all.has(&[Tier::History])
    }

    /// The rules of sexual content with minors.
    fn minors(&self) -> Option<String> {
        let all = &self.all;
        if let Some(sign) = all.one(&[Tier::Alone]) {
            return Some(rule("minors.alone", &[sign]));
        }
        let found = |name: &str, pair: Option<(&Sign, &Sign)>| {
            pair.map(|(a, b)| rule(&format!("minors.{name}"), &[a, b]))
        };
        let clinical = || match self.is_about() {
            true => None,
            false => found("clinical", all.pair(&YOUTH, &[Tier::Clinical]))
                .or_else(|| found("body", all.pair(&[Tier::Definite], &[Tier::Body]))),
        };
        let attire = || (self.attire && !self.is_about()).then(|| "minors.attire".to_owned());
        let sexual = [Tier::Explicit, Tier::Genre, Tier::Nudity, Tier::Suggestive, Tier::Clinical];
        let across = |signs: &[Tier], tier: Tier| {
            all.one(signs).zip(self.negative.one(&[tier])).map(|(a, b)| (a.clone(), b.clone()))
        };
        let negative = || {
            across(&[Tier::Definite], Tier::Clothing)
                .or_else(|| across(&sexual, Tier::Grown))
                .map(|(a, b)| rule("minors.negative", &[&a, &b]))
        };
        found("explicit", all.pair(&YOUTH, &ACTS))
            .or_else(|| found("suggestive", all.pair(&[Tier::Definite], &[Tier::Suggestive])))
            .or_else(clinical)
            .or_else(attire)
            .or_else(negative)
    }
}

/// A term as a sign.
fn sign(term: &Term) -> Sign {
    let Term { tier, language, number, gated, .. } = *term;
    Sign { tier, language, number, gated }
}

/// The id of a rule with the terms that met it.
fn rule(name: &str, signs: &[&Sign]) -> String {
    let age = |sign: &&Sign| match sign.number {
        usize::MAX => "age".to_owned(),
        _ => sign.id(),
    };
    let terms: Vec<String> = signs.iter().map(age).collect();
    format!("{name}:{}", terms.join("+"))
}

/// For each character of the line whether a term of `tier` covers it.
fn covered(line: &Line, hits: &[(&Term, Range<usize>)], tier: Tier) -> Vec<bool> {
    let mut out = vec![false; line.chars.len()];
    for (_, at) in hits.iter().filter(|(term, _)| term.tier == tier) {
        out.get_mut(at.clone()).unwrap_or_default().fill(true);
    }
    out
}

/// True where all of `at` is covered.
fn within(covered: &[bool], at: &Range<usize>) -> bool {
    covered.get(at.clone()).is_some_and(|range| range.iter().all(|covered| *covered))
}

/// True where a minor wears what is fit for grown-ups only: a word for a minor, then, in the same
/// clause and a few words on, one for such clothing; in scripts other than Latin the other way
/// round too, because their languages put the clothing first.
fn wears(line: &Line, found: &[Found], ages: &[Range<usize>]) -> bool {
    let minors = found.iter().filter(|(tier, ..)| *tier == Tier::Definite).map(|(_, at, _)| at);
    let minors = || minors.clone().chain(ages);
    let mut ends: Vec<usize> = minors().map(|at| at.end).collect();
    let mut starts: Vec<usize> = minors().map(|at| at.start).collect();
    ends.sort_unstable();
    starts.sort_unstable();
    let attire = found.iter().filter(|(tier, ..)| *tier == Tier::Attire).map(|(_, at, _)| at);
    attire.into_iter().any(|at| {
        let nearest = ends.partition_point(|end| *end <= at.start);
        let end = nearest.checked_sub(1).and_then(|index| ends.get(index));
        let latin = line.chars.get(at.start).is_some_and(char::is_ascii_alphabetic);
        let start = starts.get(starts.partition_point(|start| *start < at.end));
        end.is_some_and(|end| is_near(line, *end..at.start))
            || start.is_some_and(|start| !latin && is_near(line, at.end..*start))
    })
}

/// True where what stands between two terms is short and of one clause.
fn is_near(line: &Line, between: Range<usize>) -> bool {
    between.len() <= NEAR_CHARS_MAX
        && line.chars.get(between).is_some_and(|between| {
            let gaps = between.iter().filter(|c| is_separator(**c)).count();
            !between.contains(&',') && gaps <= ATTIRE_WORDS_MAX + 1
        })
}
