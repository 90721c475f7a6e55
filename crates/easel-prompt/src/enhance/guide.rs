//! Reading a prompt against the lexicon, and the phrases of guidance that fit it: what its style,
//! its moment, its surroundings and its subject call for, less what the prompt says itself. Which
//! of them are taken and how they are joined is decided in `mod` and in `crate::smartgen`.

use std::collections::HashSet;

use easel_types::Size;

use super::lexicon::{Entry, Hit, LOGOS, Lexicon, MOMENTS, STYLES, SUBJECTS};
use crate::language::Language;
use crate::phrases;
use crate::tokens::{Kind, Text};

/// In which medium a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A photograph, also where nothing is said.
    Photo,
    /// Made by hand or machine; its guidance stays clear of cameras.
    Art,
    /// Nothing is said, and the subject or genre is not of this world.
    Open,
}

/// What is said about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aspect {
    View,
    Light,
    Detail,
    Color,
    Finish,
}

/// The shape of the canvas, where it matters to the composition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Even,
    Wide,
    Tall,
}

impl Shape {
    /// Well beyond 4:3, it is wide or tall.
    pub(crate) fn of(size: Option<Size>) -> Self {
        match size {
            Some(size) if size.width * 2 > size.height * 3 => Self::Wide,
            Some(size) if size.height * 2 > size.width * 3 => Self::Tall,
            _ => Self::Even,
        }
    }
}

/// Groups of subjects that the same words fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Figure,
    Outdoors,
    Object,
}

/// The entry of what no other names.
const ANYTHING: Entry = "any";

/// What a prompt says, as far as guidance depends on it.
#[derive(Debug)]
pub(crate) struct Guide {
    subject: Entry,
    place: Option<Entry>,
    styles: Vec<Entry>,
    moments: Vec<Entry>,
    medium: Medium,
    /// The prompt names the medium itself.
    medium_said: bool,
    said: Said,
}

/// The words of a prompt.
#[derive(Debug)]
pub(crate) struct Said(HashSet<String>);

impl Said {
    pub(crate) fn new(text: &Text<'_>) -> Self {
        let words = text.tokens.iter().filter(|token| token.kind == Kind::Word);
        Self(
            words
                .flat_map(|token| token.lower.split('-').chain(std::iter::once(&*token.lower)))
                .map(stem)
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    fn any(&self, words: &str) -> bool {
        words.split_ascii_whitespace().any(|word| self.0.contains(stem(word)))
    }

    /// True where a word of the phrase that matters stands in the prompt already.
    pub(crate) fn repeats(&self, phrase: &str) -> bool {
        phrase
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 3 && !phrases::is_small(word))
            .any(|word| self.0.contains(stem(word)))
    }
}

/// A word without the ending of a plural.
fn stem(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('s'))
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
        .unwrap_or(word)
}

impl Guide {
    /// Reads `text`.
    pub(crate) fn new(text: &Text<'_>) -> Self {
        let find = |lexicon: &Lexicon| lexicon.find(&text.tokens, text.language);
        let hits = find(&SUBJECTS);
        let subject = subject(text, &hits);
        let place = hits
            .iter()
            .map(|hit| hit.entry)
            .find(|entry| Some(*entry) != subject && SUBJECTS.is_marked(entry, "place"));
        let styles: Vec<Entry> = find(&STYLES).iter().map(|hit| hit.entry).collect();
        let moments = find(&MOMENTS).iter().map(|hit| hit.entry).collect();
        let subject = subject.unwrap_or(ANYTHING);
        let (medium, medium_said) = medium(&styles, subject);
        Self { subject, place, styles, moments, medium, medium_said, said: Said::new(text) }
    }

    /// The medium.
    pub(crate) fn medium(&self) -> Medium {
        self.medium
    }

    /// Decides the medium where the prompt leaves it to the caller.
    pub(crate) fn set_medium(&mut self, medium: Medium) {
        self.medium = medium;
    }

    /// True for night and darkness.
    pub(crate) fn is_dark(&self) -> bool {
        self.moments.iter().any(|moment| MOMENTS.is_marked(moment, "dark"))
    }

    /// The medium that the prompt names.
    pub(crate) fn named_medium(&self) -> Option<Medium> {
        self.medium_said.then_some(self.medium)
    }

    /// The words of the prompt.
    pub(crate) fn said(&self) -> &Said {
        &self.said
    }

    /// The group of the subject.
    pub(crate) fn group(&self) -> Group {
        match SUBJECTS.value(self.subject, "group") {
            Some("figure") => Group::Figure,
            Some("outdoors") => Group::Outdoors,
            _ => Group::Object,
        }
    }

    /// The word that leads a description of the medium: `Painted`, `Drawn`.
    pub(crate) fn lead(&self) -> &'static str {
        self.styles.iter().find_map(|style| STYLES.value(style, "lead")).unwrap_or("Rendered")
    }

    /// True for a picture without color.
    pub(crate) fn is_mono(&self) -> bool {
        self.styles.iter().any(|style| STYLES.is_marked(style, "mono"))
    }

    /// The phrases of an aspect: none where the prompt has settled it.
    pub(crate) fn phrases(&self, aspect: Aspect, shape: Shape) -> Vec<&'static str> {
        if self.is_settled(aspect) {
            return Vec::new();
        }
        let found = match aspect {
            Aspect::View => self.view(shape),
            Aspect::Light => self.light(),
            Aspect::Detail => self.detail(),
            Aspect::Color => self.color(),
            Aspect::Finish => self.finish(),
        };
        self.fitting(found)
    }

    /// True where the prompt itself speaks about an aspect.
    fn is_settled(&self, aspect: Aspect) -> bool {
        self.said.any(match aspect {
            Aspect::View => VIEW_WORDS,
            Aspect::Light => LIGHT_WORDS,
            Aspect::Detail => "detailed intricate ornate 8k 4k",
            Aspect::Color if self.is_mono() => return false,
            Aspect::Color => return self.said.any(COLOR_WORDS),
            Aspect::Finish => "mood atmosphere atmospheric vibe feeling",
        })
    }

    fn view(&self, shape: Shape) -> Vec<&'static str> {
        let key = match shape {
            Shape::Even => "view",
            Shape::Wide => "wide",
            Shape::Tall => "tall",
        };
        self.of_style(key).or_else(|| some(SUBJECTS.values(self.subject, key))).unwrap_or_default()
    }

    fn light(&self) -> Vec<&'static str> {
        let key = match (self.is_indoors(), self.is_wild()) {
            (true, _) => "inside",
            (false, true) => "wild",
            (false, false) => "light",
        };
        self.moments
            .iter()
            .find_map(|moment| {
                let own = some(MOMENTS.values(moment, key));
                own.or_else(|| some(MOMENTS.values(moment, "light")))
            })
            .or_else(|| self.of_style("light"))
            .or_else(|| {
                // Things on tables are lit by themselves, not as the room.
                let place = self.place.filter(|_| !self.is_on_table());
                place.and_then(|place| some(SUBJECTS.values(place, "light")))
            })
            .or_else(|| some(SUBJECTS.values(self.subject, "light")))
            .unwrap_or_default()
    }

    fn detail(&self) -> Vec<&'static str> {
        if let Some(style) = self.of_style("detail") {
            return style;
        }
        let moments = self.moments.iter().flat_map(|moment| MOMENTS.values(moment, "detail"));
        SUBJECTS.values(self.subject, "detail").iter().chain(moments).copied().collect()
    }

    fn color(&self) -> Vec<&'static str> {
        self.of_style("color")
            .or_else(|| {
                self.moments.iter().find_map(|moment| some(MOMENTS.values(moment, "color")))
            })
            .or_else(|| some(SUBJECTS.values(self.subject, "color")))
            .unwrap_or_default()
    }

    fn finish(&self) -> Vec<&'static str> {
        self.of_style("finish")
            .or_else(|| {
                self.moments.iter().find_map(|moment| some(MOMENTS.values(moment, "finish")))
            })
            .or_else(|| some(SUBJECTS.values(self.subject, "finish")))
            .unwrap_or_default()
    }

    /// The values of the first style that has any of its own, rather than those of all media of
    /// its kind; those where the subject is not known.
    fn of_style(&self, key: &'static str) -> Option<Vec<&'static str>> {
        let general = |style: Entry| some(STYLES.values(style, key));
        let of_kind = |values: &Vec<&'static str>| {
            ["art", "photo"].iter().any(|kind| STYLES.values(kind, key) == values.as_slice())
        };
        let own =
            self.styles.iter().filter_map(|style| general(style)).find(|values| !of_kind(values));
        own.or_else(|| {
            let unknown = self.subject == ANYTHING;
            self.styles.iter().find_map(|style| general(style).filter(|_| unknown))
        })
    }

    /// True where light comes through windows and from lamps.
    fn is_indoors(&self) -> bool {
        let indoors = |entry: Entry| SUBJECTS.value(entry, "group") == Some("indoors");
        indoors(self.subject)
            || self.place.map_or(self.is_on_table(), |place| {
                indoors(place) && !SUBJECTS.is_marked(self.subject, "place")
            })
    }

    /// True far from lamps.
    fn is_wild(&self) -> bool {
        let wild = |entry: Entry| {
            ["animal", "landscape", "dragon", "dark"]
                .iter()
                .any(|root| SUBJECTS.is_under(entry, root))
        };
        wild(self.subject) && self.place.is_none_or(wild)
    }

    /// True for a thing that is lit by itself, not as a landscape is.
    fn is_on_table(&self) -> bool {
        let outdoors = |place: Entry| SUBJECTS.value(place, "group") == Some("outdoors");
        ["food", "product"].iter().any(|root| SUBJECTS.is_under(self.subject, root))
            && !self.place.is_some_and(outdoors)
    }

    /// True where `phrase` speaks of another hour than the prompt.
    pub(crate) fn is_untimely(&self, phrase: &str) -> bool {
        !self.moments.is_empty() && has_word(phrase, TIME_WORDS)
            || self.is_dark() && has_word(phrase, DAY_WORDS)
    }

    /// The phrases that agree with the medium, the moment and the words of the prompt.
    fn fitting(&self, phrases: Vec<&'static str>) -> Vec<&'static str> {
        let of_moment = |phrase: &str| {
            let keys = ["light", "inside", "wild", "detail", "color", "finish"];
            self.moments
                .iter()
                .any(|m| keys.iter().any(|key| MOMENTS.values(m, key).contains(&phrase)))
        };
        phrases
            .into_iter()
            .filter(|phrase| self.medium == Medium::Photo || !phrase.starts_with('@'))
            .filter(|phrase| self.medium == Medium::Photo || !has_word(phrase, CAMERA_WORDS))
            .filter(|phrase| of_moment(phrase) || !self.is_untimely(phrase))
            .filter(|phrase| !(self.is_mono() && has_word(phrase, HUES)))
            .map(|phrase| phrase.trim_start_matches('@'))
            .filter(|phrase| !self.said.repeats(phrase))
            .collect()
    }

    /// What models that take a negative prompt should avoid.
    pub(crate) fn avoid(&self) -> Vec<&'static str> {
        let mut out = vec!["low quality", "blurry", "jpeg artifacts", "watermark"];
        let styles = self.styles.iter().flat_map(|style| STYLES.values(style, "avoid"));
        let moments = self.moments.iter().flat_map(|moment| MOMENTS.values(moment, "avoid"));
        let subject = SUBJECTS.values(self.subject, "avoid").iter();
        for phrase in styles.chain(moments).chain(subject).chain(&["text"]) {
            if !out.contains(phrase) {
                out.push(phrase);
            }
        }
        out
    }
}

/// `values` where there are any.
fn some(values: &[&'static str]) -> Option<Vec<&'static str>> {
    (!values.is_empty()).then(|| values.to_vec())
}

fn has_word(phrase: &str, words: &str) -> bool {
    phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        words.split_ascii_whitespace().any(|entry| entry == word || entry == stem(word))
    })
}

/// The entry of what `text` shows.
#[cfg(test)]
pub(super) fn subject_of(text: &Text<'_>) -> Option<Entry> {
    subject(text, &SUBJECTS.find(&text.tokens, text.language))
}

/// What a prompt shows: the first thing named that is not only where it is, and of a compound its
/// last word ("strawberry cake").
fn subject(text: &Text<'_>, hits: &[Hit]) -> Option<Entry> {
    let is_place = |hit: &Hit| SUBJECTS.is_marked(hit.entry, "place");
    let mut shown = hits.iter().filter(|hit| !is_setting(text, hit.at));
    let mut first = shown.next().or_else(|| hits.first())?;
    let code = text.language.as_str();
    if ["en", "de", "nl", "und"].contains(&code) {
        while let Some(next) = hits.iter().find(|hit| hit.at == first.end) {
            first = next;
        }
    }
    // These languages put the place, and all that tells more about a thing, before it.
    if ["ja", "ko", "zh", "hi", "tr"].contains(&code) {
        let is_figure = |hit: &&Hit| SUBJECTS.value(hit.entry, "group") == Some("figure");
        let thing = hits.iter().find(is_figure).or_else(|| hits.iter().find(|hit| !is_place(hit)));
        return thing.or_else(|| hits.last()).map(|hit| hit.entry);
    }
    Some(first.entry)
}

/// Prepositions of place.
const LOCATIVES: &str = "in on at under near beside behind above over through inside against across into \
     within by around beneath below along amid among between outside atop towards toward from";
const FOREIGN_LOCATIVES: &str = "en sobre bajo dans sur sous devant in im am auf unter vor an neben über nel \
     nella sul sulla sotto no na em sob op onder naast w pod nad przy в на под над у في على تحت";

/// True where a preposition of place leads to the token at `at`.
fn is_setting(text: &Text<'_>, at: usize) -> bool {
    let words = if text.language == Language::ENGLISH { LOCATIVES } else { FOREIGN_LOCATIVES };
    let before = text.tokens.get(..at).unwrap_or_default().iter().rev().take(4);
    before
        .take_while(|token| token.kind == Kind::Word)
        .any(|token| words.split_ascii_whitespace().any(|word| word == token.lower))
}

/// The medium, and whether it is named. A photograph "of a painting" is a photograph.
fn medium(styles: &[Entry], subject: Entry) -> (Medium, bool) {
    let named = |style: &Entry| match STYLES.value(style, "medium") {
        Some("photo") => Some(Medium::Photo),
        Some("art") => Some(Medium::Art),
        _ => None,
    };
    if let Some(medium) = styles.iter().find_map(named) {
        return (medium, true);
    }
    let says =
        |wanted: &str| styles.iter().any(|style| STYLES.value(style, "medium") == Some(wanted));
    if says("realistic") {
        return (Medium::Photo, true);
    }
    let open = says("open") || SUBJECTS.is_marked(subject, "open");
    (if open { Medium::Open } else { Medium::Photo }, false)
}

const VIEW_WORDS: &str = "view bokeh 35mm 50mm 85mm wide-angle lens composition framing angle perspective \
     telephoto foreground symmetrical centered centred perspektive perspectiva";
const LIGHT_WORDS: &str = "lighting light lit backlit sunlight sunbeams glow glowing shadow shadows spotlight \
     silhouette chiaroscuro licht gegenlicht luz lumière luce светом свет свете ışık";
const COLOR_WORDS: &str = "colorful colourful pastel vibrant palette color colour colors colours rainbow \
     multicolored multicoloured saturated desaturated tones red blue green yellow orange purple violet \
     pink turquoise teal crimson scarlet magenta cyan emerald gold golden silver black white brown grey \
     gray rojo roja azul verde amarillo negro blanco rouge bleu vert jaune noir blanc rot rote roter rotes \
     blau blaue grün grüne gelb schwarz weiß rosso rossa blu giallo nero bianco vermelho amarelo preto \
     branco rood rode blauw groen geel zwart wit czerwony czerwone niebieski zielony żółty biały czarny \
     красный красная синий синяя зелёный жёлтый белый чёрный kırmızı mavi yeşil sarı siyah beyaz";
/// Words of cameras and of light for cameras.
const CAMERA_WORDS: &str =
    "softbox lens bokeh macro telephoto studio flash catalogue anamorphic shot bounce";
const TIME_WORDS: &str = "morning afternoon evening night dawn dusk sunset sunrise noon midday daylight moonlit moonlight moon";
const DAY_WORDS: &str = "day sun sunlit sunny sunlight bright daylight sky summery airy";
const HUES: &str = "red blue green yellow orange purple violet pink turquoise teal amber gold golden coral \
     rust rose peach indigo cobalt magenta cyan copper emerald ochre terracotta lime crimson chestnut russet \
     blush tan tawny warm cool brown";

/// The guidance of a logo: what it may be, how it is drawn, its lettering, its colors, its ground.
pub(crate) fn logo(text: &Text<'_>) -> Vec<Vec<&'static str>> {
    let said = Said::new(text);
    let hits: Vec<Entry> =
        LOGOS.find(&text.tokens, text.language).iter().map(|hit| hit.entry).collect();
    let (trades, manners): (Vec<Entry>, Vec<Entry>) =
        hits.into_iter().partition(|entry| LOGOS.is_under(entry, ROOT));
    let of =
        |entries: &[Entry], key| entries.iter().find_map(|entry| some(LOGOS.values(entry, key)));
    let own = |key| of(&manners, key).or_else(|| of(&trades, key)).or_else(|| of(&[ROOT], key));
    let named = text.tokens.iter().any(|token| token.kind == Kind::Quoted)
        || said.any(NAMED_WORDS)
        || text.tokens.iter().skip(1).any(|token| token.capital && token.kind == Kind::Word);
    let parts = [
        own("form"),
        // A sign of the trade where the prompt has none in mind.
        (!said.any(SIGN_WORDS))
            .then(|| of(&manners, "mark").or_else(|| of(&trades, "mark")))
            .flatten(),
        own("line"),
        named.then(|| own("type")).flatten(),
        (!said.any(COLOR_WORDS)).then(|| own("color")).flatten(),
        (!said.any("background transparent hintergrund fondo fond sfondo fundo фон"))
            .then(|| own("ground"))
            .flatten(),
    ];
    parts
        .into_iter()
        .flatten()
        .map(|phrases| phrases.into_iter().filter(|phrase| !said.repeats(phrase)).collect())
        .collect()
}

/// What a logo should avoid.
pub(crate) fn logo_avoid() -> Vec<&'static str> {
    let mut out = vec!["low quality", "blurry", "jpeg artifacts", "watermark"];
    out.extend(LOGOS.values(ROOT, "avoid"));
    out
}

/// The entry above all trades.
const ROOT: Entry = "logo";
const NAMED_WORDS: &str = "called named name wordmark lettermark monogram namens llamado llamada appelé \
     chiamato chamado genaamd nazwie adlı reads";
const SIGN_WORDS: &str = "with featuring showing using shape shaped mit con avec com met z с со ile icon \
     symbol wordmark";
