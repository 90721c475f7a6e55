//! Bare words such as "bars" or "linha": where their place in the prompt shows that they name a
//! kind and no label or series.

use easel_types::spec::ChartKind as K;

use super::Named;
use crate::chart::words;
use crate::tokens::{Kind, Token};

/// Words that name a kind where their place shows that they are no data: `as columns`, `(line)`,
/// `grouped bars`, alone in their sentence.
const BARE: &[(K, &str)] = &[
    (
        K::Bar,
        "bar bars barre barres barras columns columnas colunas colonnes colonne balken säulen staven kolommen słupki słupkowy kolumny столбцы столбики столбиками столбцами столбчатая столбчатый çubuk sütun sütunlar column bâtons",
    ),
    (
        K::Line,
        "line lines línea líneas linea lineas linee linha linhas ligne lignes courbe courbes linie linien lijn lijnen linia linie liniowy линия линии линейный линейная çizgi lineplot lineal",
    ),
    (K::Area, "area área aire aires fläche flächen vlak obszarowy"),
    (K::Pie, "pie pastel torta pizza camembert kreis torte taart kołowy круговая pasta tarta"),
    (
        K::Donut,
        "donut doughnut donuts anneau anillo rosca dona ring ciambella кольцевая anello rosquinha pierścieniowy",
    ),
    (K::Scatter, "scatter dispersión dispersão nuage streuung dispersione"),
    (K::Bubble, "bubble bubbles burbujas bolhas bulles blasen"),
    (K::Radar, "radar spider"),
    (K::Table, "table tabelle tabla tabela tableau tabella"),
    (K::Slope, "slope"),
    (K::Bullet, "bullet"),
    (K::Rose, "rose"),
    (K::Bump, "bump"),
    (K::Stream, "stream"),
    (K::Chord, "chord"),
    (K::Parallel, "parallel"),
    (K::Combo, "combo"),
];

/// Adds the bare words whose place shows that they name a kind.
pub(super) fn bare(tokens: &[Token], kept: &mut Vec<Named>) {
    let spelled = !kept.is_empty();
    let combo = kept.iter().any(|named| named.kind == K::Combo);
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let keyed = at > 0 && matches!(tokens[at - 1].kind, Kind::Mark(':' | '='));
        if !(token.kind == Kind::Word || (token.kind == Kind::Quoted && keyed)) || kept.len() >= 32
        {
            continue;
        }
        let Some(kind) = kind_of(&token.lower) else { continue };
        // "Rose, Tulip and Lily … as a column chart": rarer kinds are named by a phrase or alone.
        let rare = !matches!(kind, K::Bar | K::Line | K::Area | K::Pie | K::Donut | K::Scatter);
        if spelled && rare {
            continue;
        }
        if kept.iter().any(|named| named.tokens.contains(&at)) {
            continue;
        }
        if let Some(start) = Spot::new(tokens, at, (spelled, combo)).wish() {
            // "bars for sales": the preposition leads to the name of a series.
            let end =
                at + 1 + usize::from(combo && tokens.get(at + 1).is_some_and(|t| t.lower == "for"));
            kept.push(Named { kind, tokens: start..end, inside: false, bare: true });
        }
    }
}

/// Words that say how a chart looks and so show that the noun beside them is one.
pub(in crate::chart) fn is_look(word: &str) -> bool {
    const LOOKS: &str = "simple clean modern colorful colourful beautiful professional nice elegant minimal minimalist basic quick \
        interactive animated 3d grouped stacked clustered horizontal vertical two three multi multiple side-by-side pretty small big tidy \
        agrupadas apiladas horizontales verticales groupées empilées horizontales gruppierte gestapelte horizontale raggruppate impilate \
        orizzontali agrupadas empilhadas horizontais gegroepeerde gestapelde grupowane skumulowane poziome сгруппированные вертикальные \
        горизонтальные gruplu yığılmış yatay dikey plain single";
    LOOKS.split_whitespace().any(|look| look == word)
}

/// The kind that a word alone may name.
fn kind_of(word: &str) -> Option<K> {
    BARE.iter().find(|(_, list)| list.split(' ').any(|known| known == word)).map(|(kind, _)| *kind)
}

/// A word that may name a kind, with what stands around it.
struct Spot<'a> {
    tokens: &'a [Token],
    /// The word.
    at: usize,
    /// The first of the articles and looks before it.
    start: usize,
    /// The prompt names a kind by a phrase elsewhere.
    spelled: bool,
    /// That kind is one of bars and lines together.
    combo: bool,
}

impl<'a> Spot<'a> {
    fn new(tokens: &'a [Token], at: usize, (spelled, combo): (bool, bool)) -> Self {
        let leads = |t: &Token| is_look(&t.lower) || article(&t.lower);
        let start = at - tokens[..at].iter().rev().take_while(|t| leads(t)).count();
        Self { tokens, at, start, spelled, combo }
    }

    /// The first token of the wish, where the word names a kind.
    fn wish(&self) -> Option<usize> {
        if self.is_keyed() {
            return Some(self.start - 2);
        }
        if self.is_remark() || (self.is_asked() && (!self.is_label() || self.follows_as())) {
            return Some(self.start.saturating_sub(1));
        }
        let named = self.stands_alone()
            || self.is_needed()
            || self.leads()
            || self.is_looked()
            || self.trails()
            || self.is_named_again();
        named.then_some(self.start)
    }

    fn before(&self) -> Option<&'a Token> {
        self.tokens[..self.start].last()
    }

    /// The token so many places behind the word.
    fn behind(&self, places: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + places)
    }

    /// True where a sentence or a part of one ends behind the word.
    fn ends(&self) -> bool {
        self.behind(1).is_none_or(|t| {
            matches!(t.kind, Kind::Newline | Kind::Arrow(_))
                || matches!(t.kind, Kind::Mark(c) if !matches!(c, '=' | '/' | '&' | '(' | '%'))
                || polite(&t.lower)
        })
    }

    /// True where a sentence or a part of one begins with the word.
    fn opens(&self) -> bool {
        const MARKS: &str = ".,;(:—–-!，。[])}";
        self.before().is_none_or(|t| {
            matches!(t.kind, Kind::Newline | Kind::Arrow(_))
                || matches!(t.kind, Kind::Mark(c) if MARKS.contains(c))
                || crate::phrases::is_request(&t.lower)
        })
    }

    /// Only a request stands before the word.
    fn is_first(&self) -> bool {
        self.tokens[..self.at].iter().all(|t| {
            !t.is_text()
                || crate::phrases::is_request(&t.lower)
                || is_look(&t.lower)
                || article(&t.lower)
        })
    }

    /// "bars showing …", "pie of …".
    fn shows(&self) -> bool {
        self.behind(1).is_some_and(|t| {
            words::among(
                &t.lower,
                "of showing with for w comparing mit con avec de von der des per über",
            )
        })
    }

    fn has_colon(&self) -> bool {
        self.behind(1).is_some_and(|t| t.is_mark(':') || t.is_mark('：'))
    }

    /// "as bars": the preposition that leads to nothing but a kind.
    fn follows_as(&self) -> bool {
        self.before().is_some_and(|t| matches!(&*t.lower, "as" | "als" | "como" | "come" | "jako"))
    }

    /// "make it bars", "… into columns (…".
    fn is_asked(&self) -> bool {
        let goes_on = |t: &Token| t.is_mark('(') || t.lower == "and";
        let goes_on = self.behind(1).is_some_and(goes_on);
        let asks = self.before().is_some_and(|t| {
            words::among(
                &t.lower,
                "as into als como en come jako in make it me w в виде to use via with",
            )
        });
        asks && (self.ends() || (!self.spelled && (goes_on || self.shows())))
            || self.follows_as() && goes_on
    }

    /// "(bars)".
    fn is_remark(&self) -> bool {
        self.before().is_some_and(|t| t.is_mark('('))
            && self.behind(1).is_some_and(|t| t.is_mark(')'))
    }

    /// "type: bars".
    fn is_keyed(&self) -> bool {
        self.ends()
            && self.before().is_some_and(|t| t.is_mark(':') || t.is_mark('='))
            && self.start >= 2
            && matches!(
                &*self.tokens[self.start - 2].lower,
                "type" | "kind" | "chart_type" | "charttype" | "chart"
            )
    }

    /// A label has a number behind it.
    fn is_label(&self) -> bool {
        (1..4).any(|n| self.behind(n).is_some_and(|t| t.number().is_some()))
            && !self.shows()
            && !self.behind(1).is_some_and(|t| {
                matches!(t.kind, Kind::Mark(':' | '.' | '—') | Kind::Newline | Kind::Arrow(_))
            })
    }

    fn stands_alone(&self) -> bool {
        self.opens() && self.ends() && !self.is_label() && (!self.has_colon() || self.is_first())
    }

    /// "Bars: …", "pie of …", "pie w/ …", "…, line for …": what is shown stands behind the word.
    fn leads(&self) -> bool {
        let slashed = self.behind(1).is_some_and(|t| t.is_word("w"))
            && self.behind(2).is_some_and(|t| t.is_mark('/'));
        let early = self.at < 4 && self.tokens[..self.at].iter().all(|t| t.kind == Kind::Word);
        let part = self.combo && self.opens() && self.shows();
        part || (self.is_first() || early) && self.has_colon()
            || self.is_first() && self.shows()
            || slashed
    }

    /// "barras agrupadas", "stacked bars".
    fn is_looked(&self) -> bool {
        let piled = |t: &Token| t.lower.starts_with("pil") || t.lower.starts_with("emp");
        let in_piles = |t: &Token| matches!(&*t.lower, "in" | "en" | "à");
        let looks = self.tokens[self.start..self.at].iter().any(|t| is_look(&t.lower))
            || self.behind(1).is_some_and(|t| is_look(&t.lower))
            || (self.behind(1).is_some_and(in_piles) && self.behind(2).is_some_and(piled));
        looks && !self.is_label()
    }

    /// "Mi serve una torta da mettere nella presentazione.", "line per station": a sentence of
    /// its own without data.
    fn is_needed(&self) -> bool {
        let ends = |t: &Token| {
            matches!(t.kind, Kind::Newline | Kind::Mark('.' | '!' | '?' | ';' | ':' | ','))
        };
        let from = self.tokens[..self.at].iter().rposition(ends).map_or(0, |n| n + 1);
        let rest = &self.tokens[self.at + 1..];
        let to = rest.iter().position(ends).map_or(self.tokens.len(), |n| self.at + 1 + n);
        let sentence = &self.tokens[from..to];
        let asks = sentence.iter().any(|t| {
            crate::phrases::is_request(&t.lower)
                || words::among(&t.lower, "serve servirebbe voglio brauch brauche necesito hacer faz fazer réalise préparer potrzebuję нужна нужен нужно lazım")
        });
        let per =
            self.behind(1).is_some_and(|t| matches!(&*t.lower, "per" | "pro" | "por" | "par"));
        let free = sentence.iter().all(|t| t.number().is_none());
        let article = self.start < self.at;
        !self.spelled && free && sentence.len() <= 16 && (asks && article || per && self.at == from)
    }

    /// "jan 12k feb 15k line".
    fn trails(&self) -> bool {
        self.before().is_some_and(|t| t.number().is_some())
            && self.start == self.at
            && self.ends()
            && self.behind(1).is_none_or(|t| !t.is_mark(',') && !t.is_mark(';'))
            && !self.spelled
    }

    /// "columns (bars …": the word is said twice.
    fn is_named_again(&self) -> bool {
        self.opens()
            && self.behind(1).is_some_and(|t| t.is_mark('('))
            && self.behind(2).is_some_and(|t| kind_of(&t.lower).is_some())
    }
}

fn polite(word: &str) -> bool {
    matches!(
        word,
        "please"
            | "pls"
            | "plz"
            | "svp"
            | "bitte"
            | "thanks"
            | "thx"
            | "proszę"
            | "пожалуйста"
            | "chart"
            | "charts"
            | "instead"
            | "lütfen"
            | "alstublieft"
    )
}

fn article(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "un"
            | "una"
            | "une"
            | "ein"
            | "eine"
            | "einen"
            | "um"
            | "uma"
            | "een"
            | "uno"
            | "des"
            | "nice"
            | "der"
            | "the"
    )
}
