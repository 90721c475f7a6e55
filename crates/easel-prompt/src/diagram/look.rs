//! Wishes about the look of a diagram: direction, theme, colours, ground. Only words of the
//! request and of remarks count; names in the content are left alone.

use easel_types::spec::{Appearance, Direction, Theme};

use super::head::Content;
use super::text::{find_any, starts_any};

/// The words outside of the content.
fn request(content: &Content<'_>) -> String {
    let mut out = content.head.to_owned();
    for aside in &content.asides {
        out.push_str("; ");
        out.push_str(aside);
    }
    out
}

/// Ways in which a diagram may run.
const WAYS: [(Direction, &str); 4] = [
    (
        Direction::RightToLeft,
        "right to left|right-to-left|de derecha a izquierda|de droite à gauche|von rechts nach links|从右到左",
    ),
    (
        Direction::BottomToTop,
        "bottom to top|bottom-to-top|bottom-up|bottom up|de abajo arriba|de abajo hacia arriba|von unten nach oben|de bas en haut|从下到上",
    ),
    (
        Direction::LeftToRight,
        "left to right|left-to-right|horizontal|horizontally|de izquierda a derecha|de gauche à droite|von links nach rechts|waagerecht|da sinistra a destra|da esquerda para a direita|van links naar rechts|od lewej do prawej|слева направо|горизонтально|soldan sağa|yatay|من اليسار إلى اليمين|बाएँ से दाएँ|从左到右|横向|左から右|横向き|왼쪽에서 오른쪽|가로",
    ),
    (
        Direction::TopToBottom,
        "top to bottom|top-to-bottom|top-down|top down|vertical|vertically|de arriba abajo|de arriba a abajo|de haut en bas|von oben nach unten|senkrecht|dall'alto in basso|dall'alto verso il basso|de cima para baixo|van boven naar beneden|z góry na dół|od góry do dołu|сверху вниз|вертикально|yukarıdan aşağıya|dikey|من الأعلى إلى الأسفل|ऊपर से नीचे|从上到下|纵向|上から下|縦向き|위에서 아래|세로",
    ),
];

/// True for a heading that only says which way the parts run: "top to bottom".
pub(super) fn is_direction(text: &str) -> bool {
    WAYS.iter().any(|(_, words)| starts_any(text.trim(), words) == Some(text.trim().len()))
}

/// The wished direction.
pub(super) fn direction(prompt: &str, content: &Content<'_>) -> Option<Direction> {
    let text = request(content);
    let _ = prompt;
    WAYS.into_iter().find(|(_, words)| find_any(&text, words).is_some()).map(|(way, _)| way)
}

const THEMES: [(Theme, &str); 9] = [
    (
        Theme::Dark,
        "dark mode|dark theme|dark|in dark|modo oscuro|tema oscuro|mode sombre|thème sombre|dunkles design|dunkel|dunkler modus|tema scuro|modo escuro|tema escuro|donkere modus|donker thema|ciemny motyw|тёмная тема|темная тема|koyu tema|الوضع الداكن|डार्क मोड|深色模式|深色主题|深色|ダークモード|ダークテーマ|다크 모드|다크모드",
    ),
    (Theme::Paper, "paper theme|paper style|on paper"),
    (Theme::Midnight, "midnight theme|midnight|neon"),
    (Theme::Ocean, "ocean theme|ocean"),
    (Theme::Forest, "forest theme"),
    (Theme::Sunset, "sunset theme"),
    (
        Theme::Mono,
        "monochrome|black and white|black-and-white|grayscale|greyscale|en blanco y negro|en noir et blanc|schwarz-weiß|schwarzweiß|in bianco e nero|em preto e branco|zwart-wit|czarno-biały|чёрно-белая|черно-белая|siyah beyaz|黑白|白黒|モノクロ|흑백",
    ),
    (Theme::Candy, "candy theme|pastel|pastel colors|pastel colours|pastellfarben"),
    (Theme::Corporate, "corporate theme|corporate style|corporate"),
];

/// The wished theme, colours and ground.
pub(super) fn appearance(prompt: &str, content: &Content<'_>) -> Appearance {
    let text = request(content);
    let theme =
        THEMES.iter().find(|(_, words)| find_any(&text, words).is_some()).map(|(theme, _)| *theme);
    let transparent = find_any(&text, "transparent background|transparent|fondo transparente|fond transparent|transparenter hintergrund|sfondo trasparente|fundo transparente|transparante achtergrond|przezroczyste tło|прозрачный фон|şeffaf arka plan|خلفية شفافة|透明背景|背景透明|透過背景|투명 배경").is_some();
    let background = background(&text);
    let mut colors = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '.'))
    {
        let hex = word
            .strip_prefix('#')
            .filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(hex) = hex {
            let color = format!("#{}", hex.to_uppercase());
            if Some(&color) != background.as_ref() && !colors.contains(&color) {
                colors.push(color);
            }
        }
    }
    let _ = prompt;
    Appearance { theme, colors, background, transparent, locale: None }
}

/// "white background", "auf weißem Grund": only plain English names and hex.
fn background(text: &str) -> Option<String> {
    let (at, end) = find_any(text, "background")?;
    let before = text.get(..at)?.trim_end().rsplit(' ').next()?;
    let after = text.get(end..)?.trim_start_matches([':', ' ', '=']);
    let after = after.split([' ', ',', ';', '.']).next().unwrap_or("");
    [before, after].into_iter().find_map(|word| {
        let named = starts_any(word, "white|black|navy|gray|grey|beige|ivory")
            .is_some_and(|n| n == word.len());
        let hex = word.len() == 7
            && word.starts_with('#')
            && word.bytes().skip(1).all(|b| b.is_ascii_hexdigit());
        (named || hex).then(|| word.to_lowercase())
    })
}
