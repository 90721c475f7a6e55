//! Words that hint at a kind of picture without naming it, in fifteen languages: what painted
//! scenes are made of, what charts count, what explanations speak of. How much each hint weighs is
//! learned; see `features`.

/// A class of words that say much the same about what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Cue {
    /// Verbs that ask for anything.
    Request,
    /// "image", "picture": leaves open what of.
    Picture,
    /// "photo", "painting": a picture that is painted or taken.
    Medium,
    /// How a painted picture looks.
    Style,
    /// Places, light and weather.
    Scenery,
    /// People.
    Person,
    /// Animals and creatures.
    Animal,
    /// What somebody in a picture does.
    Pose,
    /// Things that carry a picture: mugs, shirts, walls, screens.
    Carrier,
    /// Food and other things that share names with charts.
    Thing,
    /// "without", "no".
    Without,
    /// Companies, teams and shops.
    Brand,
    /// What charts count.
    Measure,
    /// Months, quarters, "per year".
    Period,
    /// "how … works", "tips", "stages": what is explained.
    Explain,
    /// "versus", "difference".
    Versus,
    /// Flows, dependencies, reporting lines.
    Process,
    /// "of".
    Of,
    /// "for".
    For,
    /// "with".
    With,
    /// "on", "at", "in front of".
    On,
    /// "as", "into", "in the form of".
    As,
    /// "visualise these figures".
    Visualise,
    /// "boxes and arrows", "connected".
    Arrows,
    /// "belongs to", "has many".
    Relation,
    /// "days", "weeks".
    Duration,
    /// Marks that may be those of a brand: "emblem", "mascot".
    Mark,
    /// "icons and short texts", "for pupils".
    Learning,
    /// "distribution", "development": how numbers lie or change.
    Spread,
    /// "structure", "hierarchy", "process".
    Structure,
    /// Headings of what is set side by side or in steps: "pros", "before", "ingredients".
    Heading,
    /// "called", "the name is": a name is given.
    Naming,
    /// What a mark is put on: "business cards", "print on".
    Print,
    /// Who descends from whom.
    Kin,
    /// Who leads whom.
    Rank,
    /// Marks of charts: bars, columns, slices.
    Bars,
    /// Forms of short texts with pictures: "at a glance", "leaflet", "pictograms".
    Leaflet,
    /// "if", "otherwise": decisions.
    Branch,
    /// Posters and covers that are painted: "concert poster", "book cover".
    Cover,
}

/// Phrases by class, written as those of the lexicon are.
pub(super) const CUES: &[(Cue, &str)] = &[
    (
        Cue::Request,
        "create|make|draw|generate|design|build|produce|need|want|give me|render|prepare|please|\
         crea|crear|creame|haz|hazme|dibuja|dibujame|genera|generar|quiero|necesito|prepara|diseña|\
         elabora|por favor|crée|créer|créez|dessine|dessiner|dessinez|fais|faites|génère|générez|\
         je veux|je voudrais|j'ai besoin|réalise|conçois|prépare|s'il te plaît|s'il vous plaît|\
         erstelle|erstell|erstellen|zeichne|zeichnen|mache|mach|generiere|brauche|bitte|gestalte|\
         entwirf|ich möchte|ich will|disegna|disegnami|fai|fammi|creami|genera|vorrei|voglio|\
         prepara|realizza|progetta|mi serve|per favore|crie|criar|desenhe|faça|faz|gere|quero|\
         preciso|elabore|projete|maak|teken|genereer|ontwerp|wil|graag|nodig|alsjeblieft|stwórz|\
         narysuj|zrób|wygeneruj|chcę|proszę|przygotuj|zaprojektuj|potrzebuję|utwórz|создай*|\
         нарисуй*|сделай*|построй*|сгенерируй*|хочу|нужн*|подготовь*|разработай*|придумай*|\
         составь*|пожалуйста|изобрази*|çiz|çizin|oluştur|oluşturun|yap|yapın|hazırla|hazırlayın|\
         tasarla|tasarlayın|istiyorum|lazım|lütfen|ارسم|أنشئ|صمم|اصنع|أريد|اريد|احتاج|أحتاج|اعمل|\
         من فضلك|جهز|बनाओ|बनाएं|बनाइए|बनाएँ|बनाना|चाहिए|तैयार कर|डिज़ाइन कर|कृपया|बना दो|请|帮我|画|绘制|\
         生成|制作|设计|創建|创建|做一|給我|给我|我想要|我需要|請|畫|繪製|製作|作って|作成|描いて|\
         お願い|ください|ほしい|欲しい|生成して|デザインして|作りたい|그려|만들어|생성해|작성해|디자인해|\
         필요해|해줘|해 줘|해주세요|부탁",
    ),
    (
        Cue::Visualise,
        "show|visualize|visualise|plot|display|illustrate|chart this|graph this|muestra|\
         muéstrame|visualiza|representa|grafica|montre|montrez|visualise|représente|affiche|\
         illustre|zeig|zeige|visualisiere|veranschauliche|stelle|darstellen|mostra|mostrami|\
         visualizza|rappresenta|mostre|visualize|represente|toon|laat zien|visualiseer|\
         geef weer|pokaż|zwizualizuj|przedstaw|zobrazuj|покажи*|визуализируй*|отобрази*|\
         представь*|göster|gösterin|görselleştir*|اعرض|وضح|أظهر|مثل|بين|दिखाओ|दिखाएं|दिखाएँ|दिखाइए|दर्शा|显示|\
         展示|可视化|呈现|顯示|視覺化|表示して|可視化|見せて|示して|보여|시각화|나타내",
    ),
    (
        Cue::Picture,
        "image|picture|illustration|graphic|visual|drawing|visualization|visualisation|poster|\
         imagen|ilustración|dibujo|gráfica ilustrada|cartel|image|dessin|affiche|bild|\
         illustration|zeichnung|plakat|immagine|illustrazione|disegno|imagem|ilustração|desenho|\
         cartaz|afbeelding|illustratie|tekening|plaatje|obraz|obrazek|ilustracj*|rysunek|plakat|\
         изображени*|картинк*|иллюстраци*|рисунок|плакат*|resim|resmi|görsel|görseli|çizim|\
         illüstrasyon|afiş|poster|صورة توضيحية|رسم توضيحي|رسمة|ملصق|चित्र|इलस्ट्रेशन|पोस्टर|图片|插图|插畫|插画|\
         海报|圖片|画像|イラスト|ポスター|イメージ|그림|이미지|일러스트|포스터",
    ),
    (
        Cue::Medium,
        "photo|photos|photograph|photography|painting|portrait|selfie|rendering|render of|\
         wallpaper|cartoon|sketch|watercolor|watercolour|snapshot|closeup|close-up|close up|shot|\
         still life|sculpture|statue|mural|landscape|oil painting|figurine|concept art|foto|fotos|\
         fotografía|retrato|pintura|óleo|acuarela|paisaje|mural|estatua|escultura|primer plano|\
         fondo de pantalla|bodegón|photo|photographie|peinture|aquarelle|paysage|gros plan|\
         fond d'écran|nature morte|fresque|statue|fotografie|gemälde|ölgemälde|porträt|aquarell|\
         landschaft|nahaufnahme|hintergrundbild|stillleben|wandbild|skulptur|fotografia|ritratto|\
         dipinto|acquerello|paesaggio|primo piano|natura morta|affresco|scultura|statua|sfondo|\
         aquarela|paisagem|papel de parede|natureza morta|escultura|foto van|schilderij|portret|\
         aquarel|landschap|stilleven|beeldhouwwerk|zdjęcie|fotografi*|malowidło|akwarel*|pejzaż|\
         krajobraz|zbliżenie|tapeta|rzeźb*|martwa natura|obraz olejny|фото*|портрет*|картин* маслом|\
         акварел*|пейзаж*|натюрморт*|обои|скульптур*|статуя|снимок|крупн* план*|фреск*|fotoğraf*|\
         portre*|tablo*|yağlı boya|suluboya|manzara*|heykel*|yakın çekim|duvar kağıdı|natürmort|صورة|\
         لوحة|بورتريه|ألوان مائية|منظر|تمثال|خلفية|لقطة|صورة فوتوغرافية|तस्वीर|फोटो|फ़ोटो|पेंटिंग|चित्रकारी|तैलचित्र|मूर्ति|\
         वॉलपेपर|पोर्ट्रेट|दृश्य|照片|摄影|油画|肖像|水彩|壁纸|特写|雕像|雕塑|静物|攝影|油畫|壁紙|寫真|写真|油絵|\
         水彩画|肖像画|絵画|風景|彫刻|アップ|사진|유화|초상화|수채화|풍경화|배경화면|조각상|클로즈업|정물화",
    ),
    (
        Cue::Style,
        "photorealistic|photo-realistic|realistic|hyperrealistic|cinematic|bokeh|4k|8k|hdr|uhd|\
         dslr|octane|octane render|unreal engine|lighting|masterpiece|best quality|high quality|\
         highly detailed|ultra detailed|ultra-detailed|intricate|anime|anime style|ghibli|\
         studio ghibli|pixel art|3d render|low poly|isometric|oil on canvas|35mm|50mm|85mm|lens|\
         film grain|depth of field|shallow depth|golden hour|long exposure|macro|trending on|\
         artstation|concept art|digital art|in the style of|style of|vintage|retro|surreal|fantasy|\
         cyberpunk|steampunk|gothic|baroque|impressionist|art deco|dramatic|epic|cozy|moody|dreamy|\
         soft light|1girl|1boy|solo|looking at viewer|absurdres|score_9|rim light|volumetric|\
         realista|fotorrealista|hiperrealista|cinematográfic*|luz suave|iluminación|estilo|\
         luz dorada|detallad*|al estilo de|réaliste|photoréaliste|cinématographique|lumière|\
         éclairage|style|heure dorée|très détaillé|realistisch|fotorealistisch|filmisch|stil|\
         beleuchtung|weiches licht|detailreich|im stil von|goldene stunde|realistic*|\
         fotorealistic*|cinematografic*|illuminazione|stile|nello stile di|luce soffusa|\
         dettagliat*|estilo|iluminação|cinematográfic*|detalhad*|no estilo de|\
         filmisch licht|gedetailleerd|in de stijl van|stijl|realistyczn*|fotorealistyczn*|\
         kinow*|w stylu|oświetleni*|szczegółow*|реалистичн*|фотореалистичн*|кинематографичн*|\
         в стиле|освещени*|детализ*|аниме|gerçekçi|fotogerçekçi|sinematik|tarzında|ışıklandırma|\
         detaylı|واقعي|سينمائي|إضاءة|بأسلوب|تفاصيل|عالي الدقة|अनिमे|यथार्थवादी|सिनेमाई|शैली में|प्रकाश|विस्तृत|写实|\
         超写实|电影感|光影|动漫|风格|高清|赛博朋克|逼真|寫實|電影感|風格|リアル|シネマティック|アニメ|風の|\
         スタイル|高画質|幻想的|サイバーパンク|사실적|실사|시네마틱|스타일|애니메이션|고화질|몽환적|사이버펑크",
    ),
    (
        Cue::Scenery,
        "sunset|sunrise|dusk|dawn|night|moonlight|moon|moonlit|fog|foggy|mist|misty|rain|rainy|snow|\
         snowy|storm|beach|forest|mountain|mountains|lake|river|sea|ocean|sky|clouds|desert|meadow|\
         field|garden|street|alley|city|village|castle|temple|church|kitchen|bedroom|living room|\
         balcony|window|wooden|neon|candle|candles|autumn|winter|spring|summer|park|bridge|harbor|\
         harbour|cave|waterfall|jungle|island|space|galaxy|stars|skyline|sand|rooftop|background|\
         foreground|atardecer|amanecer|noche|luna|niebla|lluvia|nieve|playa|bosque|montaña*|lago|\
         río|mar|cielo|desierto|jardín|calle|ciudad|pueblo|castillo|cocina|ventana|madera|neón|\
         luces|otoño|invierno|parque|puente|isla|estrellas|coucher de soleil|lever de soleil|nuit|\
         lune|brume|brouillard|pluie|neige|plage|forêt|montagne*|lac|rivière|mer|ciel|désert|jardin|\
         rue|ville|village|château|cuisine|fenêtre|bois|néon|automne|hiver|pont|île|étoiles|\
         sonnenuntergang|sonnenaufgang|nacht|mond|mondlicht|nebel|regen|schnee|strand|wald|berg|\
         berge|bergen|see|fluss|meer|himmel|wüste|wiese|garten|straße|stadt|dorf|schloss|küche|\
         fenster|holztisch|neon|neonlicht*|herbst|winter|brücke|insel|sterne|sternenhimmel|tramonto|\
         alba|notte|luna|nebbia|pioggia|neve|spiaggia|bosco|foresta|montagn*|lago|fiume|mare|cielo|\
         deserto|giardino|strada|città|borgo|castello|cucina|finestra|legno|luci|autunno|inverno|\
         ponte|isola|stelle|pôr do sol|nascer do sol|noite|lua|neblina|névoa|chuva|neve|praia|\
         floresta|montanha*|rio|céu|deserto|jardim|rua|cidade|aldeia|vila|castelo|cozinha|janela|\
         madeira|luzes|outono|ponte|ilha|estrelas|zonsondergang|zonsopgang|nacht|maan|mist|regen|\
         sneeuw|bos|bergen|meer|rivier|zee|hemel|lucht|woestijn|tuin|straat|stad|dorp|kasteel|keuken|\
         raam|houten|herfst|brug|eiland|sterren|zach* słońca|wsch* słońca|noc|nocy|nocą|księżyc*|\
         mgł*|mgle|deszcz*|śnieg*|śnieżn*|plaż*|las|lesie|gór*|jezior*|rzek*|morz*|niebo|niebie|\
         pustyni*|ogród|ogrodzie|ulic*|miast*|wiosk*|zamek|zamku|kuchni*|okno|oknie|drewnian*|jesie*|\
         zim*|most|wysp*|gwiazd*|закат*|рассвет*|ноч*|лун*|туман*|дожд*|снег*|снежн*|пляж*|лес|лесу|\
         гор|горы|горах|озер*|рек*|море|морем|моря|неб*|пустын*|сад|саду|улиц*|город|городе|деревн*|\
         замок|замка|кухн*|окн*|деревянн*|неонов*|осен*|зим*|мост|остров*|звезд*|звёзд*|gün batım*|\
         gün doğum*|gece*|ay ışığı*|sis|sisli|yağmur*|kar|karlı|plaj*|sahil*|orman*|dağ|dağlar*|göl|\
         gölün|nehir*|deniz*|gökyüzü*|çöl*|bahçe*|sokak*|şehir*|köy|köyü|kale*|mutfak*|pencere*|ahşap|\
         neon*|sonbahar*|kış|köprü*|ada|yıldız*|غروب|شروق|ليل|ليلا|قمر|ضباب|مطر|ثلج|شاطئ|غابة|جبل|جبال|بحيرة|\
         نهر|بحر|سماء|صحراء|حديقة|شارع|مدينة|قرية|قلعة|مطبخ|نافذة|خشبي|نيون|خريف|شتاء|جسر|جزيرة|نجوم|सूर्यास्त|सूर्योदय|\
         रात|चांद|चाँद|कोहरा|कोहरे|बारिश|बर्फ|समुद्र|जंगल|पहाड़|झील|नदी|आसमान|आकाश|रेगिस्तान|बगीचा|बगीचे|सड़क|गली|शहर|गांव|गाँव|\
         किला|महल|रसोई|खिड़की|लकड़ी|नियॉन|पतझड़|पुल|द्वीप|तारे|日落|夕阳|日出|夜晚|夜景|月光|月亮|雾|雨|雪|海滩|沙滩|森林|山|\
         湖|河|海边|大海|天空|沙漠|花园|街道|城市|村庄|城堡|厨房|窗|木桌|霓虹|秋天|冬天|桥|岛|星空|星星|\
         夕陽|夜晚|霧|海灘|花園|廚房|夕日|夕焼け|朝日|夜|月明かり|霧|雨|雪|海|浜辺|森|山|湖|川|空|砂漠|庭|\
         通り|街|村|城|台所|キッチン|窓|木製|ネオン|秋|冬|橋|島|星空|노을|일몰|일출|밤|달빛|안개|비 오는|눈 내리|\
         해변|바다|숲|산|호수|강가|하늘|사막|정원|거리|골목|도시|마을|부엌|주방|창가|나무|네온|가을|겨울|\
         다리|섬|별",
    ),
    (
        Cue::Person,
        "man|woman|men|women|boy|girl|child|children|kid|kids|person|people|guy|lady|couple|\
         astronaut|knight|wizard|witch|warrior|princess|queen|king|pirate|samurai|ninja|robot|\
         cyborg|android|teacher|businessman|businesswoman|scientist|doctor|student|students|chef|\
         farmer|fisherman|dancer|musician|singer|soldier|grandmother|grandfather|mother|father|\
         baby|bride|team of|monk|detective|elf|hombre|mujer|niño|niña|niños|chico|chica|persona|\
         gente|pareja|astronauta|caballero|profesor*|anciano|anciana|pescador|bailarina|abuela|\
         abuelo|médico|homme|femme|garçon|fille|enfant|enfants|personne|gens|astronaute|chevalier|\
         professeur|vieil homme|vieille dame|pêcheur|danseuse|grand-mère|médecin|mann|frau|junge|\
         mädchen|kind|kinder|person|menschen|leute|paar|astronaut|ritter|lehrer|lehrerin|\
         fischer|tänzerin|oma|opa|großmutter|geschäftsmann|uomo|donna|ragazzo|ragazza|bambino|\
         bambina|bambini|persone|coppia|cavaliere|insegnante|anziano|anziana|pescatore|ballerina|\
         nonna|nonno|homem|mulher|menino|menina|criança*|rapaz|moça|pessoa*|casal|cavaleiro|\
         idoso|idosa|avó|avô|bailarina|jongen|meisje|mensen|stel|ridder|leraar|lerares|visser|\
         zakenman|vrouw|kinderen|mężczyzn*|kobiet*|chłopiec|dziewczyn*|dzieck*|dzieci|osob*|\
         ludzie|para|astronaut*|rycerz*|nauczyciel*|staruszk*|rybak*|tancerk*|babcia|dziadek|\
         мужчин*|женщин*|мальчик*|девочк*|девушк*|парень|ребён*|ребен*|дет*|человек*|люд*|пара|\
         космонавт*|астронавт*|рыцар*|учител*|старик*|старушк*|рыбак*|балерин*|бабушк*|дедушк*|\
         adam|adamın|kadın*|erkek|çocuk*|kız|genç|kişi|insan*|çift|astronot*|şövalye*|öğretmen*|\
         yaşlı|balıkçı*|dansçı*|dede|nine|رجل|امرأة|ولد|بنت|فتاة|طفل|أطفال|شخص|ناس|رائد فضاء|فارس|معلم|صياد|عجوز|\
         आदमी|औरत|महिला|लड़का|लड़की|बच्चा|बच्चे|व्यक्ति|लोग|अंतरिक्ष यात्री|योद्धा|शिक्षक|मछुआरा|बूढ़ा|दादी|男人|女人|男孩|\
         女孩|孩子|小孩|老人|人物|情侣|宇航员|骑士|老师|渔夫|少女|男子|女子|女士|先生|太空人|男性|女性|少年|\
         子供|カップル|宇宙飛行士|騎士|先生|老人|漁師|女の子|男の子|猫耳|남자|여자|소년|소녀|아이|사람|\
         커플|우주비행사|기사|선생님|노인|어부|할머니|할아버지|여성|남성",
    ),
    (
        Cue::Animal,
        "cat|cats|kitten|dog|dogs|puppy|horse|horses|bird|birds|fox|wolf|bear|lion|tiger|elephant|\
         owl|dragon|unicorn|rabbit|fish|whale|dolphin|butterfly|eagle|deer|gato|gatos|perro|caballo|\
         pájaro|zorro|lobo|oso|león|tigre|elefante|búho|dragón|conejo|ballena|mariposa|águila|\
         ciervo|chat|chats|chien|cheval|oiseau|renard|loup|ours|lion|tigre|éléphant|hibou|dragon|\
         lapin|baleine|papillon|aigle|cerf|katze|katzen|hund|hunde|pferd|vogel|fuchs|wolf|bär|löwe|\
         elefant|eule|drache|hase|wal|schmetterling|adler|hirsch|gatto|gatti|cane|cani|cavallo|\
         uccello|volpe|lupo|orso|leone|gufo|drago|coniglio|balena|farfalla|aquila|cervo|cachorro|\
         cavalo|raposa|urso|leão|coruja|dragão|coelho|baleia|borboleta|veado|kat|katten|hond|paard|\
         vos|beer|leeuw|uil|draak|konijn|walvis|vlinder|arend|hert|kot|kota|kotek|pies|psa|koń|konia|\
         ptak|lis|wilk|niedźwied*|lew|tygrys|słoń|sowa|smok|królik|motyl|orzeł|jeleń|кот|кота|котик|\
         кошк*|котён*|собак*|щен*|лошад*|птиц*|лис*|волк*|медвед*|лев|льва|тигр*|слон*|сов*|дракон*|\
         кролик*|кит|бабочк*|орёл|орел|олен*|kedi*|köpek*|at|atı|kuş*|tilki*|kurt|ayı|aslan*|kaplan*|\
         fil|baykuş*|ejderha*|tavşan*|balina*|kelebek*|kartal*|geyik*|قطة|قط|كلب|حصان|طائر|ثعلب|ذئب|دب|أسد|نمر|\
         فيل|بومة|تنين|أرنب|فراشة|نسر|बिल्ली|कुत्ता|घोड़ा|पक्षी|लोमड़ी|भेड़िया|भालू|शेर|बाघ|हाथी|उल्लू|ड्रैगन|खरगोश|तितली|猫|狗|马|\
         鸟|狐狸|狼|熊|狮子|老虎|大象|猫头鹰|龙|兔|鲸|蝴蝶|鹰|鹿|貓|馬|龍|犬|馬|鳥|狐|熊|ライオン|虎|象|\
         フクロウ|ドラゴン|うさぎ|クジラ|蝶|鷲|子猫|고양이|강아지|개가|말을|새가|여우|늑대|곰|사자|호랑이|\
         코끼리|부엉이|드래곤|용이|토끼|고래|나비|독수리|사슴",
    ),
    (
        Cue::Pose,
        "sitting|standing|holding|pointing|walking|running|riding|wearing|smiling|looking|eating|\
         drinking|sleeping|flying|dancing|reading|playing|staring|leaning|presenting|hanging|\
         floating|climbing|crossing|printed|printed on|embroidered|tattooed|painted|carved|drawn on|\
         sentad*|de pie|sosteniendo|señalando|caminando|corriendo|montando|sonriendo|mirando|\
         comiendo|durmiendo|volando|bailando|leyendo|jugando|colgad*|vistiendo|assis*|debout|tenant|\
         tient|pointant|montrant du doigt|marchant|marche|courant|chevauchant|souriant|regardant|\
         regarde|mangeant|dormant|dort|volant|dansant|lisant|portant|sitzt|sitzend*|steht|stehend*|\
         hält|haltend*|zeigt auf|läuft|rennt|reitet|trägt|lächelt|lächelnd*|schaut|blickt|isst|\
         schläft|schlafend*|fliegt|tanzt|liest|spielt|hängt|sedut*|seduto|seduta|in piedi|tiene|\
         indica|cammina|corre|cavalca|indossa|sorride|sorridente|guarda|mangia|dorme|vola|balla|\
         legge|gioca|appes*|segurando|apontando|andando|correndo|cavalgando|vestindo|sorrindo|\
         olhando|comendo|dormindo|voando|dançando|lendo|pendurad*|zit|zittend*|staat|staand*|houdt|\
         wijst|loopt|rent|rijdt|draagt|lacht|lachend*|kijkt|eet|slaapt|slapend*|vliegt|danst|leest|\
         speelt|siedz*|stoi*|trzyma*|wskazuj*|idzie|idąc*|biegn*|biega*|jedzie|jadąc*|nosi|ubran*|\
         uśmiech*|patrz*|je|śpi|śpiąc*|lata*|lec*|tańcz*|czyta*|gra|сид*|сто*щ*|стоит|держ*|\
         указыва*|показыва*щ*|идёт|идет|идущ*|бежит|бегущ*|скач*|едет|одет*|улыба*|смотр*|ест|пьёт|\
         спит|спящ*|лет*щ*|летит|танцу*|чита*|игра*|oturan|oturuyor|ayakta|duran|tutan|gösteren|\
         yürüyen|koşan|süren|binen|giyen|gülümseyen|bakan|yiyen|uyuyan|uçan|dans eden|okuyan|\
         oynayan|asılı|يجلس|تجلس|جالس|يقف|تقف|واقف|يمسك|تمسك|يشير|تشير|يمشي|تمشي|يركض|يركب|يرتدي|ترتدي|يبتسم|\
         تبتسم|ينظر|تنظر|يأكل|ينام|نائم|يطير|يرقص|يقرأ|يلعب|बैठा|बैठी|बैठे|खड़ा|खड़ी|पकड़े|पकड़|इशारा|चलता|चलते|दौड़|सवार|\
         पहने|मुस्कुरा|देख रह|देखते|खाते|सोता|सो रह|उड़|नाच|पढ़|खेल|坐|站|拿着|指着|指向|走|跑|骑|穿着|微笑|看着|\
         吃|睡|飞|跳舞|读|玩|挂|骑着|盯着|睡觉|座|立って|立つ|持って|持つ|指差|指して|指さ|歩く|歩いて|走る|\
         走って|乗って|着て|着た|微笑|笑う|見つめ|眺め|見ている|食べ|眠|寝て|飛ぶ|飛んで|踊|読んで|遊ぶ|\
         앉아|앉은|서 있|서있|들고|가리키|걷는|걸어|달리는|타고|입은|입고|웃는|미소|바라보|보고 있|먹는|\
         자는|잠든|날아|춤추|읽는|노는|걸린",
    ),
    (
        Cue::Carrier,
        "mug|mugs|cup|t-shirt|tshirt|shirt|hoodie|cap|hat|tattoo|billboard|sign|wall|screen|monitor|\
         laptop|whiteboard|blackboard|chalkboard|notebook|notepad|book cover|tote bag|bag|sticker|\
         pillow|van|truck|storefront|neon sign|desk|office|meeting room|classroom|quilt|carpet|\
         mosaic|stained glass|building|taza|camiseta|gorra|tatuaje|valla|cartel luminoso|pared|\
         pantalla|pizarra|cuaderno|bolsa|pegatina|escritorio|oficina|aula|furgoneta|tasse|tee-shirt|\
         chemise|casquette|tatouage|mur|écran|tableau noir|tableau blanc|cahier|sac|autocollant|\
         bureau|salle de classe|camion|becher|hemd|mütze|kappe|tätowierung|tattoo|wand|bildschirm|\
         tafel|heft|notizbuch|tasche|aufkleber|schreibtisch|büro|klassenzimmer|lieferwagen|tazza|\
         maglietta|felpa|cappello|tatuaggio|muro|parete|schermo|lavagna|quaderno|borsa|adesivo|\
         scrivania|ufficio|aula|furgone|caneca|camiseta|camisa|boné|tatuagem|parede|tela|quadro-negro|\
         lousa|caderno|sacola|adesivo|mesa de escritório|escritório|sala de aula|caminhão|mok|beker|\
         shirt|pet|tatoeage|muur|scherm|schoolbord|schrift|tas|kantoor|klaslokaal|bureau|busje|kubek|\
         kubku|koszulk*|czapk*|tatuaż*|ścian*|ekran*|tablicy|zeszyt*|torb*|naklejk*|biurk*|biurz*|\
         klas* szkoln*|sali lekcyjnej|furgonetk*|кружк*|футболк*|кепк*|татуировк*|стен*|экран*|доск*|\
         тетрад*|сумк*|наклейк*|офис*|класс*|стол|столе|фургон*|вывеск*|kupa|fincan*|tişört*|şapka*|\
         dövme*|duvar*|ekran*|tahta*|defter*|çanta*|masa*|ofis*|sınıf|tabela*|كوب|قميص|تيشيرت|قبعة|وشم|جدار|حائط|\
         شاشة|سبورة|دفتر|حقيبة|مكتب|فصل دراسي|لافتة|मग|टी-शर्ट|टीशर्ट|टोपी|टैटू|दीवार|स्क्रीन|ब्लैकबोर्ड|बोर्ड पर|नोटबुक|\
         बैग|मेज|मेज़|दफ्तर|कक्षा|杯子|马克杯|T恤|t恤|衬衫|帽子|纹身|墙|屏幕|黑板|白板|笔记本|办公室|教室|桌|\
         招牌|馬克杯|紋身|マグカップ|Tシャツ|シャツ|帽子|タトゥー|壁|画面|黒板|ホワイトボード|ノート|バッグ|\
         オフィス|教室|机|テーブル|看板のある|머그컵|머그|티셔츠|모자|문신|벽|화면|칠판|화이트보드|노트|가방|\
         사무실|교실|책상|테이블|간판",
    ),
    (
        Cue::Thing,
        "标志性|標誌性|地标|logo depois|logo após|logo mais|logo cedo|logo ali|logo abaixo|logo acima|\
         جدول ماء|جدول مياه|جدول صغير|family tree house|tree house|treehouse|color scheme|colour scheme|plot of land|\
         chart room|chart table|chart house|graph paper|\
         logo designer|graphic designer|time machine|\
         state fair|state park|class photo|magazine cover|bar stool|line dance|line art|\
         clothing line|product line|star chart|sea chart|nautical chart|flip chart|\
         pie dish|pie plate|esquema de colores|esquema de cores|schéma de couleurs|\
         schéma de couleur|farbschema|schema di colori|kleurenschema|schemat kolorów|\
         schemat kolorystyczny|цветовая схема|цветовой схеме|renk şeması|baumhaus|seekarte|\
         sternenkarte|paperboard|diseñador de logos|diseñadora de logos|logodesigner|\
         logodesignerin|grafikdesigner|grafikdesignerin|infografikerin|infografista|infographiste|\
         дизайнер логотипов|дизайнер инфографики|projektantka logo|projektant logo|\
         logo tasarımcısı|grafik tasarımcı|grafik tasarımcısı|مصممة شعارات|مصمم شعارات|लोगो डिज़ाइनर|标志设计师|\
         平面设计师|ロゴデザイナー|로고 디자이너|그래픽 디자이너|配色方案|色彩方案|\
         apple pie|pie|cherry pie|pumpkin pie|cake|donut|donuts|doughnut|doughnuts|bar|bars|\
         chocolate bar|cocktail bar|sushi bar|wine bar|bar stool|candy bar|line art|fishing line|\
         clothes line|finish line|fashion line|power lines|tree|trees|family tree house|flow of|\
         pyramid|pyramids|funnel cake|funnel|map|treasure map|clock|watch|radar dish|radar station|\
         gauge|pressure gauge|candlestick|candlesticks|waterfall|waffle|waffles|lollipop|rose|roses|\
         violin|bubbles|bubble bath|stairs|steps|stone steps|ladder|table|dining table|pool table|\
         scatter|scattered|graph paper|diagrammatic|tarta|pastel|rosquilla|rosquillas|bar de|\
         árbol|árboles|pirámide*|mapa del tesoro|reloj|cascada|gofre|violín|burbujas|escaleras|mesa|\
         tarte|gâteau|beignet|bar à|arbre|arbres|pyramide*|carte au trésor|montre|horloge|cascade|\
         gaufre*|violon|bulles|escalier*|table|torte|torten|apfelkuchen|kuchen|krapfen|bar mit|\
         baum|bäume|pyramiden|schatzkarte|uhr|wasserfall|waffel*|geige|seifenblasen|treppe*|tisch|\
         torta di|torta|ciambella|ciambelle|albero|alberi|piramidi|orologio|cascata|cialda|violino|\
         bolle|scale|scalinata|tavolo|bolo|rosquinha*|árvore|árvores|relógio|cachoeira|violino|\
         bolhas|escada*|taart|appeltaart|gebak|kroeg|boom|bomen|piramides|schatkaart|klok|waterval|\
         wafel*|viool|bellen|trap|trappen|tafel|ciasto|szarlotk*|tort|pączek|pączki|drzew*|\
         piramid*|mapa skarbów|zegar*|wodospad*|gofr*|skrzypc*|bańk*|schod*|stół|stole|пирог*|торт*|\
         пончик*|бар|барная|дерев*|пирамид*|карт* сокровищ|часы|часов*|водопад*|вафл*|скрипк*|\
         пузыр*|лестниц*|turta|elmalı turta|pasta|kek|çörek|ağaç*|ağac*|piramit*|hazine harita*|\
         saat*|şelale*|keman*|baloncuk*|merdiven*|فطيرة|كعكة|دونات|شجرة|أشجار|أهرامات|هرم|ساعة|شلال|كمان|فقاعات|\
         درج|طاولة|पाई|केक|डोनट|पेड़|पिरामिड|घड़ी|झरना|वायलिन|बुलबुले|सीढ़ी|苹果派|馅饼|蛋糕|甜甜圈|酒吧|树|金字塔|\
         藏宝图|手表|钟|瀑布|华夫饼|小提琴|气泡|泡泡|楼梯|蘋果派|樹|アップルパイ|パイ|ケーキ|ドーナツ|バー|\
         ピラミッド|宝の地図|時計|滝|ワッフル|バイオリン|泡|階段|사과 파이|파이|케이크|도넛|술집|나무|\
         피라미드|보물 지도|시계|폭포|와플|바이올린|거품|비눗방울|계단",
    ),
    (
        Cue::Without,
        "no|without|not|free of|instead of|sin|sans|pas de|aucun|ohne|kein|keine|keinen|senza|\
         nessun|sem|nenhum|zonder|geen|bez|nie|без|не|нет|olmadan|olmayan|-sız|değil|بدون|بلا|لا|بغير|बिना|नहीं|\
         无|没有|不要|無|沒有|なし|ない|なく|없는|없이|말고",
    ),
    (
        Cue::Brand,
        "barber|barbers|barber shop|butcher|dentist|florist|pizzeria|food truck|stall|nail salon|\
         nail bar|yoga studio|farm|pet shop|bike shop|plumber|tailor|tea house|roastery|roaster|distillery|\
         haberdashery|bookshop|kennel|daycare|kindergarten|record label|clothing brand|barbería|\
         carnicería|dentista|floristería|taquería|pizzería|puesto|bodega|peluquería canina|heladería|\
         librería|guardería|granja|churrería|barbier|boucherie|fleuriste|crêperie|food-truck|domaine|\
         librairie|crèche|ferme|glacier|coiffeur|friseur|metzgerei|zahnarzt|zahnarztpraxis|blumenladen|\
         imbiss|weingut|hundesalon|eisdiele|buchhandlung|kita|hofladen|rösterei|fahrradladen|gasthaus|\
         barbiere|macelleria|fioraio|gelateria|cantina|libreria|asilo|agriturismo|furgone|officina|\
         parrucchiere|osteria|barbearia|açougue|floricultura|pizzaria|barraca|vinícola|sorveteria|livraria|\
         creche|fazenda|salão|lanchonete|kapper|slager|tandarts|bloemist|bloemenwinkel|kraam|ijssalon|\
         boekwinkel|fietsenmaker|kinderdagverblijf|boerderij|koffiebranderij|café|fryzjer*|rzeźnik*|\
         dentyst*|kwiaciarni*|budk*|winnic*|lodziarni*|księgarni*|przedszkol*|warsztat*|palarni*|\
         cukierni*|парикмахер*|мясн* лавк*|стоматолог*|цветочн*|пиццери*|фудтрак*|фургон*|ларёк|винодельн*|\
         мороженое|книжн*|детск* сад*|ферм*|столов*|блинн*|berber*|kuaför*|kasap*|dişçi*|çiçekçi*|\
         pizzacı*|büfe*|dondurmacı*|kitabevi*|kreş*|çiftlik*|simitçi*|lokanta*|kahveci*|kavurma*|حلاق|جزار|\
         عيادة|زهور|عربة طعام|عربتنا|مزرعة|مكتبة|حضانة|محل|محمصة|صالون|مكتب محاماة|नाई|कसाई|फूल की दुकान|ठेला|ठेले|\
         आइसक्रीम|मिठाई|ढाबा|किताबों की दुकान|खेत|茶馆|茶楼|面馆|花店|理发店|餐车|小摊|书店|幼儿园|农场|\
         律师事务所|牙科|烘焙|酒庄|屋台|理髪店|花屋|肉屋|そば処|ラーメン屋|書店|保育園|農園|法律事務所|\
         ヨガスタジオ|喫茶|焙煎|이발소|정육점|꽃집|푸드트럭|분식|떡집|서점|어린이집|농장|법률사무소|치과|\
         요가|양조장|로스터리|company|brand|startup|start-up|business|firm|agency|studio|bakery|restaurant|cafe|café|\
         coffee shop|shop|store|boutique|brewery|winery|salon|gym|clinic|school|team|club|band|\
         podcast|app|festival|conference|foundation|charity|hotel|bookstore|law firm|barbershop|\
         consultancy|church|league|label|slogan|tagline|empresa|marca|negocio|tienda|panadería|\
         restaurante|cafetería|agencia|estudio|clínica|gimnasio|equipo|peluquería|entreprise|\
         société|marque|boutique|boulangerie|restaurant|agence|cabinet|équipe|salon de|association|\
         firma|unternehmen|marke|geschäft|laden|bäckerei|café|agentur|kanzlei|praxis|verein|\
         mannschaft|brauerei|friseursalon|azienda|impresa|marchio|negozio|panetteria|panificio|\
         ristorante|agenzia|studio|clinica|palestra|squadra|birrificio|loja|padaria|clínica|\
         academia|equipe|time de|cervejaria|bedrijf|merk|winkel|bakkerij|bureau voor|praktijk|\
         sportschool|brouwerij|vereniging|firm*|mark* odzieżow*|marki|sklep*|piekarni*|restauracj*|\
         kawiarni*|agencj*|kancelari*|klub*|drużyn*|browar*|salon* fryzjer*|компани*|бренд*|фирм*|\
         магазин*|пекарн*|ресторан*|кафе|кофейн*|агентств*|студи*|клиник*|команд*|клуб*|пивоварн*|\
         стартап*|барбершоп*|şirket*|marka*|firma*|dükkan*|mağaza*|fırın*|restoran*|kafe*|ajans*|\
         stüdyo*|klinik*|takım*|kulüp*|kulüb*|girişim*|شركة|علامة|متجر|مخبز|مطعم|مقهى|وكالة|استوديو|عيادة|فريق|نادي|\
         ناد|كंपनी|कंपनी|ब्रांड|दुकान|बेकरी|रेस्तरां|कैफे|कैफ़े|एजेंसी|स्टूडियो|क्लिनिक|टीम|क्लब|स्टार्टअप|公司|品牌|店|面包店|餐厅|\
         咖啡馆|咖啡店|工作室|诊所|球队|俱乐部|企业|健身房|啤酒厂|創業|餐廳|会社|企業|ブランド|店|\
         パン屋|レストラン|カフェ|スタジオ|クリニック|チーム|クラブ|美容室|ベーカリー|회사|브랜드|가게|빵집|\
         베이커리|식당|레스토랑|카페|스튜디오|병원|팀|클럽|스타트업|업체|미용실",
    ),
    (
        Cue::Measure,
        "sales|revenue|revenues|profit|profits|growth|cost|costs|expenses|income|spending|budget|\
         traffic|visitors|users|signups|downloads|uploads|subscribers|population|temperature|\
         temperatures|rainfall|share|shares|market share|votes|score|scores|units|orders|customers|\
         conversion|rate|rates|percentage|percent|gdp|inflation|unemployment|production|\
         consumption|emissions|attendance|survey|results|performance|trend|trends|statistics|\
         stats|data|figures|numbers|values|distribution|average|salary|salaries|prices|price of|\
         demand|exports|imports|usage|hours|ventas|ingresos|beneficio*|gastos|costes|costos|\
         presupuesto|visitantes|usuarios|población|temperatura*|lluvia mensual|cuota|votos|\
         resultados|encuesta|datos|cifras|inflación|desempleo|producción|consumo|emisiones|\
         porcentaje|precios|exportaciones|ventes|revenus|chiffre d'affaires|bénéfice*|dépenses|\
         coûts|budget|visiteurs|utilisateurs|population|température*|parts de marché|votes|\
         résultats|sondage|données|chiffres|chômage|consommation|émissions|pourcentage|prix|umsatz|\
         umsätze|gewinn|gewinne|verkäufe|verkaufszahlen|kosten|ausgaben|einnahmen|budget|besucher|\
         besucherzahlen|nutzer|bevölkerung|temperatur|temperaturen|niederschlag|marktanteil*|\
         stimmen|ergebnisse|umfrage|daten|zahlen|werte|arbeitslosigkeit|verbrauch|emissionen|prozent|\
         preise|stromverbrauch|vendite|fatturato|ricavi|profitti|utili|spese|costi|visitatori|utenti|\
         popolazione|temperature|quote di mercato|voti|risultati|sondaggio|dati|disoccupazione|\
         consumo|consumi|emissioni|percentuale|prezzi|vendas|receita|lucro*|despesas|custos|\
         orçamento|visitantes|usuários|população|participação de mercado|pesquisa|dados|desemprego|\
         emissões|porcentagem|preços|verkoop|verkopen|omzet|winst|uitgaven|bezoekers|gebruikers|\
         bevolking|temperatuur|temperaturen|marktaandeel|stemmen|resultaten|enquête|gegevens|\
         cijfers|werkloosheid|verbruik|uitstoot|percentage|prijzen|sprzedaż*|przychod*|zysk*|koszt*|\
         wydatk*|budżet*|odwiedz*|użytkownik*|ludnoś*|temperatur*|udział* w rynku|głos*|wynik*|\
         ankiet*|dane|danych|bezroboci*|zużyci*|emisj*|procent*|cen|ceny|продаж*|выручк*|доход*|\
         прибыл*|расход*|затрат*|бюджет*|посетител*|пользовател*|населени*|температур*|дол* рынка|\
         голос*|результат*|опрос*|данны*|безработиц*|потреблени*|выброс*|процент*|цен|цены|satış*|\
         gelir*|kâr|kar marjı|gider*|maliyet*|bütçe*|ziyaretçi*|nüfus*|sıcaklık*|\
         pazar pay*|oy oran*|anket*|veri|veriler*|enflasyon*|işsizlik*|tüketim*|emisyon*|yüzde*|fiyat*|\
         المبيعات|مبيعات|إيرادات|الإيرادات|أرباح|الأرباح|تكاليف|نفقات|ميزانية|زوار|مستخدم|السكان|سكان|درجات الحرارة|حصة السوق|\
         الحصص|أصوات|نتائج|استبيان|بيانات|بطالة|استهلاك|انبعاثات|نسبة|نسب|أسعار|बिक्री|राजस्व|आय|लाभ|मुनाफा|खर्च|लागत|बजट|\
         उपयोगकर्ताओं की संख्या|जनसंख्या|तापमान|बाजार हिस्सेदारी|वोट|परिणाम|सर्वेक्षण|डेटा|आंकड़े|बेरोजगारी|खपत|उत्सर्जन|प्रतिशत|कीमत|\
         销售|销量|收入|营收|利润|成本|支出|预算|访客|用户数|人口|气温|温度|市场份额|占比|票数|结果|调查|\
         数据|失业率|消费|排放|百分比|价格|增长|銷售|營收|利潤|數據|売上|収益|利益|費用|支出|予算|訪問者|\
         ユーザー数|人口|気温|シェア|割合|得票|結果|アンケート|データ|失業率|消費|排出|価格|推移|매출|\
         판매|수익|이익|비용|지출|예산|방문자|사용자 수|인구|기온|온도|점유율|비율|득표|결과|설문|데이터|\
         실업률|소비|배출|가격|통계",
    ),
    (
        Cue::Period,
        "per month|per year|per day|per week|per quarter|per capita|by month|by year|by region|\
         by country|by category|by department|by age|by quarter|by source|by sector|monthly|weekly|\
         yearly|annual|quarterly|daily|over time|over the last|over the past|since|january|february|\
         april|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|\
         dec|q1|q2|q3|q4|year|years|month|months|por mes|por año|por región|por país|por categoría|\
         mensual*|trimestr*|anual*|diari*|enero|febrero|marzo|abril|mayo|junio|julio|agosto|\
         septiembre|octubre|noviembre|diciembre|par mois|par an|par région|par pays|mensuel*|\
         annuel*|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|\
         décembre|pro monat|pro jahr|pro tag|nach region|nach land|nach abteilung|monatlich*|\
         jährlich*|quartal*|januar|februar|märz|april|juni|juli|oktober|dezember|al mese|all'anno|\
         per regione|per mese|per anno|per paese|mensil*|annual*|gennaio|febbraio|aprile|maggio|\
         giugno|luglio|settembre|ottobre|dicembre|por mês|por ano|por região|janeiro|fevereiro|março|\
         maio|junho|julho|setembro|outubro|novembro|dezembro|per maand|per jaar|per regio|per land|\
         maandelijks*|jaarlijks*|kwartaal|januari|februari|maart|mei|juni|juli|augustus|oktober|\
         na miesiąc|na rok|według|miesięczn*|roczn*|kwartał*|styczeń|luty|marzec|kwiecień|maj|\
         czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień|в месяц|в год|по месяцам|\
         по годам|по регионам|по странам|по кварталам|ежемесячн*|годов*|квартал*|январ*|феврал*|\
         март*|апрел*|май|июн*|июл*|август*|сентябр*|октябр*|ноябр*|декабр*|aylık|yıllık|günlük|\
         haftalık|çeyrek*|aya göre|yıllara göre|bölgelere göre|aylara göre|ocak|şubat|mart|nisan|\
         mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|شهريا|الشهرية|سنويا|السنوية|حسب|لكل شهر|الربع|يناير|\
         فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|मासिक|वार्षिक|तिमाही|प्रति माह|प्रति वर्ष|के अनुसार|\
         जनवरी|फरवरी|मार्च|अप्रैल|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|每月|每年|月度|季度|年度|按月|按年|按地区|\
         各|一月|二月|三月|第一季度|近五年|月別|年別|地域別|四半期|月ごと|年間|毎月|国別|1月|2月|3月|월별|\
         연도별|연간|분기|지역별|매월|월간|국가별|1월|2월|3월",
    ),
    (
        Cue::Explain,
        "how to|how does|how do|how a|how an|how the|explain|explains|explaining|explained|tips|\
         steps to|steps for|steps of|stages of|phases of|types of|benefits of|facts about|\
         reasons to|reasons why|ways to|causes of|symptoms of|guide to|guide for|beginner's guide|\
         introduction to|overview of|history of|evolution of|lifecycle|life cycle|life cycle of|\
         anatomy of|parts of|principles of|rules of|habits of|myths|key facts|did you know|\
         what is|what are|why you should|top 5|top 10|mistakes|myth|common mistakes|rules for|matters|five ways|basics of|works|cómo|explica|\
         explicando|consejos|pasos para|etapas de|fases de|tipos de|beneficios de|datos sobre|\
         razones para|formas de|guía|historia de|ciclo de vida|ciclo del agua|partes de|qué es|\
         evolución de|síntomas|mitos|errores|ventajas de|comment|explique|expliquer|expliquant|conseils|astuces|\
         étapes|phases de|types de|bienfaits|raisons de|façons de|guide|histoire de|cycle de vie|\
         cycle de l'eau|qu'est-ce|évolution de|symptômes|mythes|erreurs|avantages|wie man|wie funktioniert|\
         wie ein|wie eine|wie der|wie die|erkläre|erklärt|erklär|tipps|schritte|phasen|arten von|\
         vorteile|fakten|gründe|anleitung|leitfaden|geschichte der|geschichte des|lebenszyklus|\
         wasserkreislauf|was ist|mythen|fehler|irrtümer|symptome|come|spiega|spiegare|consigli|passi per|passaggi|fasi|\
         tipi di|benefici|fatti|motivi|modi per|guida|storia del|storia della|ciclo di vita|\
         ciclo dell'acqua|cos'è|sintomi|miti|errori|vantaggi|como|explique|explicando|dicas|passos para|etapas|\
         fases|benefícios|fatos|motivos|maneiras de|guia|história|ciclo da água|o que é|mitos|erros|sintomas|\
         hoe|uitleg|leg uit|uitleggen|tips|stappen|fasen|soorten|voordelen|feiten|redenen|manieren|\
         gids|geschiedenis|levenscyclus|waterkringloop|wat is|jak|wyjaśnij|wyjaśniając*|porady|\
         wskazówki|kroki|etapy|fazy|rodzaje|korzyści|fakty|powod*|sposoby|sposobów|poradnik|\
         przewodnik|historia|cykl życia|obieg wody|co to jest|objawy|mity|błędy|błędów|zalety|как|объясни*|\
         объясня*|советы|советов|шаг*|этап*|фаз*|вид*|польз*|факт*|причин*|способ*|руководств*|\
         инструкци*|истори*|жизненн* цикл*|круговорот*|что такое|симптом*|миф*|ошибк*|правил*|nasıl|açıkla*|anlat*|\
         ipuçları|ipucu|adım*|aşama*|evreler*|türleri|faydaları|gerçekler|nedenleri|yolları|rehber*|\
         kılavuz*|tarihi|tarihçe*|yaşam döngüsü|su döngüsü|nedir|mitler|hatalar|kurallar*|belirtileri|كيف|كيفية|اشرح|شرح|يشرح|نصائح|\
         خطوات|مراحل|أنواع|فوائد|حقائق|أسباب|طرق|دليل|تاريخ|دورة حياة|دورة الماء|ما هو|ما هي|أعراض|कैसे|समझा|टिप्स|सुझाव|चरण|\
         कदम|प्रकार|फायदे|लाभ|तथ्य|कारण|तरीके|मार्गदर्शिका|इतिहास|जीवन चक्र|जल चक्र|क्या है|लक्षण|如何|怎么|怎样|解释|说明|\
         讲解|技巧|步骤|阶段|种类|类型|好处|事实|原因|方法|指南|历史|生命周期|水循环|是什么|症状|建议|贴士|小知识|知识|误区|\
         科普|介绍|說明|步驟|階段|歷史|仕組み|方法|やり方|使い方|説明|解説|コツ|手順|段階|種類|メリット|効果|\
         豆知識|理由|ガイド|歴史|ライフサイクル|水の循環|とは|症状|まとめ|紹介|기초|방법|설명|하는 법|원리|\
         팁|가지|상식|단계|종류|효능|장점|사실|이유|가이드|역사|생애 주기|물의 순환|이란|증상|소개|정리",
    ),
    (
        Cue::Versus,
        "vs|vs.|versus|compare|compared|comparing|comparison|difference|differences|compara|\
         comparación|comparativ*|diferencia*|frente a|contra|compare|comparaison|différence*|\
         contre|vergleich|vergleiche|unterschied*|gegen|confronto|confronta|differenz*|differenze|\
         comparação|diferença*|vergelijk|vergelijking|verschil*|tegen|porównaj|porównanie|różnic*|\
         kontra|сравни*|сравнени*|разниц*|отличи*|против|karşılaştır*|fark|farkı|farklar*|مقارنة|مقابل|قارن|\
         الفرق|तुलना|बनाम|अंतर|对比|比较|区别|差异|對比|比較|違い|비교|차이",
    ),
    (
        Cue::Process,
        "reports to|report to|depends on|depend on|connects to|connected to|inherits|extends|\
         calls|sends|returns|then|if|else|otherwise|login|checkout|approval|onboarding|process|\
         procedure|workflow|ceo|cto|cfo|manager|managers|director|server|servers|database|client|\
         api|microservice|microservices|load balancer|router|firewall|queue|service|module|\
         component|table users|foreign key|entity|entities|relationship|class|interface|state|\
         states|transition|goes to|leads to|followed by|supervises|manages|under him|under her|\
         reporta a|depende de|se conecta|hereda|llama a|envía|devuelve|luego|si no|proceso|\
         director|gerente|servidor|base de datos|cliente|dépend de|rapporte à|se connecte|hérite|\
         appelle|envoie|renvoie|ensuite|puis|sinon|processus|directeur|serveur|base de données|\
         berichtet an|hängt ab|verbindet|verbunden|erbt|ruft|sendet|schickt|dann|sonst|prozess|\
         ablauf|geschäftsführer*|leiter|datenbank|riporta a|dipende da|si collega|eredita|chiama|\
         invia|restituisce|poi|altrimenti|processo|direttore|responsabile|database|se conecta|\
         herda|chama|envia|retorna|depois|senão|diretor|banco de dados|rapporteert aan|\
         hangt af van|verbonden|erft|roept|stuurt|daarna|anders|proces|directeur|databank|podlega|\
         zależy od|łączy|dziedziczy|wywołuje|wysyła|zwraca|następnie|potem|jeśli|w przeciwnym|proces|\
         procesu|dyrektor*|kierownik*|serwer*|baza danych|подчиня*|зависит от|соединя*|подключ*|\
         наследу*|вызывает|отправля*|возвращает|затем|потом|если|иначе|процесс*|директор*|\
         начальник*|сервер*|база данных|bağlı|bağlanır|bağlıdır|kalıtır|çağırır|gönderir|döndürür|\
         sonra|eğer|değilse|süreç|süreci|müdür*|sunucu*|veritabanı*|يتبع|تتبع|يعتمد على|يتصل|يرث|يستدعي|يرسل|\
         ترسل|ثم|إذا|وإلا|عملية|المدير|مدير|خادم|قاعدة بيانات|रिपोर्ट करता|रिपोर्ट करते|निर्भर|जुड़ा|भेजता|फिर|यदि|अगर|अन्यथा|\
         प्रक्रिया|निदेशक|प्रबंधक|सर्वर|डेटाबेस|汇报|依赖|连接|继承|调用|发送|返回|然后|如果|否则|流程|经理|总监|\
         服务器|数据库|向…汇报|登录|审批|報告|依存|接続|継承|呼び出|送信|返す|それから|次に|もし|\
         そうでなければ|プロセス|部長|社長|課長|サーバー|データベース|ログイン|承認|보고|의존|연결|상속|\
         호출|보내|전송|반환|그다음|만약|아니면|프로세스|절차|부장|팀장|사장|대표|서버|데이터베이스|로그인|\
         승인",
    ),
    (
        Cue::Of,
        "of|de|del|des|du|d'|von|vom|der|di|della|delle|dei|degli|do|da|dos|das|van|об|о|про",
    ),
    (
        Cue::For,
        "for|para|pour|für|per|voor|dla|для|için|لأجل|के लिए|为|為|给|のための|向け|위한|을 위한",
    ),
    (
        Cue::With,
        "with|con|avec|mit|com|met|z|ze|с|со|ile|-li|مع|के साथ|带有|带着|配有|付き|のついた|がある|와 함께|있는",
    ),
    (
        Cue::On,
        "on|at|in front of|next to|under|above|behind|inside|en|sobre|delante de|junto a|sur|devant|\
         sous|à côté de|auf|vor|neben|unter|hinter|am|im|su|sul|sulla|davanti|accanto|sotto|em cima|\
         no|na|em frente|ao lado|op|naast|onder|achter|na|przed|obok|pod|w|на|перед|рядом|под|над|за|\
         üzerinde|önünde|yanında|altında|içinde|على|أمام|بجانب|تحت|في|पर|के सामने|के पास|के नीचे|में|前面|旁边|下面|\
         上面|在|里|の前|の上|の下|の隣|の中|앞에|위에|옆에|아래|안에",
    ),
    (
        Cue::As,
        "as|into|as a|as an|in the form of|turn into|convert|como|en forma de|convierte|\
         en forme de|sous forme|comme|convertis|transforme|als|in form|wandle|sotto forma|come|\
         trasforma|converti|em forma de|como um|transforme|converta|in de vorm van|zet om|jako|\
         w formie|w postaci|zamień|в виде|в форме|преврати*|olarak|şeklinde|biçiminde|dönüştür*|\
         على شكل|في شكل|حول|के रूप में|बदल|形式|转成|做成|变成|转换|画成|として|にして|形で|に変換|로 만들|으로|\
         형태로|변환|로 정리",
    ),
    (
        Cue::Arrows,
        "boxes and arrows|boxes-and-arrows|boxes|arrows|connected|connections|linked|cajas y flechas|\
         flechas|cajas|conectan|conectados|boîtes et flèches|flèches|reliés|relié|fléché|kästen|\
         kästchen|pfeile|pfeilen|zusammenhängen|verbunden sind|caselle|frecce|collegati|caixas|\
         setas|conectam|vakjes|blokjes|pijlen|ramki|ramkach|prostokąt*|strzałk*|połączon*|блок*|\
         стрелк*|связан*|kutu*|ok|oklar*|bağlantı*|أسهم|مربعات|ترتبط|بأسهم|بمربعات|तीर|तीरों|बॉक्स|जुड़े|箭头|方框|\
         关联|箭頭|矢印|箱|つながり|つながって|화살표|상자|연결되|관계",
    ),
    (
        Cue::Relation,
        "belongs to|belong to|has many|have many|has one|each|every|one-to-many|many-to-many|1:n|\
         pertenece a|tiene muchos|tiene muchas|cada|appartient à|appartient|a plusieurs|possède|\
         chaque|gehört zu|gehört|hat viele|jeder|jede|jedes|appartiene a|appartiene|ha molti|\
         ha molte|ogni|pertence a|tem muitos|tem muitas|hoort bij|heeft veel|elke|elk|należy do|ma wiele|ma wielu|każdy|każda|każde|принадлежит|много|каждый|каждая|каждое|aittir|\
         her bir|çok|vardır|ينتمي|تنتمي|يخص|لكل|وكل|كل|عدة|का होता है|होते हैं|हर|कई|属于|每个|每张|多个|\
         屬於|属する|属し|複数|持つ|持ち|속한다|속하고|여러|각",
    ),
    (
        Cue::Duration,
        "day|days|week|weeks|deadline|milestone|milestones|sprint|día|días|semana|semanas|jour|\
         jours|semaine|semaines|tag|tage|tagen|woche|wochen|giorno|giorni|settimana|settimane|dia|\
         dias|dag|dagen|weken|dzień|dni|tydzień|tygodni*|день|дня|дней|недел*|gün|hafta|يوم|أيام|أسبوع|\
         أسبوعان|أسابيع|दिन|सप्ताह|हफ्ते|天|周|日間|週間|5日|10日|일간|주일|5일|10일",
    ),
    (
        Cue::Mark,
        "emblem|crest|badge|mascot|seal|signet|insignia|coat of arms|icon|symbol|mark|shield|\
         emblema|escudo|mascota|sello|icono|insignia|símbolo|emblème|écusson|blason|mascotte|icône|\
         wappen|abzeichen|maskottchen|siegel|symbol|icon|signet|stemma|mascotte|simbolo|icona|\
         marchio|brasão|mascote|selo|ícone|embleem|wapen|mascotte|icoon|emblemat|herb|godło|maskotka|\
         ikona|znak|герб|значок|символ|маскот|талисман|печать|иконка|arma|armas*|maskot|rozet|simge|\
         ikon|amblem|ختم|درع|رمز|أيقونة|تميمة|प्रतीक|चिह्न|शुभंकर|आइकन|徽章|图标|吉祥物|圖標|紋章|\
         バッジ|マスコット|アイコン|シンボル|휘장|배지|마스코트|아이콘|심볼|문장",
    ),
    (
        Cue::Learning,
        "educational|for kids|for children|for pupils|for students|for beginners|pupils|classroom|\
         icons|with icons|short texts|headings|labels|labelled|labeled|captions|overview|summary|\
         explainer|educativ*|para niños|para principiantes|mis alumnos|alumnos|iconos|con iconos|\
         textos cortos|textos breves|títulos|resumen|éducati*|pédagogique|pour les enfants|\
         aux enfants|mes élèves|élèves|débutant*|icônes|textes courts|titres|résumé|lernplakat|\
         für kinder|schüler|anfänger|symbolen|kurzen texten|überschriften|überblick|übersicht|\
         anschaulich*|didattic*|per bambini|ai bambini|studenti|principianti|icone|testi brevi|\
         titoli|riassunto|educativ*|para crianças|iniciantes|ícones|resumo|lesposter|voor kinderen|\
         leerlingen|beginners|iconen|korte teksten|kopjes|overzicht|edukacyjn*|dla dzieci|uczniowie|\
         początkujących|ikonami|krótkimi tekstami|nagłówkami|podsumowanie|учебн*|для детей|ученик*|\
         начинающих|иконками|короткие тексты|заголовк*|обзор|наглядн*|подпис*|eğitim*|çocuklar için|\
         öğrenci*|yeni başlayanlar|ikonlu|ikonlarla|kısa metin*|başlıklı|özet*|تعليمي|للأطفال|طلابي|\
         المبتدئين|أيقونات|نصوص قصيرة|بعناوين|ملخص|शैक्षिक|बच्चों के लिए|छात्र|शुरुआती|आइकन वाले|छोटे पाठ|शीर्षक|सारांश|\
         科普|学生|新手|孩子讲解|带图标|图标和|短文|标题|总结|學生|学習|子供向け|生徒|初心者|アイコン付き|\
         短い文|見出し|まとめて|교육|아이들에게|학생|초보자|아이콘과|짧은 글|제목이|시각 자료",
    ),
    (
        Cue::Spread,
        "distribution|breakdown|development of|evolution of|trend|split of|change in|changes in|\
         growth of|increase in|decline of|ranking|correlation|proportion|proportions|ratio|\
         how many|how much|number of|distribución|reparto|desglose|evolución|crecimiento|\
         proporción|cuántos|cuántas|cuánto|número de|répartition|évolution|croissance|détail de|\
         proportion|combien|nombre de|verteilung|aufteilung|entwicklung|wachstum|anteil|anteile|\
         anzahl|wie viele|wie viel|verlauf|anstieg|rückgang|ripartizione|distribuzione|andamento|\
         crescita|evoluzione|quanti|quante|numero di|distribuição|divisão|evolução|crescimento|\
         quantos|quantas|número de|verdeling|ontwikkeling|groei|aandeel|aantal|hoeveel|verloop van|\
         podział|rozkład|zmian*|wzrost|spadek|udział|liczba|ile|распределени*|динамик*|рост|\
         изменени*|доля|доли|структура расходов|количеств*|число|числа|сколько|dağılım*|değişim*|\
         artış*|gelişim*|oran*|sayısı|kaç|توزيع|تطور|نمو|تغير|عدد|كم|زيادة|वितरण|बंटवारा|बदलाव|वृद्धि|अनुपात|संख्या|कितने|कितना|\
         分布|分配|占比|走势|趋势|变化|增长|数量|多少|比例|構成|内訳|分布|推移|変化|伸び|増加|割合|件数|枚数|\
         数の|いくつ|분포|배분|추이|변화|증가|비율|비중|몇|개수",
    ),
    (
        Cue::Structure,
        "structure|hierarchy|organisation|organization|process|processes|workflow|procedure|\
         lifecycle of|relations|relationships|relation between|flow|steps of|estructura|jerarquía|\
         organización|proceso|procesos|flujo|relaciones|structure|hiérarchie|organisation|processus|\
         procédure|déroulement|relations|struktur|aufbau|hierarchie|gliederung|organisation|ablauf|\
         abläufe|prozess|beziehungen|vorgang|vorgangs|struttura|gerarchia|organizzazione|processo|\
         flusso|relazioni|rapporti tra|estrutura|hierarquia|organização|processo|fluxo|relações|\
         structuur|hiërarchie|opbouw|organisatie|proces|verloop|relaties|struktur*|hierarchi*|\
         organizacj*|proces*|przebieg|relacj*|структур*|иерархи*|организаци*|процесс*|устройств*|\
         связи|ход|порядок|yapı|yapısı|hiyerarşi*|teşkilat*|organizasyon*|süreç|süreci|akış|akışı|\
         ilişki*|هيكل|بنية|التسلسل|تنظيم|عملية|سير|إجراءات|العلاقات|علاقات|संरचना|ढांचा|पदानुक्रम|संगठन|प्रक्रिया|प्रवाह|\
         संबंध|结构|层级|组织|流程|过程|关系|架构|構造|階層|組織|流れ|手続き|関係|구조|위계|조직|과정|흐름|\
         절차|관계",
    ),
    (
        Cue::Heading,
        "pros|cons|advantages|disadvantages|strengths|weaknesses|opportunities|threats|before|after|\
         ingredients|steps|step|do|don't|don'ts|myth|fact|free|basic|premium|enterprise|level 1|\
         pyramid|cycle|ventajas|desventajas|fortalezas|debilidades|amenazas|antes|después|\
         ingredientes|pasos|mito|realidad|gratis|básico|pirámide|ciclo|avantages|inconvénients|\
         forces|faiblesses|opportunités|menaces|avant|après|ingrédients|étape|mythe|réalité|gratuit|\
         basique|pyramide|cycle|vorteile|nachteile|stärken|schwächen|chancen|risiken|vorher|nachher|\
         zutaten|schritt|mythos|fakt|kostenlos|gratis|pyramide|kreislauf|vantaggi|svantaggi|\
         debolezze|minacce|prima|dopo|ingredienti|passo|mito|gratuito|piramide|vantagens|\
         desvantagens|forças|fraquezas|ameaças|depois|passo|grátis|pirâmide|voordelen|nadelen|\
         sterktes|zwaktes|kansen|bedreigingen|voor|na|ingrediënten|stap|mythe|feit|cyclus|zalety|\
         wady|szanse|zagrożenia|przed|po|składniki|krok|mit|fakt|darmowy|piramida|cykl|плюсы|минусы|\
         угрозы|возможности|до|после|ингредиенты|шаг|миф|факт|бесплатно|базовый|пирамида|цикл|\
         artılar|eksiler|fırsatlar|tehditler|önce|sonra|malzemeler|adım|ücretsiz|temel|piramit|\
         döngü|الإيجابيات|السلبيات|نقاط القوة|نقاط الضعف|قبل|بعد|المكونات|خطوة|مجاني|هرم|नुकसान|ताकत|कमजोरी|पहले|\
         बाद|सामग्री|मुफ्त|पिरामिड|优点|缺点|优势|劣势|之前|之后|材料|免费版|金字塔|长处|長所|短所|強み|弱み|\
         前：|後：|材料|無料|ピラミッド|단점|강점|약점|이전|이후|재료|무료|피라미드",
    ),
    (
        Cue::Naming,
        "called|named|the name is|name is|by the name|se llama|llamado|llamada|el nombre es|de nombre|\
         s'appelle|appelé|appelée|le nom est|nommé|nommée|heißt|namens|der name ist|mit namen|\
         si chiama|chiamato|chiamata|il nome è|di nome|se chama|chamado|chamada|o nome é|heet|\
         genaamd|de naam is|nazywa się|o nazwie|nazwa to|называется|под названием|название|зовут|\
         adında|adlı|isimli|adı|اسمه|اسمها|الاسم|باسم|नाम का|नामक|नाम है|名字叫|名叫|叫做|名为|品牌名|店名|名称|\
         という名前|名前は|店名は|社名は|名は|이라는|라는 이름|이름은|이름이|상호는",
    ),
    (
        Cue::Print,
        "awning|truck roof|side of our|kick drum|storefront|shopfront|door sign|toldo|cartel de la tienda|\
         camión|auvent|devanture|markise|dach unseres|tenda da sole|furgone|toldo|luifel|daszek|markiz*|\
         на крышу|навес|tentesi*|tente|مظلة|车顶|棚子|のれん|차양|지붕에|business card|business cards|letterhead|stationery|print on|to print|printed on our|jersey|\
         jerseys|uniform|uniforms|caps|signboard|shop sign|storefront sign|vans|app store|home screen|\
         start screen|invoices|packaging|jar|jars|tarjetas de visita|tarjetas|estampar|imprimir|gorras|\
         camisetas|membrete|fachada|letrero|pantalla de inicio|tarros|empaque|cartes de visite|\
         imprimer|casquettes|maillots|enseigne|papier à en-tête|écran d'accueil|pots|emballage|\
         visitenkarte*|aufdrucken|drucken|trikot*|mützen|ladenschild|briefkopf|briefpapier|\
         startbildschirm|homescreen|gläser|verpackung|biglietti da visita|stampare|cappellini|maglie|\
         insegna|carta intestata|schermata principale|vasetti|confezioni|cartões de visita|estampar|\
         bonés|uniforme*|letreiro|fachada|tela inicial|potes|embalagem|visitekaartje*|drukken|petjes|\
         shirts|uithangbord|briefpapier|startscherm|potjes|verpakking|wizytówk*|nadruk*|czapki|\
         koszulki|szyld*|papier firmowy|ekran główny|słoik*|opakowan*|визитк*|печатать|печати|кепки|\
         вывеск*|бланк*|форм* команды|майк*|упаковк*|банк*|kartvizit*|basıl*|forma*|şapkalar*|tabela*|\
         antetli|ana ekran*|kavanoz*|ambalaj*|بطاقات|نطبع|طباعة|القبعات|قمصان|لوحة المحل|الشاشة الرئيسية|\
         شاشة الهاتف|العبوات|विज़िटिंग कार्ड|छापने|छाप|जर्सी|टोपियों|दुकान के बोर्ड|होम स्क्रीन|साइनबोर्ड|बोतलों|印在|名片|球衣|\
         队服|招牌|信纸|发票|包装|桌面图标|门头|名刺|印刷|ユニフォーム|看板|請求書|包装|ホーム画面|명함|유니폼|간판|\
         새길|찍을|포장|홈 화면|영수증",
    ),
    (
        Cue::Kin,
        "is the mother of|is the father of|mother of|father of|son of|daughter of|has a son|\
         has a daughter|had two kids|had three kids|has two children|have two children|\
         have three children|have two kids|have three kids|married to|twins|siblings|our family|\
         my family|family relations|es la madre de|es el padre de|hijos|hijo de|hija de|tiene un hijo|\
         tiene una hija|casado con|casada con|gemelos|nuestra familia|mi familia|la mère de|\
         le père de|enfants|fils de|fille de|a un fils|a une fille|marié à|mariée à|jumeaux|\
         notre famille|ma famille|die mutter von|der vater von|haben zwei kinder|haben drei kinder|\
         hat einen sohn|hat eine tochter|sohn von|tochter von|verheiratet|zwillinge|unsere familie|\
         meine familie|verwandtschaft|è la madre di|è il padre di|figli|figlio di|figlia di|\
         ha un figlio|ha una figlia|sposato con|sposata con|gemelli|nostra famiglia|é mãe de|é pai de|\
         filhos|filho de|filha de|tem um filho|tem uma filha|casado com|casada com|gêmeos|\
         nossa família|de moeder van|de vader van|kregen drie kinderen|kregen twee kinderen|\
         heeft een zoon|heeft een dochter|zoon van|dochter van|getrouwd|tweeling|onze familie|\
         matką|ojcem|mieli dwoje|mieli troje|ma syna|ma córkę|syn|córka|bliźnięta|naszą rodzinę|\
         nasza rodzina|мать|отец|двое детей|трое детей|сын|сына|дочь|дочери|близнецы|нашу семью|\
         наша семья|родню|родственн*|annesi|babası|çocuğu var|oğlu|kızı|ikizler*|ailemiz*|soyumuz|أم|والد|أبناء|\
         لها ابن|له ابن|لها بنت|ابنة|توأم|عائلتنا|की माँ|के पिता|का पिता|बच्चे हैं|का बेटा|की बेटी|बेटे|जुड़वाँ|हमारा परिवार|परिवार|的妈妈|\
         的爸爸|的儿子|的女儿|有两个孩子|有三个孩子|儿子|女儿|双胞胎|我们家|一家人|の母|の父|の息子|の娘|\
         子が|双子|うちの家族|我が家|親族|의 엄마|의 아빠|의 아들|의 딸|자녀|쌍둥이|우리 가족|우리 집안",
    ),
    (
        Cue::Rank,
        "in charge|leads|heads|is the boss of|boss of|works under|work under|under her|under him|\
         below her|below him|subordinates|who reports to whom|who works for whom|dirige|depende de|\
         dependen de|a su cargo|es el jefe|es la jefa|responde ante|por debajo|quién manda|dirige|\
         encadre|sous ses ordres|sous sa responsabilité|rend compte|est le chef|est la cheffe|\
         en dessous|qui dépend|leitet|darunter|untersteht|unterstehen|unterstellt|berichten an|\
         berichtet an|chef von|ihr unterstehen|vorgesetzt*|comanda|sotto di lei|sotto di lui|\
         risponde a|rispondono a|rispondono al*|riporta a|è a capo|è il capo|alle dipendenze|chefia|\
         comanda|abaixo dela|abaixo dele|responde a|responde ao|respondem ao|respondem à|é o chefe|\
         é a chefe|leidt|daaronder|onder haar|onder hem|valt onder|vallen onder|is de baas|kieruje|\
         podlega|podlegają|pod nią|pod nim|szefem|szefową|przełożon*|руководит|возглавляет|\
         подчиняется|подчиняются|ниже|под ним|под ней|начальник*|заведует|yönetiyor|yönetir|altında|\
         bağlı|bağlıdır|amiri|başında|تدير|يدير|يتبع|تتبع|يتبعان|تحته|تحتها|رئيس|رئيسة|के नीचे|उनके नीचे|रिपोर्ट करता|\
         रिपोर्ट करते|प्रमुख|के अधीन|下面有|手下|汇报|负责人|下属|主管|の部下|の下に|直属|上司|所長で|밑에|\
         아래에|책임자|보고|상사|부하",
    ),
    (
        Cue::Bars,
        "as bars|bars|lying bars|horizontal bars|as columns|columns|slices|as slices|dots|as dots|\
         needle|as a line|curve|stacked|axis|axes|barras|en columnas|columnas|porciones|puntos|aguja|\
         barres|colonnes|en colonnes|parts|tranches|aiguille|courbe|balken|säulen|tortenstücke|punkte|\
         zeiger|kurve|barre|a colonne|colonne|fette|lancetta|curva|em colunas|colunas|fatias|pontos|\
         ponteiro|kolommen|balken|punten|stippen|wijzer|słupki|słupkami|kolumn*|kawałki|kropk*|\
         wskazówk*|столбик*|полос*|дольк*|точк*|стрелк*|колонк*|çubuk*|sütun*|dilim*|nokta*|ibre*|أعمدة|أشرطة|\
         شرائح|نقاط|مؤشر|पट्टियाँ|खंभ*|टुकड़|बिंदु|सुई|柱子|横条|条形|切成|指针|点|棒で|横棒|縦棒|柱|切り分け|針|막대|\
         기둥|조각|점|바늘",
    ),
    (
        Cue::Leaflet,
        "at a glance|one pager|one-pager|one page|one-page|on one page|single page|leaflet|flyer|\
         handout|cheat sheet|pictogram|pictograms|big numbers|big figures|large numbers|cutaway|\
         recipe card|fact sheet|factsheet|de un vistazo|en una página|folleto|octavilla|pictogramas|\
         números grandes|cifras grandes|ficha|en un coup d'œil|en un coup d'oeil|sur une page|\
         dépliant|prospectus|pictogramme*|pictos|gros chiffres|en grand|fiche|auf einen blick|\
         auf einer seite|handzettel|merkblatt|flugblatt|faltblatt|piktogramm*|große zahlen|\
         großen zahlen|rezeptkarte|steckbrief|in un colpo d'occhio|a colpo d'occhio|su una pagina|\
         volantino|opuscolo|pittogramm*|grandi numeri|scheda|num relance|em uma página|folheto|\
         panfleto|pictogramas|números grandes|in één oogopslag|op één pagina|folder|foldertje|\
         pictogrammen|grote cijfers|receptkaart|w pigułce|na jednej stronie|ulotk*|piktogram*|\
         wielkich liczbach|duże liczby|с одного взгляда|на одной странице|на одном листе|листовк*|\
         памятк*|пиктограмм*|больших цифрах|крупн* цифр*|значк*|bir bakışta|tek sayfa*|broşür*|\
         el ilanı|piktogram*|büyük rakam*|simge*|في لمحة|صفحة واحدة|منشور|مطوية|رموز|بأرقام كبيرة|أرقام كبيرة|एक नज़र में|\
         एक पन्ने|पर्चा|पन्ना|चित्रों वाला|बड़े अंकों|बड़े अंक|一图看懂|一图读懂|一张图|一目了然|一页|小册|折页|\
         大数字|配图标|小图标|要点|一目で|一目でわかる|一枚に|ちらし|リーフレット|大きな数字|ピクト|\
         한눈에|한 장|안내지|전단|큰 숫자|픽토그램",
    ),
    (
        Cue::Branch,
        "if|if not|otherwise|else|in case|yes|no|si|sinon|si no|de lo contrario|sí|oui|non|wenn|falls|\
         sonst|andernfalls|ja|nein|se|altrimenti|sì|senão|caso contrário|sim|não|als|anders|zo niet|\
         nee|jeśli|jeżeli|inaczej|w przeciwnym razie|tak|nie|если|иначе|в противном случае|да|нет|eğer|\
         değilse|yoksa|evet|hayır|ise|إذا|وإلا|نعم|لا|अगर|यदि|नहीं तो|वरना|हाँ|नहीं|हो तो|如果|否则|要是|不然|是|\
         否|もし|なら|でなければ|はい|いいえ|だったら|만약|아니면|이면|으면|예|아니오|없으면|있으면",
    ),
    (
        Cue::Cover,
        "concert poster|gig poster|movie poster|film poster|travel poster|festival poster|\
         propaganda poster|retro poster|vintage poster|book cover|album cover|magazine cover|\
         coloring page|colouring page|character sheet|seamless pattern|sticker|tattoo design|avatar|\
         children's book|for kids illustration|cartel de concierto|cartel de película|portada|\
         dibujo para colorear|patrón|pegatina|tatuaje|ilustración infantil|affiche de concert|\
         affiche de film|affiche de voyage|couverture de|pochette|coloriage|motif|autocollant|\
         illustration pour enfants|konzertplakat|filmplakat|reiseplakat|buchumschlag|buchcover|\
         plattencover|ausmalbild|muster|aufkleber|kinderbuch|manifesto di un concerto|locandina|\
         copertina|disegno da colorare|motivo|adesivo|illustrazione per bambini|cartaz de show|\
         cartaz de filme|capa de|desenho para colorir|estampa|figurinha|ilustração infantil|\
         concertposter|filmposter|boekomslag|omslag|kleurplaat|patroon|illustratie voor kinderen|\
         plakat koncert*|plakat film*|okładk*|kolorowank*|wzór|naklejk*|ilustracja dla dzieci|афиш*|\
         обложк*|раскраск*|узор*|стикер*|наклейк*|иллюстрация для детей|konser afişi|film afişi|kapağı|\
         boyama sayfası|desen*|çıkartma|çocuk kitabı|çocuklar için illüstrasyon|ملصق حفلة|ملصق فيلم|غلاف|\
         صفحة تلوين|نقش|للأطفال|समारोह का पोस्टर|फिल्म का पोस्टर|आवरण|रंग भरने|पैटर्न|स्टिकर|बच्चों की किताब|演唱会海报|电影海报|\
         封面|涂色|图案|贴纸|儿童插画|コンサートのポスター|映画のポスター|表紙|塗り絵|パターン|ステッカー|\
         子ども向けの絵|공연 포스터|콘서트 포스터|영화 포스터|표지|색칠|무늬|스티커|그림책",
    ),
];
