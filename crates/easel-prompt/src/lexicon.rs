//! The words that name a kind of picture, in fifteen languages, and how they are found in a
//! prompt. What their position in the sentence means is decided in `intent`.

use std::ops::Range;

use easel_types::Intent;
use easel_types::spec::{ChartKind, DiagramKind};

use crate::tokens::{Kind, Text, Token, collapse};

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    /// A chart, of this kind if the phrase says which.
    Chart(Option<ChartKind>),
    /// A diagram; `None` where the phrase leaves the notation open.
    Diagram(Option<DiagramKind>),
    /// An infographic with this template, empty where open.
    Infographic(&'static str),
    /// A logo.
    Logo,
}

impl Meaning {
    /// The intent it belongs to.
    pub(crate) fn intent(self) -> Intent {
        match self {
            Self::Chart(_) => Intent::Chart,
            Self::Diagram(_) => Intent::Diagram,
            Self::Infographic(_) => Intent::Infographic,
            Self::Logo => Intent::Logo,
        }
    }
}

/// A phrase found in a prompt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hit {
    /// What it names.
    pub meaning: Meaning,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// It is written in a script without spaces or with glued particles, so that its place in
    /// the sentence says little.
    pub unsegmented: bool,
}

const BAR: Meaning = Meaning::Chart(Some(ChartKind::Bar));
const LINE: Meaning = Meaning::Chart(Some(ChartKind::Line));
const AREA: Meaning = Meaning::Chart(Some(ChartKind::Area));
const PIE: Meaning = Meaning::Chart(Some(ChartKind::Pie));
const DONUT: Meaning = Meaning::Chart(Some(ChartKind::Donut));
const SCATTER: Meaning = Meaning::Chart(Some(ChartKind::Scatter));
const RADAR: Meaning = Meaning::Chart(Some(ChartKind::Radar));
const HISTOGRAM: Meaning = Meaning::Chart(Some(ChartKind::Histogram));
const FUNNEL: Meaning = Meaning::Chart(Some(ChartKind::Funnel));
const GAUGE: Meaning = Meaning::Chart(Some(ChartKind::Gauge));
const WATERFALL: Meaning = Meaning::Chart(Some(ChartKind::Waterfall));
const TREEMAP: Meaning = Meaning::Chart(Some(ChartKind::Treemap));
const HEATMAP: Meaning = Meaning::Chart(Some(ChartKind::Heatmap));
const BOXPLOT: Meaning = Meaning::Chart(Some(ChartKind::Boxplot));
const CANDLE: Meaning = Meaning::Chart(Some(ChartKind::Candlestick));
const BUBBLE: Meaning = Meaning::Chart(Some(ChartKind::Bubble));
const CHART: Meaning = Meaning::Chart(None);
const FLOW: Meaning = Meaning::Diagram(Some(DiagramKind::Flowchart));
const SEQUENCE: Meaning = Meaning::Diagram(Some(DiagramKind::Sequence));
const CLASS: Meaning = Meaning::Diagram(Some(DiagramKind::Class));
const STATE: Meaning = Meaning::Diagram(Some(DiagramKind::State));
const ER: Meaning = Meaning::Diagram(Some(DiagramKind::Er));
const MINDMAP: Meaning = Meaning::Diagram(Some(DiagramKind::Mindmap));
const ORG: Meaning = Meaning::Diagram(Some(DiagramKind::Orgchart));
const GANTT: Meaning = Meaning::Diagram(Some(DiagramKind::Gantt));
const NETWORK: Meaning = Meaning::Diagram(Some(DiagramKind::Network));
const DIAGRAM: Meaning = Meaning::Diagram(None);
const INFO: Meaning = Meaning::Infographic("");
const STEPS: Meaning = Meaning::Infographic("steps");
const TIMELINE: Meaning = Meaning::Infographic("timeline");
const COMPARE: Meaning = Meaning::Infographic("compare");
const LIST: Meaning = Meaning::Infographic("list");
const LOGO: Meaning = Meaning::Logo;

/// Phrases by meaning, separated by `|`. A trailing `*` on a word stands for any ending. Phrases
/// in Arabic, Devanagari, Han, Kana and Hangul are found inside longer runs of letters.
const PHRASES: &[(Meaning, &str)] = &[
    (
        BAR,
        "bar chart|bar charts|bar graph|bar graphs|bar plot|barchart|bargraph|column chart|\
         column graph|column charts|bar diagram|grouped bar chart|histogramme à barres|\
         gráfico de barra*|gráfica de barra*|grafico de barra*|grafica de barra*|\
         diagrama de barra*|gráfico de columna*|gráfico de coluna*|graphique à barres|\
         graphique en barres|diagramme en barres|diagramme à barres|diagramme en bâtons|\
         graphique à bâtons|histogramme en barres|balkendiagramm*|säulendiagramm*|\
         saeulendiagramm*|balkengrafik*|balken-diagramm|grafico a barre|grafico a colonne|\
         diagramma a barre|istogramma a barre|staafdiagram*|staafgrafiek*|balkgrafiek*|\
         kolomdiagram*|wykres* słupkow*|wykres* kolumnow*|столбчат* диаграмм*|\
         столбиков* диаграмм*|гистограмм* продаж|столбчат* график*|çubuk grafi*|sütun grafi*|\
         مخطط شريطي|رسم بياني شريطي|مخطط أعمدة|رسم بياني عمودي|أعمدة بيانية|مخطط الأعمدة|\
         बार चार्ट|बार ग्राफ|दंड आरेख|स्तंभ चार्ट|柱状图|柱狀圖|柱形图|条形图|直條圖|棒グラフ|縦棒グラフ|横棒グラフ|\
         막대그래프|막대 그래프|막대 차트|막대차트",
    ),
    (
        LINE,
        "line chart|line charts|line graph|line graphs|line plot|linechart|trend line chart|\
         gráfico de línea*|gráfica de línea*|gráfico de linha*|grafico de lineas|\
         graphique linéaire|graphique en courbes|graphique à courbes|courbe d'évolution|\
         liniendiagramm*|linienchart*|kurvendiagramm*|liniengrafik*|grafico a linee|\
         grafico lineare|lijndiagram*|lijngrafiek*|wykres* liniow*|линейн* график*|\
         линейн* диаграмм*|çizgi grafi*|رسم بياني خطي|مخطط خطي|लाइन चार्ट|लाइन ग्राफ|रेखा चार्ट|रेखा ग्राफ|\
         折线图|折線圖|曲线图|折れ線グラフ|線グラフ|ラインチャート|꺾은선그래프|꺾은선 그래프|선 그래프|선그래프|라인 차트|\
         추세선",
    ),
    (
        AREA,
        "area chart|area charts|area graph|stacked area chart|gráfico de área*|\
         graphique en aires|flächendiagramm*|grafico ad area|vlakdiagram*|wykres* warstwow*|\
         диаграмм* с областями|alan grafi*|面积图|面積圖|面グラフ|영역 차트|영역형 차트",
    ),
    (
        PIE,
        "pie chart|pie charts|pie graph|piechart|pie diagram|gráfico circular|\
         gráfica circular|gráfico de pastel|gráfica de pastel|gráfico de torta|gráfico de pizza|\
         gráfico de tarta|diagrama circular|diagramme circulaire|graphique circulaire|\
         graphique en secteurs|diagramme en camembert|graphique camembert|camembert des|\
         camembert sur|kreisdiagramm*|tortendiagramm*|kuchendiagramm*|tortengrafik*|\
         grafico a torta|diagramma a torta|aerogramma|taartdiagram*|cirkeldiagram*|\
         taartgrafiek*|wykres* kołow*|wykres* kolow*|кругов* диаграмм*|пасты грaфик|\
         pasta grafi*|daire grafi*|dairesel grafi*|رسم بياني دائري|مخطط دائري|पाई चार्ट|वृत्त आरेख|\
         饼图|饼状图|圓餅圖|圆饼图|餅圖|円グラフ|パイチャート|원 그래프|원그래프|원형 차트|파이 차트|\
         원형 그래프|파이차트",
    ),
    (
        DONUT,
        "donut chart|doughnut chart|donut graph|ring chart|donut charts|gráfico de anillo*|\
         gráfico de rosca|gráfico de dona|graphique en anneau|ringdiagramm*|\
         donutdiagramm*|grafico ad anello|grafico a ciambella|ringdiagram*|\
         wykres* pierścieniow*|кольцев* диаграмм*|halka grafi*|环形图|環狀圖|ドーナツグラフ|도넛 차트|\
         도넛차트",
    ),
    (
        SCATTER,
        "scatter plot|scatter chart|scatter graph|scatterplot|scatter diagram|xy plot|\
         dot plot|gráfico de dispers*|gráfica de dispers*|diagrama de dispers*|\
         nuage de points|streudiagramm*|punktdiagramm*|grafico a dispersione|\
         spreidingsdiagram*|wykres* punktow*|диаграмм* рассеяния|точечн* диаграмм*|\
         dağılım grafi*|saçılım grafi*|مخطط التشتت|مخطط انتشار|स्कैटर प्लॉट|散点图|散佈圖|散布図|산점도",
    ),
    (
        BUBBLE,
        "bubble chart|bubble plot|bubble graph|gráfico de burbuja*|blasendiagramm*|气泡图|バブルチャート",
    ),
    (
        RADAR,
        "radar chart|spider chart|radar graph|spider graph|radar plot|web chart|\
         gráfico de radar|gráfico radar|graphique radar|diagramme en radar|netzdiagramm*|\
         spinnendiagramm*|radardiagramm*|grafico radar|radardiagram*|wykres* radarow*|\
         лепестков* диаграмм*|radar grafi*|雷达图|レーダーチャート|레이더 차트|방사형 차트",
    ),
    (
        HISTOGRAM,
        "histogram|histograms|histograma|histogramme|histogramm|istogramma|гистограмм*|\
         histogram grafi*|مدرج تكراري|直方图|ヒストグラム|히스토그램",
    ),
    (
        FUNNEL,
        "funnel chart|sales funnel chart|funnel graph|conversion funnel|marketing funnel|\
         sales funnel|funnel diagram|gráfico de embudo|gráfico de funil|trichterdiagramm*|\
         漏斗图|ファネルチャート|퍼널 차트|깔때기 차트",
    ),
    (
        GAUGE,
        "gauge chart|gauge graph|speedometer chart|dial chart|gauge showing|gráfico de medidor|仪表盘图|ゲージチャート|게이지 차트",
    ),
    (
        WATERFALL,
        "waterfall chart|waterfall graph|bridge chart|gráfico de cascada|wasserfalldiagramm*|瀑布图|ウォーターフォールチャート|폭포 차트",
    ),
    (TREEMAP, "treemap|tree map chart|treemap chart|mapa de árbol|矩形树图|ツリーマップ|트리맵"),
    (
        HEATMAP,
        "heatmap|heat map|heatmap chart|heat map chart|mapa de calor|热力图|ヒートマップ|히트맵",
    ),
    (
        BOXPLOT,
        "box plot|boxplot|box-plot|box and whisker plot|box and whisker|diagrama de caja|箱线图|箱ひげ図|박스플롯",
    ),
    (
        CANDLE,
        "candlestick chart|candlestick graph|candle chart|ohlc chart|gráfico de velas|蜡烛图|K线图|ローソク足チャート|캔들 차트|캔들차트",
    ),
    (
        CHART,
        "chart|charts|graph|graphs|plot of|data visualization|data visualisation|\
         gráfico|gráficos|gráfica|gráficas|graphique|graphiques|diagramm|diagramme der|\
         schaubild|grafico|grafici|grafiek|grafieken|wykres*|диаграмм*|график|графика|графики|\
         grafik|grafiği|grafikler*|رسم بياني|رسما بيانيا|مخطط بياني|चार्ट|ग्राफ|ग्राफ़|图表|圖表|\
         统计图|統計圖|グラフ|チャート|차트|그래프|도표",
    ),
    (
        FLOW,
        "flowchart|flowcharts|flow chart|flow charts|flow diagram|process flow|process diagram|\
         process map|workflow diagram|workflow|user flow|data flow diagram|dataflow diagram|\
         decision tree|activity diagram|flow graph|process flowchart|swimlane diagram|\
         decision flow|diagrama de flujo|flujograma|diagrama de procesos|fluxograma|\
         diagrama de fluxo|logigramme|organigramme de programmation|diagramme de flux|\
         ordinogramme|schéma de processus|flussdiagramm*|ablaufdiagramm*|prozessdiagramm*|\
         programmablaufplan|ablaufplan|entscheidungsbaum|diagramma di flusso|\
         flusso di lavoro|stroomdiagram*|stroomschema*|processchema|procesdiagram|\
         schemat* blokow*|schemat przepływu|diagram przepływu|блок-схем*|схем* процесса|\
         диаграмм* последовательности действий|алгоритм* в виде|akış şema*|akış diyagram*|\
         iş akışı|مخطط انسيابي|مخطط تدفق|مخطط سير العمل|फ्लोचार्ट|फ़्लोचार्ट|प्रवाह चार्ट|प्रवाह संचित्र|\
         流程图|流程圖|フローチャート|フロー図|流れ図|순서도|흐름도|플로우차트|플로우 차트|플로차트",
    ),
    (
        SEQUENCE,
        "sequence diagram|diagrama de secuencia|diagramme de séquence|sequenzdiagramm*|\
         diagramma di sequenza|diagrama de sequência|sequentiediagram*|diagram* sekwencji|\
         диаграмм* последовательности|时序图|序列图|シーケンス図|시퀀스 다이어그램",
    ),
    (
        CLASS,
        "class diagram|uml class diagram|diagrama de clases|diagrama de classes|\
         diagramme de classes|klassendiagramm*|diagramma delle classi|klassendiagram*|\
         diagram* klas|диаграмм* классов|sınıf diyagram*|类图|クラス図|클래스 다이어그램",
    ),
    (
        STATE,
        "state diagram|state machine|state machine diagram|state chart|statechart|\
         diagrama de estado*|diagramme d'états|zustandsdiagramm*|диаграмм* состояний|状态图|\
         状態遷移図|상태 다이어그램",
    ),
    (
        ER,
        "er diagram|erd|entity relationship diagram|entity-relationship diagram|\
         database schema|database diagram|schema diagram|diagrama entidad*|diagrama er|\
         diagramme entité*|er-diagramm|schemat bazy danych|ER图|ER図|ER 다이어그램",
    ),
    (
        MINDMAP,
        "mind map|mindmap|mind maps|mind-map|concept map|brain map|mapa mental|\
         mapa conceptual|mapa conceitual|carte mentale|carte heuristique|mappa mentale|\
         mappa concettuale|mindmap*|gedankenkarte|mapa myśli|map* myśli|ментальн* карт*|\
         интеллект-карт*|интеллектуальн* карт*|zihin haritası|خريطة ذهنية|माइंड मैप|思维导图|心智圖|\
         マインドマップ|마인드맵|마인드 맵",
    ),
    (
        ORG,
        "org chart|org charts|orgchart|organization chart|organisation chart|\
         organizational chart|organisational chart|organogram|organigram|\
         organizational structure|hierarchy chart|reporting structure|family tree|\
         genealogy tree|organization structure|hierarchy diagram|tree diagram|organigrama|\
         organograma|organigramme|arbre généalogique|organigramm*|stammbaum|organigramma|\
         organogram*|schemat organizacyjny|struktur* organizacyjn*|\
         организационн* структур*|оргструктур*|organizasyon şema*|هيكل تنظيمي|مخطط تنظيمي|\
         संगठन चार्ट|संगठनात्मक चार्ट|组织架构图|组织结构图|組織架構圖|組織図|조직도",
    ),
    (
        GANTT,
        "gantt|gantt chart|gantt diagram|diagrama de gantt|gráfico de gantt|diagramme de gantt|gantt-diagramm|диаграмм* ганта|甘特图|ガントチャート|간트 차트|간트차트",
    ),
    (
        NETWORK,
        "network diagram|architecture diagram|system diagram|system architecture|\
         topology diagram|dependency graph|deployment diagram|component diagram|\
         cloud architecture|software architecture diagram|infrastructure diagram|\
         knowledge graph|block diagram|network topology|venn diagram|fishbone diagram|\
         ishikawa diagram|relationship diagram|diagrama de red|diagrama de arquitectura|\
         diagrama de rede|diagrama de arquitetura|diagramme d'architecture|schéma réseau|\
         schéma d'architecture|netzwerkdiagramm|architekturdiagramm|diagramma di rete|\
         netwerkdiagram|architectuurdiagram|diagram sieci|схем* сети|архитектурн* схем*|\
         ağ diyagram*|系统架构图|架构图|网络拓扑图|システム構成図|構成図|ネットワーク図|아키텍처 다이어그램|구성도",
    ),
    (
        DIAGRAM,
        "diagram|diagrams|schematic|diagrama|diagramas|diagramme|schéma|diagramma|schema|\
         schemat|şema|şeması|diyagram*|схема|схему|مخطط|आरेख|डायग्राम|示意图|関係図|図解して|다이어그램",
    ),
    (
        INFO,
        "infographic|infographics|info graphic|info-graphic|infografic|infographic-style|\
         infographic poster|infografía|infografia|infografica|infografiche|infografías|infographie|infographies|\
         infografik|infografiken|infografika|infografikę|infografiki|infografiek|инфографик*|\
         infografi|infografiği|إنفوجرافيك|انفوجرافيك|إنفوغرافيك|انفوغرافيك|إنفوجراف|\
         इन्फोग्राफिक|इंफोग्राफिक|इन्फोग्राफ़िक|信息图|信息圖|資訊圖|图解|圖解|インフォグラフィック|図解|인포그래픽|infográfico|\
         infográficos|explainer graphic|one-pager|fact sheet",
    ),
    (
        STEPS,
        "step by step guide|step-by-step guide|how-to guide|guía paso a paso|\
         guide étape par étape|schritt-für-schritt-anleitung|步骤图|手順図",
    ),
    (
        TIMELINE,
        "timeline|time line|timelines|timeline of|línea de tiempo|línea del tiempo|\
         linha do tempo|frise chronologique|ligne du temps|chronologie|zeitstrahl|zeitachse|\
         zeitleiste|linea del tempo|cronologia|tijdlijn|oś czasu|лент* времени|хронологи*|\
         временн* шкал*|zaman çizelgesi|جدول زمني|خط زمني|टाइमलाइन|समयरेखा|时间线|时间轴|時間軸|年表|\
         タイムライン|연표|타임라인|roadmap",
    ),
    (
        COMPARE,
        "comparison table|comparison graphic|pros and cons|pros & cons|side-by-side comparison|\
         side by side comparison|swot analysis|swot|comparison infographic|pros y contras|\
         ventajas y desventajas|avantages et inconvénients|vor- und nachteile|\
         vantaggi e svantaggi|prós e contras|voor- en nadelen|wady i zalety|\
         плюсы и минусы|优缺点|メリットとデメリット|장단점",
    ),
    (LIST, "cheat sheet|cheatsheet|checklist|check list|lista de verificación|checkliste"),
    (
        LOGO,
        "logo|logos|logotype|logomark|wordmark|brandmark|brand mark|letter mark|lettermark|\
         monogram|app icon|brand icon|company emblem|brand emblem|team emblem|club crest|\
         favicon|brand identity mark|logo design|logotipo|logotipos|logotype de|\
         firmenlogo|vereinslogo|markenzeichen|firmenzeichen|beeldmerk|logotyp*|\
         логотип*|эмблем*|logosu|logoyu|logolar|شعار|लोगो|标志|標誌|徽标|商标|个logo|個logo|款logo|的logo|logo设计|ロゴ|로고",
    ),
];

/// True for scripts whose words carry glued particles or stand without spaces.
fn is_unsegmented(phrase: &str) -> bool {
    phrase.chars().any(|c| {
        matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}' | '\u{1100}'..='\u{11ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}

/// Finds every phrase in `tokens`. Where phrases overlap, the longest stays.
pub(crate) fn find(prompt: &str, tokens: &[Token]) -> Vec<Hit> {
    let foreign = is_unsegmented(prompt);
    let mut found: Vec<(usize, Range<usize>, Hit)> = Vec::new();
    let words: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].kind == Kind::Word).collect();
    for (meaning, phrases) in PHRASES {
        for phrase in phrases.split('|') {
            if is_unsegmented(phrase) {
                if foreign {
                    find_inside(prompt, tokens, (phrase, *meaning), &mut found);
                }
            } else {
                find_words(tokens, &words, (phrase, *meaning), &mut found);
            }
        }
    }
    found.sort_by_key(|(length, span, _)| (std::cmp::Reverse(*length), span.start));
    let mut kept: Vec<(Range<usize>, Hit)> = Vec::new();
    for (_, span, hit) in found {
        if kept.iter().all(|(other, _)| span.end <= other.start || other.end <= span.start) {
            kept.push((span, hit));
        }
        if kept.len() >= HITS_MAX {
            break;
        }
    }
    let mut hits: Vec<Hit> = kept.into_iter().map(|(_, hit)| hit).collect();
    hits.sort_by_key(|hit| hit.tokens.start);
    hits
}

/// More phrases than this say nothing new; the bound keeps hostile prompts linear.
const HITS_MAX: usize = 64;

/// Places where `phrase` stands as a run of words.
fn find_words(
    tokens: &[Token],
    words: &[usize],
    (phrase, meaning): (&str, Meaning),
    found: &mut Vec<(usize, Range<usize>, Hit)>,
) {
    let first = phrase.split(' ').next().unwrap_or(phrase);
    for (position, at) in words.iter().enumerate() {
        if found.len() >= HITS_MAX * 8 {
            return;
        }
        if !matches(&tokens[*at].lower, first) {
            continue;
        }
        let count = phrase.split(' ').count();
        let Some(run) = words.get(position..position + count) else { continue };
        let adjacent = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
        if adjacent && run.iter().zip(phrase.split(' ')).all(|(w, p)| matches(&tokens[*w].lower, p))
        {
            let range = *at..at + count;
            let span = tokens[range.start].start..tokens[range.end - 1].end;
            let hit = Hit { meaning, tokens: range, unsegmented: false };
            found.push((phrase.len(), span, hit));
        }
    }
}

/// A word against a pattern with an optional `*` at its end.
fn matches(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}

/// Places where `phrase` stands anywhere in the letters of the prompt.
fn find_inside(
    prompt: &str,
    tokens: &[Token],
    (phrase, meaning): (&str, Meaning),
    found: &mut Vec<(usize, Range<usize>, Hit)>,
) {
    for (at, _) in prompt.match_indices(phrase) {
        if found.len() >= HITS_MAX * 8 {
            return;
        }
        let span = at..at + phrase.len();
        let first = tokens.partition_point(|token| token.end <= span.start);
        let last = tokens.partition_point(|token| token.start < span.end);
        if first < last {
            let hit = Hit { meaning, tokens: first..last, unsegmented: true };
            found.push((phrase.len(), span, hit));
        }
    }
}

/// `heading` without phrases for a kind that are written into its words, as in scripts without
/// spaces: 销售额柱状图 is about 销售额. `None` where nothing else is left.
pub(crate) fn without_kinds(heading: &str, text: &Text<'_>) -> Option<String> {
    let mut out = heading.to_owned();
    if is_unsegmented(heading) {
        let all = PHRASES.iter().flat_map(|(_, phrases)| phrases.split('|'));
        let mut known: Vec<&str> =
            all.filter(|phrase| is_unsegmented(phrase) && text.prompt.contains(phrase)).collect();
        // A longer phrase may hold a shorter one: グラフ stands in インフォグラフィック.
        known.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        for phrase in known {
            out = out.replace(phrase, " ");
        }
        out = without_request(&out);
    }
    // Genitive particles that led to the phrase.
    let idle = |c: char| c.is_whitespace() || "的の:：，,、。をに".contains(c);
    let out = collapse(out.trim_end_matches(idle).trim_start_matches(idle));
    out.chars().any(char::is_alphanumeric).then_some(out)
}

/// `heading` without the words of asking at its beginning, in scripts without spaces.
fn without_request(heading: &str) -> String {
    const ASKING: [&str; 26] = [
        "请",
        "帮我",
        "给我",
        "我想要",
        "我需要",
        "生成",
        "制作",
        "创建",
        "绘制",
        "画",
        "做",
        "一个",
        "一张",
        "一幅",
        "显示",
        "展示",
        "关于",
        "請",
        "製作",
        "建立",
        "繪製",
        "一個",
        "一張",
        "顯示",
        "的",
        "，",
    ];
    const ENDINGS: [&str; 6] =
        ["を作って", "作って", "を作成して", "を描いて", "ください", "お願いします"];
    let mut rest = heading.trim_start();
    while let Some(tail) = ASKING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = tail.trim_start();
    }
    rest = rest.trim_end();
    while let Some(head) = ENDINGS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = head.trim_end();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &[Meaning]) {
        let text = Text::new(prompt);
        let got: Vec<Meaning> =
            find(prompt, &text.tokens).into_iter().map(|hit| hit.meaning).collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("a pie chart of sales", &[PIE]);
        check("flow chart and gantt chart", &[FLOW, GANTT]);
        check("ein Balkendiagramm und ein Flussdiagramm", &[BAR, FLOW]);
        check("gráfico de barras de ventas", &[BAR]);
        check("销售额柱状图", &[BAR]);
        check("ログインのフローチャート", &[FLOW]);
        check("logo-free mug", &[]);
    }
}
