//! The layers of the atmosphere: from the ground with its weather up to space, each layer with
//! what flies or glows in it.

use kurbo::{Point, Rect};

use super::brush::{Brush, Paint, ground};
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "atmosphere_layers",
    topics: "layers of the atmosphere|atmosphere layers|layers of the earth's atmosphere|earth's atmosphere|structure of the atmosphere|schichten der atmosphäre|aufbau der atmosphäre|atmosphärenschichten|erdatmosphäre|couches de l'atmosphère|capas de la atmósfera|strati dell'atmosfera|camadas da atmosfera|lagen van de atmosfeer|warstwy atmosfery|слои атмосферы|строение атмосферы|atmosferin katmanları|大气层|大氣層|大気圏|大気の層|대기권|طبقات الغلاف الجوي|वायुमंडल की परतें",
    parts: &[
        ("troposphere", "troposph|troposf|тропосфер|对流层|對流層|対流圏|대류권|تروبوسفير|क्षोभमंडल"),
        (
            "stratosphere",
            "stratosph|stratosf|estratosf|стратосфер|平流层|平流層|成層圏|성층권|ستراتوسفير|समतापमंडल",
        ),
        (
            "mesosphere",
            "mesosph|mesosf|mezosf|мезосфер|中间层|中間層|中間圏|중간권|ميزوسفير|मध्यमंडल",
        ),
        (
            "thermosphere",
            "thermosph|thermosf|termosf|термосфер|热层|增温层|熱圏|열권|ثرموسفير|तापमंडल|ionosph|ionosf",
        ),
        (
            "exosphere",
            "exosph|exosf|egzosf|ekzosf|экзосфер|散逸层|外逸层|外気圏|외기권|إكسوسفير|बहिर्मंडल|बाह्यमंडल|outer space|weltraum|space",
        ),
        ("ozone", "ozon|озон|臭氧|オゾン|오존|أوزون|ओजोन"),
        ("karman", "kármán|karman|карман"),
        ("aurora", "aurora|polarlicht|northern lights|aurore|сияни|极光|オーロラ|오로라|شفق"),
        (
            "satellite",
            "satellit|satélite|uydu|спутник|卫星|衛星|위성|قمر صناعي|iss|space station|raumstation",
        ),
        (
            "plane",
            "plane|aircraft|airliner|flugzeug|avion|avión|aereo|avião|самол|uçak|飞机|飛行機|비행기|طائرة",
        ),
        ("balloon", "balloon|ballon|globo|pallone|balão|шар|balon|气球|気球|풍선|منطاد"),
        ("meteor", "meteor|météor|метеор|流星|유성|شهاب|shooting star"),
        ("clouds", "cloud|wolke|weather|wetter|nuage|nube|облак|bulut|云|雲|구름"),
        ("mountain", "mountain|everest|berg|montagne|montaña|гора|dağ|山|산"),
    ],
    ground: Ground::High,
    is_sequence: false,
    is_object: false,
    paint,
};

/// Upper edge of each layer at the sides and in the middle, percent of the height, and colours.
const BANDS: [(f64, u32, u32); 5] = [
    (0.0, 0x0A0F26, 0x141D47),
    (17.0, 0x18265C, 0x22387A),
    (37.0, 0x26458C, 0x2E63AE),
    (56.0, 0x3A7FC8, 0x62A9E0),
    (75.0, 0x7FC3EE, 0xD6EFFB),
];

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let whole = frame.whole;
    for (index, (top, upper, lower)) in BANDS.into_iter().enumerate() {
        if index == 0 {
            b.rect((whole.x0, whole.y0, whole.x1, whole.y1), 0.0, Paint::Down(upper, lower));
            continue;
        }
        let points = frame.all(&format!(
            "-5 {} 25 {} 50 {top} 75 {} 105 {}",
            top + 5.0,
            top + 1.3,
            top + 1.3,
            top + 5.0
        ));
        let edge = ground(&points, whole.y1);
        b.fill(&edge, Paint::Down(upper, lower));
        b.stroke(&super::brush::smooth(&points, false), (0xFFFFFF, 0.28), 1.6 * u);
    }
    let sky = Rect::new(whole.x0, frame.area.y0, whole.x1, at(0.0, 0.5).y);
    nature::stars(b, sky, 44, u.max(0.5));
    high(b, frame);
    low(b, frame);
    spots(frame)
}

fn high(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    b.within(frame.at(0.78, 0.085), u, satellite);
    // Aurora: curtains of light.
    for (from, color) in [
        ("52 33 58 26 64 31 71 24 78 30 86 25", 0x58F0A7),
        ("56 35 63 29 70 33.5 79 27 88 31", 0x7FA8FF),
    ] {
        let lower = frame.all(from);
        let mut curtain = super::brush::smooth(&lower, false);
        let mut upper: Vec<Point> =
            lower.iter().map(|point| *point - kurbo::Vec2::new(14.0, 86.0) * u).collect();
        upper.reverse();
        if let Some(point) = upper.first() {
            curtain.line_to(*point);
        }
        curtain.extend(super::brush::smooth(&upper, false).elements().iter().skip(1).copied());
        curtain.close_path();
        b.fill(&curtain, Paint::Fade(color, 0.0, 0.62));
    }
    for (x, y, length) in [(0.66, 0.44, 90.0), (0.8, 0.475, 64.0), (0.9, 0.425, 52.0)] {
        let head = frame.at(x, y);
        let mut path = kurbo::BezPath::new();
        path.move_to(head + (3.0 * u, 3.0 * u));
        path.line_to(head + (length * u, -length * 0.62 * u));
        path.line_to(head - (3.0 * u, 3.0 * u));
        path.close_path();
        b.fill(&path, Paint::Fade(0xFFF1C4, 0.0, 0.95));
        b.disc(head.x, head.y, 4.6 * u, Paint::Lit(0xFFF7DD));
    }
}

fn low(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let ozone = frame.all("-5 67.5 25 64 50 62.8 75 64 105 67.5");
    b.stroke(&super::brush::smooth(&ozone, false), (0xE6FBFF, 0.3), 15.0 * u);
    b.within(at(0.86, 0.665), u, balloon);
    b.within(at(0.62, 0.735), u * 1.1, plane);
    nature::cloud(b, at(0.42, 0.83), 150.0 * u, false);
    nature::cloud(b, at(0.9, 0.825), 170.0 * u, false);
    let rain = Rect::from_center_size(at(0.565, 0.895), (84.0 * u, 46.0 * u));
    nature::rain(b, rain, u * 0.8);
    nature::cloud(b, at(0.57, 0.845), 150.0 * u, true);
    let bottom = frame.whole.y1;
    nature::mountain(b, at(0.78, 0.845), at(0.0, 0.98).y, 120.0 * u, (0xA9BDD2, 0x7A94B2));
    nature::mountain(b, at(0.69, 0.885), at(0.0, 0.98).y, 92.0 * u, (0xB4C7D9, 0x86A0BC));
    let land = frame.all("-5 97 25 94.5 50 93.8 75 94.5 105 97");
    nature::hill(b, &land, bottom + 1.0, (0x8FCB70, 0x5DA552));
    for (foot, size) in frame
        .all("38 95 41 95.5 90 96 93 96.5 61 95")
        .into_iter()
        .zip([44.0, 36.0, 46.0, 38.0, 34.0])
    {
        nature::pine(b, foot, size * u);
    }
}

fn satellite(b: &mut Brush<'_>) {
    b.placed(kurbo::Affine::rotate(-0.35), |b| {
        b.line("M-30 0H30", 0xB8C4D6, 4.0);
        for x in [-66.0, 26.0] {
            b.rect((x, -17.0, x + 40.0, 17.0), 3.0, (0x5C8BE0, 0x2B4FA6));
            b.line(
                &format!("M{} -17V17M{} -17V17M{x} 0H{}", x + 13.0, x + 27.0, x + 40.0),
                0x9DB8EE,
                1.4,
            );
        }
        b.rect((-15.0, -20.0, 15.0, 20.0), 5.0, (0xF4F7FB, 0xB7C2D2));
        b.rect((-9.0, -12.0, 9.0, -4.0), 2.0, 0xF2B33B);
        b.path("M-11 20C-11 30 11 30 11 20Z", 0xD9E1EC);
        b.line("M0 27V38", 0xD9E1EC, 2.5);
    });
}

fn balloon(b: &mut Brush<'_>) {
    b.line("M-14 10L-4 44M14 10L4 44", 0xE8EEF6, 1.4);
    b.path(
        "M0 -46C28 -46 34 -16 22 2C14 14 8 20 4 24L-4 24C-8 20 -14 14 -22 2C-34 -16 -28 -46 0 -46Z",
        Paint::Ball(0xFFFFFF, 0xB9CCE4),
    );
    b.path(
        "M0 -46C10 -46 12 -16 8 2C6 14 4 20 2 24L-2 24C-4 20 -6 14 -8 2C-12 -16 -10 -46 0 -46Z",
        Paint::Veil(0xE5594A, 0.85),
    );
    b.rect((-8.0, 42.0, 8.0, 54.0), 3.0, (0xC98B4F, 0x8E5B2E));
}

fn plane(b: &mut Brush<'_>) {
    b.path("M-120 6C-90 2 -70 2 -52 4L-52 8C-74 10 -96 10 -120 6Z", Paint::Veil(0xFFFFFF, 0.7));
    b.path("M-46 -2L-58 -22L-48 -22L-32 -4Z", 0xE5594A);
    b.path(
        "M-50 0C-34 -10 26 -12 42 -6C54 -2 58 4 50 8C30 12 -30 12 -44 8C-50 6 -54 2 -50 0Z",
        (0xFFFFFF, 0xC9D6E6),
    );
    b.path("M-6 4L-34 26L-22 26L16 6Z", (0xC2D0E2, 0x93A7C0));
    b.path("M2 -8L-12 -22L-4 -22L18 -9Z", 0xB3C3D8);
    b.line("M-28 -1H26", 0x5F86B8, 2.6);
    b.path("M40 -6C50 -3 53 0 53 2L42 1Z", 0x34507A);
}

fn spots(frame: &Frame<'_>) -> Painted {
    let at = |x: f64, y: f64| frame.at(x, y);
    let u = frame.unit;
    let left = frame.labels.x0 + 12.0 * u;
    let seat = |part: &'static str, y: f64, hue: u32| {
        let point = Point::new(left, at(0.0, y).y);
        Spot::new(part, at(0.2, y), hue).reach(330.0 * u).seat(point, Anchor::Left)
    };
    let mut painted = Painted {
        spots: vec![
            seat("exosphere", 0.1, 0x3B4A94),
            seat("thermosphere", 0.285, 0x2B4A9E),
            seat("mesosphere", 0.475, 0x2558A8),
            seat("stratosphere", 0.665, 0x1F6CB4),
            seat("troposphere", 0.87, 0x16709E),
            Spot::new("ozone", at(0.5, 0.63), 0x1D7FA0),
            Spot::new("karman", at(0.52, 0.37), 0xB23A48),
            Spot::new("aurora", at(0.66, 0.305), 0x117A55),
            Spot::new("satellite", at(0.78, 0.085), 0x33508F).reach(62.0 * u),
            Spot::new("plane", at(0.62, 0.735), 0x33508F).reach(52.0 * u),
            Spot::new("balloon", at(0.86, 0.665), 0xB23A48).reach(46.0 * u),
            Spot::new("meteor", at(0.8, 0.475), 0x9A5B00).reach(16.0 * u),
            Spot::new("clouds", at(0.42, 0.83), 0x4A6E96).reach(66.0 * u),
            Spot::new("mountain", at(0.77, 0.89), 0x566B84).reach(30.0 * u),
        ],
        ..Painted::default()
    };
    for (from, to) in [
        ((0.7, 0.03), (0.86, 0.14)),
        ((0.5, 0.2), (0.9, 0.35)),
        ((0.64, 0.38), (0.97, 0.5)),
        ((0.82, 0.6), (0.9, 0.74)),
        ((0.5, 0.7), (0.7, 0.77)),
        ((0.34, 0.78), (0.98, 0.95)),
    ] {
        painted.keep(frame.rect(from, to), 14.0);
    }
    painted
}
