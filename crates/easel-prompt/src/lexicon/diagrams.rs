//! Phrases that name kinds of diagrams, in fifteen languages. How they are found is in `lexicon`.

use easel_types::spec::DiagramKind;

use super::Meaning;

const fn kind(kind: DiagramKind) -> Meaning {
    Meaning::Diagram(Some(kind))
}

/// Flows, messages and structures of software.
pub(super) const SOFTWARE: &[(Meaning, &str)] = &[
    (
        kind(DiagramKind::Flowchart),
        "flowchart|flowcharts|flow chart|flow charts|flow diagram|flow diagrams|flowdiagram|\
         process flow|process diagram|process map|process chart|process model|workflow diagram|\
         workflow chart|workflow|user flow|data flow diagram|dataflow diagram|decision tree|\
         decision diagram|decision flowchart|activity diagram|flow graph|process flowchart|\
         decision flow|logic flow|algorithm diagram|bpmn|bpmn diagram|diagrama* de flujo|\
         flujograma*|diagrama* de proceso*|diagrama* de actividad*|árbol de decisi*|\
         flujo de trabajo|gráfico de flujo|fluxograma*|diagrama* de fluxo|diagrama* de processo*|\
         diagrama* de atividade*|árvore de decisão|fluxo de trabalho|logigramme*|\
         organigramme de programmation|diagramme* de flux|diagramme d'activité*|\
         arbre de décision|arbre décisionnel|ordinogramme*|schéma de processus|\
         diagramme* de processus|schéma de flux|organigramme de décision|flussdiagramm*|\
         flußdiagramm*|ablaufdiagramm*|prozessdiagramm*|programmablaufplan|ablaufplan|\
         aktivitätsdiagramm*|entscheidungsbaum|entscheidungsdiagramm|flowchart*|\
         fluss-diagramm|prozessablauf|diagramma* di flusso|diagrammi di flusso|\
         diagramma di processo|diagramma delle attività|diagramma di attività|\
         albero decisionale|albero delle decisioni|flusso di lavoro|schema di flusso|\
         stroomdiagram*|stroomschema*|processchema|processchema*|procesdiagram*|\
         beslisboom|beslissingsboom|activiteitendiagram|flowschema|processtroom|\
         schemat* blokow*|schemat* przepływu|diagram* przepływu|diagram* procesu|\
         drzewo decyzyjn*|diagram* czynności|diagram* aktywności|schemat procesu|\
         блок-схем*|блоксхем*|схем* процесса|диаграмм* процесса|дерев* решений|\
         диаграмм* деятельности|диаграмм* активности|диаграмм* потоков данных|\
         диаграмм* последовательности действий|алгоритм* в виде|akış şema*|akış diyagram*|\
         akış çizelge*|iş akışı|iş akış*|süreç şema*|süreç diyagram*|karar ağacı|\
         etkinlik diyagram*|مخطط انسيابي|مخطط تدفق|مخطط التدفق|مخطط سير العمل|مخطط سير|شجرة قرار|\
         مخطط العملية|خريطة تدفق|خوارزمية على شكل|مخطط النشاط|फ्लोचार्ट|फ़्लोचार्ट|फ्लो चार्ट|फ़्लो चार्ट|\
         प्रवाह चार्ट|प्रवाह संचित्र|प्रवाह आरेख|निर्णय वृक्ष|प्रक्रिया आरेख|वर्कफ़्लो|流程图|流程圖|工作流|决策树|\
         決策樹|活动图|フローチャート|フロー図|流れ図|業務フロー|ワークフロー図|決定木|アクティビティ図|\
         プロセス図|순서도|흐름도|플로우 차트|플로 차트|업무 흐름|의사결정 나무|의사결정 트리|활동 다이어그램|\
         프로세스 다이어그램",
    ),
    (
        kind(DiagramKind::Swimlane),
        "swimlane|swimlanes|swimlane diagram|swim lane diagram|swim lane|swimlane chart|\
         cross-functional flowchart|cross functional flowchart|diagrama* de carriles|\
         diagrama* de nado|diagrama* de calles|diagrama* de raias|raias|diagrama swimlane|\
         couloirs d'activité|diagramme en couloirs|diagramme de couloirs|\
         lignes d'eau diagramme|schwimmbahn*|swimlane-diagramm|diagramma a corsie|\
         diagramma swimlane|zwembaandiagram|zwembanendiagram|diagram torów|\
         diagram* torow*|diagram* pływac*|диаграмм* дорожек|плавательн* дорож*|\
         дорожк* диаграмм*|swimlane şema*|kulvar şema*|kulvar diyagram*|مخطط المسارات|مخطط مسارات|\
         स्विमलेन|泳道图|泳道圖|スイムレーン|스윔레인",
    ),
    (
        kind(DiagramKind::Sequence),
        "sequence diagram|sequence diagrams|uml sequence diagram|message sequence chart|\
         interaction diagram|diagrama* de secuencia*|diagramme* de séquence*|\
         diagramme d'interaction|sequenzdiagramm*|interaktionsdiagramm|diagramma* di sequenza|\
         diagrammi di sequenza|diagrama* de sequência*|sequentiediagram*|sequencediagram*|\
         volgordediagram*|diagram* sekwencji|diagram* sekwencyjn*|диаграмм* последовательност*|\
         sıra diyagram*|sekans diyagram*|sıralama diyagram*|ardışıklık diyagram*|مخطط تسلسل|\
         مخطط التسلسل|مخطط تتابع|مخطط التتابع|अनुक्रम आरेख|सीक्वेंस डायग्राम|सीक्वेंस आरेख|时序图|時序圖|序列图|\
         序列圖|顺序图|循序圖|シーケンス図|シーケンスダイアグラム|시퀀스 다이어그램|순차 다이어그램|시퀀스 도",
    ),
    (
        kind(DiagramKind::Class),
        "class diagram|class diagrams|uml class diagram|uml diagram|uml class|object model diagram|\
         diagrama* de clase*|diagrama* de classe*|diagramme* de classe*|klassendiagramm*|\
         diagramma* delle classi|diagramma* di classe|diagramma* di classi|diagrammi di classe|\
         klassendiagram*|klassediagram*|diagram* klas|диаграмм* классов|схем* классов|\
         sınıf diyagram*|sınıf şema*|مخطط الفئات|مخطط فئات|مخطط الأصناف|مخطط أصناف|مخطط الكلاسات|\
         مخطط الصنف|क्लास डायग्राम|वर्ग आरेख|क्लास आरेख|类图|類別圖|類圖|クラス図|クラスダイアグラム|\
         클래스 다이어그램|클래스도",
    ),
    (
        kind(DiagramKind::State),
        "state diagram|state diagrams|state machine|state machine diagram|state chart|\
         statechart|state transition diagram|finite state machine|state graph|\
         diagrama* de estado*|máquina de estado*|diagramme* d'état*|diagramme* d’état*|\
         machine à états|automate à états|zustandsdiagramm*|zustandsautomat*|\
         zustandsübergangsdiagramm*|zustandsmaschine|diagramma* degli stati|\
         diagramma* di stato|diagramma* a stati|macchina a stati|toestandsdiagram*|\
         statendiagram|toestandsmachine|diagram* stanów|maszyn* stanów|automat stanów|\
         диаграмм* состояний|конечн* автомат*|машин* состояний|схем* состояний|\
         durum diyagram*|durum makine*|durum şema*|durum geçiş diyagram*|مخطط الحالة|مخطط حالة|مخطط الحالات|\
         مخطط حالات|آلة الحالات|स्टेट डायग्राम|अवस्था आरेख|स्थिति आरेख|स्टेट मशीन|状态图|狀態圖|状态机|狀態機|\
         状态转换图|状態遷移図|状態図|ステートマシン|状態機械|상태 다이어그램|상태 전이도|상태도|상태 머신|\
         상태 전이",
    ),
    (
        kind(DiagramKind::Er),
        "er diagram|er diagrams|erd|entity relationship diagram|entity-relationship diagram|\
         entity relationship model|entity-relationship model|entity diagram|er model|\
         er-diagram|database schema|database diagram|schema diagram|data model diagram|\
         diagrama* entidad*|diagrama* de entidad*|modelo entidad*|esquema de base de datos|\
         diagrama* er|diagrama* entidade*|modelo entidade*|esquema de banco de dados|\
         diagrama* de entidade*|diagramme* entité*|modèle entité*|schéma de base de données|\
         diagramme er|modèle conceptuel de données|er-diagramm|er-diagramme|er-modell|\
         entity-relationship-diagramm|datenbankschema|datenbankdiagramm|\
         entitäten-beziehungs-diagramm|diagramma* entità*|diagramma er|modello entità*|\
         schema del database|schema e-r|diagramma e-r|schema er|entiteit-relatiediagram|\
         entiteit-relatie-diagram|er-model|databaseschema|databasediagram|schemat bazy danych|\
         diagram* er|diagram* erd|diagram* encji|diagram* związków encji|er-диаграмм*|\
         диаграмм* сущност*|схем* базы данных|модел* сущность*|er diyagram*|varlık ilişki*|\
         varlık-ilişki*|veritabanı şema*|مخطط كيان|مخطط الكيان|مخطط الكيانات|علاقات الكيانات|\
         مخطط قاعدة البيانات|مخطط قاعدة بيانات|ईआर आरेख|ईआर डायग्राम|ER आरेख|ER डायग्राम|इकाई संबंध|\
         डेटाबेस स्कीमा|ER图|ER圖|E-R图|实体关系图|實體關係圖|实体联系图|数据库模型图|数据库结构图|ER図|実体関連図|\
         データベース設計図|ERダイアグラム|ER 다이어그램|ERD|개체 관계도|개체-관계|데이터베이스 스키마",
    ),
    (
        kind(DiagramKind::GitGraph),
        "git graph|gitgraph|git branch diagram|git diagram|git branching diagram|git history graph|\
         commit graph|branching diagram|git tree|gráfico* de git|gráfico git|grafo de git|\
         diagrama* de git|ramas de git|graphe git|graphique git|diagramme git|historique git|\
         git-graph|git-diagramm|git-verlauf|git-branch-diagramm|grafo git|grafico git|\
         diagramma git|git-grafiek|git-diagram|graf git|graf gita|diagram git|\
         git-граф|граф git|граф коммитов|схем* веток git|git grafi*|git dal*|git diyagram*|مخطط git|\
         مخطط Git|فروع Git|رسم Git|गिट ग्राफ|Git ग्राफ|Git分支图|git分支图|Git图|Git 图|Git提交图|Git 分支图|\
         Gitグラフ|Git グラフ|Gitブランチ図|Git 그래프|깃 그래프|Git 브랜치",
    ),
    (
        kind(DiagramKind::Architecture),
        "architecture diagram|architecture diagrams|system architecture|software architecture|\
         cloud architecture|software architecture diagram|architectural diagram|\
         solution architecture|microservice architecture|microservices architecture|\
         aws architecture|c4 diagram|infrastructure diagram|deployment diagram|\
         system diagram|component diagram|reference architecture|arquitectura de software|\
         arquitectura del sistema|diagrama* de arquitectura|diagrama* de componentes|\
         diagrama* de infraestructura|diagrama* de despliegue|diagrama* de arquitetura|\
         arquitetura de software|arquitetura do sistema|diagrama* de infraestrutura|\
         diagramme d'architecture|diagramme* de composants|schéma d'architecture|\
         diagramme de déploiement|schéma d'infrastructure|architecture logicielle|\
         architekturdiagramm*|systemarchitektur|softwarearchitektur|komponentendiagramm|\
         infrastrukturdiagramm|verteilungsdiagramm|cloud-architektur|architekturbild|\
         diagramma* di architettura|diagramma dell'architettura|architettura software|\
         architettura di sistema|diagramma dei componenti|architettura del sistema|\
         architectuurdiagram*|systeemarchitectuur|softwarearchitectuur|componentendiagram|\
         infrastructuurdiagram|architectuurschema|diagram* architektury|architektur* systemu|\
         schemat architektury|diagram* komponentów|diagram wdrożenia|архитектурн* схем*|\
         схем* архитектур*|диаграмм* архитектуры|архитектурн* диаграмм*|архитектур* системы|\
         диаграмм* компонентов|схем* инфраструктуры|mimari diyagram*|mimari şema*|\
         sistem mimarisi|yazılım mimarisi|altyapı şema*|altyapı diyagram*|bileşen diyagram*|\
         مخطط معماري|مخطط المعمارية|مخطط معمارية|معمارية النظام|مخطط البنية|مخطط بنية|بنية النظام|\
         आर्किटेक्चर डायग्राम|आर्किटेक्चर आरेख|सिस्टम आर्किटेक्चर|वास्तुकला आरेख|系统架构图|系統架構圖|架构图|\
         架構圖|系统架构|部署图|组件图|システム構成図|アーキテクチャ図|構成図|アーキテクチャダイアグラム|\
         コンポーネント図|インフラ図|아키텍처 다이어그램|아키텍처 도|구성도|시스템 아키텍처|아키텍처 그림|\
         아키텍처도|인프라 다이어그램",
    ),
    (
        kind(DiagramKind::Block),
        "block diagram|block diagrams|functional block diagram|diagrama* de bloque*|\
         diagrama* de bloco*|schéma-bloc|schéma bloc|schéma fonctionnel|diagramme de blocs|\
         diagramme en blocs|schéma synoptique|blockdiagramm*|blockschaltbild*|blockschema|\
         diagramma* a blocchi|schema a blocchi|blokdiagram*|blokschema*|\
         diagram blokow*|diagramu blokow*|структурн* схем*|функциональн* схем*|\
         блочн* диаграмм*|блочн* схем*|blok diyagram*|blok şema*|مخطط كتلي|مخطط صندوقي للنظام|مخطط الكتل|\
         مخطط كتل|ब्लॉक आरेख|ब्लॉक डायग्राम|खंड आरेख|框图|方框图|方塊圖|方块图|ブロック図|ブロックダイアグラム|\
         블록 다이어그램|블록도|블럭도",
    ),
];

/// Plans, hierarchies, networks and the words for diagrams in general.
pub(super) const GENERAL: &[(Meaning, &str)] = &[
    (
        kind(DiagramKind::Mindmap),
        "mind map|mindmap|mind maps|mindmaps|mind-map|concept map|brain map|idea map|\
         spider diagram|brainstorm map|mapa* mental*|mapa* conceptual*|mapa* conceitua*|\
         mapa* de ideas|mapa de ideias|carte* mentale*|carte* heuristique*|carte conceptuelle|\
         schéma heuristique|carte d'idées|mappa* mentale|mappe mentali|mappa* concettuale|\
         mappe concettuali|mindmap*|gedankenkarte|gedankenlandkarte|konzeptkarte|denkkarte|\
         conceptmap|conceptkaart|gedachtenkaart|mapa myśli|map* myśli|mapa pojęć|map* mentaln*|\
         ментальн* карт*|интеллект-карт*|интеллектуальн* карт*|карт* мысл*|майнд-карт*|\
         майндмэп*|майндмап*|концептуальн* карт*|zihin harita*|kavram harita*|\
         düşünce harita*|خريطة ذهنية|خرائط ذهنية|خريطة الذهنية|خريطة مفاهيم|خريطة المفاهيم|माइंड मैप|\
         माइंडमैप|मानसिक मानचित्र|मन मानचित्र|अवधारणा मानचित्र|思维导图|思維導圖|心智图|心智圖|脑图|腦圖|\
         概念图|マインドマップ|概念マップ|コンセプトマップ|마인드맵|마인드 맵|개념도|생각 지도",
    ),
    (
        kind(DiagramKind::Orgchart),
        "org chart|org charts|orgchart|org-chart|organization chart|organisation chart|\
         organizational chart|organisational chart|organigram|organogram|org structure|\
         organizational structure|organisational structure|hierarchy chart|\
         reporting structure|reporting lines|family tree|family trees|genealogy tree|\
         genealogical tree|organization structure|organisation structure|hierarchy diagram|\
         tree diagram|company hierarchy|team structure|tree structure|folder tree|directory tree|file tree|class hierarchy|taxonomy tree|organigrama*|\
         estructura organizativa|estructura organizacional|árbol genealógico|\
         diagrama* jerárquico*|diagrama* de árbol|gráfico* de árbol|estructura de árbol|diagrama* de jerarquía|organograma*|\
         estrutura organizacional|árvore genealógica|diagrama de árvore|gráfico de árvore|\
         diagrama hierárquico|organigramme*|arbre généalogique|arbre hiérarchique|\
         structure hiérarchique|structure organisationnelle|diagramme en arbre|\
         diagramme hiérarchique|organigramm*|stammbaum*|baumdiagramm*|hierarchiediagramm*|\
         organisationsstruktur|organisationsdiagramm|unternehmensstruktur|organigramma|\
         organigrammi|albero genealogico|diagramma ad albero|grafico ad albero|struttura ad albero|struttura organizzativa|\
         diagramma gerarchico|struttura gerarchica|organisatieschema|organisatiestructuur|\
         organogram*|stamboom|boomdiagram|boomstructuur|hiërarchiediagram|\
         schemat* organizacyjn*|struktur* organizacyjn*|drzew* genealogiczn*|\
         diagram* drzew*|diagram* hierarchii|schemat hierarchii|diagram organizacyjn*|\
         организационн* структур*|организационн* диаграмм*|организационн* схем*|\
         оргструктур*|орг-структур*|оргсхем*|орг-схем*|органиграмм*|структур* компании|\
         структур* отдела|семейн* древ*|генеалогическ* древ*|генеалогическ* дерев*|\
         родословн* древ*|древовидн* схем*|схем* иерархии|иерархическ* схем*|\
         organizasyon şema*|organizasyon yapı*|kuruluş şema*|soy ağac*|aile ağac*|\
         ağaç diyagram*|hiyerarşi şema*|hiyerarşi diyagram*|teşkilat şema*|\
         هيكل تنظيمي|مخطط تنظيمي|خريطة تنظيمية|شجرة عائلة|شجرة العائلة|مخطط هرمي|مخطط شجري|هيكل إداري|\
         مخطط الهيكل|التسلسل الهرمي|संगठन चार्ट|संगठनात्मक चार्ट|संगठनात्मक संरचना|संगठन संरचना|ऑर्ग चार्ट|वंश वृक्ष|\
         वंशवृक्ष|परिवार वृक्ष|पदानुक्रम आरेख|पदानुक्रम चार्ट|वृक्ष आरेख|组织架构图|组织结构图|組織架構圖|組織結構圖|\
         组织架构|组织图|組織圖|组织机构图|家谱|家譜|族谱|族譜|家系图|层级图|階層圖|層級圖|树形图|樹狀圖|\
         組織図|組織構造図|家系図|階層図|ツリー図|樹形図|조직도|조직 구조|가계도|족보|계층도|계층 구조도|\
         트리 다이어그램|조직 체계도",
    ),
    (
        kind(DiagramKind::Gantt),
        "gantt|gantt chart|gantt charts|gantt diagram|gantt-chart|project schedule|\
         project plan chart|project timeline chart|project schedule chart|diagrama* de gantt|\
         gráfico* de gantt|gráfica* de gantt|cronograma de gantt|cronograma del proyecto|\
         cronograma de proyecto|carta gantt|cronograma do projeto|diagramme* de gantt|\
         planning de gantt|planning gantt|graphique de gantt|gantt-diagramm*|ganttdiagramm*|\
         balkenplan|projektplan|projektzeitplan|diagramma* di gantt|diagrammi di gantt|\
         grafico di gantt|cronoprogramma|gantt-diagram|ganttdiagram|gantt-grafiek|\
         projectplanning|wykres* gantta|diagram* gantta|harmonogram projektu|harmonogramu projektu|\
         диаграмм* ганта|диаграмм* гантта|график* ганта|ленточн* диаграмм*|\
         gantt şema*|gantt diyagram*|gantt grafi*|gantt çizelge*|مخطط غانت|مخطط جانت|مخطط جانط|\
         جدول غانت|गैंट चार्ट|गैंट|गांट|गैन्ट|甘特图|甘特圖|ガントチャート|ガント図|간트 차트|간트|갠트 차트",
    ),
    (
        kind(DiagramKind::Timeline),
        "timeline diagram|mermaid timeline|time line diagram|diagrama de línea de tiempo|\
         diagramme chronologique|zeitstrahldiagramm|diagrama de linha do tempo|tijdlijndiagram",
    ),
    (
        kind(DiagramKind::Quadrant),
        "quadrant chart|quadrant diagram|quadrant graph|magic quadrant|\
         gráfico* de cuadrante*|diagrama* de cuadrante*|gráfico* de quadrante*|\
         diagrama* de quadrante*|diagramme* en quadrants|graphique* en quadrants|\
         graphique* de quadrants|diagramme de quadrants|quadrantendiagramm*|\
         quadranten-diagramm|grafico* a quadranti|diagramma* a quadranti|\
         kwadrantdiagram|kwadrantendiagram|kwadrantgrafiek|wykres* kwadrantow*|\
         diagram* kwadrantow*|квадрантн* диаграмм*|диаграмм* квадрант*|график* квадрантов|\
         kadran grafi*|kadran diyagram*|çeyrek diyagram*|مخطط رباعي|مخطط الأرباع|مخطط رباعي الأجزاء|\
         क्वाड्रंट चार्ट|चतुर्थांश चार्ट|क्वाड्रेंट चार्ट|象限图|象限圖|四象限图|四象限圖|象限チャート|四象限図|\
         象限図|사분면 차트|사분면 다이어그램|사분면 그래프",
    ),
    (
        kind(DiagramKind::Journey),
        "user journey|customer journey|user journey map|customer journey map|journey map|\
         journey diagram|experience map|user journey diagram|mapa* de viaje|\
         viaje del cliente|viaje del usuario|mapa* de experiencia|recorrido del cliente|\
         recorrido del usuario|customer journey map*|jornada do cliente|jornada do usuário|\
         mapa* da jornada|mapa* de jornada|parcours client|parcours utilisateur|\
         carte d'expérience|carte du parcours|kundenreise|nutzerreise|customer-journey*|\
         user-journey*|kundenreisekarte|mappa del viaggio|viaggio del cliente|\
         percorso del cliente|percorso utente|klantreis*|gebruikersreis|klantreiskaart|\
         ścieżk* klienta|map* podróży|podróż klienta|podróż użytkownika|\
         ścieżk* użytkownika|карт* пути|пут* клиента|пут* пользователя|\
         клиентск* пут*|müşteri yolculuğu*|kullanıcı yolculuğu*|yolculuk harita*|رحلة العميل|رحلة المستخدم|\
         خريطة رحلة|مخطط رحلة|ग्राहक यात्रा|उपयोगकर्ता यात्रा|यूज़र जर्नी|कस्टमर जर्नी|用户旅程|客户旅程|\
         用戶旅程|客戶旅程|顧客旅程|旅程图|体验地图|カスタマージャーニー|ユーザージャーニー|\
         ジャーニーマップ|고객 여정|사용자 여정|여정 지도",
    ),
    (
        kind(DiagramKind::Kanban),
        "kanban|kanban board|kanban boards|kanban chart|task board|scrum board|\
         tablero* kanban|tablero* de tareas|quadro* kanban|quadro* de tarefas|tableau* kanban|\
         kanban-board|kanban-tafel|kanbantafel|bacheca kanban|lavagna kanban|tabellone kanban|\
         kanbanbord|kanban-bord|takenbord|tablic* kanban|tablic* zadań|канбан*|канбан-доск*|\
         доск* задач|kanban pano*|kanban tahta*|görev pano*|لوحة كانبان|كانبان|لوحة المهام|कानबन|\
         कैनबन|कानबान|看板图|看板圖|任务看板|看板：|看板:|看板板|任務看板|敏捷看板|カンバン|かんばんボード|\
         看板ボード|칸반|칸반 보드",
    ),
    (
        kind(DiagramKind::Fishbone),
        "fishbone|fishbone diagram|fishbone chart|fish bone diagram|ishikawa|ishikawa diagram|\
         cause and effect diagram|cause-and-effect diagram|root cause diagram|\
         diagrama* de espina*|espina de pescado|diagrama* de pescado|diagrama* de ishikawa|\
         diagrama* de causa*|diagrama* causa-efecto|espinha de peixe|causa e efeito|\
         diagramme* d'ishikawa|diagramme* en arête*|arête de poisson|diagramme* de causes|\
         diagramme cause-effet|fischgrätendiagramm*|fischgräten-diagramm|ishikawa-diagramm|\
         ursache-wirkungs-diagramm|ursache-wirkungsdiagramm|ursachen-wirkungs-diagramm|\
         diagramma* a lisca*|lisca di pesce|spina di pesce|diagramma* di ishikawa|\
         diagramma causa-effetto|diagramma di causa*|visgraatdiagram|ishikawadiagram|\
         ishikawa-diagram|oorzaak-gevolgdiagram|oorzaak-en-gevolgdiagram|diagram* ishikawy|\
         rybi* oś*|diagram* ryby|diagram* przyczynowo-skutkow*|wykres* ishikawy|\
         диаграмм* исикавы|диаграмм* ишикавы|рыб* кость|рыбь* скелет|рыбья кость|\
         причинно-следственн* диаграмм*|balık kılçığı|balıkkılçığı|kılçık diyagram*|\
         ishikawa diyagram*|neden-sonuç diyagram*|neden sonuç diyagram*|مخطط عظم السمكة|مخطط عظمة السمكة|\
         مخطط هيكل السمكة|عظم السمك|مخطط إيشيكاوا|مخطط السبب والنتيجة|مخطط السبب والأثر|फिशबोन|इशिकावा|\
         मछली की हड्डी|कारण और प्रभाव आरेख|कारण-प्रभाव आरेख|鱼骨图|魚骨圖|石川图|因果图|特性要因図|\
         フィッシュボーン|魚の骨図|石川ダイアグラム|피시본|피쉬본|이시카와|어골도|원인 결과 다이어그램|\
         특성 요인도|특성요인도|생선뼈",
    ),
    (
        kind(DiagramKind::Network),
        "network diagram|network diagrams|topology diagram|dependency graph|dependency diagram|\
         knowledge graph|network topology|network map|network graph|relationship diagram|\
         relationship graph|node diagram|graph of nodes|context diagram|use case diagram|\
         object diagram|pert chart|pert diagram|wiring diagram|circuit diagram|\
         concept diagram|social graph|diagrama* de red|diagrama* de redes|topología de red|\
         grafo de|diagrama* de relaciones|grafo de dependencias|diagrama* de casos de uso|\
         diagrama* de rede|topologia de rede|grafo de conhecimento|grafo de dependências|\
         diagrama* de relacionamento*|diagrama* de caso* de uso|schéma* réseau|\
         schéma du réseau|topologie réseau|diagramme* de réseau|diagramme réseau|\
         graphe de dépendance*|graphe de connaissances|diagramme de cas d'utilisation|\
         netzwerkdiagramm*|netzwerkplan|netzplan|netzwerktopologie|abhängigkeitsgraph*|\
         abhängigkeitsdiagramm|wissensgraph|beziehungsdiagramm|anwendungsfalldiagramm|\
         use-case-diagramm|diagramma* di rete|schema di rete|topologia di rete|\
         grafo delle dipendenze|diagramma delle relazioni|diagramma dei casi d'uso|\
         netwerkdiagram*|netwerkschema|netwerktopologie|afhankelijkheidsgraaf|\
         use-casediagram|relatiediagram|diagram* sieci|schemat* sieci|topologi* sieci|\
         graf* zależności|diagram* zależności|diagram* przypadków użycia|схем* сети|\
         диаграмм* сети|сетев* диаграмм*|сетев* схем*|топологи* сети|граф* зависимостей|\
         схем* связей|диаграмм* вариантов использования|ağ diyagram*|ağ şema*|ağ topoloji*|\
         bağımlılık grafi*|ilişki diyagram*|kullanım durumu diyagram*|مخطط شبكة|مخطط الشبكة|مخطط شبكي|\
         مخطط التبعيات|مخطط العلاقات|طوبولوجيا الشبكة|नेटवर्क आरेख|नेटवर्क डायग्राम|नेटवर्क टोपोलॉजी|\
         निर्भरता ग्राफ|网络拓扑图|網路拓撲圖|网络图|網路圖|拓扑图|拓撲圖|依赖关系图|依赖图|关系图|關係圖|\
         知识图谱|用例图|ネットワーク図|ネットワーク構成図|依存関係図|依存グラフ|トポロジー図|相関図|\
         ユースケース図|네트워크 다이어그램|네트워크 구성도|의존성 그래프|관계도|토폴로지|지식 그래프|\
         네트워크 도",
    ),
    (
        Meaning::Diagram(None),
        "diagram|diagrams|diagarm|daigram|digram|diagramm|schematic|schematics|diagrama|diagramas|esquema|esquemas|arborescence|\
         decision chart|process schema|diagramme|diagrammes|schéma|\
         schémas|diagramma|diagrammi|schema|schemi|schemat|schematu|diagramem|\
         diagramu|diagramy|şema|şeması|şemasını|şemasi|diyagram*|схема|схему|схемы|схемой|مخطط|\
         مخططا|رسم تخطيطي|आरेख|डायग्राम|示意图|示意圖|系统图|结构图|結構圖|关系示意图|関係図|模式図|系統図|説明図|概略図|図にして|図を作|図で示|図で表|\
         ダイアグラム|다이어그램|도식|개략도",
    ),
];
