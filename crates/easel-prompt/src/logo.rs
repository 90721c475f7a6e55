//! A logo that can be drawn, out of a prompt: name, tagline, symbol, arrangement, style and
//! colours. Used where no engine paints logos, and on request; how it looks is the renderer's
//! affair.

use easel_types::spec::{Appearance, LogoSpec, LogoTemplate};

use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Words for the picture itself. None of them is part of a name or a symbol.
const LOGO_WORDS: &str = " logo logos logotype wordmark lettermark monogram emblem badge icon brand branding \
     company business startup svg vector image picture minimalist-logo логотип логотипа 标志 ロゴ 로고 شعار लोगो ";
/// Words before the name.
const NAMED: &str = " called named name brand namens genannt heißt llamado llamada nombre appelé appelée nommé nommée \
     chiamato chiamata chamado chamada genaamd nazwie adlı isimli названием именем reads reading says saying text ";
/// Words before the tagline.
const TAGLINE: &str =
    " tagline slogan motto claim payoff strapline subtitle eslogan lema devise hasło слоган ";
/// Words before the symbol.
const WITH: &str = " with featuring showing of using mit aus con de avec com met z ile с со ";
/// Words before the line of business.
const FOR: &str = " for für para pour per voor dla для için ";

/// What an arrangement is called.
const TEMPLATES: [(LogoTemplate, &str); 5] = [
    (LogoTemplate::Wordmark, " wordmark logotype typographic lettering schriftzug text-only "),
    (LogoTemplate::Monogram, " monogram lettermark initials monogramm monograma monogramme "),
    (
        LogoTemplate::Badge,
        " badge emblem seal crest stamp shield abzeichen siegel emblema sello blason insignia ",
    ),
    (LogoTemplate::AppIcon, " app-icon appicon favicon icon "),
    (LogoTemplate::IconWordmark, " combination "),
];

/// Style words in English, each with its spellings elsewhere.
const STYLES: [(&str, &str); 14] = [
    (
        "minimal",
        " minimal minimalist minimalistic simple clean flat minimalista minimalistisch minimaliste einfach sencillo ",
    ),
    (
        "vintage",
        " vintage retro classic old-fashioned rustic nostalgic klassisch clásico classique ",
    ),
    ("playful", " playful fun friendly cute kids childlike verspielt divertido amusant "),
    ("elegant", " elegant luxury luxurious premium refined sophisticated elegante élégant luxus "),
    ("tech", " tech technology futuristic digital cyber modern software ai moderno moderne "),
    ("bold", " bold strong heavy powerful kräftig fuerte audaz "),
    ("organic", " organic natural eco nature green-energy bio handmade natürlich orgánico "),
    ("sporty", " sporty sport athletic dynamic fitness fast racing sportlich deportivo "),
    ("geometric", " geometric abstract angular geometrisch geométrico géométrique "),
    ("rounded", " rounded soft round bubbly rund "),
    ("corporate", " corporate professional serious business-like finance seriös profesional "),
    ("hand-drawn", " hand-drawn handwritten script calligraphic signature handgezeichnet "),
    ("gradient", " gradient gradients "),
    ("monochrome", " monochrome black-and-white single-colour single-color monochrom "),
];

/// Colour words of the common languages and their English names.
const COLORS: [(&str, &str); 22] = [
    ("red", " red rot rote roten rojo roja rouge rosso vermelho rood czerwony красный kırmızı "),
    ("blue", " blue blau blaue blauen azul bleu bleue blu niebieski синий mavi "),
    ("navy", " navy dunkelblau "),
    ("green", " green grün grüne grünen verde vert verte groen zielony зелёный зеленый yeşil "),
    ("darkgreen", " emerald forest-green "),
    ("orange", " orange naranja arancione laranja oranje pomarańczowy оранжевый turuncu "),
    ("gold", " gold golden dorado doré oro dourado goud złoty золотой altın "),
    ("yellow", " yellow gelb gelbe amarillo jaune giallo amarelo geel żółty жёлтый желтый sarı "),
    (
        "purple",
        " purple violet lila violett morado violeta viola roxo paars fioletowy фиолетовый mor ",
    ),
    ("hotpink", " pink rosa rose magenta różowy розовый pembe "),
    (
        "saddlebrown",
        " brown braun braune marrón marron marrone castanho bruin brązowy коричневый kahverengi ",
    ),
    (
        "black",
        " black schwarz schwarze negro noir noire nero preto zwart czarny чёрный черный siyah ",
    ),
    ("teal", " teal petrol "),
    ("turquoise", " turquoise türkis turquesa turchese "),
    ("crimson", " crimson burgundy maroon "),
    ("coral", " coral korall "),
    ("indigo", " indigo "),
    ("skyblue", " sky-blue cyan hellblau celeste "),
    ("olive", " olive oliv "),
    ("silver", " silver silber plateado argent argento prata zilver "),
    ("gray", " gray grey grau gris grigio cinza grijs szary серый gri "),
    ("lime", " lime "),
];

fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|entry| entry == word)
}

/// The logo that `prompt` describes. Total and deterministic; a prompt that says nothing about it
/// gives the words themselves as the symbol.
pub fn logo(prompt: &str) -> LogoSpec {
    let text = Text::new(prompt);
    let mut taken = vec![false; text.tokens.len()];
    let tagline = tagline(&text, &mut taken);
    let name = name(&text, &mut taken).unwrap_or_default();
    let (template, style, appearance) = manner(&text, &mut taken);
    let symbol = symbol(&text, &taken);
    let symbol = symbol.or_else(|| name.is_empty().then(|| "sparkles".to_owned()));
    let template = template.filter(|template| match template {
        LogoTemplate::Wordmark | LogoTemplate::Monogram => !name.is_empty(),
        _ => true,
    });
    LogoSpec { name, tagline, symbol, template, style, appearance, ..LogoSpec::default() }
}

/// Takes tokens so that nothing reads them twice.
fn take(taken: &mut [bool], range: std::ops::Range<usize>) {
    if let Some(part) = taken.get_mut(range) {
        part.fill(true);
    }
}

fn tagline(text: &Text<'_>, taken: &mut [bool]) -> Option<String> {
    let tokens = &text.tokens;
    let at = tokens.iter().position(|t| t.kind == Kind::Word && has(TAGLINE, &t.lower))?;
    let is_filler = |t: &Token| t.is_mark(':') || t.is_mark('=') || t.is_word("is");
    let first = at + 1 + tokens[at + 1..].iter().take_while(|t| is_filler(t)).count();
    let token = tokens.get(first)?;
    let end = if token.kind == Kind::Quoted {
        first + 1
    } else {
        let stop = |t: &Token| matches!(t.kind, Kind::Newline | Kind::Mark(',' | ';' | '.'));
        first + tokens[first..].iter().position(stop).unwrap_or(tokens.len() - first)
    };
    take(taken, at..end);
    Some(text.slice(&tokens[first..end])).filter(|words| !words.is_empty())
}

/// A quotation, else what stands after a naming word, else capitalised words after "for", else
/// before the word for the logo.
fn name(text: &Text<'_>, taken: &mut [bool]) -> Option<String> {
    let tokens = &text.tokens;
    let quoted = (0..tokens.len()).find(|&at| tokens[at].kind == Kind::Quoted && !taken[at]);
    if let Some(at) = quoted {
        take(taken, at..at + 1);
        return Some(text.slice(&tokens[at..=at]));
    }
    let after = |list: &str| {
        (0..tokens.len())
            .filter(|&at| tokens[at].kind == Kind::Word && has(list, &tokens[at].lower))
            .map(|at| proper(tokens, at + 1))
            .find(|range| !range.is_empty())
    };
    let before = || {
        let at = tokens.iter().position(|t| t.kind == Kind::Word && has(LOGO_WORDS, &t.lower))?;
        let is_name = |t: &&Token| t.kind == Kind::Word && t.capital && !is_plain(t);
        let count = tokens[..at].iter().rev().take_while(is_name).count();
        // The first word of a sentence has a capital of its own.
        (count > 0 && (at > count || count > 1)).then(|| at - count..at)
    };
    let range = after(NAMED).or_else(|| after(FOR)).or_else(before)?;
    let name = text.slice(&tokens[range.clone()]);
    take(taken, range);
    Some(name)
}

/// The run of capitalised words from `from` on, small words inside it included.
fn proper(tokens: &[Token], from: usize) -> std::ops::Range<usize> {
    let mut start = from;
    while tokens.get(start).is_some_and(|t| {
        t.is_mark(':') || t.kind == Kind::Word && phrases::is_article(&t.lower) && !t.caps
    }) {
        start += 1;
    }
    let (mut end, mut at) = (start, start);
    while let Some(token) = tokens.get(at) {
        let is_part = match token.kind {
            Kind::Word => token.capital && !is_plain(token),
            Kind::Number(_) => end > start,
            _ => false,
        };
        let joins = token.is_mark('&')
            || token.is_mark('+')
            || token.is_mark('\'')
            || matches!(&*token.lower, "and" | "of" | "the" | "de" | "und" | "et" | "y");
        if is_part {
            end = at + 1;
        } else if !joins || end == start {
            break;
        }
        at += 1;
    }
    start..end
}

fn is_plain(token: &Token) -> bool {
    has(LOGO_WORDS, &token.lower) || phrases::is_request(&token.lower)
}

/// Arrangement, style and colours; their words are taken.
fn manner(text: &Text<'_>, taken: &mut [bool]) -> (Option<LogoTemplate>, Vec<String>, Appearance) {
    let (mut template, mut style) = (None, Vec::new());
    let mut appearance = Appearance::default();
    for (at, token) in text.tokens.iter().enumerate() {
        if taken[at] || token.kind != Kind::Word {
            continue;
        }
        let word = token.lower.as_str();
        if let Some((found, _)) = TEMPLATES.iter().find(|(_, words)| has(words, word)) {
            let is_app = at > 0 && text.tokens[at - 1].is_word("app");
            if *found != LogoTemplate::AppIcon || word != "icon" || is_app {
                template = template.or(Some(*found));
                taken[at] = true;
                taken[at.saturating_sub(usize::from(is_app))] = true;
            }
        }
        if let Some((name, _)) = STYLES.iter().find(|(_, words)| has(words, word)) {
            if !style.iter().any(|known| known == name) {
                style.push((*name).to_owned());
            }
            taken[at] = true;
        }
        if let Some((name, _)) = COLORS.iter().find(|(_, words)| has(words, word)) {
            let is_ground = text.tokens.get(at + 1).is_some_and(|next| {
                matches!(&*next.lower, "background" | "hintergrund" | "fondo" | "fond" | "ground")
            });
            if is_ground {
                appearance.background = Some((*name).to_owned());
            } else if !appearance.colors.iter().any(|known| known == name) {
                appearance.colors.push((*name).to_owned());
            }
            taken[at] = true;
        }
        if matches!(word, "transparent" | "transparente" | "transparenter" | "transparentem") {
            appearance.transparent = true;
            taken[at] = true;
        }
        if word == "background" || word == "hintergrund" || word == "fondo" || word == "colors" {
            taken[at] = true;
        }
    }
    appearance.colors.extend(hex_colors(text.prompt));
    (template, style, appearance)
}

/// `#RGB` and `#RRGGBB` as written.
fn hex_colors(prompt: &str) -> impl Iterator<Item = String> + '_ {
    prompt.split('#').skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        matches!(digits.len(), 3 | 6).then(|| format!("#{digits}"))
    })
}

/// Words after [`WITH`] that go on with the same thing: a cup of coffee.
const OF: &str = " of de z aus ile ";

/// The words after "with" and the line of business after "for", which tells what is meant by
/// them; else whatever is left: at most four words each.
fn symbol(text: &Text<'_>, taken: &[bool]) -> Option<String> {
    let tokens = &text.tokens;
    let from = |list: &str| {
        let at = tokens.iter().position(|t| t.kind == Kind::Word && has(list, &t.lower))?;
        words_from(text, taken, at + 1)
    };
    match (from(WITH), from(FOR)) {
        (Some(shown), Some(subject)) if shown != subject => Some(format!("{shown}, {subject}")),
        (shown, subject) => shown.or(subject).or_else(|| words_from(text, taken, 0)),
    }
}

fn words_from(text: &Text<'_>, taken: &[bool], from: usize) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for (token, taken) in text.tokens.iter().zip(taken).skip(from) {
        let ends = matches!(token.kind, Kind::Newline | Kind::Mark(',' | ';' | '.'));
        let turns = token.kind == Kind::Word
            && (has(FOR, &token.lower) || (has(WITH, &token.lower) && !has(OF, &token.lower)));
        if words.len() == 4 || ((ends || turns) && !words.is_empty()) {
            break;
        }
        let is_word = token.kind == Kind::Word && !taken && !is_plain(token);
        if is_word && !phrases::is_small(&token.lower) && !has(NAMED, &token.lower) {
            words.push(&text.prompt[token.start..token.end]);
        }
    }
    (!words.is_empty()).then(|| words.join(" ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, name: &str, symbol: Option<&str>) -> LogoSpec {
        let logo = logo(prompt);
        assert_eq!((&*logo.name, logo.symbol.as_deref()), (name, symbol), "{prompt}");
        logo
    }

    #[test]
    fn names_and_symbols_are_found() {
        check("a logo for a coffee shop called \"Blue Bean\"", "Blue Bean", Some("coffee shop"));
        check("Minimalist logo for Nordwind with a mountain", "Nordwind", Some("mountain"));
        check("logo for Smith & Sons", "Smith & Sons", None);
        check("design a modern Acme logo", "Acme", None);
        check("a logo with a rocket", "", Some("rocket"));
        check(
            "Ein Logo für die Bäckerei namens Kornblume mit Brot",
            "Kornblume",
            Some("brot, bäckerei"),
        );
        let prompt = "logo for a coffee shop named Blue Bean with a cup and steam";
        check(prompt, "Blue Bean", Some("cup steam, coffee shop"));
        check("logo with a cup of tea for Smith & Sons", "Smith & Sons", Some("cup tea"));
    }

    #[test]
    fn the_manner_is_understood() {
        let logo = check(
            "vintage badge logo for \"Old Harbor\", navy and gold, anchor, tagline: Since 1921",
            "Old Harbor",
            Some("anchor"),
        );
        assert_eq!(logo.template, Some(LogoTemplate::Badge));
        assert_eq!(logo.tagline.as_deref(), Some("Since 1921"));
        assert_eq!(logo.style, ["vintage"]);
        assert_eq!(logo.appearance.colors, ["navy", "gold"]);
        let logo = super::logo("app icon, lightning bolt, #ff5500, transparent background");
        assert_eq!(logo.template, Some(LogoTemplate::AppIcon));
        assert_eq!(logo.appearance.colors, ["#ff5500"]);
        assert!(logo.appearance.transparent);
    }

    #[test]
    fn every_prompt_gives_a_logo_that_can_be_drawn() {
        for prompt in ["", "logo", "\"\"", "🚀", "monogram", "for for for", "tagline", "named:"] {
            let logo = logo(prompt);
            assert!(!logo.name.is_empty() || logo.symbol.is_some(), "{prompt}");
        }
    }
}
