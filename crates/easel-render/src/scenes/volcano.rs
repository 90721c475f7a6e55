//! A volcano cut open.

use super::brush::{Brush, Paint};
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "volcano",
    topics: "volcano|vulkan|volcan|volcán|vulcano|vulcão|vulkaan|wulkan|вулкан|yanardağ|volkan|火山|화산|بركان|ज्वालामुखी",
    parts: &[
        (
            "chamber",
            "magma chamber|chamber|magmakammer|chambre magmatique|cámara magmática|camera magmatica|câmara magmática|magmakamer|komora|магматическ|очаг|magma odası|岩浆房|岩浆库|マグマだまり|마그마 방|غرفة الصهارة|मैग्मा|~magma|~магма",
        ),
        (
            "vent",
            "main vent|central vent|vent|conduit|pipe|schlot|förderkanal|cheminée|chimenea|camino|chaminé|conducto|condotto|kraterpijp|komin|жерло|baca|火山通道|火道|화도|فوهة رئيسية|قصبة|नली",
        ),
        (
            "side_vent",
            "side vent|secondary|parasit|branch pipe|nebenkrater|nebenschlot|cône secondaire|cono secundario|cono secondario|побочн|yan baca|側火山|側噴火|측화산|flank",
        ),
        (
            "crater",
            "crater|krater|cratère|cráter|cratere|cratera|кратер|krater|火山口|火口|분화구|فوهة|क्रेटर|caldera",
        ),
        ("lava", "lava|lave|лава|lav|熔岩|溶岩|용암|حمم|लावा"),
        (
            "ash",
            "ash|asche|cendre|ceniza|cenere|cinza|as|popiół|пепел|kül|火山灰|화산재|رماد|राख|cloud|eruption|gas|plume",
        ),
        ("bombs", "bomb|pyroclast|bombe|tephra|бомб|火山弹|火山弾|화산탄|قذائف"),
        (
            "layers",
            "layer|strata|schicht|couche|capa|strati|camada|laag|warstw|слои|слой|katman|岩层|地層|층|طبقات|परत|cone|kegel",
        ),
        (
            "crust",
            "crust|bedrock|kruste|croûte|corteza|crosta|кора|kabuk|地壳|地殻|지각|قشرة|पर्पटी|mantle",
        ),
        ("sill", "sill|dike|dyke|lagergang|gang|силл|дайк"),
    ],
    ground: Ground::Sky,
    is_sequence: false,
    is_object: false,
    paint,
};

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.66).y);
    let bottom = frame.whole.y1;
    nature::hill(
        b,
        &frame.all("0 58 16 52 34 57 70 55 86 50 100 55"),
        bottom,
        (0xC5D8EA, 0xDDE9F0),
    );
    plume(b, frame);
    nature::hill(b, &frame.all("0 66 24 63 50 65 76 63 100 65"), bottom, (0x9CCB85, 0x74B266));
    ground_layers(b, frame);
    cone(b, frame);
    for (index, foot) in frame.all("5 67.5 12 67 88 67 95 67.6").into_iter().enumerate() {
        nature::pine(b, foot, (44.0 + 8.0 * (index % 2) as f64) * u);
    }
    let mut painted = Painted {
        spots: vec![
            Spot::new("chamber", at(0.6, 0.895), 0xC4431F).seat(at(0.71, 0.9), Anchor::Left),
            Spot::new("vent", at(0.5, 0.7), 0xC4431F).seat(at(0.62, 0.7), Anchor::Left),
            Spot::new("side_vent", at(0.675, 0.475), 0xB4501E),
            Spot::new("crater", at(0.5, 0.283), 0x8A3F22).seat(at(0.3, 0.28), Anchor::Right),
            Spot::new("lava", at(0.41, 0.42), 0xC43A16),
            Spot::new("ash", at(0.6, 0.1), 0x566070).reach(36.0 * u),
            Spot::new("bombs", at(0.395, 0.215), 0x7A3B28),
            Spot::new("layers", at(0.36, 0.6), 0x6E4A36),
            Spot::new("crust", at(0.14, 0.84), 0x6B4A33),
            Spot::new("sill", at(0.64, 0.755), 0xC4431F),
        ],
        ..Painted::default()
    };
    for (from, to, weight) in [
        ((0.36, 0.02), (0.68, 0.26), 16.0),
        ((0.32, 0.26), (0.68, 0.66), 30.0),
        ((0.34, 0.79), (0.68, 0.97), 20.0),
    ] {
        painted.keep(frame.rect(from, to), weight);
    }
    painted
}

fn plume(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    for (x, y, width, tone) in [
        (0.5, 0.215, 130.0, (0x8B8F9A, 0x565B67, 0xA5A9B3)),
        (0.44, 0.15, 190.0, (0x9A9FAA, 0x5F6470, 0xB3B7C0)),
        (0.58, 0.12, 220.0, (0xA9AEB8, 0x6A707C, 0xC0C4CC)),
        (0.47, 0.06, 250.0, (0xB9BEC7, 0x767C88, 0xCFD3D9)),
    ] {
        nature::cloud_in(b, frame.at(x, y), width * u, tone);
    }
    let fire = frame.at(0.5, 0.27);
    b.disc(fire.x, fire.y, 90.0 * u, Paint::Glow(0xFF8A3C, 0.85));
    for way in ["50 29 44 21 39.5 21.5", "50 29 55 17 61 22", "50 29 47 16 46 12"] {
        let points = frame.all(way);
        b.stroke(&super::brush::smooth(&points, false), (0xFFB457, 0.7), 3.4 * u);
        if let Some(end) = points.last() {
            b.disc(end.x, end.y, 6.5 * u, Paint::Ball(0xF7A04A, 0x7A2A14));
        }
    }
}

fn ground_layers(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let bottom = frame.whole.y1;
    for (points, paint) in [
        ("0 68 30 67 50 68 70 67 100 68", (0xB98A5E, 0xA27550)),
        ("0 76 30 74.5 60 76.5 100 75", (0xA07558, 0x8A6249)),
        ("0 85 30 83.5 60 85.5 100 84", (0x86624E, 0x714F40)),
        ("0 94 30 92.5 60 94 100 93", (0x6E4A40, 0x8E3F2C)),
    ] {
        nature::hill(b, &frame.all(points), bottom + 1.0, paint);
    }
}

fn cone(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let shape = |points: &str| {
        let mut path = super::brush::smooth(&frame.all(points), false);
        path.close_path();
        path
    };
    let whole = shape("16 68 28 58.5 37 44 44 29 47 28.4 53 28.4 56 29 63 44 72 58.5 84 68");
    b.fill(&whole, Paint::Across(0x9C7A66, 0x5F4438));
    b.clipped(&whole, |b| {
        for (points, paint) in [
            ("8 80 24 64 37 48 45 30 55 30 63 48 76 64 92 80", 0x7E5E4D),
            ("16 80 29 65 39 50 46 32 54 32 61 50 71 65 84 80", 0xA5806A),
            ("24 80 34 66 42 52 47 34 53 34 58 52 66 66 76 80", 0x75564A),
            ("32 80 39 68 45 54 48 36 52 36 55 54 61 68 68 80", 0x9A735E),
        ] {
            b.fill(&shape(points), paint);
        }
    });
    b.fill(
        &shape("16 68 28 58.5 37 44 44 29 45.6 31 39 46 31 60 21 68"),
        Paint::Veil(0xFFFFFF, 0.14),
    );
    for points in [
        "44 29 47 28.4 49 30 44.5 38 43 44 39.5 50 37.5 56 34 58 36 51 38.5 43 41 36",
        "53 28.4 56 29 58.5 35 60.5 41 63.5 46 62 48 58 42 54 34",
    ] {
        b.fill(&super::brush::smooth(&frame.all(points), true), (0xFFC04A, 0xE0431B));
    }
    let chamber = super::brush::smooth(
        &frame.all("34 89 38 83 46 81 52 80.5 60 82 66 86 68 91 62 96 52 97.5 42 96.5 36 94"),
        true,
    );
    let center = frame.at(0.5, 0.89);
    b.disc(center.x, center.y, 200.0 * u, Paint::Glow(0xFF7A2E, 0.55));
    let pipe = super::brush::smooth(
        &frame.all(
            "47.5 82 48.6 70 48.2 55 48.6 40 47.6 29.6 52.4 29.6 51.4 40 51.8 55 51.4 70 52.5 82",
        ),
        false,
    );
    b.fill(&pipe, Paint::Down(0xFFC04A, 0xF0602A));
    for way in ["51 62 58 56 63 51 67.5 47", "51 74 57 75 64 75.5 70 74.5"] {
        let branch = nature::ribbon(&frame.all(way), (15.0 * u, 8.0 * u));
        b.fill(&branch, 0xF58A35);
    }
    let cap = frame.at(0.677, 0.47);
    b.disc(cap.x, cap.y, 9.0 * u, Paint::LitBall(0xFFD978, 0xF0602A));
    b.fill(&chamber, Paint::LitBall(0xFFD45E, 0xDE3F18));
    for (x, y, r) in [(0.44, 0.9, 9.0), (0.56, 0.87, 7.0), (0.52, 0.93, 11.0), (0.6, 0.92, 6.0)] {
        let at = frame.at(x, y);
        b.disc(at.x, at.y, r * u, Paint::Veil(0xFFF1B8, 0.55));
    }
    let rim = frame.at(0.5, 0.29);
    b.oval(
        (rim.x, rim.y),
        (frame.area.width() * 0.044, 8.0 * u),
        Paint::LitBall(0xFFE9A0, 0xF0602A),
    );
}
