//! Wishes about a chart that are no data: direction, stacking, order, scale, ends of the axis,
//! reference lines, emphasis, colours and ground.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use easel_types::spec::{Appearance, AxisScale, Orientation, SortOrder, Theme};

use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// What was wished for, and the tokens that said so.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    pub stacked: bool,
    pub normalized: bool,
    pub orientation: Orientation,
    pub sorting: Option<SortOrder>,
    pub y_scale: AxisScale,
    pub x_scale: AxisScale,
    pub y_min: Option<f64>,
    pub y_max: Option<f64>,
    pub target: Option<f64>,
    pub highlight: Vec<String>,
    /// What the end of the scale counts, where the value itself has no unit.
    pub unit: Option<String>,
    pub show_values: Option<bool>,
    pub appearance: Appearance,
    pub gone: Vec<Range<usize>>,
}

/// What a phrase wishes.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Horizontal,
    Stacked,
    Share,
    Up,
    Down,
    LogY,
    LogX,
    LogBoth,
    Values,
    NoValues,
    Transparent,
    Theme(Theme),
    Nothing,
}

/// Phrases of wishes; a trailing `*` stands for any ending. The longest that fits counts.
const PHRASES: &[(Wish, &str)] = &[
    (
        Wish::Horizontal,
        "horizontal|horizontally|horizontais|waagerecht*|waagrecht*|liggend*|acostad*|tumbad*|横棒*|横向*|横に|横型|水平|가로 막대*|가로막대*|가로형*|가로|bars going sideways|horizontales|horizontale|horizontalen|horizontales|horizontaux|orizzontal*|horizontaal|horizontalne|poziom*|горизонтальн*|yatay|liegend*|sideways|أفقي*|क्षैतिज",
    ),
    (
        Wish::Stacked,
        "stacked|stack them|apilad*|gestapelt*|empilé*|empilés|impilat*|in pila|empilhad*|gestapeld*|skumulowan*|сложенн*|накопительн*|с накоплением|yığılmış|yığın|मुक्त|متراكم*|مكدس*|स्टैक्ड|堆叠|堆积|堆疊|积み上げ|積み上げ|누적",
    ),
    (
        Wish::Share,
        "100% stacked|percent stacked|stacked to 100%|normalized|normalised|100 % stacked|as shares of the total|al 100%|zu 100 %",
    ),
    (
        Wish::Down,
        "biggest on top|largest on top|highest on top|biggest at the top|largest at the top|highest at the top|best at the top|longest on top|longest at the top|most first|top to bottom by value|ranked from highest to lowest|from most to least|most to least|big to small|from high to low|high to low|sorted high to low|ranked by value|das größte oben|größte oben|größter oben|die größten oben|größte zuerst|größter wert oben|nach größe sortiert|nach größe absteigend|der größe nach sortiert|sortiert nach größe|von groß nach klein|vom größten zum kleinsten|du plus grand au plus petit|triées du plus grand au plus petit|triés du plus grand au plus petit|de la plus grande à la plus petite|del más alto al más bajo|de más a menos|el mayor arriba|la mayor arriba|la más grande arriba|dal più grande al più piccolo|dal maggiore al minore|dalla più alta alla più bassa|da maior para a menor|do maior ao menor|da maior à menor|van groot naar klein|van hoog naar laag|grootste bovenaan|grootste eerst|od największej do najmniejszej|od największych|od największego|от большего к меньшему|от большего к мньшему|от наибольшего к наименьшему|büyükten küçüğe doğru|en büyük üstte|由大到小|从高到低|由高到低|多い順|高い順|大きい順に|높은 순*|많은 순*|큰 순*|من الأكبر إلى الأصغر|ترتيب تنازلي|बड़े से छोटे|sorted from highest to lowest|sorted from largest to smallest|from highest to lowest|from largest to smallest|from biggest to smallest|highest to lowest|largest to smallest|in descending order|\
     sorted largest first|sorted biggest first|sorted highest first|sorted in descending order|sorted by value descending|sorted descending|sort descending|sorted by value|sort by value|largest first|highest first|biggest first|descending|sorted desc|sort desc|ordenado de mayor a menor|de mayor a menor|\
     ordenadas de mayor a menor|orden descendente|absteigend sortiert|absteigend|der größe nach|trié par ordre décroissant|par ordre décroissant|décroissant|ordine decrescente|in ordine decrescente|decrescente|\
     ordem decrescente|do maior para o menor|aflopend|malejąco|od największego do najmniejszego|по убыванию|azalan|büyükten küçüğe|降序|从大到小|降順|大きい順|내림차순|تنازلي*|अवरोही|घटते क्रम",
    ),
    (
        Wish::Up,
        "smallest on top|lowest on top|smallest at the top|smallest to biggest|small to big|low to high|from low to high|from least to most|least to most|vom kleinsten zum größten|von klein nach groß|kleinste zuerst|du plus petit au plus grand|de menos a más|dal più piccolo al più grande|da menor para a maior|van klein naar groot|od najmniejszego|от меньшего к большему|由小到大|从低到高|小さい順|低い順|낮은 순*|적은 순*|작은 순*|من الأصغر إلى الأكبر|sorted from lowest to highest|sorted from smallest to largest|from lowest to highest|from smallest to largest|lowest to highest|smallest to largest|in ascending order|sorted in ascending order|sorted ascending|sort ascending|\
     sorted smallest first|sorted lowest first|smallest first|lowest first|ascending|sort asc|sorted asc|de menor a mayor|ordenado de menor a mayor|orden ascendente|aufsteigend sortiert|aufsteigend|par ordre croissant|croissant|ordine crescente|\
     ordem crescente|do menor para o maior|oplopend|rosnąco|по возрастанию|artan|küçükten büyüğe|升序|从小到大|昇順|小さい順|오름차순|تصاعدي*|आरोही",
    ),
    (Wish::LogBoth, "log-log|log log scale|double logarithmic"),
    (
        Wish::LogX,
        "log x axis|logarithmic x axis|log x-axis|logarithmic x-axis|log scale on the x axis|log scale on x",
    ),
    (
        Wish::LogY,
        "log scale|log-scale|logarithmic scale|logarithmic axis|log axis|logarithmic y axis|logarithmic y-axis|log y axis|log y-axis|logarithmic|log scale on the y axis|escala logarítmica|logarithmische skala|logarithmisch*|échelle logarithmique|scala logaritmica|logaritmische schaal|skala logarytmiczna|логарифмическ* шкал*|logaritmik ölçek|对数坐标|対数目盛|로그 스케일",
    ),
    (
        Wish::Values,
        "show values|show the values|with value labels|with data labels|show data labels|with values shown|label the values|mit werten|con valores|avec les valeurs",
    ),
    (
        Wish::NoValues,
        "without values|no value labels|no data labels|hide values|without data labels|hide the values",
    ),
    (
        Wish::Transparent,
        "transparent background|with a transparent background|on transparent background|background transparent|transparent|fondo transparente|transparenter hintergrund|transparentem hintergrund|fond transparent|sfondo trasparente|fundo transparente|transparante achtergrond|przezroczyste tło|прозрачн* фон*|şeffaf arka plan|透明背景|背景透明|透過背景|투명 배경",
    ),
    (
        Wish::Theme(Theme::Dark),
        "dark theme|dark mode|theme dark|dark background|dark style|tema oscuro|modo oscuro|dunkles design|dunkles thema|dunkler hintergrund|dunkelmodus|thème sombre|mode sombre|tema scuro|tema escuro|modo escuro|donker thema|donkere modus|ciemny motyw|тёмн* тем*|темн* тем*|koyu tema|深色主题|暗色主题|深色背景|ダークテーマ|ダークモード|다크 모드|다크 테마|on black|black background",
    ),
    (Wish::Theme(Theme::Light), "light theme|light mode|theme light"),
    (Wish::Theme(Theme::Paper), "paper theme|paper style|theme paper"),
    (Wish::Theme(Theme::Midnight), "midnight theme|neon theme|theme midnight"),
    (Wish::Theme(Theme::Ocean), "ocean theme|theme ocean|ocean colors|ocean colours|ocean palette"),
    (Wish::Theme(Theme::Forest), "forest theme|theme forest|forest palette|forest colors"),
    (Wish::Theme(Theme::Sunset), "sunset theme|theme sunset|sunset palette|sunset colors"),
    (
        Wish::Theme(Theme::Mono),
        "mono theme|monochrome|black and white|grayscale|greyscale|theme mono|schwarzweiß|blanco y negro|noir et blanc",
    ),
    (
        Wish::Theme(Theme::Candy),
        "candy theme|pastel theme|theme candy|pastel colors|pastel colours|pastel palette|pastellfarben",
    ),
    (Wish::Theme(Theme::Corporate), "corporate theme|theme corporate|corporate style"),
    (
        Wish::Nothing,
        "side by side|next to each other|grouped|clustered|vertical|vertically|upright|agrupad*|groupé*|gruppiert*|raggruppat*|gegroepeerd*|pogrupowan*|zgrupowan*|grupowan*|сгруппированн*|gruplandırılmış|gruplu|made-up numbers are fine|made up numbers are fine|\
     with made-up numbers|use made-up data|sample data is fine|any numbers|with sample data|with error bars|error bars|with a legend|with legend|no legend|no gridlines|with gridlines|rounded corners|with labels|one bar per region|white background|on white|as png|as svg|png|svg",
    ),
];

/// Reads the wishes.
pub(super) fn read(text: &Text<'_>) -> Wishes {
    let mut made = Wishes::default();
    let mut found: Vec<(usize, Range<usize>, Wish)> = Vec::new();
    for at in 0..text.tokens.len().min(3000) {
        if found.len() <= 200 {
            wishes_at(text, at, &mut found);
        }
    }
    found.sort_by_key(|(length, range, _)| (std::cmp::Reverse(*length), range.start));
    for (_, range, wish) in found {
        let taken = made.gone.iter().any(|g| g.start < range.end && range.start < g.end);
        if !taken && made.gone.len() < 40 && !is_data(text, &range) {
            made.apply(wish);
            made.gone.push(range);
        }
    }
    made.numbers(text);
    made.colors(text);
    made.emphasis(text);
    made
}

/// A word with a value right behind it is a label: `Stacked 5`.
fn is_data(text: &Text<'_>, range: &Range<usize>) -> bool {
    let next = text.tokens.get(range.end);
    let tie = next.is_some_and(|t| matches!(t.kind, Kind::Mark('=' | '(')));
    range.len() == 1
        && (next.is_some_and(|t| t.number().is_some())
            || (tie && text.tokens.get(range.end + 1).is_some_and(|t| t.number().is_some())))
}

fn matches(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}

/// [`PHRASES`] by the words they begin with, so that a long prompt is read once and not once for
/// each of them.
#[derive(Default)]
struct Index {
    words: HashMap<&'static str, Vec<(Wish, &'static str)>>,
    /// First words that are stems, by their first letters.
    stems: HashMap<char, Vec<(Wish, &'static str)>>,
    /// Phrases of scripts without spaces, which may stand inside of a word.
    dense: Vec<(Wish, &'static str)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for (wish, phrases) in PHRASES {
        for phrase in phrases.split('|').map(str::trim).filter(|p| !p.is_empty()) {
            if phrase.chars().any(is_dense) {
                index.dense.push((*wish, phrase));
            }
            let first = phrase.split(' ').next().unwrap_or(phrase);
            match first.strip_suffix('*').map(|stem| stem.chars().next()) {
                Some(Some(letter)) => index.stems.entry(letter).or_default().push((*wish, phrase)),
                _ => index.words.entry(first).or_default().push((*wish, phrase)),
            }
        }
    }
    index
});

const fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// A token as phrases are written; nothing for signs.
fn written<'t>(text: &'t Text<'_>, token: &'t Token) -> &'t str {
    match token.kind {
        Kind::Word => &token.lower,
        Kind::Number(_) => text.prompt.get(token.start..token.end).unwrap_or_default(),
        _ => "",
    }
}

/// The phrases that begin at a token: as a run of words, or inside a word in scripts without
/// spaces.
fn wishes_at(text: &Text<'_>, at: usize, found: &mut Vec<(usize, Range<usize>, Wish)>) {
    let Some(token) = text.tokens.get(at) else { return };
    let word = written(text, token);
    let Some(letter) = word.chars().next() else { return };
    if token.kind == Kind::Word && word.chars().any(is_dense) {
        for (wish, phrase) in INDEX.dense.iter().filter(|(_, phrase)| word.contains(phrase)) {
            // The word holds more than the wish; only the wish is read.
            let range = if word == *phrase { at..at + 1 } else { at..at };
            found.push((phrase.len(), range, *wish));
        }
    }
    let lists = [INDEX.words.get(word), INDEX.stems.get(&letter)];
    for (wish, phrase) in lists.into_iter().flatten().flatten() {
        let count = phrase.split(' ').count();
        let Some(run) = text.tokens.get(at..at + count) else { continue };
        if run.iter().zip(phrase.split(' ')).all(|(t, p)| matches(written(text, t), p)) {
            found.push((phrase.len(), at..at + count, *wish));
        }
    }
}

impl Wishes {
    fn apply(&mut self, wish: Wish) {
        match wish {
            Wish::Horizontal => self.orientation = Orientation::Horizontal,
            Wish::Stacked => self.stacked = true,
            Wish::Share => {
                self.stacked = true;
                self.normalized = true;
            }
            Wish::Up => self.sorting = self.sorting.or(Some(SortOrder::Ascending)),
            Wish::Down => self.sorting = self.sorting.or(Some(SortOrder::Descending)),
            Wish::LogY => self.y_scale = AxisScale::Log,
            Wish::LogX => self.x_scale = AxisScale::Log,
            Wish::LogBoth => {
                self.y_scale = AxisScale::Log;
                self.x_scale = AxisScale::Log;
            }
            Wish::Values => self.show_values = Some(true),
            Wish::NoValues => self.show_values = Some(false),
            Wish::Transparent => self.appearance.transparent = true,
            Wish::Theme(theme) => self.appearance.theme = self.appearance.theme.or(Some(theme)),
            Wish::Nothing => {}
        }
    }

    /// "y axis from 0 to 100", "max 100", "target line at 50".
    fn numbers(&mut self, text: &Text<'_>) {
        for at in 0..text.tokens.len() {
            self.axis_range(&text.tokens, at);
            self.maximum(&text.tokens, at);
            self.target_line(&text.tokens, at);
        }
    }

    /// "y axis from 0 to 100" with its axis at `at`.
    fn axis_range(&mut self, tokens: &[Token], at: usize) {
        const AXES: &str = "y-axis y axis scale achse y-achse eje axe asse eixo range skala escala échelle scala schaal шкала";
        const LEADS: &str =
            "axis from range is runs going von de da between entre zwischen eje limits";
        if !is_one_of(tokens, at, AXES) || tokens[at].kind != Kind::Word {
            return;
        }
        let mut next = at + 1;
        while is_one_of(tokens, next, LEADS)
            || tokens.get(next).is_some_and(|t| t.is_mark(':')) && next < at + 3
        {
            next += 1;
        }
        let joined = tokens.get(next + 1).is_some_and(|t| {
            super::periods::is_to(t) || matches!(&*t.lower, "and" | "und" | "y" | "et" | "e")
        });
        if let (Some(low), Some(high), true) =
            (value(tokens, next), value(tokens, next + 2), joined)
            && low < high
            && (next > at + 1
                || is_one_of(tokens, at, "range scale skala escala échelle scala schaal шкала"))
        {
            (self.y_min, self.y_max) = (Some(low), Some(high));
            let start = before(tokens, before(tokens, at, "a the"), "on with");
            self.gone.push(start..next + 3);
        }
    }

    /// "87 out of 100", "5 max of 100" with its second word at `at`.
    fn maximum(&mut self, tokens: &[Token], at: usize) {
        let says = (is_one_of(tokens, at, "out") && is_one_of(tokens, at + 1, "of"))
            || is_one_of(tokens, at, "max maximum") && is_one_of(tokens, at + 1, "of is");
        if says
            && at > 0
            && tokens[at - 1].number().is_some()
            && let Some(high) = value(tokens, at + 2)
        {
            self.y_max = self.y_max.or(Some(high));
            let bare = tokens[at - 1].number().is_some_and(|n| n.unit.is_none());
            self.unit = tokens[at + 2].number().filter(|_| bare).and_then(|n| n.unit.clone());
            self.gone.push(at..at + 3);
        }
    }

    /// "target line at 50" with its first word at `at`.
    fn target_line(&mut self, tokens: &[Token], at: usize) {
        const TARGETS: &str =
            "target goal reference benchmark threshold average zielwert ziellinie limit";
        if !is_one_of(tokens, at, TARGETS)
            || !is_one_of(tokens, at + 1, "line of at value is linie")
        {
            return;
        }
        let mut next = at + 1;
        while is_one_of(tokens, next, "line at of value is linie bei") {
            next += 1;
        }
        if let Some(target) = value(tokens, next).filter(|_| self.target.is_none()) {
            self.target = Some(target);
            let start = before(tokens, before(tokens, at, "a the with"), "with and add mit");
            self.gone.push(start..next + 1);
        }
    }

    /// Colours by their hexadecimal name, or after "in", "use" and the like.
    fn colors(&mut self, text: &Text<'_>) {
        let tokens = &text.tokens;
        for at in 0..tokens.len() {
            if let Some((color, length)) = hex(text, at) {
                let ground = tokens[at.saturating_sub(4)..at].iter().any(|t| {
                    matches!(&*t.lower, "background" | "hintergrund" | "fondo" | "fond" | "ground")
                }) || tokens.get(at + length).is_some_and(|t| t.is_word("background"));
                if ground {
                    self.appearance.background = Some(color);
                } else if self.appearance.colors.len() < 12 {
                    self.appearance.colors.push(color);
                }
                self.gone.push(colour_words(tokens, at)..at + length);
            }
        }
    }

    /// "highlight Berlin", "emphasize Q3", "make Berlin stand out".
    fn emphasis(&mut self, text: &Text<'_>) {
        let tokens = &text.tokens;
        for at in 1..tokens.len() {
            let out = is_one_of(tokens, at, "stand stands") && is_one_of(tokens, at + 1, "out")
                || is_one_of(tokens, at, "pop pops");
            let near = at.saturating_sub(8);
            let asks = |n: &usize| is_one_of(tokens, *n, "make let have");
            let from = (near..at).rev().find(asks).filter(|_| out);
            if let Some(from) = from.filter(|from| out && at - from <= 6 && at - from >= 2) {
                let words = phrases::trimmed(&tokens[from + 1..at], |_| false);
                self.highlight.push(text.slice(words));
                self.gone.push(from..(at + 2).min(tokens.len()));
            }
        }
        for at in 0..tokens.len() {
            let asks = words::among(
                &tokens[at].lower,
                "highlight highlighting emphasize emphasise emphasizing hervorheben destaca \
    resalta destaque evidenzia resaltar",
            );
            if !asks
                || tokens[at].kind != Kind::Word
                || tokens.get(at + 1).is_some_and(|t| t.number().is_some() || t.is_mark(':'))
            {
                continue;
            }
            let stop = tokens[at + 1..]
                .iter()
                .position(|t| {
                    matches!(t.kind, Kind::Newline | Kind::Mark(',' | '.' | ';' | ':' | ')' | '('))
                        || matches!(&*t.lower, "in" | "with" | "and")
                })
                .map_or(tokens.len(), |n| at + 1 + n);
            let words = phrases::trimmed(&tokens[at + 1..stop], |_| false);
            if !words.is_empty() && words.len() <= 4 && self.highlight.len() < 8 {
                self.highlight.push(text.slice(words));
                self.gone.push(at..stop);
            }
        }
    }
}

/// The number at a token.
fn value(tokens: &[Token], at: usize) -> Option<f64> {
    tokens.get(at).and_then(Token::number).map(|number| number.value)
}

/// True where the token at `at` is one of the words in `list`.
fn is_one_of(tokens: &[Token], at: usize, list: &str) -> bool {
    tokens.get(at).is_some_and(|t| words::among(&t.lower, list))
}

/// `at`, or the place before it where one of the words in `list` stands there.
fn before(tokens: &[Token], at: usize, list: &str) -> usize {
    at - usize::from(at > 0 && is_one_of(tokens, at - 1, list))
}

/// A colour such as `#ff0000` at token `at`, and how many tokens it takes.
fn hex(text: &Text<'_>, at: usize) -> Option<(String, usize)> {
    let token = text.tokens.get(at)?;
    let written = match token.kind {
        Kind::Mark('#') => text.prompt.get(token.end..)?,
        Kind::Quoted => text.prompt.get(token.start..token.end)?.strip_prefix('#')?,
        _ => return None,
    };
    let digits: String = written.chars().take_while(char::is_ascii_hexdigit).take(9).collect();
    let ends = !written[digits.len()..].starts_with(char::is_alphanumeric);
    if !ends || !matches!(digits.len(), 3 | 6) {
        return None;
    }
    let full: String = if digits.len() == 3 {
        digits.chars().flat_map(|c| [c, c]).collect()
    } else {
        digits.clone()
    };
    let stop = token.end + digits.len();
    let length = if token.kind == Kind::Quoted {
        1
    } else {
        text.tokens[at..].iter().take_while(|t| t.start < stop).count()
    };
    Some((format!("#{}", full.to_uppercase()), length))
}

/// The first token of "use the brand colours", "in colour" before a colour.
fn colour_words(tokens: &[Token], at: usize) -> usize {
    let mut start = at;
    while start > 0
        && (words::among(
            &tokens[start - 1].lower,
            "color colour colors colours brand in use using with our the and background bars \
    lines farbe farben couleur couleurs colore colori cor cores hintergrund fondo \
    main accent primary secondary palette",
        ) || matches!(tokens[start - 1].kind, Kind::Mark(':' | '"')))
    {
        start -= 1;
    }
    start
}
