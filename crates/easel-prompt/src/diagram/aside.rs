//! Remarks about the picture: its look, size and purpose, requests, thanks. A remark is known by
//! its words: nearly all of them speak of pictures, and none names anything else. Where in a
//! prompt remarks are looked for is decided in `head`.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::text::{cut_at_colon, find_any, has_word, is_dense, is_word_char, starts_any};
use super::{kinds, words};

/// Words about the look of a picture and about its file.
const LOOKS: &str = "comic cartoon cartoonish doodle watercolor watercolour isometric 3d retro vintage format formato formaat formatu size sized big large small color colors colour colours coloured colored colorful colourful tones tone theme themed style styled styling background font fonts modern minimal minimalist minimalistic readable legible printed printable printing a3 a4 a5 dark light mode landscape portrait \
square squared wide widescreen pastel pastels palette simple clean nice neat tidy flat shadow shadows icon icons rounded layout blue green red orange purple teal grey gray yellow pink brown navy turquoise violet beige black white monochrome grayscale greyscale transparent 4k hd png svg jpg jpeg pdf webp pixels px dpi horizontal vertical horizontally vertically \
handdrawn hand-drawn sketchy friendly playful professional corporate fancy pretty compact bold thick thin bright soft warm cool high-contrast contrast resolution brand branding branded corners corner centered centred aligned margins margin whitespace airy spacious crisp elegant cute fun serious plain muted subtle vivid readability accessible \
farben farbe farbig bunt hell dunkel schlicht schön hübsch modernes modern hintergrund querformat quer hochkant hochformat quadratisch schrift schriftart blau grün rot weiß weißem weißer schwarz grau pastellfarben pastelltöne pastelltönen übersichtlich einfach klar dezent druckbar druck \
paysage couleurs couleur coloré fond bleu bleue vert verte rouge noir noire blanc blanche gris sobre clair claire simple joli jolie moderne épuré épurée carré carrée lisible police tons pastel style format \
colores color fondo estilo azul verde rojo roja negro blanco gris moderno moderna sencillo sencilla limpio limpia claro clara legible cuadrado cuadrada apaisado vertical horizontal tonos pastel bonito bonita tamaño letra \
colori colore sfondo stile blu verde rosso nero bianco grigio moderno semplice pulito chiaro leggibile quadrato orizzontale verticale toni pastello \
cores cor fundo estilo azul verde vermelho preto branco cinza moderno simples limpo claro legível quadrado tons pastel paisagem retrato bonito bonita \
kleuren kleur achtergrond stijl blauw groen rood zwart wit grijs modern eenvoudig simpel duidelijk liggend staand vierkant leesbaar strak \
kolory kolorach kolorystyka tło tle tła stylu styl niebieski niebieskie zielony czerwony czarny biały białe szary prosty prosta czytelny czytelna pastelowe pastelowych poziomo pionowo nowoczesny \
синий синие зелёный зеленый красный чёрный белый светлый светлая простой просто красиво понятно горизонтально вертикально читаемо \
renk renkler renkli mavi yeşil kırmızı siyah beyaz sade basit şık yatay dikey okunaklı arka plan koyu açık \
أزرق ألوان بألوان باللون الأزرق الأخضر الأحمر خلفية بيضاء بسيط بسيطة واضح واضحة أفقي عمودي هادئة رंग रंगों नीले नीला हरा सफेद सरल साफ साफ़ रंग रंगीन पृष्ठभूमि";

/// Stems of words about the look, in languages that put much behind them.
const LOOK_STEMS: [&str; 26] = [
    "цвет",
    "фон",
    "стил",
    "тёмн",
    "темн",
    "пастел",
    "минимал",
    "горизонтал",
    "вертикал",
    "крупн",
    "renk",
    "farb",
    "pastel",
    "minimal",
    "hintergr",
    "kolor",
    "kleur",
    "bläulich",
    "modern",
    "schlicht",
    "weiß",
    "dunkl",
    "blau",
    "coul",
    "#",
    "querform",
];

/// Words about pictures and what they are made of.
const PARTS: &str = "picture image diagram diagrams chart flowchart drawing graphic graph visual sketch figure illustration arrow arrows arrowheads heads box boxes node nodes shape shapes line lines label labels text texts title titles legend legends slide slides poster page pages sheet screen column columns lane lanes step steps message messages participants participant states branches symbols numbers \
bild diagramm grafik schaubild pfeil pfeile pfeilen kästchen boxen knoten linien beschriftung beschriftungen text titel legende folie folien seite plakat nachrichten schritte schritten \
image diagramme schéma graphique dessin flèche flèches boîte boîtes case cases encadrés nœuds lignes texte titre légende page diapo diapositive affiche messages étapes \
imagen diagrama esquema gráfico dibujo flecha flechas caja cajas nodos líneas texto título leyenda página diapositiva cartel mensajes pasos \
immagine diagramma schema grafico disegno freccia frecce riquadri caselle scatole nodi linee testo titolo legenda pagina slide messaggi passi passaggi punteggi \
imagem diagrama esquema gráfico desenho seta setas caixa caixas nós linhas texto título legenda página slide mensagens etapas passos \
afbeelding plaatje diagram schema tekening pijl pijlen vakken vakjes blokken lijnen tekst titel legenda pagina dia berichten stappen \
obraz obrazek diagram schemat rysunek strzałki strzałkami strzałka ramki bloki węzły linie tekst tytuł legenda strona slajd komunikaty kroki kroków oceny \
картинка картинку рисунок диаграмма диаграмму схема схему график стрелки стрелками блоки рамки линии текст заголовок легенда слайд слайда страница сообщения шаги шагов \
resim görsel diyagram şema ok oklar oklarla kutu kutular çizgiler metin başlık slayt sayfa mesajlar adım adımlar \
صورة رسم مخطط أسهم الأسهم مربعات نص عنوان شريحة صفحة خطوات رسائل चित्र आरेख तीर तीरों बॉक्स डिब्बे पाठ शीर्षक स्लाइड पृष्ठ चरण संदेश";

/// Words that stand between words about the look and say nothing else.
const SMALL: &str = "a an the in with and or on for of to as at by into onto from only very some more no not without w/o use using used make made keep kept it its it's is are be should must can could would will please pls plz want need like have has put add show draw render give looks look looking feel that this those these them there one two three four five six seven eight nine ten all each every any so but just also bit little quite rather too than then so-so everything nothing else extra other others others' something kind type sort way around between after before up down left right top bottom side inside outside first last total altogether overall max maximum about ca approx roughly \
number numbered numbering don't dont do does if possible maybe ideally preferably you your my our me us i we i'd id we'd let's lets fit fits fitting shouldn't u ur r thru across within per well style-wise beside \
bitte mit im in und ohne auf am als ein eine einen einem einer der die das den dem des soll sollte sollen sein ist sind kein keine keinen nur noch alles groß klein zwei drei vier fünf sechs zeile mach mache machen ich wir möchte hätte gern gerne von nach links rechts oben unten insgesamt für nummeriert \
avec et en sans le la les l' un une des du de d' au aux sur pour par il elle est sont doit doivent être pas trop plus très tout seulement svp stp merci s'il vous te plaît plait de à gauche droite haut bas numérotés numéroté numérotées \
con y sin el la los las un una unos unas del al en de por favor que sea sean es son debe deben ser muy más solo sólo todo nada izquierda derecha arriba abajo hacia numerados numerado numeradas total \
e ed con senza il lo gli le un una di del della dei delle su per favore che sia siano deve devono essere molto più solo tutto niente sinistra destra alto basso numerati da \
com sem o a os as um uma do da dos das no na nos nas por favor que seja sejam deve devem ser muito mais só tudo nada esquerda direita cima baixo para numeradas \
met zonder het een de van op voor en graag aub alsjeblieft moet moeten zijn niet geen alleen heel links rechts boven beneden naar genummerd \
z ze w we bez na do i oraz od lewej prawej góry dołu proszę ma mają być tylko nie bardzo numerowane po \
с со в на без и от до по слева направо сверху вниз пожалуйста должен должна должны быть только не очень для \
ile ve bir için lütfen olsun sadece çok değil soldan sağa yukarıdan aşağıya \
مع و من في على إلى بدون لا من فضلك فقط جدا में के की का से और बिना पर तक केवल कृपया हो होना चाहिए";

/// Words of talk around a prompt.
const TALK: &str = "thanks thank thx ty cheers sorry hi hey hello greetings please pls plz thats that's regards appreciated awesome great cool perfect ok okay lol btw danke dankeschön tschüss hallo grüße merci bonjour salut cordialement gracias hola saludos grazie ciao saluti obrigado obrigada olá bedankt dank hoi groetjes dzięki dziękuję cześć pozdrawiam спасибо привет teşekkürler merhaba selam شكرا شكراً مرحبا धन्यवाद नमस्ते शुक्रिया много many much so";

/// The same for scripts without blanks between words.
const DENSE: &str = "谢谢|感谢|麻烦|请|請|帮我|一下|画|畫|绘制|制作|生成|做|图|圖|图片|用|使用|采用|配色|颜色|蓝色|绿色|红色|黑色|白色|灰色|浅色|深色|色调|风格|简约|简洁|简单|清晰|现代|背景|透明|横向|纵向|竖向|横版|竖版|箭头|方框|文字|标题|字体|要|不要|不用|即可|就行|就好|好看|大一点|尺寸|适合|幻灯片|PPT|\
ありがとう|お願い|ください|下さい|描いて|作って|作成|図|色|配色|青|青系|緑|赤|黒|白|背景|透明|スタイル|シンプル|モダン|フラット|パステル|見やすく|綺麗|きれい|横向き|縦向き|横長|縦長|正方形|矢印|文字|タイトル|フォント|大きめ|小さめ|スライド|資料|用|枚|風|調|系|感じ|番号|付き|\
감사|고마|부탁|그려|만들|작성|해줘|해주세요|주세요|드립니다|합니다|그림|이미지|다이어그램|도표|색상|색|파란|파란색|초록|빨간|검은|흰색|배경|투명|스타일|심플|깔끔|간단|모던|가로|세로|가로형|세로형|정사각형|화살표|글자|제목|글꼴|크게|작게|슬라이드|발표|계열|톤|하게|으로|로|번호|표시|방향|좀|은|는|을|를|이|가|에|용";

/// Words that open a remark about what the picture is for.
const PURPOSES: &str = "for|it's for|its for|it is for|this is for|that's for|to go on|to put on|goes on|going on|für|es ist für|das ist für|ist für|pour|c'est pour|para|es para|é para|per|è per|voor|het is voor|dla|do prezentacji|to do|для|это для|ل|من أجل|هذا ل|यह";

/// Beginnings of sentences that speak with the reader.
const OPENERS: &str = "nothing fancy|nothing else|nothing too|number the|number messages|no need|don't|dont|do not|just keep|make it|make sure|make the|sorry|that's it|thats it|that's all|thats all|that is all|that's the|thats the|that should|that'd be|would be|thanks|thank you|many thanks|thx|cheers|i'll|i will|we'll|i want|i need|i'd like|i would like|we need|we want|the boss|my boss|should fit|it should|should be|no title|no legend|please keep|please make|please use|keep it|keep the|hope|let me know|if you can|if possible|ideally|feel free|can you|could you|can u|would you|and please|also please|oh and|ps|p.s.|btw|\
es para|para una|que quede|que sea|gracias|muchas gracias|hazlo|hazla|sin título|si puedes|c'est pour|pour ma|merci|fais-en|fais-le|faites-en|si possible|peux-tu|pouvez-vous|für meine|für die|für unsere|es ist für|das ist für|danke|vielen dank|bitte|mach es|mach das|wenn möglich|kannst du|ohne titel|è per|grazie|fallo|se possibile|puoi|senza titolo|é para|obrigado|obrigada|se possível|pode|sem título|het is voor|dank|bedankt|graag|maak het|kun je|indien mogelijk|to do prezentacji|dzięki|dziękuję|proszę|jeśli można|bez tytułu|это для|спасибо|пожалуйста|если можно|без заголовка|teşekkürler|sunum için|lütfen|mümkünse|başlık|شكرا|شكراً|من فضلك|धन्यवाद|कृपया|谢谢|ありがとう|お願いします|よろしく|감사합니다|부탁";

/// Words that point at the picture or at what stands before.
const POINTERS: &str = "this|that|it|these|the above|above|below|them|everything|all|here|das|dies|diese|daraus|ça|cela|ceci|en|esto|eso|questo|questa|isto|isso|dit|dat|hiervan|to|z tego|это|этого|bunu|şunu|هذا|هذه|इसे|इसका|यह|这个|这些|これ|これを|이것|이걸|위의";

/// Words of asking and of wishing.
const WISHES: &str = "draw|make|create|show|sketch|generate|render|design|build|turn|visualize|visualise|illustrate|produce|prepare|become|convert|please|pls|should|could|would|can|want|need|help|dibuja|haz|hazme|crea|genera|necesito|quiero|convierte|puedes|por favor|dessine|fais|fais-en|fais-moi|crée|montre|veux|voudrais|faut|peux|pouvez|zeichne|erstelle|mach|mache|brauche|möchte|kannst|können|bitte|soll|disegna|crea|fai|fanne|mostra|vorrei|puoi|desenhe|crie|faça|quero|preciso|pode|maak|teken|graag|kun|kunt|wil|narysuj|stwórz|zrób|potrzebuję|proszę|możesz|нарисуй|нарисуйте|создай|сделай|сделайте|построй|нужна|нужен|можешь|çiz|çizer|oluştur|hazırla|yap|ister|ارسم|أنشئ|اصنع|أريد|هل يمكن|बनाओ|बनाएं|बनाएँ|बनाइए|चाहिए";

fn listed(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(' ').map(str::trim).filter(|word| !word.is_empty())
}

/// What a word tells about a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Look,
    Part,
    Small,
    Talk,
    Unknown,
}

struct Lists {
    looks: HashSet<&'static str>,
    parts: HashSet<&'static str>,
    small: HashSet<&'static str>,
    talk: HashSet<&'static str>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        looks: listed(LOOKS).collect(),
        parts: listed(PARTS).collect(),
        small: listed(SMALL).collect(),
        talk: listed(TALK).collect(),
    })
}

fn sort(word: &str) -> Sort {
    let lists = lists();
    let elided = word.split_once(['\'', '’']).map_or("", |(_, rest)| rest);
    let number = word.chars().any(|c| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'x' | '×' | ':' | '/' | '-' | 'p'));
    if lists.talk.contains(word) {
        Sort::Talk
    } else if lists.looks.contains(word) || LOOK_STEMS.iter().any(|stem| word.starts_with(stem)) {
        Sort::Look
    } else if lists.parts.contains(word)
        || lists.parts.contains(elided)
        || kinds::named(word).is_some_and(|n| n.start == 0 && n.end == word.len())
    {
        Sort::Part
    } else if number || lists.small.contains(word) {
        Sort::Small
    } else if word.chars().any(is_dense) {
        dense(word)
    } else {
        Sort::Unknown
    }
}

/// A run of a script without blanks: only words about pictures and the endings between them?
fn dense(run: &str) -> Sort {
    let mut rest = run;
    let mut known = 0_usize;
    while let Some(first) = rest.chars().next() {
        let length = DENSE.split('|').filter(|word| rest.starts_with(word)).map(str::len).max();
        let length = length.or_else(|| kinds::named(rest).filter(|n| n.start == 0).map(|n| n.end));
        let step = match length {
            Some(length) => {
                known += 1;
                length
            }
            None if matches!(first, '\u{3040}'..='\u{309f}' | 'ー')
                || "的地得了吧呢把为成个张和与及".contains(first) =>
            {
                first.len_utf8()
            }
            None => return Sort::Unknown,
        };
        rest = rest.get(step..).unwrap_or("");
    }
    if known > 0 { Sort::Look } else { Sort::Small }
}

/// How many words of each sort a text has.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    all: usize,
    looks: usize,
    parts: usize,
    talk: usize,
    unknown: usize,
}

fn count(text: &str) -> Count {
    let mut out = Count::default();
    let apart =
        |c: char| !(is_word_char(c) || matches!(c, '#' | '\'' | '’' | '-' | ':' | '/' | '×'));
    for word in text.split(apart).take(40) {
        let word = word.trim_matches(|c: char| matches!(c, '\'' | '’' | '-' | ':' | '/'));
        if !has_word(word) {
            continue;
        }
        out.all += 1;
        let lower = word.to_lowercase();
        let kind = match sort(&lower) {
            // "top-down", "left-aligned".
            Sort::Unknown if lower.contains('-') => {
                let parts = lower.split('-').filter(|part| !part.is_empty()).map(sort);
                if parts.into_iter().all(|part| part != Sort::Unknown) {
                    Sort::Look
                } else {
                    Sort::Unknown
                }
            }
            kind => kind,
        };
        match kind {
            Sort::Look => out.looks += 1,
            Sort::Part => out.parts += 1,
            Sort::Talk => out.talk += 1,
            Sort::Small => {}
            Sort::Unknown => out.unknown += 1,
        }
    }
    out
}

/// True where every word speaks of pictures.
pub(super) fn only_looks(text: &str) -> bool {
    let count = count(text);
    count.unknown == 0 && count.all <= 24 && count.looks + count.talk > 0
}

/// "5 messages in total", "four boxes with arrows": only counts the parts of the picture.
fn counts_parts(text: &str) -> bool {
    let count = count(text);
    count.unknown == 0 && count.parts > 0 && count.all >= 2 && count.all <= 16
}

/// "numbered messages", "landscape": one look or part is enough before a colon.
pub(super) fn is_part(text: &str) -> bool {
    let count = count(text);
    count.all > 0 && count.unknown == 0
}

/// A whole line in brackets that is [`is_bracket`].
pub(super) fn is_bracket_line(text: &str) -> bool {
    let inner = super::text::unwrapped(text);
    inner.len() < text.trim().len() && is_bracket(inner)
}

/// Properties of a picture that are set with a colon: "style: flat", "Title: My flow".
const PROPERTIES: &str = "title|headline|heading|caption|theme|style|color|colors|colour|colours|palette|background|font|size|format|layout|orientation|direction|legend|language|aspect ratio|resolution|titel|überschrift|farben|stil|hintergrund|sprache|titre|couleurs|fond|título|titulo|colores|fondo|estilo|titolo|colori|sfondo|stile|cores|fundo|kleuren|achtergrond|stijl|tytuł|kolory|tło|styl|заголовок|название|цвета|фон|стиль|başlık|renkler|العنوان|الألوان|शीर्षक|रंग|标题|颜色|背景|风格|タイトル|色|背景|スタイル|제목|색상|배경|스타일";

/// Parts of a picture that a remark speaks about.
const SUBJECTS: &str = "the picture|the image|the chart|the diagram|the drawing|the graphic|the text|the boxes|the arrows|the font|the fonts|the colours|the colors|the background|the labels|the layout|the style|arrows|boxes|everything|fonts|das bild|die farben|der hintergrund|das diagramm|die schrift|l'image|le fond|le texte|les couleurs|la imagen|el fondo|el texto|los colores|l'immagine|lo sfondo|i colori|a imagem|o fundo|as cores";

/// True where a property of the picture is set or one of its parts is spoken about.
pub(super) fn sets_property(text: &str) -> bool {
    let property = starts_any(text, PROPERTIES).and_then(|n| text.get(n..)).is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with([':', '=', '：', '"', '“'])
            || rest.starts_with("is ")
            || rest.starts_with("should ")
    });
    const SIGNS: &str = "arrow|arrows|lines|boxes|labels|pfeil|pfeile|flechas|flèches|frecce|setas|pijlen|strzałki|стрелки";
    const SAY: &str = "from|point|points|pointing|go|mean|means|run|show|for|indicate|should|must|are|with|von|zeigen|bedeuten|de|indican|apuntan|van|vont|indiquent|da|vanno|indicano|wijzen|od|oznaczają|от|показывают";
    let sign = starts_any(text, SIGNS)
        .and_then(|n| text.get(n..))
        .is_some_and(|rest| rest.starts_with(' ') && starts_any(rest.trim_start(), SAY).is_some());
    property
        || sign
        || starts_any(text, SUBJECTS).and_then(|n| text.get(n..)).is_some_and(|rest| {
            starts_any(
            rest.trim_start(),
            "should|must|may|can be|in|soll|sollen|doit|doivent|debe|deben|deve|devono|devem|moet",
        )
        .is_some()
        })
}

/// True for a ratio such as 16:9.
fn has_ratio(text: &str) -> bool {
    ["16:9", "4:3", "1:1", "9:16", "3:2", "5:4", "2:3", "3:4", "21:9"]
        .iter()
        .any(|r| text.contains(r))
}

/// "draw it as a graph", "this should become a mind map", "fais-en un schéma": asks for a picture
/// of what is said elsewhere.
fn requests(text: &str) -> bool {
    let count = text.split_whitespace().count();
    if count > 20 {
        return false;
    }
    const DRAWS: &str = "visualise|visualize|visualised|visualized|draw|drawn|sketch|sketched|illustrate|illustrated|diagram|zeichnen|darstellen|visualisieren|dessiner|schématiser|dibujar|dibujarlo|disegnare|disegnarlo|desenhar|tekenen|narysować|нарисовать|изобразить|çizer|çizebilir";
    if find_any(text, DRAWS).is_some() && find_any(text, POINTERS).is_some() && count <= 10 {
        return true;
    }
    let pictured = kinds::named(text).is_some() || kinds::speaks_of_picture(text);
    let wishes = find_any(text, WISHES).is_some() || super::head::asks(text);
    let points = find_any(text, POINTERS).is_some();
    let opens = starts_any(text, "as|als|como|comme|come|в виде|jako|please as|as a").is_some();
    // "flow diagram from this json, left to right".
    let first = kinds::named(text).is_some_and(|n| n.start == 0 && n.weight == 2);
    if first && points && count <= 14 {
        return true;
    }
    pictured && ((wishes && (points || count <= 12)) || (opens && count <= 14))
}

/// "for the intranet", "it's for my biology class": what the picture is for.
pub(super) fn is_purpose(text: &str) -> bool {
    let Some(length) = starts_any(text, PURPOSES) else {
        return starts_any(text, OPENERS).is_some()
            && find_any(text, "for|für|pour|para|per|voor|dla|для|için").is_some()
            && text.split_whitespace().count() <= 10;
    };
    let rest = text.get(length..).unwrap_or("");
    let rest = super::text::bracket_at_end(rest).map_or(rest, |(before, _)| before);
    let count = rest.split_whitespace().count();
    let each = starts_any(
        rest.trim_start(),
        "each|every|all|orders|refunds|jede|jeden|jedes|alle|chaque|tous|toutes|cada|todos|todas|ogni|elke|iedere|każd*|каждо*",
    )
    .is_some();
    (1..=7).contains(&count) && !each
}

/// True for a statement that says something about the picture and nothing about its content.
pub(super) fn is_aside(text: &str) -> bool {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | '!' | '(' | ')' | '、' | '，' | '^' | '…' | '。')
    });
    let words = text.split_whitespace().count();
    if !has_word(text) || super::arrows::first(text).is_some() || words > 24 {
        return false;
    }
    if sets_property(text) || (words > 1 && only_looks(text)) || counts_parts(text) {
        return true;
    }
    if has_ratio(text) && words <= 10 {
        return true;
    }
    let sections = cut_at_colon(text).is_some_and(|(_, rest)| has_word(rest));
    if sections || words::says(text, words::SPLITTERS) {
        return false;
    }
    let count = count(text);
    let spoken = count.looks + count.parts + count.talk > 0;
    let opens = starts_any(text, OPENERS).is_some();
    opens && (spoken && count.unknown <= 4 || words <= 6 && count.unknown <= 2)
        || requests(text)
        || only_name(text)
}

/// Nothing but the name of a notation.
fn only_name(text: &str) -> bool {
    kinds::named(text).is_some_and(|n| {
        n.weight == 2 && n.end - n.start + 14 >= text.len() && text.split_whitespace().count() <= 6
            || n.start == 0 && n.end == text.len() && n.weight != 1
    })
}

/// True for the last words behind a comma that only speak of the picture: stricter than for a
/// whole statement, as steps stand behind commas too.
pub(super) fn is_last_clause(text: &str, alone: bool) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '(' | ')'));
    let words = text.split_whitespace().count();
    if words == 0 || words > 12 || super::arrows::first(text).is_some() {
        return false;
    }
    let count = count(text);
    let known = count.unknown == 0 && count.looks + count.talk > 0;
    let single = words > 1
        || alone
        || starts_any(text, "thanks|thx|thank|please|pls|danke|bitte|gracias|merci|grazie|obrigado|obrigada|bedankt|dzięki|спасибо|teşekkürler|شكرا|landscape|portrait|horizontal|vertical|minimalist|querformat|hochformat|paysage|apaisado").is_some();
    let opens = starts_any(text, "keep it|nothing fancy|nothing else|it's for|its for|it is for|no title|in a|in|with a|with|auf|mit|dans|en|con|com|su|em|w|в|met|op|use|make it|no|ohne|sans|sin|senza|sem|zonder|bez|без|without|w/o").is_some();
    known && single && !counts_parts_only(&count)
        || opens && count.looks > 0 && count.unknown <= 2
        || starts_any(
            text,
            "it's for|its for|it is for|this is for|keep it|no title|nothing else|nothing fancy",
        )
        .is_some()
        || has_ratio(text) && words <= 4
}

const fn counts_parts_only(count: &Count) -> bool {
    count.looks == 0 && count.talk == 0
}

/// True for what stands in brackets and only speaks of the picture or of the whole: "(blue)",
/// "(an endless loop)", "(scores from 1 to 5)".
pub(super) fn is_bracket(text: &str) -> bool {
    const WHOLE: &str = "loop|endless loop|an endless loop|infinite loop|a loop|it's a loop|it loops|cycle|it's a cycle|a cycle|closed loop|repeat|repeats|repeat forever|forever|and so on|etc|boucle|boucle infinie|bucle|bucle infinito|endlosschleife|schleife|ciclo|ciclo infinito|loop infinito|eindeloze lus|lus|pętla|nieskończona pętla|цикл|бесконечный цикл|döngü|sonsuz döngü|循环|ループ|無限ループ|반복|무한 반복|حلقة";
    let scale = starts_any(text, "scores|score|scale|ratings|rating|points|numbers|punteggi|voti|oceny|ocena|noten|bewertung|notes|note|puntuación|puntos|notas|escala|pontos|cijfers|оценки|баллы|puanlar|评分|点数|점수").is_some()
        && text.split_whitespace().count() <= 8;
    is_aside(text)
        || has_ratio(text)
        || text.split_whitespace().count() > 1 && only_looks(text)
        || starts_any(text.trim(), WHOLE) == Some(text.trim().len())
        || scale
}

/// A sentence that only says that the content follows: "Our onboarding works like this".
pub(super) fn is_preface(text: &str) -> bool {
    const ENDS: &str = "works like this|goes like this|looks like this|is as follows|are as follows|as follows|like this|here it is|here goes|here we go|it goes|how it works|how we do it|this way|the steps are|the steps|the flow|the process|the following|so geht's|so geht das|funktioniert so|läuft so|läuft so ab|läuft folgendermaßen ab|wie folgt|folgendermaßen|sieht so aus|comme suit|comme ça|comme ceci|comment ça marche|voici|funciona así|es así|de la siguiente manera|como sigue|funziona così|è così|come segue|funciona assim|é assim|como segue|werkt als volgt|als volgt|gaat zo|werkt zo|wygląda tak|działa tak|jest tak|następująco|выглядит так|работает так|происходит так|следующим образом|şöyle|şu şekilde|كالتالي|كما يلي|इस प्रकार है|ऐसे है|如下|以下の通り|以下のとおり|次の通り|다음과 같다|다음과 같습니다|이렇게";
    const OPENS: &str = "here is|here's|heres|here are|this is|these are|below is|below are|the following|our process is|it works like this|we do it like this|that's how|this is how|so basically|ok so|okay so|so here|hier ist|hier sind|so geht's|voici|aquí está|este es|ecco|aqui está|hier is|oto|вот|işte|إليك|यह रहा|以下|下面";
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '!' | ':' | '：' | '。' | ',')
    });
    let words = text.split_whitespace().count();
    let opens = starts_any(text, OPENS).is_some() && words <= 10;
    let ends = words <= 16
        && ENDS.split('|').any(|end| {
            text.len() >= end.len()
                && text
                    .get(text.len() - end.len()..)
                    .is_some_and(|tail| starts_any(tail, end) == Some(tail.len()))
                && text.get(..text.len() - end.len()).is_some_and(|before| {
                    !before.ends_with(is_word_char) || end.chars().any(is_dense)
                })
        });
    (opens || ends) && super::arrows::first(text).is_none() && !words::says(text, words::SPLITTERS)
}
