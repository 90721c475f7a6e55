//! Photosynthesis: a plant in the sun, what it takes in and what it gives off, and its roots in
//! the ground.

use kurbo::{Affine, Point, Rect, Vec2};

use super::brush::{Brush, Paint};
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "photosynthesis",
    topics: "photosynthesis|photosynthese|fotosynthese|photosynthèse|fotosíntesis|fotosintesi|fotossíntese|fotosynteza|фотосинтез|fotosentez|光合作用|光合成|광합성|التمثيل الضوئي|البناء الضوئي|प्रकाश संश्लेषण",
    parts: &[
        (
            "sunlight",
            "sunlight|sun|light|solar|sonnenlicht|licht|sonne|lumière|soleil|luz|sol|luce|sole|zonlicht|światło|słońce|свет|солнц|güneş|ışık|阳光|光能|日光|太陽光|光|햇빛|빛|ضوء|شمس|सूर्य|प्रकाश|energy",
        ),
        (
            "carbon_dioxide",
            "carbon dioxide|co2|co₂|kohlendioxid|kohlenstoffdioxid|dioxyde de carbone|gaz carbonique|dióxido de carbono|anidride carbonica|biossido di carbonio|koolstofdioxide|dwutlenek węgla|углекислый|karbondioksit|二氧化碳|二酸化炭素|이산화 탄소|이산화탄소|ثاني أكسيد الكربون|कार्बन डाइऑक्साइड",
        ),
        (
            "oxygen",
            "oxygen|o2|o₂|sauerstoff|oxygène|oxígeno|ossigeno|oxigênio|oxigénio|zuurstof|tlen|кислород|oksijen|氧气|氧|酸素|산소|أكسجين|ऑक्सीजन",
        ),
        ("water", "water|h2o|h₂o|wasser|eau|agua|acqua|água|woda|вода|su|水|물|ماء|पानी|जल"),
        (
            "glucose",
            "glucose|sugar|glukose|zucker|traubenzucker|sucre|azúcar|zucchero|açúcar|glicose|suiker|cukier|glukoza|глюкоз|сахар|şeker|glikoz|葡萄糖|糖|ブドウ糖|포도당|جلوكوز|سكر|ग्लूकोज|शर्करा|starch|food|c6h12o6",
        ),
        (
            "chlorophyll",
            "chloroph|chlorop|clorof|хлороф|klorofil|叶绿|葉緑|クロロフィル|엽록|كلوروفيل|क्लोरोफिल|हरितलवक|thylak|calvin",
        ),
        (
            "leaf",
            "leaf|leaves|blatt|blätter|feuille|hoja|foglia|folha|liść|liście|лист|yaprak|叶|葉|잎|ورقة|पत्ती",
        ),
        ("stomata", "stoma|spaltöffnung|estoma|устьиц|气孔|気孔|기공|ثغور|रंध्र"),
        (
            "roots",
            "root|wurzel|racine|raíz|raíces|radice|radici|raiz|wortel|korze|корн|корень|kök|根|뿌리|جذور|जड़",
        ),
        (
            "stem",
            "stem|stängel|spross|tige|tallo|stelo|fusto|caule|stengel|łodyga|стебель|gövde|茎|줄기|ساق|तना|xylem|phloem",
        ),
        (
            "soil",
            "soil|mineral|nutrient|boden|erde|nährstoff|sol nutritif|suelo|suolo|solo|bodem|gleba|почва|минерал|toprak|土壤|土|토양|تربة|मिट्टी",
        ),
        ("flower", "flower|blüte|fleur|flor|fiore|bloem|kwiat|цветок|çiçek|花|꽃|زهرة|फूल"),
    ],
    ground: Ground::Sky,
    is_sequence: false,
    is_object: false,
    paint,
};

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    nature::sky(b, frame.whole, at(0.0, 0.72).y);
    let sun = at(0.13, 0.1);
    nature::beams(b, sun, &frame.all("42 28 38 44 33 56"), 46.0 * u);
    nature::sun(b, sun, 62.0 * u);
    nature::cloud(b, at(0.82, 0.07), 170.0 * u, false);
    nature::cloud(b, at(0.66, 0.03), 96.0 * u, false);
    let bottom = frame.whole.y1;
    nature::hill(b, &frame.all("0 66 20 60 45 65 70 58 100 63"), bottom, (0xCDE8C2, 0xA9D49A));
    nature::hill(b, &frame.all("0 73 28 69 55 72 80 68 100 71"), bottom, (0xB2DE90, 0x7FBF68));
    for foot in frame.all("94 66 90 67").into_iter().enumerate() {
        nature::tree(b, foot.1, 74.0 * u, foot.0 + 1);
    }
    soil(b, frame);
    plant(b, frame);
    arrows(b, frame);
    spots(frame, sun)
}

fn soil(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let bottom = frame.whole.y1;
    nature::hill(b, &frame.all("0 76 25 75 50 76 75 75 100 76"), bottom, (0xA9774C, 0x6B462B));
    nature::hill(b, &frame.all("0 91 30 89 60 92 100 89"), bottom + 1.0, (0x7A5335, 0x5A3B26));
    let top = frame.all("0 75 25 74 50 75 75 74 100 75");
    let mut turf = super::brush::smooth(&top, false);
    for point in frame.all("100 77.6 75 77 50 78 25 77 0 77.8") {
        turf.line_to(point);
    }
    turf.close_path();
    b.fill(&turf, (0x7CC35A, 0x4E9747));
    for foot in frame.all("8 75.6 20 75 32 75.4 66 75.4 80 75 92 75.6") {
        nature::tuft(b, foot, 15.0 * u);
    }
    for (index, place) in
        frame.all("12 86 26 94 70 93 88 84 80 96 8 96 93 93").into_iter().enumerate()
    {
        let radius = (7.0 + 4.0 * (index % 3) as f64) * u;
        b.oval((place.x, place.y), (radius * 1.5, radius), Paint::Ball(0xC9A986, 0x7D6049));
    }
    for place in frame.all("36 88 40 94 60 89 64 95 31 82 68 83") {
        b.within(place, u * 0.75, |b| {
            b.path(
                "M0 -13C6 -4 10 1 10 6A10 10 0 0 1 -10 6C-10 1 -6 -4 0 -13Z",
                Paint::Ball(0xBFE6FA, 0x3E97D6),
            );
        });
    }
}

/// The plant itself: stem, leaves, flower and roots, in a grid around its foot.
fn plant(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let foot = frame.at(0.5, 0.765);
    let u = plant_unit(frame);
    b.within(foot, u, |b| {
        for root in [
            "M0 0C4 24 -6 44 2 76C4 92 0 104 -4 116",
            "M0 6C-20 20 -44 22 -62 44C-72 56 -86 60 -98 62M-44 28C-52 44 -50 60 -58 78",
            "M2 6C24 18 46 20 64 40C76 52 88 58 100 58M42 22C50 38 50 58 60 76",
        ] {
            b.line(root, 0xEAD3AE, 7.0);
        }
        b.line("M0 40C-12 56 -24 62 -30 84M2 44C14 58 22 66 30 88", 0xEAD3AE, 4.0);
        b.line("M0 4C-4 -60 6 -130 0 -200C-3 -250 2 -280 0 -318", 0x4A9340, 15.0);
        b.line("M-3 4C-7 -60 3 -130 -3 -200C-6 -250 -1 -280 -3 -318", 0x86C765, 4.5);
    });
    for (x, y, turn, size, is_left) in [
        (0.0, -58.0, 0.16, 0.92, false),
        (0.0, -92.0, 0.1, 1.04, true),
        (0.0, -178.0, -0.24, 1.06, false),
        (0.0, -212.0, -0.2, 0.96, true),
        (0.0, -276.0, -0.62, 0.62, false),
        (0.0, -282.0, -0.6, 0.62, true),
    ] {
        let at = foot + Vec2::new(x, y) * u;
        let flip = if is_left { -1.0 } else { 1.0 };
        let place = Affine::translate(at.to_vec2())
            * Affine::scale_non_uniform(flip * u * size, u * size)
            * Affine::rotate(turn);
        b.placed(place, leaf);
    }
    b.within(foot + Vec2::new(0.0, -330.0) * u, u, |b| {
        for step in 0..9_u32 {
            let way = Vec2::from_angle(f64::from(step) * 0.698 + 0.2) * 31.0;
            b.disc(way.x, way.y, 18.0, Paint::Ball(0xFFF2B4, 0xF6B42E));
        }
        b.disc(0.0, 0.0, 23.0, Paint::Ball(0xB9783F, 0x6E3F1E));
    });
}

fn plant_unit(frame: &Frame<'_>) -> f64 {
    (frame.area.height() / 640.0).min(frame.area.width() / 620.0)
}

fn leaf(b: &mut Brush<'_>) {
    b.path("M0 0C24 -52 96 -72 176 -40C152 14 78 46 0 0Z", (0x9BD765, 0x3E9142));
    b.path("M0 0C46 -8 110 -22 176 -40C152 14 78 46 0 0Z", Paint::Veil(0x1F6B33, 0.2));
    b.line("M0 0C46 -8 110 -22 166 -37M40 -8L62 -38M40 -8L70 16M78 -15L102 -46M78 -15L110 4M114 -24L136 -46M114 -24L142 -14", 0xD6F2B0, 2.6);
}

fn arrows(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    b.flow(&frame.all("8 53 18 48 29 49.5"), 0x5A6B80, 16.0 * u);
    b.flow(&frame.all("71 47 82 44 91 35"), 0x1E88C9, 16.0 * u);
    b.flow(&frame.all("33 93 41 90 46.5 83"), 0x2C8AC9, 12.0 * u);
    b.flow(&frame.all("67 93 59 90 53.5 83"), 0x2C8AC9, 12.0 * u);
    b.flow(&frame.all("54.5 47 56.2 56 54.5 67"), 0xD0852B, 11.0 * u);
    for (x, y, word) in [(0.105, 0.47, 3), (0.875, 0.47, 2)] {
        molecules(b, frame.at(x, y), u, word);
    }
}

/// Little balls that stand for molecules of three or two atoms.
fn molecules(b: &mut Brush<'_>, center: Point, u: f64, atoms: u32) {
    for (dx, dy) in [(0.0, 0.0), (44.0, -22.0), (-30.0, -30.0)] {
        b.within(center + Vec2::new(dx, dy) * u, u, |b| {
            if atoms == 3 {
                b.disc(-10.0, 3.0, 7.0, Paint::Ball(0xF7A39A, 0xC9443A));
                b.disc(10.0, -3.0, 7.0, Paint::Ball(0xF7A39A, 0xC9443A));
                b.disc(0.0, 0.0, 8.0, Paint::Ball(0x8B96A5, 0x3C4654));
            } else {
                b.disc(-6.0, 2.0, 8.0, Paint::Ball(0xBDE3FA, 0x2E86C6));
                b.disc(6.0, -2.0, 8.0, Paint::Ball(0xBDE3FA, 0x2E86C6));
            }
        });
    }
}

fn spots(frame: &Frame<'_>, sun: Point) -> Painted {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let s = plant_unit(frame);
    let foot = at(0.5, 0.765);
    let on = |x: f64, y: f64| foot + Vec2::new(x, y) * s;
    let mut painted = Painted {
        spots: vec![
            Spot::new("sunlight", sun + Vec2::new(62.0, 44.0) * u, 0xA86500)
                .reach(26.0 * u)
                .seat(sun + Vec2::new(84.0, -6.0) * u, Anchor::Left),
            Spot::new("carbon_dioxide", at(0.13, 0.5), 0x46566B)
                .reach(34.0 * u)
                .seat(at(0.02, 0.6), Anchor::Left),
            Spot::new("oxygen", at(0.87, 0.41), 0x1670A8)
                .reach(34.0 * u)
                .seat(at(0.97, 0.29), Anchor::Right),
            Spot::new("water", at(0.37, 0.915), 0x1F75B4)
                .reach(22.0 * u)
                .seat(at(0.2, 0.91), Anchor::Center),
            Spot::new("glucose", at(0.555, 0.57), 0xA85F10)
                .reach(14.0 * u)
                .seat(at(0.74, 0.6), Anchor::Center),
            Spot::new("chlorophyll", on(92.0, -205.0), 0x2E7D32),
            Spot::new("leaf", on(-96.0, -120.0), 0x2E7D32),
            Spot::new("stomata", on(-110.0, -205.0), 0x2E7D32),
            Spot::new("stem", on(0.0, -30.0), 0x3F7F2E),
            Spot::new("roots", on(46.0, 30.0), 0x7A5335),
            Spot::new("soil", at(0.9, 0.87), 0x6B462B).reach(20.0 * u),
            Spot::new("flower", on(0.0, -332.0), 0xA86500),
        ],
        ..Painted::default()
    };
    painted.keep(Rect::from_center_size(sun, (130.0 * u, 130.0 * u)), 20.0);
    painted.keep(
        Rect::new(foot.x - 170.0 * s, foot.y - 370.0 * s, foot.x + 170.0 * s, foot.y - 40.0 * s),
        30.0,
    );
    painted.keep(
        Rect::new(foot.x - 100.0 * s, foot.y - 40.0 * s, foot.x + 100.0 * s, foot.y + 80.0 * s),
        14.0,
    );
    for (from, to) in [((0.07, 0.42), (0.3, 0.54)), ((0.7, 0.34), (0.93, 0.5))] {
        painted.keep(frame.rect(from, to), 16.0);
    }
    painted
}
