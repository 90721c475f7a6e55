//! The words that name a notation. Wider than `lexicon`, which decides between kinds of picture:
//! here it is certain that a diagram is meant.

use std::collections::HashMap;
use std::sync::LazyLock;

use easel_types::spec::DiagramKind;

use crate::tokens::Text;

use super::text::{find_any, initial, is_word_char, starts, starts_any};

/// Notations with their names, parted by `|`; a `*` stands for the rest of a word.
const NAMES: [(DiagramKind, &str); 20] = [
    (
        DiagramKind::Timeline,
        "timeline*|time line|línea de tiempo|línea del tiempo|linea de tiempo|linha do tempo|frise chronologique|frise|ligne du temps|\
         chronologie|cronología|zeitstrahl*|zeitachse|zeitleiste|linea del tempo|cronologia|tijdlijn|oś czasu|osi czasu|лента времени|ленту времени|\
         хронологи*|временная шкала|временную шкалу|zaman çizelgesi|zaman çizgisi|جدول زمني|خط زمني|الخط الزمني|टाइमलाइन|समयरेखा|时间线|时间轴|時間軸|時間線|年表|\
         タイムライン|연표|타임라인|chronology",
    ),
    (
        DiagramKind::Kanban,
        "kanban*|trello*|канбан*|看板|カンバン*|かんばん*|칸반*|कानबान|كانبان|task board|tablero de tareas|tableau de tâches",
    ),
    (
        DiagramKind::Swimlane,
        "swimlane*|lanes:|with lanes|one lane per|in lanes|lane diagram|cross functional flowchart|cross-functional flow chart|swim lane*|swim-lane*|diagrama de carriles|carriles|couloirs|schwimmbahn*|diagramma a corsie|corsie|diagrama de raias|raias|\
         zwembaan*|диаграмм* с дорожками|泳道图|泳道|スイムレーン*|스윔레인*|kulvar diyagram*|cross-functional flowchart|स्विमलेन",
    ),
    (
        DiagramKind::Quadrant,
        "quadrant*|cuadrante*|quadrante*|kwadrant*|матриц*|2x2 matrix|2x2|2×2|priority matrix|prioritization matrix|四象限*|象限图|사분면*|4象限*|\
         eisenhower*|çeyrek*|matriz de|matrice de priorité*|matrice|matriz|matrix|ربعي|चतुर्थांश|क्वाड्रेंट|квадрант*",
    ),
    (
        DiagramKind::Journey,
        "journey*|user journey|customer journey|customer journey map|user journey map|journey map|parcours client|parcours utilisateur|kundenreise|viaje del cliente|\
         recorrido del cliente|mapa de experiencia|jornada do*|jornada de*|viaggio del cliente|klantreis|ścieżk* klienta|путь клиента|путь пользователя|用户旅程*|客户旅程*|\
         カスタマージャーニー*|ユーザージャーニー*|고객 여정*|사용자 여정*|müşteri yolculuğu|رحلة العميل|رحلة المستخدم|यात्रा मानचित्र|कस्टमर जर्नी",
    ),
    (
        DiagramKind::GitGraph,
        "git graph|gitgraph|git-graph*|git branch*|git history|git tree|commit graph|commit history|git flow|gitflow|grafo git|grafo de git|graphe git|\
         git 图|git图|git提交图|git グラフ|gitグラフ|git 그래프|git-historie|historial git|historial de git|git diagram*|diagrama git|diagrama de git|diagramme git|граф git|git graf*|git*",
    ),
    (
        DiagramKind::Fishbone,
        "fishbone*|ishikawa*|espina de pescado|espinas de pescado|cause and effect diagram|cause-and-effect diagram|cause and effect|causa-efecto|causa y efecto|arête de poisson|arêtes de poisson|\
         fischgräten*|lisca di pesce|spina di pesce|espinha de peixe|visgraat*|rybiej ości|rybia ość|рыбь* кость|рыб* скелет|исикав*|балık kılçığı|balık kılçığı|عظم السمكة|هيكل السمكة|\
         鱼骨图|魚骨圖|特性要因図|フィッシュボーン*|어골도|피쉬본*|फिशबोन|ursache-wirkung*|oorzaak-gevolg*|cause-effet|causes-effets",
    ),
    (
        DiagramKind::Block,
        "block diagram|block-diagram|block schematic|diagrama de bloques|schéma-bloc|schéma bloc|schéma fonctionnel|blockdiagramm|blockschaltbild|schema a blocchi hardware|diagrama de blocos|blokdiagram|\
         blokschema|блок-диаграмм*|структурн* схем*|blok diyagram*|框图|方框图|ブロック図|ブロックダイアグラム|블록 다이어그램|블록도|مخطط كتلي|ब्लॉक आरेख|ब्लॉक डायग्राम",
    ),
    (
        DiagramKind::Sequence,
        "sequence diagram|seq diagram|seq. diagram|message sequence chart|msc|sequence|uml sequence|secuencia|diagrama de secuencia|séquence|sequenzdiagramm|sequenz*|diagramma di sequenza|sequenza|diagrama de sequência|sequência|sequentiediagram|\
         sequentie*|diagram sekwencji|sekwencji|диаграмм* последовательности|sıra diyagramı|sıralama diyagramı|dizi diyagramı|sekans diyagram*|时序图|序列图|顺序图|時序圖|循序圖|シーケンス図|シーケンス*|시퀀스 다이어그램|시퀀스*|\
         مخطط تسلسل*|مخطط التسلسل|अनुक्रम आरेख|सीक्वेंस डायग्राम",
    ),
    (
        DiagramKind::Class,
        "class diagram|uml|class hierarchy|inheritance diagram|classes|clases|klassen|uml class diagram|uml class|diagrama de clases|clases uml|diagramme de classes|diagramme de classe|klassendiagramm|diagramma delle classi|diagramma di classe|diagramma di classi|diagrama de classes|\
         diagrama de classe|klassendiagram|klassediagram|diagram klas|диаграмм* классов|sınıf diyagram*|sınıf şema*|类图|類圖|クラス図|클래스 다이어그램|مخطط الفئات|مخطط فئات|مخطط الأصناف|क्लास डायग्राम|वर्ग आरेख",
    ),
    (
        DiagramKind::State,
        "state diagram|state machine|state machine diagram|state chart|statechart|state transition diagram|states|lifecycle states|diagrama de estados|máquina de estados|diagrama de estado|diagramme d'états|diagramme d'état|machine à états|zustandsdiagramm|zustandsautomat*|\
         zustandsmaschine|zustände*|diagramma degli stati|diagramma di stato|macchina a stati|toestandsdiagram|toestandsmachine|statusdiagram|diagram stanów|maszyn* stanów|диаграмм* состояний|конечн* автомат*|durum diyagram*|durum makine*|durum şema*|状态图|状态机|狀態圖|\
         状態遷移図|状態遷移*|状態図|ステートマシン*|상태 다이어그램|상태도|상태 머신|상태 전이도|مخطط الحالات|مخطط حالات|مخطط الحالة|आلة الحالة|स्टेट डायग्राम|स्टेट मशीन|अवस्था आरेख|स्थिति आरेख",
    ),
    (
        DiagramKind::Er,
        "er diagram|er-diagram*|erm|er-modell|er-schema|er model|er-model|modelo er|modello er|schema er|erd|er|entity relationship diagram|entity-relationship diagram|entity relationship|entity-relationship|entities|entity model|diagrama entidad*|entidad-relación|modelo entidad*|modèle entité*|diagramme entité*|\
         entité-association|entity-relationship-*|entität*|diagramma entità*|modello entità*|diagrama entidade*|entidade-relacionamento|modelo entidade*|entiteit*|diagram encji|diagram związków encji|encji|er-диаграмм*|диаграмм* сущностей|сущность-связь|диаграмм* сущность*|varlık-ilişki*|varlık ilişki*|\
         er diyagram*|er图|er圖|实体关系图|e-r图|er図|er 다이어그램|개체 관계*|개체-관계*|مخطط er|مخطط الكيانات*|مخطط علاقات*|er डायग्राम|er आरेख|data model|database tables|db tables|tables|database model|database schema|database diagram|db schema|\
         modelo de datos|modèle de données|datenmodell|datenbankmodell|datenbankschema|modello dati|modelo de dados|datamodel|esquema de base de datos|schéma de base de données|schemat bazy danych|схем* базы данных|veritabanı şema*|数据库模型|データモデル",
    ),
    (
        DiagramKind::Mindmap,
        "mind map|mindmap*|mind-map*|mind maps|concept map|brain map|mapa mental|mapa conceptual|mapa conceitual|carte mentale|carte heuristique|mappa mentale|mappa concettuale|\
         gedankenkarte|mapa myśli|mapę myśli|mapy myśli|интеллект-карт*|интеллектуальн* карт*|ментальн* карт*|карт* мыслей|майндмэп*|zihin haritası|خريطة ذهنية|माइंड मैप|माइंडमैप|思维导图|脑图|心智圖|思維導圖|マインドマップ*|마인드맵*|마인드 맵*",
    ),
    (
        DiagramKind::Gantt,
        "gantt|gantt chart|gantt diagram|gantt-diagramm|gantt*|диаграмм* ганта|ганта|甘特图|甘特圖|ガントチャート|ガント*|간트 차트|간트*|गैंट चार्ट|गैंट|مخطط جانت|جانت|غانت|project plan|projektplan|project schedule|\
         cronograma|harmonogram|plan projektu|план проекта|plan de proyecto|plan du projet|plan de projet|proje planı|projectplanning",
    ),
    (
        DiagramKind::Orgchart,
        "org chart|org charts|orgchart|organization chart|organisation chart|organizational chart|organisational chart|org structure|organogram*|organigram|organizational structure|hierarchy|hierarchy chart|\
         hierarchy diagram|reporting structure|reporting lines|family tree|genealogy|tree diagram|gerarchia*|hiérarchie*|schéma hiérarchique|hiérarchique|jerarquía*|hierarquia*|hierarchie|hierarchia*|hiyerarşi*|иерархи*|هرمي|التسلسل الهرمي|पदानुक्रम|层级*|层次结构*|階層*|계층*|baumdiagramm|diagrama de árbol|diagrama em árvore|diagramma ad albero|schéma en arbre|boomdiagram|ağaç diyagramı|树状图|树形图|ツリー図|트리 다이어그램|taxonomy|taxonomy tree|classification tree|work breakdown structure|wbs|site map|sitemap|organigrama|organograma|organigramme|organigramm|arbre généalogique|stammbaum|\
         árbol genealógico|albero genealogico|árvore genealógica|stamboom|drzewo genealogiczne|генеалогическ*|родословн*|семейн* древо|семейн* дерево|soy ağacı|aile ağacı|organigramma|schemat organizacyjny|\
         struktur* organizacyjn*|оргструктур*|организационн* структур*|структур* компании|оргсхем*|organizasyon şema*|organizasyon*|هيكل تنظيمي|مخطط تنظيمي|الهيكل التنظيمي|شجرة العائلة|شجرة عائلة|संगठन चार्ट|संगठनात्मक चार्ट|संगठनात्मक*|वंश वृक्ष|परिवार वृक्ष|वंशावली|\
         组织架构图|组织结构图|组织架构|组织结构|組織架構圖|組織図|家谱*|家系図|家族树|조직도|가계도|조직 구조|족보",
    ),
    (
        DiagramKind::Architecture,
        "architecture diagram|architecture|system architecture|system overview|cloud architecture|software architecture|deployment diagram|component diagram|infrastructure diagram|three-tier|tiers|arquitectura|arquitetura|\
         architekturdiagramm|architektur*|systemarchitektur|architettura|architectuur*|systeemarchitectuur|архитектур*|mimari*|sistem mimarisi|架构图|系统架构图|系统架构|架構圖|アーキテクチャ図|アーキテクチャ*|システム構成図|構成図|아키텍처 다이어그램|아키텍처*|시스템 구성도|구성도|\
         بنية النظام|هندسة النظام|معمارية|आर्किटेक्चर*|वास्तुकला",
    ),
    (
        DiagramKind::Network,
        "network diagram|network*|network topology|topology|topology diagram|dependency graph|dependencies|dependency diagram|dependency*|diagrama de red|diagrama de rede|schéma réseau|schéma de réseau|réseau*|netzwerkdiagramm|netzwerkplan|netzwerk*|\
         diagramma di rete|schema di rete|rete|rede|red de|red|netwerkdiagram|netwerk*|heimnetz*|schemat sieci|diagram sieci|sieć|sieci|схем* сети|сеть|сети|ağ diyagram*|ağ şema*|ağ|网络拓扑图|网络拓扑|网络图|网络|拓扑图|網路圖|ネットワーク構成図|ネットワーク図|ネットワーク*|네트워크 구성도|네트워크*|\
         شبكة|مخطط شبكة|مخطط الشبكة|नेटवर्क*|abhängigkeit*|dependencia*|dépendance*|dipendenz*|dependência*|afhankelijkhe*|zależności|зависимост*|依赖图|依赖关系图|依存関係図|의존성 그래프|의존성*|bağımlılık*|knowledge graph|concept graph|relationship diagram|circle of friends",
    ),
    (
        DiagramKind::Flowchart,
        "flowchart*|flow chart*|flow diagram|flow-chart|process flow|process diagram|process map|workflow*|user flow|data flow diagram|decision tree|decision flow|activity diagram|flow graph|cycle diagram|cyclic diagram|life cycle diagram|\
         diagrama de flujo|flujograma|diagrama de proceso*|árbol de decisión|fluxograma|diagrama de fluxo|árvore de decisão|logigramme|organigramme de programmation|organigramme de flux|organigramme fonctionnel du processus|diagramme de flux|ordinogramme|arbre de décision|schéma de processus|\
         flussdiagramm|ablaufdiagramm|prozessdiagramm|programmablaufplan|ablaufplan|entscheidungsbaum|kreislaufdiagramm|diagramma di flusso|albero decisionale|albero di decisione|stroomdiagram|stroomschema|processchema|procesdiagram|beslisboom|\
         schemat* blokow*|schemat przepływu|diagram przepływu|drzewo decyzyjne|блок-схем*|схем* процесса|дерево решений|алгоритм*|akış şeması|akış şema*|akış diyagram*|iş akışı|karar ağacı|مخطط انسيابي|مخطط تدفق|مخطط سير العمل|المخطط الانسيابي|شجرة القرار|फ्लोचार्ट|फ़्लोचार्ट|प्रवाह चार्ट|प्रवाह संचित्र|निर्णय वृक्ष|\
         流程图|流程圖|决策树|循环图|フローチャート|フロー図|流れ図|決定木|ディシジョンツリー|循環図|순서도|흐름도|플로우차트|플로우 차트|플로차트|의사결정 나무|의사결정트리|의사결정 트리|순환도",
    ),
    (
        DiagramKind::Flowchart,
        "flow|process|cycle|decision|steps|procedure|proceso|processus|prozess|ablauf|processo|proces|процесс|süreç|akış|flux|flusso|flujo|kreislauf|ciclo|cycle de vie",
    ),
    (DiagramKind::Network, "graph|grafo|graphe|graf|граф|图谱"),
];

/// Names of no notation in particular, by which a heading is known.
const GENERIC: &str = "matrix|matriz|matrice|matryca|матрица|矩阵|マトリクス|매트릭스|diagram|diagrams|diagrama|diagramas|diagramme|diagramm|diagramma|diagram*|diyagram*|chart|schematic|schéma|schema|schemat|esquema|схем*|диаграмм*|şema*|\
plan|map|mapa|tree|árbol|arbre|baum|albero|árvore|boom|drzewo|дерево|ağaç|overview|picture|sketch|图|圖|図|مخطط|رسم|आरेख|डायग्राम|다이어그램|도표|graphic|grafik|grafico|gráfico|graphique|board|tablero|tableau|quadro|bord|tablica|доск*|karte|carte|mappa|kaart|карт*|harita*";

/// Where the name of a notation stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The notation; `None` for "diagram".
    pub kind: Option<DiagramKind>,
    /// The first byte of the name.
    pub start: usize,
    /// The byte after the name.
    pub end: usize,
    /// How much the words say: 2 a notation, 1 a hint, 0 only "diagram".
    pub weight: u8,
}

/// The first name of a notation in `text`, the longest where several begin there. Words that only
/// hint at one count where nothing better is said.
pub(super) fn named(text: &str) -> Option<Named> {
    let mut best: Option<Named> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().take(600) {
        let begins = !is_word_char(before) || !is_word_char(c) || super::text::is_dense(c);
        before = c;
        if !begins || !is_word_char(c) {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        let Some(here) = named_at(rest, at) else { continue };
        if best.is_none_or(|known| here.weight > known.weight) {
            best = Some(here);
        }
        // "UML state diagram": what stands behind says more.
        let vague = text.get(here.start..here.end).is_some_and(|t| t.eq_ignore_ascii_case("uml"));
        if best.is_some_and(|b| b.weight == 2 && b.start < here.start) && here.weight == 2 {
            best = Some(here);
        }
        if here.weight == 2 && !vague {
            break;
        }
    }
    best
}

/// The names of all notations by their first letters, each with its place in [`NAMES`]: looking at
/// all of them at every word would take most of the time of a long prompt.
static BY_INITIAL: LazyLock<HashMap<char, Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let mut names: HashMap<char, Vec<(usize, &'static str)>> = HashMap::new();
    for (nth, (_, phrases)) in NAMES.iter().enumerate() {
        for phrase in phrases.split('|') {
            let list = phrase.chars().next().map(|first| names.entry(first).or_default());
            list.into_iter().for_each(|list| list.push((nth, phrase)));
        }
    }
    names
});

fn named_at(rest: &str, at: usize) -> Option<Named> {
    let mut best: Option<Named> = None;
    let first = rest.chars().next().map(initial)?;
    for (nth, phrase) in BY_INITIAL.get(&first).into_iter().flatten() {
        let Some((kind, length)) = NAMES.get(*nth).map(|(kind, _)| kind).zip(starts(rest, phrase))
        else {
            continue;
        };
        let weight = if *nth >= 18 { 1 } else { 2 };
        if best.is_none_or(|known| at + length > known.end) {
            best = Some(Named { kind: Some(*kind), start: at, end: at + length, weight });
        }
    }
    best.map(|named| Named { end: at + with_generic(rest, named.end - at), ..named }).or_else(
        || {
            let length = starts_any(rest, GENERIC)?;
            Some(Named { kind: None, start: at, end: at + length, weight: 0 })
        },
    )
}

/// "quadrant chart", "fishbone diagram": the name with the general word behind it.
fn with_generic(rest: &str, mut end: usize) -> usize {
    for _ in 0..2 {
        let Some(tail) = rest.get(end..) else { break };
        let gap = tail.len() - tail.trim_start_matches([' ', '-']).len();
        let behind = tail.get(gap..).unwrap_or("");
        match starts_any(behind, GENERIC).filter(|_| gap <= 1) {
            Some(length) => end += gap + length,
            None => break,
        }
    }
    end
}

/// The notation that the prompt asks for.
pub(super) fn wanted(text: &Text<'_>, head: &str) -> Option<Named> {
    let by_head = named(head).map(|named| {
        // "A project timeline (Gantt)".
        let gantt = named.kind == Some(DiagramKind::Timeline)
            && find_any(head, "gantt*|ганта|甘特图|ガント*|간트*").is_some();
        if gantt { Named { kind: Some(DiagramKind::Gantt), ..named } } else { named }
    });
    if by_head.is_some_and(|named| named.weight == 2) {
        return by_head;
    }
    let lexicon = crate::intent::diagram_kind(text);
    match (lexicon, by_head) {
        (Some(kind), _) => Some(Named { kind: Some(kind), start: 0, end: 0, weight: 2 }),
        (None, found) => found,
    }
}

/// Whether any word for a picture stands in `text`.
pub(super) fn speaks_of_picture(text: &str) -> bool {
    named(text).is_some() || find_any(text, GENERIC).is_some()
}
