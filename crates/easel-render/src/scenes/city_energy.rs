//! An energy grid: where power is made, how it travels and who uses it in the city.

use kurbo::{BezPath, Point, Rect, Vec2};

use super::brush::Brush;
use super::built;
use super::callouts::Spot;
use super::nature;
use super::{Frame, Ground, Painted, SceneKind};

pub(super) static SCENE: SceneKind = SceneKind {
    name: "city_energy",
    topics: "energy grid|power grid|electricity grid|electric grid|smart grid|energy city|city energy|smart city energy|how electricity reaches|electricity reaches your home|how electricity gets|stromnetz|energienetz|stromversorgung|réseau électrique|red eléctrica|rete elettrica|rede elétrica|stroomnet|elektriciteitsnet|sieć energetyczna|sieć elektroenergetyczna|энергосеть|энергосистем|электросеть|elektrik şebekesi|电网|電網|電力網|送電網|전력망|شبكة الكهرباء|الشبكة الكهربائية|बिजली ग्रिड|विद्युत ग्रिड",
    parts: &[
        (
            "plant",
            "power plant|power station|generat|kraftwerk|erzeugung|centrale|central eléctrica|usina|elektrownia|elektrocentrale|электростанц|santral|发电|發電|発電|발전|محطة توليد|محطة الطاقة|बिजलीघर|विद्युत संयंत्र|nuclear|coal|gas plant|thermal|kernkraft",
        ),
        ("wind", "wind|éolien|eólic|eolic|wiatr|ветр|rüzgar|rüzgâr|风|風力|풍력|رياح|पवन"),
        (
            "solar",
            "solar|photovolt|sonnenenergie|fotovolt|zonne|słonecz|солнечн|güneş|太阳能|太陽光|태양광|شمسية|सौर",
        ),
        (
            "hydro",
            "hydro|dam|water power|wasserkraft|staudamm|barrage|hydraul|hidro|presa|idroelettr|diga|waterkracht|wodna|zapora|гидро|плотин|baraj|水电|水力|ダム|수력|댐|كهرومائية|سد|जल विद्युत|बांध",
        ),
        (
            "transmission",
            "transmission|high voltage|power line|pylon|übertragung|hochspannung|stromleitung|transport d'électricité|haute tension|ligne|transmisión|alta tensión|trasmissione|alta tensione|linee|transmissão|hoogspanning|przesył|передач|лэп|высоковольт|iletim|yüksek gerilim|输电|輸電|送電|高压|송전|نقل الكهرباء|خطوط|पारेषण|संचरण",
        ),
        (
            "substation",
            "substation|transformer|umspannwerk|transformator|poste de transformation|poste électrique|subestación|transformador|sottostazione|trasformatore|subestação|onderstation|stacja|подстанц|трансформатор|trafo|变电|變電|変電|변전|محطة فرعية|محول|उपकेंद्र|सबस्टेशन|ट्रांसफार्मर",
        ),
        (
            "battery",
            "batter|storage|speicher|stockage|almacenamiento|accumul|armazenamento|opslag|magazyn energii|накопител|хранен|depolama|batarya|储能|電池|蓄電|배터리|저장|بطارية|تخزين|भंडारण",
        ),
        (
            "homes",
            "home|house|residential|household|haushalt|wohn|maison|foyer|hogar|casa|vivienda|case|abitaz|residência|huis|woning|dom|gospodarstw|дом|жил|ev|konut|家庭|住宅|家|주택|가정|منازل|منزل|घर",
        ),
        (
            "city",
            "city|town|office|commercial|building|stadt|büro|gewerbe|ville|bureaux|ciudad|edificio|oficina|città|uffici|cidade|stad|kantoor|miasto|biur|город|офис|здани|şehir|ofis|城市|办公|商业|都市|ビル|도시|빌딩|상업|مدينة|مباني|शहर|कार्यालय",
        ),
        (
            "industry",
            "industr|indústr|factory|fabrik|usine|fábrica|fabbrica|fabriek|fabryka|przemysł|завод|промышл|sanayi|fabrika|工业|工厂|工場|산업|공장|صناعة|مصنع|उद्योग|कारखाना",
        ),
        (
            "charging",
            "charg|ev |electric vehicle|electric car|e auto|e mobil|elektroauto|ladestation|laden|véhicule électrique|recharge|vehículo eléctrico|coche eléctrico|auto elettric|ricarica|carro elétrico|laadpaal|elektryczn|электромобил|зарядк|şarj|充电|電気自動車|전기차|충전|شحن|سيارة كهربائية|चार्जिंग",
        ),
        ("rooftop", "rooftop|dach|toiture|prosumer|roof"),
        (
            "distribution",
            "distribut|verteil|local grid|low voltage|niederspannung|distribución|distribuzione|distribuição|distributie|dystrybuc|распредел|dağıtım|配电|配電|배전|توزيع|वितरण",
        ),
        ("control", "control|smart meter|leitwarte|netzleit|monitor|диспетч"),
    ],
    ground: Ground::Sky,
    is_sequence: false,
    is_object: false,
    paint,
};

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.52).y);
    if b.is_night() {
        let sky = Rect::new(frame.area.x0, frame.area.y0, frame.area.x1, at(0.0, 0.2).y);
        nature::stars(b, sky, 22, u.max(0.5));
    }
    nature::sun(b, at(0.52, 0.06), 40.0 * u);
    nature::cloud(b, at(0.32, 0.06), 130.0 * u, false);
    nature::cloud(b, at(0.72, 0.03), 100.0 * u, false);
    let bottom = frame.whole.y1;
    nature::hill(
        b,
        &frame.all("0 38 12 32 26 36 40 30 56 37 74 33 88 36 100 32"),
        bottom,
        (0xCFE4DC, 0xB9D9C0),
    );
    skyline(b, frame);
    nature::hill(
        b,
        &frame.all("0 43 14 37 30 40 46 46 62 44 80 43 100 45"),
        bottom,
        (0xB9DFA0, 0x92CB80),
    );
    generation(b, frame);
    nature::hill(
        b,
        &frame.all("0 66 22 62 44 65 64 61 84 64 100 62"),
        bottom,
        (0xA6D98A, 0x74BC66),
    );
    grid(b, frame);
    users(b, frame);
    spots(frame)
}

fn put(
    b: &mut Brush<'_>,
    frame: &Frame<'_>,
    (x, y, size): (f64, f64, f64),
    draw: impl FnOnce(&mut Brush<'_>),
) {
    let foot = frame.at(x / 100.0, y / 100.0);
    let u = frame.unit;
    nature::shade(b, foot + Vec2::new(4.0 * u, 0.0), (size * 0.56 * u, size * 0.075 * u));
    b.within(foot, size * u / 100.0, draw);
}

fn skyline(b: &mut Brush<'_>, frame: &Frame<'_>) {
    for (x, half, height, light, shade) in [
        (70.0, 17.0, 86.0, 0xC3D4E8, 0x93ADCB),
        (75.5, 22.0, 140.0, 0xA9C2DF, 0x7594BC),
        (81.0, 16.0, 106.0, 0xD3DFEC, 0xA0B6D0),
        (86.0, 24.0, 172.0, 0x9AB8DA, 0x5F84B2),
        (91.5, 18.0, 122.0, 0xC9D8E9, 0x8FA9C8),
        (96.5, 20.0, 92.0, 0xB6CAE2, 0x7D9AC0),
    ] {
        let foot = frame.at(x / 100.0, 0.465);
        b.within(foot, frame.unit, |b| built::tower(b, half, height, (light, shade)));
    }
}

fn generation(b: &mut Brush<'_>, frame: &Frame<'_>) {
    put(b, frame, (34.0, 43.5, 150.0), built::dam);
    for (x, y, size, turn) in
        [(5.0, 41.5, 128.0, 0.2), (11.5, 39.0, 150.0, 0.9), (18.0, 38.5, 118.0, 1.6)]
    {
        put(b, frame, (x, y, size), |b| built::turbine(b, turn));
    }
    put(b, frame, (12.0, 58.0, 168.0), built::power_plant);
}

fn grid(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let masts = [(31.0, 60.0, 140.0), (45.0, 58.5, 150.0), (58.5, 59.5, 140.0)];
    // Wires sag from mast to mast.
    for (side, level) in [(-0.24, 0.79), (0.24, 0.79), (-0.3, 0.6), (0.3, 0.6)] {
        let hooks: Vec<Point> = masts
            .iter()
            .map(|&(x, y, size)| {
                frame.at(x / 100.0, y / 100.0) + Vec2::new(side * size, -level * size) * u
            })
            .collect();
        let start = frame.at(0.19, 0.53);
        let end = frame.at(0.665, 0.575);
        let mut wire = BezPath::new();
        wire.move_to(start);
        for hook in hooks.iter().copied().chain([end]) {
            let from = wire.elements().last().and_then(kurbo::PathEl::end_point).unwrap_or(start);
            wire.quad_to(from.midpoint(hook) + Vec2::new(0.0, 20.0 * u), hook);
        }
        b.stroke(&wire, (0x4A5A70, 0.75), 1.7 * u);
    }
    for mast in masts {
        put(b, frame, mast, built::pylon);
    }
    put(b, frame, (68.5, 62.5, 112.0), built::substation);
    put(b, frame, (14.0, 77.0, 150.0), built::solar_field);
    put(b, frame, (43.0, 75.5, 110.0), built::battery);
    // Underground cables glow where the power goes.
    for way in [
        "23 74 31 76.5 37 74.5",
        "49 74 58 73 65 64.5",
        "71 64.5 77 72 74 80",
        "68 65 66 72 61 81",
        "74 62 81 63 86 67",
    ] {
        b.flow(&frame.all(way), 0xF2A516, 9.0 * u);
    }
}

fn users(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let bottom = frame.whole.y1;
    nature::hill(b, &frame.all("0 93.5 30 92 60 93 100 92"), bottom, (0x6E7C8C, 0x525E6C));
    let mut dashes = BezPath::new();
    for step in 0..14_u32 {
        let x = (f64::from(step) + 0.3) / 14.0;
        dashes.move_to(frame.at(x, 0.965));
        dashes.line_to(frame.at(x + 0.03, 0.965));
    }
    b.stroke(&dashes, (0xF5F1E3, 0.85), 4.0 * frame.unit);
    put(b, frame, (90.0, 76.0, 150.0), built::factory);
    put(b, frame, (60.0, 91.5, 112.0), built::house);
    put(b, frame, (71.5, 90.5, 118.0), built::solar_house);
    put(b, frame, (34.0, 92.0, 112.0), built::charger);
    let feet = frame.all("3 91 25 91.5 48 91 80.5 92 96.5 91");
    for (index, foot) in feet.into_iter().enumerate() {
        nature::tree(b, foot, (52.0 + 7.0 * (index % 3) as f64) * frame.unit, index);
    }
}

fn spots(frame: &Frame<'_>) -> Painted {
    let u = frame.unit;
    let spot = |part: &'static str, (x, y): (f64, f64), hue: u32, reach: f64| {
        Spot::new(part, frame.at(x / 100.0, y / 100.0), hue).reach(reach * u)
    };
    let mut painted = Painted {
        spots: vec![
            spot("plant", (12.0, 53.0), 0x566B84, 60.0),
            spot("wind", (11.5, 25.0), 0x2A6FA3, 50.0),
            spot("solar", (14.0, 74.0), 0x2347A0, 44.0),
            spot("hydro", (34.0, 39.0), 0x1B78B4, 44.0),
            spot("transmission", (45.0, 47.0), 0x5F7086, 34.0),
            spot("substation", (68.5, 59.0), 0x9A6300, 44.0),
            spot("battery", (43.0, 72.5), 0x1F7A48, 40.0),
            spot("homes", (60.0, 88.0), 0xA4432B, 44.0),
            spot("city", (84.0, 35.0), 0x335F99, 60.0),
            spot("industry", (90.0, 71.5), 0x566B84, 52.0),
            spot("charging", (34.0, 89.5), 0x17735A, 40.0),
            spot("rooftop", (70.5, 84.5), 0x2347A0, 0.0),
            spot("distribution", (66.5, 72.5), 0x9A6300, 0.0),
            spot("control", (75.5, 39.0), 0x335F99, 0.0),
        ],
        ..Painted::default()
    };
    for (from, to, weight) in [
        ((0.02, 0.19), (0.21, 0.41), 24.0),
        ((0.03, 0.42), (0.21, 0.59), 30.0),
        ((0.26, 0.34), (0.42, 0.45), 30.0),
        ((0.27, 0.41), (0.62, 0.6), 18.0),
        ((0.63, 0.54), (0.75, 0.63), 30.0),
        ((0.05, 0.67), (0.23, 0.78), 30.0),
        ((0.37, 0.69), (0.49, 0.76), 30.0),
        ((0.54, 0.82), (0.78, 0.92), 30.0),
        ((0.67, 0.25), (1.0, 0.46), 14.0),
        ((0.82, 0.61), (0.98, 0.77), 30.0),
        ((0.28, 0.86), (0.4, 0.93), 30.0),
        ((0.48, 0.02), (0.56, 0.1), 8.0),
    ] {
        painted.keep(frame.rect(from, to), weight);
    }
    painted
}
