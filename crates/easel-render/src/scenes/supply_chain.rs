//! A supply chain: the stations that the items name, on plates along a road.

use kurbo::{Point, Rect, Vec2};

use super::brush::{Brush, Paint, smooth};
use super::built;
use super::callouts::Spot;
use super::nature;
use super::stations;
use super::{Frame, Ground, Painted, SceneKind};
use crate::scene::Anchor;

pub(super) static SCENE: SceneKind = SceneKind {
    name: "supply_chain",
    topics: "supply chain|value chain|logistics chain|lieferkette|wertschöpfungskette|chaîne d'approvisionnement|chaîne logistique|cadena de suministro|catena di fornitura|filiera|cadeia de suprimentos|cadeia de abastecimento|toeleveringsketen|łańcuch dostaw|цепочка поставок|цепь поставок|tedarik zinciri|供应链|供應鏈|サプライチェーン|공급망|سلسلة التوريد|سلسلة الإمداد|आपूर्ति श्रृंखला|farm to table|farm to fork",
    parts: &[
        (
            "farm",
            "farm|plantation|cocoa|coffee|crop|harvest|agricult|bauernhof|landwirt|ernte|anbau|ferme|agricole|récolte|granja|cosecha|agricultor|fattoria|raccolto|fazenda|boerderij|gospodarstwo|ферм|урожай|çiftlik|hasat|农场|農場|种植|농장|مزرعة|खेत",
        ),
        (
            "mine",
            "raw material|raw|mine|mining|extraction|rohstoff|bergbau|matière première|matières premières|materia prima|materias primas|materie prime|matéria prima|grondstof|surowc|сырь|добыч|hammadde|maden|原料|原材料|采矿|원자재|원료|مواد خام|कच्चा माल",
        ),
        (
            "supplier",
            "supplier|vendor|lieferant|zulieferer|fournisseur|proveedor|fornitor|fornecedor|leverancier|dostawc|поставщик|tedarikçi|供应商|供應商|サプライヤー|공급업체|공급자|مورد|आपूर्तिकर्ता|component|procure|beschaffung|einkauf|purchas|sourcing|planning|plan",
        ),
        (
            "factory",
            "factory|manufactur|production|producer|processing|assembly|roast|mill|fabrik|werk|herstell|produktion|fertigung|verarbeitung|usine|fabrication|fábrica|fabricación|fabbrica|produzione|produção|fabriek|productie|fabryka|produkcj|завод|фабрик|производств|fabrika|üretim|工厂|制造|生产|工場|製造|공장|제조|مصنع|تصنيع|कारखाना|निर्माण|विनिर्माण",
        ),
        (
            "warehouse",
            "warehouse|storage|stock|inventory|distribution cent|fulfil|lager|depot|verteilzentrum|entrepôt|stockage|almacén|almacen|magazzino|armazém|magazijn|magazyn|склад|depo|仓库|倉庫|창고|مستودع|गोदाम|wholesal|großhandel",
        ),
        (
            "truck",
            "truck|transport|distribut|deliver|logistic|shipping by road|lkw|spedition|auslieferung|lieferung|distribution|livraison|camion|camión|distribución|entrega|distribuzione|consegna|distribuição|vracht|levering|dystrybuc|ciężarów|доставк|перевоз|грузов|kamyon|dağıtım|teslimat|运输|配送|物流|卡车|輸送|トラック|운송|배송|트럭|نقل|توزيع|شاحنة|परिवहन|वितरण",
        ),
        (
            "ship",
            "ship|sea freight|freight|ocean|port|harbour|harbor|export|import|container|schiff|seefracht|hafen|bateau|navire|barco|buque|puerto|nave|porto|navio|schip|haven|statek|корабл|порт|судн|gemi|liman|ihracat|海运|船|港|出口|海上輸送|선박|항구|해운|سفينة|ميناء|शिपिंग|जहाज|बंदरगाह",
        ),
        (
            "plane",
            "plane|air freight|air cargo|flugzeug|luftfracht|avion|avión|aereo|avião|vliegtuig|samolot|самолет|uçak|空运|航空|항공|طائرة|हवाई",
        ),
        (
            "shop",
            "retail|shop|store|supermarket|einzelhandel|laden|geschäft|händler|handel|détaill|magasin|minorista|tienda|negozio|dettagli|loja|varejo|winkel|detailhand|sklep|handel detaliczny|магазин|розниц|mağaza|perakende|零售|商店|超市|小売|店舗|소매|매장|متجر|تجزئة|बेचना|खुदरा|दुकान|restaurant|market|sales",
        ),
        (
            "customer",
            "customer|consumer|client|buyer|kunde|verbraucher|endkunde|konsument|consommateur|cliente|consumidor|consumatore|klant|klient|покупател|потребител|клиент|müşteri|tüketici|客户|顾客|消费者|顧客|消費者|고객|소비자|عميل|مستهلك|ग्राहक|उपभोक्ता|home|household",
        ),
        (
            "office",
            "headquarter|office|design|research|develop|r&d|zentrale|büro|entwicklung|офис|order|bestellung|auftrag",
        ),
        (
            "recycling",
            "recycl|return|waste|disposal|rücknahme|entsorgung|reciclaje|riciclo|reciclagem|переработ|утилизац|geri dönüşüm|回收|リサイクル|재활용|إعادة التدوير|पुनर्चक्रण|reverse",
        ),
    ],
    ground: Ground::Sky,
    is_sequence: true,
    is_object: false,
    paint,
};

const DEFAULT: [&str; 6] = ["mine", "factory", "warehouse", "truck", "shop", "customer"];

fn draw_of(part: &str) -> fn(&mut Brush<'_>) {
    match part {
        "farm" => built::farm,
        "mine" => built::mine,
        "factory" => built::factory,
        "warehouse" => built::warehouse,
        "truck" => built::truck,
        "ship" => built::ship,
        "plane" => built::airplane,
        "shop" => built::shop,
        "customer" => built::customer,
        "recycling" => built::recycling,
        _ => built::office,
    }
}

fn paint(b: &mut Brush<'_>, frame: &Frame<'_>) -> Painted {
    backdrop(b, frame);
    let parts: &[&'static str] = if frame.parts.is_empty() { &DEFAULT } else { frame.parts };
    let places = stations::lay(frame, parts.len());
    let size = places.size;
    let drop = Vec2::new(0.0, size * 0.38);
    let mut painted = Painted { widest: Some(places.widest), ..Painted::default() };
    for index in 0..parts.len() {
        let Some([from, over, to]) = places.way(index) else { continue };
        let way = [from + drop * 0.75, over + drop * 0.9, to + drop * 0.75];
        let road = smooth(&[from.lerp(way[0], 1.0), way[1], way[2]], false);
        b.stroke(&road, (0xFFFFFF, 0.65), size * 0.1);
        b.flow(&way, 0x2563B8, size * 0.06);
        let rect = Rect::from_points(way[0], way[2]).union_pt(way[1]);
        painted.keep(rect.inflate(size * 0.06, size * 0.06), 6.0);
    }
    for (part, center) in parts.iter().zip(&places.centers) {
        plate(b, *center + drop, size);
        b.within(*center + drop, size / 112.0, draw_of(part));
        let under = *center + Vec2::new(0.0, size * 0.58);
        painted.spots.push(
            Spot::new(part, *center, 0x1D5AA8).reach(size * 0.66).seat(under, Anchor::TopCenter),
        );
        let body = Rect::from_center_size(*center, (size * 0.98, size * 1.04));
        painted.keep(body, 40.0);
    }
    painted
}

/// A round plate that something stands on.
fn plate(b: &mut Brush<'_>, center: Point, size: f64) {
    let (rx, ry) = (size * 0.56, size * 0.12);
    nature::shade(b, center + Vec2::new(0.0, ry * 0.8), (rx * 1.14, ry * 1.2));
    b.within(center, size / 100.0, |b| {
        b.path("M-56 0V5C-56 22 56 22 56 5V0Z", Paint::Across(0xC3D0DE, 0x93A5B9));
        b.oval((0.0, 0.0), (56.0, 12.0), Paint::Across(0xFFFFFF, 0xDCE6F0));
        b.oval((0.0, 0.0), (48.0, 9.6), Paint::Across(0xCDE8BE, 0xA9D49A));
    });
}

fn backdrop(b: &mut Brush<'_>, frame: &Frame<'_>) {
    let u = frame.unit;
    let at = |x: f64, y: f64| frame.at(x, y);
    nature::sky(b, frame.whole, at(0.0, 0.6).y);
    nature::cloud(b, at(0.1, 0.03), 130.0 * u, false);
    nature::cloud(b, at(0.9, 0.06), 150.0 * u, false);
    let bottom = frame.whole.y1;
    let hills = [
        ("0 38 18 33 38 39 60 36 80 40 100 36", (0xD5E9DC, 0xC3DFC6)),
        ("0 52 24 47 50 53 74 48 100 51", (0xCBE7BF, 0xACD69E)),
        ("0 72 26 68 52 73 78 69 100 72", (0xBCE0A6, 0x93CB83)),
    ];
    for (points, paint) in hills {
        nature::hill(b, &frame.all(points), bottom, paint);
    }
    for (index, foot) in frame.all("3 54 97 55 95 70 4 88 97 92").into_iter().enumerate() {
        nature::tree(b, foot, (38.0 + 5.0 * index as f64) * u, index);
    }
}
