//! A plant cell and an animal cell with their organelles.

use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use super::brush::{Brush, Paint, smooth};
use super::callouts::Spot;
use super::{Frame, Ground, Painted, Part, SceneKind};

pub(super) static PLANT: SceneKind = SceneKind {
    name: "plant_cell",
    topics: "plant cell|pflanzenzelle|pflanzliche zelle|cellule végétale|célula vegetal|cellula vegetale|plantencel|plantaardige cel|komórka roślinna|komórki roślinnej|растительная клетка|растительной клетки|bitki hücresi|植物细胞|植物細胞|식물 세포|식물세포|خلية نباتية|الخلية النباتية|पादप कोशिका",
    parts: PARTS,
    ground: Ground::Plain,
    is_sequence: false,
    is_object: true,
    paint: plant,
};

pub(super) static ANIMAL: SceneKind = SceneKind {
    name: "animal_cell",
    topics: "animal cell|human cell|tierzelle|tierische zelle|cellule animale|célula animal|cellula animale|dierlijke cel|komórka zwierzęca|komórki zwierzęcej|животная клетка|животной клетки|hayvan hücresi|动物细胞|動物細胞|동물 세포|동물세포|خلية حيوانية|الخلية الحيوانية|जंतु कोशिका|जन्तु कोशिका|eukaryotic cell|cell structure|cell organelles",
    parts: PARTS,
    ground: Ground::Plain,
    is_sequence: false,
    is_object: true,
    paint: animal,
};

const PARTS: &[Part] = &[
    (
        "wall",
        "cell wall|zellwand|paroi|pared celular|parete cellulare|parede celular|celwand|ściana komórkowa|клеточная стенка|стенка|hücre duvarı|çeper|细胞壁|細胞壁|세포벽|جدار|कोशिका भित्ति",
    ),
    (
        "membrane",
        "membran|membrana|cell membrane|plasma membrane|zellmembran|мембран|hücre zarı|细胞膜|細胞膜|세포막|غشاء|कोशिका झिल्ली",
    ),
    ("nucleolus", "nucleol|nukleol|nucléol|ядрышк|çekirdekçik|核仁|核小体|인|نوية|केंद्रिका"),
    (
        "nucleus",
        "nucleus|zellkern|kern|noyau|núcleo|nucleo|jądro|ядро|çekirdek|细胞核|細胞核|核|핵|نواة|केंद्रक",
    ),
    (
        "chloroplast",
        "chloroplast|chloroplaste|cloroplast|хлоропласт|kloroplast|叶绿体|葉緑体|엽록체|بلاستيدات|हरितलवक",
    ),
    (
        "mitochondrion",
        "mitochond|mitocond|митохондр|mitokondri|线粒体|粒線體|ミトコンドリア|미토콘드리아|ميتوكوندريا|सूत्रकणिका|माइटोकॉन्ड्रिया",
    ),
    ("vacuole", "vacuol|vakuol|вакуол|koful|液泡|液胞|액포|فجوة|रिक्तिका|रसधानी"),
    ("golgi", "golgi|гольджи|高尔基|高爾基|ゴルジ|골지|جولجي|गॉल्जी|dictyosom"),
    (
        "rough_er",
        "endoplasm|rough er|rough endoplasmic|raues er|reticul|retikul|эндоплазм|ретикулум|内质网|小胞体|소포체|الشبكة الإندوبلازمية|अंतर्द्रव्यी",
    ),
    (
        "smooth_er",
        "smooth er|smooth endoplasmic|glattes er|glattes endoplasm|réticulum endoplasmique lisse|retículo endoplasmático liso|滑面",
    ),
    ("ribosome", "ribosom|рибосом|核糖体|リボソーム|리보솜|ريبوسوم|राइबोसोम"),
    (
        "cytoplasm",
        "cytoplas|zytoplasma|citoplas|cytosol|цитоплазм|sitoplazma|细胞质|細胞質|세포질|سيتوبلازم|कोशिका द्रव्य",
    ),
    (
        "lysosome",
        "lysosom|lisosom|lizosom|лизосом|溶酶体|リソソーム|리소좀|ليسوسوم|लाइसोसोम|peroxisom",
    ),
    (
        "centriole",
        "centriol|zentriol|centrosom|zentrosom|центриол|sentriyol|中心粒|中心体|중심립|중심체|مريكز|तारककाय",
    ),
    (
        "vesicle",
        "vesicle|vesikel|vésicule|vesícula|vescicol|пузыр|везикул|小泡|小胞|소낭|حويصلة|amyloplast|starch|stärke",
    ),
    ("dna", "dna|dns|adn|chromatin|хроматин|днк|染色质"),
];

/// Where the cell is and how large a step of its grid is.
#[derive(Debug, Clone, Copy)]
struct Body {
    rect: Rect,
    unit: f64,
}

impl Body {
    fn at(self, x: f64, y: f64) -> Point {
        Point::new(self.rect.x0 + self.rect.width() * x, self.rect.y0 + self.rect.height() * y)
    }

    fn all(self, percents: &str) -> Vec<Point> {
        let numbers: Vec<f64> =
            percents.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        numbers.chunks_exact(2).map(|pair| self.at(pair[0] / 100.0, pair[1] / 100.0)).collect()
    }
}

/// The cell in the middle, with room for names at both sides.
fn body(frame: &Frame<'_>) -> Body {
    let room = frame.labels;
    let (width, height) = if frame.has_labels {
        (room.width() * 0.47, room.height() * 0.9)
    } else {
        (room.width() * 0.94, room.height() * 0.92)
    };
    let (width, height) = (width.min(height * 1.5), height.min(width * 1.42));
    let rect = Rect::from_center_size(room.center(), (width, height));
    Body { rect, unit: (width * height).sqrt() / 560.0 }
}

/// A soft shine behind the cell.
fn backdrop(b: &mut Brush<'_>, frame: &Frame<'_>, cell: Body, color: u32) {
    let center = cell.rect.center();
    let radius = (frame.whole.width().max(frame.whole.height())) * 0.62;
    b.disc(center.x, center.y, radius, Paint::Glow(color, 0.42));
}

fn finish(body: Body, spots: Vec<Spot>) -> Painted {
    let mut painted = Painted { spots, ..Painted::default() };
    painted.keep(body.rect, 400.0);
    painted.object = Some(body.rect);
    painted
}

fn plant(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let cell = body(frame);
    backdrop(b, frame, cell, 0x9AD07A);
    let u = cell.unit;
    let outline = |inset: f64| {
        let rect = cell.rect.inset(-inset * u);
        let inner = Body { rect, ..cell };
        smooth(
            &inner.all("6 3 50 0.5 94 3 99 10 100 50 99 90 94 97 50 99.5 6 97 1 90 0 50 1 10"),
            true,
        )
    };
    let base = Point::new(cell.rect.center().x, cell.rect.y1);
    super::nature::shade(b, base, (cell.rect.width() * 0.52, 26.0 * u));
    b.fill(&outline(0.0), (0x7FBF4E, 0x3E8B3B));
    b.fill(&outline(7.0), (0xB5DE82, 0x6CB056));
    b.fill(&outline(17.0), 0xF2E27A);
    b.fill(&outline(22.0), (0xE9F8D2, 0xC3E8A8));
    let vacuole =
        smooth(&cell.all("44 24 60 19 78 23 88 36 87 58 80 72 64 76 50 70 43 56 40 38"), true);
    b.fill(&vacuole, Paint::Ball(0xD9F1FB, 0x86C6EA));
    b.stroke(&vacuole, (0x5FA9D6, 1.0), 3.5 * u);
    b.fill(&smooth(&cell.all("50 29 60 25 70 27 60 31 53 38"), true), Paint::Veil(0xFFFFFF, 0.6));
    er(b, cell.at(0.27, 0.49), u * 1.05, false);
    nucleus(b, cell.at(0.245, 0.325), u);
    for (x, y, turn) in [
        (0.27, 0.125, 0.3),
        (0.62, 0.105, -0.15),
        (0.87, 0.17, 0.7),
        (0.91, 0.75, -1.1),
        (0.47, 0.875, 0.1),
        (0.12, 0.73, 1.2),
    ] {
        chloroplast(b, cell.at(x, y), u, turn);
    }
    for (x, y, turn) in [(0.73, 0.86, -0.3), (0.13, 0.56, 1.1), (0.44, 0.155, 0.9)] {
        mitochondrion(b, cell.at(x, y), u * 0.85, turn);
    }
    golgi(b, cell.at(0.28, 0.785), u);
    dots(b, &cell.all("36 12 72 14 79 14 93 35 92 52 10 45 9 25 34 70 40 77 60 82 88 86 17 88 27 90 36 88 56 90 8 64"), u);
    vesicles(b, &cell.all("30 66.5 36 82 20 81 81 80"), u);
    let spots = vec![
        Spot::new("wall", cell.at(0.995, 0.3), 0x3E8B3B),
        Spot::new("membrane", cell.at(0.965, 0.46), 0x8A7A00),
        Spot::new("nucleus", cell.at(0.2, 0.28), 0x6D3FA8),
        Spot::new("nucleolus", cell.at(0.255, 0.335), 0x4F2385),
        Spot::new("dna", cell.at(0.29, 0.29), 0x7A4FB0),
        Spot::new("chloroplast", cell.at(0.87, 0.17), 0x2E7D32),
        Spot::new("mitochondrion", cell.at(0.73, 0.86), 0xB4501E),
        Spot::new("vacuole", cell.at(0.7, 0.55), 0x1F75A8),
        Spot::new("golgi", cell.at(0.27, 0.785), 0xB03A78),
        Spot::new("rough_er", cell.at(0.2, 0.5), 0x3D5FB0),
        Spot::new("smooth_er", cell.at(0.36, 0.52), 0x3D5FB0),
        Spot::new("ribosome", cell.at(0.1, 0.45), 0x5A3A28),
        Spot::new("cytoplasm", cell.at(0.6, 0.8), 0x4F7F2E),
        Spot::new("lysosome", cell.at(0.36, 0.82), 0xA14A6B),
        Spot::new("vesicle", cell.at(0.2, 0.81), 0xA14A6B),
    ];
    finish(cell, spots)
}

fn animal(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let cell = body(frame);
    backdrop(b, frame, cell, 0xF2A48C);
    let u = cell.unit;
    let outline = |inset: f64| {
        let rect = cell.rect.inset(-inset * u);
        let inner = Body { rect, ..cell };
        smooth(&inner.all("50 0 70 3 88 13 98 32 97 52 100 70 90 88 72 97 50 99 30 98 12 89 1 72 2 52 0 34 11 14 29 3"), true)
    };
    let base = Point::new(cell.rect.center().x, cell.rect.y1);
    super::nature::shade(b, base, (cell.rect.width() * 0.46, 24.0 * u));
    b.fill(&outline(0.0), (0xF2A48C, 0xD56F62));
    b.fill(&outline(6.0), 0xFFD9C4);
    b.fill(&outline(10.0), (0xEF9C86, 0xD87C6C));
    b.fill(&outline(14.0), (0xFFF1E2, 0xFFD5BC));
    er(b, cell.at(0.55, 0.615), u * 1.3, true);
    nucleus(b, cell.at(0.53, 0.4), u * 1.45);
    for (x, y, turn) in [
        (0.24, 0.2, -0.6),
        (0.17, 0.53, 1.2),
        (0.78, 0.78, 0.5),
        (0.79, 0.19, 0.7),
        (0.4, 0.88, 0.1),
    ] {
        mitochondrion(b, cell.at(x, y), u * 1.05, turn);
    }
    golgi(b, cell.at(0.27, 0.745), u * 1.1);
    centrioles(b, cell.at(0.235, 0.36), u);
    for (x, y) in [(0.85, 0.45), (0.63, 0.88), (0.47, 0.115)] {
        let point = cell.at(x, y);
        b.disc(point.x, point.y, 18.0 * u, Paint::Ball(0xC9E7A8, 0x6FA64E));
        b.disc(point.x - 4.0 * u, point.y + 3.0 * u, 4.0 * u, Paint::Veil(0x3F7A2A, 0.6));
        b.disc(point.x + 6.0 * u, point.y - 2.0 * u, 3.0 * u, Paint::Veil(0x3F7A2A, 0.6));
    }
    vesicles(b, &cell.all("37 67 33 82 18 66 88 57 62 9.5 36 13"), u);
    dots(b, &cell.all("34 28 31 45 74 30 86 34 91 66 83 66 9 42 12 30 54 92 30 92 71 89 60 18 70 13 20 84 46 79 13 62"), u);
    let spots = vec![
        Spot::new("membrane", cell.at(0.985, 0.33), 0xB4453A),
        Spot::new("nucleus", cell.at(0.6, 0.34), 0x6D3FA8),
        Spot::new("nucleolus", cell.at(0.545, 0.415), 0x4F2385),
        Spot::new("dna", cell.at(0.46, 0.36), 0x7A4FB0),
        Spot::new("mitochondrion", cell.at(0.24, 0.2), 0xB4501E),
        Spot::new("golgi", cell.at(0.26, 0.745), 0xB03A78),
        Spot::new("rough_er", cell.at(0.58, 0.6), 0x3D5FB0),
        Spot::new("smooth_er", cell.at(0.5, 0.68), 0x3D5FB0),
        Spot::new("ribosome", cell.at(0.83, 0.66), 0x5A3A28),
        Spot::new("cytoplasm", cell.at(0.88, 0.72), 0xA85A2A),
        Spot::new("lysosome", cell.at(0.85, 0.45), 0x3F7A2A),
        Spot::new("centriole", cell.at(0.235, 0.36), 0x1F6F78),
        Spot::new("vesicle", cell.at(0.18, 0.66), 0xA14A6B),
        Spot::new("vacuole", cell.at(0.36, 0.13), 0x1F75A8),
    ];
    finish(cell, spots)
}

fn nucleus(b: &mut Brush<'_>, center: Point, u: f64) {
    b.within(center, u, |b| {
        b.disc(0.0, 0.0, 62.0, Paint::Ball(0xC9A8EE, 0x7A4FB8));
        b.disc(0.0, 0.0, 55.0, Paint::Ball(0xE4D0FA, 0x9C73D2));
        b.line("M-36 -14C-26 -28 -14 -16 -6 -28M-30 18C-20 8 -16 26 -4 22M16 -38C26 -30 20 -22 34 -18M26 26C34 16 40 20 42 8M-8 40C2 32 10 44 18 38", 0x7A4FB8, 3.2);
        b.disc(8.0, 4.0, 20.0, Paint::Ball(0x9A62D4, 0x4F2385));
        for step in 0..10_u32 {
            let way = Vec2::from_angle(f64::from(step) * 0.628) * 58.5;
            b.disc(way.x, way.y, 3.4, 0x5E3796);
        }
    });
}

/// Folded membranes beside the nucleus, with ribosomes on them.
fn er(b: &mut Brush<'_>, center: Point, u: f64, is_wide: bool) {
    b.within(center, u, |b| {
        let folds = [
            "M-70 -8C-52 8 -34 -2 -16 8C2 18 22 2 40 10C52 14 62 8 70 0",
            "M-66 12C-48 26 -30 16 -14 26C4 36 24 22 42 28C52 32 60 26 66 20",
            "M-54 32C-40 44 -24 36 -10 44C8 52 24 42 50 42",
        ];
        for fold in folds {
            b.line(fold, 0x3F69C4, 13.0);
            b.line(fold, 0x9DBCF5, 8.0);
        }
        let mut beads = BezPath::new();
        for (x, y) in [
            (-58.0, -7.0),
            (-40.0, -6.0),
            (-22.0, -3.0),
            (-4.0, 4.0),
            (14.0, 2.0),
            (34.0, 0.0),
            (54.0, 2.0),
            (-50.0, 12.0),
            (-32.0, 12.0),
            (-2.0, 20.0),
            (18.0, 20.0),
            (44.0, 19.0),
            (-40.0, 32.0),
            (-18.0, 32.0),
        ] {
            beads.move_to((x, y));
            beads.line_to((x + 0.1, y));
        }
        b.stroke(&beads, (0x5A3A28, 1.0), 5.4);
        if is_wide {
            for fold in [
                "M-46 56C-30 66 -18 54 -4 62C8 70 22 58 36 62",
                "M-34 74C-22 82 -10 72 2 78C10 82 18 76 24 76",
            ] {
                b.line(fold, 0x6B7FD0, 10.0);
                b.line(fold, 0xC9D4FA, 6.0);
            }
        }
    });
}

fn chloroplast(b: &mut Brush<'_>, center: Point, u: f64, turn: f64) {
    b.placed(place(center, u, turn), |b| {
        b.oval((0.0, 0.0), (46.0, 26.0), (0x6CBF4B, 0x2E7D32));
        b.oval((0.0, 0.0), (40.0, 20.5), (0xA7DE7B, 0x58A846));
        b.line("M-26 0H26", 0x2E7D32, 2.4);
        for (x, rows) in [(-22.0, 3), (0.0, 4), (22.0, 3)] {
            for row in 0..rows {
                let y = (f64::from(row) - f64::from(rows - 1) / 2.0) * 6.4;
                b.rect((x - 8.0, y - 2.6, x + 8.0, y + 2.6), 2.6, 0x2F8A37);
            }
        }
    });
}

fn mitochondrion(b: &mut Brush<'_>, center: Point, u: f64, turn: f64) {
    b.placed(place(center, u, turn), |b| {
        b.path(
            "M-48 0C-48 -20 -28 -26 0 -24C30 -24 48 -18 48 2C48 20 30 25 2 24C-28 25 -48 20 -48 0Z",
            (0xF29A55, 0xC4561F),
        );
        b.path(
            "M-42 0C-42 -15 -26 -20 0 -18C26 -18 42 -14 42 2C42 15 26 19 2 18C-26 19 -42 15 -42 0Z",
            (0xFFE0B8, 0xFBBE84),
        );
        b.line("M-30 -14V5M-16 17V-4M-2 -16V4M12 17V-3M26 -15V5", 0xD9742F, 5.0);
    });
}

fn golgi(b: &mut Brush<'_>, center: Point, u: f64) {
    b.within(center, u, |b| {
        for (index, half) in [40.0, 48.0, 46.0, 36.0].into_iter().enumerate() {
            let y = index as f64 * 13.0 - 22.0;
            let arc = format!(
                "M{} {}C{} {} {} {} {} {}",
                -half,
                y - 6.0,
                -half * 0.4,
                y + 9.0,
                half * 0.4,
                y + 9.0,
                half,
                y - 6.0
            );
            b.line(&arc, 0xC24A8A, 10.5);
            b.line(&arc, 0xF6A8CE, 6.0);
        }
        for (x, y) in [(-54.0, 10.0), (54.0, 2.0), (46.0, 30.0), (-40.0, 34.0), (4.0, 36.0)] {
            b.disc(x, y, 6.0, Paint::Ball(0xFBC6DF, 0xD0609A));
        }
    });
}

fn centrioles(b: &mut Brush<'_>, center: Point, u: f64) {
    for (turn, dx, dy) in [(0.5, -12.0, -6.0), (-1.05, 22.0, 18.0)] {
        b.placed(place(center + Vec2::new(dx, dy) * u, u, turn), |b| {
            b.rect((-26.0, -10.0, 26.0, 10.0), 5.0, (0x8FE0DC, 0x2A8C94));
            b.line("M-24 -4H22M-24 3H22", 0x1F6F78, 2.0);
            b.oval((26.0, 0.0), (5.0, 10.0), 0xC9F3F0);
        });
    }
}

fn place(center: Point, u: f64, turn: f64) -> Affine {
    Affine::translate(center.to_vec2()) * Affine::rotate(turn) * Affine::scale(u)
}

fn dots(b: &mut Brush<'_>, places: &[Point], u: f64) {
    let mut path = BezPath::new();
    for place in places {
        for (dx, dy) in [(0.0, 0.0), (9.0, 5.0), (2.0, 11.0)] {
            let at = *place + Vec2::new(dx, dy) * u;
            path.move_to(at);
            path.line_to(at + Vec2::new(0.2, 0.0));
        }
    }
    b.stroke(&path, (0x7A4B30, 0.9), 5.0 * u);
}

fn vesicles(b: &mut Brush<'_>, places: &[Point], u: f64) {
    for (index, place) in places.iter().enumerate() {
        let radius = (8.0 + 3.0 * (index % 3) as f64) * u;
        b.disc(place.x, place.y, radius, Paint::Ball(0xFBD5E4, 0xC97AA6));
    }
}
