//! The solar system: the sun in a corner, the planets on their orbits around it. Sizes and
//! distances are not to scale.

use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape as _, Vec2};

use super::brush::{Brush, Paint};
use super::callouts::Spot;
use super::earth_layers::{globe, space};
use super::{Frame, Ground, Painted, SceneKind};

pub(super) static SCENE: SceneKind = SceneKind {
    name: "solar_system",
    topics: "solar system|the planets|our planets|eight planets|sonnensystem|système solaire|sistema solar|sistema solare|zonnestelsel|układ słoneczny|солнечная система|güneş sistemi|太阳系|太陽系|태양계|المجموعة الشمسية|النظام الشمسي|सौर मंडल|सौरमंडल",
    parts: &[
        ("sun", "sun|sonne|soleil|sol|sole|zon|słońce|солнц|güneş|太阳|太陽|태양|شمس|सूर्य"),
        (
            "mercury",
            "mercury|merkur|mercure|mercurio|mercúrio|mercurius|merkury|меркур|merkür|水星|수성|عطارد|बुध",
        ),
        ("venus", "venus|vénus|venere|wenus|венер|venüs|金星|금성|زهرة|शुक्र"),
        ("earth", "earth|erde|terre|tierra|terra|aarde|ziemia|земля|dünya|地球|지구|أرض|पृथ्वी"),
        ("moon", "moon|mond|lune|luna|lua|maan|księżyc|луна|ay|月球|月|달|قمر|चंद्रमा|चाँद"),
        ("mars", "mars|marte|марс|火星|화성|مريخ|मंगल"),
        ("belt", "asteroid|astéroïd|belt|gürtel|астероид|小行星|小惑星|소행성|كويكب|क्षुद्रग्रह"),
        ("jupiter", "jupiter|júpiter|giove|jowisz|юпитер|jüpiter|木星|목성|مشتري|बृहस्पति"),
        ("saturn", "saturn|saturne|saturno|saturnus|сатурн|satürn|土星|토성|زحل|शनि"),
        ("uranus", "uran|urano|уран|天王星|천왕성|أورانوس|यूरेनस|अरुण"),
        ("neptune", "neptun|nettuno|netuno|neptuno|нептун|neptün|海王星|해왕성|نبتون|नेपच्यून|वरुण"),
        ("comet", "comet|komet|comète|cometa|комет|kuyruklu yıldız|彗星|혜성|مذنب|धूमकेतु"),
        (
            "pluto",
            "pluto|plutone|plutón|плутон|冥王星|명왕성|بلوتو|प्लूटो|kuiper|dwarf planet|zwergplanet",
        ),
    ],
    ground: Ground::Space,
    is_sequence: false,
    is_object: false,
    paint,
};

struct Planet {
    part: &'static str,
    /// Place in shares of the area.
    at: (f64, f64),
    radius: f64,
    hue: u32,
    draw: fn(&mut Brush<'_>),
}

static PLANETS: [Planet; 9] = [
    Planet { part: "mercury", at: (0.2, 0.7), radius: 17.0, hue: 0x6E6258, draw: mercury },
    Planet { part: "venus", at: (0.36, 0.845), radius: 27.0, hue: 0x9A6412, draw: venus },
    Planet { part: "earth", at: (0.34, 0.55), radius: 31.0, hue: 0x1B5FA8, draw: earth },
    Planet { part: "mars", at: (0.585, 0.83), radius: 23.0, hue: 0xA9411E, draw: mars },
    Planet { part: "jupiter", at: (0.55, 0.4), radius: 66.0, hue: 0x96582A, draw: jupiter },
    Planet { part: "saturn", at: (0.83, 0.72), radius: 52.0, hue: 0x8A6A1F, draw: saturn },
    Planet { part: "uranus", at: (0.33, 0.155), radius: 37.0, hue: 0x16777F, draw: uranus },
    Planet { part: "neptune", at: (0.84, 0.26), radius: 36.0, hue: 0x2A48B0, draw: neptune },
    Planet { part: "pluto", at: (0.965, 0.075), radius: 12.0, hue: 0x7A5B48, draw: mercury },
];

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    space(b, frame, 70);
    let area = frame.area;
    let u = frame.unit.max(area.width().min(area.height()) / 1150.0);
    let sun = Point::new(area.x0, area.y1);
    let sun_radius = 175.0 * u;
    let mut painted = Painted::default();
    // Orbits do not run behind the heading.
    let below = area.to_path(0.1);
    b.clipped(&below, |b| {
        for planet in &PLANETS {
            if planet.part != "pluto" || frame.parts.contains(&"pluto") {
                orbit(b, frame, planet.at, 0.26);
            }
        }
    });
    belt(b, frame, u);
    b.disc(sun.x, sun.y, sun_radius * 2.5, Paint::Glow(0xFFC64A, 0.7));
    b.disc(sun.x, sun.y, sun_radius * 1.25, Paint::Glow(0xFFEFB0, 0.8));
    b.disc(sun.x, sun.y, sun_radius, Paint::LitBall(0xFFD85E, 0xF98A1D));
    b.disc(
        sun.x + sun_radius * 0.3,
        sun.y - sun_radius * 0.35,
        sun_radius * 0.6,
        Paint::Glow(0xFFF6C9, 0.65),
    );
    let face = sun + Vec2::new(0.5, -0.5) * sun_radius;
    painted.spots.push(Spot::new("sun", face, 0xA85A00).reach(sun_radius * 0.42));
    painted.keep(Rect::from_center_size(face, (sun_radius, sun_radius)), 3.0);
    for planet in &PLANETS {
        if planet.part == "pluto" && !frame.parts.contains(&"pluto") {
            continue;
        }
        let center = frame.at(planet.at.0, planet.at.1);
        let radius = planet.radius * u;
        b.within(center, radius / 50.0, planet.draw);
        let reach = radius * if planet.part == "saturn" { 1.55 } else { 1.08 };
        painted.spots.push(Spot::new(planet.part, center, planet.hue).reach(reach));
        let body = Rect::from_center_size(center, (reach * 2.0, radius * 2.2));
        painted.keep(body, 80.0);
    }
    let moon = frame.at(0.34, 0.55) + Vec2::new(46.0, -30.0) * u;
    b.disc(moon.x, moon.y, 8.0 * u, Paint::Ball(0xF3F1EC, 0x8F8C86));
    painted.spots.push(Spot::new("moon", moon, 0x6B6F78).reach(10.0 * u));
    if frame.parts.contains(&"comet") {
        let comet = frame.at(0.62, 0.1);
        b.within(comet, u, |b| {
            b.path("M0 -7L120 -44L8 7Z", Paint::Veil(0xBFE3FF, 0.45));
            b.path("M0 -5L90 -26L6 5Z", Paint::Veil(0xFFFFFF, 0.5));
            b.disc(0.0, 0.0, 8.0, Paint::Lit(0xF4FBFF));
        });
        painted.spots.push(Spot::new("comet", comet, 0x33679A).reach(14.0 * u));
    }
    let rock = frame.at(0.455, 0.62);
    painted.spots.push(Spot::new("belt", rock, 0x6E5D4C));
    painted
}

/// The part of an orbit that is in the picture: an ellipse around the sun through a place.
fn orbit(b: &mut Brush<'_>, frame: &Frame<'_>, (x, y): (f64, f64), opacity: f64) {
    let share = x.hypot(1.0 - y);
    let area = frame.area;
    let (rx, ry) = (area.width() * share, area.height() * share);
    let sun = Point::new(area.x0, area.y1);
    let arc = kurbo::Arc::new(
        sun,
        (rx, ry),
        -std::f64::consts::FRAC_PI_2 - 0.02,
        std::f64::consts::FRAC_PI_2 + 0.04,
        0.0,
    );
    let mut path = BezPath::new();
    path.extend(arc.path_elements(0.1));
    b.stroke(&path, (0xBFD0F5, opacity), 1.6 * frame.unit.max(0.5));
}

/// Rocks between Mars and Jupiter.
fn belt(b: &mut Brush<'_>, frame: &Frame<'_>, u: f64) {
    let area = frame.area;
    let sun = Point::new(area.x0, area.y1);
    let (mut small, mut big) = (BezPath::new(), BezPath::new());
    for step in 0..70_u32 {
        let wobble = f64::from((step * 37) % 11) / 11.0 - 0.5;
        let angle = -std::f64::consts::FRAC_PI_2 * (f64::from(step) + 0.5) / 70.0;
        let share = 0.655 + 0.03 * wobble;
        let at = sun
            + Vec2::new(area.width() * share * angle.cos(), area.height() * share * angle.sin());
        let path = if step % 3 == 0 { &mut big } else { &mut small };
        path.move_to(at);
        path.line_to(at + Vec2::new(0.6, 0.3));
    }
    b.stroke(&small, (0xA99B8A, 0.75), 3.0 * u);
    b.stroke(&big, (0xC4B6A2, 0.8), 5.0 * u);
}

fn mercury(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xD8CBBD, 0x6E6258));
    for (x, y, r) in
        [(-16.0, -12.0, 9.0), (14.0, 10.0, 11.0), (8.0, -24.0, 6.0), (-20.0, 18.0, 7.0)]
    {
        b.disc(x, y, r, Paint::Veil(0x5A4F46, 0.35));
    }
}

fn venus(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xFCE3A8, 0xB6772A));
    banded(
        b,
        "M-50 -18C-20 -28 20 -8 50 -20L50 -8C20 2 -20 -16 -50 -6ZM-50 14C-20 4 20 24 50 12L50 22C20 34 -20 14 -50 24Z",
        (0xFFF4D6, 0.35),
    );
}

fn earth(b: &mut Brush<'_>) {
    globe(b, Point::ZERO, 50.0);
}

fn mars(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xF4A077, 0x9A3B1C));
    banded(
        b,
        "M-40 6C-20 -4 0 14 22 6C34 2 44 10 50 8L46 22C24 30 -14 18 -36 24ZM-14 -46C-4 -40 8 -40 16 -46C8 -52 -6 -52 -14 -46Z",
        (0x7F2F18, 0.35),
    );
    banded(b, "M-14 -50C-6 -40 8 -40 16 -50Z", (0xFFFFFF, 0.8));
}

fn jupiter(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xF7DFC0, 0xB98053));
    banded(
        b,
        "M-50 -30C-20 -34 20 -26 50 -31V-20C20 -16 -20 -24 -50 -19ZM-50 -6C-20 -11 20 -2 50 -7V8C20 12 -20 4 -50 9ZM-50 26C-20 22 20 30 50 26V33C20 37 -20 29 -50 34Z",
        (0xA9653A, 0.55),
    );
    b.oval((18.0, 16.0), (12.0, 7.0), 0xC4532E);
    b.oval((18.0, 16.0), (7.0, 3.6), Paint::Veil(0xF0A080, 0.7));
    globe_shade(b);
}

fn saturn(b: &mut Brush<'_>) {
    let ring = |b: &mut Brush<'_>, is_front: bool| {
        b.placed(Affine::rotate(-0.3), |b| {
            let half = if is_front {
                Rect::new(-90.0, 0.0, 90.0, 60.0)
            } else {
                Rect::new(-90.0, -60.0, 90.0, 0.0)
            };
            b.clipped(&half.to_path(0.1), |b| {
                for (radii, width, color) in
                    [((78.0, 20.0), 8.0, 0xE9D3A0), ((66.0, 16.5), 9.0, 0xC9A86A)]
                {
                    let path = kurbo::Ellipse::new((0.0, 0.0), radii, 0.0).to_path(0.1);
                    b.stroke(&path, (color, 0.95), width);
                }
            });
        });
    };
    ring(b, false);
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xFBE9C2, 0xB68C4C));
    banded(
        b,
        "M-50 -22C-20 -16 20 -34 50 -32V-22C20 -22 -20 -6 -50 -12ZM-50 12C-20 18 20 0 50 2V12C20 12 -20 28 -50 22Z",
        (0xC79A55, 0.5),
    );
    globe_shade(b);
    ring(b, true);
}

fn uranus(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0xD3F6F2, 0x4AA5AE));
    banded(b, "M-50 -8C-20 -14 20 -2 50 -8V6C20 10 -20 0 -50 6Z", (0xFFFFFF, 0.22));
}

fn neptune(b: &mut Brush<'_>) {
    b.disc(0.0, 0.0, 50.0, Paint::Ball(0x83B4FF, 0x2339A0));
    banded(b, "M-50 -16C-20 -22 20 -10 50 -16V-8C20 -4 -20 -14 -50 -8Z", (0xFFFFFF, 0.25));
    b.oval((-10.0, 12.0), (13.0, 6.0), Paint::Veil(0x16277A, 0.6));
}

/// Bands that lie on the disc of a planet.
fn banded(b: &mut Brush<'_>, data: &str, (color, opacity): (u32, f64)) {
    let disc = Circle::new((0.0, 0.0), 50.0).to_path(0.1);
    b.clipped(&disc, |b| b.path(data, Paint::Veil(color, opacity)));
}

/// The side of a banded planet that turns away from the light.
fn globe_shade(b: &mut Brush<'_>) {
    b.path(
        "M35 -35C64 -8 58 40 8 49C-14 52 -34 42 -42 27C-10 44 34 28 35 -35Z",
        Paint::Veil(0x2A1608, 0.16),
    );
}
