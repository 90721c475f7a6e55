//! What wishes ask of the colours: theme, brand colours, no ground, how entries look. Which words
//! of a prompt are wishes is told in `wishes`.

use easel_types::spec::{Appearance, Theme};

use super::template::Words;

const THEMES: [(Theme, &str); 7] = [
    (
        Theme::Dark,
        "dark mode|dark theme|dark style|dark background|dark colours|dark colors|dark|modo oscuro|tema oscuro|fondo oscuro|mode sombre|thème sombre|fond sombre|fond noir|dunkles design|dunkel|dunkler hintergrund|dunklem hintergrund|dunkler modus|\
         tema scuro|sfondo scuro|modo escuro|tema escuro|fundo escuro|donkere modus|donker thema|donkere achtergrond|ciemny motyw|ciemne tło|ciemnym tle|тёмная тема|темная тема|тёмный фон|темный фон|тёмном фоне|темном фоне|koyu tema|koyu arka plan|الوضع الداكن|خلفية داكنة|\
         डार्क|深色|ダークモード|ダークテーマ|暗い背景|다크 모드|다크모드|어두운 배경",
    ),
    (
        Theme::Mono,
        "monochrome|black and white|black-and-white|grayscale|en blanco y negro|en noir et blanc|schwarz-weiß|in bianco e nero|em preto e branco|zwart-wit|czarno-biał*|черно-бел*|siyah beyaz|黑白|白黒|モノクロ|흑백",
    ),
    (
        Theme::Candy,
        "pastel|pastels|pastell*|pastelles|pastello|pastéis|pasteltinten|pastelow*|пастельн*|马卡龙|パステル|파스텔",
    ),
    (Theme::Corporate, "corporate"),
    (
        Theme::Sunset,
        "sunset theme|warm colours|warm colors|warm tones|warme farben|warmen farben|colores cálidos|tonos cálidos|couleurs chaudes|tons chauds|colori caldi|cores quentes|tons quentes|warme kleuren|ciepłych kolorach|тёплых тонах|теплых тонах|sıcak renkler*|暖色|따뜻한 색",
    ),
    (Theme::Paper, "paper style|paper theme|vintage|retro"),
    (Theme::Midnight, "neon"),
];

/// English names of colours with the stems of other languages.
const COLOURS: [(&str, &str); 10] = [
    (
        "blue",
        "blue|azul|azules|bleu|bleue|bleus|blau*|blu|azuis|blauw*|niebiesk*|син*|голуб*|mavi*|蓝|藍|青|파란|파랑|أزرق|زرقاء|नीले|नीला",
    ),
    (
        "green",
        "green|greens|verde|verdes|verdi|vert|verte|verts|grün*|groen*|zielon*|зелен*|зелён*|yeşil*|绿|綠|緑|초록|녹색|أخضر|خضراء|हरे|हरा",
    ),
    (
        "red",
        "red|reds|rojo|rojos|rouge|rouges|rot|rote|roten|rottönen|rosso|rossi|vermelho*|rood|rode|czerwon*|красн*|kırmızı*|红|紅|赤|빨간|빨강|أحمر|लाल",
    ),
    (
        "orange",
        "orange|naranja|naranjas|arancione|laranja|oranje|pomarańczow*|оранжев*|turuncu|橙|オレンジ|주황|برتقالي|नारंगी",
    ),
    (
        "yellow",
        "yellow|amarillo*|jaune*|gelb*|giallo|gialli|amarelo*|geel|gele|żółt*|желт*|жёлт*|sarı*|黄|노란|노랑|أصفر|पीले|पीला",
    ),
    (
        "purple",
        "purple|violet|morado|violeta|lila|viola|roxo|paars*|fiolet*|фиолет*|mor|紫|보라|بنفسجي|बैंगनी",
    ),
    ("pink", "pink|rosa|rose|roze|różow*|розов*|pembe|粉|ピンク|분홍|وردي|गुलाबी"),
    ("teal", "teal|turquoise|turquesa|türkis*|turchese|бирюзов*|turkuaz"),
    (
        "brown",
        "brown|marrón|marron|braun*|marrone|marrom|bruin*|brązow*|коричнев*|kahverengi|棕|茶色|갈색",
    ),
    ("gold", "gold|golden|dorado*|doré*|oro|dourado*|goud*|złot*|золот*|altın|金色|금색"),
];

/// Ways entries look that a wish may name.
const LOOKS: [(&str, &str); 6] = [
    ("card", "cards|card|one card each|karten|tarjetas|cartes|kaarten"),
    ("ribbon", "ribbon|ribbons|banner|banners"),
    ("badge", "badge|badges"),
    ("capsule", "capsule|capsules|pill|pills"),
    ("underline", "underlined|underline"),
    ("circle", "circles|round badges"),
];

/// Colours and ground that `wishes` ask for.
pub(super) fn appearance(wishes: &str) -> Appearance {
    let words = Words::new(wishes);
    let mut made = Appearance::default();
    if wishes.trim().is_empty() {
        return made;
    }
    made.theme = THEMES.iter().find(|(_, names)| words.any(names)).map(|(theme, _)| *theme);
    made.transparent = words.any("transparent|transparente|transparenter|trasparente|transparant|przezroczyst*|прозрачн*|şeffaf|透明|투명|شفاف|पारदर्शी");
    let hex = |word: &str| {
        let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| format!("#{digits}"))
    };
    made.colors = wishes
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '('))
        .filter_map(|word| hex(word.trim_end_matches('.')))
        .take(6)
        .collect();
    if made.colors.is_empty() && made.theme != Some(Theme::Mono) {
        let named = COLOURS.iter().filter(|(_, names)| words.any(names));
        made.colors = named.map(|(name, _)| (*name).to_owned()).take(4).collect();
    }
    made
}

/// The look of entries that `wishes` name, empty where they name none.
pub(super) fn entries(wishes: &str) -> &'static str {
    let words = Words::new(wishes);
    LOOKS.iter().find(|(_, names)| words.any(names)).map_or("", |(look, _)| *look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_become_theme_and_colours() {
        let check = |wishes: &str, theme: Option<Theme>, colors: &[&str]| {
            let made = appearance(wishes);
            assert_eq!(
                (made.theme, made.colors),
                (theme, colors.iter().map(|c| (*c).to_owned()).collect()),
                "{wishes}"
            );
        };
        check("make it modern, 16:9", None, &[]);
        check("dark theme please", Some(Theme::Dark), &[]);
        check("En tonos azules", None, &["blue"]);
        check("in Grüntönen", None, &["green"]);
        check("brand colours #0057B8, #FFD700", None, &["#0057B8", "#FFD700"]);
        check("soft pastel colours", Some(Theme::Candy), &[]);
        assert!(appearance("transparent background").transparent);
        assert_eq!(entries("one card each"), "card");
    }
}
