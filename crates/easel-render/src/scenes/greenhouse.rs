//! The greenhouse effect: what the sun sends, what goes back to space and what the gases keep.

use kurbo::{Point, Rect, Vec2};

use super::brush::{Brush, Paint};
use super::built;
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "greenhouse_effect",
    topics: "greenhouse effect|greenhouse gases|treibhauseffekt|effet de serre|efecto invernadero|effetto serra|efeito estufa|broeikaseffect|efekt cieplarniany|парниковый эффект|sera etkisi|温室效应|温室效果|온실 효과|온실효과|الاحتباس الحراري|ग्रीनहाउस प्रभाव|हरित गृह प्रभाव|how global warming works",
    parts: &[
        (
            "sun",
            "solar radiation|sunlight|zonlicht|zonnestral|incoming|sun|solar|sonne|sonnenlicht|sonnenstrahl|einstrahlung|soleil|rayonnement solaire|sol|radiación solar|sole|luce|radiazione solare|luz|zon|słońce|promieniow|солнц|солнечн|güneş|太阳|太陽|태양|شمس|أشعة|सूर्य|सौर",
        ),
        (
            "reflected",
            "reflect|reflekt|réfléchi|reflej|rifless|reflet|weerkaats|odbi|отраж|yansı|反射|반사|منعكس|परावर्त",
        ),
        (
            "absorbed",
            "absorb|surface|warms the|erwärm|oberfläche|absorción|surface terrestre|assorb|поглощ|нагрев|emilen|soğur|吸收|吸収|흡수|ممتص|अवशोष",
        ),
        (
            "infrared",
            "infrared|heat|thermal|long wave|wärme|infrarot|chaleur|infrarouge|calor|infrarroj|calore|infraross|warmte|ciepł|podczerw|тепл|инфракрасн|ısı|kızılötesi|红外|热|赤外|熱|적외|열|حرارة|تحت الحمراء|अवरक्त|ऊष्मा|escape|space",
        ),
        (
            "trapped",
            "trapped|re emit|reemit|re radiat|back radiation|gegenstrahlung|zurückgehalten|piégé|atrapad|intrappol|aprision|zatrzyman|удерж|hapsol|捕获|再放射|재방출|갇힌|محتجز|rückstrahl",
        ),
        (
            "gases",
            "greenhouse gas|gases|gas|co2|co₂|carbon dioxide|methane|treibhausgas|kohlendioxid|gaz|gas serra|gases de efecto|broeikasgas|gazy|парниковы|газ|sera gaz|温室气体|二氧化碳|温室効果ガス|온실가스|이산화탄소|غازات|ग्रीनहाउस गैस|water vapour",
        ),
        ("atmosphere", "atmosph|atmosf|атмосф|大气|大気|대기|غلاف جوي|वायुमंडल"),
        (
            "emissions",
            "emission|factory|industry|fossil|burning|human|cars|abgas|verbrennung|industrie|fabrik|émission|emisión|emisiones|emissioni|emissões|uitstoot|emisj|выброс|emisyon|排放|排出|배출|انبعاثات|उत्सर्जन|agriculture",
        ),
        (
            "earth",
            "earth|ground|land|erde|terre|tierra|terra|aarde|ziemia|земл|dünya|地球|지구|أرض|पृथ्वी|warming|temperature",
        ),
    ],
    ground: Ground::Sky,
    is_sequence: false,
    is_object: false,
    paint,
};

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.8).y);
    let sun = at(0.11, 0.1);
    nature::sun(b, sun, 60.0 * u);
    let bottom = frame.whole.y1;
    // The blanket of gases.
    let mut blanket = super::brush::smooth(&frame.all("-2 42 25 36.5 50 35 75 36.5 102 42"), false);
    for point in frame.all("102 51 75 45.5 50 44 25 45.5 -2 51") {
        blanket.line_to(point);
    }
    blanket.close_path();
    b.fill(&blanket, Paint::Fade(0xF0A04B, 0.35, 0.6));
    for (index, place) in frame
        .all("8 44.5 18 42 29 40.5 41 39.6 53 39.4 65 40.3 77 41.6 87 43.6 95 45.5")
        .into_iter()
        .enumerate()
    {
        molecule(b, place + Vec2::new(0.0, 4.0 * u), u * 0.9, index);
    }
    nature::hill(
        b,
        &frame.all("0 78 18 73 40 77 62 72 82 76 100 73"),
        bottom,
        (0xC3DFC6, 0xA9D49A),
    );
    nature::hill(b, &frame.all("0 86 24 82 50 85 76 82 100 85"), bottom, (0x9CD07C, 0x5FAE58));
    let sea = frame.all("0 95 20 92 40 94.5 60 97 70 100.5");
    nature::hill(b, &sea, bottom + 1.0, (0x6FBFEA, 0x2F80C4));
    b.within(at(0.83, 0.86), u * 1.5, built::factory);
    b.within(at(0.69, 0.875), u * 0.95, built::charger);
    b.within(at(0.58, 0.85), u, built::house);
    for (index, foot) in frame.all("30 86.5 36 88 24 87 47 87").into_iter().enumerate() {
        nature::tree(b, foot, 76.0 * u, index);
    }
    b.flow(&frame.all("23 16 34 46 41 81"), 0xF2A516, 24.0 * u);
    b.flow(&frame.all("25 14 36 30 41 34 47 22 54 8"), 0xF7C344, 15.0 * u);
    b.flow(&frame.all("48 81 47 60 53 30 62 8"), 0xD9482B, 15.0 * u);
    b.flow(&frame.all("53 80 55.5 58 60.5 46 65.5 56 66.5 67"), 0xD9482B, 19.0 * u);
    spots(frame, sun)
}

fn spots(frame: &Frame<'_>, sun: Point) -> Painted {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    let mut painted = Painted {
        spots: vec![
            Spot::new("sun", at(0.3, 0.34), 0xA86500)
                .reach(26.0 * u)
                .seat(at(0.02, 0.3), Anchor::Left),
            Spot::new("reflected", at(0.5, 0.16), 0x8A6D00)
                .reach(24.0 * u)
                .seat(at(0.47, 0.1), Anchor::Right),
            Spot::new("absorbed", at(0.41, 0.815), 0xA86500)
                .reach(20.0 * u)
                .seat(at(0.2, 0.7), Anchor::Center),
            Spot::new("infrared", at(0.6, 0.13), 0xB23A1E)
                .reach(24.0 * u)
                .seat(at(0.65, 0.12), Anchor::Left),
            Spot::new("trapped", at(0.66, 0.57), 0xB23A1E)
                .reach(34.0 * u)
                .seat(at(0.985, 0.585), Anchor::Right),
            Spot::new("gases", at(0.87, 0.44), 0x8A4B12)
                .reach(20.0 * u)
                .seat(at(0.97, 0.32), Anchor::Right),
            Spot::new("atmosphere", at(0.08, 0.47), 0x8A4B12),
            Spot::new("emissions", at(0.83, 0.81), 0x566B84)
                .reach(60.0 * u)
                .seat(at(0.86, 0.91), Anchor::TopCenter),
            Spot::new("earth", at(0.2, 0.9), 0x2F7F3F)
                .reach(24.0 * u)
                .seat(at(0.2, 0.94), Anchor::Center),
        ],
        ..Painted::default()
    };
    painted.keep(Rect::from_center_size(sun, (130.0 * u, 130.0 * u)), 20.0);
    for (from, to, weight) in [
        ((0.24, 0.16), (0.42, 0.8), 7.0),
        ((0.38, 0.08), (0.54, 0.34), 9.0),
        ((0.46, 0.08), (0.62, 0.8), 8.0),
        ((0.53, 0.46), (0.68, 0.78), 12.0),
        ((0.74, 0.7), (0.93, 0.87), 26.0),
        ((0.0, 0.38), (1.0, 0.47), 4.0),
    ] {
        painted.keep(frame.rect(from, to), weight);
    }
    painted
}

/// A molecule of a greenhouse gas: carbon dioxide, water or methane in turn.
fn molecule(b: &mut Brush<'_>, center: Point, u: f64, kind: usize) {
    b.within(center, u, |b| match kind % 3 {
        0 => {
            b.disc(-12.0, 2.0, 8.0, Paint::Ball(0xF7A39A, 0xC9443A));
            b.disc(12.0, -2.0, 8.0, Paint::Ball(0xF7A39A, 0xC9443A));
            b.disc(0.0, 0.0, 9.5, Paint::Ball(0x8B96A5, 0x3C4654));
        }
        1 => {
            b.disc(-8.0, 8.0, 5.6, Paint::Ball(0xFFFFFF, 0xB9C6D6));
            b.disc(8.0, 8.0, 5.6, Paint::Ball(0xFFFFFF, 0xB9C6D6));
            b.disc(0.0, 0.0, 9.0, Paint::Ball(0xF7A39A, 0xC9443A));
        }
        _ => {
            for (x, y) in [(-9.0, -7.0), (9.0, -7.0), (-9.0, 8.0), (9.0, 8.0)] {
                b.disc(x, y, 5.2, Paint::Ball(0xFFFFFF, 0xB9C6D6));
            }
            b.disc(0.0, 0.0, 9.0, Paint::Ball(0x8B96A5, 0x3C4654));
        }
    });
}
