//! The water cycle: sea, rising vapour, clouds, rain over mountains, a river and the water in
//! the ground, cut open in front.

use kurbo::{Point, Rect};

use super::brush::{Brush, Paint, ground, smooth};
use super::callouts::Spot;
use super::nature::{self, hill};
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "water_cycle",
    topics: "water cycle|hydrological cycle|hydrologic cycle|wasserkreislauf|kreislauf des wassers|cycle de l'eau|cycle hydrologique|ciclo del agua|ciclo hidrológico|ciclo dell'acqua|ciclo idrologico|ciclo da água|waterkringloop|kringloop van het water|obieg wody|cykl wodny|круговорот воды|водный цикл|su döngüsü|水循环|水循環|水的循环|水の循環|물의 순환|물 순환|دورة الماء|دورة المياه|जल चक्र",
    parts: &[
        (
            "evaporation",
            "evapor|verdunst|évapor|parowani|испарени|buharlaşma|蒸发|蒸發|蒸発|증발|تبخر|वाष्पीकरण|verdamping|vapour|vapor",
        ),
        (
            "transpiration",
            "transpir|evapotranspir|транспирац|terleme|蒸腾|蒸散|증산|نتح|वाष्पोत्सर्जन",
        ),
        (
            "condensation",
            "condens|kondens|конденсац|yoğunlaşma|yoğuşma|凝结|凝結|凝縮|응결|تكاثف|تكثف|संघनन|cloud|wolke|nuage|nube|nuvol|облак",
        ),
        ("transport", "transport|advection|advektion|wind|vent|viento|vento|ветер|перенос"),
        (
            "precipitation",
            "precipit|rain|niederschlag|regen|précipit|pluie|lluvia|pioggia|chuva|neerslag|opad|осадк|дождь|yağış|yağmur|降水|降雨|강수|هطول|أمطار|वर्षा|वर्षण",
        ),
        (
            "snow",
            "snow|schnee|neige|nieve|neve|sneeuw|śnieg|снег|kar erimesi|雪|눈|ثلج|हिम|melt|schmelz|glacier|gletscher|ice cap",
        ),
        (
            "runoff",
            "runoff|run off|abfluss|ruissel|escorrent|deflusso|scorriment|escoament|afstroming|spływ|сток|yüzey akış|径流|地表流|유출|جريان|अपवाह|river|fluss|fleuve|rivière|río|fiume|stream",
        ),
        (
            "infiltration",
            "infiltr|percol|versicker|seep|инфильтрац|sızma|下渗|浸透|침투|تسرب|ترشح|अंतःस्यंदन",
        ),
        (
            "groundwater",
            "groundwater|ground water|grundwasser|eau souterraine|eaux souterraines|nappe|agua subterr|aguas subterr|acqua sotterr|acque sotterr|falda|grondwater|wody gruntowe|грунтовы|подземны|yeraltı su|地下水|지하수|مياه جوفية|भूजल|aquifer",
        ),
        (
            "collection",
            "collection|sammlung|collecte|accumul|recolec|raccolta|coleta|ocean|ozean|océan|océano|oceano|sea|meer|mer|mar|lake|oceaan|gromadzenie|океан|море|birikme|toplanma|收集|海洋|集水|貯留|집수|바다|تجمع|संग्रह|storage",
        ),
        (
            "sun",
            "sun|solar|sonne|soleil|sol|sole|zon|słońce|солнц|güneş|太阳|太陽|태양|شمس|सूर्य|heat",
        ),
    ],
    ground: Ground::Sky,
    is_sequence: true,
    is_object: false,
    paint,
};

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.62).y);
    if b.is_night() {
        let rect = Rect::new(frame.area.x0, frame.area.y0, frame.area.x1, at(0.0, 0.3).y);
        nature::stars(b, rect, 26, u.max(0.6));
    }
    let sun = at(0.13, 0.13);
    nature::sun(b, sun, 58.0 * u);
    far(b, frame);
    sea(b, frame);
    land(b, frame);
    section(b, frame);
    clouds(b, frame);
    arrows(b, frame);
    spots(frame, sun)
}

fn far(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let at = |x: f64, y: f64| frame.at(x, y);
    let base = at(0.0, 0.66).y;
    let wide = frame.area.width();
    let haze = frame.all("30 63 42 57 52 60 62 50 74 52 88 46 100 50");
    hill(b, &haze, base, (0xC5D8EA, 0xDDEAF2));
    nature::mountain(b, at(0.645, 0.375), base, wide * 0.17, (0xA9BDD2, 0x7A94B2));
    nature::mountain(b, at(0.785, 0.43), base, wide * 0.15, (0xB4C7D9, 0x86A0BC));
    nature::mountain(b, at(0.94, 0.45), base, wide * 0.16, (0xB0C3D6, 0x7F99B6));
}

fn sea(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let surface = frame.rect((0.0, 0.585), (1.0, 0.84));
    b.rect((surface.x0, surface.y0, surface.x1, surface.y1), 0.0, (0xA8DCF2, 0x3D9BDC));
    // The way of the light over the water.
    let glitter = smooth(&frame.all("12 58.5 14 58.5 17 70 18.5 82 7.5 82 9 70"), true);
    b.fill(&glitter, Paint::Fade(0xFFF6D8, 0.75, 0.0));
    let rect = frame.rect((0.0, 0.6), (0.4, 0.8));
    nature::waves(b, rect, frame.unit, 5);
}

fn land(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let bottom = at(0.0, 0.84).y;
    let back = frame.all("33 62.5 38 61 46 59.5 58 60 70 57.5 84 59.5 100 56");
    let mut shore = smooth(&back, false);
    for point in frame.all("100 70 44 70 40 67 36 64.5") {
        shore.line_to(point);
    }
    shore.close_path();
    b.fill(&shore, (0x9CCB85, 0x7DB86B));
    let feet = frame.all("53 61.5 57 61 62 60 95 59 91 60");
    for (foot, size) in feet.into_iter().zip([38.0, 46.0, 42.0, 44.0, 38.0]) {
        nature::pine(b, foot, size * u);
    }
    let front = frame.all("46 67.4 50 66 60 65.5 78 63.5 90 65 100 63");
    // The beach runs from the far shore down to the cut.
    let beach = ground(&frame.all("38 84.5 38.5 80 40.5 74 40 70 43 66.4 56 66.4"), bottom);
    b.fill(&beach, (0xF3DFA9, 0xE0C27E));
    let mut meadow = smooth(&frame.all("41.5 84.5 42.5 80 44.5 75.5 43.5 71 46 67.4"), false);
    meadow.extend(smooth(&front, false).elements().iter().skip(1).copied());
    meadow.line_to(at(1.0, 0.845));
    meadow.close_path();
    b.fill(&meadow, (0x93CE70, 0x5DAA52));
    let river = frame
        .all("76.5 58.5 73.5 61.5 77 64.5 80 67.5 74.5 70.5 62 72.5 55 75 50 77.5 43 78 39 78.5");
    b.fill(&nature::ribbon(&river, (5.0 * u, 62.0 * u)), Paint::Veil(0x3F8F3F, 0.28));
    b.fill(&nature::ribbon(&river, (3.0 * u, 54.0 * u)), Paint::Across(0x3D9BDC, 0x8FD0F0));
    let feet = frame.all("93 74.5 86.5 76.5 98.5 78 50 69");
    let sizes = [118.0, 96.0, 104.0, 62.0];
    for (index, (foot, size)) in feet.into_iter().zip(sizes).enumerate() {
        nature::tree(b, foot, size * u, index);
    }
    for foot in frame.all("58 70 68 68 82 72 62 79 74 80 90 81") {
        nature::tuft(b, foot, 15.0 * u);
    }
}

/// The ground cut open: sea bed, soil, rock and the water in between.
fn section(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let bottom = frame.whole.y1;
    let top = frame.all("0 82.2 20 81.8 34 82.4 43 82.6 60 82 80 82.6 100 82");
    hill(b, &top, bottom, (0xB98A5E, 0x8A6242));
    let grass = frame.all("40 82 60 81.5 80 82 100 81.5");
    let lower = frame.all("100 83.5 80 84 60 83.5 41 83.8");
    let mut turf = smooth(&grass, false);
    for point in lower {
        turf.line_to(point);
    }
    turf.close_path();
    b.fill(&turf, 0x4E9747);
    let water = frame.all("30 94 42 90.5 60 91.5 80 90 100 91");
    hill(b, &water, bottom, (0x6FB7DD, 0x3F86BD));
    let rock = frame.all("0 99 30 97.5 55 97.2 80 96.5 100 97");
    hill(b, &rock, bottom + 1.0, (0x7F6B5F, 0x5F4F48));
    let mut pores = kurbo::BezPath::new();
    for point in frame.all("50 87 57 88 64 86.2 72 87.5 80 86 88 87.8 95 86.2 46 89 84 88.8") {
        pores.move_to(point);
        pores.line_to(point + (5.0 * u, 1.0 * u));
    }
    b.stroke(&pores, (0x75512F, 0.6), 5.0 * u);
    // The sea in front of its bed.
    let mut body = kurbo::BezPath::new();
    body.move_to(at(0.0, 0.815));
    body.line_to(at(0.41, 0.82));
    body.curve_to(at(0.38, 0.88), at(0.3, 0.9), at(0.2, 0.93));
    body.curve_to(at(0.12, 0.955), at(0.06, 0.965), at(0.0, 0.97));
    body.close_path();
    b.fill(&body, (0x3D97D8, 0x16569C));
    b.within(at(0.1, 0.885), u, |b| {
        b.path("M0 0C8 -9 22 -9 32 0L42 -7L42 9L32 2C22 10 8 10 0 0Z", Paint::Veil(0xBFE4F7, 0.75));
        b.path(
            "M64 16C69 10 78 10 85 16L92 11L92 22L85 17C78 23 69 22 64 16Z",
            Paint::Veil(0xBFE4F7, 0.6),
        );
    });
}

fn clouds(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    nature::cloud(b, at(0.36, 0.06), 96.0 * u, false);
    nature::cloud(b, at(0.49, 0.17), 216.0 * u, false);
    nature::rain(b, frame.rect((0.705, 0.265), (0.9, 0.4)), u);
    nature::cloud(b, at(0.87, 0.15), 210.0 * u, true);
    nature::cloud(b, at(0.77, 0.2), 240.0 * u, true);
}

fn arrows(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    for rising in ["27 71 26.5 52 32 36.5", "33.5 73 33.5 55 39 40", "40 70 40 57 44.5 45.5"] {
        b.flow(&frame.all(rising), 0xE2711D, 15.0 * u);
    }
    b.flow(&frame.all("60 12.5 64.5 10 69.5 12.5"), 0x5B7DB1, 12.0 * u);
    if frame.parts.contains(&"transpiration") {
        b.flow(&frame.all("93 63 95.5 53 94 44"), 0x3D9A50, 11.0 * u);
    }
    b.flow(&frame.all("68 71.5 57 74.5 49 77.3 40 78.6"), 0x1667B5, 12.0 * u);
    for sinking in ["62 82.5 62.3 86 62 91", "70 82.5 70.3 86 70 91"] {
        b.flow(&frame.all(sinking), 0x2C8AC9, 9.0 * u);
    }
    b.flow(&frame.all("66 95 50 94 36 94.5"), 0x9FD5F2, 9.0 * u);
}

fn spots(frame: &Frame<'_>, sun: Point) -> Painted {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let mut painted = Painted {
        spots: vec![
            Spot::new("evaporation", at(0.285, 0.5), 0xC2570C)
                .reach(40.0 * u)
                .seat(at(0.255, 0.47), Anchor::Right),
            Spot::new("transpiration", at(0.95, 0.53), 0x2F7F3F).reach(30.0 * u),
            Spot::new("condensation", at(0.49, 0.18), 0x0B6BA8)
                .reach(84.0 * u)
                .seat(at(0.5, 0.265), Anchor::TopCenter),
            Spot::new("transport", at(0.645, 0.105), 0x49679A).reach(20.0 * u),
            Spot::new("precipitation", at(0.8, 0.33), 0x4338CA)
                .reach(48.0 * u)
                .seat(at(0.985, 0.43), Anchor::Right),
            Spot::new("snow", at(0.645, 0.41), 0x4A6E96),
            Spot::new("runoff", at(0.58, 0.74), 0x1259A5)
                .reach(24.0 * u)
                .seat(at(0.575, 0.6), Anchor::Center),
            Spot::new("infiltration", at(0.66, 0.865), 0x1B78B4).reach(26.0 * u),
            Spot::new("groundwater", at(0.8, 0.94), 0x2C6FA3).reach(30.0 * u),
            Spot::new("collection", at(0.16, 0.86), 0x0F5C9C)
                .reach(60.0 * u)
                .seat(at(0.03, 0.9), Anchor::Left),
            Spot::new("sun", sun, 0xB26A00).reach(62.0 * u),
        ],
        ..Painted::default()
    };
    painted.keep(Rect::from_center_size(sun, (120.0 * u, 120.0 * u)), 14.0);
    for (x0, y0, x1, y1, weight) in [
        (0.4, 0.1, 0.59, 0.24, 12.0),
        (0.67, 0.08, 0.97, 0.27, 14.0),
        (0.7, 0.27, 0.9, 0.38, 5.0),
        (0.26, 0.36, 0.45, 0.72, 9.0),
        (0.56, 0.37, 0.74, 0.5, 8.0),
        (0.36, 0.7, 0.7, 0.8, 9.0),
        (0.83, 0.65, 1.0, 0.78, 5.0),
        (0.6, 0.83, 0.73, 0.92, 6.0),
    ] {
        painted.keep(frame.rect((x0, y0), (x1, y1)), weight);
    }
    painted
}
