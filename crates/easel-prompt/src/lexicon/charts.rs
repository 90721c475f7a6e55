//! Phrases that name kinds of charts, in fifteen languages. How they are found is in `lexicon`.

use easel_types::spec::ChartKind;

use super::Meaning;

const fn kind(kind: ChartKind) -> Meaning {
    Meaning::Chart(Some(kind))
}

/// Kinds of charts that most prompts name.
pub(super) const COMMON: &[(Meaning, &str)] = &[
    (
        kind(ChartKind::Bar),
        "bar chart|bar charts|bar graph|bar graphs|bar plot|bar plots|barchart|barcharts|bargraph|\
         barplot|column chart|column graph|column charts|bar diagram|bar diagrams|bars chart|\
         grouped bar chart|stacked bar chart|clustered bar chart|horizontal bar chart|\
         vertical bar chart|stacked bars|grouped bars|stacked column chart|histogramme à barres|\
         gráfico* de barra*|gráfica* de barra*|diagrama* de barra*|gráfico* de columna*|\
         gráfica* de columna*|gráfico* de coluna*|barras apiladas|barras agrupadas|\
         barras empilhadas|graphique* à barres|graphique* en barres|\
         graphe* en barres|diagramme* en barres|diagramme* à barres|diagramme* en bâtons|\
         diagramme* à bâtons|graphique* à bâtons|graphique* en bâtons|graphique* en colonnes|\
         histogramme en barres|barres empilées|barres groupées|balkendiagramm*|säulendiagramm*|\
         saeulendiagramm*|stabdiagramm*|balkengrafik*|balkenchart*|säulengrafik*|säulenchart*|\
         balken-diagramm|säulen-diagramm|grafico* a barre|grafico* a colonne|grafici a barre|\
         grafico* a barra|istogramma a barre|grafici a colonne|diagramma a barre|\
         diagramma a colonne|staafdiagram*|staafgrafiek*|balkgrafiek*|balkendiagram|\
         balkendiagrammen|kolomdiagram*|kolommendiagram*|kolomgrafiek*|wykres* słupkow*|\
         słupkow* wykres*|wykres* kolumnow*|diagram* słupkow*|столбчат* диаграмм*|\
         столбиков* диаграмм*|диаграмм* столбц*|гистограмм* продаж|столбчат* график*|\
         столбиков* график*|столбчат* гистограмм*|диаграмм* со столбцами|çubuk grafi*|\
         sütun grafi*|çubuk diyagram*|sütun diyagram*|bar grafi*|çubuklu grafi*|sütunlu grafi*|\
         مخطط شريطي|رسم بياني شريطي|رسم شريطي|مخطط أعمدة|مخطط الأعمدة|رسم بياني عمودي|مخطط عمودي|\
         رسم بياني بالأعمدة|رسم بياني بأعمدة|رسم بياني أعمدة|أعمدة بيانية|رسم أعمدة|\
         مخطط بالأعمدة|مخطط أشرطة|رسم بياني بالأشرطة|تمثيل بالأعمدة|تمثيل بياني بالأعمدة|\
         बार चार्ट|बार ग्राफ|बार डायग्राम|दंड आरेख|दण्ड आरेख|स्तंभ चार्ट|स्तंभ आरेख|स्तंभ ग्राफ|कॉलम चार्ट|\
         बार आरेख|柱状图|柱狀圖|柱形图|柱形圖|柱图|条形图|條形圖|长条图|長條圖|直條圖|直方柱图|堆叠柱状图|\
         棒グラフ|縦棒グラフ|横棒グラフ|積み上げ棒グラフ|バーチャート|バーグラフ|막대 그래프|막대 차트|\
         세로 막대|가로 막대|막대 도표|바 차트|바 그래프|누적 막대",
    ),
    (
        kind(ChartKind::Line),
        "line chart|line charts|line graph|line graphs|line plot|line plots|linechart|linegraph|\
         line diagram|trend line chart|trend chart|trend graph|time series chart|time series plot|\
         run chart|spline chart|multi-line chart|gráfico* de línea*|gráfica* de línea*|\
         gráfico* lineal*|gráfica* lineal*|diagrama* de línea*|gráfico* de linha*|\
         gráfico* em linha*|diagrama de linhas|gráfico de tendencia*|gráfico de tendência*|\
         graphique* linéaire*|graphique* en courbe*|graphique* à courbe*|graphique* en ligne*|\
         graphique* à lignes|diagramme* linéaire*|diagramme en lignes|courbe d'évolution|\
         courbe de tendance|courbe des|courbe de température|liniendiagramm*|linienchart*|\
         kurvendiagramm*|liniengrafik*|liniengraph*|verlaufsdiagramm*|trenddiagramm*|\
         linien-diagramm|grafico* a linee|grafici a linee|grafico* a linea|grafico* lineare|\
         grafico* lineari|diagramma a linee|grafico di linea|grafico di linee|lijndiagram*|\
         lijngrafiek*|lijnengrafiek*|trendgrafiek*|wykres* liniow*|liniow* wykres*|\
         линейн* график*|линейн* диаграмм*|график* с линиями|çizgi grafi*|çizgi diyagram*|\
         çizgisel grafi*|çizgili grafi*|trend grafi*|رسم بياني خطي|مخطط خطي|رسم خطي|منحنى بياني|\
         رسم بياني بالخطوط|مخطط خطوط|رسم بياني على شكل خط|लाइन चार्ट|लाइन ग्राफ|रेखा चार्ट|रेखा ग्राफ|\
         रेखा आरेख|रेखीय ग्राफ|लाइन प्लॉट|折线图|折線圖|曲线图|曲線圖|线图|線圖|趋势图|趨勢圖|\
         折れ線グラフ|折れ線|線グラフ|ラインチャート|ライングラフ|推移グラフ|꺾은선 그래프|꺾은선형 차트|\
         꺾은선 차트|선 그래프|선형 그래프|라인 차트|라인 그래프|선 차트|추이 그래프|추세선",
    ),
    (
        kind(ChartKind::Area),
        "area chart|area charts|area graph|area plot|stacked area chart|stacked area|\
         gráfico* de área*|gráfica* de área*|graphique* en aire*|graphique* d'aire*|\
         graphique* de surface*|diagramme en aires|aires empilées|flächendiagramm*|\
         flächengrafik*|flächenchart*|grafico* ad area|grafico* ad aree|grafico* a area|\
         grafico di area|vlakdiagram*|vlakgrafiek*|gebiedsdiagram*|oppervlaktegrafiek*|\
         oppervlaktediagram*|wykres* warstwow*|wykres* obszarow*|диаграмм* с областями|\
         диаграмм* областей|график* с областями|площадн* диаграмм*|диаграмм* с накоплением|\
         alan grafi*|مخطط مساحي|رسم بياني مساحي|مخطط المساحة|مخطط مساحات|क्षेत्र चार्ट|एरिया चार्ट|\
         क्षेत्र ग्राफ|एरिया ग्राफ|面积图|面積圖|堆叠面积图|面グラフ|エリアチャート|面積グラフ|영역 차트|\
         영역형 차트|영역 그래프|면적 차트|면적 그래프",
    ),
    (
        kind(ChartKind::Pie),
        "pie chart|pie charts|pie graph|pie graphs|piechart|piecharts|pie diagram|pie plot|\
         circle graph|circle chart|gráfico* circular*|gráfica* circular*|gráfico* de pastel*|\
         gráfica* de pastel*|gráfico* de torta*|gráfica* de torta|gráfico* de pizza*|\
         gráfico* de tarta*|gráfica* de tarta|gráfico* de queso|gráfico* de sectores|\
         gráfica* de sectores|gráfico* de setores|diagrama* circular*|diagrama* de sectores|\
         gráfico* em pizza|gráfico* tipo pizza|gráfico* tipo pastel|gráfico* de quesitos|\
         diagramme* circulaire*|graphique* circulaire*|graphique* en secteur*|\
         diagramme en secteurs|graphique* en camembert|diagramme* en camembert|\
         graphique* camembert|diagramme camembert|camembert des|camembert sur|camembert avec|\
         camembert montrant|camembert pour|kreisdiagramm*|tortendiagramm*|\
         kuchendiagramm*|tortengrafik*|tortenchart|kreisgrafik*|kuchengrafik*|kreis-diagramm|\
         grafico* a torta|grafici a torta|diagramma a torta|diagrammi a torta|grafico circolare|\
         diagramma circolare|aerogramma|areogramma|taartdiagram*|cirkeldiagram*|taartgrafiek*|\
         taartpuntdiagram*|cirkelgrafiek*|taart-diagram|wykres* kołow*|kołow* wykres*|\
         diagram* kołow*|wykres* tortow*|кругов* диаграмм*|диаграмм* кругов*|кругов* график*|\
         секторн* диаграмм*|диаграмм* пирог|pasta grafi*|daire grafi*|\
         dairesel grafi*|pasta dilimi grafi*|pasta diyagram*|daire dilimi grafi*|pay grafi*|\
         pie grafi*|رسم بياني دائري|مخطط دائري|رسم دائري|رسم بياني على شكل دائرة|مخطط فطيرة|\
         مخطط الفطيرة|تمثيل دائري|رسم بياني فطيري|قطاعات دائرية|قطاع دائري|पाई चार्ट|पाई ग्राफ|वृत्त आरेख|\
         वृत्त चार्ट|पाइ चार्ट|पाई डायग्राम|वृत्ताकार चार्ट|饼图|餅圖|饼状图|餅狀圖|圓餅圖|圆饼图|扇形图|\
         圆形图|圓形圖|扇形统计图|円グラフ|パイチャート|パイグラフ|원 그래프|원형 차트|파이 차트|원형 그래프|\
         파이 그래프|원 차트|원형 도표|원 도표",
    ),
    (
        kind(ChartKind::Donut),
        "donut chart|doughnut chart|donut graph|doughnut graph|donut charts|doughnut charts|\
         ring chart|donut plot|donut diagram|gráfico* de anillo*|gráfica* de anillo*|\
         gráfico* de rosca*|gráfico* de dona*|gráfica* de dona*|gráfico* de donut|\
         gráfico* de rosquinha|gráfico* donut|gráfico* de anel|graphique* en anneau*|\
         diagramme* en anneau*|graphique* en donut|diagramme en beignet|graphique donut|\
         graphique* en beignet|ringdiagramm|ringdiagramme*|donutdiagramm*|donut-diagramm|\
         donut-chart|grafico* ad anello|grafici ad anello|grafico* a ciambella|grafico donut|\
         grafico* a anello|ringdiagram|ringdiagrammen|ringgrafiek|donutgrafiek|donutdiagram|\
         wykres* pierścieniow*|wykres* donut*|кольцев* диаграмм*|диаграмм* кольцев*|\
         диаграмм* пончик|бублик* диаграмм*|halka grafi*|donut grafi*|simit grafi*|\
         مخطط دائري مجوف|مخطط حلقي|رسم بياني حلقي|مخطط دونات|مخطط الدونات|رسم حلقي|डोनट चार्ट|\
         डोनट ग्राफ|वलय चार्ट|环形图|環形圖|环状图|環狀圖|圆环图|圓環圖|甜甜圈图|甜甜圈圖|ドーナツグラフ|\
         ドーナツチャート|ドーナッツグラフ|도넛 차트|도넛형 차트|도넛 그래프",
    ),
    (
        kind(ChartKind::Scatter),
        "scatter plot|scatter plots|scatter chart|scatter graph|scatterplot|scatterplots|\
         scatter diagram|scattergram|xy plot|xy chart|x-y plot|dot plot|correlation plot|\
         gráfico* de dispers*|gráfica* de dispers*|diagrama* de dispers*|nube de puntos|\
         nuvem de pontos|nuage* de points|graphique* de dispersion|diagramme de dispersion|\
         graphique en nuage|streudiagramm*|punktdiagramm*|punktwolke|streuungsdiagramm*|\
         xy-diagramm|grafico* a dispersione|grafico* di dispersione|diagramma a dispersione|\
         diagramma di dispersione|grafico a punti|spreidingsdiagram*|spreidingsgrafiek*|\
         puntenwolk|puntdiagram|strooidiagram|wykres* punktow*|wykres* rozrzutu|\
         wykres* rozproszenia|diagram* rozrzutu|diagram* korelacji|диаграмм* рассеяния|\
         точечн* диаграмм*|точечн* график*|график* рассеяния|диаграмм* рассеивания|\
         dağılım grafi*|saçılım grafi*|serpilme grafi*|serpilme diyagram*|saçılım diyagram*|\
         nokta grafi*|مخطط التشتت|مخطط تشتت|مخطط انتشار|مخطط الانتشار|رسم تشتت|رسم انتشار|مخطط مبعثر|\
         رسم بياني مبعثر|رسم بياني نقطي|مخطط نقطي|مخطط التبعثر|स्कैटर प्लॉट|स्कैटर चार्ट|स्कैटर ग्राफ|\
         प्रकीर्ण आरेख|散点图|散點圖|散佈圖|散布图|散布図|相関図グラフ|スキャッタープロット|\
         散布グラフ|산점도|분산형 차트|산포도|스캐터 플롯|분산 차트",
    ),
    (
        kind(ChartKind::Bubble),
        "bubble chart|bubble charts|bubble plot|bubble graph|gráfico* de burbuja*|\
         gráfica* de burbuja*|gráfico* de bolhas|graphique* à bulles|diagramme* à bulles|\
         graphique en bulles|blasendiagramm*|blasenchart|bubble-chart|bubblechart|\
         grafico* a bolle|diagramma a bolle|bellendiagram|bellengrafiek|bubbeldiagram|\
         wykres* bąbelkow*|пузырьков* диаграмм*|пузырьков* график*|balon grafi*|kabarcık grafi*|\
         baloncuk grafi*|مخطط فقاعي|مخطط الفقاعات|مخطط فقاعات|رسم بياني فقاعي|बबल चार्ट|बुलबुला चार्ट|\
         बबल ग्राफ|气泡图|氣泡圖|バブルチャート|バブルグラフ|버블 차트|거품형 차트|버블 그래프|거품 차트",
    ),
    (
        kind(ChartKind::Radar),
        "radar chart|radar charts|radar graph|radar plot|spider chart|spider graph|spider plot|\
         web chart|star plot|polar chart radar|spiderweb chart|gráfico* de radar|gráfico radar|\
         gráfica de radar|gráfico* de araña|gráfico* de telaraña|gráfico* de teia|\
         gráfico* de aranha|gráfico radial|diagrama de araña|diagrama de radar|\
         graphique* radar|diagramme* en radar|diagramme radar|graphique en radar|\
         graphique* en toile d'araignée|diagramme en étoile|diagramme de kiviat|\
         graphe radar|netzdiagramm*|spinnendiagramm*|spinnennetzdiagramm*|radardiagramm*|\
         radarchart|sterndiagramm*|grafico* radar|grafico* a radar|diagramma radar|\
         diagramma a radar|grafico a ragnatela|diagramma di kiviat|radardiagram|\
         radargrafiek|spinnenwebdiagram|spindiagram|spinnewebdiagram|wykres* radarow*|\
         wykres* pajęczynow*|wykres* typu radar|лепестков* диаграмм*|радарн* диаграмм*|\
         радарн* график*|диаграмм* паутин*|диаграмм*-паутин*|лепестков* график*|\
         radar grafi*|radar diyagram*|örümcek ağı grafi*|örümcek grafi*|مخطط راداري|مخطط رادار|\
         مخطط الرادار|رسم بياني راداري|مخطط عنكبوتي|مخطط نسيجي|रडार चार्ट|राडार चार्ट|स्पाइडर चार्ट|\
         मकड़ी चार्ट|雷达图|雷達圖|蜘蛛图|蜘蛛網圖|蛛网图|レーダーチャート|レーダーグラフ|蜘蛛の巣グラフ|\
         레이더 차트|방사형 차트|방사형 그래프|거미줄 차트|거미줄 그래프|스파이더 차트",
    ),
    (
        kind(ChartKind::Histogram),
        "histogram|histograms|frequency distribution chart|frequency distribution plot|\
         histograma*|histogramme|histogrammes|histogramm|histogramme der|histogrammen|\
         istogramma|istogrammi|гистограмм*|histogram grafi*|histogramı|مدرج تكراري|\
         مدرج التكراري|هيستوغرام|هيستوجرام|हिस्टोग्राम|आयतचित्र|直方图|直方圖|频数分布图|\
         ヒストグラム|度数分布図|히스토그램|도수분포",
    ),
];

/// Kinds of charts for special purposes.
pub(super) const SPECIAL: &[(Meaning, &str)] = &[
    (
        kind(ChartKind::Funnel),
        "funnel chart|funnel charts|sales funnel chart|funnel graph|funnel plot|\
         conversion funnel|marketing funnel|sales funnel|funnel diagram|recruiting funnel|\
         hiring funnel|gráfico* de embudo|gráfica* de embudo|embudo de ventas|\
         embudo de conversión|diagrama de embudo|gráfico* de funil|funil de vendas|\
         funil de conversão|graphique* en entonnoir|diagramme* en entonnoir|\
         entonnoir de conversion|entonnoir de vente|entonnoir des ventes|trichterdiagramm*|\
         trichterchart|verkaufstrichter|conversion-trichter|trichtergrafik|grafico* a imbuto|\
         diagramma a imbuto|imbuto di vendita|imbuto di conversione|funnel di vendita|\
         trechterdiagram|trechtergrafiek|verkooptrechter|conversietrechter|funneldiagram|\
         wykres* lejkow*|lejek sprzedażow*|lejk* sprzedaż*|lejek konwersji|воронк* продаж|\
         воронк* конверсии|диаграмм* воронк*|воронкообразн* диаграмм*|huni grafi*|satış hunisi|\
         dönüşüm hunisi|مخطط قمعي|مخطط القمع|رسم بياني قمعي|قمع المبيعات|قمع التحويل|مخطط قمع|\
         फ़नल चार्ट|फनल चार्ट|कीप चार्ट|सेल्स फ़नल|漏斗图|漏斗圖|销售漏斗|转化漏斗|銷售漏斗|\
         ファネルチャート|ファネル図|セールスファネル|퍼널 차트|깔때기 차트|판매 퍼널|전환 퍼널|깔때기형 차트",
    ),
    (
        kind(ChartKind::Gauge),
        "gauge chart|gauge graph|speedometer chart|speedometer gauge|dial chart|gauge showing|\
         gauge chart showing|angular gauge|gauge meter|gráfico* de medidor|\
         gráfico* de velocímetro|gráfico* de calibre|gráfico* tipo velocímetro|gráfico* gauge|\
         gráfico* de aguja|graphique* en jauge|graphique* jauge|diagramme en jauge|\
         graphique de type jauge|compteur de vitesse graphique|tachodiagramm*|tachometerdiagramm*|\
         gauge-diagramm|tachochart|zeigerdiagramm|messuhrdiagramm|grafico* a tachimetro|\
         grafico* gauge|grafico* a indicatore|grafico* a quadrante|meterdiagram|metergrafiek|\
         snelheidsmetergrafiek|wykres* wskaźnikow*|wykres* typu gauge|wykres* zegarow*|\
         wskaźnik zegarow*|диаграмм* спидометр*|диаграмм*-спидометр*|датчик-диаграмм*|\
         индикаторн* диаграмм*|gösterge grafi*|ibre grafi*|hız göstergesi grafi*|مخطط عداد|\
         مخطط المقياس|مخطط قياس|مخطط مقياس|رسم بياني بالمقياس|عداد بياني|गेज चार्ट|मीटर चार्ट|仪表盘图|仪表图|\
         儀表圖|儀表板圖|ゲージチャート|ゲージグラフ|メーターグラフ|게이지 차트|계기판 차트|게이지 그래프",
    ),
    (
        kind(ChartKind::Waterfall),
        "waterfall chart|waterfall charts|waterfall graph|waterfall plot|bridge chart|\
         cascade chart|profit bridge|gráfico* de cascada|gráfica* de cascada|\
         gráfico* en cascada|gráfico* de cascata|gráfico* em cascata|gráfico waterfall|\
         graphique* en cascade|diagramme en cascade|graphique waterfall|wasserfalldiagramm*|\
         wasserfallchart|brückendiagramm|wasserfallgrafik|grafico* a cascata|grafico waterfall|\
         diagramma a cascata|watervaldiagram|watervalgrafiek|wykres* kaskadow*|\
         wykres* wodospadow*|каскадн* диаграмм*|диаграмм* водопад|диаграмм*-водопад|\
         водопадн* диаграмм*|şelale grafi*|مخطط شلالي|مخطط الشلال|مخطط انحداري|رسم بياني شلالي|\
         वॉटरफॉल चार्ट|वाटरफॉल चार्ट|झरना चार्ट|瀑布图|瀑布圖|ウォーターフォールチャート|ウォーターフォール図|\
         滝グラフ|폭포 차트|워터폴 차트|폭포형 차트",
    ),
    (
        kind(ChartKind::Treemap),
        "treemap|treemaps|tree map chart|treemap chart|tree map of|gráfico* de rectángulos|\
         mapa* de árbol|mapa de árvore|treemap-diagramm|\
         carte proportionnelle|graphique treemap|kacheldiagramm|baumkarte|\
         mappa ad albero|boomdiagram-treemap|wykres* mapy drzewa|mapa drzewa|wykres* drzewow*|\
         древовидн* карт*|древовидн* диаграмм*|плоск* дерев*|ağaç haritası|مخطط شجري هيكلي|خريطة شجرية|\
         ट्री मैप|ट्रीमैप|वृक्ष मानचित्र|矩形树图|矩形樹圖|树状图|矩形式树状|ツリーマップ|트리맵|트리 맵",
    ),
    (
        kind(ChartKind::Sunburst),
        "sunburst chart|sunburst diagram|sunburst plot|sunburst graph|multi-level pie|\
         multilevel pie chart|ring hierarchy chart|gráfico* de proyección solar|\
         gráfico* sunburst|gráfico* de explosão solar|gráfico* de rayos de sol|\
         diagramme sunburst|graphique* en rayons de soleil|graphique sunburst|sunburst-diagramm|\
         sunburstdiagramm|sonnenstrahldiagramm|grafico sunburst|grafico a raggiera|\
         sunburstdiagram|zonnestraaldiagram|wykres* pierścieniow* wielopoziomow*|\
         wykres* sunburst|диаграмм* солнечн* лучи|солнечн* диаграмм*|диаграмм* sunburst|\
         güneş ışığı grafi*|sunburst grafi*|مخطط انبثاق|مخطط أشعة الشمس|مخطط شعاعي الشمس|सनबर्स्ट चार्ट|\
         旭日图|旭日圖|サンバースト|선버스트",
    ),
    (
        kind(ChartKind::Sankey),
        "sankey|sankey chart|sankey diagram|sankey diagrams|sankey graph|alluvial diagram|\
         flow volume chart|energy flow chart sankey|diagrama* de sankey|diagrama* sankey|\
         gráfico* de sankey|gráfico sankey|diagramme* de sankey|diagramme sankey|\
         sankey-diagramm|sankeydiagramm|diagramma* di sankey|sankey-diagram|sankeydiagram|\
         diagram* sankeya|wykres* sankeya|wykres* sankey|диаграмм* санки|диаграмм* сэнки|\
         диаграмм* sankey|sankey diyagram*|sankey grafi*|مخطط سانكي|مخطط ساني|رسم سانكي|सैंकी|सांकी|सैंके|\
         桑基图|桑基圖|サンキー|サンキーダイアグラム|サンキー図|생키|산키",
    ),
    (
        kind(ChartKind::Chord),
        "chord diagram|chord chart of flows|chord plot|diagrama* de cuerda*|diagrama* de cordas|\
         diagrama de acordes|diagramme* de cordes|diagramme* à cordes|sehnendiagramm|\
         chord-diagramm|diagramma* a corde|diagramma di corde|koorddiagram|akkoorddiagram|\
         wykres* cięciw*|diagram* cięciw*|хордов* диаграмм*|kiriş diyagram*|akor diyagram*|\
         مخطط وتري|مخطط الأوتار|कॉर्ड डायग्राम|कॉर्ड आरेख|和弦图|弦图|コード図|코드 다이어그램",
    ),
    (
        kind(ChartKind::Heatmap),
        "heatmap|heatmaps|heat map|heat maps|heatmap chart|heat map chart|correlation matrix|\
         mapa* de calor|carte* de chaleur|carte thermique|hitzekarte|wärmekarte|heatmap-diagramm|\
         mappa* di calore|mappa termica|warmtekaart|hittekaart|map* ciepła|map* cieplna|\
         теплов* карт*|теплокарт*|ısı haritası|ısı harita*|خريطة حرارية|خريطة الحرارة|हीट मैप|हीटमैप|\
         热力图|熱力圖|热图|熱圖|ヒートマップ|히트맵|열지도",
    ),
    (
        kind(ChartKind::Calendar),
        "calendar heatmap|calendar heat map|calendar chart|contribution graph|\
         contribution calendar|calendario de calor|mapa de calor de calendario|\
         mapa de calor calendario|gráfico* de calendario|gráfico* de calendário|\
         calendrier thermique|carte de chaleur calendrier|kalender-heatmap|kalenderdiagramm|\
         kalenderheatmap|mappa di calore a calendario|calendario termico|kalendarzow* map* ciepła|\
         календарн* теплов* карт*|takvim ısı harita*|خريطة حرارية تقويمية|مخطط تقويمي|कैलेंडर हीटमैप|\
         कैलेंडर हीट मैप|日历热力图|日历热图|日曆熱圖|日历图|カレンダーヒートマップ|캘린더 히트맵|달력 히트맵",
    ),
    (
        kind(ChartKind::Boxplot),
        "box plot|box plots|boxplot|boxplots|box-plot|box chart|box and whisker plot|\
         box and whisker|box-and-whisker plot|box-and-whisker|whisker plot|diagrama* de caja*|\
         gráfico* de caja*|diagrama* de cajas y bigotes|diagrama* de caixa|gráfico* de caixa|\
         boîte* à moustaches|diagramme en boîte|graphique en boîte|kastendiagramm|kastengrafik|\
         box-whisker-plot|grafico* a scatola|diagramma a scatola|box plot|boxdiagram|\
         doosdiagram|wykres* pudełkow*|pudełko z wąsami|ящик* с усами|диаграмм* размаха|\
         коробчат* диаграмм*|kutu grafi*|kutu çizimi|kutu bıyık|مخطط الصندوق|مخطط صندوقي|صندوق وشعيرات|\
         बॉक्स प्लॉट|बॉक्सप्लॉट|箱线图|箱形图|箱型图|箱須圖|盒须图|盒鬚圖|箱ひげ図|ボックスプロット|박스 플롯|\
         상자 수염|상자 그림|박스플롯|상자 도표",
    ),
    (
        kind(ChartKind::Violin),
        "violin plot|violin plots|violin chart|violin graph|gráfico* de violín|gráfico* de violino|\
         diagrama* de violín|diagrama de violino|graphique* en violon|diagramme en violon|\
         violinplot|violindiagramm|violin-plot|violinen-diagramm|grafico* a violino|\
         vioolplot|viooldiagram|vioolgrafiek|wykres* skrzypcow*|скрипичн* диаграмм*|\
         скрипичн* график*|виолинн* график*|keman grafi*|مخطط الكمان|مخطط كمان|वायलिन प्लॉट|小提琴图|\
         小提琴圖|バイオリン図|バイオリンプロット|ヴァイオリンプロット|바이올린 플롯|바이올린 차트",
    ),
    (
        kind(ChartKind::Ridgeline),
        "ridgeline plot|ridgeline chart|ridge plot|joyplot|joy plot|ridgeline|\
         gráfico* de crestas|gráfico ridgeline|gráfico* de cristas|graphique* en crêtes|\
         diagramme ridgeline|ridgeline-diagramm|gratliniendiagramm|grafico ridgeline|\
         grafico a creste|ridgelineplot|wykres* grzbietow*|гребнев* график*|гребнев* диаграмм*|\
         sırt grafi*|مخطط التلال|مخطط الحواف|रिजलाइन|山脊图|山脊圖|リッジライン|능선 그래프|릿지라인",
    ),
    (
        kind(ChartKind::Candlestick),
        "candlestick chart|candlestick charts|candlestick graph|candlestick plot|candle chart|\
         candlesticks chart|ohlc chart|ohlc|stock candle chart|gráfico* de velas|\
         gráfica* de velas|gráfico* candlestick|gráfico* de candles|graphique* en chandeliers|\
         chandeliers japonais|graphique* en bougies|kerzendiagramm*|kerzenchart*|\
         candlestick-chart|grafico* a candele|candele giapponesi|kaarsgrafiek|\
         kandelaargrafiek|candlestickgrafiek|wykres* świecow*|японск* свеч*|свечн* график*|\
         свечн* диаграмм*|mum grafi*|شموع يابانية|مخطط الشموع|مخطط شموع|رسم بياني بالشموع|कैंडलस्टिक|\
         蜡烛图|蠟燭圖|K线图|K線圖|阴阳烛|ローソク足チャート|ローソク足|キャンドルチャート|캔들 차트|캔들스틱|봉차트",
    ),
    (
        kind(ChartKind::Combo),
        "combo chart|combo graph|combination chart|combined chart|combined bar and line chart|\
         bar and line chart|bar-line chart|bars and a line|bars and line|mixed chart|\
         dual axis chart|dual-axis chart|two axis chart|gráfico* combinado*|gráfica* combinada*|\
         gráfico* de barras y línea*|gráfico* de barras e linha*|gráfico* misto|gráfico* mixto|\
         graphique* combiné*|graphique* mixte*|barres et courbe|graphique à barres et lignes|\
         kombinationsdiagramm*|kombidiagramm*|verbunddiagramm*|balken- und liniendiagramm|\
         säulen- und liniendiagramm|grafico* combinato|grafico* combinati|grafico misto|\
         grafico a barre e linee|combinatiediagram|combinatiegrafiek|combigrafiek|\
         gecombineerde grafiek|wykres* kombinowan*|wykres* złożon*|wykres* słupkowo-liniow*|\
         комбинированн* диаграмм*|комбинированн* график*|смешанн* диаграмм*|birleşik grafi*|\
         karma grafi*|kombine grafi*|مخطط مركب|مخطط مختلط|رسم بياني مركب|رسم بياني مختلط|\
         कॉम्बो चार्ट|संयुक्त चार्ट|मिश्रित चार्ट|组合图|組合圖|柱线图|混合图|双轴图|複合グラフ|コンボチャート|\
         組み合わせグラフ|혼합 차트|콤보 차트|혼합형 차트|복합 그래프|이중 축",
    ),
    (
        kind(ChartKind::Pareto),
        "pareto chart|pareto charts|pareto diagram|pareto analysis|pareto graph|pareto plot|\
         diagrama* de pareto|gráfico* de pareto|gráfico pareto|diagramme* de pareto|\
         graphique de pareto|pareto-diagramm|paretodiagramm|pareto-analyse|diagramma* di pareto|\
         grafico* di pareto|pareto-diagram|paretodiagram|wykres* pareto|diagram* pareto|\
         диаграмм* парето|график* парето|pareto grafi*|pareto diyagram*|مخطط باريتو|رسم باريتو|\
         مخطط بياني باريتو|पेरेटो|परेटो|पैरेटो|帕累托图|柏拉图|帕累托|パレート図|パレートチャート|파레토",
    ),
];

/// Kinds of charts that few prompts name, and the words for charts in general.
pub(super) const RARE: &[(Meaning, &str)] = &[
    (
        kind(ChartKind::Table),
        "data table|table chart|summary table|as a table|in a table|into a table|as table|\
         in table form|table with columns|table with rows|table with the columns|\
         tabla de datos|en una tabla|como tabla|como una tabla|en forma de tabla|\
         tabla con columnas|tableau de données|dans un tableau|sous forme de tableau|\
         en tableau|tableau avec colonnes|tableau à colonnes|datentabelle|als tabelle|\
         in einer tabelle|in eine tabelle|als eine tabelle|tabelle mit spalten|\
         tabellarisch|tabella di dati|tabella dati|in una tabella|come tabella|\
         sotto forma di tabella|tabella con colonne|tabela de dados|em uma tabela|numa tabela|\
         como tabela|em forma de tabela|tabela com colunas|gegevenstabel|datatabel|\
         in een tabel|als tabel|als een tabel|tabel met kolommen|tabela danych|w tabeli|\
         jako tabel*|w formie tabeli|tabel* z kolumnami|таблиц* данных|в виде таблицы|в таблице|\
         таблиц* с колонками|таблиц* со столбцами|сделай таблиц*|составь таблиц*|нарисуй таблиц*|\
         veri tablosu|tablo olarak|tablo halinde|tablo şeklinde|sütunlu tablo|جدول بيانات|في جدول|\
         على شكل جدول|كجدول|جدول البيانات|डेटा तालिका|तालिका में|तालिका के रूप|टेबल के रूप|तालिका बना|\
         数据表|數據表|表格|表にして|一覧表|表形式|データ表|テーブル形式|표로 만들|표로 정리|표로 보여|표로 그려|데이터 표|표 형식|테이블로",
    ),
    (
        kind(ChartKind::Kpi),
        "kpi|kpis|kpi card|kpi cards|kpi dashboard|kpi tile|kpi tiles|kpi chart|metric card|metric cards|scorecard|tarjeta* kpi|tarjeta de indicador*|\
         indicadores clave|panel de kpi|cartão kpi|cartões kpi|indicadores-chave|cartes kpi|\
         carte kpi|indicateurs clés|kpi-kachel*|kpi-karte*|kennzahlenkachel*|kennzahlenkarte*|\
         schede kpi|scheda kpi|indicatori chiave|kpi-kaart*|kpi-tegel*|kart* kpi|wskaźnik* kpi|\
         карточк* kpi|карточк* показател*|ключев* показател*|kpi kartı|kpi kartları|\
         gösterge kartı|مؤشرات الأداء|بطاقة مؤشر|بطاقات مؤشرات|केपीआई|指标卡|關鍵指標|关键指标|\
         KPIカード|KPI 카드|핵심 지표",
    ),
    (
        kind(ChartKind::Bullet),
        "bullet chart|bullet charts|bullet graph|bullet graphs|gráfico* de bala*|\
         gráfico* bullet|gráfico* de viñetas|graphique* à puces|graphique* bullet|\
         graphique en balle|bullet-chart|bulletdiagramm|bullet-diagramm|bulletgraph|\
         grafico* bullet|grafico a proiettile|bulletdiagram|bulletgrafiek|wykres* pociskow*|\
         wykres* bullet|пулев* диаграмм*|маркированн* диаграмм*|диаграмм* bullet|\
         mermi grafi*|bullet grafi*|مخطط نقطي رصاصي|مخطط الرصاصة|مخطط رصاصي|बुलेट चार्ट|बुलेट ग्राफ|子弹图|\
         子彈圖|ブレットチャート|ブレットグラフ|불릿 차트|불렛 차트|총알 차트",
    ),
    (
        kind(ChartKind::Slope),
        "slope chart|slope charts|slope graph|slopegraph|slope graphs|slope diagram|\
         gráfico* de pendiente*|gráfico* de inclinação|gráfico* de declive|\
         graphique* de pente*|graphique* en pente|slope-diagramm|steigungsdiagramm|slopechart|\
         grafico* a pendenza|grafico* di pendenza|hellingsdiagram|hellingsgrafiek|\
         wykres* nachylenia|wykres* nachyleń|график* наклонов|график* наклона|диаграмм* наклонов|\
         eğim grafi*|مخطط الميل|مخطط ميل|مخطط المنحدر|स्लोप चार्ट|ढलान चार्ट|स्लोप ग्राफ|斜率图|坡度图|坡度圖|\
         スロープグラフ|スロープチャート|기울기 차트|경사 차트|슬로프 차트|슬로프 그래프",
    ),
    (
        kind(ChartKind::Lollipop),
        "lollipop chart|lollipop charts|lollipop graph|lollipop plot|gráfico* de piruleta*|\
         gráfico* de paleta*|gráfico* lollipop|gráfico* de pirulito*|graphique* sucette*|\
         graphique* en sucette*|diagramme en sucette|lollipop-diagramm|lollipopdiagramm|\
         lutscherdiagramm|lollipop-chart|grafico* lollipop|grafico a lecca-lecca|\
         lollydiagram|lollygrafiek|lollipopdiagram|lolly-grafiek|wykres* lizakow*|\
         диаграмм* леденц*|леденцов* диаграмм*|lolipop grafi*|مخطط المصاصة|مخطط مصاصة|लॉलीपॉप चार्ट|\
         棒棒糖图|棒棒糖圖|ロリポップチャート|ロリポップグラフ|롤리팝 차트|막대사탕 차트",
    ),
    (
        kind(ChartKind::Dumbbell),
        "dumbbell chart|dumbbell plot|dumbbell graph|dumbell chart|\
         connected dot plot|barbell chart|gráfico* de mancuerna*|gráfico* de pesa*|\
         gráfico* de haltere*|graphique* en haltère*|graphique* haltère*|diagramme en haltères|\
         hanteldiagramm*|dumbbell-diagramm|grafico* a manubrio|grafico dumbbell|\
         halterdiagram|haltergrafiek|wykres* hantlow*|wykres* hantle*|гантельн* диаграмм*|\
         диаграмм* гантел*|диаграмм*-гантел*|dambıl grafi*|halter grafi*|مخطط الدمبل|مخطط دمبل|مخطط الأثقال|\
         डंबल चार्ट|डम्बल चार्ट|哑铃图|啞鈴圖|ダンベルチャート|ダンベルプロット|덤벨 차트|아령 차트",
    ),
    (
        kind(ChartKind::Pictogram),
        "pictogram chart|pictograph|pictographs|pictogram of|isotype chart|icon chart|\
         picture graph|pictorial chart|pictogram graph|unit chart|gráfico* de pictograma*|\
         gráfico* pictórico*|gráfico* com ícones|gráfico* con iconos|pictograma de|\
         pictogramme|pictogrammes|graphique en pictogrammes|piktogramm-diagramm|\
         piktogrammdiagramm|bilddiagramm|piktogrammgrafik|pittogramma|ideogramma|\
         grafico a pittogrammi|pictogramgrafiek|pictogramdiagram|beelddiagram|piktogram*|\
         wykres* obrazkow*|пиктограмм*|пиктографик*|piktogram grafi*|resimli grafi*|nesne grafiği|\
         مخطط مصور|رسم بياني بالصور|تمثيل بالصور|مخطط بالأيقونات|चित्रलेख|चित्रालेख|पिक्टोग्राम|पिक्टोग्राफ|象形图|\
         象形圖|图标图|ピクトグラム|絵グラフ|그림 그래프|픽토그램",
    ),
    (
        kind(ChartKind::Waffle),
        "waffle chart|waffle charts|waffle plot|waffle diagram|waffle graph|square pie chart|\
         gráfico* de gofre*|gráfico* de waffle*|gráfico* waffle|graphique* en gaufre*|\
         graphique* gaufre|diagramme gaufre|waffeldiagramm|waffle-diagramm|waffelchart|\
         grafico* a waffle|grafico* waffle|grafico a cialda|wafeldiagram|wafelgrafiek|\
         wykres* waflow*|wykres* gofrow*|wykres* waffle|вафельн* диаграмм*|waffle grafi*|\
         مخطط الوافل|مخطط وافل|वफ़ल चार्ट|वफल चार्ट|वैफल चार्ट|华夫饼图|华夫图|鬆餅圖|華夫圖|ワッフルチャート|\
         ワッフルグラフ|와플 차트|와플 그래프",
    ),
    (
        kind(ChartKind::WordCloud),
        "word cloud|wordcloud|word clouds|tag cloud|text cloud|nube* de palabras|\
         nube* de etiquetas|nuvem de palavras|nuvens de palavras|nuage* de mots|nuage de tags|\
         wortwolke|wortwolken|schlagwortwolke|begriffswolke|nuvola di parole|\
         nuvole di parole|nuvola di tag|woordwolk|woordenwolk|tagcloud|chmur* słów|\
         chmur* wyrazów|chmur* tagów|облак* слов|облак* тегов|kelime bulutu|sözcük bulutu|\
         سحابة كلمات|سحابة الكلمات|غيمة كلمات|वर्ड क्लाउड|शब्द बादल|शब्द क्लाउड|词云|詞雲|文字云|文字雲|标签云|\
         ワードクラウド|タグクラウド|単語クラウド|워드 클라우드|단어 구름|태그 클라우드",
    ),
    (
        kind(ChartKind::Rose),
        "nightingale rose|nightingale chart|rose chart|rose diagram|coxcomb chart|coxcomb|\
         polar area chart|polar area diagram|wind rose chart|gráfico* de rosa*|\
         diagrama* de rosa*|rosa de nightingale|gráfico* de área polar|rosa de los vientos de|\
         diagramme en rose|rose de nightingale|diagramme polaire|graphique polaire|\
         rosendiagramm|nightingale-diagramm|polar-area-diagramm|polarflächendiagramm|\
         windrosendiagramm|diagramma a rosa|grafico a rosa|grafico polare|\
         nightingale-roos|roosdiagram|pooldiagram|wykres* róży|wykres* różan*|\
         wykres* polarn*|диаграмм* найтингейл*|роза найтингейл|полярн* диаграмм*|\
         nightingale gülü|gül grafi*|kutup alan grafi*|مخطط الوردة|مخطط وردي|مخطط نايتنجيل|\
         रोज़ चार्ट|नाइटिंगेल|玫瑰图|玫瑰圖|南丁格尔|南丁格爾|極座標図|鶏頭図|ナイチンゲール|ローズチャート|\
         로즈 차트|나이팅게일|장미 도표",
    ),
    (
        kind(ChartKind::Bump),
        "bump chart|bump charts|bump graph|bump plot|rank chart over time|ranking over time chart|\
         gráfico* bump|gráfico* de ranking|gráfico* de posiciones|graphique* bump|\
         graphique* de classement|bump-chart|rangverlaufsdiagramm|bump-diagramm|\
         grafico* bump|grafico di classifica|bumpgrafiek|bumpdiagram|wykres* bump|\
         wykres* rankingow*|wykres* rankingu|график* рангов|диаграмм* рангов|график* рейтинга|\
         bump chart grafi*|sıralama grafi*|مخطط الترتيب|مخطط ترتيب|مخطط بامب|बम्प चार्ट|रैंकिंग चार्ट|凹凸图|\
         排名变化图|排名变化曲线|バンプチャート|順位推移グラフ|범프 차트|순위 변동 차트",
    ),
    (
        kind(ChartKind::Stream),
        "streamgraph|stream graph|stream chart|streamgraphs|theme river|themeriver|\
         gráfico* de flujo de áreas|gráfico* de corriente*|gráfico* stream|gráfico* streamgraph|\
         gráfico* de fluxo contínuo|graphique* en flux|graphique* de flux|streamgraph-diagramm|\
         stromdiagramm|flussflächendiagramm|grafico* a flusso|grafico streamgraph|\
         stroomgrafiek|wykres* strumieniow*|потоков* график*|потоков* диаграмм*|\
         диаграмм* потоков площад*|akış grafi*|مخطط تدفقي مساحي|مخطط التيار|مخطط انسيابي مساحي|\
         स्ट्रीम ग्राफ|स्ट्रीमग्राफ|स्ट्रीम चार्ट|河流图|河流圖|主题河流|流图|ストリームグラフ|スチームグラフ|\
         스트림 그래프|스트림그래프",
    ),
    (
        kind(ChartKind::Marimekko),
        "marimekko|marimekko chart|mekko chart|mekko|mosaic plot|mosaic chart|\
         gráfico* marimekko|gráfico* mekko|gráfico* de mosaico|graphique* marimekko|\
         graphique mekko|diagramme mosaïque|graphique en mosaïque|marimekko-diagramm|\
         mosaikdiagramm|mosaikplot|grafico* marimekko|grafico* mekko|grafico a mosaico|\
         mozaïekdiagram|mozaïekgrafiek|marimekkodiagram|wykres* marimekko|wykres* mozaikow*|\
         диаграмм* маримекко|мозаичн* диаграмм*|мозаичн* график*|marimekko grafi*|mozaik grafi*|\
         مخطط ماريميكو|مخطط فسيفسائي|مخطط الفسيفساء|मारीमेक्को|मैरिमेको|मोज़ेक प्लॉट|马赛克图|马里梅科|\
         マリメッコ|モザイクプロット|모자이크 플롯|마리메코|메코 차트",
    ),
    (
        kind(ChartKind::Parallel),
        "parallel coordinates|parallel coordinate plot|parallel coordinates plot|\
         parallel coordinates chart|parallel plot|coordenadas paralelas|\
         coordonnées parallèles|parallele koordinaten|parallelkoordinaten*|\
         coordinate parallele|parallelle coördinaten|współrzędn* równoległ*|\
         параллельн* координат*|paralel koordinat*|إحداثيات متوازية|الإحداثيات المتوازية|\
         समानांतर निर्देशांक|पैरेलल कोऑर्डिनेट|平行坐标|平行座標|並行座標|平行座標図|평행 좌표",
    ),
    (
        kind(ChartKind::Venn),
        "venn diagram|venn diagrams|venn-diagram|venn chart|venn|euler diagram|\
         diagrama* de venn|diagrama venn|diagramme* de venn|venn-diagramm|venndiagramm|\
         mengendiagramm|diagramma* di venn|diagramma* di eulero-venn|venn diagramma|\
         venndiagram|diagram* venna|диаграмм* венна|диаграмм* эйлера*|круг* эйлера|\
         venn şema*|venn diyagram*|مخطط فن|مخطط فين|مخططات فن|مخطط فِن|شكل فن|वेन आरेख|वेन डायग्राम|वेन चित्र|\
         维恩图|韦恩图|韋恩圖|文氏图|文氏圖|維恩圖|ベン図|ヴェン図|벤 다이어그램|벤다이어그램",
    ),
    (
        kind(ChartKind::Hexbin),
        "hexbin|hexbin plot|hexbin chart|hexagonal binning|hexagonal bin plot|\
         gráfico* hexbin|gráfico* hexagonal*|graphique* hexbin|graphique hexagonal|\
         hexbin-diagramm|hexbin-plot|grafico* hexbin|grafico esagonale|hexbindiagram|\
         wykres* hexbin|wykres* heksagonaln*|гексагональн* диаграмм*|шестиугольн* диаграмм*|\
         hexbin grafi*|altıgen grafi*|مخطط سداسي|رسم سداسي|हेक्सबिन|六边形分箱|蜂窝图|六邊形分箱|\
         六角形ビン|ヘックスビン|육각형 빈|헥스빈",
    ),
    (
        Meaning::Chart(None),
        "chart|charts|graph|graphs|chrat|cahrt|grpah|garph|graoh|plot of|data visualization|data visualisation|\
         data viz|gráfico|gráficos|gráfica|gráficas|gráfico de|visualización de datos|\
         visualização de dados|graphique|graphiques|graphe|visualisation de données|diagramm|\
         diagramme der|diagramms|schaubild*|datenvisualisierung|grafik mit den|grafici|grafico|\
         visualizzazione dei dati|grafiek|grafieken|datavisualisatie|wykres*|\
         wizualizacj* danych|диаграмм*|график|графика|графики|графике|графиком|графику|\
         визуализаци* данных|grafik|grafiği|grafiğini|grafikle|grafikte|grafiğe|grafikler*|\
         veri görselleştirme*|رسم بياني|رسوم بيانية|مخطط بياني|رسومات بيانية|تمثيل بياني|\
         चार्ट|ग्राफ|ग्राफ़|图表|圖表|走势图|占比图|分布图|比例图|统计图|統計圖|数据图|グラフ|チャート|内訳図|分布図|\
         차트|그래프|도표|분포도",
    ),
];
