//! The layers of the earth: a globe with a wedge cut out of it.

use std::f64::consts::PI;

use kurbo::{BezPath, Circle, Point, Rect, Shape as _, Vec2};

use super::brush::{Brush, Paint};
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};

pub(super) static SCENE: SceneKind = SceneKind {
    name: "earth_layers",
    topics: "layers of the earth|layers of earth|earth's layers|earth layers|earth's structure|structure of the earth|structure of earth|inside the earth|earth's interior|interior of the earth|schalenbau der erde|aufbau der erde|erdaufbau|schichten der erde|erdschichten|structure de la terre|couches de la terre|capas de la tierra|estructura de la tierra|strati della terra|struttura della terra|camadas da terra|estrutura da terra|lagen van de aarde|opbouw van de aarde|budowa ziemi|warstwy ziemi|строение земли|слои земли|dünyanın katmanları|yerin katmanları|地球的结构|地球结构|地球内部|地球の構造|地球の内部|지구의 구조|지구 내부|طبقات الأرض|पृथ्वी की परतें|पृथ्वी की संरचना",
    parts: &[
        (
            "crust",
            "crust|kruste|croûte|écorce|corteza|crosta|korst|skorup|кора|земная кора|kabuk|地壳|地殻|지각|قشرة|भूपर्पटी|पर्पटी|lithosph|литосфер|岩石圈",
        ),
        (
            "upper_mantle",
            "upper mantle|oberer mantel|oberer erdmantel|manteau supérieur|manto superior|mantello superiore|bovenmantel|górny płaszcz|верхняя мантия|üst manto|上地幔|上部マントル|상부 맨틀|الوشاح العلوي|ऊपरी प्रावार|asthenosph|астеносфер",
        ),
        (
            "mantle",
            "lower mantle|unterer mantel|unterer erdmantel|manteau inférieur|manto inferior|mantello inferiore|dolny płaszcz|нижняя мантия|alt manto|下地幔|下部マントル|하부 맨틀|الوشاح السفلي|निचला प्रावार|mantle|mantel|manteau|manto|mantello|płaszcz|мантия|地幔|マントル|맨틀|وشاح|ستار|प्रावार|mesosphere",
        ),
        (
            "outer_core",
            "outer core|äußerer kern|äusserer kern|äußerer erdkern|noyau externe|núcleo externo|nucleo esterno|buitenkern|jądro zewnętrzne|внешнее ядро|dış çekirdek|外核|외핵|اللب الخارجي|बाह्य कोर|बाहरी क्रोड",
        ),
        (
            "inner_core",
            "inner core|innerer kern|innerer erdkern|noyau interne|núcleo interno|nucleo interno|binnenkern|jądro wewnętrzne|внутреннее ядро|iç çekirdek|内核|內核|내핵|اللب الداخلي|आंतरिक कोर|आंतरिक क्रोड|~core|~kern|~noyau|~núcleo|~nucleo|~ядро",
        ),
        ("ocean", "ocean|ozean|océan|hydrosph|sea"),
        ("continent", "continent|kontinent|land"),
        ("atmosphere", "atmosph|luft"),
    ],
    ground: Ground::Space,
    is_sequence: false,
    is_object: true,
    paint,
};

/// Outer radius and colours of the two faces of a layer, outermost first.
const LAYERS: [(f64, u32, u32); 5] = [
    (1.0, 0x9C7A58, 0x7A5B40),
    (0.955, 0xE4572B, 0xC4431F),
    (0.79, 0xF27C2E, 0xD56420),
    (0.555, 0xFBAE36, 0xE89426),
    (0.3, 0xFFE789, 0xFBCB4E),
];

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    space(b, frame, 46);
    let room = frame.labels;
    let (center, radius) = if frame.has_labels {
        let radius = (room.height() * 0.44).min(room.width() * 0.3);
        // The globe and its names together stand in the middle.
        let names = radius * 0.95;
        let left = ((room.width() - radius * 2.0 - names) / 2.0).max(room.width() * 0.02);
        (Point::new(room.x0 + left + radius, room.center().y), radius)
    } else {
        (room.center(), room.width().min(room.height()) * 0.44)
    };
    globe(b, center, radius);
    let half = PI * 0.3;
    for (share, upper, lower) in LAYERS {
        let r = radius * share;
        b.fill(&wedge(center, r, (-half, 0.0)), upper);
        b.fill(&wedge(center, r, (0.0, half)), lower);
    }
    let glow = Circle::new(center, radius * 0.56).to_path(0.1);
    b.clipped(&wedge(center, radius, (-half, half)), |b| {
        b.fill(&glow, Paint::Glow(0xFFF6C8, 0.75));
    });
    for end in [-half, 0.0, half] {
        let mut edge = BezPath::new();
        edge.move_to(center);
        edge.line_to(center + Vec2::from_angle(end) * radius);
        b.stroke(&edge, (0xFFF3D6, if end == 0.0 { 0.35 } else { 0.75 }), radius * 0.007);
    }
    let on =
        |share: f64, degrees: f64| center + Vec2::from_angle(degrees.to_radians()) * radius * share;
    let mut painted = Painted {
        spots: vec![
            Spot::new("crust", on(0.978, -42.0), 0x7A5B40),
            Spot::new("upper_mantle", on(0.87, -26.0), 0xC4431F),
            Spot::new("mantle", on(0.67, -10.0), 0xC25A14),
            Spot::new("outer_core", on(0.43, 14.0), 0xA86A05),
            Spot::new("inner_core", on(0.17, 42.0), 0x8A6D00),
            Spot::new("ocean", center + Vec2::new(-0.05, 0.74) * radius, 0x1B5FA8),
            Spot::new("continent", center + Vec2::new(-0.42, -0.5) * radius, 0x3B7F3B),
            Spot::new("atmosphere", center + Vec2::new(0.1, -1.02) * radius, 0x3E86C6),
        ],
        ..Painted::default()
    };
    let globe = Rect::from_center_size(center, (radius * 2.0, radius * 2.0));
    painted.keep(globe.inflate(radius * 0.04, radius * 0.04), 400.0);
    painted.one_side = true;
    painted.object = Some(globe);
    painted
}

/// The dark of space with stars.
pub(super) fn space(b: &mut Brush<'_>, frame: &Frame<'_>, count: u32) {
    let whole = frame.whole;
    let corners = (whole.x0, whole.y0, whole.x1, whole.y1);
    b.rect(corners, 0.0, Paint::Down(0x0A0F26, 0x1A2350));
    let far = whole.width().max(whole.height());
    b.disc(whole.x1, whole.y1, far * 0.7, Paint::Glow(0x4B3C9A, 0.32));
    b.disc(whole.x0, whole.y0 + whole.height() * 0.55, far * 0.5, Paint::Glow(0x1F5A9E, 0.28));
    let unit = (whole.width() * whole.height()).sqrt() / 1024.0;
    nature::stars(b, Rect { y0: frame.area.y0, ..whole }, count, unit);
}

/// A slice of a disc.
fn wedge(center: Point, radius: f64, (from, to): (f64, f64)) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(center);
    let arc = kurbo::Arc::new(center, (radius, radius), from, to - from, 0.0);
    path.line_to(center + Vec2::from_angle(from) * radius);
    arc.to_cubic_beziers(0.1, |a, b, to| path.curve_to(a, b, to));
    path.close_path();
    path
}

/// The earth from outside.
pub(super) fn globe(b: &mut Brush<'_>, center: Point, radius: f64) {
    b.disc(center.x, center.y, radius * 1.22, Paint::Glow(0x6FC3FF, 0.75));
    b.disc(center.x, center.y, radius, Paint::Ball(0x7CCBF3, 0x134F96));
    let disc = Circle::new(center, radius).to_path(0.1);
    b.clipped(&disc, |b| {
        b.within(center, radius / 100.0, |b| {
            b.path(
                "M-78 -66C-60 -86 -34 -98 -8 -92C-2 -84 -14 -78 -18 -70C-12 -62 -26 -54 -32 -46\
                 C-42 -42 -40 -30 -50 -28C-58 -30 -56 -20 -48 -16C-56 -16 -66 -22 -70 -34C-78 -40 -86 -52 -78 -66Z\
                 M-50 -12C-36 -18 -20 -6 -12 4C-4 10 -8 24 -18 34C-22 46 -30 58 -38 66C-46 62 -44 46 -48 32C-58 20 -62 0 -50 -12Z\
                 M10 -84C26 -88 44 -78 40 -70C30 -68 22 -62 24 -56C14 -56 6 -66 10 -84Z\
                 M22 -40C40 -46 66 -36 74 -18C80 0 66 14 62 34C56 46 44 50 40 36C38 22 26 14 18 2C12 -14 10 -32 22 -40Z\
                 M-30 88C-10 80 20 82 40 90C20 100 -12 100 -30 88Z",
                Paint::Across(0x9BD47F, 0x4C8F4E),
            );
            b.path(
                "M-90 -30C-60 -44 -30 -34 -4 -40C-24 -30 -58 -32 -90 -22ZM-40 20C-10 10 30 22 60 12C34 26 -8 24 -40 28Z\
                 M-70 52C-50 46 -22 54 0 48C-20 60 -50 58 -70 60Z",
                Paint::Veil(0xFFFFFF, 0.42),
            );
        });
    });
}
