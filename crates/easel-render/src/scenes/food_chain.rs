//! A food chain: the creatures that the items name, each on its patch of grass (or in the sea),
//! and what eats what.

use kurbo::{Point, Rect, Vec2};

use super::brush::{Brush, Paint};
use super::callouts::Spot;
use super::creatures;
use super::nature;
use super::stations;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "food_chain",
    topics: "food chain|food web|trophic levels|nahrungskette|nahrungsnetz|chaîne alimentaire|réseau trophique|cadena alimenticia|cadena alimentaria|cadena trófica|catena alimentare|cadeia alimentar|voedselketen|łańcuch pokarmowy|пищевая цепь|цепь питания|besin zinciri|食物链|食物鏈|食物連鎖|먹이사슬|먹이 사슬|سلسلة غذائية|السلسلة الغذائية|खाद्य श्रृंखला|आहार श्रृंखला",
    parts: &[
        ("sun", "sun|sonne|soleil|sol|sole|zon|słońce|солнц|güneş|太阳|太陽|태양|شمس|सूर्य"),
        (
            "grass",
            "grass|gras|herbe|hierba|pasto|erba|capim|relva|trawa|трава|çimen|otlar|草|풀|عشب|घास|wheat|corn|grain|rice|leaves|~producer|~produzent|~producteur|~productor|~produttor|~produtor|~producent|~продуцент|~üretici|~生产者|~生産者|~생산자|~منتج|~उत्पादक|~plant|~pflanze|~plante|~planta|~pianta",
        ),
        (
            "flower",
            "flower|blume|blüte|fleur|flor|fiore|bloem|kwiat|цвет|çiçek|花|꽃|زهر|फूल|clover|nectar|sunflower|berries",
        ),
        (
            "algae",
            "alga|alge|algue|phytoplankton|phyto|fitoplan|seaweed|kelp|водоросл|alg|yosun|藻|浮游植物|조류|طحالب|शैवाल",
        ),
        (
            "caterpillar",
            "caterpillar|raupe|chenille|oruga|bruco|lagarta|rups|gąsienica|гусениц|tırtıl|毛虫|芋虫|애벌레|worm|larva|insect|insekt|bug|beetle",
        ),
        (
            "grasshopper",
            "grasshopper|heuschrecke|grashüpfer|sauterelle|criquet|saltamontes|cavalletta|gafanhoto|sprinkhaan|konik polny|кузнечик|çekirge|蚱蜢|蝗|バッタ|메뚜기|جندب|جراد|टिड्डा|cricket|locust",
        ),
        (
            "mouse",
            "mouse|mice|maus|mäuse|souris|ratón|topo|rato|muis|mysz|мыш|fare|鼠|ネズミ|쥐|فأر|चूहा|rodent|vole|rat",
        ),
        (
            "rabbit",
            "rabbit|hare|kaninchen|hase|lapin|lièvre|conejo|coniglio|coelho|konijn|królik|zając|кролик|заяц|tavşan|兔|ウサギ|うさぎ|토끼|أرنب|खरगोश|~primary consumer|~primärkonsument|~herbivore|~pflanzenfresser|~consommateur primaire|~consumidor primario|~初级消费者|~consumer|~konsument",
        ),
        (
            "frog",
            "frog|frosch|grenouille|rana|rã|sapo|kikker|żaba|лягушк|kurbağa|青蛙|蛙|カエル|개구리|ضفدع|मेंढक|toad|~secondary consumer|~sekundärkonsument",
        ),
        (
            "snake",
            "snake|schlange|serpent|serpiente|culebra|serpente|cobra|slang|wąż|змея|yılan|蛇|ヘビ|뱀|ثعبان|أفعى|साँप|सांप|~tertiary consumer|~tertiärkonsument",
        ),
        (
            "bird",
            "bird|vogel|oiseau|pájaro|uccello|pássaro|ptak|птиц|kuş|鸟|鳥|새|طائر|पक्षी|robin|sparrow|thrush|chicken|hen",
        ),
        (
            "hawk",
            "hawk|eagle|falcon|adler|falke|habicht|bussard|aigle|faucon|águila|halcón|aquila|falco|gavião|águia|havik|arend|orzeł|jastrząb|орел|орёл|ястреб|сокол|kartal|şahin|鹰|鷹|タカ|ワシ|매|독수리|صقر|نسر|बाज|चील|~apex predator|~top predator|~spitzenprädator|~predator|~quaternary consumer",
        ),
        (
            "owl",
            "owl|eule|uhu|hibou|chouette|búho|lechuza|gufo|coruja|uil|sowa|сова|baykuş|猫头鹰|フクロウ|올빼미|부엉이|بومة|उल्लू",
        ),
        (
            "fox",
            "fox|fuchs|renard|zorro|volpe|raposa|vos|lis|лиса|tilki|狐|キツネ|여우|ثعلب|लोमड़ी|wolf|coyote",
        ),
        (
            "krill",
            "krill|zooplan|shrimp|garnele|crevette|gamba|camarón|gambero|camarão|copepod|рачк|криль|karides|磷虾|オキアミ|크릴|새우|روبيان|झींगा",
        ),
        (
            "fish",
            "fish|fisch|poisson|pez|peces|pesce|peixe|vis|ryba|рыба|balık|鱼|魚|물고기|سمك|मछली|herring|sardine|anchovy|minnow|small fish",
        ),
        (
            "big_fish",
            "big fish|large fish|tuna|salmon|cod|mackerel|thunfisch|lachs|thon|atún|tonno|atum|тунец|лосось|ton balığı|金枪鱼|マグロ|참치|perch|pike|trout|predatory fish",
        ),
        (
            "shark",
            "shark|hai|requin|tiburón|squalo|tubarão|haai|rekin|акула|köpekbalığı|鲨|サメ|상어|قرش|शार्क|orca|killer whale|whale|dolphin",
        ),
        (
            "seal",
            "seal|robbe|seehund|phoque|foca|zeehond|foka|тюлень|fok|海豹|アザラシ|물개|바다표범|فقمة|सील|penguin|sea lion",
        ),
        (
            "mushroom",
            "mushroom|fung|pilz|champignon|seta|hongo|cogumelo|paddenstoel|grzyb|гриб|mantar|蘑菇|真菌|キノコ|버섯|فطر|मशरूम|कवक|decompos|zersetzer|destruent|décompos|descompon|decompon|редуцент|ayrıştırıcı|分解者|분해자|bacteria",
        ),
    ],
    ground: Ground::Sky,
    is_sequence: true,
    is_object: false,
    paint,
};

const DEFAULT: [&str; 5] = ["grass", "grasshopper", "frog", "snake", "hawk"];
const MARINE: [&str; 6] = ["algae", "krill", "fish", "big_fish", "shark", "seal"];

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let chain: &[&'static str] = if frame.parts.is_empty() { &DEFAULT } else { frame.parts };
    let marine = chain.iter().filter(|part| MARINE.contains(part)).count();
    let is_sea = marine * 2 > chain.len();
    if is_sea {
        sea(b, frame)
    } else {
        meadow(b, frame)
    }
    let places = stations::lay(frame, chain.len());
    let size = places.size;
    let mut painted = Painted { widest: Some(places.widest), ..Painted::default() };
    for index in 0..chain.len() {
        if let Some(way) = places.way(index) {
            b.flow(&way, if is_sea { 0xFFE08A } else { 0xE2711D }, size * 0.075);
            let [from, over, to] = way;
            let rect = Rect::from_points(from, to).union_pt(over);
            painted.keep(rect.inflate(size * 0.05, size * 0.05), 6.0);
        }
    }
    for (part, center) in chain.iter().zip(&places.centers) {
        if !is_sea && *part != "sun" {
            mound(b, *center + Vec2::new(0.0, size * 0.4), size);
        }
        let corner = *center - Vec2::new(size, size) * 0.5;
        if let Some(draw) = creatures::draw_of(part) {
            b.within(corner, size / 100.0, draw);
        }
        let under = *center + Vec2::new(0.0, size * if is_sea { 0.5 } else { 0.6 });
        painted.spots.push(
            Spot::new(part, *center, 0x2F6B3A).reach(size * 0.66).seat(under, Anchor::TopCenter),
        );
        let body = Rect::from_center_size(*center, (size * 0.96, size * 1.04));
        painted.keep(body, 40.0);
    }
    painted
}

/// A patch of grass that something stands on.
fn mound(b: &mut Brush<'_>, center: Point, size: f64) {
    let (rx, ry) = (size * 0.58, size * 0.13);
    nature::shade(b, center + Vec2::new(0.0, ry * 0.75), (rx * 1.12, ry * 1.1));
    b.within(center, size / 100.0, |b| {
        b.path("M-58 0C-58 16 -34 20 0 20C34 20 58 16 58 0Z", Paint::Across(0xA87B50, 0x7A5435));
        b.oval((0.0, 0.0), (58.0, 12.0), Paint::Across(0xA8DB78, 0x62B055));
        b.oval((-10.0, -2.0), (36.0, 6.0), Paint::Veil(0xD5F2A6, 0.5));
    });
}

fn meadow(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.7).y);
    nature::sun(b, at(0.9, 0.02), 46.0 * u);
    nature::cloud(b, at(0.12, 0.05), 150.0 * u, false);
    nature::cloud(b, at(0.62, 0.1), 110.0 * u, false);
    let bottom = frame.whole.y1;
    let hills = [
        ("0 52 18 44 36 50 58 40 80 48 100 42", (0xCFE6D2, 0xB4D9B8)),
        ("0 62 22 56 44 62 66 54 100 60", (0xBFE0AE, 0x9ACC8D)),
        ("0 74 26 70 52 76 78 69 100 73", (0xB2DB95, 0x86C17A)),
    ];
    for (points, paint) in hills {
        nature::hill(b, &frame.all(points), bottom, paint);
    }
    for (foot, size) in
        frame.all("5 60 10 61 90 58 95 60").into_iter().zip([52.0, 40.0, 44.0, 56.0])
    {
        nature::pine(b, foot, size * u);
    }
    for foot in frame.all("4 92 30 96 52 90 74 95 96 90 14 80 86 78") {
        nature::tuft(b, foot, 15.0 * u);
    }
}

fn sea(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    let whole = frame.whole;
    nature::sky(b, whole, at(0.0, 0.1).y);
    let surface = frame.all("0 3 14 1.5 30 4 48 2 66 4 84 2 100 3.5");
    nature::hill(b, &surface, whole.y1, (0x7FCBEA, 0x14528F));
    let from = at(0.2, -0.3);
    nature::beams(b, from, &frame.all("14 90 36 95 62 88"), 60.0 * u);
    let floor = frame.all("0 95 20 92 45 96 70 92 100 95");
    nature::hill(b, &floor, whole.y1, (0xD9C48F, 0x9C8558));
    for (x, y, r) in
        [(0.08, 0.3, 5.0), (0.1, 0.26, 3.0), (0.93, 0.42, 5.0), (0.95, 0.37, 3.0), (0.5, 0.12, 4.0)]
    {
        let point = at(x, y);
        b.disc(point.x, point.y, r * u, Paint::Veil(0xFFFFFF, 0.4));
    }
}
