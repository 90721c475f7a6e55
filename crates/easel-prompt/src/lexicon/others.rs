//! Phrases that name infographics, their arrangements, and logos, in fifteen languages. How they
//! are found is in `lexicon`.

use super::Meaning;

const fn template(name: &'static str) -> Meaning {
    Meaning::Infographic(name)
}

/// Infographics in general and the arrangements that prompts name.
pub(super) const INFOGRAPHICS: &[(Meaning, &str)] = &[
    (
        template(""),
        "infographic|infographics|info graphic|info graphics|info-graphic|info-graphics|\
         infografic|infographic-style|infographic poster|infogram|infografía*|infografia|\
         infografica|infografiche|infografias|infografía|infographie*|infographique|infografik*|\
         info-grafik|infografika|infografikę|infografiki|infografikami|infografice|infografiek*|\
         informatiegrafiek|инфографик*|infografi|infografiği|infografiğini|infografisi*|\
         infografiler|infografikle|bilgi grafi*|إنفوجرافيك|انفوجرافيك|إنفوغرافيك|انفوغرافيك|\
         إنفوجراف|انفوجراف|إنفوغراف|انفوغراف|رسم معلوماتي|رسم معلومات|رسم بياني معلوماتي|مخطط معلوماتي|\
         इन्फोग्राफिक|इंफोग्राफिक|इन्फोग्राफ़िक|इंफोग्राफ़िक|इनफोग्राफिक|सूचना ग्राफ|信息图|信息圖|資訊圖|\
         資訊圖表|信息图表|图解|圖解|インフォグラフィック|図解|인포그래픽|infográfico*|\
         explainer graphic|explanatory graphic|one-pager|one pager|fact sheet|factsheet|\
         explainer poster|educational poster",
    ),
    (
        template("steps"),
        "step by step guide|step-by-step guide|step by step infographic|how-to guide|how to guide|\
         process infographic|steps infographic|guía paso a paso|paso a paso|\
         guide étape par étape|étape par étape|schritt-für-schritt-anleitung|\
         schritt für schritt|guida passo passo|guida passo-passo|passo a passo|\
         stappenplan|stap-voor-stap|stap voor stap|krok po kroku|пошагов* инструкци*|\
         пошагов* руководств*|пошагов* схем*|adım adım|خطوة بخطوة|दर-चरण मार्गदर्शिका|चरण-दर-चरण|\
         चरण दर चरण|स्टेप बाय स्टेप|步骤图|步驟圖|分步指南|手順図|手順書|ステップバイステップ|단계별 가이드|\
         단계별 안내|단계별 설명",
    ),
    (
        template("timeline"),
        "timeline|time line|time-line|timelines|timeline of|historical timeline|\
         timeline infographic|línea* de tiempo|línea* del tiempo|línea* temporal*|\
         cronología|linha* do tempo|linha temporal|cronologia|cronologia de|\
         frise* chronologique*|frise historique|ligne du temps|ligne de temps|chronologie|\
         zeitstrahl*|zeitachse*|zeitleiste*|zeitlinie|linea* del tempo|linea temporale|\
         tijdlijn*|tijdbalk|oś czasu|osi czasu|linia czasu|chronologi* wydarzeń|\
         лент* времени|хронологи*|временн* шкал*|временн* лини*|таймлайн*|линия времени|\
         zaman çizelge*|zaman tünel*|zaman çizgi*|kronoloji*|جدول زمني|الجدول الزمني|خط زمني|\
         خط الزمن|تسلسل زمني|टाइमलाइन|समयरेखा|समय रेखा|कालक्रम|कालरेखा|时间线|時間線|时间轴|時間軸|\
         大事记|年表|タイムライン|時系列図|연표|타임라인|연대표|연대기",
    ),
    (
        template("roadmap"),
        "roadmap|roadmaps|road map|product roadmap|roadmap infographic|hoja de ruta|\
         mapa de ruta|feuille de route|fahrplan für|produkt-roadmap|tabella di marcia|\
         roteiro do produto|mapa de estrada|routekaart|stappenkaart|plan rozwoju produktu|\
         mapa drogowa|дорожн* карт*|роадмап*|yol harita*|خارطة طريق|خريطة طريق|خارطة الطريق|\
         خريطة الطريق|रोडमैप|रोड मैप|路线图|路線圖|ロードマップ|로드맵",
    ),
    (
        template("compare"),
        "comparison table|comparison graphic|comparison infographic|side-by-side comparison|\
         side by side comparison|versus infographic|comparison poster|comparativa|\
         tabla comparativa|cuadro comparativo|tabela comparativa|quadro comparativo|\
         infografía comparativa|tableau comparatif|comparatif|gegenüberstellung|\
         vergleichsgrafik|vergleichstabelle|tabella comparativa|confronto visivo|\
         confronto tra|vergelijkingstabel|vergelijkingsinfographic|tabela porównawcza|\
         zestawienie porównawcze|сравнительн* таблиц*|сравнительн* инфографик*|\
         сравнительн* схем*|karşılaştırma tablosu|karşılaştırma grafi*|karşılaştırmalı|\
         جدول مقارنة|مقارنة بين|तुलना चार्ट|तुलना तालिका|तुलनात्मक|对比图|對比圖|比较图|比較圖|对比表|\
         比較図|比較表|비교표|비교 표|비교 인포그래픽|비교 그래픽",
    ),
    (
        template("pros_cons"),
        "pros and cons|pros & cons|pros vs cons|pros/cons|advantages and disadvantages|\
         advantages vs disadvantages|dos and don'ts|do's and don'ts|benefits and drawbacks|\
         pros y contras|ventajas y desventajas|ventajas e inconvenientes|\
         avantages et inconvénients|pour et contre|les pour et les contre|vor- und nachteile|\
         vorteile und nachteile|pro und contra|pro und kontra|vantaggi e svantaggi|\
         pro e contro|prós e contras|vantagens e desvantagens|voor- en nadelen|\
         voordelen en nadelen|wady i zalety|zalety i wady|plusy i minusy|za i przeciw|\
         плюс* и минус*|за и против|преимуществ* и недостат*|достоинств* и недостат*|\
         artıları ve eksileri|artılar ve eksiler|avantajları ve dezavantajları|\
         avantajlar ve dezavantajlar|avantaj ve dezavantaj*|مزايا وعيوب|المزايا والعيوب|إيجابيات وسلبيات|\
         الإيجابيات والسلبيات|फायदे और नुकसान|फ़ायदे और नुकसान|लाभ और हानि|优缺点|優缺點|利弊|\
         メリットとデメリット|メリット・デメリット|メリットデメリット|長所と短所|장단점|장점과 단점",
    ),
    (
        template("before_after"),
        "before and after infographic|before/after|before vs after|before-after|\
         before and after comparison|then and now infographic|antes y después|antes e depois|\
         avant/après|avant et après|avant-après|vorher-nachher|vorher/nachher|\
         vorher und nachher|prima e dopo|prima/dopo|voor en na|voor-en-na|przed i po|до и после|\
         öncesi ve sonrası|öncesi sonrası|önce ve sonra|قبل وبعد|पहले और बाद|前后对比|前後對比|\
         ビフォーアフター|ビフォー・アフター|전후 비교|비포 애프터",
    ),
    (
        template("swot"),
        "swot|swot analysis|swot matrix|swot diagram|swot chart|análisis foda|análisis dafo|\
         matriz dafo|matriz foda|análisis swot|análise swot|matriz swot|análise fofa|\
         analyse swot|matrice swot|analyse ffom|swot-analyse|swot-matrix|analisi swot|\
         analiza swot|analiz* swot|swot-анализ*|свот-анализ*|анализ swot|swot analizi|تحليل سوات|\
         تحليل SWOT|سوات|स्वॉट|SWOT विश्लेषण|SWOT分析|SWOT 分析|态势分析|SWOT 분석|SWOT분석|스왓",
    ),
    (
        template("table"),
        "pricing table|pricing plans|price table|pricing tiers|plan comparison|pricing comparison|\
         subscription plans|feature comparison table|feature matrix|tabla de precios|\
         planes de precios|tarifas y planes|tabela de preços|planos de preços|\
         grille tarifaire|grille de tarifs|tableau des tarifs|preistabelle|preisübersicht|\
         preispläne|tarifübersicht|preismodelle|tabella dei prezzi|tabella prezzi|\
         piani tariffari|listino piani|prijstabel|prijsplannen|prijsoverzicht|tabela cen|\
         tabela cenowa|plany cenowe|cennik planów|тарифн* план*|таблиц* цен|таблиц* тарифов|\
         сравнение тарифов|fiyat tablosu|fiyatlandırma tablosu|fiyat planları|\
         fiyatlandırma planları|جدول الأسعار|جدول أسعار|خطط الأسعار|خطط الاشتراك|मूल्य तालिका|प्राइसिंग टेबल|मूल्य योजना|\
         价格表|價格表|定价方案|套餐对比|定價方案|料金表|料金プラン|価格表|가격표|요금제|요금표",
    ),
    (
        template("quadrant"),
        "2x2 matrix|2×2 matrix|two by two matrix|eisenhower matrix|priority matrix|\
         impact effort matrix|impact/effort matrix|bcg matrix|risk matrix|matriz 2x2|\
         matriz de eisenhower|matriz de prioridades|matriz de riesgos|matriz de riscos|\
         matrice d'eisenhower|matrice 2x2|matrice de priorité*|matrice des risques|\
         eisenhower-matrix|2x2-matrix|prioritätenmatrix|risikomatrix|matrice di eisenhower|\
         matrice delle priorità|matrice dei rischi|prioriteitenmatrix|risicomatrix|\
         macierz eisenhowera|macierz 2x2|macierz priorytetów|macierz ryzyka|\
         матриц* эйзенхауэра|матриц* 2x2|матриц* 2х2|матриц* приоритетов|матриц* рисков|\
         eisenhower matrisi|2x2 matris|öncelik matrisi|risk matrisi|مصفوفة أيزنهاور|مصفوفة 2x2|مصفوفة الأولويات|\
         مصفوفة آيزنهاور|आइजनहावर मैट्रिक्स|2x2 मैट्रिक्स|प्राथमिकता मैट्रिक्स|艾森豪威尔矩阵|四象限法则|优先级矩阵|2x2矩阵|\
         アイゼンハワーマトリクス|アイゼンハワーマトリックス|2x2マトリクス|優先度マトリクス|아이젠하워 매트릭스|\
         2x2 매트릭스|우선순위 매트릭스",
    ),
    (
        template("pyramid"),
        "pyramid infographic|pyramid diagram|pyramid chart|pyramid graphic|food pyramid|\
         maslow's hierarchy|maslow pyramid|maslow's pyramid|hierarchy of needs|\
         population pyramid infographic|diagrama* de pirámide|pirámide alimenticia|\
         pirámide alimentaria|pirámide de maslow|infografía de pirámide|diagrama* de pirâmide|\
         pirâmide alimentar|pirâmide de maslow|pyramide alimentaire|pyramide de maslow|\
         pyramide des besoins|diagramme pyramidal|pyramidendiagramm|ernährungspyramide|\
         lebensmittelpyramide|bedürfnispyramide|maslow-pyramide|maslowsche bedürfnispyramide|\
         diagramma a piramide|piramide alimentare|piramide di maslow|piramide dei bisogni|\
         piramidediagram|voedselpiramide|piramide van maslow|behoeftepiramide|diagram* piramid*|\
         piramid* żywieni*|piramid* maslowa|piramida potrzeb|пирамид* маслоу|\
         пищев* пирамид*|пирамид* потребностей|пирамид* питания|пирамидальн* диаграмм*|\
         piramit grafi*|besin piramidi|maslow piramidi|ihtiyaçlar hiyerarşisi|مخطط هرمي|الهرم الغذائي|هرم ماسلو|\
         هرم غذائي|पिरामिड चार्ट|खाद्य पिरामिड|मास्लो|पिरामिड आरेख|金字塔图|金字塔圖|食物金字塔|马斯洛|馬斯洛|\
         膳食宝塔|ピラミッド図|ピラミッドチャート|食品ピラミッド|マズロー|피라미드 차트|피라미드 도표|식품 피라미드|\
         매슬로|매슬로우",
    ),
    (
        template("cycle"),
        "cycle diagram|cycle infographic|circular process|circular flow infographic|cycle chart|\
         diagrama* de ciclo|diagrama* cíclico|infografía del ciclo|infográfico do ciclo|\
         diagramme* de cycle|diagramme cyclique|schéma cyclique|schéma du cycle|\
         kreislaufdiagramm|zyklusdiagramm|kreislaufgrafik|diagramma* ciclico|\
         diagramma del ciclo|schema del ciclo|cyclusdiagram|kringloopschema|diagram* cyklu|\
         schemat cyklu|диаграмм* цикла|схем* цикла|циклическ* диаграмм*|цикличн* схем*|\
         döngü diyagram*|döngü şema*|مخطط دورة|مخطط الدورة|चक्र आरेख|循环图|循環圖|サイクル図|\
         循環図|순환도|사이클 다이어그램|순환 다이어그램",
    ),
    (
        template("hub"),
        "hub and spoke|hub-and-spoke|ecosystem map|ecosystem diagram|radial infographic|\
         mapa de ecosistema|mapa do ecossistema|carte d'écosystème|nabe-speiche|\
         mappa dell'ecosistema|ecosysteemkaart|mapa ekosystemu|карт* экосистемы|\
         ekosistem harita*|خريطة النظام البيئي|इकोसिस्टम मैप|生态图|生态系统图|エコシステムマップ|\
         エコシステム図|생태계 지도",
    ),
    (
        template("statistics"),
        "statistics infographic|stats infographic|key figures|key stats|key statistics|\
         key numbers|facts and figures|in numbers|by the numbers|cifras clave|datos clave|\
         en cifras|en números|em números|números-chave|números chave|chiffres clés|\
         chiffres-clés|en chiffres|kennzahlen|zahlen und fakten|in zahlen|\
         zahlen, daten, fakten|cifre chiave|numeri chiave|in numeri|in cifre|kerncijfers|\
         in cijfers|feiten en cijfers|kluczow* liczb*|kluczow* dan*|w liczbach|\
         liczby i fakty|ключев* цифр*|в цифрах|факты и цифры|rakamlarla|sayılarla|\
         temel rakamlar|أرقام رئيسية|بالأرقام|أرقام وحقائق|حقائق وأرقام|आंकड़ों में|मुख्य आंकड़े|प्रमुख आंकड़े|\
         关键数据|關鍵數據|数据一览|数字看|数字で見る|主要数値|数字で|숫자로 보는|주요 수치|한눈에 보는",
    ),
    (
        template("icon_array"),
        "icon array|people chart infographic|person icons|1 in 4 people|isotype|\
         matriz de iconos|matriz de ícones|tableau d'icônes|symbolfeld|piktogrammreihe|\
         griglia di icone|iconenraster|siatka ikon|массив иконок|сетка иконок|ikon dizisi|مصفوفة أيقونات|\
         आइकन ऐरे|图标阵列|アイコンアレイ|아이콘 배열",
    ),
    (
        template("progress_bars"),
        "progress bar|progress bars|skill bars|progress bar chart|barra* de progreso|\
         barra* de progresso|barre* de progression|fortschrittsbalken|barra di avanzamento|\
         barre di avanzamento|voortgangsbalk*|pask* postępu|полос* прогресса|прогресс-бар*|\
         индикатор* прогресса|ilerleme çubuğu|ilerleme çubukları|أشرطة التقدم|شريط تقدم|شريط التقدم|प्रगति पट्टी|प्रोग्रेस बार|\
         进度条|進度條|プログレスバー|進捗バー|진행률 막대|진행 막대|프로그레스 바",
    ),
    (
        template("progress"),
        "progress ring|progress rings|progress circle|progress circles|circular progress|\
         anillo* de progreso|anéis de progresso|anneaux de progression|fortschrittsringe|\
         anelli di avanzamento|voortgangsringen|pierścienie postępu|кольц* прогресса|\
         ilerleme halkaları|حلقات التقدم|प्रगति वलय|进度环|進度環|プログレスリング|진행률 링",
    ),
    (
        template("checklist"),
        "checklist|check list|check-list|checklists|to-do list|todo list|to do list|packing list|\
         lista* de verificación|lista* de verificação|lista* de control|lista* de tareas|\
         lista* de tarefas|lista de chequeo|lista de comprobación|liste* de contrôle|\
         liste de vérification|liste de tâches|checkliste*|prüfliste|packliste|\
         aufgabenliste|lista di controllo|lista delle cose da fare|controlelijst|takenlijst|\
         afvinklijst|paklijst|lista kontrolna|listę kontrolną|lista zadań|lista do odhaczenia|\
         чек-лист*|чеклист*|список дел|контрольн* списо*|kontrol listesi|yapılacaklar listesi|\
         قائمة تحقق|قائمة مراجعة|قائمة التحقق|قائمة مهام|قائمة تدقيق|चेकलिस्ट|जाँच सूची|जांच सूची|检查清单|檢查清單|\
         核对清单|待办清单|清单：|チェックリスト|やることリスト|체크리스트|할 일 목록|점검표",
    ),
    (
        template("ranked"),
        "top 10 list|top ten list|top 5 list|top five list|ranking infographic|ranked list|\
         leaderboard|ranking de|clasificación de los|top 10 de|top 5 de|classement des|\
         rangliste|bestenliste|topliste|classifica dei|classifica delle|classifica|ranglijst|\
         ranking najlepszych|rankingu najlepszych|рейтинг*|топ-10|топ-5|топ 10|топ 5|\
         sıralaması infografi*|قائمة أفضل|ترتيب أفضل|शीर्ष 10|शीर्ष 5|टॉप 10|टॉप 5|排行榜|排名图|\
         ランキング|순위표|랭킹",
    ),
    (
        template("list"),
        "cheat sheet|cheatsheet|tip sheet|reference card|hoja de trucos|hoja de referencia|\
         folha de dicas|fiche mémo|aide-mémoire|spickzettel|merkblatt|scheda riassuntiva|\
         foglio riassuntivo|spiekbriefje|ściąg*|шпаргалк*|kopya kağıdı|ورقة مرجعية|चीट शीट|\
         速查表|备忘单|チートシート|早見表|치트시트|요약표",
    ),
    (
        template("layers"),
        "layer diagram|layers diagram|layered diagram|layer cake diagram|stack diagram|\
         diagrama* de capas|diagrama* de camadas|diagramme en couches|schéma en couches|\
         schichtendiagramm|schichtenmodell|diagramma a strati|diagramma a livelli|\
         lagendiagram|lagenmodel|diagram warstw|schemat warstw|схем* слоёв|схем* слоев|\
         katman diyagram*|katman şema*|مخطط الطبقات|مخطط طبقات|परत आरेख|分层图|分層圖|レイヤー図|階層レイヤー図|\
         레이어 다이어그램|계층 다이어그램",
    ),
    (
        template("funnel"),
        "funnel infographic|infografía de embudo|infográfico de funil|infographie en entonnoir|\
         trichter-infografik|infografica a imbuto|trechter-infographic|infografika lejka|\
         инфографик* воронк*|huni infografi*|漏斗信息图|ファネルインフォグラフィック|퍼널 인포그래픽",
    ),
    (
        template("hierarchy"),
        "hierarchy infographic|tree infographic|infografía jerárquica|infográfico hierárquico|\
         infographie hiérarchique|hierarchie-infografik|infografica gerarchica|\
         hiërarchie-infographic|infografika hierarchii|инфографик* иерархи*",
    ),
];

/// Marks of brands.
pub(super) const LOGOS: &[(Meaning, &str)] = &[(
    Meaning::Logo,
    "logo|logos|logotype|logotypes|logomark|wordmark|word mark|brandmark|brand mark|letter mark|\
     lettermark|letterform logo|monogram|monogram for|app icon|app icons|brand icon|\
     company emblem|brand emblem|team emblem|club emblem|club crest|team crest|team badge|\
     emblem for|favicon|brand identity mark|brand symbol|logo design|\
     logo-design|logo concept|logo mark|company mark|logotipo*|isotipo*|imagotipo*|emblema de|\
     emblema para|monograma de|monograma para|ícono de app|ícono de aplicación|icono de app|\
     icono de aplicación|icono para app|marca gráfica|ícone de app|ícone de aplicativo|\
     ícone para app|ícone do app|marca para empresa|logotype de|logotype pour|emblème de|\
     emblème pour|emblème du|monogramme|icône d'application|icône d'appli|icône de l'appli*|\
     identité visuelle|firmenlogo*|vektorlogo*|schullogo|teamlogo|logomarca*|vereinslogo*|markenlogo*|bandlogo|markenzeichen|\
     firmenzeichen|wortmarke|bildmarke|bild-marke|monogramm|emblem für|vereinswappen|\
     vereinsemblem|app-icon*|app-symbol|signet für|logoentwurf|logo-entwurf|loghi|logotipi|\
     monogramma|emblema per|emblema della|marchio per|icona per app|icona per un'app|\
     icona dell'app|beeldmerk|woordmerk|embleem voor|monogram voor|app-icoon|logo-ontwerp|\
     logootje|clublogo|bedrijfslogo|logotyp*|logiem|logu|znak firmowy|znak graficzny|\
     emblemat*|monogram dla|ikona aplikacji|ikonę aplikacji|godło dla|логотип*|лого|айдентик*|фирменн* стил*|эмблем*|\
     фирменн* знак*|товарн* знак*|монограмм*|значок приложения|иконк* приложения|\
     иконк* для приложения|logosu|logosunu|logoyu|logolar|logonun|logotayp|amblem*|monogramı|\
     uygulama ikonu|uygulama simgesi|marka simgesi|شعار|شعارا|لوغو|لوجو|علامة تجارية|أيقونة تطبيق|أيقونة لتطبيق|\
     مونوغرام|लोगो|प्रतीक चिह्न|प्रतीक चिन्ह|ऐप आइकन|एप आइकन|मोनोग्राम|标志|標誌|徽标|徽標|商标|商標|logo设计|\
     logo設計|个logo|個logo|款logo|的logo|logo|会徽|队徽|社徽|隊徽|班徽|校徽|应用图标|app图标|应用程序图标|\
     字标|品牌标识|ロゴ|ロゴマーク|エンブレム|ワードマーク|シンボルマーク|アプリアイコン|社章|モノグラム|로고|\
     엠블럼|엠블렘|앱 아이콘|워드마크|심볼마크|모노그램|브랜드 마크",
)];
