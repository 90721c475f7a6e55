//! The terms: reading the lists in `assets/safety` and an operator's own, and finding them in a
//! line character by character. Which terms together refuse a prompt is in `rules`.

use std::sync::LazyLock;

use super::fold::unmask;
use super::views;

/// What a term says, which is the name of its section in the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tier {
    /// Refused by itself, whatever stands around it.
    Alone,
    /// A minor, without doubt.
    Definite,
    /// A young person, who may be grown up.
    Ambiguous,
    /// "years old" after a number.
    AgeUnit,
    /// "aged" before a number.
    AgeMark,
    /// What may be that many years old without being a person.
    AgeThing,
    /// A number in words; its place in the list is its value.
    Numeral,
    /// A sexual act or its depiction.
    Explicit,
    /// A kind of sexual content, which texts also speak about.
    Genre,
    /// A person without clothes.
    Nudity,
    /// Words of medicine and education.
    Clinical,
    /// Parts of the body.
    Body,
    /// Meant to arouse, without being explicit.
    Suggestive,
    /// Clothing that is fit for grown-ups only.
    Attire,
    /// Education, medicine, statistics, prevention.
    Context,
    /// History and religion.
    History,
    /// A picture of a real or painted person, which no context excuses.
    Depiction,
    /// Where a term has another sense.
    Benign,
    /// A word in which a term stands by chance, for spaced-out letters.
    Spelled,
    /// Clothing, in a negative prompt.
    Clothing,
    /// Being grown up, in a negative prompt.
    Grown,
    /// Graphic violence.
    Violence,
    /// Glorifying hate.
    HateSlogan,
    /// Symbols and organisations of hate.
    HateSymbol,
    /// Encouraging self-harm.
    SelfHarm,
    /// Asking for instructions.
    Instruction,
    /// A weapon or drug that is made at home.
    Weapon,
    /// A living public figure.
    PublicFigure,
    /// A brand or a protected character.
    Trademark,
    /// Refused by the operator.
    Blocked,
    /// Allowed by the operator.
    Allowed,
}

impl Tier {
    /// The tier of a section, with its name in rule ids.
    const SECTIONS: [(&'static str, Self); 29] = [
        ("alone", Self::Alone),
        ("definite", Self::Definite),
        ("ambiguous", Self::Ambiguous),
        ("age-unit", Self::AgeUnit),
        ("age-mark", Self::AgeMark),
        ("age-thing", Self::AgeThing),
        ("numeral", Self::Numeral),
        ("explicit", Self::Explicit),
        ("genre", Self::Genre),
        ("nudity", Self::Nudity),
        ("clinical", Self::Clinical),
        ("body", Self::Body),
        ("suggestive", Self::Suggestive),
        ("attire", Self::Attire),
        ("context", Self::Context),
        ("history", Self::History),
        ("depiction", Self::Depiction),
        ("benign", Self::Benign),
        ("spelled", Self::Spelled),
        ("clothing", Self::Clothing),
        ("grown", Self::Grown),
        ("violence", Self::Violence),
        ("slogan", Self::HateSlogan),
        ("symbol", Self::HateSymbol),
        ("self-harm", Self::SelfHarm),
        ("instruction", Self::Instruction),
        ("weapon", Self::Weapon),
        ("public-figure", Self::PublicFigure),
        ("trademark", Self::Trademark),
    ];

    /// Its name in rule ids.
    pub(super) fn name(self) -> &'static str {
        let section = Self::SECTIONS.iter().find(|(_, tier)| *tier == self);
        match self {
            Self::Blocked => "blocklist",
            Self::Allowed => "allowlist",
            _ => section.map_or("", |(name, _)| name),
        }
    }
}

/// A term of a list.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// What it says.
    pub tier: Tier,
    /// Its language by ISO 639-1 code; `any` for none in particular.
    pub language: &'static str,
    /// Its place in its section and language, from 0.
    pub number: usize,
    /// Counts only beside a term of the same language, because it is a harmless word of another.
    pub gated: bool,
    prefix: bool,
}

/// How a line is compared with the terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Matching {
    /// Word by word.
    #[default]
    Words,
    /// Word by word, disguised letters read in both.
    Unmasked,
    /// As [`Self::Unmasked`], whole words only.
    Whole,
    /// As [`Self::Unmasked`], without regard to where words begin.
    Anywhere,
    /// Whole words, with a star for each vowel in both.
    Starred,
}

/// A node of a tree of terms.
#[derive(Debug, Default)]
struct Node {
    /// Sorted by character.
    edges: Vec<(char, usize)>,
    ends: Vec<usize>,
}

/// Terms as a tree of characters.
#[derive(Debug)]
struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    fn new() -> Self {
        Self { nodes: vec![Node::default()] }
    }

    fn next(&self, node: usize, c: char) -> Option<usize> {
        let edges = &self.nodes.get(node)?.edges;
        let found = edges.binary_search_by_key(&c, |(edge, _)| *edge).ok()?;
        edges.get(found).map(|(_, to)| *to)
    }

    fn insert(&mut self, chars: impl Iterator<Item = char>, term: usize) {
        let mut at = 0;
        for c in chars {
            at = match self.next(at, c) {
                Some(next) => next,
                None => self.grow(at, c),
            };
        }
        if let Some(node) = self.nodes.get_mut(at).filter(|_| at > 0) {
            node.ends.push(term);
        }
    }

    fn grow(&mut self, from: usize, c: char) -> usize {
        let to = self.nodes.len();
        self.nodes.push(Node::default());
        if let Some(node) = self.nodes.get_mut(from) {
            let place = node.edges.partition_point(|(edge, _)| *edge < c);
            node.edges.insert(place, (c, to));
        }
        to
    }
}

/// A set of terms, ready to be searched for.
#[derive(Debug)]
pub(super) struct Lexicon {
    terms: Vec<Term>,
    words: Tree,
    unmasked: Tree,
    anywhere: Tree,
    starred: Tree,
}

/// A way down the tree of a lexicon.
pub(super) struct Walk<'a> {
    tree: &'a Tree,
    at: usize,
}

impl Walk<'_> {
    /// Goes on by one character; false where no term goes on with it.
    pub(super) fn step(&mut self, c: char) -> bool {
        match self.tree.next(self.at, c) {
            Some(next) => {
                self.at = next;
                true
            }
            None => false,
        }
    }

    /// The terms that end here.
    pub(super) fn ends(&self) -> &[usize] {
        self.tree.nodes.get(self.at).map_or(&[], |node| &node.ends)
    }
}

impl Lexicon {
    fn empty() -> Self {
        let [words, unmasked, anywhere, starred] = [(); 4].map(|()| Tree::new());
        Self { terms: Vec::new(), words, unmasked, anywhere, starred }
    }

    /// The lists that come with Easel.
    pub(super) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
            let mut lexicon = Lexicon::empty();
            for list in LISTS {
                lexicon.read(list);
            }
            lexicon
        });
        &BUILT_IN
    }

    /// An operator's own terms.
    pub(super) fn of_operator(blocklist: &[String], allowlist: &[String]) -> Self {
        let mut lexicon = Self::empty();
        for (tier, list) in [(Tier::Blocked, blocklist), (Tier::Allowed, allowlist)] {
            for (number, term) in list.iter().enumerate() {
                lexicon.insert(term, tier, "any", number);
            }
        }
        lexicon
    }

    /// Reads a list: `[section]`, then `language: term, term`, with `#` for comments.
    fn read(&mut self, list: &'static str) {
        let mut tier = None;
        let mut counts: Vec<(Tier, &str, usize)> = Vec::new();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                tier = Tier::SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, t)| *t);
            } else if let (Some(tier), Some((language, terms))) = (tier, line.split_once(": ")) {
                let known = counts.iter().position(|(t, l, _)| (*t, *l) == (tier, language));
                let first = known.and_then(|at| counts.get(at)).map_or(0, |(_, _, count)| *count);
                let mut number = first;
                for term in terms.split(", ") {
                    self.insert(term, tier, language, number);
                    number += 1;
                }
                if let Some(at) = known {
                    counts.swap_remove(at);
                }
                counts.push((tier, language, number));
            }
        }
    }

    /// Adds a term: `…*` is open at its end, `…!` counts only beside its own language.
    fn insert(&mut self, written: &str, tier: Tier, language: &'static str, number: usize) {
        let written = written.trim();
        let (rest, gated) = strip(written, '!');
        let (bare, prefix) = strip(rest, '*');
        let chars = views::words_of(bare);
        if chars.is_empty() {
            return;
        }
        let term = self.terms.len();
        self.terms.push(Term { tier, language, number, gated, prefix });
        self.words.insert(chars.iter().copied(), term);
        self.unmasked.insert(chars.iter().map(|c| unmask(*c)), term);
        let wide = chars.iter().any(|c| !c.is_ascii());
        let single = !chars.iter().any(|c| views::is_separator(*c));
        if single && (chars.len() > 2 || wide && chars.len() > 1) {
            self.anywhere.insert(chars.iter().map(|c| unmask(*c)), term);
        }
        let vowels = chars.iter().filter(|c| views::star(**c) != **c).count();
        // "k*d" and the like would be half the dictionary; a short word needs its other letters.
        if single && vowels > 0 && (chars.len() > 3 || tier.is_masked_when_short()) {
            self.starred.insert(chars.iter().map(|c| views::star(*c)), term);
        }
    }

    /// Begins a search.
    pub(super) fn walk(&self, matching: Matching) -> Walk<'_> {
        let tree = match matching {
            Matching::Words => &self.words,
            Matching::Unmasked | Matching::Whole => &self.unmasked,
            Matching::Anywhere => &self.anywhere,
            Matching::Starred => &self.starred,
        };
        Walk { tree, at: 0 }
    }

    /// A term by its number.
    pub(super) fn term(&self, number: usize) -> Option<&Term> {
        self.terms.get(number)
    }

    /// True for a term that words may go on after.
    pub(super) fn is_prefix(&self, number: usize) -> bool {
        self.term(number).is_some_and(|term| term.prefix)
    }
}

impl Tier {
    /// True for terms that are starred out even when they have three letters.
    fn is_masked_when_short(self) -> bool {
        matches!(self, Self::Explicit | Self::Clinical | Self::Blocked)
    }
}

/// `text` without the sign at its end, and whether it was there.
fn strip(text: &str, sign: char) -> (&str, bool) {
    text.strip_suffix(sign).map_or((text, false), |rest| (rest, true))
}

/// The lists that come with Easel.
const LISTS: [&str; 9] = [
    include_str!("../../assets/safety/minors.txt"),
    include_str!("../../assets/safety/sexual.txt"),
    include_str!("../../assets/safety/context.txt"),
    include_str!("../../assets/safety/benign.txt"),
    include_str!("../../assets/safety/violence.txt"),
    include_str!("../../assets/safety/hate.txt"),
    include_str!("../../assets/safety/harm.txt"),
    include_str!("../../assets/safety/public_figures.txt"),
    include_str!("../../assets/safety/trademarks.txt"),
];
