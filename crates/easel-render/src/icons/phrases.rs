//! Phrases of infographics and the icons a person would accept for them.

use super::*;

/// Phrase, then acceptable icons; `-` is none.
const PHRASES: [&str; 184] = [
    "Customer retention: heart-handshake repeat-2 users",
    "Customer acquisition: user-plus magnet",
    "Customer satisfaction: mood-smile",
    "Revenue growth: trending-up chart-line",
    "Market share: chart-pie",
    "Net profit: hand-coins",
    "Lower running cost: coins wallet",
    "Lower purchase price: tag",
    "Zero tailpipe CO2: leaf",
    "Fast refuelling: fuel",
    "Stations everywhere: ev-charger charging-pile",
    "Quiet and smooth: volume-x",
    "Evaporation: sun",
    "Condensation: cloud",
    "Precipitation: cloud-rain",
    "Collection: waves-horizontal",
    "Sputnik 1: satellite",
    "Vostok 1: rocket",
    "Apollo 11: moon rocket",
    "Hubble: telescope",
    "James Webb: telescope",
    "ISS: orbit",
    "Clean air: wind",
    "Lower bills: piggy-bank",
    "Jobs: briefcase",
    "Energy security: shield-check zap",
    "Climate: earth",
    "Wind turbines: wind-electricity windmill",
    "Loyal customers: users heart-handshake",
    "High return rate: truck-return package-x",
    "Large competitors: swords sword",
    "Large competition: swords sword",
    "Strengths: dumbbell biceps-flexed",
    "Weaknesses: triangle-alert",
    "Opportunities: door-open",
    "Threats: triangle-alert",
    "Plan: calendar",
    "Plane: plane",
    "Planet: earth",
    "Plant: sprout",
    "Research: binoculars search",
    "Design: pen-tool palette",
    "Prototype: flask-conical",
    "Develop: code",
    "Development: code",
    "Test: clipboard-check",
    "Testing: clipboard-check flask-conical",
    "Launch: rocket",
    "Deploy: rocket",
    "Feedback: message-circle messages",
    "Maintenance: wrench tools",
    "Budget: coins wallet",
    "Deadline: calendar-clock",
    "Teamwork: users-round",
    "Team meeting: messages-square users-round",
    "Hiring: user-plus",
    "Onboarding: user-plus",
    "Training: graduation-cap",
    "Leadership: crown",
    "Innovation: lightbulb bulb",
    "Brainstorming: lightbulb bulb",
    "Data security: shield-check",
    "Data privacy: lock",
    "Password: lock",
    "Cloud storage: cloud",
    "Machine learning: bot robot",
    "Big data: database",
    "Mobile app: smartphone device-mobile",
    "Remote work: laptop device-laptop",
    "Working from home: laptop device-laptop",
    "Email marketing: mail",
    "Social media: share-2",
    "Content marketing: newspaper",
    "Advertising: megaphone",
    "Awareness: eye",
    "Interest: badge-percent percent",
    "Consideration: funnel filter",
    "Purchase: tag shopping-cart",
    "Conversion: mouse-pointer-click",
    "Loyalty: heart-handshake",
    "Advocacy: megaphone",
    "Shipping: truck",
    "Warehouse: warehouse",
    "Raw materials: factory boxes",
    "Manufacturer: factory",
    "Retail: store",
    "Consumer: shopping-cart users",
    "Recycling: recycle",
    "Waste: trash-2 trash",
    "Sleep: bed",
    "Nutrition: utensils",
    "Drink water: droplets",
    "Exercise: dumbbell",
    "Meditation: yoga",
    "Quit smoking: circle-x cigarette-off",
    "Less sugar: cake",
    "Fresh fruit: apple",
    "Vegetables: carrot",
    "Mental health: brain",
    "Heart disease: heart-pulse",
    "Vaccination: syringe",
    "Doctor visit: stethoscope",
    "Boil water: droplets",
    "Grind beans: bean coffee",
    "Brew: coffee",
    "Serve: utensils hand-platter headset",
    "Education: graduation-cap",
    "Reading: book-open book",
    "Writing: pencil",
    "Music: music",
    "Travel: plane",
    "Public transport: bus",
    "Electric car: ev-charger",
    "Bicycle: bike",
    "Walking: footprints walk",
    "Electricity: zap bolt",
    "Solar power: sun solar-panel",
    "Nuclear: atom",
    "Coal: pickaxe",
    "Natural gas: fuel",
    "Hydropower: waves-horizontal",
    "Forests: tree-pine trees",
    "Oceans: waves-horizontal",
    "Wildlife: paw-print paw",
    "Producers: sprout",
    "Primary consumers: rabbit",
    "Decomposers: virus bug",
    "Government: landmark building-bank",
    "Law: scale",
    "Human rights: scale",
    "Elections: vote",
    "Taxes: receipt receipt-tax",
    "Bank: landmark building-bank",
    "Investment: chart-candlestick",
    "Insurance: shield-check",
    "Salary: banknote cash",
    "Savings: piggy-bank",
    "Real estate: building-2 building",
    "Growth: trending-up chart-line",
    "Speed: zap bolt gauge",
    "Quality: badge-check",
    "Transparency: eye",
    "Trust: handshake",
    "Responsibility: hand-heart",
    "Diversity: rainbow",
    "Equality: scale",
    "Vision: eye",
    "Mission: target goal",
    "Values: compass",
    "Strategy: map",
    "Supply chain: truck link",
    "Risk management: triangle-alert",
    "Time management: clock",
    "Project management: clipboard-check",
    "Ordering: shopping-cart",
    "Photosynthesis: sprout",
    "Guitar: guitar",
    "Pizza: pizza",
    "Submarine: submarine",
    "Penguin: -",
    "Qwertzuiop: -",
    "2024: -",
    "Phase 2 b: milestone-1 flag-3",
    "Kundenbindung: heart-handshake",
    "Datensicherheit: shield-check",
    "Umsatz: banknote cash",
    "Mitarbeiter: users-round",
    "Crecimiento: trending-up chart-line",
    "Atención al cliente: headset users",
    "Croissance: trending-up chart-line",
    "Développement durable: code earth",
    "Sicurezza: shield-check",
    "Segurança: shield-check",
    "Duurzaamheid: earth",
    "Bezpieczeństwo: shield-check",
    "Клиентов: users",
    "Безопасность: shield-check",
    "Müşteriler: users",
    "الأمن: shield-check",
    "ग्राहक सेवा: users headset",
    "客户服务: users headset",
    "安全性: shield-check",
    "成長戦略: trending-up map",
    "고객: users",
];

fn chosen(phrase: &str) -> String {
    let icon = IconPicker::default().pick(None, phrase, None);
    icon.map_or_else(|| "-".to_owned(), |icon| icon.name().to_owned())
}

#[test]
fn phrases_find_an_icon_that_a_person_would_accept() {
    let mut wrong = Vec::new();
    for line in PHRASES {
        let (phrase, accepted) = line.split_once(": ").unwrap();
        let icon = chosen(phrase);
        if !accepted.split(' ').any(|name| name == icon) {
            wrong.push(format!("{phrase}: {icon} instead of {accepted}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_icon_is_handed_out_twice_unless_asked_for() {
    let mut picker = IconPicker::default();
    let first = picker.pick(None, "cloud", None);
    let second = picker.pick(None, "cloud", None);
    assert!(first.is_some() && first != second);
    assert_eq!(picker.pick(Some("cloud"), "x", None), first);
}

#[test]
fn brand_icons_come_only_when_asked_for() {
    for phrase in ["GitHub", "Facebook", "Slack", "Python course"] {
        assert!(!chosen(phrase).starts_with("brand-"), "{phrase}");
    }
    let asked = IconPicker::default().pick(Some("github"), "Our code", None);
    assert_eq!(asked.map(Icon::name), Some("brand-github"));
}

#[test]
fn a_text_counts_only_where_it_is_telling() {
    let pick = |text| IconPicker::default().pick(None, "Zzyzx", Some(text)).map(Icon::name);
    assert_eq!(pick("The sun heats oceans"), Some("waves-horizontal"));
    assert_eq!(pick("A process that goes on"), None);
}

#[test]
fn a_subject_says_what_a_vague_symbol_is() {
    let check = |asked: &str, expect: &str| {
        let icon = IconPicker::default().pick(Some(asked), "", None);
        assert_eq!(icon.map(Icon::name), Some(expect), "{asked}");
    };
    check("cup steam", "coffee");
    check("cup, coffee shop", "coffee");
    check("coffee shop", "coffee");
    check("mountain, coffee shop", "mountain");
    check("glass of water", "glass-water");
    check("cup, bakery", "croissant");
}
