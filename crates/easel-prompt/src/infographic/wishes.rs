//! Wishes about the look, the canvas and the audience, which are no content: "in blue tones",
//! "16:9", "for my class of 30". They are told from entries here and taken out; what they ask
//! of the colours is read in `crate::appearance`.

use std::fmt::Write as _;

use super::scan::{self, Cut};

/// Words that speak of the look or use of the picture itself.
const STRONG: &str = " rounded corners footer header grüntönen blautönen rottönen pastelltönen erdtönen letra lettres schrift pionowy poziomy pionowa \
     caractères lettering pastels style styled styles theme themed tone tones palette colour colours color colors coloured colored colorful colourful background \
     layout format aspect ratio landscape portrait square vertical horizontal poster slide slides instagram linkedin pinterest facebook twitter tiktok a3 a4 a5 \
     resolution hd 4k px font fonts transparent minimalist minimalistic minimal modern pastel vintage retro playful professional elegant \
     print printable eye-catching eyecatching look-and-feel readable legible branding watermark infographic-style \
     \
     estilo tono tonos colores fondo diseño formato vertical horizontal cuadrado iconos moderno moderna minimalista apaisado clase alumnos presentación tema \
     style ton tons couleur couleurs fond mise moderne minimaliste paysage carré icônes classe élèves présentation thème épuré coloré colorée \
     stil farbe farben farbtöne farbtönen tönen hintergrund querformat hochformat quadratisch modern modernes modernem minimalistisch schlicht bunt bunte symbole symbolen klasse schüler präsentation dunkles helles dunklem hellem \
     stile colori toni tonalità sfondo moderno orizzontale verticale quadrato icone classe presentazione colorato \
     cores tons fundo moderno moderna paisagem retrato quadrado ícones turma apresentação alunos colorido \
     stijl kleuren kleur tinten achtergrond liggend staand vierkant iconen klas leerlingen presentatie kleurrijk opmaak \
     styl stylu kolory kolorach kolorystyka odcieniach tło tle nowoczesny nowoczesnym ikonami poziomo pionowo klasy prezentacji kolorowy kolorowa układ \
     стиль стиле цвета цветах тонах тона фон фоне фоном иконками иконки современный современном минималистичный класса презентации ярко яркий формат оформление \
     stil stilde renk renkler renklerde tonlarında tonları arka zemin modern yatay dikey kare simgeler ikonlarla sınıf sınıfım sunum renkli tasarım tasarımla minimalist ";

/// Words for the use, the readers or the parts of a picture, which may be content as well: they
/// tell a wish only behind "for", "with" and the like.
const USES: &str = " class classroom students pupils grade graders year-olds presentation blog website newsletter audience labels labelled labeled arrows captions annotations names \
     icons illustrations cards card design designs clase alumnos presentación iconos classe élèves présentation icônes klasse schüler präsentation symbole symbolen classe presentazione icone \
     turma alunos apresentação ícones klas leerlingen presentatie iconen klasy prezentacji ikonami класса презентации иконками иконки sınıf sınıfım sunum simgeler ikonlarla tasarım tasarımla ";

/// Words that may stand beside such words in a wish.
const WEAK: &str = " thankyou thx cheers earth calm needed numbers numbered boxes box earthy muted friendly cheerful wesołe wesoły ciepłe grande grandes große großer grands gros clear blue red green yellow orange purple pink black white grey gray brown teal navy gold golden silver turquoise beige cream dark light bright warm cool soft bold clean \
     simple flat nice pretty beautiful cute fun friendly corporate brand our my your the a an in on with using use of for to and or as at is it be should make made keep please thanks thank you so much \
     very but not no without if can could possible some one two three each per large big small wide tall high quality mode version size image picture infographic graphic visual text mainly \
     educational kids children school grade year old suitable add include only look looks looking like style by me us great clear easy readable i need want would hi hello hey pls plz \
     azul azules rojo rojos verde verdes amarillo naranja morado rosa negro blanco gris oscuro oscura claro claros cálidos cálidas fríos pastel por favor en con de del la el los las un una y para mi usa usar use gracias limpio sencillo sobre \
     bleu bleus bleue rouge rouges vert verts verte jaune orange violet noir blanc gris foncé clair chauds chaudes froids sombre s'il te vous plaît plait dans avec des de du le la les un une et pour ma mon utilise merci simple sur mode \
     blau blaue blauen blauem rot rote roten grün grüne grünen gelb gelbe orange lila schwarz weiß grau dunkel hell warme warmen kühle bitte danke in mit der die das den dem ein eine einem einen und für meine nutze verwende im auf als einfach klar \
     blu rosso rossi verde verdi giallo arancione viola nero bianco grigio scuro chiaro caldi freddi per favore grazie in con di del della il lo la i gli le un una e per mia usa su semplice \
     vermelho vermelhos laranja roxo preto branco cinza escuro escuros quentes frios obrigado obrigada em de do da o os as um uma e para minha meu use simples \
     blauw blauwe rood rode groen groene geel paars zwart wit grijs donker donkere lichte warme alsjeblieft graag bedankt met van de het een en voor mijn gebruik op \
     niebieski niebieskich niebieskie czerwony zielony zielone zielonych żółty czarny biały szary ciemny ciemne jasny ciepłych proszę dziękuję w z na dla i mojej użyj o \
     синий синих синем синие красный красных зеленый зелёных зелёный зеленых желтый черный белый белом серый темный тёмный тёмном темном светлый светлом теплых тёплых пожалуйста спасибо в с на для и моего используй \
     mavi kırmızı yeşil sarı turuncu mor siyah beyaz gri koyu açık sıcak soğuk lütfen teşekkürler bir ve için ile kullan olsun plan benim ";

/// Words of wishes in scripts without spaces or with glued particles.
const DENSE: &[&str] = &[
    "风格",
    "配色",
    "色调",
    "背景",
    "横版",
    "竖版",
    "横向",
    "竖向",
    "比例",
    "图标",
    "简约",
    "简洁",
    "扁平",
    "蓝色调",
    "色系",
    "給我的班",
    "给我的班",
    "スタイル",
    "配色",
    "トーン",
    "横長",
    "縦長",
    "シンプルに",
    "アイコン",
    "色で",
    "デザイン",
    "基調",
    "風に",
    "横向き",
    "縦向き",
    "스타일",
    "배경",
    "색상",
    "톤으로",
    "가로형",
    "세로형",
    "가로로",
    "세로로",
    "아이콘",
    "디자인",
    "색으로",
    "심플하게",
    "깔끔하게",
    "계열",
    "ألوان",
    "بألوان",
    "خلفية",
    "بخلفية",
    "أيقونات",
    "بأسلوب",
    "تصميم",
    "بدرجات",
    "بالألوان",
    "اللون",
    "نمط",
    "عمودي",
    "أفقي",
    "لصفي",
    "शैली",
    "रंग",
    "रंगों",
    "पृष्ठभूमि",
    "आइकन",
    "डिज़ाइन",
    "डिजाइन",
    "थीम",
    "लेआउट",
    "रंगों में",
    "कक्षा के लिए",
    "स्टाइल",
    "テイスト",
    "仕上げて",
    "색감",
    "版式",
];

/// Words that open a wish at the end of a list.
const OPENERS: &str = " in with using use for on as please make keep en con avec dans für mit im auf in als per su em com para met voor op w z na dla в с на для usa use nutze verwende utilise gebruik użyj используй style colour color colors \
     theme format layout size ";

/// A text without its wishes, and these.
#[derive(Debug, Default)]
pub(super) struct Parted {
    pub content: String,
    /// The wishes, one a line.
    pub wishes: String,
}

/// Takes wishes out of `text`: whole lines, whole sentences, and clauses between commas.
pub(super) fn part(text: &str) -> Parted {
    let mut out = Parted::default();
    for line in text.split('\n') {
        if !out.content.is_empty() {
            out.content.push('\n');
        }
        let marks = scan::marks(line);
        let mut from = 0;
        let ends = marks.iter().filter(|mark| mark.cut == Cut::Sentence).map(|mark| mark.end);
        for end in ends.chain(std::iter::once(line.len())) {
            let sentence = line.get(from..end).unwrap_or_default();
            let later = from > 0 || !out.content.trim().is_empty();
            from = end;
            if is_wish(sentence, true) || later && asks_for_looks(sentence) {
                let _ = writeln!(out.wishes, "{}", sentence.trim());
            } else {
                clauses(sentence, &mut out);
            }
        }
    }
    out
}

/// Verbs with which a sentence about the look begins.
const LOOK_VERBS: &str = " use using keep leave make put give set print no please colours colors text footer header usa usar deja deje pon utilise utilisez laisse laissez garde mets verwende nutze \
     lass lasst bitte halte usate lascia metti use deixe ponha mantenha gebruik laat maak hou użyj zostaw proszę zrób używaj используй оставь пожалуйста сделай kullan bırak lütfen ";

/// Parts of the picture itself that such a sentence speaks of.
const PARTS: &str = " colours colors colour color corners boxes font fonts letters footer header margin margins space room background border icons layout format size watermark logo title \
     colores esquinas letra letras espacio sitio fondo iconos couleurs coins caractères place fond icônes farben ecken schrift platz rand hintergrund symbole colori angoli caratteri spazio sfondo \
     cores cantos letras espaço fundo kleuren hoeken letters ruimte achtergrond kolory kolorów rogi litery miejsce tło цвета углы буквы шрифт место фон renkler köşeler harfler yer ";

/// "Use warm colours and leave room for our crest at the bottom": a sentence behind the content
/// that begins with a verb for the look and names a part of the picture.
fn asks_for_looks(sentence: &str) -> bool {
    let lower = sentence.trim().to_lowercase();
    if lower.len() > 160 || lower.contains([':', ';']) {
        return false;
    }
    let mut words = lower.split(|c: char| c.is_whitespace() || ",.!()".contains(c));
    let first = words.find(|word| !word.is_empty()).unwrap_or_default();
    LOOK_VERBS.contains(&format!(" {first} "))
        && words
            .any(|word| !word.is_empty() && PARTS.contains(&format!(" {word} ")) && word != "no")
}

/// "for a waiting room", "für die Kantine": who or what a picture is for.
fn is_audience(clause: &str) -> bool {
    const FOR: &str = " for für para pour per voor dla для ";
    let lower = clause.trim().to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    FOR.contains(&format!(" {first} "))
        && scan::word_count(&lower) <= 5
        && !lower.chars().any(|c| c.is_ascii_digit())
}

/// Adds `sentence` without the clauses between commas that are wishes.
fn clauses(sentence: &str, out: &mut Parted) {
    let marks = scan::marks(sentence);
    let commas: Vec<scan::Mark> = marks
        .iter()
        .filter(|mark| matches!(mark.cut, Cut::Comma | Cut::Semicolon))
        .copied()
        .collect();
    // Before a colon stands the request; behind the last one stand entries.
    let colon = marks.iter().rev().find(|mark| mark.cut == Cut::Colon).map(|mark| mark.start);
    let count = commas.len();
    let bodies: Vec<&str> = (0..=count)
        .map(|nth| {
            let from = nth.checked_sub(1).and_then(|at| commas.get(at)).map_or(0, |mark| mark.end);
            let end = commas.get(nth).map_or(sentence.len(), |mark| mark.start);
            sentence.get(from..end).unwrap_or_default().trim()
        })
        .collect();
    // "infographic about vaccines, for a waiting room, calm colours, portrait": a topic and
    // nothing but wishes.
    let bare = |body: &str| is_wish(body.trim_end_matches(['.', '!']), false) || is_audience(body);
    let topical = colon.is_none()
        && bodies.first().is_some_and(|first| names_picture(first))
        && bodies.iter().skip(1).all(|body| bare(body));
    let listed = (colon.is_some() || commas.len() > 2) && !topical;
    let mut kept = String::new();
    let mut from = 0;
    for nth in 0..=count {
        let end = commas.get(nth).map_or(sentence.len(), |mark| mark.start);
        let clause = sentence.get(from..end).unwrap_or_default();
        let body = clause.trim().trim_end_matches(['.', '!', '。']);
        // Among entries only the last clauses can be wishes, and only ones that say so.
        let in_list = listed && colon.is_none_or(|colon| from > colon);
        let free = !in_list || is_ratio(body) || (nth + 1 >= count && opens_wish(body));
        if nth > 0 && free && (is_wish(body, false) || topical) {
            let _ = writeln!(out.wishes, "{body}");
            if nth == count && clause.trim_end().ends_with('.') {
                kept.push('.');
            }
        } else {
            let before = nth.checked_sub(1).and_then(|at| commas.get(at));
            let before = before.map_or(0, |mark| mark.end - mark.start);
            kept.push_str(sentence.get(from - before..from).unwrap_or_default());
            kept.push_str(clause);
        }
        from = commas.get(nth).map_or(sentence.len(), |mark| mark.end);
    }
    let (kept, wish) = without_tail(&kept);
    if !wish.is_empty() {
        let _ = writeln!(out.wishes, "{wish}");
    }
    out.content.push_str(&kept);
}

/// `text` without a wish at its end that no comma sets apart: "… in warm colours", "… for my
/// class of 30", and the wish.
pub(super) fn without_tail(text: &str) -> (String, String) {
    let trimmed = text.trim_end();
    let body = trimmed.trim_end_matches(['.', '!']);
    let stop = &trimmed[body.len()..];
    let starts: Vec<usize> = body
        .char_indices()
        .filter(|(at, c)| c.is_whitespace() && *at > 0)
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let mut found = None;
    for start in starts.into_iter().rev().take(12) {
        let tail = &body[start..];
        if tail.contains([',', ':', ';', '\n']) && !tail.contains("16:9") {
            break;
        }
        if opens_wish(tail) && is_wish(tail, false) {
            found = Some(start);
        }
    }
    match found {
        // The picture itself is no wish about itself.
        Some(start) if body[..start].chars().any(char::is_alphanumeric) => {
            (format!("{}{stop}", body[..start].trim_end()), body[start..].to_owned())
        }
        _ => (text.to_owned(), String::new()),
    }
}

/// Whether words name an infographic.
fn names_picture(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["infogra", "инфограф", "infografi"].iter().any(|stem| lower.contains(stem))
}

fn opens_wish(clause: &str) -> bool {
    let first = clause.split_whitespace().next().unwrap_or_default().to_lowercase();
    OPENERS.contains(&format!(" {first} "))
}

/// `16:9`, `1080x1920`, `A4`.
fn is_ratio(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '.', ' ', '!']);
    let parts: Vec<&str> = text.split([':', 'x', '×']).collect();
    let numeric =
        |part: &&str| !part.trim().is_empty() && part.trim().bytes().all(|b| b.is_ascii_digit());
    (parts.len() == 2 && parts.iter().all(numeric) && text.len() <= 11)
        || matches!(text.to_lowercase().as_str(), "a3" | "a4" | "a5" | "din a4" | "din a3")
}

/// Whether `clause` speaks of the look only. In a whole sentence a colour after a verb is enough.
pub(super) fn is_wish(clause: &str, whole: bool) -> bool {
    let clause = clause.trim();
    let lower = clause.to_lowercase();
    if clause.is_empty() || clause.len() > 200 {
        return false;
    }
    if is_ratio(clause) || names_a_wish(&lower) {
        return true;
    }
    if lower.chars().any(|c| crate::numbers::is_dense(c) || !c.is_ascii() && dense_script(c)) {
        let short = clause.chars().filter(|c| !c.is_whitespace()).count() <= 26;
        let head = [
            "infographic",
            "信息图",
            "インフォグラフィック",
            "인포그래픽",
            "إنفوجرافيك",
            "इन्फोग्राफिक",
        ];
        let counts = clause.contains(['：', ':', '、', '，']);
        return short
            && !counts
            && !head.iter().any(|w| lower.contains(w))
            && DENSE.iter().any(|w| lower.contains(w));
    }
    let (mut strong, mut uses) = (0, 0);
    let mut colours = 0;
    let mut words = 0;
    for word in lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '!' | '.' | ';' | '"'))
    {
        let word = word.trim_matches(['.', ',', '-', '\'']);
        if word.is_empty() {
            continue;
        }
        words += 1;
        let padded = format!(" {word} ");
        if USES.contains(&padded) {
            uses += 1;
        } else if STRONG.contains(&padded)
            || is_ratio(word)
            || (word.starts_with('#') && word.len() == 7)
        {
            strong += 1;
        } else if COLOURS.contains(&padded) {
            colours += 1;
        } else if !(WEAK.contains(&padded)
            || word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4)
        {
            return false;
        }
    }
    let asks = whole || lower.contains("please") || opens_wish(&lower);
    let leads = opens_wish(&lower)
        || [" for ", " each", " für ", " pour ", " para ", " per "]
            .iter()
            .any(|word| lower.contains(word));
    let strong = strong + if leads { uses } else { 0 };
    words > 0
        && (strong > 0
            || (asks && colours > 0 && (whole || words > 1))
            || (whole && is_polite(&lower)))
}

/// "Style: flat and calm", "Farben: Blau, Weiß".
fn names_a_wish(lower: &str) -> bool {
    const HEADS: &str = " style styles colors colours color colour palette format size layout audience orientation background font fonts aspect\u{a0}ratio target\u{a0}audience tone look \
         stil farben farbe größe zielgruppe hintergrund estilo colores formato tamaño público fondo couleurs taille public fond stile colori dimensione sfondo cores tamanho fundo \
         stijl kleuren formaat doelgroep styl kolory стиль цвета формат размер фон renkler stil boyut 风格 颜色 配色 尺寸 スタイル 色 サイズ 스타일 색상 크기 الألوان النمط शैली रंग ";
    let Some((head, rest)) = lower.split_once([':', '：']) else { return false };
    let head = head
        .trim()
        .trim_start_matches(['-', '*', '#', ' '])
        .trim_end_matches('*')
        .replace(' ', "\u{a0}");
    !head.is_empty() && !rest.trim().is_empty() && HEADS.contains(&format!(" {head} "))
}

/// "Thank you so much!!", "Hi!".
fn is_polite(lower: &str) -> bool {
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let mut any = false;
    for word in words {
        any = true;
        let polite = " thank thanks thankyou thx cheers ta you so much advance in appreciated hi hello hey please pls very many good morning there gracias merci danke grazie obrigado obrigada bedankt dziękuję спасибо teşekkürler por favor bitte im voraus vielen dank muchas mille muito d'avance beaucoup alvast z góry заранее şimdiden çok ";
        if !polite.contains(&format!(" {word} ")) {
            return false;
        }
    }
    any
}

fn dense_script(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}' | '\u{ac00}'..='\u{d7a3}')
}

/// Names of colours, which alone are no wish: they may be what a list is about.
const COLOURS: &str = " blue red green yellow orange purple pink black white grey gray brown teal navy gold turquoise beige dark bright warm pastel \
     azul azules rojo verde verdes amarillo morado negro blanco gris bleu rouge vert jaune violet noir blanc blau rot grün gelb lila schwarz weiß grau blu rosso giallo nero bianco \
     vermelho preto branco cinza blauw rood groen geel zwart wit grijs niebieski czerwony zielony синий красный зелёный зеленый mavi kırmızı yeşil ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_told_from_content() {
        for wish in [
            "in blue tones",
            "16:9",
            "style moderne",
            "En tonos azules, por favor",
            "make it modern, 16:9",
            "one card each",
            "educational poster for grade 6",
            "Thank you so much!!",
            "Use our green if you can, thank you so much!!",
            "蓝色调",
            "please use green",
            "for my class of 30",
        ] {
            assert!(is_wish(wish, true), "{wish}");
        }
        for content in [
            "red, yellow and blue paint",
            "healthy food",
            "5 steps",
            "dark matter",
            "icons of jazz",
            "Portrait of a lady",
        ] {
            assert!(!is_wish(content, false), "{content}");
        }
    }

    #[test]
    fn wishes_are_taken_out_of_requests_and_lists() {
        let check =
            |text: &str, content: &str| assert_eq!(part(text).content.trim(), content, "{text}");
        check("tips: walk, eat, sleep. En tonos azules.", "tips: walk, eat, sleep.");
        check("the water cycle, style moderne", "the water cycle");
        check("a guide, one card each\nA: x", "a guide\nA: x");
        check("roadmap: login, dark mode, search", "roadmap: login, dark mode, search");
        check("recycling, A4, please use green", "recycling");
        check("the water cycle for my class of 30", "the water cycle");
        check("walk, eat, sleep in warm colours", "walk, eat, sleep");
    }
}
