//! Headings for prompts whose topic nothing is known about: a frame that fits any topic, in the
//! prompt's language. The caller marks it as illustrative.

use easel_types::spec::{InfographicGroup, InfographicItem, InfographicSpec};

use super::template;
use crate::language::Language;
use crate::tokens::capitalised;

/// Headings by language: what any topic has, stages of any process, stages of any history, words
/// for a point, sides of a comparison, sides of pros and cons, of before and after, of SWOT.
const HEADINGS: &[(&str, [&str; 8])] = &[
    (
        "en",
        [
            "What it is|Why it matters|How it works|Examples|Common mistakes|What to do next",
            "Prepare|Start|Carry out|Check|Finish|Improve",
            "Beginnings|First successes|Breakthrough|Today|Outlook",
            "Point",
            "Advantages|Disadvantages|Best for",
            "Pros|Cons",
            "Before|After",
            "Strengths|Weaknesses|Opportunities|Threats",
        ],
    ),
    (
        "es",
        [
            "Qué es|Por qué importa|Cómo funciona|Ejemplos|Errores comunes|Próximos pasos",
            "Preparar|Empezar|Realizar|Comprobar|Terminar|Mejorar",
            "Orígenes|Primeros éxitos|Gran avance|Hoy|Perspectivas",
            "Punto",
            "Ventajas|Desventajas|Ideal para",
            "Ventajas|Desventajas",
            "Antes|Después",
            "Fortalezas|Debilidades|Oportunidades|Amenazas",
        ],
    ),
    (
        "fr",
        [
            "Définition|Pourquoi c'est important|Fonctionnement|Exemples|Erreurs fréquentes|Et ensuite",
            "Préparer|Commencer|Réaliser|Vérifier|Terminer|Améliorer",
            "Origines|Premiers succès|Percée|Aujourd'hui|Perspectives",
            "Point",
            "Avantages|Inconvénients|Idéal pour",
            "Avantages|Inconvénients",
            "Avant|Après",
            "Forces|Faiblesses|Opportunités|Menaces",
        ],
    ),
    (
        "de",
        [
            "Was es ist|Warum es wichtig ist|Wie es funktioniert|Beispiele|Häufige Fehler|Nächste Schritte",
            "Vorbereiten|Beginnen|Durchführen|Prüfen|Abschließen|Verbessern",
            "Anfänge|Erste Erfolge|Durchbruch|Heute|Ausblick",
            "Punkt",
            "Vorteile|Nachteile|Geeignet für",
            "Vorteile|Nachteile",
            "Vorher|Nachher",
            "Stärken|Schwächen|Chancen|Risiken",
        ],
    ),
    (
        "it",
        [
            "Che cos'è|Perché conta|Come funziona|Esempi|Errori comuni|Prossimi passi",
            "Preparare|Iniziare|Realizzare|Controllare|Concludere|Migliorare",
            "Origini|Primi successi|Svolta|Oggi|Prospettive",
            "Punto",
            "Vantaggi|Svantaggi|Ideale per",
            "Vantaggi|Svantaggi",
            "Prima|Dopo",
            "Punti di forza|Debolezze|Opportunità|Minacce",
        ],
    ),
    (
        "pt",
        [
            "O que é|Por que importa|Como funciona|Exemplos|Erros comuns|Próximos passos",
            "Preparar|Começar|Realizar|Verificar|Concluir|Melhorar",
            "Origens|Primeiros sucessos|Avanço|Hoje|Perspectivas",
            "Ponto",
            "Vantagens|Desvantagens|Ideal para",
            "Prós|Contras",
            "Antes|Depois",
            "Forças|Fraquezas|Oportunidades|Ameaças",
        ],
    ),
    (
        "nl",
        [
            "Wat het is|Waarom het telt|Hoe het werkt|Voorbeelden|Veelgemaakte fouten|Volgende stappen",
            "Voorbereiden|Beginnen|Uitvoeren|Controleren|Afronden|Verbeteren",
            "Begin|Eerste successen|Doorbraak|Vandaag|Vooruitblik",
            "Punt",
            "Voordelen|Nadelen|Geschikt voor",
            "Voordelen|Nadelen",
            "Voor|Na",
            "Sterktes|Zwaktes|Kansen|Bedreigingen",
        ],
    ),
    (
        "pl",
        [
            "Co to jest|Dlaczego to ważne|Jak to działa|Przykłady|Częste błędy|Następne kroki",
            "Przygotuj|Zacznij|Wykonaj|Sprawdź|Zakończ|Ulepsz",
            "Początki|Pierwsze sukcesy|Przełom|Dziś|Perspektywy",
            "Punkt",
            "Zalety|Wady|Najlepsze dla",
            "Zalety|Wady",
            "Przed|Po",
            "Mocne strony|Słabe strony|Szanse|Zagrożenia",
        ],
    ),
    (
        "ru",
        [
            "Что это такое|Почему это важно|Как это работает|Примеры|Частые ошибки|Что дальше",
            "Подготовить|Начать|Выполнить|Проверить|Завершить|Улучшить",
            "Истоки|Первые успехи|Прорыв|Сегодня|Перспективы",
            "Пункт",
            "Преимущества|Недостатки|Кому подходит",
            "Плюсы|Минусы",
            "До|После",
            "Сильные стороны|Слабые стороны|Возможности|Угрозы",
        ],
    ),
    (
        "tr",
        [
            "Nedir|Neden önemli|Nasıl çalışır|Örnekler|Sık yapılan hatalar|Sonraki adımlar",
            "Hazırla|Başla|Uygula|Kontrol et|Bitir|Geliştir",
            "Başlangıç|İlk başarılar|Dönüm noktası|Bugün|Gelecek",
            "Madde",
            "Avantajlar|Dezavantajlar|Kimler için",
            "Artılar|Eksiler",
            "Önce|Sonra",
            "Güçlü yönler|Zayıf yönler|Fırsatlar|Tehditler",
        ],
    ),
    (
        "ar",
        [
            "ما هو|لماذا يهم|كيف يعمل|أمثلة|أخطاء شائعة|الخطوات التالية",
            "التحضير|البدء|التنفيذ|التحقق|الإنهاء|التحسين",
            "البدايات|النجاحات الأولى|نقطة التحول|اليوم|المستقبل",
            "نقطة",
            "المزايا|العيوب|مناسب لـ",
            "الإيجابيات|السلبيات",
            "قبل|بعد",
            "نقاط القوة|نقاط الضعف|الفرص|التهديدات",
        ],
    ),
    (
        "hi",
        [
            "यह क्या है|यह क्यों ज़रूरी है|यह कैसे काम करता है|उदाहरण|आम गलतियाँ|अगले कदम",
            "तैयारी|शुरुआत|क्रियान्वयन|जाँच|समापन|सुधार",
            "शुरुआत|पहली सफलताएँ|बड़ा बदलाव|आज|भविष्य",
            "बिंदु",
            "फायदे|नुकसान|किसके लिए",
            "फायदे|नुकसान",
            "पहले|बाद में",
            "ताकत|कमजोरियाँ|अवसर|खतरे",
        ],
    ),
    (
        "zh",
        [
            "是什么|为什么重要|如何运作|例子|常见误区|下一步",
            "准备|开始|执行|检查|完成|改进",
            "起源|初步成功|突破|今天|展望",
            "要点",
            "优点|缺点|适合人群",
            "优点|缺点",
            "之前|之后",
            "优势|劣势|机会|威胁",
        ],
    ),
    (
        "ja",
        [
            "とは何か|なぜ大切か|しくみ|例|よくある間違い|次の一歩",
            "準備|開始|実行|確認|完了|改善",
            "始まり|最初の成功|転機|現在|展望",
            "ポイント",
            "長所|短所|向いている人",
            "メリット|デメリット",
            "ビフォー|アフター",
            "強み|弱み|機会|脅威",
        ],
    ),
    (
        "ko",
        [
            "무엇인가|왜 중요한가|어떻게 작동하는가|예시|흔한 실수|다음 단계",
            "준비|시작|실행|점검|완료|개선",
            "시작|첫 성공|전환점|오늘|전망",
            "포인트",
            "장점|단점|추천 대상",
            "장점|단점",
            "이전|이후",
            "강점|약점|기회|위협",
        ],
    ),
];

/// Words for things that are counted: the noun of "7 habits" becomes the name of each.
const COUNTED: &[(&str, &str)] = &[
    ("tips", "Tip"),
    ("tricks", "Trick"),
    ("ways", "Way"),
    ("reasons", "Reason"),
    ("benefits", "Benefit"),
    ("facts", "Fact"),
    ("habits", "Habit"),
    ("rules", "Rule"),
    ("mistakes", "Mistake"),
    ("ideas", "Idea"),
    ("signs", "Sign"),
    ("principles", "Principle"),
    ("types", "Type"),
    ("steps", "Step"),
    ("stages", "Stage"),
    ("phases", "Phase"),
    ("lessons", "Lesson"),
    ("skills", "Skill"),
    ("trends", "Trend"),
    ("questions", "Question"),
    ("pillars", "Pillar"),
    ("symptoms", "Symptom"),
    ("causes", "Cause"),
    ("exercises", "Exercise"),
    ("consejos", "Consejo"),
    ("razones", "Razón"),
    ("beneficios", "Beneficio"),
    ("datos", "Dato"),
    ("hábitos", "Hábito"),
    ("pasos", "Paso"),
    ("formas", "Forma"),
    ("ventajas", "Ventaja"),
    ("conseils", "Conseil"),
    ("astuces", "Astuce"),
    ("raisons", "Raison"),
    ("étapes", "Étape"),
    ("bienfaits", "Bienfait"),
    ("habitudes", "Habitude"),
    ("tipps", "Tipp"),
    ("gründe", "Grund"),
    ("vorteile", "Vorteil"),
    ("fakten", "Fakt"),
    ("schritte", "Schritt"),
    ("regeln", "Regel"),
    ("wege", "Weg"),
    ("consigli", "Consiglio"),
    ("motivi", "Motivo"),
    ("passi", "Passo"),
    ("benefici", "Beneficio"),
    ("regole", "Regola"),
    ("dicas", "Dica"),
    ("motivos", "Motivo"),
    ("passos", "Passo"),
    ("redenen", "Reden"),
    ("stappen", "Stap"),
    ("voordelen", "Voordeel"),
    ("wskazówek", "Wskazówka"),
    ("porad", "Porada"),
    ("kroków", "Krok"),
    ("powodów", "Powód"),
    ("sposobów", "Sposób"),
    ("советов", "Совет"),
    ("совета", "Совет"),
    ("причин", "Причина"),
    ("шагов", "Шаг"),
    ("шага", "Шаг"),
    ("правил", "Правило"),
    ("ipucu", "İpucu"),
    ("adım", "Adım"),
    ("neden", "Neden"),
    ("yol", "Yol"),
    ("نصائح", "نصيحة"),
    ("خطوات", "خطوة"),
    ("فوائد", "فائدة"),
    ("أسباب", "سبب"),
    ("सुझाव", "सुझाव"),
    ("टिप्स", "टिप"),
    ("उपाय", "उपाय"),
    ("फायदे", "फायदा"),
    ("कदम", "कदम"),
    ("技巧", "技巧"),
    ("建议", "建议"),
    ("方法", "方法"),
    ("步", "步骤"),
    ("好处", "好处"),
    ("原因", "原因"),
    ("のコツ", "コツ"),
    ("コツ", "コツ"),
    ("ヒント", "ヒント"),
    ("理由", "理由"),
    ("팁", "팁"),
    ("방법", "방법"),
    ("이유", "이유"),
    ("단계", "단계"),
];

fn headings(language: Language) -> &'static [&'static str; 8] {
    let own = HEADINGS.iter().find(|(code, _)| *code == language.as_str());
    let [first, ..] = HEADINGS else { return &[""; 8] };
    &own.unwrap_or(first).1
}

fn labelled(label: &str) -> InfographicItem {
    InfographicItem { label: label.to_owned(), ..InfographicItem::default() }
}

fn group(label: &str, items: Vec<InfographicItem>) -> InfographicGroup {
    InfographicGroup { label: label.to_owned(), items, ..InfographicGroup::default() }
}

/// What any two things can be compared by.
pub(super) fn aspects(language: Language) -> Vec<InfographicItem> {
    headings(language)[4].split('|').map(labelled).collect()
}

/// Puts a frame into `spec` that suits the arrangement asked for and the number of entries.
pub(super) fn fill(
    spec: &mut InfographicSpec,
    asked: Option<&'static str>,
    (content, language): (&str, Language),
    wanted: Option<usize>,
) {
    let [any, process, history, point, _, pros, before, swot] = headings(language);
    let sides = match asked {
        Some("pros_cons") => Some(pros),
        Some("before_after") => Some(before),
        Some("swot") => Some(swot),
        _ => None,
    };
    if let (Some(sides), Some(template)) = (sides, asked) {
        let points = || (1..=3).map(|n| labelled(&format!("{point} {n}"))).collect::<Vec<_>>();
        spec.groups = sides.split('|').map(|side| group(side, points())).collect();
        template.clone_into(&mut spec.template);
        return;
    }
    let lower = content.to_lowercase();
    let counted = wanted.and_then(|count| {
        let words = template::Words::new(&lower);
        let name = COUNTED.iter().find(|(plural, _)| words.has(plural)).map(|(_, name)| *name)?;
        Some((1..=count).map(|n| labelled(&format!("{name} {n}"))).collect::<Vec<_>>())
    });
    let (list, fallback) = match asked {
        Some("timeline" | "timeline_horizontal" | "timeline_vertical" | "roadmap") => {
            (history, "timeline")
        }
        Some("steps" | "cycle" | "snake" | "ascending" | "mountain" | "funnel") => {
            (process, "steps")
        }
        _ => (any, "list"),
    };
    let own = || {
        let parts: Vec<&str> = list.split('|').collect();
        let count = wanted.unwrap_or_else(|| parts.len().min(5));
        let named = parts.iter().map(|part| labelled(part));
        let further =
            (parts.len()..count).map(|n| labelled(&capitalised(&format!("{point} {}", n + 1))));
        named.chain(further).take(count).collect::<Vec<_>>()
    };
    spec.items = counted.unwrap_or_else(own);
    let usable = asked.filter(|asked| {
        !matches!(
            *asked,
            "compare"
                | "table"
                | "quadrant"
                | "statistics"
                | "progress"
                | "progress_bars"
                | "donut"
                | "icon_array"
                | "hierarchy"
                | "mindmap"
        )
    });
    usable.unwrap_or(fallback).clone_into(&mut spec.template);
}
