//! Which arrangement an infographic has: by the words for it in fifteen languages, or by its
//! data. How the arrangements are drawn is the renderer's.

use easel_types::spec::InfographicItem;

use super::dates;

/// Arrangements with the phrases that ask for them, the more certain first. A trailing `*`
/// stands for any ending; phrases in scripts without spaces are found inside longer runs.
const NAMED: &[(&str, &str)] = &[
    ("swot", "swot|swot-analys*|foda|dafo|fofa|tows|swot分析|态势分析"),
    (
        "pros_cons",
        "pros and cons|pros & cons|pros vs cons|pros/cons|pro and con|pro and contra|pro und contra|pro und kontra|advantages and disadvantages|\
         benefits and drawbacks|benefits and risks|do's and don'ts|dos and don'ts|dos and donts|do and don't|dos & don'ts|do's & don'ts|pros y contras|ventajas y desventajas|ventajas e inconvenientes|\
         avantages et inconvénients|pour et contre|le pour et le contre|vor- und nachteile|vorteile und nachteile|vantaggi e svantaggi|pro e contro|\
         prós e contras|vantagens e desvantagens|voor- en nadelen|voordelen en nadelen|wady i zalety|zalety i wady|за и против|\
         плюсы и минусы|преимущества и недостатки|artıları ve eksileri|artılar ve eksiler|avantaj* ve dezavantaj*|\
         优缺点|优点和缺点|利弊|優缺點|メリットとデメリット|メリット・デメリット|長所と短所|장단점|장점과 단점|إيجابيات وسلبيات|مزايا وعيوب|مميزات وعيوب|फायदे और नुकसान|लाभ और हानि|गुण और दोष",
    ),
    (
        "before_after",
        "before and after|before & after|before/after|before vs after|then and now|then & now|vorher nachher|vorher und nachher|vorher-nachher*|vorher/nachher|antes y después|\
         antes y ahora|avant et après|avant après|avant/après|avant-après|prima e dopo|antes e depois|voor en na|przed i po|до и после|öncesi ve sonrası|önce ve sonra|\
         öncesi sonrası|قبل وبعد|पहले और बाद|前后对比|之前和之后|使用前后|ビフォーアフター|ビフォー・アフター|使用前使用後|전후 비교|비포 애프터|비포애프터|전과 후",
    ),
    (
        "quadrant",
        "quadrant*|eisenhower*|2x2|2x2 matrix|2×2|matrix|matrisi|matriz|matrice|macierz*|матриц*|cuadrante*|vierfelder*|四象限|矩阵|マトリクス|マトリックス|매트릭스|사분면|مصفوفة|मैट्रिक्स",
    ),
    (
        "table",
        "pricing|price plan*|pricing plan*|subscription plan*|price table|price list|our plans|three plans|two plans|plans and prices|plans with prices|feature table|comparison table|planes de precios|\
         planes y precios|precios|tarifas|nos tarifs|tarifs|grille tarifaire|abonnements|formules|tarife|preispläne|preise|abos|preistabelle|piani tariffari|piani|prezzi|tariffe|planos|preços|\
         planos de assinatura|prijzen|abonnementen|cennik|plany cenowe|abonamenty|pakiety|тариф*|цены|fiyatlandırma|fiyat*|paketler*|套餐|价格方案|价格表|定价|料金プラン|料金表|プラン|요금제|요금|가격표|\
         خطط الأسعار|باقات|الباقات|أسعار|मूल्य योजना*|प्लान|कीमत",
    ),
    ("timeline_horizontal", "horizontal timeline|timeline horizontal"),
    ("timeline_vertical", "vertical timeline|timeline vertical"),
    (
        "roadmap",
        "roadmap*|road map|road-map|hoja de ruta|feuille de route|fahrplan|produktfahrplan|tabella di marcia|roteiro do produto|routekaart|mapa drogowa|дорожн* карт*|yol harita*|\
         路线图|路線圖|ロードマップ|로드맵|خارطة طريق|خارطة الطريق|خريطة طريق|रोडमैप",
    ),
    (
        "funnel",
        "funnel*|verkaufstrichter|trichter*|*trichter|embudo*|entonnoir*|tunnel de vente|tunnel de conversion|imbuto|funil|trechter|verkooptrechter|lej|lejek*|lejka|воронк*|huni*|hunisi|漏斗|ファネル|퍼널|깔때기|قمع|फ़नल|फनल",
    ),
    (
        "pyramid",
        "pyramid*|*pyramide|pirámide*|piramide|pirâmide*|piramid*|пирамид*|金字塔|ピラミッド|피라미드|هرم|पिरामिड",
    ),
    (
        "mindmap",
        "mind map|mindmap*|mind-map|mapa mental|carte mentale|mappa mentale|思维导图|マインドマップ|마인드맵",
    ),
    (
        "hub",
        "hub and spoke|hub-and-spoke|hub & spoke|hub|spokes|ecosystem map|radial|in the center|in the centre|in the middle|around it|im zentrum|in der mitte|rundherum|drumherum|ringsum|nabe|au centre|autour|\
         en el centro|alrededor|al centro|attorno|no centro|ao redor|à volta|in het midden|eromheen|w środku|w centrum|dookoła|wokół|в центре|вокруг|ortada|merkezde|etrafında|中心|中央|周围|周り|가운데|중심|في الوسط|في المركز|حوله|केंद्र में|बीच में",
    ),
    ("snake", "snake|serpentine|schlangenlinie"),
    ("zigzag", "zigzag|zig-zag|zickzack|alternating layout"),
    ("mountain", "mountain path|mountain infographic|summit path|climb to the summit"),
    (
        "ascending",
        "career ladder|ladder infographic|as a ladder|staircase|as stairs|career ladder|maturity model|reifegrad*|karriereleiter|escalera|échelle|scala|escada|лестниц*|阶梯|階段図",
    ),
    (
        "sector",
        "wheel infographic|wheel diagram|wheel layout|as a wheel|sector infographic|sector diagram|in sectors",
    ),
    (
        "cycle",
        "cycle|cycles|lifecycle|life cycle|life-cycle|loop|circular|circle|in a circle|repeats|repeating|round and round|als kreis|en cercle|en círculo|in cerchio|cirkel|по кругу|daire|圆形|环形|円形|원형|دائري|flywheel|ciclo|ciclos|cycle de|zyklus|*zyklus|kreislauf|*kreislauf|kringloop|levenscyclus|cyclus|cykl|cyklu|цикл*|\
         круговорот*|döngü*|kreis|循环|循環|周期|サイクル|순환|주기|دورة|चक्र",
    ),
    (
        "checklist",
        "checklist|checklists|check list|check-list|to-do list|todo list|to do list|packing list|lista de verificación|lista de tareas|lista de comprobación|liste de contrôle|liste de vérification|\
         checkliste|packliste|lista di controllo|lista de verificação|lista de tarefas|controlelijst|paklijst|checklijst|lista kontrolna|чек-лист*|чеклист*|kontrol listesi|yapılacaklar|\
         清单|清單|核对表|チェックリスト|持ち物リスト|체크리스트|قائمة مرجعية|قائمة التحقق|قائمة تحقق|قائمة فحص|قائمة مهام|चेकलिस्ट|जाँच सूची",
    ),
    (
        "hierarchy",
        "hierarchy|hierarchical|tree|tree infographic|taxonomy|classification|family tree|hierarchie|baumstruktur|jerarquía|árbol|hiérarchie|arborescence|gerarchia|albero|hierarquia|árvore|\
         hiërarchie|boomstructuur|hierarchia|drzewo|иерархи*|дерево|классификаци*|hiyerarşi*|ağaç|层级|层次结构|階層|ツリー|계층|트리|هرمي|شجرة|التسلسل الهرمي|पदानुक्रम|वर्गीकरण",
    ),
    (
        "layers",
        "layers|layer|stack|schichten|schichtmodell|capas|couches|strati|camadas|lagen|warstw*|слои|слоёв|слоев|katman*|层次|分层|层结构|層|レイヤー|계층도|층|طبقات|परत*|परतें",
    ),
    ("icon_array", "icon array|pictogram*|out of ten people|people icons"),
    (
        "progress_bars",
        "progress bars|skill bars|bars|fortschrittsbalken|barras de progreso|barres de progression",
    ),
    (
        "progress",
        "progress|progress rings|goal* progress|completion|fortschritt*|zielerreichung|progreso|avance|progression|avancement|progresso|avanzamento|voortgang|postęp*|прогресс*|ilerleme*|进度|進捗|진행률|진척|تقدم|प्रगति|skills|fähigkeiten|habilidades|compétences|skill",
    ),
    ("donut", "donut|doughnut|ring chart"),
    (
        "ranked",
        "ranking|rankings|ranked|top 3|top 5|top 7|top 10|top ten|top five|leaderboard|rangliste|bestenliste|die besten|clasificación|los mejores|classement|palmarès|classifica|i migliori|ranglijst|\
         рейтинг*|топ-3|топ-5|топ-10|топ 3|топ 5|топ 10|топ|sıralama*|en iyi|排行|排名|前十|前五|ランキング|トップ5|トップ10|순위|랭킹|ترتيب|أفضل|أكبر|रैंकिंग|शीर्ष",
    ),
    (
        "statistics",
        "statistics|stats|statistic|key figures|key numbers|key facts and figures|in numbers|in figures|by the numbers|facts and figures|kpi|kpis|metrics|these numbers|kennzahlen|in zahlen|zahlen und fakten|\
         zahlen|statistik*|cifras|en cifras|cifras clave|estadísticas|números|números-chave|em números|estatísticas|en chiffres|chiffres|chiffres clés|chiffres-clés|statistiques|numeri|in numeri|cifre|dati chiave|statistiche|\
         cijfers|in cijfers|kerncijfers|statistieken|liczby|w liczbach|statystyki|цифр*|в цифрах|показател*|статистик*|rakamlarla|rakam*|sayılarla|istatistik*|关键指标|数据|数字|指标|統計|数字で見る|数字で|지표|숫자로|숫자|통계|أرقام|بالأرقام|إحصائيات|आंकड़े|आँकड़े|संख्या*",
    ),
    (
        "timeline",
        "timeline*|time line|history of|history|chronology|milestones|línea de tiempo|línea del tiempo|cronología|historia|hitos|linha do tempo|cronologia|frise chronologique|frise|chronologie|histoire|\
         zeitstrahl|zeitachse|zeitleiste|geschichte|meilensteine|linea del tempo|storia|tijdlijn|geschiedenis|oś czasu|historia|лент* времени|хронологи*|истори*|zaman çizelgesi|tarihçe*|tarihi|جدول زمني|خط زمني|تاريخ|\
         टाइमलाइन|समयरेखा|इतिहास|时间线|时间轴|時間軸|年表|历史|歴史|沿革|タイムライン|연표|타임라인|연혁|역사",
    ),
    (
        "steps",
        "step|steps|step by step|step-by-step|process|how to|how-to|guide|recipe|stages|phases|procedure|instructions|workflow|journey|how we|how it works|pasos|paso a paso|proceso|cómo|etapas|receta|guía|\
         étapes|étape|recette|comment|procédure|processus|schritte|schritten|anleitung|ablauf|prozess|so geht|rezept|wie man|phasen|passi|come fare|come si|procedura|ricetta|processo|fasi|passos|como fazer|receita|processo|\
         stappen|stappenplan|recept|hoe|proces|krok*|jak|przepis|etapy|шаг*|этап*|рецепт|как|инструкци*|процесс*|adım*|nasıl|aşama*|tarif*|süreç|süreci|步骤|流程|教程|如何|怎么|做法|手順|作り方|入れ方|やり方|流れ|ステップ|使い方|\
         단계|만드는 법|하는 법|레시피|절차|과정|خطوات|كيفية|طريقة|مراحل|وصفة|चरण|कदम|कैसे|विधि|तरीका|प्रक्रिया",
    ),
    (
        "compare",
        "compare|compared|comparing|comparison|versus|vs|vs.|difference*|contrast|vergleich*|gegenüberstellung|unterschied*|comparación|comparativa|comparar|diferencias|comparaison|comparer|différences|confronto|differenze|\
         comparação|comparar|diferenças|vergelijk*|verschil*|porówn*|różnice|сравн*|различи*|karşılaştır*|fark*|对比|比较|区别|比較|違い|비교|차이|مقارنة|الفرق|तुलना|अंतर",
    ),
];

/// The arrangement that `frame`, the words around the list, asks for.
pub(super) fn named(frame: &str) -> Option<&'static str> {
    all_named(frame).first().copied()
}

/// All arrangements that `frame` speaks of, the more certain first: "plant a tree in 5 steps"
/// may want a tree or steps.
pub(super) fn all_named(frame: &str) -> Vec<&'static str> {
    let words = Words::new(frame);
    NAMED.iter().filter(|(_, phrases)| words.any(phrases)).map(|(template, _)| *template).collect()
}

/// The words of a short text, to be searched for phrases.
#[derive(Debug)]
pub(super) struct Words {
    lower: String,
    /// The words with single blanks between and around them.
    joined: String,
    words: Vec<String>,
}

/// Longest text searched for phrases, in characters; a request is shorter.
const SEARCHED_MAX: usize = 600;

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let lower: String = text.chars().take(SEARCHED_MAX).collect::<String>().to_lowercase();
        let lower = lower.replace('’', "'").replace("i\u{307}", "i");
        let mut joined = String::from(" ");
        let inner = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '-' | '\'' | '/' | '&' | '×')
                || ('\u{0300}'..='\u{036f}').contains(&c)
                || ('\u{0900}'..='\u{0963}').contains(&c)
        };
        for word in lower.split(|c: char| !inner(c)).filter(|word| !word.is_empty()) {
            joined
                .push_str(word.trim_start_matches(['-', '\'', '/']).trim_end_matches(['\'', '/']));
            joined.push(' ');
        }
        let words = joined.split_whitespace().map(str::to_owned).collect();
        Self { lower, joined, words }
    }

    /// Whether one of the phrases, separated by `|`, stands in the text.
    pub(super) fn any(&self, phrases: &str) -> bool {
        phrases.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()).any(|p| self.has(p))
    }

    /// Whether the phrase stands in the text: as whole words, or anywhere in scripts whose words
    /// carry particles or stand without spaces.
    pub(super) fn has(&self, phrase: &str) -> bool {
        if phrase.chars().any(is_dense_script) {
            return self.lower.contains(phrase.trim_end_matches('*'));
        }
        if let Some(ending) = phrase.strip_prefix('*') {
            return self.joined.contains(&format!("{ending} "));
        }
        if !phrase.contains('*') {
            return self.joined.contains(&format!(" {phrase} "));
        }
        let pattern: Vec<&str> = phrase.split(' ').collect();
        self.words.windows(pattern.len()).any(|run| {
            run.iter().zip(&pattern).all(|(word, pattern)| match pattern.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == pattern,
            })
        })
    }
}

/// Scripts in which a word is not set apart by blanks on both sides.
fn is_dense_script(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}' | '\u{1100}'..='\u{11ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The first of the arrangements spoken of that `items` can have, else one that suits.
pub(super) fn choose_among(named: &[&'static str], items: &[InfographicItem]) -> &'static str {
    let fitting = named.iter().map(|name| (*name, choose(Some(name), items)));
    let kept = fitting.clone().find(|(name, chosen)| name == chosen).map(|(name, _)| name);
    kept.or_else(|| fitting.map(|(_, chosen)| chosen).find(|chosen| *chosen != "list"))
        .unwrap_or_else(|| choose(None, items))
}

/// The arrangement of `items`: the one asked for where the data allow it, else one that suits.
fn choose(named: Option<&'static str>, items: &[InfographicItem]) -> &'static str {
    let count = items.len();
    let share = |test: &dyn Fn(&InfographicItem) -> bool| items.iter().filter(|i| test(i)).count();
    let dated = share(&|item| item.value.as_deref().is_some_and(is_date) || is_date(&item.label));
    let valued = share(&|item| item.value.is_some());
    let percent = share(&|item| item.value.as_deref().is_some_and(|v| v.trim().ends_with('%')));
    let ticked = share(&|item| item.done.is_some());
    let deep = share(&|item| item.items.iter().any(|item| !item.items.is_empty()));
    let most = |part: usize| part >= 2 && part * 2 > count;
    let nested = share(&|item| !item.items.is_empty());
    match named {
        Some("hierarchy" | "mindmap") if nested == 0 => "list",
        Some("checklist") if ticked < count && most(valued) => "list",
        Some("roadmap") => "roadmap",
        Some("progress") if most(percent) => "progress",
        Some("progress_bars") if most(percent) => "progress_bars",
        Some("donut") if percent == count => "donut",
        Some("icon_array") if most(percent) => "icon_array",
        Some("progress" | "progress_bars" | "donut" | "icon_array") if valued > 0 => "statistics",
        Some("progress" | "progress_bars" | "donut" | "icon_array") => "list",
        Some("steps" | "statistics" | "compare" | "ranked") if most(dated) && valued == dated => {
            "timeline"
        }
        Some("timeline") if dated == 0 && valued > 0 => "statistics",
        Some("compare" | "table" | "quadrant" | "swot" | "pros_cons" | "before_after")
            if most(valued) =>
        {
            "statistics"
        }
        Some("compare" | "table" | "quadrant" | "swot" | "pros_cons" | "before_after") => "list",
        Some("statistics") if valued == 0 => "list",
        Some("cycle" | "sector") if count > 12 => "steps",
        Some("hub") if count > 12 => "list",
        Some("pyramid" | "funnel" | "layers") if count > 12 => "list",
        Some("mountain" | "ascending") if count > 10 => "steps",
        Some(named) => named,
        None if most(dated) => "timeline",
        None if ticked == count && count > 0 => "checklist",
        None if deep > 0 => "hierarchy",
        None if valued == count && count > 1 => "statistics",
        None => "list",
    }
}

/// Whether the whole text is a date.
fn is_date(text: &str) -> bool {
    let probe = format!("{} x", text.trim());
    dates::at_start(&probe).is_some_and(|(_, rest)| rest == "x")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_arrangements_are_known_in_many_languages() {
        let check =
            |frame: &str, template: Option<&str>| assert_eq!(named(frame), template, "{frame}");
        check("SWOT-Analyse Fahrradladen", Some("swot"));
        check("Voor- en nadelen van een auto", Some("pros_cons"));
        check("ビフォーアフター", Some("before_after"));
        check("Eisenhower matrisi", Some("quadrant"));
        check("Planos da academia", Some("table"));
        check("Embudo de contratación", Some("funnel"));
        check("круговорот воды", Some("cycle"));
        check("出行前检查清单", Some("checklist"));
        check("Product roadmap 2026", Some("roadmap"));
        check("Recette des crêpes en 4 étapes", Some("steps"));
        check("five tips for sleep", None);
    }
}
