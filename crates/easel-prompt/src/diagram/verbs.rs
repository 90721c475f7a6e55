//! Verbs that relate two things, in fifteen languages, each with the way its arrow runs. How
//! they are found in a statement is in `relations`.

use easel_types::spec::DiagramKind;

/// What a verb means for the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The second is above the first.
    Under,
    /// The first is above the second.
    Over,
    /// The first needs the second.
    Needs,
    /// The second needs the first.
    NeededBy,
    /// Both are joined.
    Joins,
    /// The first uses, calls or tells the second.
    Calls,
    /// The first is called by the second.
    CalledBy,
    /// Something goes from the first to the second; what it is stands between.
    Sends,
    /// Something comes to the first from the second.
    Gets,
    /// The first is followed by the second.
    Goes,
    /// The first has the second as children.
    Parents,
    /// The first is a child of the second.
    ChildOf,
    /// The first consists of the second.
    Holds,
}

impl Relation {
    /// The kind of diagram that such a verb suggests.
    pub(super) const fn kind(self) -> Option<DiagramKind> {
        match self {
            Self::Under | Self::Over | Self::Parents | Self::ChildOf => Some(DiagramKind::Orgchart),
            Self::Needs | Self::NeededBy | Self::Joins | Self::Calls | Self::CalledBy => {
                Some(DiagramKind::Network)
            }
            Self::Sends | Self::Gets => Some(DiagramKind::Sequence),
            Self::Goes => None,
            Self::Holds => Some(DiagramKind::Orgchart),
        }
    }

    /// True where the arrow runs from the second to the first.
    pub(super) const fn reversed(self) -> bool {
        matches!(self, Self::Under | Self::NeededBy | Self::CalledBy | Self::ChildOf | Self::Gets)
    }
}

/// Verbs that stand between the two. A last word such as `a` or `de` stands for its contracted
/// forms too.
pub(super) const BETWEEN: [(Relation, &str); 13] = [
    (
        Relation::Under,
        "reports to|report to|reports directly to|report directly to|both report to|all report to|reporting to|reports into|report into|is managed by|are managed by|is led by|are led by|is supervised by|are supervised by|\
         is overseen by|works for|work for|works under|work under|answers to|answer to|is under|are under|sits under|sit under|is headed by|are headed by|is run by|is subordinate to|are subordinate to|is directed by|\
         reporta a|reportan a|le reporta a|le reportan a|rinde cuentas a|responde a|responden a|responde ante|responden ante|es dirigido por|es dirigida por|son dirigidos por|informa a|informan a|está bajo|están bajo|\
         rapporte à|rapportent à|relève de|relèvent de|est dirigé par|est dirigée par|sont dirigés par|rend compte à|rendent compte à|est sous|est rattaché à|est rattachée à|sont rattachés à|est supervisé par|\
         berichtet an|berichten an|untersteht|unterstehen|arbeitet für|arbeiten für|arbeitet unter|ist unterstellt|sind unterstellt|\
         riporta a|riportano a|risponde a|rispondono a|fa capo a|fanno capo a|fa riferimento a|è diretto da|è diretta da|è guidato da|è guidata da|lavora per|lavorano per|riferisce a|riferiscono a|\
         reporta-se a|reportam a|reportam-se a|respondem a|se reporta a|se reportam a|é liderado por|é liderada por|é gerido por|é gerida por|é chefiado por|trabalha para|\
         rapporteert aan|rapporteren aan|valt onder|vallen onder|wordt geleid door|worden geleid door|werkt voor|werken voor|podlega|podlegają|raportuje do|raportują do|pracuje dla|jest kierowany przez|\
         подчиняется|подчиняются|отчитывается перед|отчитываются перед|работает на|находится под|يتبع|تتبع|يتبعان|يرفع تقاريره إلى|ترفع تقاريرها إلى|يقدم تقاريره إلى|تقدم تقاريرها إلى|يعمل تحت|يعمل لدى|隶属于|隶属|汇报给|报告给|直属于|下属于",
    ),
    (
        Relation::Over,
        "owns|own|manages|manage|leads|lead|oversees|oversee|supervises|supervise|heads|directs|runs|is in charge of|are in charge of|is responsible for|is the boss of|is boss of|is the manager of|is the head of|is above|is over|are over|over|is the leader of|mentors|\
         dirige|dirigen|gestiona|gestionan|supervisa|supervisan|lidera|lideran|coordina|coordinan|manda a|está a cargo de|tiene a su cargo a|tiene a su cargo|es jefe de|es jefa de|encabeza|\
         dirigent|gère|gèrent|supervise|supervisent|encadre|encadrent|pilote|est responsable de|est à la tête de|chapeaute|\
         leitet|leiten|führt|führen|ist chef von|ist chefin von|ist vorgesetzter von|ist vorgesetzte von|steht über|managt|beaufsichtigt|verantwortet|ist verantwortlich für|\
         dirigono|gestisce|gestiscono|guida|guidano|supervisiona|coordinano|è a capo di|è responsabile di|è il capo di|comanda|\
         gerencia|gerenciam|gere|gerem|supervisionam|lideram|chefia|chefiam|coordena|coordenam|é chefe de|está acima de|\
         leidt|leiden|stuurt|sturen|geeft leiding aan|geven leiding aan|heeft de leiding over|managet|staat boven|kieruje|kierują|zarządza|zarządzają|nadzoruje|nadzorują|prowadzi|odpowiada za|jest szefem|jest szefową|\
         руководит|руководят|управляет|управляют|возглавляет|возглавляют|курирует|отвечает за|يدير|تدير|يشرف على|تشرف على|يقود|تقود|يرأس|ترأس|管理着|管理|领导|带领|负责|管辖|统管|統括",
    ),
    (
        Relation::Needs,
        "depends on|depend on|also depends on|depends upon|requires|require|needs|need|relies on|rely on|imports|import|builds on|build on|depende de|dependen de|necesita|necesitan|requiere|requieren|dépend de|dépendent de|nécessite|nécessitent|a besoin de|importe|\
         hängt ab von|hängen ab von|benötigt|benötigen|braucht|brauchen|setzt voraus|dipende da|dipendono da|richiede|richiedono|ha bisogno di|dependem de|precisa de|precisam de|requer|requerem|is afhankelijk van|zijn afhankelijk van|hangt af van|vereist|\
         zależy od|zależą od|wymaga|wymagają|potrzebuje|зависит от|зависят от|требует|требуют|нуждается в|يعتمد على|تعتمد على|يعتمدان على|يحتاج إلى|يتطلب|تتطلب|依赖于|依赖|依賴於|依賴|需要|取决于",
    ),
    (
        Relation::NeededBy,
        "is required by|are required by|is needed by|are needed by|is a dependency of|is a prerequisite for|is a prerequisite of|es requerido por|est requis par|wird benötigt von|wird gebraucht von|è richiesto da|é exigido por|é necessário para|jest wymagany przez",
    ),
    (
        Relation::Joins,
        "connects to|connect to|also connects to|also connect to|is connected to|are connected to|connected to|connects with|links to|link to|is linked to|are linked to|linked to|links with|is joined to|is wired to|are wired to|plugs into|plug into|is plugged into|is attached to|are attached to|attaches to|next to|sits next to|is next to|hangs off|is cabled to|\
         se conecta a|se conectan a|se conecta con|se conectan con|está conectado a|está conectada a|están conectados a|están conectadas a|conecta con|conectado a|va conectado a|también se conecta a|está conectado con|está unido a|\
         est connecté à|est connectée à|sont connectés à|sont connectées à|se connecte à|se connectent à|est relié à|est reliée à|sont reliés à|sont reliées à|est branché sur|est branchée sur|est raccordé à|communique avec|\
         verbindet sich mit|verbinden sich mit|ist verbunden mit|sind verbunden mit|hängt an|hängen an|hängt am|ist angeschlossen an|sind angeschlossen an|\
         si collega a|si collegano a|è collegato a|è collegata a|sono collegati a|sono collegate a|si connette a|si connettono a|è connesso a|è connessa a|sono connessi a|\
         conecta-se a|conectam-se a|se conectam a|está ligado a|está ligada a|estão ligados a|liga-se a|ligam-se a|estão conectados a|estão conectadas a|conecta-se com|\
         is verbonden met|zijn verbonden met|verbindt met|is aangesloten op|zijn aangesloten op|maakt verbinding met|verbindt zich met|łączy się z|łączą się z|jest połączony z|jest połączona z|są połączone z|jest podłączony do|jest podłączona do|są podłączone do|podłączony do|połączony z|\
         подключен к|подключён к|подключена к|подключены к|подключается к|подключаются к|соединен с|соединён с|соединена с|соединены с|соединяется с|соединяются с|связан с|связана с|связаны с|\
         متصل بـ|متصلة بـ|متصل ب*|متصلة ب*|يتصل ب*|تتصل ب*|يرتبط ب*|ترتبط ب*|مرتبط ب*|连接到|连接至|连到|连接着|连接|接入|連接到|連接",
    ),
    (
        Relation::Calls,
        "calls|call|also calls|invokes|queries|query|talks to|talk to|also talks to|talks with|uses|use|also uses|reads from|read from|writes to|write to|reads and writes|accesses|hits|contacts|notifies|notify|triggers|trigger|controls|consumes|consume|subscribes to|subscribe to|publishes to|publish to|routes to|route to|forwards to|proxies to|feeds into|feeds|flows into|logs to|polls|pings|stores in|\
         llama a|llaman a|invoca a|consulta a|consulta|habla con|hablan con|usa|usan|utiliza|utilizan|lee de|escribe en|escriben en|accede a|notifica a|appelle|appellent|utilise|utilisent|interroge|interrogent|parle à|parlent à|lit dans|lit depuis|écrit dans|écrivent dans|accède à|notifie|\
         ruft auf|rufen auf|nutzt|nutzen|verwendet|verwenden|spricht mit|sprechen mit|liest aus|liest von|schreibt in|schreibt nach|greift zu auf|greift auf|benachrichtigt|fragt ab|chiama|chiamano|usano|utilizza|utilizzano|interroga|parla con|parlano con|legge da|scrive su|scrive in|scrive nel|accede al|notifica|\
         chama|chamam|utilizam|consultam|fala com|falam com|lê de|lê do|escreve em|escreve no|grava em|grava no|acessa|acessam|roept aan|gebruikt|gebruiken|praat met|praten met|leest uit|schrijft naar|bevraagt|wywołuje|wywołują|używa|używają|korzysta z|korzystają z|odpytuje|rozmawia z|czyta z|zapisuje do|pisze do|\
         вызывает|вызывают|использует|используют|обращается к|обращаются к|запрашивает|общается с|читает из|пишет в|записывает в|уведомляет|يستدعي|تستدعي|يستخدم|تستخدم|يستعلم من|يقرأ من|يكتب إلى|يكتب في|يتواصل مع|تتواصل مع|调用|使用|访问|查询|读取|写入|读写|通知",
    ),
    (
        Relation::CalledBy,
        "is called by|are called by|is used by|are used by|is invoked by|is queried by|is accessed by|is triggered by|is controlled by|is read by|is notified by|es llamado por|es llamada por|es usado por|es usada por|es utilizado por|est appelé par|est appelée par|est utilisé par|est utilisée par|wird aufgerufen von|wird genutzt von|wird verwendet von|è chiamato da|è usato da|è usata da|è utilizzato da|é chamado por|é usado por|é usada por|wordt gebruikt door|wordt aangeroepen door|jest używany przez|jest wywoływany przez|вызывается|используется",
    ),
    (
        Relation::Goes,
        "leads back to|lead back to|flows back to|comes back to|goes back into|feeds back into|leads to|lead to|back to|goes to|go to|can go to|can lead to|goes back to|moves to|move to|can move to|transitions to|can transition to|changes to|turns into|turn into|becomes|become|can become|flows to|points to|is followed by|precedes|comes before|passes to|switches to|returns to|continues to|feeds back to|causes|triggers next|\
         va a|pasa a|pasan a|puede pasar a|lleva a|llevan a|cambia a|vuelve a|regresa a|se convierte en|conduce a|causa|provoca|passe à|passe en|peut passer à|va à|mène à|mènent à|devient|revient à|se transforme en|entraîne|geht zu|geht nach|geht in|wechselt zu|wechselt nach|wechselt in|führt zu|führen zu|führt zur|wird zu|werden zu|geht über in|kehrt zurück zu|verursacht|\
         passano a|può passare a|porta a|portano a|diventa|torna a|cambia in|conduce a|si trasforma in|vai para|vão para|passa para|pode passar para|leva a|levam a|muda para|torna-se|volta para|vira|gaat naar|gaan naar|kan gaan naar|leidt tot|wordt|verandert in|keert terug naar|przechodzi do|przechodzi w|prowadzi do|zmienia się w|staje się|wraca do|trafia do|\
         переходит в|переходит к|переходят в|может перейти в|ведет к|ведёт к|становится|превращается в|возвращается в|возвращается к|идет в|идёт в|ينتقل إلى|تنتقل إلى|يتحول إلى|تتحول إلى|يؤدي إلى|تؤدي إلى|يعود إلى|يصبح|变为|变成|转到|转为|进入|转入|导致|流向|指向|到",
    ),
    (
        Relation::Parents,
        "have two children|have three children|have four children|has two children|has three children|have a son|has a son|have a daughter|has a daughter|have one child|has one child|have children|has children|have a child|has a child|have sons|have daughters|has sons|has daughters|had two children|had three children|had a son|had a daughter|had children|had|are the parents of|are parents of|is the mother of|is the father of|is mother of|is father of|is the parent of|is parent of|have two sons|have two daughters|has two sons|has two daughters|their children are|gave birth to|\
         tienen dos hijos|tienen tres hijos|tienen un hijo|tienen una hija|tiene dos hijos|tiene tres hijos|tiene un hijo|tiene una hija|tuvieron dos hijos|tuvieron|son los padres de|es el padre de|es la madre de|es padre de|es madre de|ont deux enfants|ont trois enfants|ont un fils|ont une fille|a deux enfants|a un fils|a une fille|sont les parents de|est le père de|est la mère de|\
         haben zwei kinder|haben drei kinder|haben einen sohn|haben eine tochter|hat zwei kinder|hat einen sohn|hat eine tochter|sind die eltern von|ist der vater von|ist die mutter von|hanno due figli|hanno tre figli|hanno un figlio|hanno una figlia|ha due figli|ha un figlio|ha una figlia|sono i genitori di|è il padre di|è la madre di|\
         têm dois filhos|têm três filhos|têm um filho|têm uma filha|tem dois filhos|tem um filho|tem uma filha|são os pais de|é o pai de|é a mãe de|hebben twee kinderen|hebben drie kinderen|hebben een zoon|hebben een dochter|heeft twee kinderen|zijn de ouders van|mają dwoje dzieci|mają troje dzieci|mają syna|mają córkę|ma syna|ma córkę|są rodzicami|родители|является отцом|является матерью",
    ),
    (
        Relation::ChildOf,
        "is the son of|is the daughter of|is the child of|are the children of|is a child of|is son of|is daughter of|are children of|es hijo de|es hija de|son hijos de|est le fils de|est la fille de|sont les enfants de|ist der sohn von|ist die tochter von|ist sohn von|ist tochter von|sind die kinder von|è figlio di|è figlia di|sono figli di|é filho de|é filha de|são filhos de|is de zoon van|is de dochter van|jest synem|jest córką|is a type of|is a kind of|are types of|are kinds of|belongs to|belong to|is part of|are part of",
    ),
    (
        Relation::Holds,
        "consists of|consist of|contains|contain|includes|include|is divided into|are divided into|is split into|splits into|split into|are split into|divide into|fall into|are grouped into|branch out into|se ramifican en|se divisent en|teilen sich in|gliedern sich in|si dividono in|dividem-se em|dzielą się na|делятся на|تنقسم إلى|branches into|branch into|divides into|has branches|has the branches|is made up of|comprises|has the subtopics|has subtopics|breaks down into|has departments|has teams|has the departments|has the teams|has|have|\
         se divide en|se dividen en|incluye|incluyen|contiene|contienen|consta de|tiene|tienen|se ramifica en|se divise en|comprend|comprennent|contient|inclut|a pour branches|se compose de|besteht aus|bestehen aus|umfasst|umfassen|enthält|enthalten|gliedert sich in|teilt sich in|hat|haben|si divide in|comprende|include|contiene|ha|si articola in|è composto da|è composta da|\
         divide-se em|se divide em|inclui|incluem|contém|tem|compõe-se de|consiste em|bestaat uit|bestaan uit|omvat|bevat|heeft|hebben|is verdeeld in|składa się z|zawiera|obejmuje|ma|dzieli się na|состоит из|состоят из|включает|включают|содержит|делится на|يتكون من|تتكون من|يشمل|تشمل|يتضمن|تتضمن|ينقسم إلى|包括|包含|分为|有|下设|设有",
    ),
    (
        Relation::Gets,
        "receives|gets|recibe|reçoit|erhält|bekommt|empfängt|riceve|recebe|ontvangt|otrzymuje|odbiera|получает|يستقبل|تستقبل|يستلم|接收|收到",
    ),
    (
        Relation::Sends,
        "sends|send|reports|passes|pass|forwards|forward|pushes|returns|return|gives|give|emails|publishes|delivers|deliver|streams|uploads|submits|submit|posts|transfers|transmits|ships|writes|hands|feeds|supplies|redirects|replies|responds|requests|request|provides|mails|texts|shows|displays|presents|issues|hands over|sends back|\
         envía|envia|envían|manda|devuelve|entrega|pasa|responde|solicita|pide|reenvía|publica|muestra|envoie|envoient|renvoie|retourne|transmet|transmettent|donne|demande|répond|livre|affiche|sendet|senden|schickt|schicken|gibt|übergibt|liefert|leitet weiter|überträgt|antwortet|fordert an|übermittelt|zeigt|\
         invia|inviano|restituisce|consegna|risponde|richiede|trasmette|inoltra|mostra|enviam|devolve|retorna|entregam|encaminha|stuurt|sturen|geeft|verzendt|levert|retourneert|vraagt|antwoordt|wysyła|wysyłają|przekazuje|zwraca|przesyła|dostarcza|odpowiada|\
         отправляет|отправляют|передает|передаёт|возвращает|посылает|отвечает|запрашивает|доставляет|يرسل|ترسل|يعيد|تعيد|يسلم|يمرر|ينقل|يطلب|发送|返回|提交|传递|传送|推送|发出|转发",
    ),
];

/// Verbs in two parts around the second: `X` first part `Y` second part. An empty first part:
/// both names stand before the verb.
pub(super) const AROUND: [(Relation, &str, &str); 42] = [
    (Relation::Over, "stuurt|sturen", "aan"),
    (
        Relation::Under,
        "wird von|werden von",
        "geleitet|geführt|gemanagt|beaufsichtigt|betreut|überwacht",
    ),
    (
        Relation::CalledBy,
        "wird von|werden von|wird vom|wird durch",
        "aufgerufen|genutzt|verwendet|abgefragt|gelesen|benutzt",
    ),
    (
        Relation::NeededBy,
        "wird von|werden von|wird vom|wird für",
        "benötigt|gebraucht|vorausgesetzt",
    ),
    (Relation::Under, "ist|sind", "unterstellt|untergeordnet"),
    (Relation::Over, "ist|sind", "übergeordnet"),
    (
        Relation::Joins,
        "ist mit|sind mit|ist über|ist an|sind an|ist am|ist mit dem|ist an den",
        "verbunden|angeschlossen|gekoppelt",
    ),
    (Relation::Needs, "hängt von|hängen von|hängt vom|hangt van|hangen van", "ab|af"),
    (Relation::Calls, "ruft|rufen|fragt|roept", "auf|ab|aan"),
    (Relation::Needs, "heeft|hebben", "nodig"),
    (Relation::Under, "向", "汇报|报告|匯報|彙報|负责"),
    (Relation::Under, "由|归|受|被", "领导|管理|负责|管辖|监督|直管"),
    (Relation::Joins, "与|和|跟|同", "相连|连接|相接|相通"),
    (Relation::Goes, "从", "到|变为|转到|进入|转为"),
    (
        Relation::Under,
        "は|が",
        "に報告|の部下|の下|に所属|の直属|にレポート|に直属|の配下|の管理下",
    ),
    (Relation::Over, "は|が", "を管理|を統括|を率い|を監督|を担当|を指揮|をまとめ|の上司"),
    (Relation::Needs, "は|が", "に依存|を必要|が必要"),
    (Relation::Joins, "は|が|と", "に接続|につなが|と接続|とつなが|に繋が|と繋が|を接続|を繋ぐ"),
    (
        Relation::Calls,
        "は|が",
        "を呼び出|を呼ぶ|を使|を利用|にアクセス|を参照|に問い合わせ|に書き込|から読み",
    ),
    (
        Relation::Goes,
        "は|が|から",
        "に移行|へ移行|に遷移|へ遷移|になる|に進む|へ進む|に変わ|に移る|へ移る|に変化",
    ),
    (
        Relation::Under,
        "는|은|이|가",
        "에게 보고|에 보고|의 부하|에게 직속|에게 속|밑에|산하|소속|의 지휘|아래",
    ),
    (
        Relation::Over,
        "는|은|이|가",
        "를 관리|을 관리|를 이끈|을 이끈|를 이끌|을 이끌|를 총괄|을 총괄|를 감독|을 감독|를 담당|을 담당|를 지휘|을 지휘|을 맡|를 맡",
    ),
    (Relation::Needs, "는|은|이|가", "에 의존|를 필요|을 필요|가 필요|이 필요"),
    (Relation::Joins, "는|은|이|가|와|과", "에 연결|와 연결|과 연결|에 접속|로 연결|으로 연결"),
    (
        Relation::Calls,
        "는|은|이|가",
        "를 호출|을 호출|를 사용|을 사용|를 이용|을 이용|에 접근|를 조회|을 조회|에 저장",
    ),
    (
        Relation::Goes,
        "는|은|이|가|에서",
        "로 이동|으로 이동|로 전환|으로 전환|로 변경|으로 변경|가 된|이 된|로 바뀌|으로 바뀌|로 간다|로 돌아",
    ),
    (Relation::Under, "", "को रिपोर्ट|के अधीन|के अंतर्गत|के नीचे"),
    (Relation::Over, "", "का प्रबंधन|को मैनेज|का नेतृत्व|की देखरेख|को संभाल|का नेतृत्व|के प्रमुख"),
    (Relation::Needs, "", "पर निर्भर|की आवश्यकता|की ज़रूरत|की जरूरत"),
    (Relation::Joins, "", "से जुड़|से कनेक्ट|से जोड़"),
    (Relation::Calls, "", "को कॉल|का उपयोग|का इस्तेमाल|से बात"),
    (
        Relation::Under,
        "",
        "'a bağlı|'e bağlı|'ya bağlı|'ye bağlı|a bağlıdır|rapor verir|raporlar|rapor veriyor|rapor eder|bağlı çalışır|bağlı|altında çalışır",
    ),
    (Relation::Over, "", "yönetir|yönetiyor|yönetmektedir|liderlik eder|denetler|yönetiyorlar"),
    (Relation::Needs, "", "bağımlı|ihtiyaç duyar|gerektirir|bağımlıdır"),
    (Relation::Joins, "", "bağlanır|bağlanıyor|bağlantılı|bağlıdır|bağlanırlar"),
    (Relation::Calls, "", "çağırır|kullanır|kullanıyor|sorgular|konuşur|haberleşir|okur|yazar"),
    (Relation::Goes, "", "geçer|gider|dönüşür|geçiş yapar|olur"),
    (Relation::Sends, "向|给", "发送|提交|请求|发出|返回|推送|传递|查询|转发"),
    (Relation::Sends, "は|が", "に|へ"),
    (Relation::Sends, "는|은|이|가", "에게|에|로|으로"),
    (Relation::Sends, "", "को"),
    (Relation::Sends, "", "gönderir|iletir|döndürür|yollar|verir"),
];

/// Contracted and alternative forms of a preposition.
pub(super) fn forms_of(preposition: &str) -> &'static str {
    match preposition {
        "a" => "a|al|alla|allo|ai|agli|alle|all'|ao|à|aos|às|à la|à l'|la",
        "à" => "à|au|aux|à la|à l'",
        "de" => "de|del|du|des|d'|do|da|dos|das|de la|de l'",
        "da" => "da|dal|dalla|dallo|dai|dagli|dalle|dall'",
        "di" => "di|del|della|dello|dei|degli|delle|dell'",
        "em" => "em|no|na|nos|nas",
        "con" => "con|col|coi",
        "an" => "an|an die|an den|an das|ans|am",
        "zu" => "zu|zum|zur",
        "in" => "in|im|ins|nel|nella|nello|nei|nelle",
        "su" => "su|sul|sulla|sui|sulle",
        _ => "",
    }
}

/// Prepositions before the one something is sent to.
pub(super) const TOWARDS: &str = "to|into|onto|towards|at|with|in|through|via|back to|a|al|alla|allo|ai|agli|alle|all'|à|au|aux|à la|à l'|ao|às|aos|para|para o|para a|an|an den|an die|an das|ans|zu|zum|zur|aan|naar|do|dla|w|na|для|в|на|к|إلى|الى|ل|给|到|至|向|por|con|con el|avec|chez|bei|beim|über|nach|ins|im|mit|met|su|sul|sulla|nel|nella|en|no|na|em";

/// [`TOWARDS`] in English, where "a" and "do" are other words.
pub(super) const TOWARDS_ENGLISH: &str =
    "to|into|onto|towards|at|with|in|through|via|back to|for|on";

/// Prepositions before the one something comes from.
pub(super) const FROM: &str =
    "from|de|del|desde|du|des|depuis|von|vom|aus|da|dal|dalla|do|van|uit|od|z|из|от|с|у|من|从";
