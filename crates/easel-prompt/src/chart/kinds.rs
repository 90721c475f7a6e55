//! The kind of chart that a prompt names, in fifteen languages, also where only "as columns" or
//! "(linha)" says so. Whether a prompt asks for a chart at all is decided in `intent`; here that
//! is known, so that a bare word counts.

mod bare;

pub(super) use bare::is_look;

use std::ops::Range;

use easel_types::spec::ChartKind as K;

use super::words;
use crate::tokens::{Kind, Text, Token};

/// Phrases that name a kind wherever they stand, by kind. A trailing `*` on a word stands for
/// any ending. Phrases in scripts without spaces are found inside words.
const PHRASES: &[(K, &str)] = &[
    (
        K::Bar,
        "histogramme* en colonne*|histogramme* en bâton*|istogramm* a colonne|histograma* de barra*|histograma* de columna*|bar chart*|bar graph*|bar plot*|barchart*|bargraph*|barplot*|column chart*|column graph*|bar diagram*|population pyramid|\
     gráfico* de barra*|gráfica* de barra*|grafico* de barra*|grafica* de barra*|diagrama* de barra*|gráfico* de columna*|\
     gráfica* de columna*|gráfico* de coluna*|grafico* de coluna*|graphique* à barres|graphique* en barres|diagramme* en barres|\
     diagramme* à barres|diagramme* en bâtons|graphique* en bâtons|graphique* à bâtons|graphique* en colonnes|\
     histogramme* en barres|histogramme* à barres|balkendiagramm*|säulendiagramm*|saeulendiagramm*|balkengrafik*|säulengrafik*|\
     balken-diagramm*|grafic* a barre|grafic* a colonne|diagramm* a barre|istogramm* a barre|staafdiagram*|staafgrafiek*|\
     balkgrafiek*|balkendiagram*|kolomdiagram*|kolommendiagram*|kolomgrafiek*|wykres* słupkow*|wykres* kolumnow*|diagram* słupkow*|\
     столбчат* диаграмм*|столбиков* диаграмм*|столбчат* график*|столбиков* график*|çubuk grafi*|sütun grafi*|bar grafi*|piramide de población|\
     pirámide de población|bevölkerungspyramide|مخطط شريطي|رسم بياني شريطي|مخطط أعمدة|أعمدة بيانية|مخطط الأعمدة|بالأعمدة|أعمدة|اعمدة|बार चार्ट|\
     बार ग्राफ|दंड आरेख|स्तंभ चार्ट|柱状图|柱狀圖|柱形图|条形图|直條圖|長條圖|棒グラフ|バーチャート|막대그래프|막대 그래프|막대 차트|막대차트|막대|柱状|棒で",
    ),
    (
        K::Line,
        "line chart*|line graph*|line plot*|linechart*|linegraph*|trend line|gráfico* de línea*|gráfica* de línea*|gráfico* de linha*|\
     grafico* de linea*|grafico* de linha*|grafica* de linea*|gráfico* lineal*|gráfica* lineal*|graphique* linéaire*|graphique* en courbe*|graphique* à courbe*|\
     graphique* en ligne*|courbe d'évolution|diagramme* en ligne*|liniendiagramm*|linienchart*|kurvendiagramm*|liniengrafik*|\
     grafic* a linee|grafic* lineare|grafic* lineari|lijndiagram*|lijngrafiek*|wykres* liniow*|линейн* график*|линейн* диаграмм*|график* линейн*|\
     çizgi grafi*|رسم بياني خطي|مخطط خطي|رسم خطي|लाइन चार्ट|लाइन ग्राफ|रेखा चार्ट|रेखा ग्राफ|रेखा आलेख|折线图|折線圖|折线|折れ線|曲线图|曲線圖|折れ線グラフ|線グラフ|\
     ラインチャート|꺾은선그래프|꺾은선 그래프|선 그래프|선그래프|라인 차트|라인차트|추세선",
    ),
    (
        K::Area,
        "area chart*|area graph*|area plot*|gráfico* de área*|gráfica* de área*|grafico* de area*|graphique* en aire*|diagramme* en aire*|flächendiagramm*|\
     grafic* ad area|grafic* ad aree|vlakdiagram*|vlakgrafiek*|wykres* warstwow*|wykres* obszarow*|диаграмм* с областями|график* с областями|alan grafi*|\
     مخطط مساحي|क्षेत्र चार्ट|एरिया चार्ट|面积图|面積圖|面グラフ|영역 차트|영역형 차트|영역 그래프",
    ),
    (
        K::Pie,
        "pie chart*|pie graph*|piechart*|pie diagram*|gráfico* circular*|gráfica* circular*|grafico* circular*|gráfico* de pastel|gráfica* de pastel|\
     gráfico* de torta|gráfico* de pizza|grafico* de pizza|gráfico* de tarta|gráfico* de setores|diagrama* circular*|diagramme* circulaire*|graphique* circulaire*|\
     graphique* en secteurs|diagramme* en secteurs|camembert*|kreisdiagramm*|tortendiagramm*|kuchendiagramm*|tortengrafik*|\
     grafic* a torta|diagramm* a torta|aerogramma|taartdiagram*|cirkeldiagram*|taartgrafiek*|wykres* kołow*|wykres* kolow*|diagram* kołow*|\
     кругов* диаграмм*|кругов* график*|pasta grafi*|daire grafi*|dairesel grafi*|رسم بياني دائري|مخطط دائري|رسم دائري|पाई चार्ट|पाई ग्राफ|वृत्त आरेख|वृत्त चार्ट|\
     饼图|饼状图|圓餅圖|圆饼图|餅圖|円グラフ|パイチャート|원 그래프|원그래프|원형 차트|파이 차트|원형 그래프|파이차트",
    ),
    (
        K::Donut,
        "donut chart*|doughnut chart*|donut graph*|donut plot*|ring chart*|gráfico* de anillo*|gráfico* de rosca|gráfico* de dona|gráfica* de dona|gráfico* de rosquinha|\
     graphique* en anneau*|diagramme* en anneau*|ringdiagramm*|donutdiagramm*|donut-diagramm*|grafic* ad anello|grafic* a ciambella|ringdiagram*|donutdiagram*|\
     wykres* pierścieniow*|кольцев* диаграмм*|halka grafi*|مخطط حلقي|डोनट चार्ट|环形图|圆环图|環狀圖|甜甜圈图|ドーナツグラフ|ドーナツチャート|도넛 차트|도넛차트|도넛 그래프",
    ),
    (
        K::Scatter,
        "scatter plot*|scatter chart*|scatter graph*|scatterplot*|scatter diagram*|xy plot*|xy chart*|dot plot*|gráfico* de dispers*|gráfica* de dispers*|\
     grafico* de dispers*|diagrama* de dispers*|nuage* de points|streudiagramm*|punktdiagramm*|punktwolke|grafic* a dispersione|diagramm* a dispersione|\
     spreidingsdiagram*|spreidingsgrafiek*|puntenwolk|wykres* punktow*|wykres* rozrzutu|диаграмм* рассеяния|точечн* диаграмм*|точечн* график*|dağılım grafi*|\
     saçılım grafi*|مخطط التشتت|مخطط انتشار|مخطط مبعثر|स्कैटर प्लॉट|स्कैटर चार्ट|散点图|散佈圖|散布図|산점도|분산형 차트",
    ),
    (
        K::Bubble,
        "bubble chart*|gapminder-style bubbles|gapminder*|bubbles chart*|bubble plot*|bubble graph*|gráfico* de burbuja*|gráfico* de bolha*|graphique* à bulles|blasendiagramm*|grafic* a bolle|bellendiagram*|\
     wykres* bąbelkow*|пузырьков* диаграмм*|baloncuk grafi*|مخطط فقاعي|बबल चार्ट|气泡图|泡泡圖|バブルチャート|거품형 차트|버블 차트",
    ),
    (
        K::Radar,
        "radar chart*|spider chart*|radar graph*|spider graph*|radar plot*|spider plot*|web chart*|spiderweb|spider web|gráfico* de radar|gráfica* de radar|gráfico* radar|gráfico* de araña|\
     gráfico* de teia|graphique* radar|diagramme* en radar|diagramme* radar|graphique* en toile|netzdiagramm*|spinnendiagramm*|radardiagramm*|spinnennetz*|grafic* radar|\
     radardiagram*|spinnenwebdiagram*|wykres* radarow*|лепестков* диаграмм*|радарн* диаграмм*|radar grafi*|مخطط رادار*|مخطط راداري|रडार चार्ट|雷达图|雷達圖|蜘蛛图|レーダーチャート|레이더 차트|\
     레이더차트|방사형 차트|방사형 그래프",
    ),
    (
        K::Histogram,
        "histogram*|histograma*|histogramme*|istogramm*|гистограмм*|مدرج تكراري|हिस्टोग्राम|आयतचित्र|直方图|直方圖|ヒストグラム|히스토그램",
    ),
    (
        K::Funnel,
        "funnel*|conversion funnel|gráfico* de embudo|embudo*|gráfico* de funil|funil*|entonnoir*|trichter*|grafic* a imbuto|imbuto|\
     trechter*|wykres* lejkow*|lejek*|воронк*|huni*|قمع|مخطط قمعي|फ़नल|फनल|漏斗图|漏斗圖|漏斗|ファネル*|퍼널|깔때기",
    ),
    (
        K::Gauge,
        "gauge*|speedometer*|dial chart|tacho|tacho-*|tachoanzeige|tachometer|zeigerinstrument*|tachodiagramm*|gráfico* de medidor|velocímetro|medidor|jauge*|compteur de vitesse|manometro|tachimetro|\
     snelheidsmeter|wskaźnik zegarow*|prędkościomierz|спидометр*|gösterge grafi*|hız göstergesi|عداد|مقياس|गेज|仪表盘图|仪表盘|儀表板圖|ゲージ|게이지",
    ),
    (
        K::Waterfall,
        "waterfall*|bridge chart*|ebitda bridge*|cash bridge*|profit bridge*|revenue bridge*|gráfico* de cascada|diagrama* de cascada|gráfica* de cascada|gráfico* de cascata|gráfico* em cascata|grafic* a cascata|graphique* en cascade|\
     diagramme* en cascade|wasserfall*|watervaldiagram*|watervalgrafiek*|wykres* kaskadow*|wykres* wodospadow*|каскадн* диаграмм*|диаграмм* водопад*|водопад*|şelale grafi*|\
     مخطط شلال*|مخطط شلالي|वाटरफॉल चार्ट|瀑布图|瀑布圖|ウォーターフォール*|滝グラフ|폭포 차트|폭포차트|워터폴",
    ),
    (
        K::Treemap,
        "treemap*|tree map*|tree-map*|mapa* de árbol|mapa* de árvore|carte* arborescente|baumkarte*|kacheldiagramm*|mappa ad albero|mapa drzewa|mapa drzewiasta|древовидн* карт*|\
     ağaç haritası|خريطة شجرية|ट्रीमैप|矩形树图|树状图|樹狀圖|ツリーマップ|트리맵",
    ),
    (
        K::Heatmap,
        "heatmap*|heat map*|heat-map*|mapa* de calor|carte* de chaleur|carte* thermique|wärmekarte|mappa di calore|mappa termica|hittekaart|mapa ciepła|теплов* карт*|\
     ısı haritası|خريطة حرارية|हीटमैप|हीट मैप|热力图|熱力圖|热图|ヒートマップ|히트맵",
    ),
    (
        K::Boxplot,
        "box plot*|boxplot*|box-plot*|box and whisker*|box-and-whisker*|whisker plot*|diagrama* de caja*|diagrama* de cajas|gráfico* de caja*|boîte* à moustaches|kastengrafik*|\
     kastendiagramm*|box-whisker*|diagramm* a scatola|grafic* a scatola|wykres* pudełkow*|ящик* с усами|коробчат* диаграмм*|kutu grafi*|مخطط صندوقي|बॉक्स प्लॉट|箱线图|箱形图|盒鬚圖|箱ひげ図|\
     박스플롯|박스 플롯|상자 수염 그림|diagrama de caixa|boxplot",
    ),
    (
        K::Candlestick,
        "candlestick*|candle chart*|candle stick*|ohlc*|gráfico* de velas|velas japonesas|chandelier* japonais|kerzenchart*|kerzendiagramm*|candela giapponese|grafic* a candele|\
     wykres* świecow*|świec* japońsk*|свечн* график*|японск* свеч*|mum grafi*|شموع يابانية|الشموع|कैंडलस्टिक|蜡烛图|K线图|k线图|K線圖|ローソク足*|캔들*|봉차트",
    ),
    (
        K::Combo,
        "combo chart*|combination chart*|combined chart*|dual axis*|dual-axis*|two axes|double axis|bar and line chart*|line and bar chart*|bars and line*|columns and line*|column and line*|\
     gráfico* combinado*|gráfico* de doble eje|doble eje|graphique* combiné*|double axe|verbunddiagramm*|kombinationsdiagramm*|kombidiagramm*|zwei achsen|grafic* combinato|doppio asse|\
     combinatiegrafiek*|combinatiediagram*|wykres* kombinowan*|wykres* złożon*|комбинированн* диаграмм*|комбинированн* график*|karma grafi*|birleşik grafik|組み合わせグラフ|複合グラフ|组合图|組合圖|双轴图|콤보 차트|혼합 차트",
    ),
    (
        K::Sankey,
        "sankey*|alluvial*|flow of funds|桑基图|桑基圖|サンキー*|산키*|生키*|सैंकी*|санке*|سانكي",
    ),
    (
        K::Table,
        "data table|as a table|table of|as table|tabla de datos|als tabelle|wertetabelle|tableau de données|in tabella|表格|テーブル|표로",
    ),
    (
        K::Kpi,
        "kpi card*|kpi*|one big number*|metric card*|scorecard*|stat card*|big number*|key figure*|single stat*",
    ),
    (
        K::Bullet,
        "bullet chart*|bullet graph*|bulletgraph*|bullet-chart*|bullet plot*|gráfico* de bala*|graphique* à puces|bulletdiagramm*|子弹图|ブレットチャート|불릿 차트",
    ),
    (
        K::Slope,
        "slope chart*|slope graph*|slopegraph*|slopechart*|slope-chart*|gráfico* de pendiente*|graphique* de pente*|steigungsdiagramm*|slopediagramm*|坡度图|スロープグラフ|기울기 그래프",
    ),
    (
        K::Lollipop,
        "lollipop*|gráfico* de piruleta*|graphique* sucette*|棒棒糖图|ロリポップ*|롤리팝*",
    ),
    (
        K::Dumbbell,
        "dumbbell*|dumbell*|connected dot plot*|barbell*|hantel*|gráfico* de mancuerna*|graphique* haltère*|哑铃图|ダンベル*|덤벨*",
    ),
    (
        K::Pictogram,
        "pictogram*|pictograph*|icon array*|isotype*|pictograma*|pictogramme*|piktogramm*|pittogramm*|象形图|ピクトグラム|픽토그램|isotype chart*",
    ),
    (
        K::Waffle,
        "waffle*|square pie|gráfico* de gofre*|graphique* gaufre*|waffeldiagramm*|华夫饼图|华夫图|ワッフル*|와플*",
    ),
    (
        K::WordCloud,
        "word cloud*|wordcloud*|tag cloud*|nube* de palabras|nuage* de mots|wortwolke*|schlagwortwolke*|nuvola di parole|nuvem de palavras|woordenwolk*|chmura słów|chmur* słów|облак* слов|\
     kelime bulutu|سحابة كلمات|शब्द बादल|वर्ड क्लाउड|词云*|詞雲|ワードクラウド|워드 클라우드|워드클라우드|단어 구름",
    ),
    (
        K::Calendar,
        "calendar heatmap*|calendar chart*|calendar heat map*|calendar plot*|contribution calendar|contribution graph|activity calendar|calendario de calor|kalender-heatmap*|kalenderdiagramm*|日历热力图|カレンダーヒートマップ|캘린더 히트맵",
    ),
    (
        K::Sunburst,
        "sunburst*|multi-level pie*|multilevel pie*|gráfico* de proyección solar|rayons de soleil|sonnendiagramm*|旭日图|サンバースト*|선버스트*",
    ),
    (K::Pareto, "pareto*|парето|帕累托*|柏拉图|パレート*|파레토*|باريتو"),
    (
        K::Rose,
        "rose chart*|nightingale*|nightingale rose*|polar area*|coxcomb*|wind rose*|windrose*|polar chart*|rosa de los vientos|rose diagram*|diagramme polaire|polardiagramm*|玫瑰图|鶏頭図|로즈 차트|나이팅게일*",
    ),
    (
        K::Bump,
        "bump chart*|bump graph*|bumpchart*|ranking chart*|rank chart*|bump-chart*|凹凸图|バンプチャート|범프 차트",
    ),
    (K::Violin, "violin*|geigenplot*|violon|violín|violino|小提琴图|バイオリン*|바이올린*"),
    (
        K::Ridgeline,
        "ridgeline*|ridge line*|joy plot*|joyplot*|ridge plot*|山脊图|リッジライン*|릿지라인*",
    ),
    (
        K::Stream,
        "streamgraph*|stream graph*|stream chart*|theme river|stream plot*|河流图|ストリームグラフ|스트림 그래프",
    ),
    (
        K::Marimekko,
        "marimekko*|mekko*|mosaic plot*|mosaic chart*|mosaikdiagramm*|马赛克图|マリメッコ*|마리메코*",
    ),
    (
        K::Chord,
        "chord diagram*|chord chart*|chord plot*|diagrama* de cuerdas|diagramme* de cordes|diagramme* à cordes|chord-diagramm*|sehnendiagramm*|diagramm* a corde|diagrama* de cordas|和弦图|弦图|コード図|코드 다이어그램",
    ),
    (
        K::Parallel,
        "parallel coordinate*|parallel plot*|parallel-coordinate*|coordenadas paralelas|coordonnées parallèles|parallele koordinaten|parallelkoordinaten|coordinate parallele|平行坐标*|平行座標*|평행 좌표*|параллельн* координат*",
    ),
    (
        K::Venn,
        "venn*|diagrama* de venn|diagramme* de venn|mengendiagramm*|diagramm* di venn|венна|维恩图|韦恩图|文氏图|ベン図|벤 다이어그램|फ़ेन|वेन आरेख|مخطط فن",
    ),
    (K::Hexbin, "hexbin*|hex bin*|hexagonal bin*|hexagonal binning|六边形分箱*|ヘックスビン"),
];

/// A kind and the tokens that name it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub kind: K,
    pub tokens: Range<usize>,
    /// The phrase is written into a longer run of letters.
    pub inside: bool,
    /// Only its place shows that it is a kind.
    pub bare: bool,
}

/// Every name of a kind in the prompt, in order; where names overlap, the longest.
pub(super) fn named(text: &Text<'_>) -> Vec<Named> {
    let mut found: Vec<(usize, Named)> = Vec::new();
    let lower = text.prompt.to_lowercase();
    let same_length = lower.len() == text.prompt.len();
    let prompt: &str = if same_length { &lower } else { text.prompt };
    let foreign = is_unsegmented(prompt);
    for (kind, phrases) in PHRASES {
        for phrase in phrases.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            if is_unsegmented(phrase) {
                if foreign {
                    inside(text, prompt, phrase.trim_end_matches('*'), *kind, &mut found);
                }
            } else {
                words(&text.tokens, phrase, *kind, &mut found);
            }
        }
    }
    found.retain(|(_, named)| !counted(&text.tokens, named));
    found.sort_by_key(|(length, named)| (std::cmp::Reverse(*length), named.tokens.start));
    let mut kept: Vec<Named> = Vec::new();
    for (_, named) in found {
        let apart = |other: &Named| {
            named.tokens.end <= other.tokens.start || other.tokens.end <= named.tokens.start
        };
        if kept.len() < 32 && kept.iter().all(apart) {
            kept.push(named);
        }
    }
    // "OHLC chart", "treemap diagram": the noun goes with the name.
    for named in &mut kept {
        let noun = |t: &Token| {
            words::among(
                &t.lower,
                "chart charts graph graphs plot plots diagram diagrams diagramm grafik \
    visualization visualisation",
            )
        };
        if !named.inside && text.tokens.get(named.tokens.end).is_some_and(noun) {
            named.tokens.end += 1;
        }
    }
    bare::bare(&text.tokens, &mut kept);
    kept.sort_by_key(|named| named.tokens.start);
    kept
}

/// "14 violins", "il violino e 4 chitarre": the name of a kind is what is counted.
fn counted(tokens: &[Token], named: &Named) -> bool {
    if named.inside || named.tokens.len() != 1 {
        return false;
    }
    let everyday = matches!(
        named.kind,
        K::Violin | K::Lollipop | K::Waffle | K::Stream | K::Dumbbell | K::Calendar
    );
    let value = |t: &Token| t.number().is_some_and(|n| !n.is_year());
    let at = named.tokens.start;
    let article = |t: &&Token| t.kind == Kind::Word && t.small;
    let skipped = tokens[..at].iter().rev().take_while(article).count();
    let before = tokens[..at - skipped].last().is_some_and(value);
    let noun = tokens.get(at + 1).is_some_and(|t| {
        matches!(&*t.lower, "chart" | "charts" | "graph" | "plot" | "plots" | "diagram")
    });
    let behind = tokens.get(at + 1).is_some_and(value);
    everyday && !noun && (before || behind)
}

/// The kind to draw, of all that are named: one spelled out before one that a bare word names;
/// bars and lines together are a combination.
pub(super) fn chosen(names: &[Named], text: &Text<'_>) -> Option<K> {
    let spelled: Vec<&Named> = names.iter().filter(|named| !named.bare).collect();
    if let Some(first) = spelled.first() {
        // "calendar heatmap", "bar chart … pareto": what is rarer is meant.
        let plain = |kind| matches!(kind, K::Bar | K::Line);
        let both =
            spelled.iter().any(|n| n.kind == K::Bar) && spelled.iter().any(|n| n.kind == K::Line);
        let combined = both && spelled.len() == 2 && joined(text, spelled[0], spelled[1]);
        if combined {
            return Some(K::Combo);
        }
        let rare = spelled.iter().find(|named| !plain(named.kind) && named.kind != K::Table);
        return Some(if plain(first.kind) {
            rare.map_or(first.kind, |n| n.kind)
        } else {
            first.kind
        });
    }
    let bars = names.iter().position(|n| n.kind == K::Bar);
    let lines = names.iter().position(|n| n.kind == K::Line);
    if bars.is_some() && lines.is_some() {
        return Some(K::Combo);
    }
    // "actually make it a donut": the last wish counts.
    names.last().map(|named| named.kind)
}

fn joined(text: &Text<'_>, a: &Named, b: &Named) -> bool {
    text.tokens[a.tokens.end.min(b.tokens.start)..b.tokens.start].iter().all(|t| {
        t.is_word("and") || t.is_word("with") || t.is_word("a") || t.is_mark('+') || t.is_mark('/')
    })
}

fn is_unsegmented(phrase: &str) -> bool {
    phrase.chars().any(|c| {
        matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}' | '\u{1100}'..='\u{11ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}

fn matches(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}

/// How far into a prompt names of kinds are looked for.
const TOKENS_MAX: usize = 3000;

/// Most finds of one phrase, which keeps hostile prompts linear.
const FINDS_MAX: usize = 8;

fn words(tokens: &[Token], phrase: &str, kind: K, found: &mut Vec<(usize, Named)>) {
    let tokens = &tokens[..tokens.len().min(TOKENS_MAX)];
    let first = phrase.split(' ').next().unwrap_or(phrase);
    let count = phrase.split(' ').count();
    let starts =
        tokens.iter().enumerate().filter(|(_, t)| t.kind == Kind::Word && matches(&t.lower, first));
    for (at, _) in starts.take(FINDS_MAX) {
        let Some(run) = tokens.get(at..at + count) else { continue };
        if run
            .iter()
            .zip(phrase.split(' '))
            .all(|(t, p)| t.kind == Kind::Word && matches(&t.lower, p))
        {
            let named = Named { kind, tokens: at..at + count, inside: false, bare: false };
            found.push((phrase.len(), named));
        }
    }
}

fn inside(text: &Text<'_>, prompt: &str, phrase: &str, kind: K, found: &mut Vec<(usize, Named)>) {
    for (at, _) in prompt.match_indices(phrase).take(FINDS_MAX) {
        let end = at + phrase.len();
        let first = text.tokens.partition_point(|token| token.end <= at);
        let last = text.tokens.partition_point(|token| token.start < end);
        if first < last {
            let exact = text.tokens[first].start == at && text.tokens[last - 1].end <= end + 6;
            let named = Named { kind, tokens: first..last, inside: !exact, bare: false };
            found.push((phrase.len() + 4, named));
        }
    }
}

/// A day as `2024-05-17`, which calendars need.
pub(super) fn is_day(label: &str) -> bool {
    let groups: Vec<&str> = label.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    lengths == [4, 2, 2] && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: Option<K>) {
        let text = Text::new(prompt);
        assert_eq!(chosen(&named(&text), &text), expect, "{prompt}");
    }

    #[test]
    fn kinds_are_found_by_phrase_and_by_place() {
        check("Nightingale rose chart: Jan 80", Some(K::Rose));
        check("plot profit: Q1 5, Q2 6 as columns", Some(K::Bar));
        check("Receita: jan 5; fev 6 (linha)", Some(K::Line));
        check("Line 1: 12, 14. Line 2: 9, 11", None);
        check("barras agrupadas", Some(K::Bar));
        check("slide 7: pie w/ 4 slices", Some(K::Pie));
        check("revenue as columns (Jan 1) and margin as a line (Jan 2)", Some(K::Combo));
        check("График по дням: пн 5. Линейный", Some(K::Line));
        check("histogramme en barres des ventes", Some(K::Bar));
        check("sales jan 12k feb 15k line", Some(K::Line));
    }
}
